//! Issues: one dated number of a publication, open until its closing.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use std::collections::BTreeSet;

use crate::{
    AuthorKey, DraftSlug, EditionKey, IllustrationKey, IssueDate, LineUp, Override, TimeOfDay,
};

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

/// One item of the summary line, or of the subscribers-only teaser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SummaryItem {
    /// The article it announces.
    pub article: DraftSlug,
    /// Its words; computed from the article when empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
}

/// An article of the archive that an issue names among the latest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LatestChoice {
    /// Its issue.
    pub date: IssueDate,
    /// The article.
    pub article: DraftSlug,
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
    /// What inboxes show beside the subject; the summary line when empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub preheader: String,
    /// The summary line; proposed from the headlines when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub summary: Vec<SummaryItem>,
    /// The greeting; the publication's when empty. `{publication}` and `{date}` are computed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub greeting: String,
    /// The quotation at its head.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub epigraph: Option<Epigraph>,
    /// The subscribers-only teaser; a line for each article that an edition does not show whole
    /// when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub teaser: Vec<SummaryItem>,
    /// The team that the masthead names; the publication's when empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub team: String,
    /// Whose bios are printed; those who sign when none is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bios: Option<Vec<AuthorKey>>,
    /// The latest articles that are named; the last of the archive when none is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latest: Option<Vec<LatestChoice>>,
    /// When it is sent, on its day; the publication's hour when none is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub send_time: Option<TimeOfDay>,
    /// What it prints instead of an article's own words and picture.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overrides: Vec<Override>,
    /// Its plan.
    pub line_up: LineUp,
}

impl IssuePlan {
    /// A plan with nothing decided.
    pub fn new(date: IssueDate, number: u32) -> Self {
        Self {
            date,
            number,
            title: String::new(),
            subject: String::new(),
            preheader: String::new(),
            summary: Vec::new(),
            greeting: String::new(),
            epigraph: None,
            teaser: Vec::new(),
            team: String::new(),
            bios: None,
            latest: None,
            send_time: None,
            overrides: Vec::new(),
            line_up: LineUp::default(),
        }
    }

    /// The plan with the same line-up and nothing decided around it: what it computes shows what
    /// each decision stands in the place of.
    #[must_use]
    pub fn undecided(&self) -> Self {
        let mut line_up = self.line_up.clone();
        line_up.forget_titles();
        Self {
            overrides: self.overrides.clone(),
            epigraph: self.epigraph.clone(),
            line_up,
            ..Self::new(self.date, self.number)
        }
    }

    /// What the whole issue prints of `article` instead of its own, whatever an edition says.
    pub fn wide_override_of(&self, article: &DraftSlug) -> Override {
        let mut printed = Override::of(article.clone(), None);
        if let Some(decided) =
            self.overrides.iter().find(|it| it.article == *article && it.edition.is_none())
        {
            printed.take(decided);
        }
        printed
    }

    /// What `edition` prints of `article` instead of its own: the edition's word, else the
    /// issue's.
    pub fn override_of(&self, article: &DraftSlug, edition: &EditionKey) -> Override {
        let mut printed = self.wide_override_of(article);
        let mut decided = self.overrides.iter();
        if let Some(nearer) =
            decided.find(|it| it.article == *article && it.edition.as_ref() == Some(edition))
        {
            printed.take(nearer);
        }
        printed
    }

    /// Every illustration that it prints in the place of an article's own.
    pub fn pictures(&self) -> BTreeSet<&IllustrationKey> {
        self.overrides.iter().filter_map(|it| it.illustration.as_ref()).collect()
    }
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
