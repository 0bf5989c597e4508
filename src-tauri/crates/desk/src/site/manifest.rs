//! What a site's folder remembers of its last export, so that the next one writes what changed.

use std::{collections::BTreeMap, fs, path::Path};

use newsroom::{IllustrationKey, IssueDate};
use rendition::IssueCard;
use serde::{Deserialize, Serialize};

use crate::Fault;

/// The manifest's file. A folder with pages and without one is not ours to write over.
pub(super) const MANIFEST: &str = ".marbre-site.json";

/// What is remembered. Nothing of it may not be read by anyone: it stands in a public folder.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// What all pages share: the renderer, the settings, the authors.
    pub(super) common: String,
    pub(super) issues: BTreeMap<IssueDate, Kept>,
    /// The pages that list issues, by path: BLAKE3 of each.
    pub(super) pages: BTreeMap<String, String>,
    /// What the feeds were made of.
    pub(super) feed: String,
}

/// What is remembered of an issue.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Kept {
    /// BLAKE3 of the marks that its pages depend on.
    pub(super) stamp: String,
    pub(super) card: IssueCard,
    /// The illustrations whose records it prints.
    pub(super) pictures: Vec<IllustrationKey>,
    /// The issues that it refers to.
    pub(super) refers: Vec<IssueDate>,
    /// Its files, by path: BLAKE3 of each.
    pub(super) files: BTreeMap<String, String>,
}

impl Manifest {
    /// The manifest of the site in `folder`; none when there is no site, or one that another
    /// version wrote.
    pub(super) fn read(folder: &Path) -> Result<Option<Self>, Fault> {
        let path = folder.join(MANIFEST);
        if !path.exists() {
            return Ok(None);
        }
        let bytes = fs::read(&path).map_err(Fault::file(&path))?;
        Ok(Some(serde_json::from_slice(&bytes).unwrap_or_default()))
    }

    /// Every file it remembers, with its hash.
    pub(super) fn files(&self) -> impl Iterator<Item = (&String, &String)> {
        self.issues.values().flat_map(|kept| &kept.files).chain(&self.pages)
    }
}
