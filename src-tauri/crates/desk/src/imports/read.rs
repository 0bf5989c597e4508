//! Reading files whose contents nobody vouches for: a fault names the file, the line, the field.

use std::{
    fs,
    io::Read,
    path::{Path, PathBuf},
};

use serde::de::DeserializeOwned;

use crate::Fault;

/// No text that people write comes near it: a novel weighs one.
const HEAVIEST_TEXT: usize = 16 << 20;

/// Whether `path` is a file of its own: no link, which could lead to what nobody meant to give, and
/// no pipe or device, which may never end.
pub(crate) fn is_own(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|kind| kind.is_file())
}

/// What stands in `folder`, in the order of names; hidden things are left out, and so is the
/// whole folder when there is none.
pub(crate) fn entries(folder: &Path) -> Result<Vec<PathBuf>, Fault> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(Fault::file(folder))? {
        let entry = entry.map_err(Fault::file(folder))?;
        if !entry.file_name().to_string_lossy().starts_with('.') {
            paths.push(entry.path());
        }
    }
    paths.sort();
    Ok(paths)
}

/// The bytes of `path`; of a file that is heavier than `heaviest`, just enough to know it.
pub(crate) fn bytes(path: &Path, heaviest: usize) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    fs::File::open(path)
        .and_then(|file| file.take(heaviest as u64 + 1).read_to_end(&mut bytes))
        .map_err(Fault::file(path))?;
    Ok(bytes)
}

/// The text of `path`: UTF-8, without its byte order mark, its lines ended by `\n` alone, which
/// is what an editor counts in.
pub(crate) fn text(path: &Path) -> Result<String, Fault> {
    let bytes = bytes(path, HEAVIEST_TEXT)?;
    if bytes.len() > HEAVIEST_TEXT {
        let megabytes = (HEAVIEST_TEXT >> 20).to_string();
        let params = [("file", &*path.display().to_string()), ("limit", &megabytes)];
        return Err(Fault::theirs("import.heavy", &params));
    }
    let text = String::from_utf8(bytes).map_err(|why| {
        let valid = &why.as_bytes()[..why.utf8_error().valid_up_to()];
        let line = valid.iter().filter(|byte| **byte == b'\n').count() + 1;
        let file = path.display().to_string();
        Fault::theirs("import.encoding", &[("file", &file), ("line", &line.to_string())])
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// The YAML of the file `path`.
pub(crate) fn yaml_file<T: DeserializeOwned>(path: &Path) -> Result<T, Fault> {
    yaml(path, &text(path)?, 1)
}

/// The YAML `text`, which begins at line `first` of the file `path`.
pub(crate) fn yaml<T: DeserializeOwned>(path: &Path, text: &str, first: u64) -> Result<T, Fault> {
    serde_saphyr::from_str(text).map_err(|error| {
        let line = error.location().map_or(1, |at| at.line());
        let said = error.without_snippet().to_string();
        let why = match said.split_once(": ") {
            Some((place, why)) if place.contains(" line ") || place.starts_with("line ") => why,
            _ => &said,
        };
        let why = why
            .split_once(" column ")
            .map_or(why, |(_, rest)| rest.split_once(": ").map_or(why, |(_, why)| why));
        Fault::theirs(
            "import.yaml",
            &[
                ("file", &path.display().to_string()),
                ("line", &(line + first - 1).to_string()),
                ("field", &field(text, line, why)),
                ("why", why),
            ],
        )
    })
}

/// The field that an error is about: the one it names, else the one that its line sets.
fn field(text: &str, line: u64, why: &str) -> String {
    let named = ["missing field `", "unknown field `", "duplicate field `"]
        .iter()
        .find_map(|start| why.strip_prefix(start)?.split('`').next());
    if let Some(named) = named {
        return named.to_owned();
    }
    let line = usize::try_from(line.saturating_sub(1)).unwrap_or(0);
    let line = text.lines().nth(line).unwrap_or_default();
    let key = line.split(':').next().unwrap_or_default();
    key.trim().trim_start_matches("- ").trim().to_owned()
}

/// The TOML `text`, which begins at line 2 of the file `path`.
pub(crate) fn toml<T: DeserializeOwned>(path: &Path, text: &str) -> Result<T, Fault> {
    toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start).min(text.len());
        let before = text.get(..at).unwrap_or_default();
        let number = before.matches('\n').count();
        let line = text.lines().nth(number).unwrap_or_default();
        let field = line.split('=').next().unwrap_or_default().trim();
        Fault::theirs(
            "import.yaml",
            &[
                ("file", &path.display().to_string()),
                ("line", &(number + 2).to_string()),
                ("field", field),
                ("why", error.message()),
            ],
        )
    })
}
