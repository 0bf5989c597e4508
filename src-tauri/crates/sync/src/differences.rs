//! Where two texts differ, word by word: what readers of an earlier version are shown.

use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::{
    Change,
    change::{normalized, utf16_length},
};

/// A stretch of two texts laid one over the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Both have it.
    Same(String),
    /// The old text alone has it.
    Gone(String),
    /// The new text alone has it.
    Come(String),
}

/// `old` and `new` laid one over the other. Paragraphs that are the same are never taken apart,
/// and words are never cut.
pub fn differences(old: &str, new: &str) -> Vec<Piece> {
    let (old_lines, new_lines) = (lines(old), lines(new));
    let mut laid = Laid::default();
    for op in capture_diff_slices(Algorithm::Histogram, &old_lines, &new_lines) {
        let (gone, come) = (&old_lines[op.old_range()], &new_lines[op.new_range()]);
        match op.tag() {
            DiffTag::Equal => gone.iter().for_each(|line| laid.same(line)),
            DiffTag::Delete | DiffTag::Insert | DiffTag::Replace => {
                laid.word_by_word(&gone.concat(), &come.concat());
            }
        }
    }
    laid.pieces()
}

impl Change {
    /// The change that makes `new` of `old`, and leaves alone every word that both have.
    pub fn between(old: &str, new: &str) -> Self {
        let mut change = Self::default();
        for piece in differences(old, &normalized(new)) {
            match piece {
                Piece::Same(words) => change.keep(utf16_length(&words)),
                Piece::Gone(words) => change.put(utf16_length(&words), ""),
                Piece::Come(words) => change.put(0, &words),
            }
        }
        change
    }

    /// The change that brings one stretch of `old` back into `new`: the `rank`-th place where they
    /// differ, as a reader of [`differences`] meets them. All else stays.
    pub fn bringing_back(old: &str, new: &str, rank: usize) -> Self {
        let mut change = Self::default();
        let mut met = 0;
        let mut differs = false;
        for piece in differences(old, new) {
            let differed = std::mem::replace(&mut differs, !matches!(piece, Piece::Same(_)));
            met += usize::from(differed && !differs);
            match piece {
                Piece::Come(words) if met == rank => change.put(utf16_length(&words), ""),
                Piece::Same(words) | Piece::Come(words) => change.keep(utf16_length(&words)),
                Piece::Gone(words) if met == rank => change.put(0, &normalized(&words)),
                Piece::Gone(_) => {}
            }
        }
        change
    }
}

/// What was laid so far. What goes and what comes are gathered until words that stay follow.
#[derive(Default)]
struct Laid {
    pieces: Vec<Piece>,
    gone: String,
    come: String,
}

impl Laid {
    fn word_by_word(&mut self, old: &str, new: &str) {
        let (old, new) = (words(old), words(new));
        let ops = capture_diff_slices(Algorithm::Myers, &old, &new);
        for (at, op) in ops.iter().enumerate() {
            let (gone, come) = (old[op.old_range()].concat(), new[op.new_range()].concat());
            let between = at > 0 && at + 1 < ops.len();
            if op.tag() != DiffTag::Equal || (between && is_slight(&gone)) {
                self.gone.push_str(&gone);
                self.come.push_str(&come);
            } else {
                self.same(&gone);
            }
        }
    }

    fn same(&mut self, words: &str) {
        self.turn();
        match self.pieces.last_mut() {
            Some(Piece::Same(before)) => before.push_str(words),
            _ => self.pieces.push(Piece::Same(words.to_owned())),
        }
    }

    fn turn(&mut self) {
        let (gone, come) = (std::mem::take(&mut self.gone), std::mem::take(&mut self.come));
        if !gone.is_empty() {
            self.pieces.push(Piece::Gone(gone));
        }
        if !come.is_empty() {
            self.pieces.push(Piece::Come(come));
        }
    }

    fn pieces(mut self) -> Vec<Piece> {
        self.turn();
        self.pieces
    }
}

/// Whether what stays between two changes is too little to keep them apart for a reader.
fn is_slight(words: &str) -> bool {
    !words.contains('\n') && !words.contains(char::is_alphanumeric)
}

fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// The words of a text, and each sign between them.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut from = 0;
    let mut before = false;
    for (at, char) in text.char_indices() {
        let inside = in_word(char);
        if at > from && !(inside && before) {
            words.push(&text[from..at]);
            from = at;
        }
        before = inside;
    }
    if from < text.len() {
        words.push(&text[from..]);
    }
    words
}

/// Letters, figures, and the accents that some systems write after their letter.
fn in_word(char: char) -> bool {
    char.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&char)
}
