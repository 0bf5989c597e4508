//! Notes in the margins of drafts.

use newsroom::{DraftId, Note, NoteId};
use rusqlite::OptionalExtension;

use crate::{
    Error, Reader, Result, Writer,
    columns::{draft_id, from_json, json},
};

/// A note as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteRow {
    /// The draft it stands beside.
    pub draft: DraftId,
    /// Where its words are, for the draft's replica.
    pub anchor: Vec<u8>,
    /// The note.
    pub note: Note,
}

impl Reader<'_> {
    /// The notes beside a draft, the oldest first: their names sort by time.
    pub fn notes(&self, draft: DraftId) -> Result<Vec<NoteRow>> {
        self.conn
            .prepare_cached("SELECT * FROM notes WHERE draft = ?1 ORDER BY id")?
            .query_and_then([draft.0.as_bytes()], note_row)?
            .collect()
    }

    /// The note called `id`.
    pub fn note(&self, id: NoteId) -> Result<NoteRow> {
        self.conn
            .prepare_cached("SELECT * FROM notes WHERE id = ?1")?
            .query_row([id.0.as_bytes()], |row| Ok(note_row(row)))
            .optional()?
            .ok_or_else(|| Error::missing("note", id))?
    }
}

impl Writer<'_> {
    /// Keeps a note, new or changed.
    pub fn save_note(&self, NoteRow { draft, anchor, note }: &NoteRow) -> Result<()> {
        self.conn
            .prepare_cached(
                "INSERT INTO notes (id, draft, anchor, open, record) VALUES (?, ?, ?, ?, ?)
                 ON CONFLICT (id) DO UPDATE SET
                     anchor = excluded.anchor, open = excluded.open, record = excluded.record",
            )?
            .execute((
                note.id.0.as_bytes(),
                draft.0.as_bytes(),
                anchor,
                note.resolved.is_none(),
                json(note)?,
            ))?;
        Ok(())
    }
}

fn note_row(row: &rusqlite::Row<'_>) -> Result<NoteRow> {
    Ok(NoteRow {
        draft: draft_id(row, "draft")?,
        anchor: row.get("anchor")?,
        note: from_json(row, "record")?,
    })
}
