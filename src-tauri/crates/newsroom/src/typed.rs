//! Cross-references typed as plain words: "(lire Le Pli du mercredi 15 janvier)", "(lire notre
//! édition d’hier)".
//!
//! Read in one place: the preflight judges them, the editor offers the object in their stead.

use std::ops::Range;

use jiff::{ToSpan, civil::Weekday};

use crate::{
    IssueDate,
    dates::{DateWords, weekday_named},
};

/// The words that send a reader to another issue.
const VERBS: [&str; 8] = ["lire", "relire", "lisez", "relisez", "voir", "see", "read", "cf"];
/// How a publication speaks of an issue of its own.
const OURS: [[&str; 2]; 7] = [
    ["notre", "édition"],
    ["notre", "numéro"],
    ["notre", "lettre"],
    ["our", "issue"],
    ["our", "edition"],
    ["our", "newsletter"],
    ["our", "letter"],
];
/// The words between the publication's name and the day.
const LINKS: [&str; 7] = ["du", "de", "d", "daté", "of", "from", "on"];
/// A date is at most this many words: "mercredi 15 janvier 2025".
const DATE_WORDS: usize = 5;
/// The signs that end a reference.
const STOPS: [char; 8] = [')', ']', ';', '.', ',', '!', '?', '\u{1}'];

/// A reference that was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedReference {
    /// The day it says.
    pub when: When,
    /// Its words, from the verb to the day.
    pub words: String,
    /// Where they stand, in bytes.
    pub within: Range<usize>,
}

/// The day that a typed reference says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// A date.
    Dated(DateWords),
    /// So many days before the one of printing: "hier", "avant-hier".
    Ago(u8),
    /// The last such day before the one of printing: "mardi dernier".
    Last(Weekday),
}

impl When {
    /// The day meant by a reference printed in the issue of `issue`; `None` when no calendar
    /// has it.
    pub fn before(self, issue: IssueDate) -> Option<IssueDate> {
        match self {
            Self::Dated(date) => date.before(issue),
            Self::Ago(days) => {
                issue.day().checked_sub(i64::from(days).days()).ok().map(IssueDate::from)
            }
            Self::Last(weekday) => issue.day().nth_weekday(-1, weekday).ok().map(IssueDate::from),
        }
    }

    /// Reads the day that the first of `tokens` say, and how many of them do.
    fn read(tokens: &[(usize, &str)]) -> Option<(Self, usize)> {
        let words: Vec<String> = tokens.iter().map(|(_, word)| word.to_lowercase()).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        match *words.as_slice() {
            ["hier" | "yesterday", ..] => return Some((Self::Ago(1), 1)),
            ["avant", "hier", ..] => return Some((Self::Ago(2), 2)),
            ["last", day, ..] => return weekday_named(day).map(|day| (Self::Last(day), 2)),
            [day, "dernier" | "passé", ..] if weekday_named(day).is_some() => {
                return weekday_named(day).map(|day| (Self::Last(day), 2));
            }
            _ => {}
        }
        let dated = |length: usize| DateWords::find(&words[..length].join(" "));
        if let Some(date) = dated(words.len()) {
            let length = (1..=words.len()).find(|length| dated(*length) == Some(date))?;
            return Some((Self::Dated(date), length));
        }
        weekday_named(words.first()?).map(|day| (Self::Last(day), 1))
    }
}

impl TypedReference {
    /// The typed references to `publication` in `words`.
    pub fn all(publication: &str, words: &str) -> Vec<Self> {
        let name: Vec<String> = tokens(publication).map(|(_, word)| word.to_lowercase()).collect();
        let tokens: Vec<(usize, &str)> = tokens(words).collect();
        let is = |rank: usize, listed: &[&str]| {
            tokens.get(rank).is_some_and(|(_, word)| listed.iter().any(|listed| same(word, listed)))
        };
        let named = |rank: usize| {
            let here = |length: usize| tokens.get(rank..rank + length);
            let ours = OURS.iter().any(|ours| {
                here(ours.len())
                    .is_some_and(|here| ours.iter().zip(here).all(|(it, (_, word))| same(word, it)))
            });
            let whole = !name.is_empty()
                && here(name.len()).is_some_and(|here| {
                    name.iter().zip(here).all(|(it, (_, word))| same(word, it))
                });
            whole.then_some(name.len()).or(ours.then_some(2))
        };
        let mut found = Vec::new();
        for (rank, (from, _)) in tokens.iter().enumerate().filter(|(rank, _)| is(*rank, &VERBS)) {
            let Some(link) = named(rank + 1).map(|length| rank + 1 + length) else { continue };
            if !is(link, &LINKS) {
                continue;
            }
            let after = tokens[link].0;
            let stop = words[after..].find(STOPS).map_or(words.len(), |stop| after + stop);
            let said: Vec<(usize, &str)> = tokens[link + 1..]
                .iter()
                .take(DATE_WORDS)
                .copied()
                .filter(|(at, _)| *at < stop)
                .collect();
            let Some((when, length)) = When::read(&said) else { continue };
            let Some((at, last)) = length.checked_sub(1).and_then(|last| said.get(last)) else {
                continue;
            };
            let within = *from..at + last.len();
            found.push(Self { when, words: words[within.clone()].to_owned(), within });
        }
        found
    }
}

/// Whether `word` is `lower`, whatever its case.
fn same(word: &str, lower: &str) -> bool {
    word.len() == lower.len() && word.chars().flat_map(char::to_lowercase).eq(lower.chars())
}

/// The words of a prose with their places; an apostrophe and a hyphen end a word.
pub fn tokens(words: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    words.split_inclusive(|letter: char| !letter.is_alphanumeric()).filter_map(move |piece| {
        let start = at;
        at += piece.len();
        let word = piece.trim_end_matches(|letter: char| !letter.is_alphanumeric());
        (!word.is_empty()).then_some((start, word))
    })
}
