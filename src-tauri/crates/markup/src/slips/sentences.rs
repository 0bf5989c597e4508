//! Words said twice running, and sentences that lose their reader.

use super::{Slip, Sort};
use crate::words::{Word, words};

/// A sentence of more words than this is long.
pub const LONGEST: usize = 40;

/// Words that a sentence may well say twice running.
const DOUBLES: [&str; 28] = [
    "nous", "vous", "faire", "très", "bien", "bon", "bonne", "non", "oui", "si", "là", "peu",
    "tout", "plus", "jamais", "toujours", "vite", "petit", "ha", "ah", "oh", "bla", "very", "that",
    "had", "no", "so", "bye",
];

/// The words of `prose` that repeat the one before.
pub fn repeated(prose: &str) -> Vec<Slip> {
    let words = words(prose);
    let again = words.windows(2).filter_map(|pair| {
        let [first, second] = pair else { return None };
        is_repeated(prose, first, second).then(|| Slip {
            prose: 0,
            ranks: first.ranks.end..second.ranks.end,
            words: second.text.to_owned(),
            sort: Sort::Repeated,
        })
    });
    again.collect()
}

fn is_repeated(prose: &str, first: &Word<'_>, second: &Word<'_>) -> bool {
    let between = &prose[first.span.end..second.span.start];
    let (one, other) = (first.text.to_lowercase(), second.text.to_lowercase());
    // « Bora Bora » is a place, « Pli. Pli… » two sentences.
    let name = second.text.starts_with(char::is_uppercase);
    let letter = one.chars().count() == 1 && !matches!(&*one, "a" | "à" | "y");
    one == other
        && !between.is_empty()
        && between.chars().all(char::is_whitespace)
        && !(name || letter || DOUBLES.contains(&&*one))
}

/// The sentences of `prose` that have more than [`LONGEST`] words.
pub fn long(prose: &str) -> Vec<Slip> {
    let mut found = Vec::new();
    let (mut bytes, mut signs) = (0, 0);
    for sentence in crate::sentences(prose) {
        let Some(at) = prose[bytes..].find(sentence) else { continue };
        let start = signs + prose[bytes..bytes + at].chars().count();
        let end = start + sentence.chars().count();
        (bytes, signs) = (bytes + at + sentence.len(), end);
        let count = words(sentence).len();
        if count > LONGEST {
            let words = sentence.chars().take(60).collect();
            found.push(Slip { prose: 0, ranks: start..end, words, sort: Sort::Long(count) });
        }
    }
    found
}
