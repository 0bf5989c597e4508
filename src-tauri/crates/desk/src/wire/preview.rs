//! The preview: a page of sections, each a list of blocks, patched as one types.

use newsroom::{DraftId, EditionKey, IssueDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the preview shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "scope", rename_all = "lowercase")]
pub enum PreviewScope {
    /// One article, in its issue's layout.
    Article {
        /// The draft.
        draft: DraftId,
    },
    /// A whole issue.
    Issue {
        /// Its day.
        date: IssueDate,
    },
}

/// The medium of a rendition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Medium {
    /// The web page.
    Web,
    /// The e-mail's HTML.
    Email,
    /// The plain text.
    Text,
}

/// Whose eyes a mail is seen with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Simulator {
    /// Gmail’s webmail.
    Gmail,
    /// Outlook for Windows.
    Outlook,
    /// Orange’s webmail.
    Orange,
    /// SFR’s webmail.
    Sfr,
    /// La Poste’s webmail.
    Laposte,
    /// Apple Mail.
    AppleMail,
    /// Any client that loads no picture.
    ImagesOff,
    /// A client that darkens mails by itself.
    ForcedDark,
}

/// Asks for a preview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ShowPreview {
    /// Of what.
    pub of: PreviewScope,
    /// For which audience.
    pub edition: EditionKey,
    /// In which medium.
    pub medium: Medium,
    /// Seen in which client, when the medium is the e-mail; as it is exported when none is named.
    #[serde(default)]
    #[ts(optional)]
    pub simulator: Option<Simulator>,
}

/// A preview that stands ready under `preview://localhost/<id>` (`/preview/<id>` when served).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct PreviewShown {
    /// Its number; edits name it to get patches back.
    pub id: u32,
    /// The revision of the page that the address gives at this moment.
    pub revision: u32,
    /// Whether the edition leaves the article out: its page has nothing but a head.
    pub absent: bool,
}

/// How a page goes from one revision to the next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct PreviewPatch {
    /// Which preview.
    pub id: u32,
    /// The revision it starts from.
    pub from: u32,
    /// The revision it leads to.
    pub to: u32,
    /// What to do, in order.
    pub steps: Vec<PatchStep>,
}

/// One step of a patch. Sections and blocks are counted from 0 at the moment of the step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "step", rename_all = "lowercase")]
pub enum PatchStep {
    /// Replaces blocks of a section.
    Blocks {
        /// Which section.
        section: u32,
        /// The first block replaced.
        at: u32,
        /// How many go.
        remove: u32,
        /// The HTML of those that come.
        insert: Vec<String>,
    },
    /// Replaces a whole section.
    Section {
        /// Which section.
        section: u32,
        /// Its HTML.
        html: String,
    },
    /// The page changed beyond its sections: load it again.
    Reload,
}

/// Asks where what is shown in the preview was written.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
pub struct LocateBlock {
    /// Which preview.
    pub id: u32,
    /// Which section.
    pub section: u32,
    /// Which block of it; none for the section's head.
    pub block: Option<u32>,
    /// Which word of the block, a word being a run of letters and digits.
    pub word: Option<u32>,
    /// How far inside the word, in UTF-16 units.
    pub inside: u32,
}

/// Where a block of the preview was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct BlockOrigin {
    /// The draft.
    pub draft: DraftId,
    /// Offset in the text, in UTF-16 units.
    pub from: u32,
}

/// Asks where a preview shows a place of a text.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
pub struct FindInPreview {
    /// Which preview.
    pub id: u32,
    /// Which draft.
    pub draft: DraftId,
    /// Offset in its text, in UTF-16 units.
    pub at: u32,
}

/// A place of the preview.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct PreviewPlace {
    /// Which section.
    pub section: u32,
    /// Which block of it; none for the section's head.
    pub block: Option<u32>,
    /// Which word of the block; none when it has none of the text's.
    pub word: Option<u32>,
}

/// Asks which blocks of a preview show a text.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
pub struct MapPreview {
    /// Which preview.
    pub id: u32,
    /// Which draft.
    pub draft: DraftId,
}

/// A block of a preview, and the text that it shows: from there to where the next one begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct MappedBlock {
    /// Which section.
    pub section: u32,
    /// Which block of it; none for the section's head.
    pub block: Option<u32>,
    /// Offset in the text, in UTF-16 units.
    pub from: u32,
}
