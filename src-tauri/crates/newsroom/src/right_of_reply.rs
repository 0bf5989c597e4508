//! The right of reply (droit de réponse): what the law gives to anyone whom an article names, and
//! how long it leaves the publication to print it.
//!
//! Loi du 29 juillet 1881, art. 13; loi nº 2004-575 du 21 juin 2004 (LCEN), art. 6, IV, moved to
//! art. 1-1 in 2024; décret nº 2007-1527 du 24 octobre 2007, art. 3 and 4.

use jiff::{Span, ToSpan};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::IssueDate;

/// A reply is never longer than two hundred lines, whatever it answers.
const MOST_LINES: u32 = 200;
/// The signs of a line, as the press counts them: twenty-five lines are a feuillet of 1,500.
const LINE: u32 = 60;

/// What became of a request.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum ReplyState {
    /// It came, and waits.
    #[default]
    Received,
    /// The web page prints it.
    Published,
    /// It was refused, for a reason that the law knows.
    Refused,
}

/// Someone's reply to a published article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RightOfReply {
    /// Its rank among those of the article, from 1.
    pub rank: u32,
    /// Who replies, as the page names them.
    pub person: String,
    /// The day the request came.
    pub received: IssueDate,
    /// The reply, in plain paragraphs: nothing is taken from it, nothing is put in.
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
    /// When, in milliseconds since 1970.
    pub at: i64,
}

impl RightOfReply {
    /// The last day to print it: three days after it came.
    pub fn due(&self) -> IssueDate {
        after(self.received, 3.days())
    }

    /// Its length in signs.
    pub fn signs(&self) -> u32 {
        u32::try_from(self.text.trim().chars().count()).unwrap_or(u32::MAX)
    }
}

/// The last day that a reply to what came out on `published` can be asked for: three months.
pub fn last_day_to_ask(published: IssueDate) -> IssueDate {
    after(published, 3.months())
}

/// How long a reply may be, in signs: as long as the article, and two hundred lines at most.
pub fn longest_reply(article: u32) -> u32 {
    article.min(MOST_LINES * LINE)
}

fn after(day: IssueDate, span: Span) -> IssueDate {
    day.day().checked_add(span).map_or(day, IssueDate::from)
}
