//! Spaces: those that a sign asks for, and those that nothing asks for.

use std::ops::Range;

use newsroom::Language;

use super::{
    line::{Line, is_blank, is_closing, is_opening},
    rules,
};
use crate::prose::OBJECT;

/// Names that end with a sign.
const NAMES: [&str; 8] =
    ["Yahoo", "Jeopardy", "Demain", "Wham", "Joomla", "Yum", "Kahoot", "Panic"];

fn is_high(sign: char) -> bool {
    matches!(sign, ';' | '!' | '?')
}

/// The blanks before `rank`, when they stand between words and the sign there.
fn blanks_before(line: &Line<'_>, rank: usize) -> Option<usize> {
    let from = line.run_back(rank, is_blank);
    (from < rank && !line.begins(from) && !line.was(from, is_opening)).then_some(from)
}

/// Whether what follows a sign lets it be one of punctuation.
fn goes_on(line: &Line<'_>, rank: usize) -> bool {
    line.parts(rank)
        || line.is(rank, |sign| is_closing(sign) || matches!(sign, '…' | '.' | ',' | OBJECT))
}

/// Whether the sign at `rank` is the eyes of a face: `;)`, `:-(`.
fn smiles(line: &Line<'_>, rank: usize) -> bool {
    let nose = line.run(rank + 1, |sign| sign == '-' || sign == '\'');
    nose <= rank + 2
        && line.is(nose, |sign| matches!(sign, ')' | '(' | 'D' | 'P' | 'p' | 'o' | 'O' | '/' | '|'))
        && !line.is(nose + 1, char::is_alphanumeric)
}

pub(super) fn high(line: &mut Line<'_>) {
    let space = line.profile.before_high();
    for rank in line.marks() {
        if !line.is(rank, is_high) || line.was(rank, is_high) {
            continue;
        }
        let Some(from) = blanks_before(line, rank) else { continue };
        let end = line.run(rank, is_high);
        let alone = line.is(rank, |sign| sign == ';') && smiles(line, rank);
        if !alone && goes_on(line, end) {
            line.fix(&rules::HIGH, from..rank, space);
        }
    }
}

pub(super) fn colons(line: &mut Line<'_>) {
    let space = line.profile.before_colon();
    for rank in line.marks() {
        if line.is(rank, |sign| sign == ':')
            && line.parts(rank + 1)
            && let Some(from) = blanks_before(line, rank)
        {
            line.fix(&rules::COLON, from..rank, space);
        }
    }
}

pub(super) fn closing(line: &mut Line<'_>) {
    for rank in line.marks() {
        let next = line.at(rank + 1);
        let closes = match line.signs[rank] {
            ',' => !next.is_some_and(|next| next.is_ascii_digit() || next == ','),
            '.' => goes_on(line, rank + 1) && next != Some('.') && !is_spaced_ellipsis(line, rank),
            ')' | ']' => true,
            '…' => {
                line.ends(rank + 1) || line.is(rank + 1, |sign| matches!(sign, ')' | '»' | '”'))
            }
            _ => false,
        };
        // « un, deux, … » goes on: the ellipsis stands for words.
        let goes_on = line.is(rank, |sign| sign == '…');
        if closes
            && let Some(from) = blanks_before(line, rank)
            && !(goes_on && line.was(from, |sign| matches!(sign, ',' | ';' | ':')))
        {
            line.fix(&rules::CLOSING, from..rank, "");
        }
    }
}

/// Whether the full stop at `rank` is one of `. . .`.
fn is_spaced_ellipsis(line: &Line<'_>, rank: usize) -> bool {
    let before = line.run_back(rank, is_blank);
    let after = line.run(rank + 1, is_blank);
    line.was(before, |sign| sign == '.') || line.is(after, |sign| sign == '.')
}

pub(super) fn opening(line: &mut Line<'_>) {
    for rank in line.marks() {
        let opens = line.is(rank, |sign| matches!(sign, '(' | '['));
        if !opens || line.was(rank, |sign| matches!(sign, ':' | ';' | '-' | '=')) {
            continue;
        }
        let end = line.run(rank + 1, is_blank);
        // What stands before » is its own, whichever the school.
        let held = line.is(end, |sign| matches!(sign, ')' | ']' | '»'));
        if end > rank + 1 && !line.ends(end) && !held {
            line.fix(&rules::OPENING, rank + 1..end, "");
        }
    }
}

pub(super) fn guillemets(line: &mut Line<'_>) {
    if are_reversed(line) {
        return;
    }
    let (opening, closing) = line.profile.quotes();
    let (inner_left, inner_right) = (&opening['«'.len_utf8()..], closing.trim_end_matches('»'));
    for rank in line.marks() {
        match line.signs[rank] {
            '«' => {
                let end = line.run(rank + 1, is_blank);
                if line.ends(end) || line.is(end, |sign| sign == '»') {
                    continue;
                }
                if end > rank + 1 {
                    line.fix(&rules::GUILLEMETS, rank + 1..end, inner_left);
                } else {
                    line.fix(&rules::GUILLEMETS, rank..rank + 1, opening);
                }
            }
            '»' => {
                let from = line.run_back(rank, is_blank);
                if line.begins(from) || line.was(from, |sign| sign == '«') {
                    continue;
                }
                if from < rank {
                    line.fix(&rules::GUILLEMETS, from..rank, inner_right);
                } else {
                    line.fix(&rules::GUILLEMETS, rank..rank + 1, closing);
                }
            }
            _ => {}
        }
    }
}

/// Whether the guillemets point inwards, as German has them, or both one way, as Swedish does.
fn are_reversed(line: &Line<'_>) -> bool {
    line.marks().any(|rank| match line.signs[rank] {
        '»' => line.is(rank + 1, char::is_alphanumeric) && !line.was(rank, char::is_alphanumeric),
        '«' => {
            line.was(rank, char::is_alphanumeric)
                && !line.is(rank + 1, char::is_alphanumeric)
                && line.parts(rank + 1)
        }
        _ => false,
    })
}

/// Runs of blanks that no other rule asked for.
pub(super) fn runs(line: &mut Line<'_>) {
    for Range { start, end } in line.gaps() {
        if line.begins(start) || line.ends(end) {
            continue;
        }
        let beside_words =
            line.was(start, char::is_alphabetic) && line.is(end, char::is_alphabetic);
        let held = (start..end).find(|rank| line.is(*rank, |sign| sign != ' '));
        let space = match held {
            Some(rank) if !beside_words => line.text(rank..rank + 1),
            _ => " ",
        };
        line.fix(&rules::RUN, start..end, space);
    }
}

pub(super) fn trailing(line: &mut Line<'_>) {
    for rank in line.marks().chain([line.len()]) {
        if line.ends(rank) {
            let from = line.run_back(rank, is_blank);
            if from < rank && !line.begins(from) {
                line.fix(&rules::TRAILING, from..rank, "");
            }
        }
    }
}

pub(super) fn soft_hyphens(line: &mut Line<'_>) {
    for rank in line.marks() {
        // Between brackets it may be all there is of a span.
        if line.is(rank, |sign| sign == '\u{ad}') && line.is_within_words(rank) {
            line.fix(&rules::SOFT_HYPHEN, rank..rank + 1, "");
        }
    }
}

pub(super) fn ellipses(line: &mut Line<'_>) {
    let french = line.profile.language() == Language::Fr;
    for rank in line.marks() {
        let is_dot = |sign: char| matches!(sign, '.' | '…');
        if !line.is(rank, is_dot) || line.was(rank, is_dot) {
            continue;
        }
        let dots = line.run(rank, |sign| sign == '.') - rank;
        let one = line.is(rank, |sign| sign == '…');
        if !(dots == 3 || one) {
            continue;
        }
        let end = rank + dots.max(1);
        let is_etc = line.word_before(rank).eq_ignore_ascii_case("etc");
        if french && is_etc && !line.is(end, char::is_alphanumeric) {
            line.fix(&rules::ETC, rank..end, ".");
            continue;
        }
        if one {
            continue;
        }
        let path = line.was(rank, |sign| sign == '/') || line.is(end, |sign| sign == '/');
        if line.was(rank, |sign| matches!(sign, '(' | '['))
            && line.is(end, |sign| matches!(sign, ')' | ']'))
        {
            let (open, close) = (line.signs[rank - 1], line.signs[end]);
            if french && matches!((open, close), ('(', ')') | ('[', ']')) {
                line.fix(&rules::OMISSION, rank - 1..end + 1, "[…]");
            }
        } else if !path && !line.is(end, char::is_alphanumeric) && !line.is_code(rank) {
            line.fix(&rules::ELLIPSIS, rank..end, "…");
        }
    }
    if !french {
        return;
    }
    for rank in line.marks() {
        if line.signs[rank] == '…'
            && line.was(rank, |sign| sign == '(')
            && line.is(rank + 1, |sign| sign == ')')
        {
            line.fix(&rules::OMISSION, rank - 1..rank + 2, "[…]");
        }
    }
}

/// What a word ends with before a sign of punctuation: letters, what closes, code.
fn is_end_of_word(sign: char) -> bool {
    sign.is_alphanumeric() || matches!(sign, ')' | ']' | '»' | '”' | '%' | '€' | '$')
}

pub(super) fn missing_high(line: &mut Line<'_>) {
    let space = line.profile.before_high();
    if space.is_empty() {
        return;
    }
    for rank in line.marks() {
        if !line.is(rank, is_high) || line.was(rank, is_high) {
            continue;
        }
        let end = line.run(rank, is_high);
        let asked = line.was(rank, is_end_of_word) && goes_on(line, end);
        if !asked || line.is_code(rank) || smiles(line, rank) || line.speaks_spanish(rank) {
            continue;
        }
        let from = line.run_back(rank, char::is_alphanumeric);
        let word = line.text(from..rank);
        let named = NAMES.iter().any(|name| name.eq_ignore_ascii_case(word));
        if !named && !line.speaks_english(rank) {
            let from = if from == rank { rank - 1 } else { from };
            let fixed = format!("{}{space}{}", line.text(from..rank), line.text(rank..end));
            line.fix(&rules::HIGH_MISSING, from..end, &fixed);
        }
    }
}

pub(super) fn missing_colons(line: &mut Line<'_>) {
    let space = line.profile.before_colon();
    for rank in line.marks() {
        let asked = line.is(rank, |sign| sign == ':')
            && line.was(rank, is_end_of_word)
            && line.parts(rank + 1)
            && !line.is_code(rank);
        if !asked {
            continue;
        }
        let from = line.run_back(rank, char::is_alphanumeric);
        // `12:` is cut in the middle of a time; `:tada:` is a picture.
        let drawn = line.was(from, |sign| matches!(sign, ':' | '-' | '_' | '+'));
        let time = line.text(from..rank).chars().all(|sign| sign.is_ascii_digit()) && from < rank;
        if !drawn && !time && !line.speaks_english(rank) {
            let from = if from == rank { rank - 1 } else { from };
            let fixed = format!("{}{space}:", line.text(from..rank));
            line.fix(&rules::COLON_MISSING, from..rank + 1, &fixed);
        }
    }
}

pub(super) fn missing_after(line: &mut Line<'_>) {
    for rank in line.marks() {
        let sign = line.signs[rank];
        if !matches!(sign, ',' | ';' | '!' | '?' | '.' | '…') || line.is_code(rank) {
            continue;
        }
        let from = line.run_back(rank, char::is_alphabetic);
        let end = line.run(rank + 1, char::is_alphabetic);
        let (word, next) = (line.text(from..rank), line.text(rank + 1..end));
        let whole = line.is(end, |sign| sign == '.' || sign.is_ascii_digit());
        let missing = match sign {
            '.' => {
                // `track.Le`: a sentence ends and another begins; `wsj.com`, `J.-P.` do not.
                from + 1 < rank
                    && end > rank + 2
                    && word.chars().all(char::is_lowercase)
                    && next.starts_with(char::is_uppercase)
                    && next.chars().skip(1).all(char::is_lowercase)
                    && !line.was(from, |sign| matches!(sign, '.' | '/' | '-'))
            }
            // « m…de » hides letters; a sentence goes on after a longer word.
            '…' => {
                let long = |word: &str| word.chars().count() > 3;
                from < rank && (next.starts_with(char::is_uppercase) || (long(word) && long(next)))
            }
            '!' | '?' => {
                from + 1 < rank && next.starts_with(char::is_uppercase) && next.chars().count() > 1
            }
            _ => from < rank && end > rank + 1,
        };
        // `TL;DR` is one word.
        let short = sign == ';' && word.chars().count() < 3 && next.chars().count() < 3;
        let known = NAMES.contains(&word) || short;
        if missing && !whole && !known {
            let fixed = format!("{word}{sign} {next}");
            line.fix(&rules::AFTER_MISSING, from..end, &fixed);
        }
    }
}

pub(super) fn doubled(line: &mut Line<'_>) {
    for rank in line.marks() {
        let Some(two) = line.at(rank + 1) else { continue };
        let one = line.signs[rank];
        let alone = !line.was(rank, |sign| sign == one) && !line.is(rank + 2, |sign| sign == two);
        let mended = match (one, two) {
            (',', ',') => ",",
            (';', ';') => ";",
            (':', ':') if line.parts(rank + 2) && line.was(rank, is_blank) => ":",
            (',', '.') | ('.', ',') if line.parts(rank + 2) && !is_abbreviation(line, rank) => ".",
            ('?', '.') => "?",
            ('!', '?') => "?!",
            _ => continue,
        };
        if alone && !line.is_code(rank) {
            line.fix(&rules::DOUBLED, rank..rank + 2, mended);
        }
    }
}

/// Whether the full stop at `rank` ends an abbreviation, which another sign may follow.
fn is_abbreviation(line: &Line<'_>, rank: usize) -> bool {
    line.is(rank, |sign| sign == '.')
}
