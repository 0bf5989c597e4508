//! One thing, one name in one issue: start-up or startup, SoftBank or Softbank, datacenter or
//! centre de données.

use std::{collections::BTreeSet, ops::Range};

use markup::slips::{self, Sort, Spelt};
use newsroom::DraftSlug;

use super::{
    Kept, Place, Remarks,
    fields::Field,
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

/// Where a prose stands.
#[derive(Clone, Copy)]
enum Spot<'a> {
    Article(&'a DraftSlug),
    Field(&'a Field<'a>),
}

impl Spot<'_> {
    fn tell(
        self,
        rule: &Rule,
        span: Option<Range<usize>>,
        [words, other]: [String; 2],
        remarks: &mut Remarks<'_>,
    ) {
        let params = [("words", words), ("other", other)];
        match self {
            Self::Article(slug) => remarks.on_words(rule, slug, span, params),
            Self::Field(Field { field, words, .. }) => {
                remarks.on_field(rule, (field, words), span, params, Vec::new());
            }
        }
    }
}

pub(super) fn check(kept: &[(&Place<'_>, &Kept)], fields: &[Field<'_>], remarks: &mut Remarks<'_>) {
    let of_article = kept.iter().flat_map(|(place, kept)| {
        let own = kept.facts.proses.iter().filter(|prose| !prose.decided);
        own.map(move |prose| (Spot::Article(place.slug), prose))
    });
    let of_fields = fields.iter().map(|field| (Spot::Field(field), &field.seen.prose));
    let proses: Vec<(Spot<'_>, &Prose)> = of_article.chain(of_fields).collect();
    let spelt: Vec<&[Spelt]> = proses.iter().map(|(_, prose)| prose.spelt.as_slice()).collect();
    let mut told = BTreeSet::new();
    for slip in slips::spellings(&spelt) {
        let Sort::OtherSpelling(other) = slip.sort else { continue };
        let (spot, prose) = proses[slip.prose];
        // One remark for a form, wherever else it stands.
        if told.insert(slip.words.clone()) {
            let rule = rule_of(&slip.words, &other);
            spot.tell(rule, prose.span(slip.ranks), [slip.words, other], remarks);
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

fn compare_synonyms(proses: &[(Spot<'_>, &Prose)], remarks: &mut Remarks<'_>) {
    let stem =
        |word: &str| word.split(' ').map(|part| part.trim_end_matches('s')).collect::<String>();
    for family in 0..SYNONYMS.len() {
        let mut uses = proses.iter().flat_map(|(spot, prose)| {
            let here = prose.synonyms.iter().filter(move |used| used.family == family);
            here.map(move |used| (*spot, *prose, used))
        });
        let Some((.., first)) = uses.next() else { continue };
        if let Some((spot, prose, other)) = uses.find(|(.., it)| stem(it.word) != stem(first.word))
        {
            let said = [other.word.to_owned(), first.word.to_owned()];
            let span = prose.span(other.ranks.clone());
            spot.tell(&rules::STYLE_SYNONYMS, span, said, remarks);
        }
    }
}
