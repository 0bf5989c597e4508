//! One thing, one name in one issue: start-up or startup, SoftBank or Softbank, datacenter or
//! centre de données.

use std::{collections::BTreeSet, ops::Range};

use markup::slips::{self, Sort};
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
    let words: Vec<&str> = proses.iter().map(|(_, prose)| prose.words.as_str()).collect();
    let mut told = BTreeSet::new();
    for slip in slips::spellings(&words) {
        let Sort::OtherSpelling(other) = slip.sort else { continue };
        let (slug, prose) = proses[slip.prose];
        // One remark for a form, wherever else it stands.
        if told.insert(slip.words.clone()) {
            let params = [("words", slip.words.clone()), ("other", other.clone())];
            remarks.on_words(rule_of(&slip.words, &other), slug, prose.span(slip.ranks), params);
        }
    }
    synonyms(&proses, remarks);
}

/// Whether two forms differ by what joins their words, or by their letters.
fn rule_of(one: &str, other: &str) -> &'static Rule {
    let joins =
        |form: &str| -> Vec<char> { form.chars().filter(|c| !c.is_alphanumeric()).collect() };
    if joins(one) == joins(other) { &rules::STYLE_CAPITALS } else { &rules::STYLE_HYPHEN }
}

fn synonyms(proses: &[(&DraftSlug, &Prose)], remarks: &mut Remarks<'_>) {
    let stem =
        |word: &str| word.split(' ').map(|part| part.trim_end_matches('s')).collect::<String>();
    for family in SYNONYMS {
        let mut uses: Vec<(usize, Range<usize>, &str)> = Vec::new();
        for (rank, (_, prose)) in proses.iter().enumerate() {
            let found = family.iter().flat_map(|word| {
                prose.ranks_of(word).into_iter().map(move |ranks| (rank, ranks, *word))
            });
            uses.extend(found);
        }
        uses.sort_by_key(|(rank, ranks, _)| (*rank, ranks.start));
        let Some((.., first)) = uses.first().cloned() else { continue };
        let other = uses.into_iter().find(|(.., word)| stem(word) != stem(first));
        if let Some((rank, ranks, word)) = other {
            let (slug, prose) = proses[rank];
            let params = [("words", word.to_owned()), ("other", first.to_owned())];
            remarks.on_words(&rules::STYLE_SYNONYMS, slug, prose.span(ranks), params);
        }
    }
}
