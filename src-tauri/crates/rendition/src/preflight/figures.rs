//! Amounts that disagree between a headline and what stands under it.
//!
//! Only amounts in millions and milliards are compared: they are few, they are what headlines are
//! made of, and one that lost its currency or a zero is nearly always a slip.

use std::ops::Range;

use super::{
    Kept, Passages, Place, Remarks,
    prose::Passage,
    rules,
    typography::{is_space, tokens},
};
use crate::Composition;

/// An amount.
#[derive(Clone, Debug, PartialEq)]
struct Amount {
    /// Its figures, without what groups them; a point before its decimals.
    value: String,
    /// Millions: 6. Milliards: 9.
    power: u8,
    /// Of money, of things that are named, or of nothing that is said.
    of: Of,
    words: String,
    span: Option<Range<usize>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    Money,
    Things,
    Nothing,
}

/// The amounts of an article: those of its head, then those of its text.
#[derive(Debug, Default)]
pub(super) struct Figures {
    head: Vec<Amount>,
    text: Vec<Amount>,
}

/// Currencies, in words and in signs.
const MONEY: [&str; 16] = [
    "euro", "euros", "dollar", "dollars", "livre", "livres", "yen", "yens", "yuan", "yuans",
    "franc", "francs", "roupies", "pounds", "wons", "réaux",
];
const SIGNS: [char; 4] = ['€', '$', '£', '¥'];

pub(super) fn read(_: &Place<'_>, passages: &Passages) -> Figures {
    let all = |passages: &[Passage]| passages.iter().flat_map(amounts).collect();
    Figures { head: all(&passages.record), text: all(&passages.text) }
}

pub(super) fn check(
    composition: &Composition,
    kept: &[(&Place<'_>, &Kept)],
    remarks: &mut Remarks<'_>,
) {
    for (place, kept) in kept {
        let Figures { head, text } = &kept.facts.figures;
        for (rank, amount) in head.iter().enumerate() {
            let others = || head.iter().take(rank).chain(text);
            judge(amount, others(), &mut |rule, other: &Amount| {
                let params = [("words", amount.words.clone()), ("other", other.words.clone())];
                remarks.on_words(rule, place.slug, other.span.clone(), params);
            });
        }
    }
    let plan = &composition.proof().plan;
    let printed = || {
        kept.iter()
            .flat_map(|(_, kept)| kept.facts.figures.head.iter().chain(&kept.facts.figures.text))
    };
    let mut titles = vec![plan.title.as_str(), &plan.subject];
    titles.extend(plan.summary.iter().map(|item| item.text.as_str()));
    for title in titles {
        for amount in amounts(&Passage::of_record(title)) {
            judge(&amount, printed(), &mut |rule, other: &Amount| {
                let params = [
                    ("words", amount.words.clone()),
                    ("other", other.words.clone()),
                    ("article", title.to_owned()),
                ];
                remarks.on_issue(rule, params);
            });
        }
    }
}

/// Holds an amount of a head against the others; the first that disagrees is told, unless one
/// agrees.
fn judge<'a>(
    amount: &Amount,
    others: impl Iterator<Item = &'a Amount> + Clone,
    tell: &mut dyn FnMut(&rules::Rule, &Amount),
) {
    let same = |other: &&Amount| other.value == amount.value && other.power == amount.power;
    if amount.of == Of::Nothing
        && let Some(other) = others.clone().filter(same).find(|other| other.of == Of::Money)
    {
        tell(&rules::FIGURE_BARE, other);
        return;
    }
    if others.clone().any(|other| same(&other)) {
        return;
    }
    let kin = |other: &&Amount| other.of == amount.of || amount.of == Of::Nothing;
    let slip = |other: &&Amount| {
        let scale = other.value == amount.value && other.power != amount.power;
        let zero = amount.of == Of::Money
            && other.power == amount.power
            && (other.value == format!("{}0", amount.value)
                || amount.value == format!("{}0", other.value));
        scale || zero
    };
    if let Some(other) = others.filter(kin).find(slip) {
        tell(&rules::FIGURES_DISAGREE, other);
    }
}

fn amounts(passage: &Passage) -> Vec<Amount> {
    let words = passage.words.as_str();
    let tokens: Vec<(usize, &str)> = tokens(words).collect();
    let mut found = Vec::new();
    for (rank, (at, word)) in tokens.iter().enumerate() {
        let Some(power) = power(word) else { continue };
        let Some((start, value)) = number_before(words, *at) else { continue };
        let scale_end = at + word.len();
        let (of, end) = what(words, scale_end, &tokens[rank + 1..]);
        let span = passage.span(start..end);
        found.push(Amount { value, power, of, words: words[start..end].to_owned(), span });
    }
    found
}

fn power(word: &str) -> Option<u8> {
    match word.to_lowercase().as_str() {
        "million" | "millions" => Some(6),
        "milliard" | "milliards" | "billion" | "billions" => Some(9),
        _ => None,
    }
}

/// The number that ends before `at`, with its spaces.
fn number_before(words: &str, at: usize) -> Option<(usize, String)> {
    let head = words[..at].trim_end_matches(is_space);
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | '\u{a0}' | '\u{202f}');
    let number = &head[head.trim_end_matches(is_part).len()..];
    let number = number.trim_start_matches(|c: char| !c.is_ascii_digit());
    if number.is_empty() || head.len() == at {
        return None;
    }
    let value = number.chars().filter_map(|c| match c {
        ',' => Some('.'),
        c if is_space(c) => None,
        c => Some(c),
    });
    Some((head.len() - number.len(), value.collect()))
}

/// What the amount that ends at `end` is of, and where the words that say it end.
fn what(words: &str, end: usize, after: &[(usize, &str)]) -> (Of, usize) {
    if let Some(sign) = words[end..].trim_start_matches(is_space).chars().next()
        && SIGNS.contains(&sign)
    {
        let from = words.len() - words[end..].trim_start_matches(is_space).len();
        return (Of::Money, from + sign.len_utf8());
    }
    let near = |(at, _): &(usize, &str), from: usize| {
        words[from..*at].chars().all(|c| is_space(c) || matches!(c, '’' | '\'' | '\n'))
    };
    match after {
        [link @ (at, word), of @ (start, thing), ..]
            if near(link, end) && near(of, at + word.len()) =>
        {
            let linked = matches!(word.to_lowercase().as_str(), "de" | "d" | "of");
            if linked && MONEY.contains(&thing.to_lowercase().as_str()) {
                (Of::Money, start + thing.len())
            } else if linked {
                (Of::Things, end)
            } else if MONEY.contains(&word.to_lowercase().as_str()) {
                (Of::Money, at + word.len())
            } else {
                (Of::Nothing, end)
            }
        }
        [link @ (at, word), ..] if near(link, end) => {
            if MONEY.contains(&word.to_lowercase().as_str()) {
                (Of::Money, at + word.len())
            } else {
                (Of::Nothing, end)
            }
        }
        _ => (Of::Nothing, end),
    }
}
