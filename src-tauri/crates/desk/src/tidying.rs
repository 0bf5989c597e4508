//! Typography of files that are in no newsroom: a folder of Markdown, looked at or mended.

use std::{
    collections::BTreeMap,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use markup::{
    prose,
    typography::{self, Class, House},
};
use newsroom::Profile;
use serde::Serialize;
use tempfile::NamedTempFile;

use crate::{
    Fault,
    imports::{part, text},
};

/// What was found in files, and what was mended.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Tidied {
    /// The files, in order.
    pub files: Vec<TidiedFile>,
    /// How many times each rule found something, by its name.
    pub rules: BTreeMap<&'static str, usize>,
    /// Safe fixes: made, or to be made.
    pub safe: usize,
    /// Fixes that a person decides on.
    pub offered: usize,
    /// Warnings.
    pub warned: usize,
}

/// A file.
#[derive(Clone, Debug, Serialize)]
pub struct TidiedFile {
    /// Where it is.
    pub path: String,
    /// Whether it was written again.
    pub mended: bool,
    /// Safe fixes: made, or to be made.
    pub safe: usize,
    /// What was found in it, as it was.
    pub remarks: Vec<TidiedRemark>,
}

/// Something found in a file.
#[derive(Clone, Debug, Serialize)]
pub struct TidiedRemark {
    /// The rule's name.
    pub rule: &'static str,
    /// `safe`, `offered` or `warned`.
    pub class: &'static str,
    /// The line, from 1.
    pub line: usize,
    /// The character of the line, from 1.
    pub column: usize,
    /// The words.
    pub words: String,
    /// What to write instead.
    pub replacement: Option<String>,
}

/// Looks at the Markdown of `paths`, files or folders, under `profile`; `fix` makes the safe
/// fixes in the files. Front matter is left as it is.
pub fn tidy(paths: &[PathBuf], profile: Profile, fix: bool) -> Result<Tidied, Fault> {
    let mut report = Tidied::default();
    for path in markdown(paths)? {
        let file = look(&path, profile, fix)?;
        for remark in &file.remarks {
            *report.rules.entry(remark.rule).or_default() += 1;
            match remark.class {
                "offered" => report.offered += 1,
                "warned" => report.warned += 1,
                _ => {}
            }
        }
        report.safe += file.safe;
        report.files.push(file);
    }
    Ok(report)
}

fn look(path: &Path, profile: Profile, fix: bool) -> Result<TidiedFile, Fault> {
    let whole = text(path)?;
    let body = part(path, &whole)?.body;
    let head = &whole[..whole.len() - body.len()];
    let house = House::of(profile, None);
    let (mended, safe) = typography::tidied(body, &house);
    let changed = fix && mended != body;
    if changed {
        replace(path, &format!("{head}{mended}"))?;
    }
    let lines = Lines::of(&whole);
    let mut remarks = Vec::new();
    for passage in prose::passages(body) {
        for found in typography::fixes(&passage, &house) {
            let place = passage.place(found.letters.clone());
            let start = place.as_ref().map_or(0, |place| place.start) + head.len();
            let (line, column) = lines.find(&whole, start);
            remarks.push(TidiedRemark {
                rule: found.rule.id,
                class: class(found.rule.class),
                line,
                column,
                words: place.map_or_else(String::new, |place| body[place].to_owned()),
                replacement: found.replacement,
            });
        }
    }
    Ok(TidiedFile { path: path.display().to_string(), mended: changed, safe, remarks })
}

/// Writes `text` instead of the file `path`, all of it or nothing.
fn replace(path: &Path, text: &str) -> Result<(), Fault> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut file =
        NamedTempFile::new_in(folder.unwrap_or(Path::new("."))).map_err(Fault::file(path))?;
    file.write_all(text.as_bytes()).map_err(Fault::file(path))?;
    let kept = fs::metadata(path).map_err(Fault::file(path))?.permissions();
    file.as_file().set_permissions(kept).map_err(Fault::file(path))?;
    file.persist(path).map_err(|why| Fault::file(path)(why.error))?;
    Ok(())
}

fn class(class: Class) -> &'static str {
    match class {
        Class::Safe => "safe",
        Class::Offered => "offered",
        Class::Warned => "warned",
    }
}

/// The Markdown files among `paths` and in the folders among them, in order.
fn markdown(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Fault> {
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            let mut inside = Vec::new();
            for entry in fs::read_dir(path).map_err(Fault::file(path))? {
                let inner = entry.map_err(Fault::file(path))?.path();
                if inner.is_dir() || inner.extension().is_some_and(|kind| kind == "md") {
                    inside.push(inner);
                }
            }
            inside.sort();
            found.extend(markdown(&inside)?);
        } else {
            found.push(path.clone());
        }
    }
    Ok(found)
}

/// Where the lines of a text begin.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Self {
        Self(std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect())
    }

    /// The line and the character of byte `at`, from 1.
    fn find(&self, text: &str, at: usize) -> (usize, usize) {
        let line = self.0.partition_point(|start| *start <= at);
        let start = self.0.get(line.saturating_sub(1)).copied().unwrap_or(0);
        (line, text.get(start..at).map_or(0, |before| before.chars().count()) + 1)
    }
}
