//! Groups of three digits: those of a number, and those that only look like it.

use super::{
    dates::is_month,
    line::{Line, is_blank},
    rules,
};
use crate::prose::OBJECT;

/// Words after which digits name something, and count nothing.
const LABELS: [&str; 48] = [
    "art",
    "article",
    "articles",
    "bp",
    "brevet",
    "bureau",
    "cedex",
    "chap",
    "chapitre",
    "cs",
    "cve",
    "dossier",
    "fax",
    "fig",
    "figure",
    "fr",
    "iban",
    "isbn",
    "iso",
    "issn",
    "lot",
    "matricule",
    "n",
    "no",
    "norme",
    "num",
    "numéro",
    "numéros",
    "p",
    "page",
    "pages",
    "pep",
    "port",
    "pp",
    "rcs",
    "rfc",
    "réf",
    "référence",
    "salle",
    "siren",
    "siret",
    "t",
    "tel",
    "tome",
    "tva",
    "tél",
    "téléphone",
    "vol",
];
/// Verbs of the telephone: « appelez le 800 123 456 ».
const CALLS: [&str; 4] = ["appelez", "appeler", "composez", "composer"];
/// Those that name digits from farther: « RCS Paris B 552 100 554 ».
const REGISTERS: [&str; 13] = [
    "bp",
    "cs",
    "fax",
    "iban",
    "isbn",
    "issn",
    "rcs",
    "siren",
    "siret",
    "tel",
    "tva",
    "tél",
    "téléphone",
];

/// What groups of digits are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    Number,
    /// A number, or the name of something: a person knows.
    Doubtful,
    Name,
}

/// A run of groups of digits parted by single blanks: the start and the end of each.
fn groups(line: &Line<'_>, from: usize) -> Vec<(usize, usize)> {
    let mut groups = Vec::new();
    let mut at = from;
    loop {
        let end = line.run(at, |sign| sign.is_ascii_digit());
        if end == at {
            return groups;
        }
        groups.push((at, end));
        if !line.is(end, is_blank) || !line.is(end + 1, |sign| sign.is_ascii_digit()) {
            return groups;
        }
        at = end + 1;
    }
}

pub(super) fn thousands(line: &mut Line<'_>) {
    let space = line.profile.between_thousands();
    let mut after = 0;
    for at in line.marks() {
        if at < after || !line.is(at, |sign| sign.is_ascii_digit()) {
            continue;
        }
        let groups = groups(line, at);
        let Some((_, end)) = groups.last().copied() else { continue };
        after = end;
        match standing(line, &groups) {
            Standing::Name => {}
            Standing::Number => {
                for (from, _) in &groups[1..] {
                    line.fix(&rules::THOUSANDS, from - 1..*from, space);
                }
            }
            Standing::Doubtful => {
                let parts: Vec<&str> =
                    groups.iter().map(|(from, to)| line.text(*from..*to)).collect();
                line.fix(&rules::DOUBTFUL, at..end, &parts.join(space));
            }
        }
    }
}

fn standing(line: &Line<'_>, groups: &[(usize, usize)]) -> Standing {
    let [(start, first_end), rest @ ..] = groups else { return Standing::Name };
    let end = rest.last().map_or(*first_end, |(_, end)| *end);
    let grouped = !rest.is_empty()
        && first_end - start <= 3
        && line.signs[*start] != '0'
        && rest.iter().all(|(from, to)| to - from == 3);
    if !grouped || joined(line, *start, end) || is_named(line, *start) {
        return Standing::Name;
    }
    let next = line.run(end, is_blank);
    let capital = next > end && line.is(next, char::is_uppercase);
    // A postcode stands before a town: « 75 001 Paris »; « 10 000 Parisiens » do not.
    if capital && first_end - start == 2 && rest.len() == 1 {
        let round = line.text(end - 2..end) == "00";
        return if round { Standing::Doubtful } else { Standing::Name };
    }
    // Nine digits that count nothing may be those of a firm, or of a telephone.
    let counts = line.is(next, |sign| sign.is_lowercase() || matches!(sign, '%' | '€' | '$' | '£'));
    if first_end - start == 3 && rest.len() == 2 && !counts && !capital {
        return Standing::Doubtful;
    }
    let before = line.word_before(line.run_back(*start, is_blank));
    let shouted = before.chars().count() > 1 && before.chars().all(char::is_uppercase);
    if shouted { Standing::Doubtful } else { Standing::Number }
}

/// Whether what stands before `from` says that the digits there name something.
pub(super) fn is_named(line: &Line<'_>, from: usize) -> bool {
    /// So many words back a register is still that of the digits.
    const FAR: usize = 5;
    let mut at = from;
    for back in 0..FAR {
        let end = line.run_back(at, |sign| is_blank(sign) || matches!(sign, '.' | ':' | '°' | 'º'));
        let start = line.run_back(end, |sign| sign.is_alphabetic() && sign != 'º');
        if start == end {
            return false;
        }
        let word = line.text(start..end).to_lowercase();
        let near = (back == 0 && LABELS.contains(&&*word)) || (back < 2 && CALLS.contains(&&*word));
        if near || REGISTERS.contains(&&*word) {
            return true;
        }
        at = start;
    }
    false
}

/// Whether the digits belong to something longer than a number: `+33`, `12-345`, `A4`.
fn joined(line: &Line<'_>, from: usize, to: usize) -> bool {
    let before = |sign: char| {
        sign.is_alphabetic() || matches!(sign, '+' | '/' | '.' | ',' | '_' | '#' | '°')
    };
    let month = line.word_before(line.run_back(from, is_blank));
    line.was(from, before)
        || line.is(to, |sign| sign.is_alphabetic() || matches!(sign, '/' | '-' | '_'))
        || is_month(month)
}

pub(super) fn missing_groups(line: &mut Line<'_>) {
    for word in line.words() {
        if !line.is(word.start, |sign| sign.is_ascii_digit()) {
            continue;
        }
        let digits = line.text(word.clone());
        let is_number = (5..=12).contains(&digits.len())
            && digits.chars().all(|sign| sign.is_ascii_digit())
            && !digits.starts_with('0')
            && !line.was(word.start, |sign| {
                !is_blank(sign)
                    && sign != '\n'
                    && !matches!(sign, '(' | '«' | '’' | '\'' | '~' | '≈')
            })
            && !line.is(word.end, |sign| matches!(sign, '-' | '/' | '_' | ':' | '°' | OBJECT));
        let next = line.run(word.end, is_blank);
        // A postcode stands before a town.
        let postcode = digits.len() == 5 && next > word.end && line.is(next, char::is_uppercase);
        if is_number
            && !postcode
            && !is_named(line, word.start)
            && !line.was(word.start, |s| s == '§')
        {
            let fixed = grouped(digits, line.profile.between_thousands());
            line.fix(&rules::GROUPS_MISSING, word, &fixed);
        }
    }
}

fn grouped(digits: &str, space: &str) -> String {
    let mut out = String::new();
    for (rank, digit) in digits.chars().enumerate() {
        if rank > 0 && (digits.len() - rank).is_multiple_of(3) {
            out.push_str(space);
        }
        out.push(digit);
    }
    out
}
