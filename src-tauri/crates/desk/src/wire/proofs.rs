//! Proofs (bons à tirer), and the closing.

use std::collections::BTreeMap;

use newsroom::{EditionKey, IssueDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::exports::{ExportForm, ExportedFile};

/// The last proof given of an issue, and whether it still holds.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ProofState {
    /// The issue.
    pub date: IssueDate,
    /// The last proof given.
    pub proof: Option<ProofView>,
    /// Whether it is of the issue as it is now.
    pub valid: bool,
    /// What changed since it was given.
    pub changes: Vec<ProofChange>,
}

/// A proof that was given.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ProofView {
    /// Its rank among the proofs of its issue, from 1.
    pub rank: u32,
    /// BLAKE3 of the frozen issue, in hexadecimal.
    pub hash: String,
    /// Who gave it.
    pub who: String,
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// The renderer that made its files.
    pub renderer: String,
    /// What leaves, file by file.
    pub files: Vec<ExportedFile>,
    /// The warnings that someone answers for.
    pub accepted: Vec<AcceptedRemark>,
    /// The signature, once the issue is closed.
    pub signature: Option<SignatureView>,
}

/// A warning that someone answers for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct AcceptedRemark {
    /// The remark's fingerprint.
    pub fingerprint: String,
    /// The rule.
    pub rule: String,
    /// What was accepted, as it was shown.
    pub words: String,
    /// By whom.
    pub who: String,
    /// Why.
    pub reason: String,
    /// When, in milliseconds since 1970.
    pub at: i64,
}

/// A signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SignatureView {
    /// The public key (Ed25519), in hexadecimal.
    pub key: String,
    /// The signature of the bytes of `proof.json`, in hexadecimal.
    pub signature: String,
}

/// Something that changed since a proof was given. Its words are `change.<kind>`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ProofChange {
    /// What sort of thing.
    pub kind: String,
    /// What the words name.
    pub params: BTreeMap<String, String>,
}

/// A file that would leave, if the issue were closed as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct LeavingFile {
    /// The edition.
    pub edition: EditionKey,
    /// The medium.
    pub form: ExportForm,
    /// Its path in the export.
    pub path: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// BLAKE3 of its bytes, in hexadecimal.
    pub hash: String,
}

/// Closes an issue on a proof: the last one, and no other.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct CloseProof {
    /// The issue.
    pub date: IssueDate,
    /// The hash of the proof that the person saw.
    pub proof: String,
}
