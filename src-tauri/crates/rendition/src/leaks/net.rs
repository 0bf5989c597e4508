//! Looking for many sentences in one pass over a reading.

use std::collections::{BTreeMap, BTreeSet};

use super::{gate::Held, readings::letters};

/// Length of the head by which a sentence is recognised first. A sentence with fewer letters
/// could be met by chance, and is let go.
const HEAD: usize = 8;
/// Bits of the sieve that spares most look-ups.
const SIEVE_BITS: u32 = 14;

/// The sentences to catch, as bare letters.
#[derive(Debug)]
pub(super) struct Net {
    meshes: Vec<Vec<u8>>,
    by_head: BTreeMap<u64, Vec<usize>>,
    sieve: Vec<bool>,
}

impl Net {
    pub(super) fn of(held: &[Held]) -> Self {
        let meshes: Vec<Vec<u8>> = held.iter().map(|held| letters(&held.words)).collect();
        let mut net = Self { meshes, by_head: BTreeMap::new(), sieve: Vec::new() };
        net.knot(&BTreeSet::new());
        net
    }

    /// Lets go of every sentence that also stands in one of the `shown` lines.
    pub(super) fn release(&mut self, shown: &[String]) {
        let mut free = BTreeSet::new();
        for line in shown {
            self.cast(&letters(line), &mut free);
        }
        self.knot(&free);
    }

    fn knot(&mut self, free: &BTreeSet<usize>) {
        self.by_head.clear();
        self.sieve = vec![false; 1 << SIEVE_BITS];
        for (rank, mesh) in self.meshes.iter().enumerate() {
            if let Some(head) = mesh.first_chunk::<HEAD>().filter(|_| !free.contains(&rank)) {
                let head = u64::from_be_bytes(*head);
                self.by_head.entry(head).or_default().push(rank);
                self.sieve[bucket(head)] = true;
            }
        }
    }

    /// Adds to `caught` the rank of every sentence that stands in `reading`.
    pub(super) fn cast(&self, reading: &[u8], caught: &mut BTreeSet<usize>) {
        let mut window = 0_u64;
        for (at, byte) in reading.iter().enumerate() {
            window = window << 8 | u64::from(*byte);
            if !self.sieve[bucket(window)] {
                continue;
            }
            let Some(start) = (at + 1).checked_sub(HEAD) else { continue };
            for rank in self.by_head.get(&window).into_iter().flatten() {
                let rest = reading.get(start..).unwrap_or_default();
                if self.meshes.get(*rank).is_some_and(|mesh| rest.starts_with(mesh)) {
                    caught.insert(*rank);
                }
            }
        }
    }
}

fn bucket(head: u64) -> usize {
    let mixed = head.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - SIEVE_BITS);
    usize::try_from(mixed).unwrap_or(0)
}
