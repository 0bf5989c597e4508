//! The lexicon as a table: tab-separated text that a spreadsheet opens and that differs line by
//! line.

use crate::{LanguageTag, LexiconEntry, LexiconKind};

const COLUMNS: [&str; 6] = ["form", "kind", "language", "forbidden", "expansions", "note"];
/// What parts the words of one cell.
const BAR: char = '|';

/// A table that is not one of the lexicon.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {why:?}")]
pub struct BadTable {
    /// The line, the first being 1.
    pub line: usize,
    /// The cell that is wrong.
    pub why: BadCell,
}

/// What is wrong with a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadCell {
    /// The first line has no column `form`.
    NoForm,
    /// The first line has a column that is none of the lexicon, or one twice.
    Column(String),
    /// There are more cells than columns.
    TooMany,
    /// The sort of word is none.
    Kind(String),
    /// The language is none.
    Language(String),
    /// The entry says nothing.
    Empty,
    /// The entry forbids its own form.
    ForbidsItself(String),
    /// The form stands on a line before.
    Twice(String),
}

/// `entries` as a table, its columns named on the first line.
pub fn table_of_lexicon(entries: &[LexiconEntry]) -> String {
    let mut table = COLUMNS.join("\t") + "\n";
    for entry in entries {
        let language = entry.language.as_ref().map_or("", LanguageTag::as_str);
        let cells = [
            escaped(&entry.form),
            entry.kind.name().to_owned(),
            language.to_owned(),
            listed(&entry.forbidden),
            listed(&entry.expansions),
            escaped(&entry.note),
        ];
        table.push_str(&cells.join("\t"));
        table.push('\n');
    }
    table
}

/// The entries of a table: columns in any order, those left out being empty.
pub fn lexicon_of_table(table: &str) -> Result<Vec<LexiconEntry>, BadTable> {
    let table = table.trim_start_matches('\u{feff}');
    let mut lines = table.lines().enumerate().map(|(rank, line)| (rank + 1, line));
    let Some((_, head)) = lines.next() else { return Ok(Vec::new()) };
    let columns = columns(head).map_err(|why| BadTable { line: 1, why })?;
    let mut entries: Vec<LexiconEntry> = Vec::new();
    for (line, text) in lines.filter(|(_, text)| !text.trim().is_empty()) {
        let entry = entry(&columns, text).map_err(|why| BadTable { line, why })?;
        if entries.iter().any(|known| known.form == entry.form) {
            return Err(BadTable { line, why: BadCell::Twice(entry.form) });
        }
        entries.push(entry);
    }
    Ok(entries)
}

fn columns(head: &str) -> Result<Vec<&str>, BadCell> {
    let mut columns: Vec<&str> = Vec::new();
    for name in head.split('\t').map(str::trim) {
        if !COLUMNS.contains(&name) || columns.contains(&name) {
            return Err(BadCell::Column(name.to_owned()));
        }
        columns.push(name);
    }
    if columns.contains(&COLUMNS[0]) { Ok(columns) } else { Err(BadCell::NoForm) }
}

fn entry(columns: &[&str], text: &str) -> Result<LexiconEntry, BadCell> {
    let mut entry = LexiconEntry::default();
    for (rank, cell) in text.split('\t').enumerate() {
        match columns.get(rank).copied() {
            Some("form") => entry.form = plain(cell),
            Some("kind") => entry.kind = kind(cell.trim())?,
            Some("language") => entry.language = language(cell.trim())?,
            Some("forbidden") => entry.forbidden = list(cell),
            Some("expansions") => entry.expansions = list(cell),
            Some("note") => entry.note = plain(cell),
            // A spreadsheet leaves empty cells at the end of lines.
            _ if cell.trim().is_empty() => {}
            _ => return Err(BadCell::TooMany),
        }
    }
    let form = entry.form.clone();
    entry.tidied().map_err(|why| match why {
        crate::InvalidEntry::Empty => BadCell::Empty,
        crate::InvalidEntry::ForbidsItself => BadCell::ForbidsItself(form),
    })
}

fn kind(cell: &str) -> Result<LexiconKind, BadCell> {
    if cell.is_empty() {
        return Ok(LexiconKind::default());
    }
    let known = LexiconKind::ALL.into_iter().find(|kind| kind.name() == cell);
    known.ok_or_else(|| BadCell::Kind(cell.to_owned()))
}

fn language(cell: &str) -> Result<Option<LanguageTag>, BadCell> {
    if cell.is_empty() {
        return Ok(None);
    }
    cell.parse().map(Some).map_err(|_| BadCell::Language(cell.to_owned()))
}

fn listed(words: &[String]) -> String {
    let escaped = words.iter().map(|words| escaped(words).replace(BAR, "\\|"));
    escaped.collect::<Vec<_>>().join(&BAR.to_string())
}

fn escaped(words: &str) -> String {
    let words = words.replace('\\', "\\\\").replace('\t', "\\t");
    words.replace('\r', "").replace('\n', "\\n")
}

/// The words of a cell, parted by bars.
fn list(cell: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    read(cell, |sign, escaped| match words.last_mut() {
        Some(last) if escaped || sign != BAR => last.push(sign),
        _ => words.push(String::new()),
    });
    words
}

fn plain(cell: &str) -> String {
    let mut words = String::new();
    read(cell, |sign, _| words.push(sign));
    words
}

/// Gives each sign of a cell, and whether it was escaped.
fn read(cell: &str, mut give: impl FnMut(char, bool)) {
    let mut signs = cell.chars();
    while let Some(sign) = signs.next() {
        if sign != '\\' {
            give(sign, false);
            continue;
        }
        match signs.next() {
            Some('t') => give('\t', true),
            Some('n') => give('\n', true),
            Some(other) => give(other, true),
            None => give('\\', true),
        }
    }
}
