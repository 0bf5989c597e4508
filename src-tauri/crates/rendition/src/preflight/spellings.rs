//! One thing, one name in one issue: start-up or startup, SoftBank or Softbank, datacenter or
//! centre de données.

use std::{collections::BTreeSet, ops::Range};

use markup::slips::{self, Sort, Spelt};
use newsroom::DraftSlug;

use super::{
    Kept, Place, Remarks,
    proses::Prose,
    rules::{self, Rule},
};

/// Words that say the same thing: one of each line is enough for one issue.
const SYNONYMS: [&[&str]; 2] = [
    &[
        "datacenter",
        "datacenters",
        "data center",
        "data centers",
        "centre de données",
        "centres de données",
    ],
    &["cryptomonnaie", "cryptomonnaies", "monnaie virtuelle", "monnaies virtuelles"],
];

pub(super) fn check(kept: &[(&Place<'_>, &Kept)], remarks: &mut Remarks<'_>) {
    let proses: Vec<(&DraftSlug, &Prose)> = kept
        .iter()
        .flat_map(|(place, kept)| kept.facts.proses.iter().map(move |prose| (place.slug, prose)))
        .collect();
    let spelt: Vec<&[Spelt]> = proses.iter().map(|(_, prose)| prose.spelt.as_slice()).collect();
    let mut told = BTreeSet::new();
    for slip in slips::spellings(&spelt) {
        let Sort::OtherSpelling(other) = slip.sort else { continue };
        let (slug, prose) = proses[slip.prose];
        // One remark for a form, wherever else it stands.
        if told.insert(slip.words.clone()) {
            let params = [("words", slip.words.clone()), ("other", other.clone())];
            remarks.on_words(rule_of(&slip.words, &other), slug, prose.span(slip.ranks), params);
        }
    }
    compare_synonyms(&proses, remarks);
}

/// Whether two forms differ by what joins their words, or by their letters.
fn rule_of(one: &str, other: &str) -> &'static Rule {
    let joins =
        |form: &str| -> Vec<char> { form.chars().filter(|c| !c.is_alphanumeric()).collect() };
    if joins(one) == joins(other) { &rules::STYLE_CAPITALS } else { &rules::STYLE_HYPHEN }
}

/// A use of a word that has a synonym: which family it is of, and where, in signs.
#[derive(Clone, Debug)]
pub(super) struct Synonym {
    family: usize,
    word: &'static str,
    ranks: Range<usize>,
}

/// The uses in `words` of what has a synonym, in order.
pub(super) fn synonyms(words: &str) -> Vec<Synonym> {
    let signs: Vec<char> = words.chars().map(lower).collect();
    let letter = |rank: Option<usize>| {
        rank.and_then(|rank| signs.get(rank)).is_some_and(|sign| sign.is_alphanumeric())
    };
    let says = |from: usize, word: &str| {
        let to = from + word.chars().count();
        signs.get(from..to).is_some_and(|here| here.iter().copied().eq(word.chars()))
            && !letter(Some(to))
    };
    let mut found = Vec::new();
    for from in (0..signs.len()).filter(|rank| !letter(rank.checked_sub(1))) {
        for (family, words) in SYNONYMS.iter().enumerate() {
            if let Some(word) = words.iter().find(|word| says(from, word)) {
                found.push(Synonym { family, word, ranks: from..from + word.chars().count() });
            }
        }
    }
    found
}

/// The small letter of a sign, a space for each kind of it.
fn lower(sign: char) -> char {
    match sign {
        '\u{a0}' | '\u{202f}' | '\n' => ' ',
        sign => sign.to_lowercase().next().unwrap_or(sign),
    }
}

fn compare_synonyms(proses: &[(&DraftSlug, &Prose)], remarks: &mut Remarks<'_>) {
    let stem =
        |word: &str| word.split(' ').map(|part| part.trim_end_matches('s')).collect::<String>();
    for family in 0..SYNONYMS.len() {
        let mut uses = proses.iter().flat_map(|(slug, prose)| {
            let here = prose.synonyms.iter().filter(move |used| used.family == family);
            here.map(move |used| (*slug, *prose, used))
        });
        let Some((.., first)) = uses.next() else { continue };
        if let Some((slug, prose, other)) = uses.find(|(.., it)| stem(it.word) != stem(first.word))
        {
            let params = [("words", other.word.to_owned()), ("other", first.word.to_owned())];
            let span = prose.span(other.ranks.clone());
            remarks.on_words(&rules::STYLE_SYNONYMS, slug, span, params);
        }
    }
}
