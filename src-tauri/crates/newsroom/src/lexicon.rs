//! The house lexicon (lexique): the words and names that this newsroom writes, and how.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::LanguageTag;

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

impl LexiconKind {
    /// Every sort.
    pub const ALL: [Self; 3] = [Self::Name, Self::Term, Self::Acronym];

    /// The name it is written by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Term => "term",
            Self::Acronym => "acronym",
        }
    }
}

/// An entry of the lexicon.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct LexiconEntry {
    /// How the house writes it.
    pub form: String,
    /// What sort of word it is.
    pub kind: LexiconKind,
    /// The language that it is a word of; none when it is written so in every text.
    pub language: Option<LanguageTag>,
    /// How the house does not write it.
    pub forbidden: Vec<String>,
    /// What may be written with it at its first use, the usual words first; nothing when it needs
    /// no explanation.
    pub expansions: Vec<String>,
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
        let form = trimmed(&self.form);
        if !form.contains(char::is_alphanumeric) {
            return Err(InvalidEntry::Empty);
        }
        let forbidden = distinct(self.forbidden);
        if forbidden.contains(&form) {
            return Err(InvalidEntry::ForbidsItself);
        }
        let expansions = distinct(self.expansions);
        Ok(Self { form, forbidden, expansions, note: self.note.trim().into(), ..self })
    }

    /// Whether it is a word of texts in `language`: a word of no language in particular is, and
    /// one of English is, whichever the country.
    pub fn is_of(&self, language: &LanguageTag) -> bool {
        self.language.as_ref().is_none_or(|own| own.is_spoken_in(language))
    }
}

fn trimmed(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `all` without stray spaces, empty words and repetitions.
fn distinct(all: Vec<String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for words in all.iter().map(|words| trimmed(words)) {
        if !words.is_empty() && !kept.contains(&words) {
            kept.push(words);
        }
    }
    kept
}
