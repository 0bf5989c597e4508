//! The house lexicon, and what a word may have meant.

use newsroom::{LanguageTag, LexiconEntry};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Keeps an entry of the lexicon.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SaveEntry {
    /// The entry.
    pub entry: LexiconEntry,
    /// The form that it had; none for a new one.
    pub before: Option<String>,
}

/// Removes an entry of the lexicon.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct RemoveEntry {
    /// Its form.
    pub form: String,
}

/// Takes in the entries of a table.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct ImportLexicon {
    /// The table, tab-separated, its columns named on the first line.
    pub table: String,
}

/// The whole lexicon as a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct LexiconTable {
    /// The table, tab-separated.
    pub table: String,
    /// How many entries it has.
    pub entries: u32,
}

/// What a table brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct LexiconImported {
    /// How many entries are new.
    pub added: u32,
    /// How many took the place of one of the same form.
    pub changed: u32,
    /// How many were there already.
    pub same: u32,
}

/// Asks what a word may have meant.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SuggestWords {
    /// The word.
    pub form: String,
    /// The language that it is in.
    pub language: LanguageTag,
}

/// The words of files that nobody knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct SpellingReport {
    /// How many words were read.
    pub words: u32,
    /// How many different words were learnt before.
    pub learnt: u32,
    /// The words flagged: misspelt, or of no dictionary.
    pub flagged: Vec<UnknownForm>,
    /// The names that are to be verified.
    pub names: Vec<UnknownForm>,
}

/// A word that nobody knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct UnknownForm {
    /// As it is written.
    pub form: String,
    /// How many times.
    pub times: u32,
    /// The likeliest spelling of it that is known, when there is one at hand.
    pub near: Option<String>,
}
