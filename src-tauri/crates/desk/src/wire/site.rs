//! The site.

use newsroom::SiteSettings;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Writes the site of the whole archive, or brings the one that is there up to date.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct ExportSite {
    /// The folder to write; beside the newsroom when none is given.
    pub to: Option<String>,
    /// Composes every issue again, whether it changed or not.
    pub whole: bool,
}

/// Says where the site stands and what it says of itself.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SaveSite {
    /// The address of its first page; empty while there is none.
    pub address: String,
    /// The legal notice and `security.txt`.
    pub site: SiteSettings,
}

/// What an export of the site did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct SiteReport {
    /// The folder written.
    pub folder: String,
    /// The address that its pages give themselves.
    pub address: String,
    /// How many issues it has.
    pub issues: u32,
    /// How many of them were composed, because something that they print had changed.
    pub composed: u32,
    /// How many files it has.
    pub files: u32,
    /// How many of them were written.
    pub written: u32,
    /// How many that it had are gone.
    pub removed: u32,
}
