//! Packages: an issue handed over as one folder or one archive, with a manifest of every file, and
//! a receipt of what reading it back found.

mod archive;
mod bundle;
mod receipt;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use newsroom::{EditionKey, IssueDate};
use rendition::{Composition, Package};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::{
    Desk, Fault,
    exports::{self, MANIFEST, PROOF},
    preview::unknown_edition,
    proofs,
    wire::{
        exports::{ExportForm, ExportIssue},
        packages::{
            Container, ExportPackage, PackageKind, PackageReport, PackageView, PackedFile, Receipt,
        },
        proofs::SignatureView,
    },
};

pub(crate) use bundle::IssueData;

/// The issue as data, in a bundle.
const ISSUE: &str = "issue.json";
/// What reading the package back found.
const RECEIPT: &str = "receipt.json";
/// The hashes of the files, as `sha256sum -c` reads them.
const SUMS: &str = "SHA256SUMS";

type Files = BTreeMap<String, Vec<u8>>;

/// What a package's `manifest.json` says.
#[derive(Serialize)]
struct Manifest<'a> {
    generator: String,
    package: PackageKind,
    date: IssueDate,
    /// BLAKE3 of the proof that was printed.
    proof: &'a str,
    /// The signature of `proof.json`, once the issue is closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    signature: Option<SignatureView>,
    files: &'a [PackedFile],
}

impl PackageKind {
    /// Every package, in the order that they are offered.
    pub const ALL: [Self; 5] =
        [Self::Bundle, Self::Hugo, Self::Eleventy, Self::Astro, Self::Markdown];

    /// Its name, in files and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bundle => "bundle",
            Self::Hugo => "hugo",
            Self::Eleventy => "eleventy",
            Self::Astro => "astro",
            Self::Markdown => "markdown",
        }
    }

    fn loses(self) -> Vec<String> {
        let loses = rendition::package(self.name()).map_or(&[][..], Package::loses);
        loses.iter().map(|&name| name.to_owned()).collect()
    }
}

impl Container {
    fn extension(self) -> &'static str {
        match self {
            Self::Folder => "",
            Self::Zip => ".zip",
            Self::TarZst => ".tar.zst",
        }
    }
}

pub(crate) fn list_packages(_: &Desk, (): ()) -> Result<Vec<PackageView>, Fault> {
    let view = |package: PackageKind| PackageView { package, loses: package.loses() };
    Ok(PackageKind::ALL.map(view).into())
}

pub(crate) fn export_package(desk: &Desk, ask: ExportPackage) -> Result<PackageReport, Fault> {
    let composition = desk.compose_issue(&desk.room(), ask.date)?;
    let corrected = desk.compose_corrected(&desk.room(), ask.date)?;
    let proof = proofs::hash(composition.proof())?;
    let mut receipt = receipt::blank(ask.package, &proof, ask.package.loses());
    let mut files = match rendition::package(ask.package.name()) {
        Some(package) => desk.packed(&corrected, package, ask.edition.as_ref(), &mut receipt)?,
        None => desk.bundled(&composition, &corrected, &ask, &mut receipt)?,
    };
    let signature = desk.signed(ask.date)?.map(|(seal, signature)| {
        files.insert(PROOF.to_owned(), seal);
        signature
    });
    files.insert(RECEIPT.to_owned(), json(&receipt)?);
    files.insert(SUMS.to_owned(), sums(&files));
    let listed = listed(&files);
    let manifest = Manifest {
        generator: format!("Marbre {}", env!("CARGO_PKG_VERSION")),
        package: ask.package,
        date: ask.date,
        proof: &proof,
        signature,
        files: &listed,
    };
    files.insert(MANIFEST.to_owned(), json(&manifest)?);
    let to = match &ask.to {
        Some(to) if !to.trim().is_empty() => PathBuf::from(to),
        _ => desk.exports_folder().unwrap_or_default(),
    };
    let name = format!("{}.{}{}", ask.date, ask.package.name(), ask.container.extension());
    let path = to.join(name);
    put_in_place(&to, &path, ask.container, &files)?;
    Ok(PackageReport { path: path.display().to_string(), files: listed, receipt })
}

impl Desk {
    /// Every rendition of every edition, the issue folder, and the issue as data.
    fn bundled(
        &self,
        composition: &Composition,
        corrected: &Composition,
        ask: &ExportPackage,
        receipt: &mut Receipt,
    ) -> Result<Files, Fault> {
        let forms = vec![ExportForm::Web, ExportForm::Email, ExportForm::Text, ExportForm::Folder];
        let all = ExportIssue { date: ask.date, to: None, editions: Vec::new(), forms };
        let mut files = self.artefacts(composition, corrected, &all)?;
        let bytes = json(&IssueData::of(self, composition, ask.date, &receipt.proof)?)?;
        receipt::data(receipt, composition, ISSUE, &bytes)?;
        files.insert(ISSUE.to_owned(), bytes);
        Ok(files)
    }

    /// The files of an edition as another tool's content, searched for reserved sentences.
    fn packed(
        &self,
        composition: &Composition,
        package: &dyn Package,
        edition: Option<&EditionKey>,
        receipt: &mut Receipt,
    ) -> Result<Files, Fault> {
        let editions = &composition.proof().publication.editions;
        let plan = match edition {
            Some(key) => {
                let plan = editions.iter().find(|plan| plan.key == *key);
                plan.ok_or_else(|| unknown_edition(key))?
            }
            None => {
                let open = editions.iter().find(|plan| plan.open);
                open.ok_or_else(|| unknown_edition(&EditionKey::public()))?
            }
        };
        let packed = rendition::packed(composition, &plan.key, package)
            .ok_or_else(|| unknown_edition(&plan.key))?;
        let prints = self.printed_pictures(composition, &plan.key)?;
        let mut files: Files =
            packed.texts.into_iter().map(|(path, text)| (path, text.into_bytes())).collect();
        for path in packed.pictures {
            let name = path.rsplit('/').next().unwrap_or_default();
            let print = prints.get(&format!("web/{}/pictures/{name}", plan.key));
            let print = print.ok_or_else(|| Fault::missing("picture", name))?;
            files.insert(path, print.clone());
        }
        if plan.open
            && let Some(leak) = rendition::leaks(composition, &plan.key, &files).first()
        {
            return Err(exports::leaked(leak));
        }
        receipt::texts(receipt, &packed.told, &files)?;
        Ok(files)
    }
}

fn json(value: &impl Serialize) -> Result<Vec<u8>, Fault> {
    let mut bytes = serde_json::to_vec_pretty(value)
        .map_err(|why| Fault::ours("request.malformed", &[("why", &why.to_string())]))?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn sums(files: &Files) -> Vec<u8> {
    let lines = files.iter().map(|(path, bytes)| format!("{}  {path}\n", sha256(bytes)));
    lines.collect::<String>().into_bytes()
}

fn listed(files: &Files) -> Vec<PackedFile> {
    let listed = files.iter().map(|(path, bytes)| PackedFile {
        path: path.clone(),
        bytes: bytes.len() as u64,
        blake3: blake3::hash(bytes).to_hex().to_string(),
        sha256: sha256(bytes),
    });
    listed.collect()
}

/// Writes the package apart, reads it back, and moves it to `path`. What stood there goes only
/// once its successor is whole, and only if it was ours.
fn put_in_place(to: &Path, path: &Path, container: Container, files: &Files) -> Result<(), Fault> {
    let shown = path.display().to_string();
    let unsound = || Fault::ours("export.unsound", &[("file", &shown)]);
    fs::create_dir_all(to).map_err(Fault::file(to))?;
    if path.exists() && !is_ours(path, container) {
        return Err(Fault::theirs("export.foreign", &[("path", &shown)]));
    }
    let apart =
        tempfile::Builder::new().prefix(".marbre-").tempdir_in(to).map_err(Fault::file(to))?;
    let new = apart.path().join("new");
    match archive::write(container, files).map_err(|_| unsound())? {
        Some(bytes) => {
            fs::write(&new, &bytes).map_err(Fault::file(&new))?;
            let again = fs::read(&new).map_err(Fault::file(&new))?;
            if archive::read(container, &again).ok().as_ref() != Some(files) {
                return Err(unsound());
            }
        }
        None => exports::write_apart(&new, files)?,
    }
    exports::swap(&new, path, apart.path())
}

fn is_ours(path: &Path, container: Container) -> bool {
    match container {
        Container::Folder => path.join(MANIFEST).exists(),
        _ => fs::read(path)
            .ok()
            .and_then(|bytes| archive::read(container, &bytes).ok())
            .is_some_and(|files| files.contains_key(MANIFEST)),
    }
}
