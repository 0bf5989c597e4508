//! The bin: drafts that were thrown away, and come back whole.

use newsroom::{DraftId, IssueDate, Place};
use rusqlite::Row;
use serde::{Deserialize, Serialize};

use crate::{
    DraftRow, Error, Reader, Result, Writer,
    columns::{draft_id, from_json, json},
};

/// A draft in the bin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BinnedRow {
    /// The draft, as it was thrown away.
    pub row: DraftRow,
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// By whom.
    pub who: String,
    /// Where issues in preparation had it.
    pub places: Vec<LeftPlace>,
}

/// A place that a draft had in an issue in preparation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftPlace {
    /// The issue.
    pub issue: IssueDate,
    /// The place in its line-up.
    pub place: Place,
}

/// Whatever is kept of a draft beside the journal, the draft itself last.
pub const KEPT_OF_A_DRAFT: [(&str, &str); 7] = [
    ("bin", "draft"),
    ("figures", "draft"),
    ("left_alone", "draft"),
    ("notes", "draft"),
    ("texts", "draft"),
    ("to_learn", "draft"),
    ("drafts", "id"),
];

impl Reader<'_> {
    /// What is in the bin, the last thrown away first.
    pub fn bin(&self) -> Result<Vec<BinnedRow>> {
        self.conn
            .prepare_cached("SELECT * FROM bin ORDER BY at DESC, draft")?
            .query_and_then([], |row| self.binned_row(row))?
            .collect()
    }

    /// The draft called `id`, if it is in the bin.
    pub fn binned(&self, id: DraftId) -> Result<Option<BinnedRow>> {
        self.conn
            .prepare_cached("SELECT * FROM bin WHERE draft = ?1")?
            .query_and_then([id.0.as_bytes()], |row| self.binned_row(row))?
            .next()
            .transpose()
    }

    fn binned_row(&self, row: &Row<'_>) -> Result<BinnedRow> {
        Ok(BinnedRow {
            row: self.draft(draft_id(row, "draft")?)?,
            at: row.get("at")?,
            who: row.get("who")?,
            places: from_json(row, "places")?,
        })
    }
}

impl Writer<'_> {
    /// Throws a draft away.
    pub fn bin_draft(&self, id: DraftId, places: &[LeftPlace], at: i64) -> Result<()> {
        self.conn
            .prepare_cached("INSERT INTO bin (draft, at, who, places) VALUES (?, ?, ?, ?)")?
            .execute((id.0.as_bytes(), at, self.person()?, json(&places)?))
            .map_err(|why| Error::from(why).named("bin", id))?;
        Ok(())
    }

    /// Takes a draft out of the bin.
    pub fn unbin_draft(&self, id: DraftId) -> Result<()> {
        let found = self
            .conn
            .prepare_cached("DELETE FROM bin WHERE draft = ?1")?
            .execute([id.0.as_bytes()])?;
        if found == 0 { Err(Error::missing("draft", id)) } else { Ok(()) }
    }

    /// Removes a draft that is in the bin. The journal keeps its words.
    pub fn remove_draft(&self, id: DraftId) -> Result<()> {
        if self.binned(id)?.is_none() {
            return Err(Error::missing("draft", id));
        }
        for (table, column) in KEPT_OF_A_DRAFT {
            self.conn
                .prepare_cached(&format!("DELETE FROM {table} WHERE {column} = ?1"))?
                .execute([id.0.as_bytes()])?;
        }
        Ok(())
    }
}
