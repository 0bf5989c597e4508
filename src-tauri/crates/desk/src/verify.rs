//! Whether a newsroom is whole: every check, and not a byte changed.

use std::{collections::BTreeMap, path::Path};

use newsroom::{AnyIssue, IssueDate};
use rendition::Composition;
use serde::Serialize;
use store::{Checks, Store};
use sync::DraftText;

use crate::{
    Fault, campaigns, exports, proofs,
    seals::{self, Seal},
    signing,
};

/// What a verification found.
#[derive(Clone, Debug, Serialize)]
pub struct Verified {
    /// How many drafts were read.
    pub drafts: usize,
    /// How many issues.
    pub issues: usize,
    /// How many illustrations.
    pub illustrations: usize,
    /// How many closed issues carry a signature that holds.
    pub signatures: usize,
    /// How many of those were made again by the renderer that made them, byte for byte.
    pub reprinted: usize,
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
    let mut damages: Vec<String> = store.verify(&checks)?.iter().map(ToString::to_string).collect();
    let (signatures, reprinted) = signed(&store, &mut damages)?;
    let (drafts, issues, illustrations) = store.read(|reader| {
        Ok((reader.drafts()?.len(), reader.issues()?.len(), reader.illustrations()?.len()))
    })?;
    Ok(Verified { drafts, issues, illustrations, signatures, reprinted, damages })
}

/// Every signature is checked; where the renderer is the same one, the pages are made again.
fn signed(store: &Store, damages: &mut Vec<String>) -> Result<(usize, usize), Fault> {
    let (mut signatures, mut reprinted) = (0, 0);
    let days: Vec<IssueDate> =
        store.read(|reader| Ok(reader.issues()?.iter().map(|row| row.plan.date).collect()))?;
    for date in days {
        let found = store.read(|reader| {
            let Some(signature) = reader.signature(date)? else { return Ok(None) };
            let given = reader.given_proof(date, signature.rank)?;
            Ok(Some((signature, given, reader.issue(date)?)))
        });
        let (signature, given, issue) = match found {
            Ok(None) => continue,
            Ok(Some((signature, Some(given), issue))) => (signature, given, issue),
            Ok(Some((_, None, _))) => {
                damages.push(format!("issue of {date}: the proof that was signed is missing"));
                continue;
            }
            Err(why) => {
                damages.push(format!("issue of {date}: {why}"));
                continue;
            }
        };
        let mut tell = |why: &str| damages.push(format!("issue of {date}: {why}"));
        let closed = match &issue {
            Some(AnyIssue::Closed(issue)) => issue.proof(),
            _ => "",
        };
        let Ok(seal) = seals::read(&given.seal) else {
            tell("what was signed cannot be read");
            continue;
        };
        if !signing::holds(&given.seal, &signature.key, &signature.signature) {
            tell("its signature does not hold");
        } else if seal.proof != closed || seal.proof != given.hash {
            tell("what was signed is not what was closed");
        } else if proofs::hash(&given.frozen)? != seal.proof {
            tell("the proof that was given has changed");
        } else {
            signatures += 1;
            if seal.renderer == rendition::RENDERER {
                match altered(&Composition::new(given.frozen), &seal)? {
                    None => reprinted += 1,
                    Some(path) => tell(&format!("`{path}` is not made again as it was")),
                }
            }
        }
    }
    Ok((signatures, reprinted))
}

/// The first page, or request to a sending service, that is not made again as it was signed. Pictures are held by the hashes of
/// their originals, which are checked apart.
fn altered(composition: &Composition, seal: &Seal) -> Result<Option<String>, Fault> {
    let mut made = BTreeMap::new();
    for edition in &composition.proof().publication.editions {
        made.extend(rendition::files(composition, &edition.key, &exports::every_form()));
        made.extend(campaigns::requests(composition, &edition.key)?);
    }
    let made = exports::listed(&made);
    let is_page = |path: &str| !path.contains("/pictures/");
    let mut signed = seal.files.iter().filter(|file| is_page(&file.path));
    Ok(signed.find(|file| !made.contains(file)).map(|file| file.path.clone()))
}
