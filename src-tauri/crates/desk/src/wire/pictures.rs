//! The picture desk.

use newsroom::{DraftId, DraftState, Illustration, IllustrationKey, IssueDate, Passport};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a picture of the library asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PictureFlag {
    /// It has no alternative text, and is not decorative.
    NoAlt,
    /// It has no credit.
    NoCredit,
    /// It is credited "D.R.", and no search is noted.
    Unsearched,
    /// Its rights have expired.
    Expired,
    /// Its rights expire soon.
    Expiring,
    /// An AI model made it, and it could be taken for a photograph.
    Realistic,
    /// Nothing uses it.
    Unused,
}

/// A picture in the library.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PictureLine {
    /// Its name.
    pub key: IllustrationKey,
    /// Its caption, or its name.
    pub label: String,
    /// The name of its contact print, which hosts serve.
    pub print: String,
    /// What tells this file from another of the same name.
    pub version: String,
    /// The contact print's width.
    pub width: u32,
    /// The contact print's height.
    pub height: u32,
    /// The printed credit.
    pub credit: String,
    /// All that it is looked for by.
    pub words: String,
    /// What it asks for.
    pub flags: Vec<PictureFlag>,
    /// How often it is used.
    pub uses: u32,
    /// When it was thrown away, in milliseconds since 1970.
    pub binned_at: Option<i64>,
}

/// A place where a picture is used.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PictureUse {
    /// The draft.
    pub draft: DraftId,
    /// Its headline.
    pub headline: String,
    /// Its state.
    pub state: DraftState,
    /// The issue that has it.
    pub issue: Option<IssueDate>,
    /// Whether the issue decided so, and not the draft.
    pub decided: bool,
    /// Whether the text calls for it, rather than the head.
    pub figure: bool,
}

/// A picture, whole.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PictureView {
    /// Its record.
    pub picture: Illustration,
    /// Its passport, to be changed.
    pub passport: Passport,
    /// The printed credit.
    pub credit: String,
    /// The credit that is composed when none is written.
    pub composed: String,
    /// The name of its largest print.
    pub print: String,
    /// What it asks for.
    pub flags: Vec<PictureFlag>,
    /// Where it is used.
    pub uses: Vec<PictureUse>,
}

/// Changes a picture's passport.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SavePassport {
    /// Which picture.
    pub key: IllustrationKey,
    /// Its passport.
    pub passport: Passport,
}

/// Puts another file in the place of a picture's; its uses and its passport stay.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct ReplacePicture {
    /// Which picture.
    pub key: IllustrationKey,
    /// What the new file is called.
    pub name: String,
    /// Its bytes, in base64.
    pub bytes: String,
}
