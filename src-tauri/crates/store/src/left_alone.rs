//! The remarks that someone decided to leave.

use newsroom::DraftId;

use crate::{Reader, Result, Writer};

impl Reader<'_> {
    /// The remarks left alone on the draft called `id`: each one's name, who, and when.
    pub fn left_alone(&self, id: DraftId) -> Result<Vec<(String, String, i64)>> {
        self.conn
            .prepare_cached("SELECT remark, who, at FROM left_alone WHERE draft = ?1")?
            .query_map([id.0.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<rusqlite::Result<_>>()
            .map_err(Into::into)
    }
}

impl Writer<'_> {
    /// Leaves the remark `remark` on a draft alone, in the name of the person here.
    pub fn leave_alone(&self, id: DraftId, remark: &str, at: i64) -> Result<()> {
        let who = self.person()?;
        self.conn
            .prepare_cached("INSERT OR REPLACE INTO left_alone VALUES (?, ?, ?, ?)")?
            .execute((id.0.as_bytes(), remark, who, at))?;
        Ok(())
    }

    /// Takes the remark `remark` on a draft up again.
    pub fn take_up(&self, id: DraftId, remark: &str) -> Result<()> {
        self.conn
            .prepare_cached("DELETE FROM left_alone WHERE draft = ?1 AND remark = ?2")?
            .execute((id.0.as_bytes(), remark))?;
        Ok(())
    }
}
