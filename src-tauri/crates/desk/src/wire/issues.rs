//! Issues, their checks and their closing.

use std::collections::BTreeMap;

use newsroom::{
    AuthorKey, DayOfWeek, Draft, DraftId, DraftSlug, EditionKey, Fit, InInbox, IssueDate,
    IssuePlan, IssueState, PlanChange, Publication, SlotRole, SummaryItem, TimeOfDay,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{preview::PreviewPatch, proofs::SignatureView, remarks::RemarkView};

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
    /// The slots of its line-up, measured.
    pub slots: Vec<SlotView>,
    /// Its editions, composed.
    pub editions: Vec<EditionView>,
    /// When it is to be sent, in milliseconds since 1970.
    pub sends_at: Option<i64>,
    /// The last issue that printed the same epigraph.
    pub epigraph_used: Option<IssueDate>,
    /// The word of the change that would be undone.
    pub undo: Option<String>,
    /// The word of the change that would be done again.
    pub redo: Option<String>,
}

/// A slot, measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct SlotView {
    /// Length of its articles in signs, spaces included.
    pub signs: u32,
    /// How that fits its budget; nothing without a budget or an article.
    pub fit: Option<Fit>,
    /// The usual length of such a slot: the median of the last issues.
    pub median: Option<u32>,
}

/// An edition of an issue, composed.
#[derive(Clone, Debug, Serialize, TS)]
pub struct EditionView {
    /// Which.
    pub key: EditionKey,
    /// Length of the articles that it prints, in signs, spaces included.
    pub signs: u32,
    /// Their words.
    pub words: u32,
    /// What it prints around them.
    pub printed: Composed,
    /// What it would print if nothing were decided.
    pub computed: Composed,
    /// What inboxes show of its mail.
    pub inboxes: Vec<InInbox>,
}

/// What an edition prints around its articles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Composed {
    /// The title.
    pub title: String,
    /// The mail's subject.
    pub subject: String,
    /// What inboxes show beside it.
    pub preheader: String,
    /// The greeting.
    pub greeting: String,
    /// The summary line.
    pub summary: Vec<SummaryItem>,
    /// The subscribers-only teaser, whether the edition prints it or not.
    pub teaser: Vec<SummaryItem>,
    /// The title of each slot of briefs, by rank.
    pub groups: BTreeMap<usize, String>,
    /// The team of the masthead.
    pub team: String,
    /// Whose bios are printed.
    pub bios: Vec<AuthorKey>,
    /// The latest articles.
    pub latest: Vec<LatestView>,
}

/// An article of the archive, among the latest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct LatestView {
    /// Its issue.
    pub date: IssueDate,
    /// The article.
    pub article: DraftSlug,
    /// Its headline.
    pub headline: String,
}

/// Changes the plan of an issue.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct ChangeIssue {
    /// Which.
    pub date: IssueDate,
    /// How.
    pub change: PlanChange,
    /// The preview to bring along, if one is shown.
    pub preview: Option<u32>,
}

/// Takes the last change of an issue back, or does it again.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
pub struct TurnIssue {
    /// Which.
    pub date: IssueDate,
    /// The preview to bring along, if one is shown.
    pub preview: Option<u32>,
}

/// What a change gave.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ChangedIssue {
    /// The issue as it now is.
    pub issue: IssueView,
    /// The word of what was taken back or done again; nothing when there was nothing to.
    pub turned: Option<String>,
    /// How the preview changes.
    pub patch: Option<PreviewPatch>,
}

/// Changes a template. Templates are counted from 0, and 0 is the usual one.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(tag = "template", rename_all = "snake_case")]
pub enum ChangeTemplate {
    /// Founds one with the slots of another.
    Found {
        /// Its name.
        name: String,
        /// Which gives its slots.
        like: usize,
    },
    /// Names one.
    Name {
        /// Which.
        rank: usize,
        /// Its name.
        name: String,
    },
    /// Says which days' issues start from it.
    Days {
        /// Which.
        rank: usize,
        /// The days.
        weekdays: Vec<DayOfWeek>,
    },
    /// Takes one away.
    Remove {
        /// Which.
        rank: usize,
    },
    /// Changes its slots.
    Slots {
        /// Which.
        rank: usize,
        /// How.
        change: PlanChange,
    },
    /// Says when issues are sent.
    SendTime {
        /// When, on their day.
        time: Option<TimeOfDay>,
    },
}

/// An article of a line-up.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PlacedArticle {
    /// The draft.
    pub draft: Draft,
    /// Length of its text in signs, spaces included.
    pub signs: u32,
    /// Who signs it in this issue.
    pub byline: String,
    /// The print of its illustration that pages show small.
    pub thumbnail: Option<String>,
}

/// The templates after a step was undone, or done again.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TurnedTemplates {
    /// The publication that has them.
    pub publication: Publication,
    /// The word of the step; none when there was none.
    pub turned: Option<String>,
}

/// Founds an issue from a template of the publication.
#[derive(Clone, Copy, Debug, Default, Deserialize, TS)]
#[serde(default)]
pub struct NewIssue {
    /// Its day; the first free day from tomorrow on when none is given.
    pub date: Option<IssueDate>,
    /// The template, 0 being the usual one; the one of its day when none is given.
    pub template: Option<usize>,
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
