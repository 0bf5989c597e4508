//! Issues, their checks and their closing.

use std::collections::BTreeMap;

use newsroom::{Draft, DraftId, DraftSlug, IssueDate, IssuePlan, IssueState, SlotRole};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{proofs::SignatureView, remarks::RemarkView};

/// An issue in a list.
#[derive(Clone, Debug, Serialize, TS)]
pub struct IssueSummary {
    /// Its day.
    pub date: IssueDate,
    /// Its number.
    pub number: u32,
    /// Its title, computed when none was given.
    pub title: String,
    /// Its state.
    pub state: IssueState,
    /// How many articles it has.
    pub articles: u32,
}

/// An issue opened.
#[derive(Clone, Debug, Serialize, TS)]
pub struct IssueView {
    /// What the chief decided.
    pub plan: IssuePlan,
    /// Its title, computed when none was given.
    pub title: String,
    /// Its state.
    pub state: IssueState,
    /// The hash of its proof, once closed.
    pub proof: Option<String>,
    /// The articles of its line-up.
    pub articles: BTreeMap<DraftSlug, PlacedArticle>,
}

/// An article of a line-up.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PlacedArticle {
    /// The draft.
    pub draft: Draft,
    /// Length of its text in signs, spaces included.
    pub signs: u32,
}

/// Founds an issue from the publication's template.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
pub struct NewIssue {
    /// Its day; the first free day from tomorrow on when none is given.
    pub date: Option<IssueDate>,
}

/// Places a draft in an issue.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
pub struct PlaceDraft {
    /// The draft.
    pub draft: DraftId,
    /// The issue.
    pub date: IssueDate,
    /// The role of the slot.
    pub role: SlotRole,
}

/// What the closing made.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ClosedIssue {
    /// The issue's day.
    pub date: IssueDate,
    /// BLAKE3 of the proof, in hexadecimal.
    pub proof: String,
    /// The remarks that did not block it.
    pub warnings: Vec<RemarkView>,
    /// Its signature.
    pub signature: Option<SignatureView>,
}
