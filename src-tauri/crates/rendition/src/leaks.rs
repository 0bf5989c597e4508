//! The leak proof: no sentence that an open edition holds back is in a file of that edition.
//!
//! It shares nothing with the emitters but the parsed texts: it works out again what the edition
//! may show, then reads the exported bytes as a curious reader would.

mod gate;
mod net;
mod readings;

use std::collections::{BTreeMap, BTreeSet};

use newsroom::{DraftSlug, EditionKey};

use crate::Composition;
use gate::Gate;
use net::Net;

/// A sentence that got out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leak {
    /// The sentence, as it was written.
    pub sentence: String,
    /// The file that carries it.
    pub path: String,
    /// The article that it belongs to.
    pub article: DraftSlug,
}

/// The sentences that `edition` holds back and that its `artefacts` (path → bytes) carry.
///
/// Read through: HTML entities, tags and attributes, quoted-printable, base64, encoded words,
/// percent-encoding, JSON escapes, soft hyphens, any space, case and accent; in pictures, text in
/// UTF-8, Latin-1 and UTF-16. Not read through: compressed data.
pub fn leaks(
    composition: &Composition,
    edition: &EditionKey,
    artefacts: &BTreeMap<String, Vec<u8>>,
) -> Vec<Leak> {
    let gate = Gate::of(composition, edition);
    let mut net = Net::of(&gate.held);
    net.release(&gate.shown);
    let mut found = Vec::new();
    for (path, bytes) in artefacts {
        let mut caught = BTreeSet::new();
        for reading in readings::of(path.as_bytes()).into_iter().chain(readings::of(bytes)) {
            net.cast(&reading, &mut caught);
        }
        let sentences = caught.into_iter().filter_map(|rank| gate.held.get(rank));
        found.extend(sentences.map(|held| (held.sentence.clone(), &held.article, path)));
        let pictures = gate.pictures.iter().filter(|(picture, _)| prints(path, picture.as_str()));
        found.extend(pictures.map(|(picture, article)| (picture.to_string(), article, path)));
    }
    let mut leaks: Vec<Leak> = found
        .into_iter()
        .map(|(sentence, article, path)| Leak {
            sentence,
            path: path.clone(),
            article: article.clone(),
        })
        .collect();
    leaks.dedup();
    leaks
}

/// Whether the file at `path` is a print of `picture`: `key.jpg`, `key-1200.png`.
fn prints(path: &str, picture: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let Some(rest) = name.strip_prefix(picture) else { return false };
    let Some((size, _)) = rest.split_once('.') else { return false };
    let digits = size.strip_prefix('-').unwrap_or(size);
    digits.bytes().all(|byte| byte.is_ascii_digit())
}
