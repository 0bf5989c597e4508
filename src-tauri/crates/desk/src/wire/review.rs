//! The remarks on the words of a draft, as one writes.

use std::collections::BTreeMap;

use newsroom::DraftId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::remarks::Severity;

/// Who makes a remark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum RemarkSource {
    /// Signs and spaces.
    Typography,
    /// The dictionaries and the house lexicon.
    Spelling,
    /// What disagrees inside the draft.
    Consistency,
    /// A grammar checker of the machine.
    Grammar,
}

/// Where the words of a remark stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum RemarkPlace {
    /// Surtitre.
    Kicker,
    /// Titre.
    Headline,
    /// Chapeau.
    Standfirst,
    /// The text.
    Body,
}

/// Something to write instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct WordFix {
    /// What to write.
    pub replacement: String,
    /// What to call it, when that is not what to write.
    pub label: Option<String>,
}

/// A remark that someone decided to leave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct LeftAlone {
    /// Who.
    pub who: String,
    /// When, in milliseconds since 1970.
    pub at: i64,
}

/// A remark on words of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct WordRemark {
    /// The same as long as the rule, the words and those beside them are.
    pub id: String,
    /// Who makes it.
    pub source: RemarkSource,
    /// The rule's stable name; its message is `remark.<rule>` in the message files.
    pub rule: String,
    /// How grave it is.
    pub severity: Severity,
    /// Where the words stand.
    pub place: RemarkPlace,
    /// The first UTF-16 unit of the words in their place.
    pub from: u32,
    /// The unit after their last.
    pub to: u32,
    /// What stands before them, a few words.
    pub before: String,
    /// The words.
    pub words: String,
    /// What stands after them, a few words.
    pub after: String,
    /// What the message's places hold.
    pub params: BTreeMap<String, String>,
    /// What may be written instead, the best first.
    pub fixes: Vec<WordFix>,
    /// Whether the first fix may be made without reading it over.
    pub safe: bool,
    /// Whether it was left alone.
    pub left: Option<LeftAlone>,
}

/// The remarks on a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Review {
    /// The version of the text that they are about.
    pub version: u32,
    /// The remarks, in the order of the page.
    pub remarks: Vec<WordRemark>,
}

/// Leaves a remark alone, or takes it up again.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct LeaveRemark {
    /// The draft.
    pub draft: DraftId,
    /// The remark.
    pub remark: String,
    /// Whether it is left.
    pub left: bool,
}
