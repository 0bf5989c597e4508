//! Words that French writes in lower case: days, months, languages, adjectives of a country.

use std::ops::Range;

use newsroom::{Language, dates::weekday_in};

use super::{
    capitals::starts_sentence,
    dates::is_month,
    line::{Line, is_blank},
    rules,
};

/// Days and holidays that are names: « le Vendredi saint ».
const NAMED_DAYS: [&str; 7] = ["saint", "Saint", "des", "gras", "noir", "rouge", "in"];
/// What stands before a month that is one.
const BEFORE_MONTH: [&str; 12] = [
    "en", "début", "fin", "mi", "courant", "dès", "depuis", "janvier", "jusqu", "chaque", "entre",
    "mois",
];
/// What stands before a day of the week.
const BEFORE_DAY: [&str; 16] = [
    "le", "ce", "du", "au", "dès", "chaque", "jusqu", "un", "et", "ou", "les", "depuis", "ces",
    "tous", "soir", "matin",
];
/// Languages, as « en » and « parler » have them.
const LANGUAGES: [&str; 24] = [
    "Français",
    "Anglais",
    "Allemand",
    "Espagnol",
    "Italien",
    "Arabe",
    "Chinois",
    "Russe",
    "Portugais",
    "Japonais",
    "Néerlandais",
    "Polonais",
    "Turc",
    "Grec",
    "Latin",
    "Breton",
    "Occitan",
    "Basque",
    "Catalan",
    "Corse",
    "Coréen",
    "Ukrainien",
    "Hébreu",
    "Créole",
];
/// What stands before a language.
const BEFORE_LANGUAGE: [&str; 12] = [
    "en",
    "parle",
    "parlent",
    "parler",
    "parlait",
    "parlaient",
    "apprendre",
    "apprend",
    "enseigner",
    "langue",
    "traduit",
    "traduite",
];
/// What an adjective of a country says something of.
const SUBJECTS: [&str; 44] = [
    "administration",
    "administrations",
    "agence",
    "armée",
    "association",
    "autorité",
    "autorités",
    "banque",
    "diplomatie",
    "droit",
    "entreprise",
    "entreprises",
    "filiale",
    "firme",
    "fleuron",
    "gouvernement",
    "groupe",
    "géant",
    "industrie",
    "justice",
    "leader",
    "loi",
    "législation",
    "marché",
    "marine",
    "ministre",
    "ministère",
    "opérateur",
    "parlement",
    "police",
    "presse",
    "président",
    "présidente",
    "puissance",
    "république",
    "régulateur",
    "sénat",
    "société",
    "sociétés",
    "startup",
    "start-up",
    "territoire",
    "tribunal",
    "économie",
];
/// The beginnings of those adjectives, all of whose endings are those of adjectives.
const COUNTRIES: [&str; 28] = [
    "Français",
    "Allemand",
    "Américain",
    "Anglais",
    "Belge",
    "Britannique",
    "Canadien",
    "Chinois",
    "Coréen",
    "Danois",
    "Espagnol",
    "Européen",
    "Finlandais",
    "Grec",
    "Indien",
    "Irlandais",
    "Israélien",
    "Italien",
    "Japonais",
    "Marocain",
    "Néerlandais",
    "Norvégien",
    "Polonais",
    "Portugais",
    "Russe",
    "Suisse",
    "Suédois",
    "Ukrainien",
];

pub(super) fn common(line: &mut Line<'_>) {
    let words = line.row_of_words();
    for (rank, word) in words.iter().enumerate().skip(1) {
        let text = line.text(word.clone());
        let capital = line.is(word.start, char::is_uppercase)
            && line.is(word.start + 1, char::is_lowercase)
            && word.len() > 2;
        let before = &words[rank - 1];
        let beside =
            before.end < word.start && (before.end..word.start).all(|at| line.is(at, is_blank));
        if !capital || !beside || starts_sentence(line, word.start) {
            continue;
        }
        let said = line.text(before.clone());
        let next = words.get(rank + 1).filter(|next| {
            (word.end..next.start).all(|at| line.is(at, is_blank)) && next.start > word.end
        });
        let next = next.map(|next| line.text(next.clone())).unwrap_or_default();
        // In a title, or beside another capital, it may be a part of a name.
        let titled = next.starts_with(char::is_uppercase) || line.is(word.end, |sign| sign == '-');
        let is_common = !titled
            && ((is_month(text) && is_dated(text, said, next))
                || (weekday_in(Language::Fr, text).is_some()
                    && BEFORE_DAY.contains(&said)
                    && !NAMED_DAYS.contains(&next))
                || (LANGUAGES.contains(&text) && BEFORE_LANGUAGE.contains(&said))
                || (is_of_country(text) && SUBJECTS.contains(&said)));
        if is_common && !line.speaks_english(word.start) {
            lower(line, word.clone(), text);
        }
    }
}

/// Whether a month stands where a month does: « Mars » and « Avril » are names as well.
fn is_dated(month: &str, before: &str, next: &str) -> bool {
    let year = next.len() == 4 && next.bytes().all(|digit| digit.is_ascii_digit());
    year || BEFORE_MONTH.contains(&before) || (is_month(before) && month != "Mars")
}

fn is_of_country(word: &str) -> bool {
    COUNTRIES.iter().any(|country| {
        word.strip_prefix(country)
            .is_some_and(|end| matches!(end, "" | "s" | "e" | "es" | "ne" | "nes" | "que"))
            || (*country == "Grec" && word.starts_with("Grecque"))
    })
}

fn lower(line: &mut Line<'_>, word: Range<usize>, text: &str) {
    line.fix(&rules::COMMON, word, &text.to_lowercase());
}
