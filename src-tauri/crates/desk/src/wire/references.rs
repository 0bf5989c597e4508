//! Cross-references (renvois): proposed, read in what was typed, and said in words.

use newsroom::{DraftId, IssueDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Asks what a reference that is being typed may point to.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct ProposeReferences {
    /// The draft it stands in.
    pub draft: DraftId,
    /// What was typed so far: words, a day, or `2025-01-15#` and words.
    pub words: String,
    /// At most so many answers.
    pub limit: u32,
}

/// What a reference may point to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ReferenceProposal {
    /// What stands between the brackets.
    pub target: String,
    /// The issue, when it is another one.
    pub date: Option<IssueDate>,
    /// Whether it is an article, and not a whole issue.
    pub article: bool,
    /// The article's headline, or the issue's title.
    pub title: String,
}

/// Asks which references a text makes in plain words.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct ReadReferences {
    /// The draft that the text is of.
    pub draft: DraftId,
    /// The text.
    pub text: String,
}

/// A reference made in plain words, and the object that could stand there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ReadReference {
    /// Where the words begin, in UTF-16 units.
    pub from: u32,
    /// Where they end.
    pub to: u32,
    /// What would stand between the brackets.
    pub target: String,
    /// The words that would be printed.
    pub words: String,
    /// The issue's title.
    pub title: String,
}

/// Asks for the printed words of references.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SayReferences {
    /// The draft they stand in.
    pub draft: DraftId,
    /// What stands between their brackets.
    pub targets: Vec<String>,
}

/// The printed words of a reference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct SaidReference {
    /// What stands between the brackets.
    pub target: String,
    /// The words.
    pub words: String,
    /// The article's headline, or the issue's title; empty when nobody knows it.
    pub title: String,
    /// Whether it leads somewhere.
    pub known: bool,
}
