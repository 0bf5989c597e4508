//! Acronyms: expanded once, one way.

use std::{collections::BTreeMap, ops::Range};

use markup::expansions;

use super::{Kept, Place, Remarks, proses::Prose, rules, twins::bare};

/// An acronym, and what it was said to stand for.
#[derive(Debug)]
pub(super) struct Said {
    acronym: String,
    meaning: String,
    span: Option<Range<usize>>,
}

pub(super) fn read(proses: &[Prose]) -> Vec<Said> {
    let in_prose = |prose: &Prose| -> Vec<Said> {
        let said = |found: markup::slips::Expansion| Said {
            acronym: found.acronym,
            meaning: found.words,
            span: prose.span(found.ranks),
        };
        expansions(&prose.words).into_iter().map(said).collect()
    };
    proses.iter().flat_map(in_prose).collect()
}

pub(super) fn check(kept: &[(&Place<'_>, &Kept)], remarks: &mut Remarks<'_>) {
    let mut first: BTreeMap<&str, (&str, usize)> = BTreeMap::new();
    for (rank, (place, kept)) in kept.iter().enumerate() {
        for Said { acronym, meaning, span } in &kept.facts.acronyms {
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
