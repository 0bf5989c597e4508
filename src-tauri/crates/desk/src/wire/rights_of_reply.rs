//! The right of reply: what came, what the law leaves of time, and what became of it.

use newsroom::{DraftId, DraftSlug, IssueDate, ReplyState};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A reply to a published article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ReplyView {
    /// The issue.
    pub issue: IssueDate,
    /// The article.
    pub slug: DraftSlug,
    /// Its draft.
    pub draft: DraftId,
    /// Its headline.
    pub headline: String,
    /// The reply's rank among those to that article.
    pub rank: u32,
    /// Who replies.
    pub person: String,
    /// The day it came.
    pub received: IssueDate,
    /// The last day to print it.
    pub due: IssueDate,
    /// Whether someone must still decide.
    pub waits: bool,
    /// Whether that day is past, and nobody decided.
    pub overdue: bool,
    /// The last day on which it could be asked for.
    pub latest: IssueDate,
    /// Whether it came by then.
    pub in_time: bool,
    /// Its length in signs.
    pub signs: u32,
    /// How long it may be.
    pub longest: u32,
    /// Its words.
    pub text: String,
    /// What became of it.
    pub state: ReplyState,
    /// The day that was decided.
    pub decided: Option<IssueDate>,
    /// Why it was refused.
    pub reason: String,
    /// The issue that prints it, too.
    pub printed_in: Option<IssueDate>,
    /// Who noted it, or decided last.
    pub who: String,
}

/// Notes a reply that came.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct ReceiveReply {
    /// The published article.
    pub draft: DraftId,
    /// Who replies.
    pub person: String,
    /// The day it came.
    pub received: IssueDate,
    /// Its words, in plain paragraphs.
    pub text: String,
}

/// What is decided of a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum ReplyDecision {
    /// The web page prints it.
    Publish,
    /// It is refused.
    Refuse,
}

/// Decides of a reply.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct DecideReply {
    /// The issue.
    pub issue: IssueDate,
    /// The article.
    pub slug: DraftSlug,
    /// The reply's rank.
    pub rank: u32,
    /// What is decided.
    pub decision: ReplyDecision,
    /// Why it is refused.
    pub reason: String,
}

/// Prints a published reply in an issue in preparation.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct PrintReply {
    /// The issue of the article.
    pub issue: IssueDate,
    /// The article.
    pub slug: DraftSlug,
    /// The reply's rank.
    pub rank: u32,
    /// The issue that prints it.
    pub into: IssueDate,
}
