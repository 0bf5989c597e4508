//! Acronyms and what they stand for: said once, and in one way.

use std::{collections::BTreeMap, ops::Range};

use super::{Slip, Sort};
use crate::words::{Word, words};

/// An acronym with its expansion beside it: « la Banque centrale européenne (BCE) ».
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expansion {
    /// The acronym.
    pub acronym: String,
    /// What it stands for, as written.
    pub words: String,
    /// Where both stand, in signs of the prose.
    pub ranks: Range<usize>,
}

/// Small words that give no letter to an acronym.
const SMALL: [&str; 24] = [
    "de", "des", "du", "la", "le", "les", "et", "à", "au", "aux", "en", "pour", "par", "sur", "un",
    "une", "of", "the", "and", "for", "in", "on", "to", "d",
];

/// The expansions written in `prose`.
pub fn expansions(prose: &str) -> Vec<Expansion> {
    let words = words(prose);
    let mut found = Vec::new();
    for (rank, word) in words.iter().enumerate() {
        if !is_acronym(word.text) {
            continue;
        }
        let expanded =
            before(prose, &words[..rank], word).or_else(|| after(prose, &words[rank + 1..], word));
        if let Some((span, ranks)) = expanded {
            let acronym = word.text.to_owned();
            found.push(Expansion { acronym, words: prose[span].to_owned(), ranks });
        }
    }
    found
}

/// The acronyms of `proses` that are expanded a second time, or in a second way.
pub fn acronyms(proses: &[&str]) -> Vec<Slip> {
    let mut first: BTreeMap<String, String> = BTreeMap::new();
    let mut slips = Vec::new();
    for (prose, text) in proses.iter().enumerate() {
        for Expansion { acronym, words, ranks } in expansions(text) {
            match first.get(&acronym) {
                None => drop(first.insert(acronym, words)),
                Some(said) => {
                    let same = folded(said) == folded(&words);
                    let other = Sort::ExpandedOtherwise(said.clone());
                    let sort = if same { Sort::ExpandedAgain } else { other };
                    slips.push(Slip { prose, ranks, words: acronym, sort });
                }
            }
        }
    }
    slips
}

/// Two to eight capitals.
pub fn is_acronym(text: &str) -> bool {
    (2..=8).contains(&text.chars().count()) && text.chars().all(char::is_uppercase)
}

/// The words that the acronym in brackets follows: « … (BCE) ».
fn before(
    prose: &str,
    words: &[Word<'_>],
    acronym: &Word<'_>,
) -> Option<(Range<usize>, Range<usize>)> {
    let last = words.last()?;
    let opened = prose.get(last.span.end..acronym.span.start)?.trim() == "(";
    if !opened || !prose[acronym.span.end..].starts_with(')') {
        return None;
    }
    let letters = acronym.text.chars().count();
    let earliest = words.len().saturating_sub(letters * 3);
    let from = (earliest..words.len()).rev().find(|from| spells(&words[*from..], acronym.text))?;
    let span = words[from].span.start..last.span.end;
    let ranks = words[from].ranks.start..acronym.ranks.end + 1;
    prose[span.clone()].chars().all(of_one_phrase).then_some((span, ranks))
}

/// The words in brackets after the acronym: « BCE (…) ».
fn after(
    prose: &str,
    words: &[Word<'_>],
    acronym: &Word<'_>,
) -> Option<(Range<usize>, Range<usize>)> {
    let first = words.first()?;
    if prose.get(acronym.span.end..first.span.start)?.trim() != "(" {
        return None;
    }
    let to = words.iter().position(|word| prose[word.span.end..].starts_with(')'))?;
    let span = first.span.start..words[to].span.end;
    let ranks = acronym.ranks.start..words[to].ranks.end + 1;
    let phrase = prose[span.clone()].chars().all(of_one_phrase);
    (phrase && spells(&words[..=to], acronym.text)).then_some((span, ranks))
}

fn of_one_phrase(sign: char) -> bool {
    !matches!(sign, '(' | ')' | '.' | ';' | ':' | '!' | '?' | '«' | '»' | crate::prose::OBJECT)
}

/// Whether `words` begin with the letters of `acronym`, in order, small words aside.
fn spells(words: &[Word<'_>], acronym: &str) -> bool {
    let mut letters = acronym.chars().flat_map(char::to_lowercase).map(base).peekable();
    let opening = words.first().and_then(|word| word.text.chars().next());
    if opening.map(|letter| base(lower(letter))) != letters.peek().copied() {
        return false;
    }
    for word in words {
        for part in word.text.split(|c: char| !c.is_alphanumeric()) {
            let initial = part.chars().next().map(|letter| base(lower(letter)));
            if initial.is_some() && initial == letters.peek().copied() {
                letters.next();
            } else if initial.is_some() && !SMALL.contains(&&*part.to_lowercase()) {
                return false;
            }
        }
    }
    letters.next().is_none()
}

fn lower(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}

fn base(letter: char) -> char {
    let folded = newsroom::slugify(letter.encode_utf8(&mut [0; 4]));
    folded.and_then(|folded| folded.chars().next()).unwrap_or(letter)
}

fn folded(words: &str) -> String {
    newsroom::slugify(words).unwrap_or_default()
}
