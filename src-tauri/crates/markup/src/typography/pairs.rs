//! Signs that go by two: dashes around an aside, brackets; and the signs that stand for dashes.

use newsroom::{
    Language,
    dates::{month_in, weekday_in},
};

use super::{
    line::{Line, NO_BREAK, is_blank},
    quotes::straight,
    rules,
};

const PAIRS: [(char, char); 4] = [('(', ')'), ('[', ']'), ('«', '»'), ('“', '”')];

pub(super) fn is_dash(sign: char) -> bool {
    matches!(sign, '–' | '—')
}

/// The ends of sentences, which no aside crosses.
pub(super) fn ends_sentence(line: &Line<'_>, rank: usize) -> bool {
    line.is(rank, |sign| matches!(sign, '.' | '!' | '?' | '…')) && line.parts(rank + 1)
}

/// Dashes that stand between spaces, and between words.
pub(super) fn spaced(line: &Line<'_>, test: fn(char) -> bool) -> Vec<usize> {
    let free = |rank: &usize| {
        line.is(*rank, test)
            && line.was(*rank, is_blank)
            && line.is(rank + 1, is_blank)
            && !line.begins(line.run_back(*rank, is_blank))
            && !line.ends(line.run(rank + 1, is_blank))
    };
    line.marks().filter(free).collect()
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
    let hyphens = spaced(line, |sign| sign == '-');
    for (at, rank) in hyphens.iter().enumerate() {
        let from = line.run_back(*rank, is_blank);
        let to = line.run(rank + 1, is_blank);
        let digits = line.was(from, |sign| sign.is_ascii_digit())
            && line.is(to, |sign| sign.is_ascii_digit());
        let signs =
            line.is(to, |sign| matches!(sign, '-' | '>')) || line.was(from, |sign| sign == '-');
        let beside = [at.checked_sub(1), at.checked_add(1)];
        let mut beside = beside.into_iter().flatten().filter_map(|at| hyphens.get(at));
        let alone = !beside.any(|other| of_one_sentence(line, *rank, *other));
        if digits || signs || goes_between(line, from, to, alone) {
            continue;
        }
        line.fix_dash(&rules::DASH, from, to);
    }
}

fn of_one_sentence(line: &Line<'_>, one: usize, two: usize) -> bool {
    !(one.min(two)..one.max(two)).any(|rank| ends_sentence(line, rank) || line.ends(rank))
}

/// Whether the hyphen between the words that end at `from` and begin at `to` goes from one thing
/// to another: `Paris - Brest` when it is `alone`, `lundi - vendredi`, `x - y`.
fn goes_between(line: &Line<'_>, from: usize, to: usize, alone: bool) -> bool {
    let language = line.profile.language();
    let (one, two) = (line.word_before(from), line.text(to..line.run(to, char::is_alphanumeric)));
    let both = |test: &dyn Fn(&str) -> bool| test(one) && test(two);
    let end = to + two.chars().count();
    // « Le Mans – Brest » goes from a town to another; « Orange – Le titre chute » does not.
    let place = |word: &str| word.starts_with(char::is_uppercase) && word.chars().count() > 2;
    let goes_on = line
        .is(end, |sign| is_blank(sign) || matches!(sign, '-' | ',' | '.' | ')' | ':'))
        || line.ends(end);
    (alone && both(&place) && goes_on)
        || both(&|word| month_in(language, word).is_some())
        || both(&|word| weekday_in(language, word).is_some())
        || both(&|word| word.chars().count() == 1 && !matches!(word, "a" | "à"))
}

/// `--`, which typewriters had for a dash.
pub(super) fn double_hyphens(line: &mut Line<'_>) {
    for rank in line.marks() {
        let two = line.is(rank, |sign| sign == '-') && line.is(rank + 1, |sign| sign == '-');
        let more = line.was(rank, |sign| sign == '-')
            || line.is(rank + 2, |sign| matches!(sign, '-' | '>'))
            || line.was(rank, |sign| sign == '<');
        if !two || more || line.is_code(rank) {
            continue;
        }
        let (from, to) = (line.run_back(rank, is_blank), line.run(rank + 2, is_blank));
        let spaced = from < rank && to > rank + 2;
        let glued = from == rank
            && to == rank + 2
            && line.profile.language() == Language::En
            && line.was(rank, char::is_alphabetic)
            && line.is(to, char::is_alphabetic);
        if (spaced || glued) && !line.begins(from) && !line.ends(to) {
            line.fix_dash(&rules::DASH_DOUBLE, from, to);
        }
    }
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
    found.extend(straight(line).odd);
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
        Some('«' | '“') => line.run_back(rank, is_blank) == 0,
        Some('»' | '”') => line.run(rank + 1, is_blank) == line.len(),
        _ => false,
    }
}

/// Whether the bracket at `rank` is a mouth.
fn smile(line: &Line<'_>, rank: usize) -> bool {
    /// A wider grin is none.
    const WIDEST: usize = 16;
    let grins = |at: &usize| line.is(*at, |sign| matches!(sign, '-' | ')' | '('));
    let nose = rank - (rank.saturating_sub(WIDEST)..rank).rev().take_while(grins).count();
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
