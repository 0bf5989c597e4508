//! Issues: one dated number of a publication, open until its closing.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{DraftSlug, IssueDate, LineUp};

/// A quotation at the head of an issue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Epigraph {
    /// The quotation, without its marks.
    pub text: String,
    /// Who said it.
    pub author: String,
    /// Where.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
}

/// One item of the summary line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SummaryItem {
    /// The article it announces.
    pub article: DraftSlug,
    /// Its words; the article's headline when empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
}

/// What the chief decides of an issue. Everything else is computed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IssuePlan {
    /// Its day.
    pub date: IssueDate,
    /// Its number.
    pub number: u32,
    /// Its title; the lead's headline when empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// The mail's subject; the title when empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subject: String,
    /// The summary line; proposed from the headlines when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub summary: Vec<SummaryItem>,
    /// The greeting; the publication's when empty. `{publication}` and `{date}` are computed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub greeting: String,
    /// The quotation at its head.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub epigraph: Option<Epigraph>,
    /// Its plan.
    pub line_up: LineUp,
}

/// In preparation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open;

/// Proofed and published: it no longer changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closed {
    /// BLAKE3 of the proof, in hexadecimal.
    pub proof: String,
}

/// Published elsewhere before Marbre, and imported: only another import adds to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Archived;

/// An issue, in a state that says what may be done with it: an `Issue<Closed>` has no way to
/// be edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue<S> {
    plan: IssuePlan,
    state: S,
}

impl<S> Issue<S> {
    /// What the chief decided.
    pub fn plan(&self) -> &IssuePlan {
        &self.plan
    }
}

impl Issue<Open> {
    /// An issue in preparation.
    pub fn open(plan: IssuePlan) -> Self {
        Self { plan, state: Open }
    }

    /// What the chief decides, to be changed.
    pub fn plan_mut(&mut self) -> &mut IssuePlan {
        &mut self.plan
    }

    /// Closing: from here on, nothing changes. `proof` is the hash of what is published.
    pub fn close(self, proof: String) -> Issue<Closed> {
        Issue { plan: self.plan, state: Closed { proof } }
    }
}

impl Issue<Closed> {
    /// An issue that was closed on `proof`.
    pub fn closed(plan: IssuePlan, proof: String) -> Self {
        Self { plan, state: Closed { proof } }
    }

    /// BLAKE3 of the proof, in hexadecimal.
    pub fn proof(&self) -> &str {
        &self.state.proof
    }
}

impl Issue<Archived> {
    /// An issue of the imported archive.
    pub fn archived(plan: IssuePlan) -> Self {
        Self { plan, state: Archived }
    }
}

/// An issue as the store finds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnyIssue {
    /// In preparation.
    Open(Issue<Open>),
    /// Published.
    Closed(Issue<Closed>),
    /// Imported.
    Archived(Issue<Archived>),
}

impl AnyIssue {
    /// What the chief decided, whatever the state.
    pub fn plan(&self) -> &IssuePlan {
        match self {
            Self::Open(issue) => issue.plan(),
            Self::Closed(issue) => issue.plan(),
            Self::Archived(issue) => issue.plan(),
        }
    }

    /// The state, as lists show it.
    pub fn state(&self) -> IssueState {
        match self {
            Self::Open(_) => IssueState::Preparing,
            Self::Closed(_) => IssueState::Published,
            Self::Archived(_) => IssueState::Archived,
        }
    }
}

/// The state of an issue, as lists show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum IssueState {
    /// En préparation.
    Preparing,
    /// Publié.
    Published,
    /// Archive importée.
    Archived,
}
