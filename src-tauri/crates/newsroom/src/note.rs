//! Notes in the margin: what editors tell each other about words of a draft, and never print.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

/// The identity of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[ts(type = "string & { readonly __brand: \"NoteId\" }")]
pub struct NoteId(pub Uuid);

impl fmt::Display for NoteId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for NoteId {
    type Err = uuid::Error;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        Uuid::parse_str(s).map(Self)
    }
}

/// Who did something, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Sign {
    /// The person's name.
    pub who: String,
    /// Milliseconds since 1970.
    pub at: i64,
}

/// An answer to a note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Reply {
    /// Who answers, and when.
    pub by: Sign,
    /// What is answered.
    pub text: String,
}

/// A note. Where its words are is kept beside it, in terms of the draft's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Note {
    /// Its identity.
    pub id: NoteId,
    /// The words it is about, as they were.
    pub words: String,
    /// Who wrote it, and when.
    pub by: Sign,
    /// What it says.
    pub text: String,
    /// The answers, in order.
    pub replies: Vec<Reply>,
    /// Who resolved it, and when; none while it is open.
    pub resolved: Option<Sign>,
}
