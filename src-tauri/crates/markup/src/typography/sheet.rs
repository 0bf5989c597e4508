//! What every rule asks of a passage, worked out once: its signs as text, its words, and the few
//! signs that rules begin at. A letter between two letters is looked at by no rule of signs.

use std::{cell::Cell, ops::Range};

use super::line::is_blank;
use crate::{Passage, prose::OBJECT};

pub(super) struct Sheet {
    pub(super) signs: Vec<char>,
    pub(super) words: Vec<Range<usize>>,
    /// The signs that are neither letters nor spaces.
    pub(super) marks: Vec<usize>,
    /// Where more than one space stands.
    pub(super) gaps: Vec<Range<usize>>,
    prose: String,
    /// Where each sign begins in `prose`, and where the last ends.
    bytes: Vec<usize>,
    /// What stands between two spaces and is an address, a path or code rather than words.
    code: Vec<Range<usize>>,
    /// The first sign that only Spanish has.
    spanish: Option<usize>,
    /// How many signs were looked at.
    looked: Cell<usize>,
}

impl Sheet {
    pub(super) fn new(passage: &Passage) -> Self {
        let signs: Vec<char> = passage.letters.iter().map(|letter| letter.sign).collect();
        let mut prose = String::with_capacity(signs.len() + signs.len() / 8);
        let mut bytes = Vec::with_capacity(signs.len() + 1);
        let mut marks = Vec::new();
        for (rank, sign) in signs.iter().enumerate() {
            bytes.push(prose.len());
            prose.push(*sign);
            if !sign.is_alphabetic() && !is_blank(*sign) {
                marks.push(rank);
            }
        }
        bytes.push(prose.len());
        let words = stretches(&signs, char::is_alphanumeric).collect();
        let gaps = stretches(&signs, is_blank).filter(|gap| gap.len() > 1).collect();
        let code = stretches(&signs, |sign| !parts_tokens(sign))
            .filter(|token| is_code(&signs[token.clone()]))
            .collect();
        let spanish = signs.iter().position(|sign| matches!(sign, '¿' | '¡'));
        let looked = Cell::new(signs.len());
        Self { signs, words, marks, gaps, prose, bytes, code, spanish, looked }
    }

    pub(super) fn text(&self, letters: Range<usize>) -> &str {
        let (Some(from), Some(to)) = (self.bytes.get(letters.start), self.bytes.get(letters.end))
        else {
            return "";
        };
        self.look(letters.len());
        self.prose.get(*from..*to).unwrap_or_default()
    }

    /// Whether `rank` is in a token of code, or right after one.
    pub(super) fn is_code(&self, rank: usize) -> bool {
        let next = self.code.partition_point(|token| token.end < rank);
        self.code.get(next).is_some_and(|token| token.start <= rank)
    }

    /// Whether a sign that only Spanish has stands before `rank`.
    pub(super) fn speaks_spanish(&self, rank: usize) -> bool {
        self.spanish.is_some_and(|first| first < rank)
    }

    /// Notes that `signs` signs were looked at.
    pub(super) fn look(&self, signs: usize) {
        self.looked.set(self.looked.get() + signs);
    }

    pub(super) fn looked(&self) -> usize {
        self.looked.get()
    }
}

fn parts_tokens(sign: char) -> bool {
    is_blank(sign) || sign == '\n' || sign == OBJECT
}

/// The runs of signs that pass `test`.
fn stretches(signs: &[char], test: impl Fn(char) -> bool) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + signs[at..].iter().position(|sign| test(*sign))?;
        let len = signs[start..].iter().take_while(|sign| test(**sign)).count();
        at = start + len;
        Some(start..at)
    })
}

fn is_code(token: &[char]) -> bool {
    token.iter().any(|sign| matches!(sign, '@' | '\\' | '=' | '_' | '{' | '}' | '|' | '#' | '~'))
        || token.windows(3).any(|three| three == [':', '/', '/'])
        || token.starts_with(&['w', 'w', 'w', '.'])
        || token.starts_with(&['/'])
        || token.windows(2).any(|two| two == [':', ':'])
}
