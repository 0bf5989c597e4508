//! The people of the newsroom: each has one spelling, in the masthead as in what is signed.

use std::collections::BTreeSet;

use newsroom::{slugify, typed::tokens};

use crate::Composition;

/// Shorter names are too near each other for a letter to tell.
const LETTERS: usize = 8;

/// The names in `words` that are those of people who sign here but for an accent, a capital or a
/// letter, each with the right one.
pub(super) fn spelt_otherwise(composition: &Composition, words: &str) -> Vec<[String; 2]> {
    let names: Vec<&str> =
        composition.proof().authors.values().map(|author| author.name.trim()).collect();
    let known: BTreeSet<String> = names.iter().filter_map(|name| slugify(name)).collect();
    let tokens: Vec<(usize, &str)> = tokens(words).collect();
    let mut found = Vec::new();
    for name in names.into_iter().filter(|name| !words.contains(*name)) {
        let Some(wanted) = slugify(name).filter(|slug| slug.len() >= LETTERS) else { continue };
        for window in tokens.windows(name.split_whitespace().count().max(1)) {
            let [(from, _), .., (at, last)] = window else { continue };
            let said = &words[*from..at + last.len()];
            let Some(slug) = slugify(said) else { continue };
            let other = slug != wanted && known.contains(&slug);
            if said.starts_with(char::is_uppercase) && !other && within_one(&slug, &wanted) {
                found.push([said.to_owned(), name.to_owned()]);
            }
        }
    }
    found
}

/// Whether one letter at most is put in, left out or changed between two words.
fn within_one(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let ahead = short.bytes().zip(long.bytes()).take_while(|(a, b)| a == b).count();
    let rest = if short.len() == long.len() { 1 } else { 0 };
    long.len() - short.len() <= 1
        && (ahead == long.len()
            || short.get(ahead + rest..).is_some_and(|end| long.get(ahead + 1..) == Some(end)))
}
