//! The ledger of what issues said to watch: what a person decided of each item, and the texts to
//! look for items in.

use newsroom::{DraftId, DraftSlug, IssueDate, WatchState};
use rusqlite::Row;

use crate::{
    Reader, Result, Writer,
    columns::{draft_id, from_word, parsed, word},
};

/// What was decided of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watched {
    /// The issue that said to watch it.
    pub issue: IssueDate,
    /// The article.
    pub slug: DraftSlug,
    /// The fingerprint of its words.
    pub mark: String,
    /// Its state.
    pub state: WatchState,
    /// The day set by a person.
    pub due: Option<IssueDate>,
    /// The issue that took it up again.
    pub followed_in: Option<IssueDate>,
    /// Who decided last.
    pub who: String,
    /// When.
    pub at: i64,
}

/// A printed text that holds a callout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalloutText {
    /// The issue that printed it.
    pub issue: IssueDate,
    /// The draft.
    pub draft: DraftId,
    /// Its slug.
    pub slug: DraftSlug,
    /// Its headline.
    pub headline: String,
    /// Its Markdown.
    pub text: String,
}

impl Reader<'_> {
    /// Everything that was decided.
    pub fn watches(&self) -> Result<Vec<Watched>> {
        self.conn
            .prepare_cached(
                "SELECT issue, draft, mark, state, due, who, at,
                     CASE WHEN printed_as IS NULL THEN followed_in
                     ELSE (SELECT max(placements.issue) FROM placements
                           WHERE placements.draft = printed_as) END AS followed_in
                 FROM watches",
            )?
            .query_and_then([], from_row)?
            .collect()
    }

    /// The printed texts that hold one of the callouts `keys`, the last issue first. The index of
    /// words is asked, so that an archive of any size answers.
    pub fn texts_with_callouts(&self, keys: &[&str]) -> Result<Vec<CalloutText>> {
        let mut found = Vec::new();
        let mut statement = self.conn.prepare_cached(
            "SELECT placements.issue, drafts.id, drafts.slug, drafts.headline, texts.body
             FROM search JOIN drafts ON drafts.recency = search.rowid
                 JOIN texts ON texts.draft = drafts.id
                 JOIN placements ON placements.draft = drafts.slug
                 JOIN issues ON issues.date = placements.issue
             WHERE search MATCH ?1 AND instr(lower(texts.body), ?2) > 0
                 AND issues.state IN ('published', 'archived')
             ORDER BY placements.issue DESC, placements.slot, placements.rank",
        )?;
        for key in keys {
            let words = format!("body : \"{key}\"");
            let rows = statement.query_and_then((words, format!("[!{key}]")), |row| {
                Ok(CalloutText {
                    issue: from_word(row, "issue")?,
                    draft: draft_id(row, "id")?,
                    slug: from_word(row, "slug")?,
                    headline: row.get("headline")?,
                    text: row.get("body")?,
                })
            })?;
            found.extend(rows.collect::<Result<Vec<_>>>()?);
        }
        Ok(found)
    }
}

impl Writer<'_> {
    /// Keeps what was decided of an item; what took it up again stays as it was.
    pub fn watch(&self, watched: &Watched) -> Result<()> {
        let Watched { issue, slug, mark, state, due, followed_in: _, who, at } = watched;
        self.conn
            .prepare_cached(
                "INSERT INTO watches (issue, draft, mark, state, due, who, at)
                 VALUES (?, ?, ?, ?, ?, ?, ?)
                 ON CONFLICT (issue, draft, mark) DO UPDATE SET
                     state = excluded.state, due = excluded.due,
                     who = excluded.who, at = excluded.at",
            )?
            .execute((
                issue.to_string(),
                slug.as_str(),
                mark,
                word(state)?,
                due.map(|day| day.to_string()),
                who,
                at,
            ))?;
        Ok(())
    }
}

fn from_row(row: &Row<'_>) -> Result<Watched> {
    Ok(Watched {
        issue: from_word(row, "issue")?,
        slug: from_word(row, "draft")?,
        mark: row.get("mark")?,
        state: from_word(row, "state")?,
        due: parsed(row, "due")?,
        followed_in: parsed(row, "followed_in")?,
        who: row.get("who")?,
        at: row.get("at")?,
    })
}
