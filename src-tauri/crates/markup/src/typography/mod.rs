//! Typography: what a profile asks of the signs between words, and what it offers to mend.
//!
//! Invariant: fixing twice changes nothing. A safe fix converts a space that is there, or takes
//! one away; it puts one in inside « » alone, for the absence of a space often means something
//! (`Yahoo!`, `12:30`). Nothing here changes a word unasked, nor anything but prose.

mod abbreviations;
mod capitals;
mod common;
mod compounds;
mod dates;
mod english;
mod line;
mod numbers;
mod pairs;
mod quotes;
mod reigns;
mod rules;
mod sheet;
mod spaces;
mod thousands;
mod words;

use std::ops::Range;

use newsroom::{HouseStyle, IssueDate, Language, LanguageTag, Profile};

use crate::{Letter, Passage, prose};
use line::Line;
use sheet::Sheet;

pub use rules::{Class, Moment, RULES, Rule};

/// What a text is judged by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct House {
    /// The profile of the publication.
    pub profile: Profile,
    /// Whether it has « » within « » too.
    pub nested_guillemets: bool,
    /// Whether it lets `millions` part from their figure.
    pub free_millions: bool,
    /// The language of the text.
    pub language: LanguageTag,
    /// The day it is written for: a date without a year is near it.
    pub day: Option<IssueDate>,
}

impl House {
    /// The house of `style`, for a text in `language` written for `day`.
    pub fn new(style: &HouseStyle, language: LanguageTag, day: Option<IssueDate>) -> Self {
        Self {
            profile: style.typography,
            nested_guillemets: style.nested_guillemets,
            free_millions: style.free_millions,
            language,
            day,
        }
    }

    /// The house of a profile, its language and nothing else.
    pub fn of(profile: Profile, day: Option<IssueDate>) -> Self {
        let style = HouseStyle { typography: profile, ..HouseStyle::default() };
        Self::new(&style, profile.language().into(), day)
    }
}

/// What a rule would change, or points at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// The rule.
    pub rule: &'static Rule,
    /// The letters of the passage that it is about.
    pub letters: Range<usize>,
    /// What to write instead of them, if there is something to offer.
    pub replacement: Option<String>,
}

/// A replacement in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The bytes that go.
    pub bytes: Range<usize>,
    /// What comes.
    pub text: String,
}

impl Fix {
    /// What it changes in the text that `passage` was read from; nothing when it cannot be done
    /// without touching what is no prose.
    pub fn edits(&self, passage: &Passage) -> Vec<Edit> {
        let Some(text) = &self.replacement else { return Vec::new() };
        if let Some(bytes) = passage.place(self.letters.clone()) {
            return vec![Edit { bytes, text: text.clone() }];
        }
        if let Some(edits) = self.around(passage, text) {
            return edits.into();
        }
        // Spaces on both sides of a mark: what comes goes where the first was.
        let signs = passage.letters.get(self.letters.clone()).unwrap_or_default();
        if text.chars().count() > 1 || !signs.iter().all(|letter| line::is_blank(letter.sign)) {
            return Vec::new();
        }
        let mut texts = Some(text.clone()).into_iter();
        let one = |rank| {
            let bytes = passage.place(rank..rank + 1)?;
            Some(Edit { bytes, text: texts.next().unwrap_or_default() })
        };
        self.letters.clone().map(one).collect::<Option<_>>().unwrap_or_default()
    }
}

impl Fix {
    /// The marks around words that are not all in one piece, such as emphasised ones: each of the
    /// two by itself.
    fn around(&self, passage: &Passage, text: &str) -> Option<[Edit; 2]> {
        let Range { start, end } = self.letters;
        let signs = passage.letters.get(start + 1..end.checked_sub(1)?)?;
        let blank = |letter: &&Letter| line::is_blank(letter.sign);
        let before = signs.iter().take_while(blank).count();
        let after = signs.iter().rev().take_while(blank).count();
        let words = signs.get(before..signs.len().checked_sub(after)?)?;
        let words: String = words.iter().map(|letter| letter.sign).collect();
        let (left, right) = text.split_once(&words).filter(|_| !words.is_empty())?;
        let mark = |letters, text: &str| {
            Some(Edit { bytes: passage.place(letters)?, text: text.to_owned() })
        };
        Some([mark(start..start + 1 + before, left)?, mark(end - 1 - after..end, right)?])
    }
}

/// Everything that the rules find in a passage, in its order.
pub fn fixes(passage: &Passage, house: &House) -> Vec<Fix> {
    read(passage, house).0
}

/// How many signs the rules look at to read a passage. A test holds it to the length of the
/// passage: what a reading costs must not depend on what is read besides.
pub fn effort(passage: &Passage, house: &House) -> usize {
    read(passage, house).1
}

fn read(passage: &Passage, house: &House) -> (Vec<Fix>, usize) {
    let sheet = Sheet::new(passage);
    let mut found = Vec::new();
    let mut spoken: Vec<Option<&LanguageTag>> = Vec::new();
    for rank in 0..passage.letters.len() {
        let tongue = passage.tongue(rank);
        if !spoken.contains(&tongue) {
            spoken.push(tongue);
        }
    }
    for tongue in spoken {
        let tag = tongue.unwrap_or(&house.language);
        if let Some(profile) = house.profile.speaking(tag) {
            let mut line = Line::new(&sheet, passage, tongue, profile, house);
            look(&mut line, house);
            found.append(&mut line.found);
        }
    }
    found.sort_by_key(|fix| (fix.letters.start, fix.letters.end));
    (found, sheet.looked())
}

/// The order is that of precedence: of two rules on the same letters, the first has them.
fn look(line: &mut Line<'_>, house: &House) {
    let french = line.profile.language() == Language::Fr;
    spaces::soft_hyphens(line);
    if french {
        words::apostrophes(line);
        dates::forms(line);
        words::titles(line);
        words::elisions(line);
        words::chevrons(line);
        abbreviations::forms(line);
        numbers::billions(line);
        reigns::ordinals(line);
        numbers::plurals(line);
        numbers::decimals(line);
        thousands::thousands(line);
        numbers::units(line);
        abbreviations::numbered(line);
        reigns::spaces(line);
        dates::days(line);
    } else {
        english::decades(line);
        words::apostrophes(line);
    }
    numbers::percents(line);
    spaces::ellipses(line);
    if french {
        spaces::guillemets(line);
    }
    spaces::high(line);
    spaces::colons(line);
    spaces::closing(line);
    spaces::opening(line);
    pairs::incises(line);
    spaces::runs(line);
    spaces::trailing(line);
    if french {
        in_french(line);
    }
    quotes::quotes(line);
    pairs::dashes(line);
    pairs::double_hyphens(line);
    if !french {
        english::single(line);
        english::dashes(line);
        english::groups(line);
        english::stops(line);
    }
    spaces::missing_after(line);
    spaces::doubled(line);
    pairs::unbalanced(line);
    numbers::intervals(line);
    numbers::minuses(line);
    dates::weekdays(line, house.day);
}

/// What is offered, or warned of, in French alone.
fn in_french(line: &mut Line<'_>) {
    spaces::missing_high(line);
    spaces::missing_colons(line);
    numbers::missing_units(line);
    thousands::missing_groups(line);
    abbreviations::missing(line);
    numbers::hours(line);
    quotes::nested(line);
    quotes::stops(line);
    compounds::hyphens(line);
    compounds::numerals(line);
    capitals::institutions(line);
    capitals::capitals(line);
    common::common(line);
    words::ligatures(line);
    capitals::stray_capitals(line);
    words::stray_spaces(line);
}

/// One fix may make room for another; a text needs two rounds, seldom three.
pub const ROUNDS: usize = 8;

/// `text` with the safe fixes made, and how many they were. A fix that would make anything but
/// words of it is not made.
pub fn tidied(text: &str, house: &House) -> (String, usize) {
    let mut text = text.to_owned();
    let mut count = 0;
    let (mut changes, mut shape) = round(&text, house, false);
    for _ in 0..ROUNDS {
        if changes.is_empty() {
            break;
        }
        // One parsing tells whether the shape is the same, and what the next round changes.
        let new = applied(&text, changes.iter().flatten().cloned().collect());
        let (next, new_shape) = round(&new, house, true);
        if new_shape == shape {
            count += changes.len();
            (text, changes) = (new, next);
            continue;
        }
        let kept = harmless(&text, changes);
        count += kept.len();
        text = applied(&text, kept.iter().flatten().cloned().collect());
        (changes, shape) = if kept.is_empty() { (kept, None) } else { round(&text, house, false) };
    }
    (text, count)
}

/// What the safe fixes of `text` change, and its shape when there are some, or when it is
/// `compared`.
fn round(text: &str, house: &House, compared: bool) -> (Vec<Vec<Edit>>, Option<String>) {
    prose::read(text, |passages, shape| {
        let changes: Vec<_> = passages.iter().flat_map(|passage| safe(passage, house)).collect();
        let shape = (compared || !changes.is_empty()).then(shape);
        (changes, shape)
    })
}

/// `words` that stand by themselves, such as a headline, with the safe fixes made.
pub fn tidied_words(words: &str, house: &House) -> (String, usize) {
    let mut words = words.to_owned();
    let mut count = 0;
    for _ in 0..ROUNDS {
        let made = safe(&Passage::of_words(&words), house);
        if made.is_empty() {
            break;
        }
        count += made.len();
        words = applied(&words, made.into_iter().flatten().collect());
    }
    (words, count)
}

/// What the safe fixes of a passage change, a list for each.
fn safe(passage: &Passage, house: &House) -> Vec<Vec<Edit>> {
    fixes(passage, house)
        .into_iter()
        .filter(|fix| fix.rule.class == Class::Safe)
        .map(|fix| fix.edits(passage))
        .filter(|edits| !edits.is_empty())
        .collect()
}

/// Those of `changes` that leave the shape of `text` as it is: its blocks, links and code.
pub fn harmless(text: &str, changes: Vec<Vec<Edit>>) -> Vec<Vec<Edit>> {
    if changes.is_empty() {
        return changes;
    }
    let shape = prose::shape(text);
    let harmless = |changes: &[Vec<Edit>]| {
        prose::shape(&applied(text, changes.iter().flatten().cloned().collect())) == shape
    };
    if harmless(&changes) {
        return changes;
    }
    // Rare, and never wrong: halves are tried until the ones that harm stand alone.
    let mut kept: Vec<Vec<Edit>> = Vec::new();
    let mut waiting = vec![changes];
    while let Some(mut some) = waiting.pop() {
        let mut with = kept.clone();
        with.extend(some.iter().cloned());
        if harmless(&with) {
            kept = with;
        } else if some.len() > 1 {
            let rest = some.split_off(some.len() / 2);
            waiting.push(rest);
            waiting.push(some);
        }
    }
    kept
}

/// `text` after `edits`, which do not meet.
pub fn applied(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| (edit.bytes.start, edit.bytes.end));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        if edit.bytes.start < at {
            continue;
        }
        out.push_str(text.get(at..edit.bytes.start).unwrap_or_default());
        out.push_str(&edit.text);
        at = edit.bytes.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}
