//! One word, one spelling in one issue: start-up or startup, SoftBank or Softbank.

use std::{collections::BTreeMap, ops::Range};

use super::{Kept, Passages, Place, Remarks, rules};

/// How a word was written, how often, and where first.
#[derive(Debug)]
struct Form {
    written: String,
    count: usize,
    span: Option<Range<usize>>,
}

/// The forms of each word of an article, by its letters.
#[derive(Debug, Default)]
pub(super) struct Spellings(BTreeMap<String, Vec<Form>>);

/// A shorter word has too many neighbours.
const SHORTEST: usize = 5;
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

pub(super) fn read(passages: &Passages) -> Spellings {
    let mut words: BTreeMap<String, Vec<Form>> = BTreeMap::new();
    for passage in passages.all() {
        for (at, word) in hyphenated(&passage.words) {
            let within = at..at + word.len();
            if passage.is_foreign(&within) || word.chars().any(|c| c.is_ascii_digit()) {
                continue;
            }
            note(&mut words, key(word), word, passage.span(within));
        }
        let lower = passage.words.to_lowercase();
        if lower.len() == passage.words.len() {
            for phrase in SYNONYMS.iter().copied().flatten().filter(|phrase| phrase.contains(' ')) {
                for (at, _) in lower.match_indices(phrase) {
                    let span = passage.span(at..at + phrase.len());
                    note(&mut words, (*phrase).to_owned(), phrase, span);
                }
            }
        }
    }
    Spellings(words)
}

fn note(
    words: &mut BTreeMap<String, Vec<Form>>,
    key: String,
    written: &str,
    span: Option<Range<usize>>,
) {
    if key.chars().count() < SHORTEST {
        return;
    }
    let forms = words.entry(key).or_default();
    match forms.iter_mut().find(|form| form.written == written) {
        Some(form) => form.count += 1,
        None => forms.push(Form { written: written.to_owned(), count: 1, span }),
    }
}

pub(super) fn check(kept: &[(&Place<'_>, &Kept)], remarks: &mut Remarks<'_>) {
    // Only a hyphen or a capital inside can make two spellings of one word: few words have one.
    let mut marked: Vec<&str> = kept
        .iter()
        .flat_map(|(_, kept)| &kept.facts.spellings.0)
        .filter(|(_, forms)| forms.iter().any(|form| is_marked(&form.written)))
        .map(|(key, _)| key.as_str())
        .collect();
    marked.sort_unstable();
    marked.dedup();
    for key in marked {
        compare(key, kept, &|written| written.contains('-'), &rules::STYLE_HYPHEN, remarks);
        compare(key, kept, &has_inner_capital, &rules::STYLE_CAPITALS, remarks);
    }
    synonyms(kept, remarks);
}

/// Tells the rarer of the two spellings of the word `key` that `marks` tells apart.
fn compare(
    key: &str,
    kept: &[(&Place<'_>, &Kept)],
    marks: &dyn Fn(&str) -> bool,
    rule: &rules::Rule,
    remarks: &mut Remarks<'_>,
) {
    let forms = || {
        kept.iter().flat_map(|(place, kept)| {
            let forms = kept.facts.spellings.0.get(key).into_iter().flatten();
            forms.filter(|form| comparable(&form.written, rule)).map(move |form| (place.slug, form))
        })
    };
    let total = |marked: bool| -> usize {
        forms().filter(|(_, form)| marks(&form.written) == marked).map(|(_, form)| form.count).sum()
    };
    let (with, without) = (total(true), total(false));
    if with == 0 || without == 0 {
        return;
    }
    let rarer = with < without;
    let find = |marked: bool| forms().find(|(_, form)| marks(&form.written) == marked);
    if let (Some((slug, form)), Some((_, other))) = (find(rarer), find(!rarer)) {
        let params = [("words", form.written.clone()), ("other", other.written.clone())];
        remarks.on_words(rule, slug, form.span.clone(), params);
    }
}

/// Whether a form says anything about the capitals of a name: a word all in capitals, or all in
/// small letters, does not.
fn comparable(written: &str, rule: &rules::Rule) -> bool {
    let capitalised =
        written.starts_with(char::is_uppercase) && written.chars().any(char::is_lowercase);
    rule.id != rules::STYLE_CAPITALS.id || has_inner_capital(written) || capitalised
}

fn synonyms(kept: &[(&Place<'_>, &Kept)], remarks: &mut Remarks<'_>) {
    for family in SYNONYMS {
        let stem =
            |word: &str| word.split(' ').map(|part| part.trim_end_matches('s')).collect::<String>();
        let mut uses: Vec<(&str, &Place<'_>, &Form)> = Vec::new();
        for (place, kept) in kept {
            for word in family {
                let forms = kept.facts.spellings.0.get(*word).into_iter().flatten();
                uses.extend(forms.map(|form| (*word, *place, form)));
            }
        }
        let Some((first, ..)) = uses.first() else { continue };
        if let Some((_, place, form)) = uses.iter().find(|(word, ..)| stem(word) != stem(first)) {
            let params = [("words", form.written.clone()), ("other", (*first).to_owned())];
            remarks.on_words(&rules::STYLE_SYNONYMS, place.slug, form.span.clone(), params);
        }
    }
}

fn is_marked(written: &str) -> bool {
    written.contains('-') || has_inner_capital(written)
}

/// A capital after a small letter, with small letters after it: `SoftBank`, not `IAs` or `SNCF`.
fn has_inner_capital(written: &str) -> bool {
    let letters: Vec<char> = written.chars().collect();
    !written.contains('-')
        && letters.windows(2).any(|pair| pair[0].is_lowercase() && pair[1].is_uppercase())
}

fn key(word: &str) -> String {
    word.chars().filter(|c| *c != '-').flat_map(char::to_lowercase).collect()
}

/// The words of a passage with their places; a hyphen inside belongs to its word.
fn hyphenated(words: &str) -> impl Iterator<Item = (usize, &str)> {
    let inside = |c: char| c.is_alphanumeric() || c == '-';
    let mut at = 0;
    words.split_inclusive(move |c: char| !inside(c)).filter_map(move |piece| {
        let start = at;
        at += piece.len();
        let word = piece.trim_end_matches(|c: char| !inside(c));
        let trimmed = word.trim_matches('-');
        let from = start + (word.len() - word.trim_start_matches('-').len());
        (!trimmed.is_empty()).then_some((from, trimmed))
    })
}
