//! Quotation marks: which go together, and which the house has for them.

use std::ops::Range;

use newsroom::Language;

use super::{
    line::{Line, is_blank, is_opening},
    pairs::ends_sentence,
    rules,
};
use crate::prose::OBJECT;

/// The straight quotation marks of a passage.
#[derive(Default)]
pub(super) struct Straight {
    /// Those that go together, as (opening, closing).
    pub(super) pairs: Vec<(usize, usize)>,
    /// Those that go with none.
    pub(super) odd: Vec<usize>,
}

/// What the signs beside a straight mark say of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// It holds the word after it.
    Opens,
    /// It holds the word before it.
    Closes,
    /// It closes a quotation when one is open; else it is inches, or seconds.
    ClosesFigure,
    /// It stands between spaces.
    Loose,
    /// It is inches, or seconds: `6' 10"`.
    Measures,
}

fn side(line: &Line<'_>, rank: usize) -> Side {
    let ends = |sign: char| matches!(sign, ',' | ';' | ':' | '!' | '?' | ')' | ']' | '»');
    let stops = line.is(rank + 1, |sign| sign == '.') && line.parts(rank + 2);
    // « "!" » holds a sign.
    let sign = line.is(rank + 1, ends) && !line.is(rank + 2, |sign| sign == '"');
    let followed = !line.parts(rank + 1) && !sign && !stops;
    let free = line.begins(rank)
        || line.was(rank, |sign| {
            is_blank(sign)
                || is_opening(sign)
                || matches!(sign, '\'' | '’' | '-' | '–' | '—' | OBJECT)
        });
    if free && followed {
        return Side::Opens;
    }
    if line.begins(rank) || line.was(rank, is_blank) {
        return Side::Loose;
    }
    if !line.was(rank, |sign| sign.is_ascii_digit()) {
        return Side::Closes;
    }
    let figure = line.run_back(rank, |sign| sign.is_ascii_digit());
    let feet = line.was(line.run_back(figure, is_blank), |sign| matches!(sign, '\'' | '’' | '′'));
    if feet { Side::Measures } else { Side::ClosesFigure }
}

/// The straight quotation marks, paired as far as that is sure.
pub(super) fn straight(line: &Line<'_>) -> Straight {
    let mut found = Straight::default();
    let mut open: Vec<(usize, Side)> = Vec::new();
    // The sides of each pair.
    let mut held: Vec<(Side, Side)> = Vec::new();
    let (code, marks): (Vec<usize>, Vec<usize>) = line
        .marks()
        .filter(|rank| line.is(*rank, |sign| sign == '"'))
        .partition(|rank| line.is_code(*rank));
    for rank in marks {
        let side = side(line, rank);
        match side {
            Side::Opens => open.push((rank, side)),
            Side::Measures => {}
            Side::Loose if open.is_empty() => {
                let alone = line.ends(line.run(rank + 1, is_blank)) || !line.parts(rank + 1);
                if alone { found.odd.push(rank) } else { open.push((rank, side)) }
            }
            Side::Closes | Side::ClosesFigure | Side::Loose => {
                match (open.pop(), held.last_mut()) {
                    (Some((from, opening)), _) => {
                        found.pairs.push((from, rank));
                        held.push((opening, side));
                    }
                    // « "un 27" est cher" »: the mark after the figure was inches.
                    (None, Some(last)) if last.1 == Side::ClosesFigure && side == Side::Closes => {
                        last.1 = side;
                        found.pairs.last_mut().into_iter().for_each(|pair| pair.1 = rank);
                    }
                    (None, _) if side == Side::ClosesFigure => {}
                    (None, _) => found.odd.push(rank),
                }
            }
        }
    }
    found.odd.extend(open.into_iter().map(|(rank, _)| rank));
    if !found.odd.is_empty() {
        // One of those between spaces may be the one that another lacks.
        let mut sides = held.iter();
        found
            .pairs
            .retain(|_| sides.next().is_some_and(|(one, two)| ![one, two].contains(&&Side::Loose)));
    }
    // What another lacks may be the mark of « "@name says" ».
    if !code.is_empty() {
        found.odd.clear();
    }
    found.pairs.sort_unstable();
    found
}

/// The ranks of « and of », to tell how deep in them a sign is.
struct Depths {
    opening: Vec<usize>,
    closing: Vec<usize>,
}

impl Depths {
    fn of(line: &Line<'_>) -> Self {
        let ranks = |wanted| line.marks().filter(|rank| line.signs[*rank] == wanted).collect();
        Self { opening: ranks('«'), closing: ranks('»') }
    }

    fn at(&self, rank: usize) -> usize {
        let before = |ranks: &[usize]| ranks.partition_point(|mark| *mark < rank);
        before(&self.opening).saturating_sub(before(&self.closing))
    }
}

pub(super) fn quotes(line: &mut Line<'_>) {
    let (outer, french) = (line.profile.quotes(), line.profile.language() == Language::Fr);
    let depths = Depths::of(line);
    let guillemets_within = line.house.nested_guillemets;
    for (open, close) in straight(line).pairs {
        let nested = french && !guillemets_within && depths.at(open) > 0;
        let (left, right) = if nested { ("“", "”") } else { outer };
        quote(line, &rules::QUOTES, open..close, left, right);
    }
    let (rule, marks) = if french {
        (&rules::CURLY, matching(line, '“', '”'))
    } else {
        (&rules::FOREIGN, matching(line, '«', '»'))
    };
    for (open, close) in marks {
        if !french || guillemets_within || depths.at(open) == 0 {
            quote(line, rule, open..close, outer.0, outer.1);
        }
    }
}

/// « » within « »: French has “ ” for them, and ‘ ’ for a third level.
pub(super) fn nested(line: &mut Line<'_>) {
    const MARKS: [(&str, &str); 2] = [("“", "”"), ("‘", "’")];
    if line.house.nested_guillemets {
        return;
    }
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
    for rank in line.marks() {
        match line.signs[rank] {
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

/// Offers other marks around words.
pub(super) fn quote(
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
    for rank in line.marks() {
        if line.signs[rank] == opening {
            open = Some(rank);
        } else if line.signs[rank] == closing
            && let Some(from) = open.take()
        {
            found.push((from, rank));
        }
    }
    found
}
