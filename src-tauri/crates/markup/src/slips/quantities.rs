//! Quantities of the headline and the standfirst that the text gives otherwise.

use std::ops::Range;

use newsroom::dates::month_named;

use super::{Slip, Sort};

/// A number with what it counts.
#[derive(Clone, Debug, PartialEq)]
struct Quantity {
    /// The number before its scale.
    figure: f64,
    /// 1, a thousand, a million, a milliard.
    scale: f64,
    /// What it counts, as far as that can be told.
    unit: Option<String>,
    ranks: Range<usize>,
    words: String,
}

/// Beyond this, two numbers are not one that was rounded.
const ROUNDED: f64 = 0.1;

/// The quantities of `body` that contradict those of `head`: the same figure at another scale or
/// of another unit, while the figure of the head is nowhere.
pub fn quantities(head: &[&str], body: &[&str]) -> Vec<Slip> {
    let told: Vec<(usize, Quantity)> = body
        .iter()
        .enumerate()
        .flat_map(|(prose, words)| read(words).into_iter().map(move |found| (prose, found)))
        .collect();
    let mut slips: Vec<Slip> = Vec::new();
    for announced in head.iter().flat_map(|words| read(words)) {
        if told.iter().any(|(_, found)| found.agrees(&announced)) {
            continue;
        }
        for (prose, found) in told.iter().filter(|(_, found)| found.contradicts(&announced)) {
            let sort = Sort::OtherQuantity(announced.words.clone());
            let ranks = found.ranks.clone();
            let slip = Slip { prose: *prose, ranks, words: found.words.clone(), sort };
            if !slips.iter().any(|seen| (seen.prose, &seen.ranks) == (slip.prose, &slip.ranks)) {
                slips.push(slip);
            }
        }
    }
    slips
}

/// The sums of `body` that `head` gives without saying of what.
pub fn bare(head: &[&str], body: &[&str]) -> Vec<Slip> {
    let announced = head.iter().flat_map(|words| read(words)).filter(|it| it.unit.is_none());
    let slip = |announced: Quantity| {
        body.iter().enumerate().find_map(|(prose, words)| {
            let sum = |found: &Quantity| {
                found.figure == announced.figure
                    && found.scale == announced.scale
                    && found.unit.as_deref().is_some_and(is_currency)
            };
            let Quantity { ranks, words, .. } = read(words).into_iter().find(sum)?;
            Some(Slip { prose, ranks, words, sort: Sort::Bare(announced.words.clone()) })
        })
    };
    announced.filter_map(slip).collect()
}

impl Quantity {
    fn value(&self) -> f64 {
        self.figure * self.scale
    }

    fn may_count_as(&self, other: &Self) -> bool {
        self.unit.is_none() || other.unit.is_none() || self.unit == other.unit
    }

    fn agrees(&self, other: &Self) -> bool {
        let apart = (self.value() - other.value()).abs();
        self.may_count_as(other) && apart <= ROUNDED * other.value().abs()
    }

    /// A zero, a scale or a unit that one of them has wrong.
    fn contradicts(&self, other: &Self) -> bool {
        let same = |one: f64, two: f64| (one - two).abs() < 1e-9 * two.abs().max(1.0);
        let units = self.unit.is_some() && other.unit.is_some();
        let of_unit = units && self.unit == other.unit;
        let scaled = self.scale > 1.0 && other.scale > 1.0;
        if same(self.value(), other.value()) {
            return units && self.unit != other.unit && scaled;
        }
        let mistyped = of_unit
            && [10.0, 100.0, 0.1, 0.01]
                .iter()
                .any(|zeros| same(self.value() * zeros, other.value()));
        mistyped || (same(self.figure, other.figure) && scaled && self.may_count_as(other))
    }
}

/// The quantities of `words`: those with a scale or a unit, so that a year or a rank is none.
fn read(words: &str) -> Vec<Quantity> {
    let signs: Vec<char> = words.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < signs.len() {
        let starts = signs[at].is_ascii_digit()
            && (at == 0
                || !(signs[at - 1].is_alphanumeric() || matches!(signs[at - 1], '-' | ',' | '.')));
        if !starts {
            at += 1;
            continue;
        }
        let end = figure_end(&signs, at);
        if let Some(quantity) = quantity(&signs, at..end) {
            found.push(quantity);
        }
        at = end.max(at + 1);
    }
    found
}

/// Where the figure that starts at `at` ends: digits, groups of three, one decimal sign.
fn figure_end(signs: &[char], at: usize) -> usize {
    let digit = |rank: usize| signs.get(rank).is_some_and(char::is_ascii_digit);
    let mut end = at;
    let mut decimals = false;
    loop {
        if digit(end) {
            end += 1;
        } else if is_group(signs, end) && !decimals && end - at <= 3 + 4 * 3 {
            end += 4;
        } else if matches!(signs.get(end), Some(',' | '.')) && digit(end + 1) && !decimals {
            decimals = true;
            end += 1;
        } else {
            return end;
        }
    }
}

/// A space between groups of three digits.
fn is_group(signs: &[char], at: usize) -> bool {
    let digit = |rank: usize| signs.get(rank).is_some_and(char::is_ascii_digit);
    let space = matches!(signs.get(at), Some(' ' | '\u{a0}' | '\u{202f}'));
    space && (at + 1..at + 4).all(digit) && !digit(at + 4)
}

fn quantity(signs: &[char], figure: Range<usize>) -> Option<Quantity> {
    let typed: String = signs[figure.clone()].iter().filter(|c| !c.is_whitespace()).collect();
    let typed = typed.replace([' ', '\u{a0}', '\u{202f}'], "").replace(',', ".");
    let value: f64 = typed.parse().ok()?;
    let (word, mut end) = next_word(signs, figure.end)?;
    if month_named(&word).is_some() {
        return None;
    }
    let (scale, mut unit) = scale(&word);
    if scale > 1.0 && unit.is_none() {
        let (next, after) = next_word(signs, end).unwrap_or_default();
        let of = ["d", "de", "of", "d’", "d'"].contains(&next.trim_end_matches(['’', '\'']));
        let (name, after) =
            if of { next_word(signs, after).unwrap_or_default() } else { (next, after) };
        unit = if of || is_currency(&name) { unit_of(&name) } else { None };
        end = if unit.is_some() { after } else { end };
    } else if scale <= 1.0 {
        unit = unit_of(&word);
    }
    // A bare number of things is a quantity only when it is a percentage, a sum or a measure.
    let told = scale > 1.0 || unit.as_deref().is_some_and(|unit| unit == "%" || is_currency(unit));
    let words: String = signs[figure.start..end].iter().collect();
    told.then_some(Quantity { figure: value, scale, unit, ranks: figure.start..end, words })
}

/// The word, or the sign, after `at`; spaces aside.
fn next_word(signs: &[char], at: usize) -> Option<(String, usize)> {
    let spaces = signs.get(at..)?.iter().take_while(|c| c.is_whitespace() && **c != '\n').count();
    let start = at + spaces;
    let first = *signs.get(start)?;
    if matches!(first, '%' | '€' | '$' | '£') {
        return Some((first.to_string(), start + 1));
    }
    let letters = |c: &&char| c.is_alphabetic() || matches!(c, '€' | '$' | '£');
    let len = signs[start..].iter().take_while(letters).count();
    let elided = matches!(signs.get(start + len), Some('’' | '\'')) && len == 1;
    let word: String = signs[start..start + len].iter().collect();
    (len > 0).then(|| (word, start + len + usize::from(elided)))
}

/// What a word multiplies by, and the unit that it has in it (`M€`).
fn scale(word: &str) -> (f64, Option<String>) {
    let (thousand, million, milliard) = (1e3, 1e6, 1e9);
    match word.to_lowercase().as_str() {
        "mille" | "thousand" => (thousand, None),
        "million" | "millions" => (million, None),
        "milliard" | "milliards" | "billion" | "billions" => (milliard, None),
        "k€" => (thousand, Some("€".into())),
        "m€" => (million, Some("€".into())),
        "md€" | "mds€" => (milliard, Some("€".into())),
        "k$" => (thousand, Some("$".into())),
        "m$" => (million, Some("$".into())),
        "md$" | "mds$" => (milliard, Some("$".into())),
        _ => (1.0, None),
    }
}

fn unit_of(word: &str) -> Option<String> {
    let word = word.to_lowercase();
    let unit = match word.as_str() {
        "" => return None,
        "euro" | "euros" | "eur" | "€" => "€",
        "dollar" | "dollars" | "usd" | "$" => "$",
        "livre" | "livres" | "pound" | "pounds" | "£" => "£",
        "%" | "pourcent" | "percent" => "%",
        other => other.strip_suffix('s').unwrap_or(other),
    };
    Some(unit.to_owned())
}

fn is_currency(unit: &str) -> bool {
    matches!(unit, "€" | "$" | "£") || matches!(unit_of(unit).as_deref(), Some("€" | "$" | "£"))
}
