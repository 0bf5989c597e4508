//! The margin of a draft: notes, and what is still to be done in its text.

use newsroom::{DraftId, Note, NoteId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What stands beside a draft's text.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Margin {
    /// The version of the text that the places are counted in.
    pub version: u32,
    /// The notes, in the order of their words; those whose words are gone come last.
    pub notes: Vec<NoteView>,
    /// What the writer left to be done, in the order of the text.
    pub to_do: Vec<ToDo>,
}

/// A note, and where its words are now.
#[derive(Clone, Debug, Serialize, TS)]
pub struct NoteView {
    /// The note.
    pub note: Note,
    /// Its words, from and to, in UTF-16 units; none once they are gone.
    pub span: Option<(u32, u32)>,
}

/// A mark of the writer for something still to be done.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ToDo {
    /// The mark.
    pub words: String,
    /// Where it is in the text, in UTF-16 units; none when it is in a field around it.
    pub span: Option<(u32, u32)>,
}

/// Writes a note beside words of a draft.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct AddNote {
    /// Beside which draft.
    pub draft: DraftId,
    /// The version of the text that the place is counted in.
    pub version: u32,
    /// Where the words begin, in UTF-16 units.
    pub from: u32,
    /// Where they end.
    pub to: u32,
    /// What it says.
    pub text: String,
}

/// Answers a note.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct ReplyToNote {
    /// Which.
    pub note: NoteId,
    /// What is answered.
    pub text: String,
}

/// Says that what a note asks for is done, or is not.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct ResolveNote {
    /// Which.
    pub note: NoteId,
    /// Whether it is done.
    pub resolved: bool,
}
