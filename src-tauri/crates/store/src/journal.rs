//! The journal: every change that was ever acknowledged, in order.

use newsroom::{DraftId, Gesture};
use rusqlite::Row;
use serde_json::Value;

use crate::{
    Error, Reader, Result, Writer,
    columns::{draft_id, parsed_word, word},
};

/// The kind of an entry that holds the bytes of a change of text.
pub(crate) const TEXT: &str = "text";

/// An entry of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalEntry {
    /// Its rank.
    pub seq: i64,
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// Who did it, by name; empty when nobody said.
    pub who: String,
    /// `text`, or the command's name.
    pub kind: String,
    /// The draft it is about.
    pub draft: Option<DraftId>,
    /// How a change of text was made.
    pub gesture: Gesture,
    /// The bytes of a replica for a change of text, else JSON.
    pub payload: Vec<u8>,
}

impl JournalEntry {
    /// Whether it is a change of text.
    pub fn is_text(&self) -> bool {
        self.kind == TEXT
    }
}

impl Reader<'_> {
    /// The first `limit` entries after `seq`.
    pub fn journal(&self, seq: i64, limit: u32) -> Result<Vec<JournalEntry>> {
        self.conn
            .prepare_cached("SELECT * FROM journal WHERE seq > ?1 ORDER BY seq LIMIT ?2")?
            .query_and_then((seq, limit), entry)?
            .collect()
    }

    /// The entries after `seq` that are about the draft called `id`, in order.
    pub fn draft_journal(&self, id: DraftId, seq: i64) -> Result<Vec<JournalEntry>> {
        self.conn
            .prepare_cached(
                "SELECT * FROM (
                     SELECT * FROM journal WHERE kind = 'text' AND draft = ?1 AND seq > ?2
                     UNION ALL
                     SELECT * FROM journal WHERE kind <> 'text' AND draft = ?1 AND seq > ?2)
                 ORDER BY seq",
            )?
            .query_and_then((id.0.as_bytes(), seq), entry)?
            .collect()
    }
}

fn entry(row: &Row<'_>) -> Result<JournalEntry> {
    let draft: Option<Vec<u8>> = row.get("draft")?;
    Ok(JournalEntry {
        seq: row.get("seq")?,
        at: row.get("at")?,
        kind: row.get("kind")?,
        draft: draft.map(|_| draft_id(row, "draft")).transpose()?,
        who: row.get("who")?,
        gesture: parsed_word(row, "gesture")?.unwrap_or_default(),
        payload: row.get("payload")?,
    })
}

impl Writer<'_> {
    /// Notes a change that is not of a text; `kind` is the command's name.
    pub fn record(&self, kind: &str, draft: Option<DraftId>, what: &Value, at: i64) -> Result<i64> {
        if kind == TEXT {
            return Err(Error::damaged("journal", "a structured change cannot be of kind `text`"));
        }
        self.append(kind, draft, what.to_string().as_bytes(), Gesture::Own, at)
    }

    /// Adds an entry in the name of the person at this machine, and answers its rank.
    pub(crate) fn append(
        &self,
        kind: &str,
        draft: Option<DraftId>,
        payload: &[u8],
        gesture: Gesture,
        at: i64,
    ) -> Result<i64> {
        let draft = draft.as_ref().map(|id| id.0.as_bytes().as_slice());
        let gesture = match gesture {
            Gesture::Own => None,
            other => Some(word(&other)?),
        };
        self.conn
            .prepare_cached(
                "INSERT INTO journal (at, kind, draft, payload, gesture, who)
                 VALUES (?1, ?2, ?3, ?4, ?5, (SELECT person FROM here))",
            )?
            .execute((at, kind, draft, payload, gesture))?;
        Ok(self.conn.last_insert_rowid())
    }
}
