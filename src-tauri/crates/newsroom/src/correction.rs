//! What happens to an issue once it is out: corrections, and what it said to watch.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Article, Author, AuthorKey, DraftSlug, Illustration, IllustrationKey, IssueDate};

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

/// The records that a correction prints and that the frozen proof has not, or has otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectedRecords {
    /// Who signs from now on.
    #[serde(default)]
    pub authors: BTreeMap<AuthorKey, Author>,
    /// Pictures that were not there, or whose passport is another.
    #[serde(default)]
    pub illustrations: BTreeMap<IllustrationKey, Illustration>,
}

impl CorrectedRecords {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.authors.is_empty() && self.illustrations.is_empty()
    }
}

/// A published article as a correction made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectedArticle {
    /// The article's slug.
    pub slug: DraftSlug,
    /// What was corrected.
    pub correction: Correction,
    /// The article, whole.
    pub article: Article,
    /// The records it needs.
    pub records: CorrectedRecords,
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
