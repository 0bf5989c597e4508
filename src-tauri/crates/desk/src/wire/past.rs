//! The past of a draft: its moments, what each said, who wrote what, and what may be undone.

use newsroom::{Draft, DraftId, DraftState, IssueDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The moments of a draft, the first one first.
#[derive(Clone, Debug, Serialize, TS)]
pub struct DraftPast {
    /// Which draft.
    pub draft: DraftId,
    /// Its moments.
    pub moments: Vec<Moment>,
}

/// A moment of a draft: one person at work, or one thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Moment {
    /// The last rank in the journal that belongs to it; names the moment.
    pub seq: i64,
    /// When it began, in milliseconds since 1970.
    pub from: i64,
    /// When it ended.
    pub at: i64,
    /// Who did it; empty when nobody signed.
    pub who: String,
    /// What happened.
    pub what: What,
    /// How many signs came.
    pub come: u32,
    /// How many signs went.
    pub gone: u32,
    /// The name it was given.
    pub name: Option<String>,
}

/// What happened at a moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum What {
    /// The draft was begun.
    Started,
    /// It came from a file, or changed with one.
    Imported,
    /// Its text or its fields were worked on.
    Written,
    /// Its state changed.
    State {
        /// The state it got.
        state: DraftState,
    },
    /// An earlier moment was brought back.
    Restored,
    /// It was given a name.
    Named,
    /// An issue made room for it.
    Placed {
        /// The issue.
        issue: IssueDate,
    },
    /// It was thrown away.
    Binned,
    /// It was taken out of the bin.
    Unbinned,
    /// An issue was closed with it.
    Published {
        /// The issue.
        issue: IssueDate,
    },
}

/// The lines around a text, as they can be taken back after the window was closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct RecalledLines {
    /// Surtitre.
    pub kicker: RecalledLine,
    /// Titre.
    pub headline: RecalledLine,
    /// Chapeau.
    pub standfirst: RecalledLine,
}

/// The steps of one line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct RecalledLine {
    /// What it said before each step that can be taken back, the last one last.
    pub done: Vec<String>,
    /// What it says.
    pub now: String,
    /// What it said before each step was taken back; the last one is done again first.
    pub undone: Vec<String>,
}

/// Names a moment of a draft.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct NameMoment {
    /// Which draft.
    pub draft: DraftId,
    /// The moment; now when none is given.
    pub seq: Option<i64>,
    /// The name; an empty one takes the name away.
    pub name: String,
}

/// Asks to read a draft as it was.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
pub struct ReadMoment {
    /// Which draft.
    pub draft: DraftId,
    /// A rank in the journal: the moment just after it.
    pub seq: i64,
}

/// A draft as it was.
#[derive(Clone, Debug, Serialize, TS)]
pub struct MomentRead {
    /// The rank in the journal asked for.
    pub seq: i64,
    /// When the text last changed before it, in milliseconds since 1970.
    pub at: i64,
    /// Who changed it.
    pub who: String,
    /// The lines over the text, if the journal knows them.
    pub lines: Option<LinesRead>,
    /// The text, laid under the one of now.
    pub text: Vec<PieceRead>,
    /// The version of the text of now.
    pub version: u32,
    /// Its length in signs.
    pub signs: u32,
    /// The step before.
    pub before: Option<i64>,
    /// The step after.
    pub after: Option<i64>,
}

/// The lines over a text as they were, laid under those of now.
#[derive(Clone, Debug, Serialize, TS)]
pub struct LinesRead {
    /// Surtitre.
    pub kicker: Vec<PieceRead>,
    /// Titre.
    pub headline: Vec<PieceRead>,
    /// Chapeau.
    pub standfirst: Vec<PieceRead>,
}

/// A stretch of an earlier text laid under the one of now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct PieceRead {
    /// Which of the two has it.
    pub of: PieceOf,
    /// The words.
    pub words: String,
}

/// Which text has a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PieceOf {
    /// Both.
    Both,
    /// The earlier one alone: it went since.
    Then,
    /// The one of now alone: it came since.
    Now,
}

/// Asks for the change that brings an earlier moment back.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
pub struct RestoreMoment {
    /// Which draft.
    pub draft: DraftId,
    /// A rank in the journal: the moment just after it.
    pub seq: i64,
    /// The one place where it differs from now that is brought back; all of it when there is none.
    #[serde(default)]
    pub only: Option<usize>,
}

/// The change that brings an earlier moment back; whoever shows the text makes it, so that it can
/// be undone there like any other.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Restoration {
    /// The version of the text that the change is for.
    pub version: u32,
    /// CodeMirror's `ChangeSet.toJSON()`.
    #[ts(type = "(number | [number, ...string[]])[]")]
    pub changes: serde_json::Value,
    /// The draft's fields at that moment, if the journal knows them.
    pub fields: Option<Draft>,
}

/// Who wrote a draft's text.
#[derive(Clone, Debug, Serialize, TS)]
pub struct WhoWrote {
    /// The version of the text that the passages are of.
    pub version: u32,
    /// Passages, in order; together they are the whole text.
    pub passages: Vec<Passage>,
}

/// A passage that one person wrote at one time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Passage {
    /// Its length in UTF-16 units.
    pub units: u32,
    /// Who wrote it; empty when nobody signed.
    pub who: String,
    /// When it was last worked on, in milliseconds since 1970.
    pub at: i64,
    /// Whether it came from a file.
    pub imported: bool,
}

/// Asks what the person at this machine may undo in a text that was just opened.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
pub struct RecallUndo {
    /// Which draft.
    pub draft: DraftId,
    /// The version that was opened.
    pub version: u32,
}

/// The last steps of a text: made again on `text`, they give the text that was opened, and an
/// editor that makes them remembers how to undo them.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Recalled {
    /// The text before them.
    pub text: String,
    /// The steps, in order.
    pub steps: Vec<RecalledStep>,
}

/// A step of a text.
#[derive(Clone, Debug, Serialize, TS)]
pub struct RecalledStep {
    /// CodeMirror's `ChangeSet.toJSON()`.
    #[ts(type = "(number | [number, ...string[]])[]")]
    pub changes: serde_json::Value,
    /// What an editor does with it.
    pub way: Way,
}

/// What an editor does with a step that it makes again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Way {
    /// It can be undone.
    Own,
    /// It is undone with the step before.
    Joined,
    /// It undid the step before.
    Undo,
    /// It did again what was undone.
    Redo,
    /// Another person made it: it is not undone here.
    Other,
}
