//! What the ledger prints: the draft that an erratum, a reply or an item to watch became, and the
//! issue that has a place for it. The place alone says whether it is printed.

use newsroom::{DraftSlug, IssueDate};
use rusqlite::OptionalExtension;

use crate::{Reader, Result, Writer, columns::from_word};

/// Something of the ledger that an issue may print.
#[derive(Clone, Copy, Debug)]
pub enum Printable<'a> {
    /// The erratum of a version.
    Erratum(u32),
    /// The reply of a rank.
    Reply(u32),
    /// What a fingerprint names.
    Watch(&'a str),
}

impl Printable<'_> {
    /// Its table, the column that tells it from others of its article, and that of the issue.
    fn columns(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Erratum(_) => ("errata", "version", "printed_in"),
            Self::Reply(_) => ("rights_of_reply", "rank", "printed_in"),
            Self::Watch(_) => ("watches", "mark", "followed_in"),
        }
    }

    fn name(self) -> String {
        match self {
            Self::Erratum(number) | Self::Reply(number) => number.to_string(),
            Self::Watch(mark) => mark.to_owned(),
        }
    }
}

impl Reader<'_> {
    /// The draft that once printed it, and that no issue has a place for: it waits, and serves
    /// again.
    pub fn printed_before(
        &self,
        issue: IssueDate,
        slug: &DraftSlug,
        what: Printable<'_>,
    ) -> Result<Option<DraftSlug>> {
        let (table, column, _) = what.columns();
        let sql = format!(
            "SELECT printed_as FROM {table} JOIN drafts ON drafts.slug = printed_as
             WHERE {table}.issue = ?1 AND {table}.draft = ?2 AND {table}.{column} = ?3
                 AND NOT EXISTS (SELECT 1 FROM bin WHERE bin.draft = drafts.id)
                 AND NOT EXISTS (SELECT 1 FROM placements WHERE placements.draft = printed_as)"
        );
        self.conn
            .prepare_cached(&sql)?
            .query_and_then((issue.to_string(), slug.as_str(), what.name()), |row| {
                from_word(row, "printed_as")
            })?
            .next()
            .transpose()
    }

    /// The issue that prints it now.
    pub fn printed_in(
        &self,
        issue: IssueDate,
        slug: &DraftSlug,
        what: Printable<'_>,
    ) -> Result<Option<IssueDate>> {
        let (table, column, kept) = what.columns();
        let sql = format!(
            "SELECT CASE WHEN printed_as IS NULL THEN {kept}
                 ELSE (SELECT max(issue) FROM placements WHERE draft = printed_as) END
             FROM {table} WHERE issue = ?1 AND draft = ?2 AND {column} = ?3"
        );
        let found: Option<Option<String>> = self
            .conn
            .prepare_cached(&sql)?
            .query_row((issue.to_string(), slug.as_str(), what.name()), |row| row.get(0))
            .optional()?;
        let parse = |day: String| day.parse().map_err(|why| crate::Error::damaged("date", why));
        found.flatten().map(parse).transpose()
    }
}

impl Writer<'_> {
    /// Notes that `draft` prints it in the issue of `into`.
    pub fn print_as(
        &self,
        (issue, slug): (IssueDate, &DraftSlug),
        what: Printable<'_>,
        into: IssueDate,
        draft: &DraftSlug,
    ) -> Result<()> {
        let (table, column, kept) = what.columns();
        let sql = format!(
            "UPDATE {table} SET {kept} = ?4, printed_as = ?5
             WHERE issue = ?1 AND draft = ?2 AND {column} = ?3"
        );
        self.conn.prepare_cached(&sql)?.execute((
            issue.to_string(),
            slug.as_str(),
            what.name(),
            into.to_string(),
            draft.as_str(),
        ))?;
        Ok(())
    }
}
