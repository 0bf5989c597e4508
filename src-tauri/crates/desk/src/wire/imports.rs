//! Imports.

use newsroom::IssueDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Imports files and folders, all or none.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct ImportPaths {
    /// Their paths.
    pub paths: Vec<String>,
}

/// Takes in a picture that has no file: pasted, or dropped into a text.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct ImportPicture {
    /// What it was called, if anything.
    pub name: String,
    /// Its bytes, in base64.
    pub bytes: String,
}

/// Takes in a picture of the web, once a person has seen its address and agreed.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct FetchPicture {
    /// The address, as [`LinkView`](super::links::LinkView) gave it.
    pub address: String,
    /// What it is called; the end of its address when empty.
    pub name: String,
}

/// What became of one thing imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// It is new.
    Added,
    /// It was there and differed.
    Changed,
    /// It was there already.
    Unchanged,
}

/// One thing imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Imported {
    /// The publication's settings.
    Publication {
        /// What became of it.
        outcome: Outcome,
    },
    /// An author's record.
    Author {
        /// Its key.
        key: String,
        /// What became of it.
        outcome: Outcome,
    },
    /// An illustration.
    Illustration {
        /// Its key.
        key: String,
        /// What became of it.
        outcome: Outcome,
    },
    /// A draft.
    Draft {
        /// Its slug.
        slug: String,
        /// The file it came from.
        file: String,
        /// What became of it.
        outcome: Outcome,
    },
    /// An issue.
    Issue {
        /// Its day.
        date: IssueDate,
        /// What became of it.
        outcome: Outcome,
    },
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct ImportReport {
    /// Everything it looked at.
    pub things: Vec<Imported>,
    /// Files that are neither text nor picture, left alone.
    pub skipped: Vec<String>,
}
