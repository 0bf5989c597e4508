//! The house lexicon, and the words of the archive.

use newsroom::{Article, DraftId, LanguageTag, LexiconEntry};
use rusqlite::{Row, named_params};

use crate::{
    Reader, Result, Writer,
    columns::{from_json, from_word, json, parsed_word, word},
    drafts,
};

/// A word that published articles have and dictionaries have not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchiveWord {
    /// As it was written.
    pub form: String,
    /// How many articles have it.
    pub articles: u32,
    /// How many times they have it, together.
    pub uses: u32,
}

impl Reader<'_> {
    /// Every entry of the lexicon, by form.
    pub fn lexicon(&self) -> Result<Vec<LexiconEntry>> {
        self.conn
            .prepare_cached("SELECT * FROM lexicon ORDER BY form")?
            .query_and_then([], entry)?
            .collect()
    }

    /// The word of the archive that is written `form`.
    pub fn archive_word(&self, form: &str) -> Result<Option<ArchiveWord>> {
        self.conn
            .prepare_cached("SELECT * FROM archive_words WHERE form = ?1")?
            .query_and_then([form], archive_word)?
            .next()
            .transpose()
    }

    /// The words of the archive that have one of `keys`, the most used first.
    pub fn archive_words_near(&self, keys: &[&str]) -> Result<Vec<ArchiveWord>> {
        self.conn
            .prepare_cached(
                "SELECT DISTINCT archive_words.* FROM archive_keys
                 JOIN archive_words USING (form)
                 WHERE key IN (SELECT value FROM json_each(?1)) ORDER BY uses DESC, form",
            )?
            .query_and_then([json(&keys)?], archive_word)?
            .collect()
    }

    /// A published article whose words were not learnt.
    pub fn to_learn(&self) -> Result<Option<Article>> {
        self.conn
            .prepare_cached(
                "SELECT drafts.*, body FROM to_learn JOIN drafts ON drafts.id = to_learn.draft
                 JOIN texts ON texts.draft = to_learn.draft LIMIT 1",
            )?
            .query_and_then([], |row| {
                Ok(Article { draft: drafts::from_row(row)?, text: row.get("body")? })
            })?
            .next()
            .transpose()
    }
}

impl Writer<'_> {
    /// Keeps `entry`, in the place of the one called `before`, or of that of the same form.
    pub fn save_lexicon_entry(&self, entry: &LexiconEntry, before: Option<&str>) -> Result<()> {
        if let Some(before) = before.filter(|before| *before != entry.form) {
            self.remove_lexicon_entry(before)?;
        }
        self.conn
            .prepare_cached(
                "INSERT OR REPLACE INTO lexicon
                     (form, kind, language, forbidden, expansions, note)
                 VALUES (:form, :kind, :language, :forbidden, :expansions, :note)",
            )?
            .execute(named_params! {
                ":form": entry.form,
                ":kind": word(&entry.kind)?,
                ":language": entry.language.as_ref().map(LanguageTag::as_str),
                ":forbidden": json(&entry.forbidden)?,
                ":expansions": json(&entry.expansions)?,
                ":note": entry.note,
            })?;
        Ok(())
    }

    /// Forgets the entry of `form`; forgetting what is not there is no fault.
    pub fn remove_lexicon_entry(&self, form: &str) -> Result<()> {
        self.conn.prepare_cached("DELETE FROM lexicon WHERE form = ?1")?.execute([form])?;
        Ok(())
    }

    /// Notes that the published article `draft` has `words`, each so many times, and may be found
    /// by its keys. An article that does not wait
    /// to be learnt was learnt before.
    pub fn learn_words(&self, draft: DraftId, words: &[(String, u32, Vec<String>)]) -> Result<()> {
        let waited = self
            .conn
            .prepare_cached("DELETE FROM to_learn WHERE draft = ?1")?
            .execute([draft.0.as_bytes()])?;
        if waited == 0 {
            return Ok(());
        }
        let mut count = self.conn.prepare_cached(
            "INSERT INTO archive_words (form, articles, uses) VALUES (?1, 1, ?2)
             ON CONFLICT (form) DO UPDATE SET
                 articles = articles + 1, uses = uses + excluded.uses",
        )?;
        let mut find = self
            .conn
            .prepare_cached("INSERT OR IGNORE INTO archive_keys (key, form) VALUES (?1, ?2)")?;
        for (form, uses, keys) in words {
            count.execute((form, uses))?;
            for key in keys {
                find.execute((key, form))?;
            }
        }
        Ok(())
    }
}

fn entry(row: &Row<'_>) -> Result<LexiconEntry> {
    Ok(LexiconEntry {
        form: row.get("form")?,
        kind: from_word(row, "kind")?,
        language: parsed_word(row, "language")?,
        forbidden: from_json(row, "forbidden")?,
        expansions: from_json(row, "expansions")?,
        note: row.get("note")?,
    })
}

fn archive_word(row: &Row<'_>) -> Result<ArchiveWord> {
    Ok(ArchiveWord {
        form: row.get("form")?,
        articles: row.get("articles")?,
        uses: row.get("uses")?,
    })
}
