//! Proofs (bons à tirer): every one that was given, and the signature of the one that was closed.

use newsroom::{IssueDate, Proof};
use rusqlite::Row;

use crate::{Acceptance, Error, Reader, Result, Writer};

/// A proof that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenProof {
    /// Its rank among the proofs of its issue, from 1.
    pub rank: u32,
    /// BLAKE3 of the frozen issue, in hexadecimal.
    pub hash: String,
    /// The bytes that are signed: JSON, of which the desk knows the shape.
    pub seal: Vec<u8>,
    /// The frozen issue.
    pub frozen: Proof,
    /// What someone answered for when it was given, in words that do not leave the newsroom.
    pub answered: Vec<Acceptance>,
}

/// The signature of a closed issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The rank of the proof that was signed.
    pub rank: u32,
    /// The public key, in hexadecimal.
    pub key: String,
    /// The signature, in hexadecimal.
    pub signature: String,
}

impl Reader<'_> {
    /// The last proof given of the issue of `date`.
    pub fn last_proof(&self, date: IssueDate) -> Result<Option<GivenProof>> {
        self.conn
            .prepare_cached("SELECT * FROM proofs WHERE issue = ?1 ORDER BY rank DESC LIMIT 1")?
            .query_and_then([date.to_string()], from_row)?
            .next()
            .transpose()
    }

    /// The proof of the issue of `date` that has the rank `rank`.
    pub fn given_proof(&self, date: IssueDate, rank: u32) -> Result<Option<GivenProof>> {
        self.conn
            .prepare_cached("SELECT * FROM proofs WHERE issue = ?1 AND rank = ?2")?
            .query_and_then((date.to_string(), rank), from_row)?
            .next()
            .transpose()
    }

    /// The signature of the closed issue of `date`; one that was closed by an older Marbre has
    /// none.
    pub fn signature(&self, date: IssueDate) -> Result<Option<Signature>> {
        self.conn
            .prepare_cached("SELECT rank, key, signature FROM signatures WHERE issue = ?1")?
            .query_and_then([date.to_string()], |row| {
                Ok(Signature {
                    rank: row.get("rank")?,
                    key: row.get("key")?,
                    signature: row.get("signature")?,
                })
            })?
            .next()
            .transpose()
    }

    /// Every public key that closed issues here were signed with.
    pub fn signing_keys(&self) -> Result<Vec<String>> {
        Ok(self
            .conn
            .prepare_cached("SELECT key FROM signing_keys ORDER BY at, key")?
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?)
    }
}

impl Writer<'_> {
    /// Keeps a proof of the issue of its plan's day, after those that were given before.
    pub fn give_proof(
        &self,
        frozen: &Proof,
        hash: &str,
        seal: &[u8],
        answered: &[Acceptance],
    ) -> Result<u32> {
        let date = frozen.plan.date.to_string();
        let rank: u32 = self
            .conn
            .prepare_cached("SELECT coalesce(max(rank), 0) + 1 FROM proofs WHERE issue = ?1")?
            .query_row([&date], |row| row.get(0))?;
        let frozen = serde_json::to_vec(frozen).map_err(|why| Error::damaged("proof", why))?;
        let answered = serde_json::to_vec(answered).map_err(|why| Error::damaged("proof", why))?;
        self.conn
            .prepare_cached("INSERT INTO proofs VALUES (?, ?, ?, ?, ?, ?)")?
            .execute((date, rank, hash, seal, frozen, answered))?;
        Ok(rank)
    }

    /// Keeps the signature of the issue of `date`, and the key that made it.
    pub fn sign(&self, date: IssueDate, signature: &Signature, who: &str, at: i64) -> Result<()> {
        let Signature { rank, key, signature } = signature;
        self.conn
            .prepare_cached("INSERT OR IGNORE INTO signing_keys VALUES (?, ?, ?)")?
            .execute((key, who, at))?;
        self.conn.prepare_cached("INSERT INTO signatures VALUES (?, ?, ?, ?)")?.execute((
            date.to_string(),
            rank,
            key,
            signature,
        ))?;
        Ok(())
    }
}

fn from_row(row: &Row<'_>) -> Result<GivenProof> {
    let frozen: Vec<u8> = row.get("frozen")?;
    let answered: Vec<u8> = row.get("answered")?;
    Ok(GivenProof {
        rank: row.get("rank")?,
        hash: row.get("hash")?,
        seal: row.get("seal")?,
        frozen: serde_json::from_slice(&frozen).map_err(|why| Error::damaged("proof", why))?,
        answered: serde_json::from_slice(&answered).map_err(|why| Error::damaged("proof", why))?,
    })
}
