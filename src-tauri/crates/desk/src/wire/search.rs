//! Search.

use newsroom::{Draft, IssueDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Searches drafts and archive.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SearchWords {
    /// The words, as typed; the last may be a beginning.
    pub words: String,
    /// At most so many answers.
    pub limit: u32,
}

/// A draft that has the words.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SearchHit {
    /// The draft.
    pub draft: Draft,
    /// Its issue.
    pub issue: Option<IssueDate>,
    /// A few words around the first place, plain text, in pieces.
    pub snippet: Vec<SnippetPiece>,
}

/// A piece of a snippet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct SnippetPiece {
    /// The words.
    pub text: String,
    /// Whether they are among those searched.
    pub hit: bool,
}
