//! The publication: one row of settings.

use newsroom::Publication;
use rusqlite::OptionalExtension;

use crate::{
    Error, Reader, Result, Writer,
    columns::{from_json, json},
};

impl Reader<'_> {
    /// The settings.
    pub fn publication(&self) -> Result<Publication> {
        self.conn
            .prepare_cached("SELECT settings FROM publication")?
            .query_row([], |row| Ok(from_json(row, "settings")))
            .optional()?
            .ok_or_else(|| Error::missing("publication", ""))?
    }
}

impl Writer<'_> {
    /// Keeps the settings, in the place of those that were there.
    pub fn save_publication(&self, publication: &Publication) -> Result<()> {
        self.conn
            .prepare_cached(
                "INSERT INTO publication (one, settings) VALUES (1, ?1)
                 ON CONFLICT (one) DO UPDATE SET settings = excluded.settings",
            )?
            .execute([json(publication)?])?;
        Ok(())
    }
}
