//! Illustrations: their records; the files are in `originals`.

use newsroom::{Illustration, IllustrationKey};

use crate::{
    Error, Reader, Result, Writer,
    columns::{from_json, json},
};

impl Reader<'_> {
    /// Every illustration, by key.
    pub fn illustrations(&self) -> Result<Vec<Illustration>> {
        self.conn
            .prepare_cached("SELECT record FROM illustrations ORDER BY key")?
            .query_and_then([], |row| from_json(row, "record"))?
            .collect()
    }

    /// The illustration called `key`.
    pub fn illustration(&self, key: &IllustrationKey) -> Result<Illustration> {
        self.conn
            .prepare_cached("SELECT record FROM illustrations WHERE key = ?1")?
            .query_and_then([key.as_str()], |row| from_json(row, "record"))?
            .next()
            .ok_or_else(|| Error::missing("illustration", key))?
    }

    /// The illustration whose original has this hash, if there is one.
    pub fn illustration_of(&self, hash: &str) -> Result<Option<Illustration>> {
        self.conn
            .prepare_cached("SELECT record FROM illustrations WHERE hash = ?1 ORDER BY key")?
            .query_and_then([hash], |row| from_json(row, "record"))?
            .next()
            .transpose()
    }
}

impl Writer<'_> {
    /// Keeps `illustration`, in the place of the one of the same key.
    pub fn save_illustration(&self, illustration: &Illustration) -> Result<()> {
        self.conn
            .prepare_cached(
                "INSERT INTO illustrations (key, hash, record) VALUES (?1, ?2, ?3)
                 ON CONFLICT (key) DO UPDATE SET hash = excluded.hash, record = excluded.record",
            )?
            .execute([illustration.key.as_str(), &illustration.hash, &json(illustration)?])?;
        Ok(())
    }
}
