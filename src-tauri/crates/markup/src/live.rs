//! A text being written: after a change, only the blocks around it are parsed again.
//!
//! Why it is right: a top-level block is decided by its own lines once it is known to begin
//! there. The blocks around a change are parsed together with the one before and the one after;
//! if the one after still begins at its place and is the same, all that follow are the same.
//! Otherwise all is parsed again; so it is where a text has definitions that act at a distance,
//! unless they are notes alone and nothing around the change calls or defines one.

use std::ops::Range;

use ropey::Rope;

use crate::{
    parse::place,
    tree::{BlockKind, Document, Placed},
};

/// A replacement in a text: `bytes` of the old text gave way to `inserted` bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What was replaced.
    pub bytes: Range<usize>,
    /// The length of what came.
    pub inserted: usize,
}

/// A text being written, parsed.
#[derive(Clone, Debug)]
pub struct LiveDocument {
    document: Document,
    /// The text that it was parsed from.
    text: Rope,
    reach: Reach,
}

/// What the definitions of a text act on, however far away it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Reach {
    /// There is none.
    Nothing,
    /// Notes: they act on `[^…]` alone.
    Calls,
    /// Links: any `[…]` may be one.
    Anything,
}

impl LiveDocument {
    /// Parses all of `text`.
    pub fn new(text: &Rope) -> Self {
        let all = text.to_string();
        let document = crate::parse(&all);
        // A note among the blocks covers a part of the text, and cannot merely move.
        let reach = match Reach::of(&all) {
            Reach::Calls if !notes_are_apart(&document) => Reach::Anything,
            reach => reach,
        };
        Self { reach, document, text: text.clone() }
    }

    /// The blocks.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Whether something in the text acts on words that stand elsewhere.
    pub fn reaches(&self) -> bool {
        self.reach > Reach::Nothing
    }

    /// Takes `change` in; `text` is the text after it.
    pub fn edit(&mut self, text: &Rope, change: &Change) {
        if self.reach < Reach::Anything && self.edit_around(text, change) {
            self.text = text.clone();
        } else {
            *self = Self::new(text);
        }
    }

    fn edit_around(&mut self, text: &Rope, change: &Change) -> bool {
        // Notes come after the rest, in regions that hold no text: they only move.
        let body = self.document.blocks.partition_point(|placed| !is_note(placed));
        let blocks = &self.document.blocks[..body];
        let holds = |at: usize| blocks.partition_point(|placed| placed.start <= at).max(1) - 1;
        if blocks.is_empty() {
            return false;
        }
        let mut first = holds(change.bytes.start).saturating_sub(1);
        // A table's head may have been the last line of the paragraph before it.
        while first > 0 && matches!(blocks[first].block.kind, BlockKind::Table { .. }) {
            first -= 1;
        }
        let after = holds(change.bytes.end) + 1;
        let shift = |at: usize| at - (change.bytes.end - change.bytes.start) + change.inserted;
        let from = blocks[first].start;
        let (old_to, to) = match blocks.get(after) {
            Some(next) => (next.start + next.len, shift(next.start + next.len)),
            None => (self.text.len_bytes(), text.len_bytes()),
        };
        let Some(chunk) = text.get_byte_slice(from..to) else { return false };
        let chunk = chunk.to_string();
        if self.reach.concerns(&chunk) {
            return false;
        }
        if self.reach > Reach::Nothing {
            // What was taken away may have called a note, or have been one.
            let Some(old) = self.text.get_byte_slice(from..old_to) else { return false };
            if self.reach.concerns(&old.to_string()) {
                return false;
            }
        }
        let mut fresh = place(&chunk, from);
        if let Some(next) = blocks.get(after) {
            match fresh.pop() {
                Some(again) if again.start == shift(next.start) && again.block == next.block => {}
                _ => return false,
            }
        }
        self.splice(first..after, fresh, change);
        true
    }

    /// Puts `fresh` in place of the blocks of rank `ranks`, and moves those after.
    fn splice(&mut self, ranks: Range<usize>, mut fresh: Vec<Placed>, change: &Change) {
        let blocks = &mut self.document.blocks;
        let end = ranks.end.min(blocks.len());
        let old = &blocks[ranks.start..end];
        // A block that came out the same keeps its pointer, so that nobody renders it again.
        for (new, old) in fresh.iter_mut().zip(old) {
            if new.block == old.block {
                new.block = old.block.clone();
            }
        }
        for (new, old) in fresh.iter_mut().rev().zip(old.iter().rev()) {
            if new.block == old.block {
                new.block = old.block.clone();
            }
        }
        for later in &mut blocks[end..] {
            later.start = later.start - (change.bytes.end - change.bytes.start) + change.inserted;
        }
        blocks.splice(ranks.start..end, fresh);
    }
}

fn is_note(placed: &Placed) -> bool {
    matches!(placed.block.kind, BlockKind::Footnote { .. })
}

/// Whether every note comes after the rest, in a region that holds no text.
fn notes_are_apart(document: &Document) -> bool {
    let mut notes = document.blocks.iter().skip_while(|placed| !is_note(placed));
    notes.all(|placed| is_note(placed) && placed.len == 0)
}

impl Reach {
    /// What may be defined in `text`.
    fn of(text: &str) -> Self {
        let defining = text.lines().filter(|line| line.contains("]:"));
        defining.map(Self::of_line).max().unwrap_or(Self::Nothing)
    }

    fn of_line(line: &str) -> Self {
        let is_note = |(end, _): (usize, &str)| {
            line[..end].rfind('[').is_some_and(|start| line[start..].starts_with("[^"))
        };
        if line.match_indices("]:").all(is_note) { Self::Calls } else { Self::Anything }
    }

    /// Whether `text`, which holds whole lines, defines something or may be acted on.
    fn concerns(self, text: &str) -> bool {
        text.contains("]:") || (self > Self::Nothing && text.contains("[^"))
    }
}

/// Whether `text` may define something that acts at a distance: a note, the address of links.
pub(crate) fn defines(text: &str) -> bool {
    Reach::of(text) > Reach::Nothing
}
