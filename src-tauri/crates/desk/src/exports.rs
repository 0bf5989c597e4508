//! Exports: files written apart, read back, searched for reserved sentences, then put in place.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use newsroom::{EditionKey, IssueDate};
use rendition::{Composition, Form};
use serde::{Deserialize, Serialize};
use store::Signature;

use crate::{
    Desk, Fault, campaigns, issue_folder,
    preview::unknown_edition,
    proofs,
    wire::{
        exports::{ExportForm, ExportIssue, ExportReport, ExportedFile},
        proofs::SignatureView,
    },
};

/// What an export's `manifest.json` says. A folder without one is not ours to write over.
#[derive(Debug, Serialize, Deserialize)]
struct Manifest {
    /// Which program wrote it.
    generator: String,
    /// The issue's day.
    date: IssueDate,
    /// BLAKE3 of the proof that was printed.
    proof: String,
    /// The signature of `proof.json`, once the issue is closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    signature: Option<SignatureView>,
    /// Every file, but this one.
    files: Vec<ExportedFile>,
}

/// The file that lists the others.
pub(crate) const MANIFEST: &str = "manifest.json";
/// The bytes that were signed when the issue was closed.
pub(crate) const PROOF: &str = "proof.json";

/// What a manifest says of `files`.
pub(crate) fn listed(files: &BTreeMap<String, Vec<u8>>) -> Vec<ExportedFile> {
    let listed = files.iter().map(|(path, bytes)| ExportedFile {
        path: path.clone(),
        bytes: bytes.len() as u64,
        hash: blake3::hash(bytes).to_hex().to_string(),
    });
    listed.collect()
}

/// Every form that a reader gets.
pub(crate) fn every_form() -> BTreeSet<Form> {
    BTreeSet::from([Form::Web, Form::Email, Form::Text])
}

pub(crate) fn export_issue(desk: &Desk, ask: ExportIssue) -> Result<ExportReport, Fault> {
    let composition = desk.compose_issue(&desk.room(), ask.date)?;
    let corrected = desk.compose_corrected(&desk.room(), ask.date)?;
    let proof = proofs::hash(composition.proof())?;
    let to = match &ask.to {
        Some(to) if !to.trim().is_empty() => PathBuf::from(to),
        _ => desk.exports_folder().unwrap_or_default().join(ask.date.to_string()),
    };
    let mut files = desk.artefacts(&composition, &corrected, &ask)?;
    let signature = desk.signed(ask.date)?.map(|(seal, signature)| {
        files.insert(PROOF.to_owned(), seal);
        signature
    });
    let files = put_in_place(&to, ask.date, &proof, signature, files)?;
    Ok(ExportReport { folder: to.display().to_string(), proof, files })
}

/// The mail of some editions of an issue: the very bytes of the `.eml` that an export writes, which
/// a sentence that would get out stops as it stops an export.
pub(crate) fn messages(
    desk: &Desk,
    date: IssueDate,
    editions: &[EditionKey],
) -> Result<Vec<(EditionKey, Vec<u8>)>, Fault> {
    let composition = desk.compose_issue(&desk.room(), date)?;
    let corrected = desk.compose_corrected(&desk.room(), date)?;
    let ask =
        ExportIssue { date, to: None, editions: editions.to_vec(), forms: vec![ExportForm::Email] };
    let mut files = desk.artefacts(&composition, &corrected, &ask)?;
    let mut message = |key: &EditionKey| files.remove(&format!("email/{key}.eml"));
    Ok(editions.iter().filter_map(|key| Some((key.clone(), message(key)?))).collect())
}

impl Desk {
    /// Where exports go unless told otherwise: beside the newsroom, never inside it.
    pub(crate) fn exports_folder(&self) -> Option<PathBuf> {
        Some(self.store.folder()?.parent()?.join("exports"))
    }

    /// What was signed when the issue of `date` was closed, and the signature.
    pub(crate) fn signed(
        &self,
        date: IssueDate,
    ) -> Result<Option<(Vec<u8>, SignatureView)>, Fault> {
        let found = self.store.read(|reader| {
            let Some(signature) = reader.signature(date)? else { return Ok(None) };
            let given = reader.given_proof(date, signature.rank)?;
            Ok(given.map(|given| (given.seal, signature)))
        })?;
        Ok(found.map(|(seal, Signature { key, signature, .. })| {
            (seal, SignatureView { key, signature })
        }))
    }

    /// Every file of the export, by path. Nothing is written.
    pub(crate) fn artefacts(
        &self,
        composition: &Composition,
        corrected: &Composition,
        ask: &ExportIssue,
    ) -> Result<BTreeMap<String, Vec<u8>>, Fault> {
        let forms = match ask.forms.as_slice() {
            [] => vec![ExportForm::Web, ExportForm::Email, ExportForm::Text],
            forms => forms.to_vec(),
        };
        let pages: BTreeSet<Form> = forms
            .iter()
            .filter_map(|form| match form {
                ExportForm::Web => Some(Form::Web),
                ExportForm::Email => Some(Form::Email),
                ExportForm::Text => Some(Form::Text),
                ExportForm::Folder => None,
            })
            .collect();
        let publication = &composition.proof().publication;
        let mut files = BTreeMap::new();
        for key in chosen(composition, &ask.editions)? {
            let (web, sent): (BTreeSet<Form>, BTreeSet<Form>) =
                pages.iter().copied().partition(|form| *form == Form::Web);
            // What was sent stays as it was; the web shows what was corrected since.
            let mut sent = rendition::files(composition, key, &sent);
            let mut page = rendition::files(corrected, key, &web);
            if !web.is_empty() {
                page.extend(self.printed_pictures(corrected, key)?);
            }
            if pages.contains(&Form::Email) {
                sent.extend(campaigns::requests(composition, key)?);
            }
            let mut leaks = Vec::new();
            if publication.edition(key).is_some_and(|plan| plan.open) {
                leaks.extend(rendition::leaks(composition, key, &sent));
                leaks.extend(rendition::leaks(corrected, key, &page));
            }
            if let Some(leak) = leaks.first() {
                return Err(leaked(leak));
            }
            files.extend(sent);
            files.extend(page);
        }
        if forms.contains(&ExportForm::Folder) {
            for (path, bytes) in issue_folder::write(self, composition, ask.date)? {
                files.insert(format!("folder/{path}"), bytes);
            }
        }
        Ok(files)
    }
}

/// The refusal of an export that would give a sentence away.
pub(crate) fn leaked(leak: &rendition::Leak) -> Fault {
    let place = leak.place();
    let params = [
        ("sentence", leak.sentence.as_str()),
        ("file", place.as_str()),
        ("article", leak.article.as_str()),
    ];
    Fault::theirs("export.leak", &params)
}

fn chosen<'a>(
    composition: &'a Composition,
    editions: &[EditionKey],
) -> Result<Vec<&'a EditionKey>, Fault> {
    let publication = &composition.proof().publication;
    if editions.is_empty() {
        return Ok(publication.editions.iter().map(|plan| &plan.key).collect());
    }
    let find = |key| publication.edition(key).map(|plan| &plan.key);
    editions.iter().map(|key| find(key).ok_or_else(|| unknown_edition(key))).collect()
}

/// Writes `files` apart, reads them back, and moves them where they belong. What stood there
/// goes only once its successor is whole.
fn put_in_place(
    to: &Path,
    date: IssueDate,
    proof: &str,
    signature: Option<SignatureView>,
    files: BTreeMap<String, Vec<u8>>,
) -> Result<Vec<ExportedFile>, Fault> {
    fs::create_dir_all(to).map_err(Fault::file(to))?;
    let units: BTreeSet<PathBuf> = files.keys().map(|path| unit(path)).collect();
    if !to.join(MANIFEST).exists()
        && let Some(taken) = units.iter().map(|unit| to.join(unit)).find(|path| path.exists())
    {
        let taken = taken.display().to_string();
        return Err(Fault::theirs("export.foreign", &[("path", &taken)]));
    }
    let apart =
        tempfile::Builder::new().prefix(".marbre-").tempdir_in(to).map_err(Fault::file(to))?;
    write_apart(apart.path(), &files)?;
    let manifest = Manifest {
        generator: format!("Marbre {}", env!("CARGO_PKG_VERSION")),
        date,
        proof: proof.to_owned(),
        signature,
        files: listed(&files),
    };
    for unit in &units {
        swap(&apart.path().join(unit), &to.join(unit), apart.path())?;
    }
    let bytes = serde_json::to_vec_pretty(&manifest)
        .map_err(|why| Fault::ours("request.malformed", &[("why", &why.to_string())]))?;
    let draft = apart.path().join(MANIFEST);
    fs::write(&draft, bytes).map_err(Fault::file(&draft))?;
    swap(&draft, &to.join(MANIFEST), apart.path())?;
    Ok(manifest.files)
}

/// Writes `files` under `folder`, and reads each back.
pub(crate) fn write_apart(folder: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<(), Fault> {
    for (path, bytes) in files {
        let place = folder.join(path);
        let above = place.parent().unwrap_or(&place);
        fs::create_dir_all(above).map_err(Fault::file(above))?;
        fs::write(&place, bytes).map_err(Fault::file(&place))?;
        let again = fs::read(&place).map_err(Fault::file(&place))?;
        if again != *bytes {
            let place = place.display().to_string();
            return Err(Fault::ours("export.unsound", &[("file", &place)]));
        }
    }
    Ok(())
}

/// The part of an export that is replaced as a whole: an edition's web folder, the issue folder,
/// or a single file.
fn unit(path: &str) -> PathBuf {
    let mut parts = path.split('/');
    match (parts.next(), parts.next()) {
        (Some("web"), Some(edition)) => Path::new("web").join(edition),
        (Some("folder"), _) => PathBuf::from("folder"),
        _ => PathBuf::from(path),
    }
}

/// Moves `new` to `place`; what stood there goes into `apart`, which is deleted later.
pub(crate) fn swap(new: &Path, place: &Path, apart: &Path) -> Result<(), Fault> {
    let folder = place.parent().unwrap_or(place);
    fs::create_dir_all(folder).map_err(Fault::file(folder))?;
    if place.is_dir() {
        let old = tempfile::Builder::new().prefix("old-").tempdir_in(apart);
        let old = old.map_err(Fault::file(apart))?.keep();
        fs::rename(place, old.join("old")).map_err(Fault::file(place))?;
    }
    fs::rename(new, place).map_err(Fault::file(place))
}
