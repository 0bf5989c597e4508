//! The bin.

use newsroom::{Draft, DraftId, IssueDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Throws drafts away; they can be taken back.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct BinDrafts {
    /// Which.
    pub drafts: Vec<DraftId>,
    /// Whether those that an issue in preparation has may go, too.
    pub placed: bool,
}

/// A draft in the bin.
#[derive(Clone, Debug, Serialize, TS)]
pub struct BinnedDraft {
    /// The draft.
    pub draft: Draft,
    /// Length of its text in signs, spaces included.
    pub signs: u32,
    /// When it was thrown away, in milliseconds since 1970.
    pub at: i64,
    /// By whom.
    pub who: String,
    /// The issue in preparation that had it.
    pub issue: Option<IssueDate>,
}

/// A draft that was taken back.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TakenBack {
    /// The draft.
    pub draft: Draft,
    /// The issue that has it again.
    pub issue: Option<IssueDate>,
    /// The issue that had it, and whose place is taken or gone.
    pub lost: Option<IssueDate>,
}
