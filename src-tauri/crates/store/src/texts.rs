//! The texts of drafts: what the journal says, and what it gives when it is folded.

use newsroom::{DraftId, Gesture};
use rusqlite::OptionalExtension;

use crate::{Error, Reader, Result, Writer, columns, journal::TEXT};

/// A draft's text as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredText {
    /// A replica to start from; none when the updates are all there is.
    pub checkpoint: Option<Vec<u8>>,
    /// The changes after the checkpoint, in order.
    pub updates: Vec<Vec<u8>>,
    /// The text as it was last folded.
    pub body: String,
    /// Whether `body` has every change.
    pub folded: bool,
    /// The journal's rank of the last change; what [`Writer::fold_text`] is told was folded.
    pub seq: i64,
}

impl Reader<'_> {
    /// The text of the draft called `id`.
    pub fn text(&self, id: DraftId) -> Result<StoredText> {
        let (folded_seq, body, checkpoint) = self
            .conn
            .prepare_cached("SELECT folded_seq, body, checkpoint FROM texts WHERE draft = ?1")?
            .query_row([id.0.as_bytes()], |row| {
                Ok((row.get::<_, i64>(0)?, row.get(1)?, row.get::<_, Option<Vec<u8>>>(2)?))
            })
            .optional()?
            .ok_or_else(|| Error::missing("draft", id))?;
        let from = if checkpoint.is_some() { folded_seq } else { 0 };
        let mut seq = folded_seq;
        let mut updates = Vec::new();
        let mut statement = self.conn.prepare_cached(
            "SELECT seq, payload FROM journal
             WHERE kind = 'text' AND draft = ?1 AND seq > ?2 ORDER BY seq",
        )?;
        let mut rows = statement.query((id.0.as_bytes(), from))?;
        while let Some(row) = rows.next()? {
            seq = row.get(0)?;
            updates.push(row.get(1)?);
        }
        Ok(StoredText { checkpoint, updates, body, folded: seq == folded_seq, seq })
    }

    /// The drafts whose journal goes further than their folded text.
    pub fn unfolded(&self) -> Result<Vec<DraftId>> {
        self.conn
            .prepare_cached(
                "SELECT draft FROM texts WHERE EXISTS
                     (SELECT 1 FROM journal WHERE kind = 'text' AND draft = texts.draft
                      AND seq > texts.folded_seq)
                 ORDER BY draft",
            )?
            .query_and_then([], |row| columns::draft_id(row, "draft"))?
            .collect()
    }
}

impl Writer<'_> {
    /// Adds a change to a draft's text, and answers its rank in the journal.
    pub fn append_text(&self, id: DraftId, update: &[u8], at: i64) -> Result<i64> {
        self.append_gesture(id, update, Gesture::Own, at)
    }

    /// The same, and how the change was made.
    pub fn append_gesture(
        &self,
        id: DraftId,
        update: &[u8],
        gesture: Gesture,
        at: i64,
    ) -> Result<i64> {
        if !self.has_draft(id)? {
            return Err(Error::missing("draft", id));
        }
        self.append(TEXT, Some(id), update, gesture, at)
    }

    /// Keeps the text that the changes up to `seq` give, and a replica to start from.
    pub fn fold_text(
        &self,
        id: DraftId,
        body: &str,
        checkpoint: &[u8],
        signs: u32,
        seq: i64,
    ) -> Result<()> {
        self.conn
            .prepare_cached(
                "UPDATE drafts SET signs = ?2, changed_at = max(changed_at, coalesce(
                     (SELECT max(at) FROM journal WHERE kind = 'text' AND draft = ?1 AND seq <= ?3),
                     changed_at))
                 WHERE id = ?1",
            )?
            .execute((id.0.as_bytes(), signs, seq))?;
        let folded = self
            .conn
            .prepare_cached(
                "UPDATE texts SET body = ?2, checkpoint = ?3, folded_seq = ?4 WHERE draft = ?1",
            )?
            .execute((id.0.as_bytes(), body, checkpoint, seq))?;
        self.note_figures(id, body)?;
        if folded == 0 { Err(Error::missing("draft", id)) } else { Ok(()) }
    }

    /// The first text of a new draft: its replica opens the draft's journal.
    pub(crate) fn insert_text(
        &self,
        id: DraftId,
        body: &str,
        replica: &[u8],
        at: i64,
    ) -> Result<()> {
        let seq = self.append(TEXT, Some(id), replica, Gesture::Own, at)?;
        self.conn
            .prepare_cached("INSERT INTO texts (draft, folded_seq, body) VALUES (?1, ?2, ?3)")?
            .execute((id.0.as_bytes(), seq, body))?;
        Ok(())
    }
}
