//! Drafts and the changes to their text.

use newsroom::{
    ArticleKind, AuthorKey, Budget, Draft, DraftId, DraftSlug, DraftState, Gesture,
    IllustrationKey, IssueDate, LanguageTag, Override, Sign, SlotRole,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::preview::PreviewPatch;

/// A draft in a list: what is said of it there, and no more, for there may be thousands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct DraftSummary {
    /// Its identity.
    pub id: DraftId,
    /// The name of its file and of its anchor.
    pub slug: DraftSlug,
    /// Genre.
    pub kind: ArticleKind,
    /// How far it is.
    pub state: DraftState,
    /// Language of the text.
    pub language: LanguageTag,
    /// Titre.
    pub headline: String,
    /// Who signs, in order.
    pub authors: Vec<AuthorKey>,
    /// The first issue that has a place for it.
    pub issue: Option<IssueDate>,
    /// Length of its text in signs, spaces included.
    pub signs: u32,
    /// When it last changed, in milliseconds since 1970.
    pub changed_at: i64,
    /// How many notes beside it are open.
    pub notes: u32,
}

/// A draft that passed from one state to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct StatePassage {
    /// The state it came to.
    pub state: DraftState,
    /// Who brought it there, and when.
    pub by: Sign,
}

/// Brings drafts to states, all or none.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct MoveDrafts {
    /// The drafts, each with its state.
    pub drafts: Vec<(DraftId, DraftState)>,
}

/// Starts a draft.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct StartDraft {
    /// What sort of piece.
    pub kind: ArticleKind,
    /// Its headline; may be empty.
    pub headline: String,
}

/// A draft opened for writing.
#[derive(Clone, Debug, Serialize, TS)]
pub struct OpenedDraft {
    /// The draft.
    pub draft: Draft,
    /// Its text.
    pub text: String,
    /// The version that the first change must name.
    pub version: u32,
    /// Whether its text may still change.
    pub editable: bool,
    /// What its issue prints instead of its own.
    pub overrides: Vec<Override>,
    /// Its counts.
    pub counts: Counts,
    /// Its place in an issue.
    pub place: Option<DraftPlace>,
}

/// The place that an issue has for a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct DraftPlace {
    /// The issue's day.
    pub issue: IssueDate,
    /// What the slot is for.
    pub role: SlotRole,
    /// The slot's rank in the line-up.
    pub slot: usize,
    /// The budget of the slot.
    pub planned: Option<u32>,
    /// What the slot leaves to this text, beside the others that share it.
    pub budget: Option<Budget>,
}

/// Writes a draft in a file away from the newsroom.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SaveAside {
    /// The draft, as it is on the screen.
    pub draft: Draft,
    /// Its text, as it is on the screen.
    pub text: String,
}

/// Where a draft was written.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SavedAside {
    /// The file.
    pub path: String,
}

/// Counts a part of a text.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct CountParts {
    /// Of which draft.
    pub draft: DraftId,
    /// The parts, from and to, in UTF-16 units.
    pub parts: Vec<(u32, u32)>,
}

/// Lengths of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct Counts {
    /// Signs, spaces included.
    pub signs: u32,
    /// Words.
    pub words: u32,
}

/// One update of `@codemirror/collab`: who made it, and its `ChangeSet` as JSON.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Update {
    /// The editor that made it.
    #[serde(rename = "clientID")]
    pub client_id: String,
    /// CodeMirror's `ChangeSet.toJSON()`: a number keeps so many UTF-16 units; an array deletes
    /// its first number and inserts its lines.
    #[ts(type = "(number | [number, ...string[]])[]")]
    pub changes: serde_json::Value,
    /// How it was made, so that it can be undone after the window was closed.
    #[serde(default)]
    pub gesture: Gesture,
}

/// Sends changes of a draft's text.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct EditDraft {
    /// Which draft.
    pub draft: DraftId,
    /// The version that the changes start from.
    pub version: u32,
    /// The changes, in order.
    pub updates: Vec<Update>,
    /// The preview to bring along, if one is shown.
    pub preview: Option<u32>,
    /// What was just typed, when its typography is to be looked at.
    #[serde(default)]
    pub typed: Option<Typed>,
}

/// Words just typed or pasted, in UTF-16 units of the text after the changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
pub struct Typed {
    /// Their first unit.
    pub from: u32,
    /// The unit after their last.
    pub to: u32,
    /// Where the caret is: what it touches is not finished.
    pub caret: u32,
    /// Whether they were pasted, and so are finished.
    pub pasted: bool,
}

/// A correction of what was just typed, in UTF-16 units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Correction {
    /// The first unit that goes.
    pub from: u32,
    /// The unit after the last that goes.
    pub to: u32,
    /// What comes.
    pub insert: String,
}

/// Asks how words of a field, just typed, are to be corrected.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct CorrectWords {
    /// The draft.
    pub draft: DraftId,
    /// All the words of the field.
    pub words: String,
    /// Which of them were just typed.
    pub typed: Typed,
}

/// What became of the changes. When it arrives, they are on the disk.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Edited {
    /// Every update since the version the changes named. When another editor was first, these
    /// are only its updates: receive them and send again.
    pub updates: Vec<Update>,
    /// Whether the changes sent were taken.
    pub accepted: bool,
    /// The counts after it.
    pub counts: Counts,
    /// How the preview changes.
    pub patch: Option<PreviewPatch>,
    /// Safe corrections of what was just typed, in order.
    pub corrections: Vec<Correction>,
}

/// Asks for the changes that others made.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct PullDraft {
    /// Which draft.
    pub draft: DraftId,
    /// The version the editor has.
    pub version: u32,
}

/// Changes the fields around a text. A field left out stays as it is.
#[derive(Clone, Debug, Default, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields)]
pub struct Fields {
    /// Genre.
    pub kind: Option<ArticleKind>,
    /// State; `published` is the closing's to give.
    pub state: Option<DraftState>,
    /// Language of the text.
    pub language: Option<LanguageTag>,
    /// Surtitre.
    pub kicker: Option<String>,
    /// Titre.
    pub headline: Option<String>,
    /// Chapeau.
    pub standfirst: Option<String>,
    /// A brief's keyword.
    pub keyword: Option<String>,
    /// Who signs.
    pub authors: Option<Vec<AuthorKey>>,
    /// The illustration; an empty text takes it away.
    pub illustration: Option<String>,
    /// A brief's link.
    pub link: Option<String>,
    /// A picture's or a figure's source line.
    pub source: Option<String>,
}

/// Changes the fields of a draft.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct ReviseDraft {
    /// Which draft.
    pub draft: DraftId,
    /// The fields that change.
    pub fields: Fields,
    /// The preview to bring along, if one is shown.
    pub preview: Option<u32>,
}

/// What a revision gave.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Revised {
    /// The draft as it now is.
    pub draft: Draft,
    /// How the preview changes.
    pub patch: Option<PreviewPatch>,
}

/// An illustration in a list of choices.
#[derive(Clone, Debug, Serialize, TS)]
pub struct IllustrationChoice {
    /// Its name.
    pub key: IllustrationKey,
    /// Its caption, or its name.
    pub label: String,
    /// The name of its smallest print, which hosts serve.
    pub print: String,
    /// That print's width in pixels.
    pub width: u32,
    /// That print's height in pixels.
    pub height: u32,
}
