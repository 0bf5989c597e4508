//! Acronyms: expanded once, one way.

use std::{collections::BTreeMap, ops::Range};

use super::{Kept, Passages, Place, Remarks, rules, twins::bare, typography::tokens};

/// An acronym, and what it was said to stand for.
#[derive(Debug)]
pub(super) struct Expansion {
    acronym: String,
    meaning: String,
    span: Option<Range<usize>>,
}

/// Words that give no letter to an acronym.
const SILENT: [&str; 20] = [
    "de", "d", "du", "des", "la", "le", "les", "l", "et", "à", "en", "sur", "pour", "of", "the",
    "and", "for", "on", "in", "aux",
];
const LETTERS: std::ops::RangeInclusive<usize> = 2..=8;

pub(super) fn read(passages: &Passages) -> Vec<Expansion> {
    let mut found = Vec::new();
    for passage in passages.all() {
        let words = passage.words.as_str();
        for (open, _) in words.match_indices('(') {
            let Some(close) = words[open..].find([')', '\n']).map(|at| open + at) else { continue };
            let inside = words[open + 1..close].trim();
            let before = words[..open].trim_end();
            let expansion = if is_acronym(inside) {
                spelled_before(inside, before).map(|meaning| (inside, meaning))
            } else {
                let acronym = tokens(before).last().map_or("", |(_, word)| word);
                let follows = before.ends_with(acronym) && is_acronym(acronym);
                follows.then(|| spelled(acronym, inside)).flatten().map(|it| (acronym, it))
            };
            if let Some((acronym, meaning)) = expansion {
                found.push(Expansion {
                    acronym: acronym.to_owned(),
                    meaning: meaning.trim().to_owned(),
                    span: passage.span(open..close + 1),
                });
            }
        }
    }
    found
}

pub(super) fn check(kept: &[(&Place<'_>, &Kept)], remarks: &mut Remarks<'_>) {
    let mut first: BTreeMap<&str, (&str, usize)> = BTreeMap::new();
    for (rank, (place, kept)) in kept.iter().enumerate() {
        for expansion in &kept.facts.acronyms {
            let Expansion { acronym, meaning, span } = expansion;
            match first.get(acronym.as_str()) {
                None => {
                    first.insert(acronym, (meaning, rank));
                }
                // Each article may be read alone: it may say again what the one before said.
                Some((known, earlier)) if *earlier != rank && bare(known) == bare(meaning) => {}
                Some((known, _)) => {
                    let params = [
                        ("acronym", acronym.clone()),
                        ("words", meaning.clone()),
                        ("other", (*known).to_owned()),
                    ];
                    remarks.on_words(&rules::ACRONYM_TWICE, place.slug, span.clone(), params);
                }
            }
        }
    }
}

fn is_acronym(word: &str) -> bool {
    LETTERS.contains(&word.chars().count()) && word.chars().all(char::is_uppercase)
}

/// `words`, when their initials are those of `acronym`.
fn spelled<'w>(acronym: &str, words: &'w str) -> Option<&'w str> {
    let spoken: Vec<char> = initials(words).into_iter().map(|(_, letter)| letter).collect();
    (spoken.len() > 1 && spoken.iter().copied().eq(lowered(acronym))).then_some(words)
}

/// The last words of `before` whose initials are those of `acronym`.
fn spelled_before<'w>(acronym: &str, before: &'w str) -> Option<&'w str> {
    let spoken = initials(before);
    let wanted: Vec<char> = lowered(acronym).collect();
    let from = spoken.len().checked_sub(wanted.len())?;
    let last = &spoken[from..];
    let same = last.iter().map(|(_, letter)| *letter).eq(wanted.iter().copied());
    same.then(|| &before[last[0].0..])
}

fn initials(words: &str) -> Vec<(usize, char)> {
    let said = tokens(words).filter(|(_, word)| !SILENT.contains(&word.to_lowercase().as_str()));
    said.filter_map(|(at, word)| Some((at, unaccented(word.chars().next()?)))).collect()
}

fn lowered(acronym: &str) -> impl Iterator<Item = char> {
    acronym.chars().map(unaccented)
}

fn unaccented(letter: char) -> char {
    let letter = letter.to_lowercase().next().unwrap_or(letter);
    match letter {
        'é' | 'è' | 'ê' => 'e',
        'à' | 'â' => 'a',
        'î' | 'ï' => 'i',
        'ô' => 'o',
        'û' | 'ù' => 'u',
        'ç' => 'c',
        letter => letter,
    }
}
