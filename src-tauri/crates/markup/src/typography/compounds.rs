//! Words that take a hyphen: names, set phrases, and numbers below a hundred.

use std::ops::Range;

use super::{
    line::{Line, is_blank},
    rules,
};

const HYPHENED: [(&str, &str); 37] = [
    ("Etats Unis", "États-Unis"),
    ("États Unis", "États-Unis"),
    ("Moyen Orient", "Moyen-Orient"),
    ("Proche Orient", "Proche-Orient"),
    ("Extrême Orient", "Extrême-Orient"),
    ("Royaume Uni", "Royaume-Uni"),
    ("Grande Bretagne", "Grande-Bretagne"),
    ("Maison Blanche", "Maison-Blanche"),
    ("Pays Bas", "Pays-Bas"),
    ("Nouvelle Zélande", "Nouvelle-Zélande"),
    ("Nouvelle Calédonie", "Nouvelle-Calédonie"),
    ("Nouvelle Aquitaine", "Nouvelle-Aquitaine"),
    ("Île de France", "Île-de-France"),
    ("Ile de France", "Île-de-France"),
    ("Hauts de Seine", "Hauts-de-Seine"),
    ("Hauts de France", "Hauts-de-France"),
    ("Seine Saint-Denis", "Seine-Saint-Denis"),
    ("Côte d’Or", "Côte-d’Or"),
    ("rendez vous", "rendez-vous"),
    ("c’est à dire", "c’est-à-dire"),
    ("c'est à dire", "c’est-à-dire"),
    ("C’est à dire", "C’est-à-dire"),
    ("vis à vis", "vis-à-vis"),
    ("au delà", "au-delà"),
    ("Au delà", "Au-delà"),
    ("ci dessous", "ci-dessous"),
    ("ci dessus", "ci-dessus"),
    ("ci contre", "ci-contre"),
    ("ci joint", "ci-joint"),
    ("là bas", "là-bas"),
    ("avant hier", "avant-hier"),
    ("week end", "week-end"),
    ("porte parole", "porte-parole"),
    ("chef d’œuvre", "chef-d’œuvre"),
    ("savoir faire", "savoir-faire"),
    ("vice président", "vice-président"),
    ("vice présidente", "vice-présidente"),
];
/// Verbs that are also the half of a noun: the noun follows an article.
const NOUNS: [&str; 3] = ["rendez vous", "porte parole", "savoir faire"];
const ARTICLES: [&str; 16] = [
    "un", "une", "le", "la", "du", "de", "ce", "son", "sa", "leur", "notre", "votre", "au", "des",
    "les", "nos",
];

pub(super) fn hyphens(line: &mut Line<'_>) {
    for word in line.words() {
        let text = line.text(word.clone());
        for (words, right) in HYPHENED {
            if !words.starts_with(text) {
                continue;
            }
            let before = line.word_before(line.run_back(word.start, is_blank));
            let noun = !NOUNS.contains(&words)
                || ARTICLES.iter().any(|article| article.eq_ignore_ascii_case(before));
            if let Some(end) = line.says(word.start, words)
                && noun
                && !line.is(end, char::is_alphanumeric)
            {
                line.fix(&rules::HYPHEN, word.start..end, right);
            }
        }
    }
}

const TENS: [&str; 5] = ["vingt", "trente", "quarante", "cinquante", "soixante"];
const UNITS: [&str; 8] = ["deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"];
const TEENS: [&str; 7] = ["dix", "onze", "douze", "treize", "quatorze", "quinze", "seize"];

/// `vingt deux`, `quatre vingt dix`: numbers below a hundred are one word.
pub(super) fn numerals(line: &mut Line<'_>) {
    let words = line.row_of_words();
    let mut at = 0;
    while at < words.len() {
        let len = numeral(line, &words[at..]);
        if len > 1 {
            let row = &words[at..at + len];
            let span = row[0].start..row[len - 1].end;
            let joined: Vec<&str> = row.iter().map(|word| line.text(word.clone())).collect();
            if line.text(span.clone()).contains(is_blank) {
                line.fix(&rules::NUMERAL, span, &joined.join("-"));
            }
        }
        at += len.max(1);
    }
}

/// How many of `words` make a number that has hyphens.
fn numeral(line: &Line<'_>, words: &[Range<usize>]) -> usize {
    let joins = |sign| matches!(sign, '-' | '\'' | '’');
    let opens = |sign: char| "dqvtcsDQVTCS".contains(sign);
    if words.first().is_none_or(|word| !line.is(word.start, opens) || line.was(word.start, joins)) {
        return 0;
    }
    let said = |rank: usize| {
        let word = words.get(rank)?;
        let joined = rank == 0 || beside(line, &words[rank - 1], word);
        joined.then(|| line.text(word.clone()))
    };
    let is = |rank: usize, list: &[&str]| {
        said(rank).is_some_and(|word| list.iter().any(|it| it.eq_ignore_ascii_case(word)))
    };
    // Ten and what follows it: « dix-sept ».
    let ten = |rank: usize| usize::from(is(rank, &["dix"]) && is(rank + 1, &UNITS[5..]));
    let len = if is(0, &["quatre"]) && is(1, &["vingt", "vingts"]) {
        let more = is(2, &UNITS) || is(2, &TEENS) || is(2, &["un", "une"]);
        2 + if more { 1 + ten(2) } else { 0 }
    } else if is(0, &["soixante"]) && is(1, &TEENS) {
        2 + ten(1)
    } else if is(0, &TENS) && is(1, &UNITS) {
        // « vingt quatre-vingts » is no number.
        if is(2, &["vingt", "vingts"]) { 0 } else { 2 }
    } else {
        2 * ten(0)
    };
    let last = len.checked_sub(1).and_then(|last| words.get(last));
    if last.is_some_and(|last| line.is(last.end, joins)) { 0 } else { len }
}

/// Whether a space or a hyphen alone parts two words.
fn beside(line: &Line<'_>, one: &Range<usize>, two: &Range<usize>) -> bool {
    two.start == one.end + 1 && line.is(one.end, |sign| is_blank(sign) || sign == '-')
}
