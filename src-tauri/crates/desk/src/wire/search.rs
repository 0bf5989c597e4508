//! Search.

use newsroom::{Draft, DraftId, IllustrationKey, IssueDate, IssueState, NoteId};
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

/// What stands beside the texts and has the words.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ThingHit {
    /// Which.
    pub thing: Thing,
    /// A few of its words around the first place, plain text, in pieces.
    pub snippet: Vec<SnippetPiece>,
}

/// A thing of the newsroom that is no draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Thing {
    /// A note in the margin.
    Note {
        /// Which.
        note: NoteId,
        /// The draft it stands beside.
        draft: DraftId,
        /// The draft's headline.
        headline: String,
        /// Whether what it asks for is done.
        resolved: bool,
    },
    /// A picture.
    Picture {
        /// Which.
        key: IllustrationKey,
        /// What lists call it.
        label: String,
    },
    /// An issue, by what it decides.
    Issue {
        /// Its day.
        date: IssueDate,
        /// Its state.
        state: IssueState,
    },
    /// An entry of the lexicon.
    Entry {
        /// How the house writes it.
        form: String,
    },
}

/// A piece of a snippet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct SnippetPiece {
    /// The words.
    pub text: String,
    /// Whether they are among those searched.
    pub hit: bool,
}
