//! How near two spellings are: the same letters, or one letter apart.

use std::collections::BTreeSet;

/// The letters of `form` alone: no accent, no case, no sign. « SoftBank », « Softbank » and
/// « soft-bank » are one.
pub fn fold(form: &str) -> String {
    form.split_whitespace().filter_map(newsroom::slugify).collect::<String>().replace('-', "")
}

/// Keys such that two folded forms one letter apart have one in common: the form, and the form
/// without each of its letters.
pub fn near_keys(folded: &str) -> BTreeSet<String> {
    let mut keys = BTreeSet::from([folded.to_owned()]);
    for (at, letter) in folded.char_indices() {
        let (before, after) = (&folded[..at], &folded[at + letter.len_utf8()..]);
        keys.insert(format!("{before}{after}"));
    }
    keys
}

/// Whether one letter added, dropped, changed or swapped with the next makes `one` into `other`.
pub fn within_one(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let head = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[head..], &other[head..]);
    let tail = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[..one.len() - tail], &other[..other.len() - tail]);
    match (one, other) {
        ([] | [_], [] | [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}
