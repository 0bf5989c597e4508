//! Illustrations: their records; the files are in `originals`.

use std::collections::BTreeMap;

use newsroom::{Illustration, IllustrationKey};

use crate::{
    Error, Reader, Result, Writer,
    columns::{from_json, json, parsed},
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

    /// Those of `keys` that there are, one by one: what it costs does not grow with the library.
    pub fn illustrations_among<'k>(
        &self,
        keys: impl IntoIterator<Item = &'k IllustrationKey>,
    ) -> Result<BTreeMap<IllustrationKey, Illustration>> {
        let mut found = BTreeMap::new();
        for key in keys {
            match self.illustration(key) {
                Ok(picture) => drop(found.insert(key.clone(), picture)),
                Err(Error::NotFound { .. }) => {}
                Err(why) => return Err(why),
            }
        }
        Ok(found)
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

impl Reader<'_> {
    /// The pictures that were thrown away, and when, in milliseconds since 1970.
    pub fn binned_pictures(&self) -> Result<BTreeMap<IllustrationKey, i64>> {
        let mut asked = self.conn.prepare_cached("SELECT picture, at FROM picture_bin")?;
        let mut rows = asked.query([])?;
        let mut binned = BTreeMap::new();
        while let Some(row) = rows.next()? {
            if let Some(picture) = parsed(row, "picture")? {
                binned.insert(picture, row.get("at")?);
            }
        }
        Ok(binned)
    }
}

impl Writer<'_> {
    /// Throws a picture away; its record and its original stay.
    pub fn bin_picture(&self, key: &IllustrationKey, at: i64) -> Result<()> {
        self.illustration(key)?;
        self.conn
            .prepare_cached(
                "INSERT OR IGNORE INTO picture_bin (picture, at, who) VALUES (?, ?, ?)",
            )?
            .execute((key.as_str(), at, self.person()?))?;
        Ok(())
    }

    /// Takes a picture out of the bin; answers whether it was there.
    pub fn unbin_picture(&self, key: &IllustrationKey) -> Result<bool> {
        let found = self
            .conn
            .prepare_cached("DELETE FROM picture_bin WHERE picture = ?1")?
            .execute([key.as_str()])?;
        Ok(found > 0)
    }

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
