//! What English asks for and French does not.

use std::ops::Range;

use newsroom::Profile;

use super::{
    line::{Line, is_blank, is_opening},
    pairs::{is_dash, spaced},
    rules,
};

/// The dash of the house: closed in America, between spaces in Britain.
pub(super) fn dashes(line: &mut Line<'_>) {
    if line.profile == Profile::EnUs {
        for rank in spaced(line, is_dash) {
            let (from, to) = (line.run_back(rank, is_blank), line.run(rank + 1, is_blank));
            let digit = |sign: char| sign.is_ascii_digit();
            if !(line.was(from, digit) && line.is(to, digit)) {
                line.fix_dash(&rules::DASH_HOUSE, from, to);
            }
        }
        return;
    }
    for rank in line.marks() {
        if !line.is(rank, |sign| sign == '—') {
            continue;
        }
        let (from, to) = (line.run_back(rank, is_blank), line.run(rank + 1, is_blank));
        let word = |sign: char| {
            sign.is_alphanumeric() || matches!(sign, '”' | '’' | ')' | '“' | '‘' | '(')
        };
        let even = (from == rank) == (to == rank + 1);
        if even && line.was(from, word) && line.is(to, word) {
            line.fix_dash(&rules::DASH_HOUSE, from, to);
        }
    }
}

/// In America, a full stop and a comma stand inside the quotation.
pub(super) fn stops(line: &mut Line<'_>) {
    if line.profile != Profile::EnUs {
        return;
    }
    for rank in line.marks() {
        let ends = line.is(rank, |sign| sign == '”')
            && line.was(rank, char::is_alphanumeric)
            && line.is(rank + 1, |sign| matches!(sign, '.' | ','))
            && line.parts(rank + 2);
        if ends {
            let sign = line.text(rank + 1..rank + 2);
            line.fix(&rules::STOP_AMERICAN, rank..rank + 2, &format!("{sign}”"));
        }
    }
}

/// `10 000`: English groups digits with commas.
pub(super) fn groups(line: &mut Line<'_>) {
    let mut after = 0;
    for at in line.marks() {
        let joined =
            |sign: char| sign.is_alphanumeric() || matches!(sign, '+' | '-' | '/' | '.' | ',');
        if at < after || !line.is(at, |sign| sign.is_ascii_digit()) || line.was(at, joined) {
            continue;
        }
        let mut end = line.run(at, |sign| sign.is_ascii_digit());
        let mut groups = Vec::from([Range { start: at, end }]);
        while line.is(end, is_blank) && line.is(end + 1, |sign| sign.is_ascii_digit()) {
            let next = line.run(end + 1, |sign| sign.is_ascii_digit());
            groups.push(end + 1..next);
            end = next;
        }
        after = end;
        let number = groups.len() > 1
            && groups[0].len() <= 3
            && !line.is(at, |sign| sign == '0')
            && groups[1..].iter().all(|group| group.len() == 3)
            && !line.is(end, |sign| sign.is_alphanumeric() || matches!(sign, '-' | '/' | ','));
        if number && !super::thousands::is_named(line, at) {
            let parts: Vec<&str> = groups.into_iter().map(|group| line.text(group)).collect();
            line.fix(&rules::GROUPS_ENGLISH, at..end, &parts.join(","));
        }
    }
}

/// Single quotation marks, and the apostrophe of `readers'`.
pub(super) fn single(line: &mut Line<'_>) {
    let mut open: Option<usize> = None;
    for rank in line.marks() {
        if !line.is(rank, |sign| sign == '\'') || line.is_code(rank) {
            continue;
        }
        let opens = (line.begins(rank)
            || line.was(rank, |sign| is_blank(sign) || is_opening(sign)))
            && line.is(rank + 1, char::is_alphabetic);
        let closes = line
            .was(rank, |sign| sign.is_alphabetic() || matches!(sign, ',' | '.' | '!' | '?'))
            && !line.is(rank + 1, char::is_alphanumeric);
        if opens {
            open = Some(rank);
        } else if closes && let Some(from) = open.take() {
            super::quotes::quote(line, &rules::SINGLE, from..rank, "‘", "’");
        } else if closes
            && line.was(rank, |sign| sign == 's')
            && line.is(rank + 1, is_blank)
            && line.is(line.run(rank + 1, is_blank), char::is_alphabetic)
        {
            line.fix(&rules::POSSESSIVE, rank..rank + 1, "’");
        }
    }
}

/// `the '90s`: what stands for the century is an apostrophe.
pub(super) fn decades(line: &mut Line<'_>) {
    for rank in line.marks() {
        let free = line.begins(rank) || line.was(rank, |sign| is_blank(sign) || is_opening(sign));
        let digits = line.run(rank + 1, |sign| sign.is_ascii_digit());
        if free
            && line.is(rank, |sign| matches!(sign, '\'' | '‘'))
            && digits == rank + 3
            && line.is(digits, |sign| sign == 's')
            && !line.is(digits + 1, char::is_alphanumeric)
        {
            line.fix(&rules::APOSTROPHE, rank..rank + 1, "’");
        }
    }
}
