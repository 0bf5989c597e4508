//! Corrections: newer versions of published articles, and what became of their errata.

use newsroom::{CorrectedArticle, Correction, DraftSlug, IssueDate};
use rusqlite::Row;

use crate::{
    Error, Reader, Result, Writer,
    columns::{from_word, parsed, word},
};

/// A correction, with the article as it now reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corrected {
    /// The issue.
    pub issue: IssueDate,
    /// The article, as it was made.
    pub made: CorrectedArticle,
}

/// What became of an erratum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Erratum {
    /// Nobody decided yet.
    Offered,
    /// An issue prints it.
    Printed(IssueDate),
    /// It was declined.
    Declined,
}

impl Reader<'_> {
    /// The corrections of the issue of `date`, in the order of their making.
    pub fn corrections(&self, date: IssueDate) -> Result<Vec<Corrected>> {
        self.conn
            .prepare_cached("SELECT * FROM corrections WHERE issue = ?1 ORDER BY at, version")?
            .query_and_then([date.to_string()], from_row)?
            .collect()
    }

    /// Every correction, the last first, with what became of its erratum.
    pub fn errata(&self) -> Result<Vec<(Corrected, Erratum)>> {
        self.conn
            .prepare_cached(
                "SELECT corrections.*,
                     CASE WHEN printed_as IS NULL THEN printed_in
                     ELSE (SELECT max(placements.issue) FROM placements
                           WHERE placements.draft = printed_as) END AS printed_in,
                     errata.who IS NOT NULL AND (errata.printed_as IS NULL OR EXISTS
                         (SELECT 1 FROM placements WHERE placements.draft = printed_as))
                         AS decided
                 FROM corrections LEFT JOIN errata USING (issue, draft, version)
                 ORDER BY corrections.at DESC, corrections.version DESC",
            )?
            .query_and_then([], |row| {
                let printed: Option<IssueDate> = parsed(row, "printed_in")?;
                let decided: bool = row.get("decided")?;
                let erratum = match (decided, printed) {
                    (false, _) => Erratum::Offered,
                    (true, Some(date)) => Erratum::Printed(date),
                    (true, None) => Erratum::Declined,
                };
                Ok((from_row(row)?, erratum))
            })?
            .collect()
    }
}

impl Writer<'_> {
    /// Keeps a newer version of a published article, and answers its number.
    pub fn correct(&self, corrected: &Corrected) -> Result<u32> {
        let Corrected { issue, made: CorrectedArticle { slug, correction, article, records } } =
            corrected;
        let version: u32 = self
            .conn
            .prepare_cached(
                "SELECT coalesce(max(version), 1) + 1 FROM corrections
                 WHERE issue = ?1 AND draft = ?2",
            )?
            .query_row((issue.to_string(), slug.as_str()), |row| row.get(0))?;
        let article = serde_json::to_vec(article).map_err(|why| Error::damaged("article", why))?;
        let records =
            serde_json::to_string(records).map_err(|why| Error::damaged("article", why))?;
        self.conn
            .prepare_cached("INSERT INTO corrections VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?
            .execute((
                issue.to_string(),
                slug.as_str(),
                version,
                word(&correction.level)?,
                &correction.note,
                &correction.who,
                correction.at,
                correction.day.to_string(),
                article,
                records,
            ))?;
        Ok(version)
    }

    /// Notes that somebody decided of an erratum: it is declined, until an issue prints it.
    pub fn settle_erratum(
        &self,
        (issue, slug, version): (IssueDate, &DraftSlug, u32),
        at: i64,
    ) -> Result<()> {
        let who = self.person()?;
        self.conn
            .prepare_cached(
                "INSERT OR REPLACE INTO errata (issue, draft, version, who, at)
                 VALUES (?, ?, ?, ?, ?)",
            )?
            .execute((issue.to_string(), slug.as_str(), version, who, at))?;
        Ok(())
    }
}

fn from_row(row: &Row<'_>) -> Result<Corrected> {
    let article: Vec<u8> = row.get("article")?;
    let records: String = row.get("records")?;
    let damaged = |why| Error::damaged("article", why);
    let made = CorrectedArticle {
        slug: from_word(row, "draft")?,
        correction: Correction {
            version: row.get("version")?,
            level: from_word(row, "level")?,
            note: row.get("note")?,
            who: row.get("who")?,
            at: row.get("at")?,
            day: from_word(row, "day")?,
        },
        article: serde_json::from_slice(&article).map_err(damaged)?,
        records: serde_json::from_str(&records).map_err(damaged)?,
    };
    Ok(Corrected { issue: from_word(row, "issue")?, made })
}
