//! Remarks of the preflight that someone accepted, by name and with a reason.

use std::collections::BTreeMap;

use rusqlite::Row;
use serde::{Deserialize, Serialize};

use crate::{Reader, Result, Writer};

/// A remark that was accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptance {
    /// By what it is known again; what the oldest proofs answered for has none.
    #[serde(default)]
    pub fingerprint: String,
    /// The rule.
    pub rule: String,
    /// What was accepted, as it was shown.
    pub words: String,
    /// Who accepted it.
    pub who: String,
    /// Why.
    pub reason: String,
    /// When, in milliseconds since 1970.
    pub at: i64,
}

impl Reader<'_> {
    /// What was accepted among `fingerprints`, by fingerprint.
    pub fn acceptances(
        &self,
        fingerprints: impl IntoIterator<Item = impl AsRef<str>>,
    ) -> Result<BTreeMap<String, Acceptance>> {
        let mut find =
            self.conn.prepare_cached("SELECT * FROM acceptances WHERE fingerprint = ?1")?;
        let mut found = BTreeMap::new();
        for fingerprint in fingerprints {
            let mut rows = find.query_and_then([fingerprint.as_ref()], from_row)?;
            if let Some(acceptance) = rows.next().transpose()? {
                found.insert(acceptance.fingerprint.clone(), acceptance);
            }
        }
        Ok(found)
    }
}

impl Writer<'_> {
    /// Keeps `acceptance`, in the place of one of the same remark.
    pub fn accept(&self, acceptance: &Acceptance) -> Result<()> {
        let Acceptance { fingerprint, rule, words, who, reason, at } = acceptance;
        self.conn
            .prepare_cached("INSERT OR REPLACE INTO acceptances VALUES (?, ?, ?, ?, ?, ?)")?
            .execute((fingerprint, rule, words, who, reason, at))?;
        Ok(())
    }

    /// Forgets that a remark was accepted.
    pub fn withdraw_acceptance(&self, fingerprint: &str) -> Result<()> {
        self.conn
            .prepare_cached("DELETE FROM acceptances WHERE fingerprint = ?1")?
            .execute([fingerprint])?;
        Ok(())
    }
}

fn from_row(row: &Row<'_>) -> Result<Acceptance> {
    Ok(Acceptance {
        fingerprint: row.get("fingerprint")?,
        rule: row.get("rule")?,
        words: row.get("words")?,
        who: row.get("who")?,
        reason: row.get("reason")?,
        at: row.get("at")?,
    })
}
