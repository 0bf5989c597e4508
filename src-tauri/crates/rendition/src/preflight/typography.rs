//! Signs of the typewriter, and the spaces that French asks for around its punctuation.
//!
//! One remark an article and a rule: a text typed without an apostrophe key has hundreds.

use std::ops::Range;

use newsroom::{Language, Profile};

use super::{
    Mending, Passages, Place, Remarks,
    prose::{BLANK, Passage},
    rules::{self, Rule},
};
use crate::Composition;

/// Signs to replace, each by the words that it should be; nothing when a person must choose.
type Found = Vec<(Range<usize>, Option<String>)>;

pub(super) fn check(
    composition: &Composition,
    place: &Place<'_>,
    passages: &Passages,
    remarks: &mut Remarks<'_>,
) {
    let french = place.is_french();
    let all = || passages.all();
    let spaced = || passages.all().filter(|passage| passage.spaced);
    count(&rules::DOUBLE_SPACES, place, spaced(), &double_spaces, remarks);
    count(&rules::THREE_DOTS, place, all(), &three_dots, remarks);
    count(&rules::STRAIGHT, place, all(), &|words| straight(words, french), remarks);
    each(&rules::GLUED, place, all(), &glued, remarks);
    each(&rules::CAPITAL, place, all(), &capital_inside, remarks);
    if french {
        let publication = &composition.proof().publication;
        let profile = match publication.locale {
            Language::Fr => publication.house_style.typography,
            Language::En => Profile::FrPresse,
        };
        count(&rules::BREAKING_SPACES, place, spaced(), &|w| breaking(w, profile), remarks);
        count(&rules::MISSING_SPACES, place, spaced(), &|w| missing(w, profile), remarks);
        each(&rules::STYLE_INSTITUTION, place, all(), &institutions, remarks);
    }
    each(&rules::DOUBLED, place, all(), &doubled, remarks);
}

/// One remark for the whole article.
fn count<'p>(
    rule: &Rule,
    place: &Place<'_>,
    passages: impl Iterator<Item = &'p Passage>,
    find: &dyn Fn(&str) -> Found,
    remarks: &mut Remarks<'_>,
) {
    let mut count = 0;
    let mut first = None;
    let mut mending = Mending::new();
    for passage in passages {
        let found = find(&passage.words);
        let found = found.into_iter().filter(|(within, _)| !passage.is_foreign(within));
        for (within, words) in found {
            count += 1;
            let span = passage.span(within);
            mending.extend(span.clone().zip(words));
            first = first.or(span);
        }
    }
    if count > 0 {
        let params = [("count", count.to_string())];
        remarks.mendable(rule, place.slug, first, params, mending);
    }
}

/// A remark for each.
fn each<'p>(
    rule: &Rule,
    place: &Place<'_>,
    passages: impl Iterator<Item = &'p Passage>,
    find: &dyn Fn(&str) -> Found,
    remarks: &mut Remarks<'_>,
) {
    for passage in passages {
        for (within, better) in find(&passage.words) {
            if passage.is_foreign(&within) {
                continue;
            }
            let words = passage.words[within.clone()].to_owned();
            let span = passage.span(within);
            let mending = span.clone().zip(better).into_iter().collect();
            remarks.mendable(rule, place.slug, span, [("words", words)], mending);
        }
    }
}

pub(super) fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '\u{a0}' | '\u{202f}')
}

/// Runs of spaces between words; at the end of a line they are Markdown's line break.
fn double_spaces(words: &str) -> Found {
    let mut found = Vec::new();
    let mut at = 0;
    for line in words.split_inclusive('\n') {
        let inside = line.trim_end();
        let mut run: Option<Range<usize>> = None;
        for (place, letter) in inside.char_indices() {
            if is_space(letter) && at + place > 0 {
                let start = run.as_ref().map_or(place, |run| run.start);
                run = Some(start..place + letter.len_utf8());
            } else if let Some(run) = run.take()
                && inside[run.clone()].chars().count() > 1
                && run.start > 0
            {
                let firm = inside[run.clone()].chars().find(|space| *space != ' ');
                let one = firm.unwrap_or(' ').to_string();
                found.push((at + run.start..at + run.end, Some(one)));
            }
        }
        at += line.len();
    }
    found
}

fn three_dots(words: &str) -> Found {
    let dots = words.match_indices("...");
    dots.map(|(at, dots)| (at..at + dots.len(), Some("…".to_owned()))).collect()
}

/// Straight quotes and apostrophes, save those that are feet, inches or minutes.
fn straight(words: &str, french: bool) -> Found {
    let signs: Vec<(usize, char)> = words
        .char_indices()
        .filter(|(at, sign)| {
            matches!(sign, '\'' | '"')
                && !words[..*at].ends_with(|before: char| before.is_ascii_digit())
        })
        .collect();
    let quotes = signs.iter().filter(|(_, sign)| *sign == '"').count();
    let mut opens = false;
    let mend = |(at, sign): (usize, char)| {
        let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        let better = if sign == '"' {
            opens = !opens;
            let marks = if french { ["«\u{a0}", "\u{a0}»"] } else { ["“", "”"] };
            (quotes % 2 == 0).then(|| marks[usize::from(!opens)].to_owned())
        } else {
            let (before, after) = (words[..at].chars().next_back(), words[at + 1..].chars().next());
            (letter(before) && letter(after)).then(|| "’".to_owned())
        };
        (at..at + 1, better)
    };
    signs.into_iter().map(mend).collect()
}

/// A full stop or a comma without the space that it asks for: `track.Le`.
fn glued(words: &str) -> Found {
    let letters: Vec<(usize, char)> = words.char_indices().collect();
    let is_lower = |at: Option<&(usize, char)>| at.is_some_and(|(_, c)| c.is_lowercase());
    let mut found = Vec::new();
    for (rank, (at, sign)) in letters.iter().enumerate() {
        let (Some(before), Some((_, next))) =
            (rank.checked_sub(2).and_then(|two| letters.get(two..rank)), letters.get(rank + 1))
        else {
            continue;
        };
        let after_word = before.iter().all(|(_, c)| c.is_lowercase());
        let begins = match sign {
            '.' => next.is_uppercase() && is_lower(letters.get(rank + 2)),
            ',' => next.is_alphabetic(),
            _ => false,
        };
        if after_word && begins {
            found.push((*at..at + 1, Some(format!("{sign} "))));
        }
    }
    found
}

/// A capital at the end of a word in small letters: `comptéS`.
fn capital_inside(words: &str) -> Found {
    const SHORTEST: usize = 4;
    let mut found = Vec::new();
    for (at, word) in tokens(words) {
        let Some((last, capital)) = word.char_indices().next_back() else { continue };
        let head = &word[..last];
        let small = head.chars().skip(1).all(char::is_lowercase);
        if capital.is_uppercase() && small && head.chars().count() >= SHORTEST {
            found.push((at..at + word.len(), None));
        }
    }
    found
}

/// Little words that never follow themselves.
const NEVER_TWICE: [&str; 26] = [
    "le", "la", "les", "de", "des", "du", "un", "une", "et", "au", "aux", "dans", "pour", "par",
    "sur", "ce", "ses", "sa", "son", "the", "of", "and", "to", "for", "with", "at",
];

/// A little word that stands twice: `de de`.
fn doubled(words: &str) -> Found {
    let tokens: Vec<(usize, &str)> = tokens(words).collect();
    let mut found = Vec::new();
    for (rank, pair) in tokens.windows(2).enumerate() {
        let [(at, first), (again, second)] = pair else { continue };
        let between = &words[at + first.len()..*again];
        let apart = !between.is_empty() && between.chars().all(|c| is_space(c) || c == '\n');
        let name_follows =
            tokens.get(rank + 2).is_some_and(|(_, next)| next.starts_with(char::is_uppercase));
        let little = NEVER_TWICE.contains(&first.to_lowercase().as_str());
        let same = first.to_lowercase() == *second;
        if apart && little && same && !name_follows {
            found.push((*at..again + second.len(), Some((*first).to_owned())));
        }
    }
    found
}

/// Names of institutions whose adjective takes no capital, and the name as it is written.
const INSTITUTIONS: [(&str, &str); 8] = [
    ("Union Européenne", "Union européenne"),
    ("Commission Européenne", "Commission européenne"),
    ("Parlement Européen", "Parlement européen"),
    ("Conseil Européen", "Conseil européen"),
    ("Banque Centrale Européenne", "Banque centrale européenne"),
    ("Assemblée Nationale", "Assemblée nationale"),
    ("Éducation Nationale", "Éducation nationale"),
    ("Maison blanche", "Maison-Blanche"),
];

fn institutions(words: &str) -> Found {
    let mut found = Found::new();
    for (wrong, right) in INSTITUTIONS {
        let places = words.match_indices(wrong);
        found.extend(places.map(|(at, _)| (at..at + wrong.len(), Some(right.to_owned()))));
    }
    found.sort_by_key(|(within, _)| within.start);
    found
}

/// The space that the school of `profile` puts before `sign`.
fn before(sign: char, profile: Profile) -> &'static str {
    match (sign, profile) {
        (_, Profile::EnUs | Profile::EnGb) | (';' | '!' | '?', Profile::FrCa) => "",
        (';' | '!' | '?', Profile::FrPresse | Profile::FrFine) | ('»', Profile::FrFine) => {
            "\u{202f}"
        }
        _ => "\u{a0}",
    }
}

/// Whether what follows a sign of punctuation shows that it is one, and no smiley or address.
fn ends_there(after: Option<char>) -> bool {
    after.is_none_or(|c| c.is_whitespace() || is_space(c) || "»”)]!?*_…".contains(c))
}

/// Ordinary spaces where a line could break before its punctuation.
fn breaking(words: &str, profile: Profile) -> Found {
    let mut found = Vec::new();
    let letters: Vec<(usize, char)> = words.char_indices().collect();
    for pair in letters.windows(2) {
        let [(at, left), (next, right)] = pair else { continue };
        let after = words[next + right.len_utf8()..].chars().next();
        let before_it = words[..*at].chars().next_back();
        let worded = before_it.is_some_and(|c| !c.is_whitespace() && c != BLANK && c != '|');
        let firm = match right {
            // A smiley is no punctuation.
            ';' | ':' if after == Some(')') => false,
            ';' | '!' | '?' | ':' => *left == ' ' && worded && ends_there(after),
            '%' => *left == ' ' && before_it.is_some_and(|c| c.is_ascii_digit()),
            '»' => *left == ' ' && worded,
            _ => false,
        };
        if firm {
            found.push((*at..at + 1, Some(before(*right, profile).to_owned())));
        } else if *left == '«' && *right == ' ' {
            let inner = before('»', profile).to_owned();
            found.push((*next..next + 1, Some(inner)));
        }
    }
    found
}

/// Punctuation glued to its word.
fn missing(words: &str, profile: Profile) -> Found {
    let mut found = Vec::new();
    let letters: Vec<(usize, char)> = words.char_indices().collect();
    for pair in letters.windows(2) {
        let [(at, left), (next, right)] = pair else { continue };
        let after = words[next + right.len_utf8()..].chars().next();
        let space = before(*right, profile);
        let bare = match right {
            ';' | '!' | '?' => {
                (left.is_lowercase() || *left == '»') && ends_there(after) && !space.is_empty()
            }
            ':' => (left.is_lowercase() || *left == '»') && after.is_some_and(is_space),
            '%' => left.is_ascii_digit() && ends_there(after),
            '»' => left.is_alphanumeric() || ".!?…".contains(*left),
            _ => false,
        };
        if bare {
            found.push((*next..*next, Some(space.to_owned())));
        } else if *left == '«' && right.is_alphanumeric() {
            let place = at + left.len_utf8();
            found.push((place..place, Some(before('»', profile).to_owned())));
        }
    }
    // A sign that ends the passage has no neighbour after it, and is met above all the same.
    found
}

/// The words of a passage with their places; an apostrophe and a hyphen end a word.
pub(super) fn tokens(words: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    words.split_inclusive(|letter: char| !letter.is_alphanumeric()).filter_map(move |piece| {
        let start = at;
        at += piece.len();
        let word = piece.trim_end_matches(|letter: char| !letter.is_alphanumeric());
        (!word.is_empty()).then_some((start, word))
    })
}
