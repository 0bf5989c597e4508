//! Whether a newsroom is whole: every check, and not a byte changed.

use std::path::Path;

use serde::Serialize;
use store::{Checks, Store};
use sync::DraftText;

use crate::{Fault, proofs};

/// What a verification found.
#[derive(Clone, Debug, Serialize)]
pub struct Verified {
    /// How many drafts were read.
    pub drafts: usize,
    /// How many issues.
    pub issues: usize,
    /// How many illustrations.
    pub illustrations: usize,
    /// Everything that is not as it should be; empty when all is well.
    pub damages: Vec<String>,
}

/// Verifies the newsroom in `folder` without changing anything.
pub fn verify(folder: &Path) -> Result<Verified, Fault> {
    let store = Store::inspect(folder)?;
    let fold = |checkpoint: Option<&[u8]>, updates: &[Vec<u8>]| {
        DraftText::open(checkpoint, updates).map(|text| text.text()).map_err(|why| why.to_string())
    };
    let checks = Checks {
        fold: &fold,
        proof: &|proof| proofs::hash(proof).unwrap_or_default(),
        hash: &imaging::hash,
    };
    let damages = store.verify(&checks)?;
    let (drafts, issues, illustrations) = store.read(|reader| {
        Ok((reader.drafts()?.len(), reader.issues()?.len(), reader.illustrations()?.len()))
    })?;
    Ok(Verified {
        drafts,
        issues,
        illustrations,
        damages: damages.iter().map(ToString::to_string).collect(),
    })
}
