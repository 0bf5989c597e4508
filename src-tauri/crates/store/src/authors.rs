//! Authors.

use newsroom::{Author, AuthorKey};
use rusqlite::{Row, named_params};

use crate::{Error, Reader, Result, Writer, columns::from_word};

impl Reader<'_> {
    /// Every author, by name.
    pub fn authors(&self) -> Result<Vec<Author>> {
        self.conn
            .prepare_cached("SELECT * FROM authors ORDER BY name, key")?
            .query_and_then([], from_row)?
            .collect()
    }

    /// The author called `key`.
    pub fn author(&self, key: &AuthorKey) -> Result<Author> {
        self.conn
            .prepare_cached("SELECT * FROM authors WHERE key = ?1")?
            .query_and_then([key.as_str()], from_row)?
            .next()
            .ok_or_else(|| Error::missing("author", key))?
    }

    /// How many texts `author` signs, how many pictures are theirs, those in the bins included, and
    /// how many issues in preparation print their note by name.
    pub fn uses_of_author(&self, author: &AuthorKey) -> Result<u32> {
        Ok(self
            .conn
            .prepare_cached(
                "SELECT (SELECT count(*) FROM drafts
                         WHERE ?1 IN (SELECT value FROM json_each(drafts.authors)))
                     + (SELECT count(*) FROM illustrations WHERE record ->> 'author' = ?1)
                     + (SELECT count(*) FROM issues WHERE state = 'preparing'
                            AND ?1 IN (SELECT value FROM json_each(plan, '$.bios')))",
            )?
            .query_row([author.as_str()], |row| row.get(0))?)
    }
}

impl Writer<'_> {
    /// Keeps `author`, in the place of the one of the same key.
    pub fn save_author(&self, author: &Author) -> Result<()> {
        self.conn
            .prepare_cached(
                "INSERT INTO authors (key, name, initials, bio)
                 VALUES (:key, :name, :initials, :bio)
                 ON CONFLICT (key) DO UPDATE SET
                     name = excluded.name, initials = excluded.initials, bio = excluded.bio",
            )?
            .execute(named_params! {
                ":key": author.key.as_str(),
                ":name": author.name,
                ":initials": author.initials,
                ":bio": author.bio,
            })?;
        self.rename_in_bylines(&author.key)
    }

    /// Removes an author.
    pub fn remove_author(&self, author: &AuthorKey) -> Result<()> {
        let removed = self
            .conn
            .prepare_cached("DELETE FROM authors WHERE key = ?1")?
            .execute([author.as_str()])?;
        if removed == 0 { Err(Error::missing("author", author)) } else { Ok(()) }
    }
}

fn from_row(row: &Row<'_>) -> Result<Author> {
    Ok(Author {
        key: from_word(row, "key")?,
        name: row.get("name")?,
        initials: row.get("initials")?,
        bio: row.get("bio")?,
    })
}
