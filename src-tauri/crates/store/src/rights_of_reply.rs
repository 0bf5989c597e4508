//! Rights of reply: what came, and what became of it.

use newsroom::{DraftSlug, IssueDate, RightOfReply};
use rusqlite::Row;

use crate::{
    Reader, Result, Writer,
    columns::{from_word, parsed, word},
};

/// A reply, and what it replies to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replied {
    /// The issue.
    pub issue: IssueDate,
    /// The article's slug.
    pub slug: DraftSlug,
    /// The reply.
    pub reply: RightOfReply,
}

/// A reply, and the issue that has a place for what prints it.
const SELECT: &str = "SELECT issue, draft, rank, person, received, text, state, decided, reason,
         CASE WHEN printed_as IS NULL THEN printed_in
         ELSE (SELECT max(placements.issue) FROM placements
               WHERE placements.draft = printed_as) END AS printed_in,
         who, at
     FROM rights_of_reply";

impl Reader<'_> {
    /// Every reply, the last to come first.
    pub fn rights_of_reply(&self) -> Result<Vec<Replied>> {
        self.conn
            .prepare_cached(&format!("{SELECT} ORDER BY received DESC, rank DESC"))?
            .query_and_then([], from_row)?
            .collect()
    }

    /// The replies to what the issue of `date` printed, the first first.
    pub fn replies_to(&self, date: IssueDate) -> Result<Vec<Replied>> {
        self.conn
            .prepare_cached(&format!("{SELECT} WHERE issue = ?1 ORDER BY draft, rank"))?
            .query_and_then([date.to_string()], from_row)?
            .collect()
    }
}

impl Writer<'_> {
    /// The rank of the next reply to an article.
    pub fn next_reply(&self, issue: IssueDate, slug: &DraftSlug) -> Result<u32> {
        Ok(self
            .conn
            .prepare_cached(
                "SELECT coalesce(max(rank), 0) + 1 FROM rights_of_reply
                 WHERE issue = ?1 AND draft = ?2",
            )?
            .query_row((issue.to_string(), slug.as_str()), |row| row.get(0))?)
    }

    /// Keeps a reply as it now stands; what prints it stays as it was.
    pub fn keep_reply(&self, replied: &Replied) -> Result<()> {
        let Replied { issue, slug, reply } = replied;
        let day = |day: Option<IssueDate>| day.map(|day| day.to_string());
        self.conn
            .prepare_cached(
                "INSERT INTO rights_of_reply (issue, draft, rank, person, received, text, state,
                     decided, reason, who, at)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                 ON CONFLICT (issue, draft, rank) DO UPDATE SET
                     state = excluded.state, decided = excluded.decided,
                     reason = excluded.reason, who = excluded.who, at = excluded.at",
            )?
            .execute((
                issue.to_string(),
                slug.as_str(),
                reply.rank,
                &reply.person,
                reply.received.to_string(),
                &reply.text,
                word(&reply.state)?,
                day(reply.decided),
                &reply.reason,
                &reply.who,
                reply.at,
            ))?;
        Ok(())
    }
}

fn from_row(row: &Row<'_>) -> Result<Replied> {
    Ok(Replied {
        issue: from_word(row, "issue")?,
        slug: from_word(row, "draft")?,
        reply: RightOfReply {
            rank: row.get("rank")?,
            person: row.get("person")?,
            received: from_word(row, "received")?,
            text: row.get("text")?,
            state: from_word(row, "state")?,
            decided: parsed(row, "decided")?,
            reason: row.get("reason")?,
            printed_in: parsed(row, "printed_in")?,
            who: row.get("who")?,
            at: row.get("at")?,
        },
    })
}
