//! The marks on the page: what the writer, or a template, left to do.

use std::ops::Range;

use markup::Document;
use newsroom::{Article, HouseStyle};

use super::{
    Passages, Place, Remarks,
    fields::Field,
    prose::{BLANK, Passage},
    rules,
};

/// Firms whose name begins like a mark.
const NAMES: [&str; 2] = ["TK Elevator", "TK Maxx"];

type Found = Vec<Range<usize>>;

pub(super) fn check(place: &Place<'_>, passages: &Passages, remarks: &mut Remarks<'_>) {
    let composition = remarks.composition;
    let style = &composition.proof().publication.house_style;
    for (words, span) in unfinished_in(passages, &style.to_do) {
        remarks.on_words(&rules::UNFINISHED, place.slug, span, [("words", words)]);
    }
    for passage in passages.all() {
        for mark in placeholders(&passage.words) {
            let words = passage.words[mark.clone()].to_owned();
            let span = passage.span(mark);
            remarks.on_words(&rules::PLACEHOLDER, place.slug, span, [("words", words)]);
        }
    }
}

/// The marks that stand in an article for what is still to be done, and where they are in its
/// text; nowhere when they stand in its record.
pub fn unfinished(
    article: &Article,
    document: &Document,
    style: &HouseStyle,
) -> Vec<(String, Option<Range<usize>>)> {
    unfinished_in(&Passages::of(&[&article.draft], &article.text, document), &style.to_do)
}

fn unfinished_in(passages: &Passages, marks: &[String]) -> Vec<(String, Option<Range<usize>>)> {
    let in_passage = |passage: &Passage| -> Vec<(String, Option<Range<usize>>)> {
        let found = to_do(&passage.words, marks).into_iter();
        found.map(|mark| (passage.words[mark.clone()].to_owned(), passage.span(mark))).collect()
    };
    passages.all().flat_map(in_passage).collect()
}

/// The marks that stand in a field.
pub(super) fn check_field(field: &Field<'_>, remarks: &mut Remarks<'_>) {
    let composition = remarks.composition;
    let words = field.words;
    let mut tell = |rule, mark: Range<usize>| {
        let params = [("words", words[mark.clone()].to_owned())];
        remarks.on_field(rule, (&field.field, words), Some(mark), params, Vec::new());
    };
    for mark in to_do(words, &composition.proof().publication.house_style.to_do) {
        tell(&rules::UNFINISHED, mark);
    }
    for mark in placeholders(words) {
        tell(&rules::PLACEHOLDER, mark);
    }
}

/// Where `marks` stand in `words`.
fn to_do(words: &str, marks: &[String]) -> Found {
    let mut found: Found = Vec::new();
    for mark in marks.iter().map(|mark| mark.trim()).filter(|mark| !mark.is_empty()) {
        if mark.chars().any(char::is_lowercase) {
            found.extend(loudly(words, mark).into_iter().map(|within| bracketed(words, within)));
            continue;
        }
        for (at, _) in words.match_indices(mark) {
            let within = at..at + mark.len();
            let named = NAMES.iter().any(|name| words[at..].starts_with(name));
            if stands_alone(words, &within) && !named {
                found.push(within);
            }
        }
    }
    found.sort_by_key(|within| within.start);
    found.dedup();
    found
}

/// The whole of `[à vérifier : le chiffre]`, for the mark that begins it.
fn bracketed(words: &str, within: Range<usize>) -> Range<usize> {
    let tells = words[within.end..].trim_start_matches(char::is_whitespace).starts_with(':');
    let opens = tells && words[..within.start].ends_with('[');
    let rest = &words[within.end..];
    match rest.find([']', '[', '\n']) {
        Some(len) if opens && rest[len..].starts_with(']') => {
            within.start - 1..within.end + len + 1
        }
        _ => within,
    }
}

/// What a template left behind for a person to fill.
fn placeholders(words: &str) -> Found {
    let mut found: Found = Vec::new();
    for (opening, closing) in [("{{", "}}"), ("{%", "%}"), ("*|", "|*")] {
        let mut from = 0;
        while let Some(at) = words[from..].find(opening).map(|at| from + at) {
            let Some(end) = words[at + 2..].find(closing) else { break };
            found.push(at..at + 2 + end + closing.len());
            from = at + 2 + end;
        }
    }
    for (start, _) in words.char_indices() {
        if let Some(len) = written_as(&words[start..], "lorem ipsum") {
            found.push(start..start + len);
        }
    }
    for (at, mark) in words.match_indices("XXX") {
        let within = at..at + mark.len();
        if stands_alone(words, &within) {
            found.push(within);
        }
    }
    found.sort_by_key(|within| within.start);
    found
}

fn stands_alone(words: &str, within: &Range<usize>) -> bool {
    let before = words[..within.start].chars().next_back();
    let after = words[within.end..].chars().next();
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}

/// « à vérifier » is also French: it is a mark in capitals, or set apart by a bracket, a
/// guillemet or a colon.
fn loudly(words: &str, mark: &str) -> Found {
    let mut found = Vec::new();
    for (start, _) in words.char_indices() {
        let Some(len) = written_as(&words[start..], mark) else { continue };
        let within = start..start + len;
        let written = &words[within.clone()];
        if !stands_alone(words, &within) {
            continue;
        }
        let is_space = |c: char| c.is_whitespace() || matches!(c, '*' | '_' | BLANK);
        let before = words[..within.start].trim_end_matches(is_space).chars().next_back();
        let after = words[within.end..].trim_start_matches(is_space).chars().next();
        let opened = before.is_none_or(|c| "([{«“:".contains(c));
        let closed = after.is_none_or(|c| ")]}»”:".contains(c));
        let capitals = written.chars().all(|c| !c.is_lowercase());
        if capitals || (opened && closed) || before.is_some_and(|c| "([{".contains(c)) {
            found.push(within);
        }
    }
    found
}

/// The length of `mark` at the start of `words`, whatever its case and its spaces.
fn written_as(words: &str, mark: &str) -> Option<usize> {
    let mut letters = words.chars();
    for expected in mark.chars() {
        let letter = letters.next()?;
        let same = if is_space(letter) {
            expected == ' '
        } else {
            letter == expected || letter.is_uppercase() && letter.to_lowercase().eq([expected])
        };
        if !same {
            return None;
        }
    }
    Some(words.len() - letters.as_str().len())
}

fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '\u{a0}' | '\u{202f}')
}
