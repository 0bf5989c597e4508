//! The house lexicon (lexique): the words and names that this newsroom writes, and how.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What sort of word it is.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum LexiconKind {
    /// A person, a firm, a product, a place.
    Name,
    /// A word of the trade.
    #[default]
    Term,
    /// An acronym.
    Acronym,
}

/// An entry of the lexicon.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct LexiconEntry {
    /// How the house writes it.
    pub form: String,
    /// What sort of word it is.
    pub kind: LexiconKind,
    /// How the house does not write it.
    pub forbidden: Vec<String>,
    /// What is written with it at its first use; nothing when it needs no explanation.
    pub expansion: String,
    /// Why, or when.
    pub note: String,
}

/// What is wrong with an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidEntry {
    /// It has no letter.
    #[error("an entry needs a form")]
    Empty,
    /// It forbids what it wants.
    #[error("an entry forbids its own form")]
    ForbidsItself,
}

impl LexiconEntry {
    /// The entry without stray spaces, empty variants and repetitions.
    pub fn tidied(self) -> Result<Self, InvalidEntry> {
        let trim = |words: String| words.split_whitespace().collect::<Vec<_>>().join(" ");
        let form = trim(self.form);
        if !form.contains(char::is_alphanumeric) {
            return Err(InvalidEntry::Empty);
        }
        let mut forbidden: Vec<String> = Vec::new();
        for variant in self.forbidden.into_iter().map(trim) {
            if variant == form {
                return Err(InvalidEntry::ForbidsItself);
            }
            if !variant.is_empty() && !forbidden.contains(&variant) {
                forbidden.push(variant);
            }
        }
        let expansion = trim(self.expansion);
        Ok(Self { form, kind: self.kind, forbidden, expansion, note: self.note.trim().into() })
    }
}
