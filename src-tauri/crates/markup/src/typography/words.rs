//! What concerns the writing of words: apostrophes, accents on capitals, titles, ligatures.

use super::{
    line::{Line, is_blank},
    rules,
};
use crate::prose::OBJECT;

const ELISIONS: [&str; 15] = [
    "l", "d", "j", "m", "n", "s", "t", "c", "ç", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu",
    "presqu",
];

fn is_elision(word: &str) -> bool {
    ELISIONS.contains(&&*word.to_lowercase())
}

pub(super) fn is_vowel(sign: char) -> bool {
    "aàâäeéèêëiîïoôöuùûüyhœæAÀÂÄEÉÈÊËIÎÏOÔÖUÙÛÜYHŒÆ".contains(sign)
}

pub(super) fn apostrophes(line: &mut Line<'_>) {
    for rank in line.marks() {
        let straight = line.is(rank, |sign| sign == '\'');
        let stray = line.is(rank, |sign| matches!(sign, '´' | '‘' | '′' | 'ʼ'));
        if !(straight || stray) || line.is_code(rank) {
            continue;
        }
        let between = line.was(rank, char::is_alphabetic) && line.is(rank + 1, char::is_alphabetic);
        let elides = straight
            && is_elision(line.word_before(rank))
            && line.is(rank + 1, |sign| {
                sign.is_ascii_digit() || matches!(sign, '«' | '“' | '"' | OBJECT)
            });
        if between || elides {
            line.fix(&rules::APOSTROPHE, rank..rank + 1, "’");
        }
    }
}

pub(super) fn elisions(line: &mut Line<'_>) {
    for rank in line.marks() {
        if !line.is(rank, |sign| matches!(sign, '\'' | '’')) {
            continue;
        }
        let before = line.run_back(rank, is_blank);
        let after = line.run(rank + 1, is_blank);
        let parted = before < rank || after > rank + 1;
        let word = line.word_before(before);
        let from = before - word.chars().count();
        let free = !line.was(from, |sign| matches!(sign, '\'' | '’' | '-'));
        if parted && free && is_elision(word) && line.is(after, is_vowel) {
            let end = line.run(after, char::is_alphabetic);
            let fixed = format!("{word}’{}", line.text(after..end));
            line.fix(&rules::ELISION, from..end, &fixed);
        }
    }
}

pub(super) fn titles(line: &mut Line<'_>) {
    const TITLES: [&str; 12] =
        ["M", "MM", "Mme", "Mmes", "Mlle", "Mlles", "Me", "Mes", "Dr", "Pr", "Mgr", "Vve"];
    for word in line.words() {
        let text = line.text(word.clone());
        let point = line.is(word.end, |sign| sign == '.');
        let after = word.end + usize::from(point);
        let next = line.run(after, is_blank);
        let named = next > after && line.is(next, char::is_uppercase);
        if !named || line.was(word.start, |sign| matches!(sign, '.' | '-' | '\'' | '’')) {
            continue;
        }
        let right = match (text, point) {
            ("Mr", _) => "M.",
            ("Mme", true) => "Mme",
            ("Mmes", true) => "Mmes",
            ("Melle", _) | ("Mlle", true) => "Mlle",
            ("Dr", true) => "Dr",
            ("Pr", true) => "Pr",
            _ => "",
        };
        if !right.is_empty() {
            line.fix(&rules::TITLE_FORM, word.start..next, &format!("{right}\u{a0}"));
            continue;
        }
        let pointed = matches!(text, "M" | "MM");
        // « Mes Amis » is no pair of lawyers.
        if TITLES.contains(&text) && pointed == point && text != "Mes" {
            line.fix(&rules::TITLE, after..next, "\u{a0}");
        }
    }
}

pub(super) fn chevrons(line: &mut Line<'_>) {
    let (left, right) = line.profile.quotes();
    let mut open = None;
    for rank in line.marks() {
        let Some(next) = line.at(rank + 1) else { continue };
        let two = (line.signs[rank], next);
        let alone =
            !line.was(rank, |sign| sign == two.0) && !line.is(rank + 2, |sign| sign == two.0);
        if two == ('<', '<') && alone {
            open = Some(rank);
        } else if two == ('>', '>')
            && alone
            && let Some(from) = open.take()
        {
            let words = line.text(from + 2..rank);
            let fixed = format!("{left}{}{right}", words.trim_matches(is_blank));
            line.fix(&rules::CHEVRONS, from..rank + 2, &fixed);
        }
    }
}

const LIGATURES: [&str; 15] = [
    "coeur", "oeuvr", "soeur", "oeil", "boeuf", "oeuf", "voeu", "noeud", "moeurs", "choeur",
    "foetus", "oedem", "oesophag", "oecum", "oenolog",
];

pub(super) fn ligatures(line: &mut Line<'_>) {
    for word in line.words() {
        let text = line.text(word.clone());
        if !text.contains(['o', 'O']) || !text.contains(['e', 'E']) {
            continue;
        }
        let lower = text.to_lowercase();
        let named = lower.contains("oe") && LIGATURES.iter().any(|part| lower.contains(part));
        if named && !line.is_code(word.start) {
            let fixed = text.replace("oe", "œ").replace("Oe", "Œ").replace("OE", "Œ");
            line.fix(&rules::LIGATURE, word, &fixed);
        }
    }
}

pub(super) fn stray_spaces(line: &mut Line<'_>) {
    for rank in line.marks() {
        if !line.is(rank, |sign| sign == '-') {
            continue;
        }
        let (before, after) = (line.run_back(rank, is_blank), line.run(rank + 1, is_blank));
        let left = before < rank;
        let right = after > rank + 1;
        let letters = line.was(before, char::is_alphabetic) && line.is(after, char::is_alphabetic);
        if !letters || left == right {
            continue;
        }
        // « mono- et multi- »: the hyphen waits for the same end.
        let next = line.text(after..line.run(after, char::is_alphabetic));
        let waits = right && matches!(next, "et" | "ou" | "à" | "ni" | "puis" | "voire");
        let capital = line.is(after, char::is_uppercase) || left;
        if !waits && capital {
            let from = line.run_back(before, char::is_alphanumeric);
            let end = line.run(after, char::is_alphanumeric);
            let fixed = format!("{}-{}", line.text(from..before), line.text(after..end));
            line.fix(&rules::STRAY_SPACE, from..end, &fixed);
        }
    }
}
