//! Signs that go by two: quotation marks, dashes around an aside, brackets.

use std::ops::Range;

use newsroom::{Language, Profile};

use super::{
    line::{Line, NO_BREAK, is_blank, is_opening},
    rules,
};
use crate::prose::OBJECT;

const PAIRS: [(char, char); 4] = [('(', ')'), ('[', ']'), ('«', '»'), ('“', '”')];

fn is_dash(sign: char) -> bool {
    matches!(sign, '–' | '—')
}

/// The ends of sentences, which no aside crosses.
fn ends_sentence(line: &Line<'_>, rank: usize) -> bool {
    line.is(rank, |sign| matches!(sign, '.' | '!' | '?' | '…')) && line.parts(rank + 1)
}

/// Dashes that stand between spaces, and between words.
fn spaced(line: &Line<'_>, test: fn(char) -> bool) -> Vec<usize> {
    let free = |rank: &usize| {
        line.is(*rank, test)
            && line.was(*rank, is_blank)
            && line.is(rank + 1, is_blank)
            && !line.begins(line.run_back(*rank, is_blank))
            && !line.ends(line.run(rank + 1, is_blank))
    };
    (0..line.len()).filter(free).collect()
}

/// `– words –`: the words are held by their dashes.
pub(super) fn incises(line: &mut Line<'_>) {
    if line.profile.language() == Language::En {
        return;
    }
    let dashes = spaced(line, is_dash);
    let mut at = 0;
    while at + 1 < dashes.len() {
        let (open, close) = (dashes[at], dashes[at + 1]);
        let crossed = (open..close).any(|rank| ends_sentence(line, rank) || line.ends(rank));
        let third = dashes.get(at + 2).is_some_and(|third| {
            !(close..*third).any(|rank| ends_sentence(line, rank) || line.ends(rank))
        });
        if crossed {
            at += 1;
            continue;
        }
        if !third {
            let (first, last) = (line.run(open + 1, is_blank), line.run_back(close, is_blank));
            line.fix(&rules::INCISE, open + 1..first, &NO_BREAK.to_string());
            line.fix(&rules::INCISE, last..close, &NO_BREAK.to_string());
        }
        // Three dashes in a sentence say nothing of which goes with which.
        at += 2;
        while third
            && at < dashes.len()
            && !(dashes[at - 1]..dashes[at])
                .any(|rank| ends_sentence(line, rank) || line.ends(rank))
        {
            at += 1;
        }
    }
}

pub(super) fn dashes(line: &mut Line<'_>) {
    for rank in spaced(line, |sign| sign == '-') {
        let from = line.run_back(rank, is_blank);
        let to = line.run(rank + 1, is_blank);
        let digits = line.was(from, |sign| sign.is_ascii_digit())
            && line.is(to, |sign| sign.is_ascii_digit());
        let signs =
            line.is(to, |sign| matches!(sign, '-' | '>')) || line.was(from, |sign| sign == '-');
        if digits || signs {
            continue;
        }
        match line.profile {
            Profile::EnUs => line.fix(&rules::DASH, from..to, "—"),
            _ => line.fix(&rules::DASH, rank..rank + 1, "–"),
        }
    }
}

/// Straight quotation marks that pair, as (opening, closing).
fn straight_pairs(line: &Line<'_>) -> Vec<(usize, usize)> {
    let marks: Vec<usize> = (0..line.len())
        .filter(|rank| {
            // `6' 10"` is a length.
            line.is(*rank, |sign| sign == '"')
                && !line.was(*rank, |sign| sign.is_ascii_digit())
                && !line.is_code(*rank)
        })
        .collect();
    let opens = |rank: usize| {
        let before = line.begins(rank)
            || line.was(rank, |sign| {
                is_blank(sign)
                    || is_opening(sign)
                    || matches!(sign, '\'' | '’' | '-' | '–' | '—' | OBJECT)
            });
        before && !line.parts(rank + 1)
    };
    let closes = |rank: usize| !line.begins(rank) && !line.is(rank + 1, char::is_alphanumeric);
    let paired = |pair: &[usize]| {
        (pair.len() == 2 && opens(pair[0]) && closes(pair[1])).then(|| (pair[0], pair[1]))
    };
    marks.chunks(2).map(paired).collect::<Option<_>>().unwrap_or_default()
}

/// How deep in « » or “ ” the letter at `rank` is.
fn depth(line: &Line<'_>, rank: usize) -> usize {
    let signs = &line.signs[..rank];
    let count = |wanted: char| signs.iter().filter(|sign| **sign == wanted).count();
    count('«').saturating_sub(count('»'))
}

pub(super) fn quotes(line: &mut Line<'_>) {
    let (outer, french) = (line.profile.quotes(), line.profile.language() == Language::Fr);
    for (open, close) in straight_pairs(line) {
        let nested = french && depth(line, open) > 0;
        let (left, right) = if nested { ("“", "”") } else { outer };
        quote(line, &rules::QUOTES, open..close, left, right);
    }
    if french {
        for (open, close) in matching(line, '“', '”') {
            if depth(line, open) == 0 {
                quote(line, &rules::CURLY, open..close, outer.0, outer.1);
            }
        }
    }
}

/// « » within « »: French has “ ” for them, and ‘ ’ for a third level.
pub(super) fn nested(line: &mut Line<'_>) {
    const MARKS: [(&str, &str); 2] = [("“", "”"), ("‘", "’")];
    for (open, close, level) in guillemets(line) {
        if let Some((left, right)) = level.checked_sub(1).and_then(|inner| MARKS.get(inner)) {
            quote(line, &rules::NESTED, open..close, left, right);
        }
    }
}

/// The pairs of « », each with how many it stands within; those within a pair that never closes
/// are left out, for it may be one of them that closes it.
fn guillemets(line: &Line<'_>) -> Vec<(usize, usize, usize)> {
    let mut open = Vec::new();
    let mut waiting = Vec::new();
    let mut found = Vec::new();
    for (rank, sign) in line.signs.iter().enumerate() {
        match sign {
            '«' => open.push(rank),
            '»' => {
                let Some(from) = open.pop() else { continue };
                waiting.push((from, rank, open.len()));
                if open.is_empty() {
                    found.append(&mut waiting);
                }
            }
            _ => {}
        }
    }
    found.sort_unstable();
    found
}

/// The full stop of a quotation, when it is on the wrong side of its guillemet.
pub(super) fn stops(line: &mut Line<'_>) {
    /// So many words at least make a sentence.
    const SENTENCE: usize = 4;
    for (open, close, _) in guillemets(line) {
        let (first, end) = (line.run(open + 1, is_blank), line.run_back(close, is_blank));
        let said = first..end.max(first);
        let inside = |rank| said.contains(&rank);
        let ends_within = said.clone().any(|rank| inside(rank + 1) && ends_sentence(line, rank));
        let before = line.run_back(open, is_blank);
        let opens = line.begins(before) || line.was(before, |s| matches!(s, '.' | '!' | '?' | '…'));
        let capital = line.is(first, char::is_uppercase);
        let space = line.text(end..close);
        if opens
            && capital
            && line.was(end, char::is_alphanumeric)
            && line.is(close + 1, |sign| sign == '.')
            && line.parts(close + 2)
            && line.text(said).split(is_blank).count() >= SENTENCE
        {
            line.fix(&rules::STOP, end..close + 2, &format!(".{space}»"));
        } else if !capital
            && !ends_within
            && line.was(before, |sign| sign.is_alphanumeric() || sign == ',')
            && line.was(end, |sign| sign == '.')
            && line.run_back(end - 1, char::is_alphabetic) + 3 < end
            && line.word_before(end - 1) != "etc"
            && line.ends(line.run(close + 1, is_blank))
        {
            line.fix(&rules::STOP, end - 1..close + 1, &format!("{space}»."));
        }
    }
}

/// Offers other marks around words, when that can be done in one piece.
fn quote(
    line: &mut Line<'_>,
    rule: &'static super::Rule,
    marks: Range<usize>,
    left: &str,
    right: &str,
) {
    let words = line.text(marks.start + 1..marks.end);
    let fixed = format!("{left}{}{right}", words.trim_matches(is_blank));
    line.fix(rule, marks.start..marks.end + 1, &fixed);
}

fn matching(line: &Line<'_>, opening: char, closing: char) -> Vec<(usize, usize)> {
    let mut open = None;
    let mut found = Vec::new();
    for (rank, sign) in line.signs.iter().enumerate() {
        if *sign == opening {
            open = Some(rank);
        } else if *sign == closing
            && let Some(from) = open.take()
        {
            found.push((from, rank));
        }
    }
    found
}

pub(super) fn unbalanced(line: &mut Line<'_>) {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut found = Vec::new();
    for (rank, sign) in line.signs.iter().copied().enumerate() {
        if PAIRS.iter().any(|(opening, _)| *opening == sign) {
            if !smile(line, rank) {
                open.push((rank, sign));
            }
        } else if let Some((opening, _)) = PAIRS.iter().find(|(_, closing)| *closing == sign) {
            match open.iter().rposition(|(_, waiting)| waiting == opening) {
                Some(at) => found.extend(open.drain(at..).skip(1).map(|(rank, _)| rank)),
                None if sign == ')' && (smile(line, rank) || enumerates(line, rank)) => {}
                None => found.push(rank),
            }
        }
    }
    found.extend(open.into_iter().map(|(rank, _)| rank));
    found.retain(|rank| !goes_on_elsewhere(line, *rank));
    found.sort_unstable();
    for rank in found {
        line.warn(&rules::UNBALANCED, rank..rank + 1);
    }
}

/// Whether the guillemet at `rank` opens a quotation of several paragraphs, or ends one: each of
/// them begins with «, and the last alone ends with ».
fn goes_on_elsewhere(line: &Line<'_>, rank: usize) -> bool {
    match line.at(rank) {
        Some('«') => line.run_back(rank, is_blank) == 0,
        Some('»') => line.run(rank + 1, is_blank) == line.len(),
        _ => false,
    }
}

/// Whether the bracket at `rank` is a mouth.
fn smile(line: &Line<'_>, rank: usize) -> bool {
    let nose = line.run_back(rank, |sign| sign == '-' || sign == ')' || sign == '(');
    line.was(nose, |sign| matches!(sign, ':' | ';' | '='))
        && !line.is(rank + 1, char::is_alphanumeric)
}

/// Whether the bracket at `rank` ends an enumerator: `a)`, `2)`, `iv)`.
fn enumerates(line: &Line<'_>, rank: usize) -> bool {
    let from = line.run_back(rank, char::is_alphanumeric);
    let word = line.text(from..rank);
    let short = word.chars().count() == 1
        || word.chars().all(|sign| sign.is_ascii_digit() || "ivx".contains(sign));
    (1..=3).contains(&(rank - from)) && short && (line.begins(from) || line.was(from, is_blank))
}
