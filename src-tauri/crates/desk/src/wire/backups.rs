//! Backups of the newsroom.

use newsroom::IssueDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct BackupView {
    /// Its name.
    pub name: String,
    /// When it was made, in milliseconds since 1970.
    pub at: i64,
    /// Its length in bytes.
    pub bytes: u64,
}

/// Names a backup.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct OneBackup {
    /// Its name.
    pub name: String,
}

/// What bringing a backup back would do to a draft or an issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// It would be as it was.
    Changed,
    /// It would no longer be there.
    Gone,
    /// It would be there again.
    Back,
}

/// What bringing a backup back would change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct BackupDifferences {
    /// The drafts, by headline.
    pub drafts: Vec<DraftFate>,
    /// The issues, by day.
    pub issues: Vec<IssueFate>,
}

/// What would become of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct DraftFate {
    /// Its headline now, or then when there is no now.
    pub headline: String,
    /// What would become of it.
    pub fate: Fate,
}

/// What would become of an issue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct IssueFate {
    /// Its day.
    pub date: IssueDate,
    /// What would become of it.
    pub fate: Fate,
}
