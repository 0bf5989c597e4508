//! What happens to an issue once it is out: corrections, and what it said to watch.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::IssueDate;

/// How grave what is corrected was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum CorrectionLevel {
    /// Bénigne: a slip that changes no meaning.
    Minor,
    /// Significative: a fact, a figure, a name.
    Significant,
    /// Grave: it misled the reader, or wronged someone.
    Serious,
}

/// A correction of a published article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Correction {
    /// Which version of the article it makes, from 2.
    pub version: u32,
    /// How grave what is corrected was.
    pub level: CorrectionLevel,
    /// What readers are told.
    pub note: String,
    /// Who corrected.
    pub who: String,
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// The day it was made.
    pub day: IssueDate,
}

/// What became of something that an issue said to watch.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum WatchState {
    /// Toujours ouvert.
    #[default]
    Open,
    /// Tenu: it came to pass.
    Kept,
    /// Démenti: it did not.
    Denied,
}
