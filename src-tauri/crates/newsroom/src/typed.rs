//! Cross-references typed as plain words: "(lire Le Pli du mercredi 15 janvier)".
//!
//! Read in one place: the preflight judges them, the editor offers the object in their stead.

use std::ops::Range;

use crate::dates::DateWords;

/// The words that send a reader to another issue.
const VERBS: [&str; 8] = ["lire", "relire", "lisez", "relisez", "voir", "see", "read", "cf"];
/// The words between the publication's name and the date.
const LINKS: [&str; 6] = ["du", "de", "daté", "of", "from", "on"];
/// A date is at most this many words: "mercredi 15 janvier 2025".
const DATE_WORDS: usize = 5;

/// A reference that was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedReference {
    /// The date it says.
    pub date: DateWords,
    /// Its words, from the verb to the date.
    pub words: String,
    /// Where they stand, in bytes.
    pub within: Range<usize>,
}

impl TypedReference {
    /// The typed references to `publication` in `words`.
    pub fn all(publication: &str, words: &str) -> Vec<Self> {
        let name: Vec<String> = tokens(publication).map(|(_, word)| word.to_lowercase()).collect();
        if name.is_empty() {
            return Vec::new();
        }
        let tokens: Vec<(usize, &str)> = tokens(words).collect();
        let is = |rank: usize, listed: &[&str]| {
            tokens.get(rank).is_some_and(|(_, word)| listed.iter().any(|listed| same(word, listed)))
        };
        let mut found = Vec::new();
        for (rank, window) in tokens.windows(name.len()).enumerate() {
            let named = window.iter().zip(&name).all(|((_, word), name)| same(word, name));
            let after = rank + name.len();
            if !named || rank == 0 || !is(rank - 1, &VERBS) || !is(after, &LINKS) {
                continue;
            }
            let (Some((from, _)), Some((link, _))) = (tokens.get(rank - 1), tokens.get(after))
            else {
                continue;
            };
            let dated = &tokens[after + 1..tokens.len().min(after + 1 + DATE_WORDS)];
            let stop = words[*link..].find([')', ']', ';', '.', ',', '!', '?', '\u{1}']);
            let stop = stop.map_or(words.len(), |stop| link + stop);
            let end = dated.iter().map(|(at, word)| at + word.len()).filter(|end| *end <= stop);
            if let Some(end) = end.max()
                && let Some(date) = DateWords::find(&words[*link..end])
            {
                let typed = words[*from..end].to_owned();
                found.push(Self { date, words: typed, within: *from..end });
            }
        }
        found
    }
}

/// Whether `word` is `lower`, whatever its case.
fn same(word: &str, lower: &str) -> bool {
    word.chars().flat_map(char::to_lowercase).eq(lower.chars())
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
