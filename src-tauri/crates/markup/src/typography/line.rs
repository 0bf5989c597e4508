//! A passage as the rules of one profile see it: the signs, and those that are theirs to change.

use std::{
    iter::{Cloned, Copied},
    ops::Range,
    slice::Iter,
};

use newsroom::{LanguageTag, Profile};

use super::{Fix, House, Rule, sheet::Sheet};
use crate::{Passage, tongue};

pub(super) const NO_BREAK: char = '\u{a0}';
pub(super) const NARROW: char = '\u{202f}';

pub(super) struct Line<'p> {
    pub(super) signs: &'p [char],
    pub(super) profile: Profile,
    pub(super) house: &'p House,
    pub(super) found: Vec<Fix>,
    sheet: &'p Sheet,
    passage: &'p Passage,
    tongue: Option<&'p LanguageTag>,
    /// The letters that a fix is about already.
    taken: Vec<bool>,
}

pub(super) fn is_blank(sign: char) -> bool {
    matches!(sign, ' ' | NO_BREAK | NARROW)
}

pub(super) fn is_opening(sign: char) -> bool {
    matches!(sign, '(' | '[' | '{' | '«' | '“' | '‘' | '„' | '¿' | '¡')
}

pub(super) fn is_closing(sign: char) -> bool {
    matches!(sign, ')' | ']' | '}' | '»' | '”' | '’' | '"')
}

impl<'p> Line<'p> {
    pub(super) fn new(
        sheet: &'p Sheet,
        passage: &'p Passage,
        tongue: Option<&'p LanguageTag>,
        profile: Profile,
        house: &'p House,
    ) -> Self {
        let taken = vec![false; sheet.signs.len()];
        Self {
            signs: &sheet.signs,
            profile,
            house,
            found: Vec::new(),
            sheet,
            passage,
            tongue,
            taken,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.signs.len()
    }

    pub(super) fn at(&self, rank: usize) -> Option<char> {
        self.signs.get(rank).copied()
    }

    pub(super) fn before(&self, rank: usize) -> Option<char> {
        rank.checked_sub(1).and_then(|rank| self.at(rank))
    }

    pub(super) fn is(&self, rank: usize, test: impl Fn(char) -> bool) -> bool {
        self.at(rank).is_some_and(test)
    }

    /// Whether the letter before `rank` passes `test`.
    pub(super) fn was(&self, rank: usize, test: impl Fn(char) -> bool) -> bool {
        self.before(rank).is_some_and(test)
    }

    /// Whether the line ends at `rank`.
    pub(super) fn ends(&self, rank: usize) -> bool {
        self.at(rank).is_none_or(|sign| sign == '\n')
    }

    /// Whether the line begins at `rank`.
    pub(super) fn begins(&self, rank: usize) -> bool {
        self.before(rank).is_none_or(|sign| sign == '\n')
    }

    /// Whether a letter was written right before or right after `rank`.
    pub(super) fn is_within_words(&self, rank: usize) -> bool {
        let near = |a: usize, b: usize, word: usize| {
            let pair = self.passage.letters.get(a).zip(self.passage.letters.get(b));
            self.is(word, char::is_alphanumeric) && pair.is_some_and(|(a, b)| a.touches(b))
        };
        near(rank, rank + 1, rank + 1)
            || rank.checked_sub(1).is_some_and(|before| near(before, rank, before))
    }

    /// Whether what stands at `rank` parts words: an end, a space.
    pub(super) fn parts(&self, rank: usize) -> bool {
        self.ends(rank) || self.is(rank, is_blank)
    }

    /// The end of the run of letters from `from` on that pass `test`.
    pub(super) fn run(&self, from: usize, test: impl Fn(char) -> bool) -> usize {
        let rest = self.signs.get(from..).unwrap_or_default();
        let len = rest.iter().take_while(|sign| test(**sign)).count();
        self.sheet.look(len + 1);
        from + len
    }

    /// The start of the run of letters up to `to` that pass `test`.
    pub(super) fn run_back(&self, to: usize, test: impl Fn(char) -> bool) -> usize {
        let len = self.signs[..to].iter().rev().take_while(|sign| test(**sign)).count();
        self.sheet.look(len + 1);
        to - len
    }

    /// The word that ends at `to`.
    pub(super) fn word_before(&self, to: usize) -> &'p str {
        self.text(self.run_back(to, char::is_alphanumeric)..to)
    }

    pub(super) fn text(&self, letters: Range<usize>) -> &'p str {
        self.sheet.text(letters)
    }

    /// Whether `words` stand at `rank`, any space of theirs standing for any blanks; answers where
    /// they end.
    pub(super) fn says(&self, rank: usize, words: &str) -> Option<usize> {
        let mut at = rank;
        for sign in words.chars() {
            if sign == ' ' {
                let end = self.run(at, is_blank);
                if end == at {
                    return None;
                }
                at = end;
            } else if self.at(at) == Some(sign) {
                at += 1;
            } else {
                return None;
            }
        }
        Some(at)
    }

    /// Every word: letters and digits.
    pub(super) fn words(&self) -> Cloned<Iter<'p, Range<usize>>> {
        self.sheet.words.iter().cloned()
    }

    /// The words, to be looked at with those beside them.
    pub(super) fn row_of_words(&self) -> &'p [Range<usize>] {
        &self.sheet.words
    }

    /// The rank of every sign that is neither a letter nor a space.
    pub(super) fn marks(&self) -> Copied<Iter<'p, usize>> {
        self.sheet.look(self.sheet.marks.len());
        self.sheet.marks.iter().copied()
    }

    /// Where more than one space stands.
    pub(super) fn gaps(&self) -> Cloned<Iter<'p, Range<usize>>> {
        self.sheet.gaps.iter().cloned()
    }

    /// Whether the signs around `rank`, up to the next spaces, are an address, a path or code
    /// rather than words.
    pub(super) fn is_code(&self, rank: usize) -> bool {
        self.sheet.is_code(rank)
    }

    /// Whether a sign that only Spanish has stands before `rank`.
    pub(super) fn speaks_spanish(&self, rank: usize) -> bool {
        self.sheet.speaks_spanish(rank)
    }

    /// Whether the words around `rank` are English, though nothing marks them as such.
    pub(super) fn speaks_english(&self, rank: usize) -> bool {
        /// A phrase is not longer, in signs.
        const NEAR: usize = 160;
        let from = rank.saturating_sub(NEAR);
        tongue::speaks_english(self.text(from..(rank + NEAR).min(self.len())), rank - from)
    }

    /// Makes a fix of `rule`, unless its letters are not ours, or another rule has them.
    pub(super) fn fix(&mut self, rule: &'static Rule, letters: Range<usize>, text: &str) {
        if self.text(letters.clone()) != text {
            self.make(rule, letters, Some(text.to_owned()));
        }
    }

    /// Puts the dash of the house, and its spaces, between the words that end at `from` and begin
    /// at `to`.
    pub(super) fn fix_dash(&mut self, rule: &'static Rule, from: usize, to: usize) {
        let signs = from + self.signs[from..to].iter().take_while(|sign| is_blank(**sign)).count()
            ..to - self.signs[from..to].iter().rev().take_while(|sign| is_blank(**sign)).count();
        match self.profile {
            Profile::EnUs => self.fix(rule, from..to, "—"),
            _ if signs == (from..to) => self.fix(rule, from..to, " – "),
            _ => self.fix(rule, signs, "–"),
        }
    }

    /// Points at letters, with nothing to offer.
    pub(super) fn warn(&mut self, rule: &'static Rule, letters: Range<usize>) {
        self.make(rule, letters, None);
    }

    fn make(&mut self, rule: &'static Rule, letters: Range<usize>, replacement: Option<String>) {
        let free = |rank: usize| !self.taken[rank] && self.passage.tongue(rank) == self.tongue;
        if letters.end > self.len() || letters.is_empty() || !letters.clone().all(free) {
            return;
        }
        // Words in brackets that are marked as another language’s are a span as long as there are some.
        let leaves = |rank: Option<usize>| {
            rank.is_none_or(|rank| rank >= self.len() || self.passage.tongue(rank) != self.tongue)
        };
        let emptied = replacement.as_deref() == Some("")
            && leaves(letters.start.checked_sub(1))
            && leaves(Some(letters.end));
        if self.tongue.is_some() && emptied {
            return;
        }
        let fix = Fix { rule, letters: letters.clone(), replacement };
        // What is offered must be possible; what cannot be done is not even pointed at.
        if fix.replacement.is_some() && fix.edits(self.passage).is_empty() {
            return;
        }
        if fix.replacement.is_some() {
            self.taken[letters].fill(true);
        }
        self.found.push(fix);
    }
}
