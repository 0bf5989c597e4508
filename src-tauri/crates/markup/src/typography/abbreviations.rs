//! Abbreviations: their form, and what they hold on to.

use std::ops::Range;

use super::{
    line::{Line, NO_BREAK, is_blank},
    rules,
};

/// What a number follows.
const NUMBERED: [&str; 17] = [
    "n°", "nº", "N°", "p.", "pp.", "art.", "chap.", "vol.", "fig.", "t.", "§", "no°", "num.",
    "al.", "liv.", "tit.", "coll.",
];
/// Those that are written against their number, where there is a space.
const GLUED: [&str; 9] = ["n°", "nº", "N°", "p.", "pp.", "art.", "chap.", "vol.", "fig."];
/// The parts of French codes of law, by the letter of their articles.
const CODES: [&str; 4] = ["L", "R", "D", "A"];
/// Abbreviations in a few pieces, that no line parts.
const PIECES: [&str; 4] = ["av. J.-C.", "apr. J.-C.", "p. ex.", "P. ex."];
/// What is written for an abbreviation, and its form. Of two, the longer is first.
const FORMS: [(&str, &str); 19] = [
    ("c.-à-d.", "c.-à-d."),
    ("c. -à-d.", "c.-à-d."),
    ("c.-a-d.", "c.-à-d."),
    ("c.à.d.", "c.-à-d."),
    ("c.a.d.", "c.-à-d."),
    ("c-à-d.", "c.-à-d."),
    ("c-à-d", "c.-à-d."),
    ("c-a-d", "c.-à-d."),
    ("càd", "c.-à-d."),
    ("av. JC", "av. J.-C."),
    ("av. J.C.", "av. J.-C."),
    ("av. J-C", "av. J.-C."),
    ("av JC", "av. J.-C."),
    ("av J.-C.", "av. J.-C."),
    ("apr. JC", "apr. J.-C."),
    ("ap. JC", "apr. J.-C."),
    ("ap. J.-C.", "apr. J.-C."),
    ("ap JC", "apr. J.-C."),
    ("ap. J.C.", "apr. J.-C."),
];

const HELD: &str = "\u{a0}";

fn is_roman(sign: char) -> bool {
    matches!(sign, 'I' | 'V' | 'X' | 'L' | 'C')
}

pub(super) fn numbered(line: &mut Line<'_>) {
    for rank in line.marks() {
        if line.is(rank, |sign| sign.is_ascii_digit()) && line.was(rank, is_blank) {
            number(line, rank);
        }
    }
    for word in line.words() {
        let roman = line.text(word.clone()).chars().all(is_roman);
        if roman && line.was(word.start, is_blank) {
            number(line, word.start);
        }
        let text = line.text(word.clone());
        if CODES.contains(&text) {
            of_code(line, word.clone());
        }
        if matches!(text, "cf" | "Cf") && line.is(word.end, |sign| sign == '.') {
            let to = line.run(word.end + 1, is_blank);
            if to > word.end + 1 && !line.ends(to) {
                line.fix(&rules::NUMBERED, word.end + 1..to, HELD);
            }
        }
        pieces(line, word.start);
    }
}

/// Holds the number that begins at `rank` to the abbreviation before it.
fn number(line: &mut Line<'_>, rank: usize) {
    let from = line.run_back(rank, is_blank);
    let start =
        line.run_back(from, |sign| sign.is_alphabetic() || matches!(sign, '.' | '°' | 'º' | '§'));
    let free = !line.was(start, char::is_alphanumeric);
    let roman = line.is(rank, char::is_alphabetic);
    let label = line.text(start..from);
    // « M. V » is a person.
    let wanted =
        NUMBERED.contains(&label) && (!roman || label.chars().count() > 2 || label == "t.");
    if free && wanted {
        line.fix(&rules::NUMBERED, from..rank, HELD);
    }
}

/// `art. L. 121-1`: the letter of a code, its number, and the abbreviation before them.
fn of_code(line: &mut Line<'_>, letter: Range<usize>) {
    let point = line.is(letter.end, |sign| sign == '.');
    let after = letter.end + usize::from(point);
    let digits = line.run(after, is_blank);
    let end = line.run(digits, |sign| sign.is_ascii_digit());
    let before = line.run_back(letter.start, is_blank);
    if end == digits || before == letter.start {
        return;
    }
    let abbreviated = line.was(before, |sign| sign == '.');
    let name = line.word_before(before - usize::from(abbreviated)).to_lowercase();
    let article = matches!(&*name, "art" | "arts" | "article" | "articles");
    let long = point && (end - digits > 2 || line.is(end, |sign| sign == '-'));
    if (article || long) && digits > after {
        line.fix(&rules::NUMBERED, after..digits, HELD);
    }
    if article && abbreviated {
        line.fix(&rules::NUMBERED, before..letter.start, HELD);
    }
}

fn pieces(line: &mut Line<'_>, start: usize) {
    if !line.is(start, |sign| matches!(sign, 'a' | 'p' | 'P')) {
        return;
    }
    for pieces in PIECES {
        if let Some(end) = line.says(start, pieces) {
            let from = line.run(start, |sign| !is_blank(sign));
            let to = line.run(from, is_blank);
            if to < end {
                line.fix(&rules::NUMBERED, from..to, HELD);
            }
        }
    }
}

pub(super) fn forms(line: &mut Line<'_>) {
    for word in line.words() {
        let joins = |sign| matches!(sign, '.' | '-' | '\'' | '’' | '/' | '@');
        if !line.is(word.start, |sign| matches!(sign, 'a' | 'c' | 'e'))
            || line.was(word.start, joins)
            || line.is_code(word.start)
        {
            continue;
        }
        let written = FORMS.iter().find_map(|(written, form)| {
            let end = line.says(word.start, written)?;
            (!line.is(end, char::is_alphanumeric)).then_some((*written, *form, end))
        });
        if let Some((written, form, end)) = written {
            // The full stop of a sentence may be that of its last word.
            let stop = !written.ends_with('.') && line.is(end, |sign| sign == '.');
            if written != form {
                let form = form.replace(' ', HELD);
                line.fix(&rules::ABBREVIATION, word.start..end + usize::from(stop), &form);
            }
            continue;
        }
        let text = line.text(word.clone());
        let goes_on = |sign| matches!(sign, '.' | '…' | '-' | '/' | '_' | '\'' | '’');
        if text == "etc" && line.was(word.start, is_blank) && !line.is(word.end, goes_on) {
            line.fix(&rules::ABBREVIATION, word, "etc.");
        } else if text == "cf" && line.is(word.end, is_blank) {
            let to = line.run(word.end, is_blank);
            if !line.ends(to) {
                line.fix(&rules::ABBREVIATION, word.start..to, &format!("cf.{NO_BREAK}"));
            }
        }
    }
}

/// `n°12`: the space that is missing.
pub(super) fn missing(line: &mut Line<'_>) {
    for rank in line.marks() {
        let digit = |sign: char| sign.is_ascii_digit();
        if !line.is(rank, digit) || line.was(rank, digit) || line.is_code(rank) {
            continue;
        }
        let label = |sign: char| sign.is_alphabetic() || matches!(sign, '.' | '°' | 'º');
        let from = line.run_back(rank, label);
        let name = line.text(from..rank);
        let free = line.begins(from) || line.was(from, |sign| is_blank(sign) || sign == '(');
        let end = line.run(rank, |sign| sign.is_ascii_digit());
        let ends = !line.is(end, |sign| sign.is_alphanumeric() || sign == '.')
            || line.is(end, |sign| sign == '.') && line.parts(end + 1);
        if free && ends && GLUED.contains(&name) {
            let fixed = format!("{name}{NO_BREAK}{}", line.text(rank..end));
            line.fix(&rules::NUMBERED_MISSING, from..end, &fixed);
        }
    }
}
