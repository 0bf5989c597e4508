//! The leak proof: no sentence that an open edition holds back is in a file of that edition.
//!
//! It shares nothing with the emitters but the parsed texts: it works out again what the edition
//! may show, then reads the exported bytes as a curious reader would.

mod gate;
mod net;
mod readings;
mod unpacked;

use std::collections::{BTreeMap, BTreeSet};

use newsroom::{DraftSlug, EditionKey};

use crate::Composition;
use gate::Gate;
use net::Net;

/// A sentence that got out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leak {
    /// The sentence, as it was written.
    pub sentence: String,
    /// The file that carries it.
    pub path: String,
    /// Where it stands within that file, when it holds others; else empty.
    pub inside: String,
    /// The article that it belongs to.
    pub article: DraftSlug,
}

impl Leak {
    /// Where a person finds it: the file, then what it holds.
    pub fn place(&self) -> String {
        if self.inside.is_empty() {
            self.path.clone()
        } else {
            format!("{} › {}", self.path, self.inside)
        }
    }
}

/// The sentences that `edition` holds back and that its `artefacts` (path → bytes) carry.
///
/// Read through: HTML entities, tags and attributes, quoted-printable, base64, encoded words,
/// percent-encoding, JSON escapes, soft hyphens, any space, case and accent; zip, gzip and zlib,
/// also within one another; in pictures, text in UTF-8, Latin-1 and UTF-16, compressed or not.
/// Not read through: encryption, other compressions, and pixels.
pub fn leaks(
    composition: &Composition,
    edition: &EditionKey,
    artefacts: &BTreeMap<String, Vec<u8>>,
) -> Vec<Leak> {
    let gate = Gate::of(composition, edition);
    let mut net = Net::of(&gate.held);
    net.release(&gate.shown);
    let mut leaks = Vec::new();
    for (path, bytes) in artefacts {
        // A sentence of an entry that is stored as it is stands in the archive’s own bytes, too:
        // the innermost place says most.
        let mut caught: BTreeMap<usize, String> = BTreeMap::new();
        let mut pictures = BTreeSet::from([path.clone()]);
        for reading in readings::of(path.as_bytes()).into_iter().chain(readings::of(bytes)) {
            let mut here = BTreeSet::new();
            net.cast(&reading.letters, &mut here);
            for rank in here {
                let inside = caught.entry(rank).or_default();
                if inside.len() < reading.inside.len() {
                    inside.clone_from(&reading.inside);
                }
            }
            pictures.insert(reading.inside);
        }
        let mut leak = |sentence: &str, inside: &str, article: &DraftSlug| {
            leaks.push(Leak {
                sentence: sentence.to_owned(),
                path: path.clone(),
                inside: inside.to_owned(),
                article: article.clone(),
            });
        };
        for (rank, inside) in &caught {
            let Some(held) = gate.held.get(*rank) else { continue };
            leak(&held.sentence, inside, &held.article);
        }
        for (picture, article) in &gate.pictures {
            let named = |place: &&String| prints(place, picture.as_str());
            if let Some(place) = pictures.iter().find(named) {
                let inside = if place == path { "" } else { place.as_str() };
                leak(picture.as_str(), inside, article);
            }
        }
    }
    leaks.dedup();
    leaks
}

/// Whether the file at `path` is a print of `picture`: `key.jpg`, `key-1200.png`,
/// `key_16x9-500-500-1200.jpg`.
fn prints(path: &str, picture: &str) -> bool {
    let name = path.rsplit(['/', '›']).next().unwrap_or_default();
    let Some(rest) = name.trim_start().strip_prefix(picture) else { return false };
    let Some((size, _)) = rest.split_once('.') else { return false };
    if size.starts_with('_') {
        return true;
    }
    let digits = size.strip_prefix('-').unwrap_or(size);
    digits.bytes().all(|byte| byte.is_ascii_digit())
}
