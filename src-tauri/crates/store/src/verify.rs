//! Whether everything is as it should be: what is kept twice agrees, what is named is there.

use newsroom::{DraftId, Illustration, IssueDate, IssuePlan, Proof};

use crate::{
    Error, Reader, Result,
    columns::{draft_id, from_word},
    originals::Originals,
};

/// Gives the text that a checkpoint and the updates after it make, or why they make none.
pub type Fold<'a> = &'a dyn Fn(Option<&[u8]>, &[Vec<u8>]) -> std::result::Result<String, String>;

/// What the store cannot compute for itself.
pub struct Checks<'a> {
    /// The text that a checkpoint and the updates after it give.
    pub fold: Fold<'a>,
    /// The hash under which an issue was closed.
    pub proof: &'a dyn Fn(&Proof) -> String,
    /// The BLAKE3 of a file's bytes, in lower-case hexadecimal.
    pub hash: &'a dyn Fn(&[u8]) -> String,
}

/// Something that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// SQLite's own check found the database or the index of words unsound.
    #[error("database: {0}")]
    Database(String),
    /// A row points to one that is not there.
    #[error("table `{table}` points to a missing row of `{parent}`")]
    Orphan {
        /// The table of the row.
        table: String,
        /// The table it points into.
        parent: String,
    },
    /// A draft's text is not what its journal gives.
    #[error("draft {draft}: {why}")]
    Text {
        /// The draft.
        draft: DraftId,
        /// How they differ.
        why: String,
    },
    /// A record cannot be read.
    #[error("{what}: {why}")]
    Record {
        /// The newsroom's word for it.
        what: &'static str,
        /// Why not.
        why: String,
    },
    /// A closed issue's proof is not the one that was signed.
    #[error("issue of {date}: the proof has the hash {found}, and {signed} was signed")]
    Proof {
        /// The issue's day.
        date: IssueDate,
        /// The hash it was closed under.
        signed: String,
        /// The hash of what is kept, or why it cannot be read.
        found: String,
    },
    /// The original of an illustration is not there.
    #[error("illustration `{illustration}`: its original is missing")]
    OriginalMissing {
        /// The illustration's key.
        illustration: String,
    },
    /// The original of an illustration is not the file it was.
    #[error("illustration `{illustration}`: its original has changed")]
    OriginalChanged {
        /// The illustration's key.
        illustration: String,
    },
    /// An issue's placements are not those of its plan.
    #[error("issue of {date}: its placements are not those of its plan")]
    Placements {
        /// The issue's day.
        date: IssueDate,
    },
    /// A line-up names a draft that is not there.
    #[error("issue of {date}: no draft is called `{draft}`")]
    LineUp {
        /// The issue's day.
        date: IssueDate,
        /// The slug it names.
        draft: String,
    },
}

impl Reader<'_> {
    pub(crate) fn verify(&self, checks: &Checks<'_>, originals: &Originals) -> Result<Vec<Damage>> {
        let mut found = Vec::new();
        let parts: [(&'static str, Result<()>); 6] = [
            ("database", self.verify_database(&mut found)),
            ("orphans", self.verify_orphans(&mut found)),
            ("text", self.verify_texts(checks, &mut found)),
            ("issue", self.verify_issues(checks, &mut found)),
            ("illustration", self.verify_illustrations(checks, originals, &mut found)),
            ("record", self.verify_records()),
        ];
        for (what, part) in parts {
            if let Err(why) = part {
                found.push(Damage::Record { what, why: why.to_string() });
            }
        }
        Ok(found)
    }

    /// Checks the index of words, too: SQLite asks each virtual table.
    fn verify_database(&self, found: &mut Vec<Damage>) -> Result<()> {
        let mut statement = self.conn.prepare("PRAGMA integrity_check")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let words: String = row.get(0)?;
            if words != "ok" {
                found.push(Damage::Database(words));
            }
        }
        Ok(())
    }

    fn verify_orphans(&self, found: &mut Vec<Damage>) -> Result<()> {
        let mut statement = self.conn.prepare("PRAGMA foreign_key_check")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            found.push(Damage::Orphan { table: row.get(0)?, parent: row.get(2)? });
        }
        let mut statement =
            self.conn.prepare("SELECT id FROM drafts WHERE id NOT IN (SELECT draft FROM texts)")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            found.push(Damage::Text { draft: draft_id(row, "id")?, why: "it has no text".into() });
        }
        Ok(())
    }

    fn verify_texts(&self, checks: &Checks<'_>, found: &mut Vec<Damage>) -> Result<()> {
        let mut texts = self.conn.prepare("SELECT * FROM texts ORDER BY draft")?;
        let mut updates = self.conn.prepare(
            "SELECT payload FROM journal
             WHERE kind = 'text' AND draft = ?1 AND (seq <= ?2) = ?3 ORDER BY seq",
        )?;
        let mut rows = texts.query([])?;
        while let Some(row) = rows.next()? {
            let draft = draft_id(row, "draft")?;
            let (folded_seq, body): (i64, String) = (row.get("folded_seq")?, row.get("body")?);
            let checkpoint: Option<Vec<u8>> = row.get("checkpoint")?;
            let mut part = |folded: bool| -> Result<Vec<Vec<u8>>> {
                Ok(updates
                    .query_map((draft.0.as_bytes(), folded_seq, folded), |row| row.get(0))?
                    .collect::<rusqlite::Result<_>>()?)
            };
            let (mut journal, later) = (part(true)?, part(false)?);
            let mut tell = |why| found.push(Damage::Text { draft, why });
            match (checks.fold)(None, &journal) {
                Ok(text) if text == body => {}
                Ok(_) => tell("its journal gives another text".to_owned()),
                Err(why) => tell(format!("its journal: {why}")),
            }
            if let Some(checkpoint) = checkpoint {
                match (checks.fold)(Some(&checkpoint), &[]) {
                    Ok(text) if text == body => {}
                    Ok(_) => tell("its checkpoint gives another text".to_owned()),
                    Err(why) => tell(format!("its checkpoint: {why}")),
                }
            }
            if !later.is_empty() {
                journal.extend(later);
                if let Err(why) = (checks.fold)(None, &journal) {
                    tell(format!("its last changes: {why}"));
                }
            }
        }
        Ok(())
    }

    fn verify_issues(&self, checks: &Checks<'_>, found: &mut Vec<Damage>) -> Result<()> {
        let mut issues =
            self.conn.prepare("SELECT date, plan, proof_hash FROM issues ORDER BY date")?;
        let mut rows = issues.query([])?;
        while let Some(row) = rows.next()? {
            let date: IssueDate = from_word(row, "date")?;
            let plan: String = row.get("plan")?;
            match serde_json::from_str::<IssuePlan>(&plan) {
                Ok(plan) => self.verify_line_up(date, &plan, found)?,
                Err(why) => found.push(Damage::Record { what: "issue", why: why.to_string() }),
            }
            if let Some(signed) = row.get::<_, Option<String>>("proof_hash")? {
                let hash = match self.proof(date) {
                    Ok(Some(proof)) => (checks.proof)(&proof),
                    Ok(None) => "no proof".into(),
                    Err(why) => why.to_string(),
                };
                if hash != signed {
                    found.push(Damage::Proof { date, signed, found: hash });
                }
            }
        }
        Ok(())
    }

    fn verify_line_up(
        &self,
        date: IssueDate,
        plan: &IssuePlan,
        found: &mut Vec<Damage>,
    ) -> Result<()> {
        let placed = self
            .conn
            .prepare_cached("SELECT draft FROM placements WHERE issue = ?1 ORDER BY slot, rank")?
            .query_map([date.to_string()], |row| row.get(0))?
            .collect::<rusqlite::Result<Vec<String>>>()?;
        if plan.date != date || !plan.line_up.articles().map(|(slug, _)| slug.as_str()).eq(&placed)
        {
            found.push(Damage::Placements { date });
        }
        for (slug, _) in plan.line_up.articles() {
            if self.draft_by_slug(slug)?.is_none() {
                found.push(Damage::LineUp { date, draft: slug.to_string() });
            }
        }
        Ok(())
    }

    fn verify_illustrations(
        &self,
        checks: &Checks<'_>,
        originals: &Originals,
        found: &mut Vec<Damage>,
    ) -> Result<()> {
        for Illustration { key, hash, .. } in self.illustrations()? {
            let illustration = key.to_string();
            match originals.read(&hash) {
                Ok(bytes) if (checks.hash)(&bytes) == hash => {}
                Ok(_) => found.push(Damage::OriginalChanged { illustration }),
                Err(Error::NotFound { .. }) => found.push(Damage::OriginalMissing { illustration }),
                Err(why) => {
                    found.push(Damage::Record { what: "original", why: why.to_string() });
                }
            }
        }
        Ok(())
    }

    /// Whether everything else can be read at all.
    fn verify_records(&self) -> Result<()> {
        self.publication()?;
        self.authors()?;
        self.drafts()?;
        Ok(())
    }
}
