//! Packages: an issue handed over whole, or as the content of another tool.

use newsroom::{EditionKey, IssueDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What an issue is packed as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum PackageKind {
    /// Every rendition of every edition, the issue folder and the issue as data.
    Bundle,
    /// Leaf bundles of Hugo.
    Hugo,
    /// Templates of Eleventy.
    Eleventy,
    /// Entries of an Astro collection.
    Astro,
    /// Markdown that imports back.
    Markdown,
}

/// What holds the files of a package.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub enum Container {
    /// A folder.
    #[serde(rename = "folder")]
    Folder,
    /// A `.zip` archive.
    #[serde(rename = "zip")]
    Zip,
    /// A `.tar.zst` archive.
    #[serde(rename = "tar.zst")]
    TarZst,
}

/// Packs an issue.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct ExportPackage {
    /// Its day.
    pub date: IssueDate,
    /// The folder that gets the package; the newsroom's own when none is given.
    pub to: Option<String>,
    /// What it is packed as.
    pub package: PackageKind,
    /// What holds the files.
    pub container: Container,
    /// The edition packed, the open one when none is named; a bundle holds them all.
    pub edition: Option<EditionKey>,
}

/// A package on offer.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PackageView {
    /// Which.
    pub package: PackageKind,
    /// What is lost in it: `loss.<name>` in the messages.
    pub loses: Vec<String>,
}

/// A file of a package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PackedFile {
    /// Its path inside the package, with `/`.
    pub path: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// BLAKE3 of its bytes, in hexadecimal.
    pub blake3: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// What reading a package back found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Receipt {
    /// What was packed.
    pub package: PackageKind,
    /// BLAKE3 of the proof.
    pub proof: String,
    /// The articles read back.
    pub articles: u32,
    /// Their letters and figures.
    pub letters: u32,
    /// Their subheads, headlines included.
    pub headings: u32,
    /// Their links.
    pub links: u32,
    /// Their pictures.
    pub pictures: u32,
    /// Their marks of language.
    pub languages: u32,
    /// Where the package and the proof part.
    pub differences: Vec<Difference>,
    /// What is lost in such a package: `loss.<name>` in the messages.
    pub loses: Vec<String>,
}

/// Something that a package tells otherwise than the proof.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Difference {
    /// The file.
    pub file: String,
    /// `words`, `headings`, `links`, `pictures` or `languages`.
    pub of: String,
    /// What the proof says there.
    pub proof: String,
    /// What the package says there.
    pub found: String,
}

/// What packing made.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PackageReport {
    /// The folder or the archive written.
    pub path: String,
    /// Every file of it but the manifest.
    pub files: Vec<PackedFile>,
    /// What reading it back found.
    pub receipt: Receipt,
}
