//! What the rules of typography find in an article, as remarks on the issue.
//!
//! One remark an article and a kind of sign: a text typed without an apostrophe key has hundreds.

use std::ops::Range;

use markup::{
    Passage, prose, slips,
    typography::{self, Fix, House},
};

use super::{
    Mending, Place, Remarks, own_words,
    rules::{self, Rule},
};
use crate::Composition;

/// What was found: the words, where they stand in the article's text, and what mends them.
struct Found {
    words: String,
    span: Option<Range<usize>>,
    mending: Mending,
}

/// One remark for the whole article.
const COUNTED: [&Rule; 5] = [
    &rules::DOUBLE_SPACES,
    &rules::THREE_DOTS,
    &rules::STRAIGHT,
    &rules::BREAKING_SPACES,
    &rules::MISSING_SPACES,
];

pub(super) fn check(composition: &Composition, place: &Place<'_>, remarks: &mut Remarks<'_>) {
    let proof = composition.proof();
    let language = place.article.draft.language.clone();
    let house = House::new(&proof.publication.house_style, language, Some(proof.plan.date));
    let mut reading = Reading::default();
    for words in own_words(place, |it| [&it.kicker, &it.headline, &it.standfirst, &it.source]) {
        reading.look(&Passage::of_words(words), false, &house);
    }
    for passage in prose::passages(&place.article.text) {
        reading.look(&passage, true, &house);
    }
    for Told { rule, param, span, mending } in reading.told() {
        remarks.mendable(rule, place.slug, span, [param], mending);
    }
}

/// What is found in passages that are judged together.
#[derive(Default)]
pub(super) struct Reading {
    counted: [Vec<Found>; COUNTED.len()],
    told: Vec<Told>,
}

/// What is to be said, and where.
#[derive(Clone, Debug)]
pub(super) struct Told {
    pub(super) rule: &'static Rule,
    pub(super) param: (&'static str, String),
    pub(super) span: Option<Range<usize>>,
    pub(super) mending: Mending,
}

impl Reading {
    pub(super) fn look(&mut self, passage: &Passage, in_text: bool, house: &House) {
        for fix in typography::fixes(passage, house) {
            let found = Found::of(&fix, passage, in_text);
            let Some(rule) = rule_of(&fix, &found.words) else { continue };
            match COUNTED.iter().position(|counted| counted.id == rule.id) {
                Some(rank) => self.counted[rank].push(found),
                None => self.told.push(tell(rule, found)),
            }
        }
        let repeated = slips::repeated(&passage.words()).into_iter();
        for slip in repeated.filter(|slip| !begins_name(passage, slip)) {
            self.told.push(tell(&rules::DOUBLED, Found::repeated(&slip, passage, in_text)));
        }
    }

    pub(super) fn told(self) -> Vec<Told> {
        let counted = COUNTED.into_iter().zip(self.counted);
        let counted = counted.filter_map(|(rule, found)| count(rule, found));
        self.told.into_iter().chain(counted).collect()
    }
}

/// The rule of the preflight that a fix is told by, if it is told before a closing.
fn rule_of(fix: &Fix, words: &str) -> Option<&'static Rule> {
    match fix.rule.id {
        "space.run" => Some(&rules::DOUBLE_SPACES),
        "ellipsis" => Some(&rules::THREE_DOTS),
        "apostrophe" | "quotes.straight" => Some(&rules::STRAIGHT),
        "space.high" | "space.colon" | "space.percent" | "space.guillemets"
            if words.contains(' ') =>
        {
            Some(&rules::BREAKING_SPACES)
        }
        "space.guillemets" if matches!(words, "«" | "»") => Some(&rules::MISSING_SPACES),
        "missing.high" | "missing.colon" => Some(&rules::MISSING_SPACES),
        "missing.unit" if words.ends_with(['%', '‰']) => Some(&rules::MISSING_SPACES),
        "missing.after" => Some(&rules::GLUED),
        "capital.stray" => Some(&rules::CAPITAL),
        "capital.institution" => Some(&rules::STYLE_INSTITUTION),
        "pair.open" => Some(&rules::BRACKETS),
        _ => None,
    }
}

impl Found {
    fn of(fix: &Fix, passage: &Passage, in_text: bool) -> Self {
        let edits = if in_text { fix.edits(passage) } else { Vec::new() };
        let mending: Mending = edits.into_iter().map(|edit| (edit.bytes, edit.text)).collect();
        let first = mending.first().map(|(bytes, _)| bytes.clone());
        let span = passage.place(fix.letters.clone()).or(first).filter(|_| in_text);
        Self { words: signs(passage, fix.letters.clone()), span, mending }
    }

    /// Both of two words; the second may go.
    fn repeated(slip: &slips::Slip, passage: &Passage, in_text: bool) -> Self {
        let start = slip.ranks.start.saturating_sub(slip.words.chars().count());
        let place = |ranks| passage.place(ranks).filter(|_| in_text);
        let mending = place(slip.ranks.clone()).map(|second| (second, String::new()));
        let both = start..slip.ranks.end;
        let words = signs(passage, both.clone()).replace('\n', " ");
        Self { words, span: place(both), mending: mending.into_iter().collect() }
    }
}

/// « la signature de de Roche »: the second is the name's.
fn begins_name(passage: &Passage, slip: &slips::Slip) -> bool {
    let mut after = passage.letters.iter().skip(slip.ranks.end).map(|letter| letter.sign);
    let next = after.find(|sign| sign.is_alphanumeric());
    slip.words == "de" && next.is_some_and(char::is_uppercase)
}

fn signs(passage: &Passage, letters: Range<usize>) -> String {
    let letters = passage.letters.get(letters).unwrap_or_default();
    letters.iter().map(|letter| letter.sign).collect()
}

fn tell(rule: &'static Rule, found: Found) -> Told {
    let name = if rule.id == rules::BRACKETS.id { "sign" } else { "words" };
    let mending = if rule.mends { found.mending } else { Mending::new() };
    Told { rule, param: (name, found.words), span: found.span, mending }
}

fn count(rule: &'static Rule, found: Vec<Found>) -> Option<Told> {
    // A pair of straight marks is two signs.
    let signs = |found: &Found| match rule.id {
        id if id == rules::STRAIGHT.id => found.words.matches(['\'', '"']).count().max(1),
        _ => 1,
    };
    let count: usize = found.iter().map(signs).sum();
    let span = found.iter().find_map(|found| found.span.clone());
    let mending = found.into_iter().flat_map(|found| found.mending).collect();
    (count > 0).then(|| Told { rule, param: ("count", count.to_string()), span, mending })
}
