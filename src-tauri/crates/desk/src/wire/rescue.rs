//! A damaged newsroom, and from where to go on.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::backups::BackupView;

/// A newsroom whose database is damaged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct WreckView {
    /// Its folder.
    pub folder: String,
    /// Its backups, the newest first.
    pub backups: Vec<BackupView>,
}

/// From where to go on.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct RescueChoice {
    /// A backup's name; none for what can still be read of the damaged database.
    pub backup: Option<String>,
}

/// What a choice would give.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct RescueContents {
    /// How many drafts.
    pub drafts: usize,
    /// How many issues.
    pub issues: usize,
    /// When the last of its changes was made, in milliseconds since 1970.
    pub changed_at: Option<i64>,
    /// Whether all of it could be read.
    pub whole: bool,
}

/// A newsroom that opens again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Rescued {
    /// The folder that keeps the damaged database; none when it was gone.
    pub kept: Option<String>,
}
