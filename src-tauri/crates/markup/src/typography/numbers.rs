//! Numbers: their groups, their units, their ordinals.

use super::{
    line::{Line, NO_BREAK, is_blank},
    rules,
};
use crate::prose::OBJECT;

const UNITS: [&str; 63] = [
    "€", "$", "£", "¥", "k€", "K€", "M€", "Md€", "k$", "K$", "M$", "Md$", "M£", "Md£", "¢", "mm",
    "cm", "m", "km", "m²", "m³", "km²", "km/h", "ha", "mg", "g", "kg", "t", "ml", "cl", "l", "L",
    "W", "kW", "MW", "GW", "TW", "Wh", "kWh", "MWh", "GWh", "TWh", "V", "Hz", "kHz", "MHz", "GHz",
    "ko", "Ko", "Mo", "Go", "To", "Po", "kbit/s", "Mbit/s", "Gbit/s", "°C", "°F", "Ω", "dB", "h",
    "min", "px",
];
const MILLIONS: [&str; 7] =
    ["mille", "million", "millions", "milliard", "milliards", "billion", "billions"];
/// The digits of the number that ends at `to`.
fn number_before(line: &Line<'_>, to: usize) -> usize {
    line.run_back(to, |sign| sign.is_ascii_digit())
}

/// The longest of `words` that stands at `rank` and ends there.
fn word_at(line: &Line<'_>, rank: usize, words: &[&str]) -> Option<usize> {
    words
        .iter()
        .filter_map(|word| line.says(rank, word))
        .filter(|end| {
            !line.is(*end, |sign| {
                sign.is_alphanumeric()
                    || matches!(sign, '\'' | '’' | '-' | '/' | '²' | '³' | OBJECT)
            })
        })
        .max()
}

pub(super) fn units(line: &mut Line<'_>) {
    for from in line.marks().map(|digit| digit + 1) {
        let rank = line.run(from, is_blank);
        if rank == from || !line.was(from, |sign| sign.is_ascii_digit()) {
            continue;
        }
        if word_at(line, rank, &MILLIONS).is_some() {
            if line.house.free_millions {
                continue;
            }
            line.fix(&rules::MILLIONS, from..rank, "\u{a0}");
        } else if let Some(end) = word_at(line, rank, &UNITS) {
            line.fix(&rules::UNIT, from..rank, "\u{a0}");
            minutes(line, rank, end);
        }
    }
}

/// `12 h 30`: the minutes go with the hour.
fn minutes(line: &mut Line<'_>, rank: usize, end: usize) {
    let next = line.run(end, is_blank);
    let digits = line.run(next, |sign| sign.is_ascii_digit());
    if line.text(rank..end) == "h" && next > end && digits == next + 2 {
        line.fix(&rules::UNIT, end..next, "\u{a0}");
    }
}

/// `18h30`, `8h`: hours typed in one word. `12:30` is left, and so is `24h/24`.
pub(super) fn hours(line: &mut Line<'_>) {
    for word in line.words() {
        if !line.is(word.start, |sign| sign.is_ascii_digit()) {
            continue;
        }
        let text = line.text(word.clone());
        let Some((hour, minutes)) = text.split_once(['h', 'H']) else { continue };
        let figure = |digits: &str| -> Option<u8> {
            digits.bytes().all(|digit| digit.is_ascii_digit()).then(|| digits.parse().ok())?
        };
        let Some(hour) = figure(hour).filter(|hour| *hour <= 24) else { continue };
        let minutes = match minutes {
            "" | "00" => String::new(),
            told if told.len() == 2 && figure(told).is_some_and(|minutes| minutes < 60) => {
                format!("{NO_BREAK}{told}")
            }
            _ => continue,
        };
        let joins = |sign| matches!(sign, '-' | '/' | ':' | '.' | '+' | '\'' | '’' | '#' | OBJECT);
        let ends = |sign| matches!(sign, '-' | '/' | ':' | '\'' | '’' | OBJECT);
        if !line.was(word.start, joins) && !line.is(word.end, ends) && !line.is_code(word.start) {
            line.fix(&rules::HOUR, word, &format!("{hour}{NO_BREAK}h{minutes}"));
        }
    }
}

pub(super) fn percents(line: &mut Line<'_>) {
    let space = line.profile.before_percent();
    for rank in line.marks() {
        if line.is(rank, |sign| matches!(sign, '%' | '‰'))
            && !line.is(rank + 1, char::is_alphanumeric)
        {
            let from = line.run_back(rank, is_blank);
            if from < rank && line.was(from, |sign| sign.is_ascii_digit()) {
                line.fix(&rules::PERCENT, from..rank, space);
            }
        }
    }
}

/// Symbols that a number is parted from even where nothing parts them yet.
const SYMBOLS: [&str; 28] = [
    "%", "‰", "€", "$", "£", "k€", "K€", "M€", "Md€", "k$", "M$", "Md$", "km", "cm", "mm", "kg",
    "kWh", "MWh", "GWh", "TWh", "kW", "MW", "GW", "TW", "km/h", "°C", "ha", "m²",
];

pub(super) fn missing_units(line: &mut Line<'_>) {
    for rank in line.marks().map(|digit| digit + 1) {
        let ends = line.was(rank, |sign| sign.is_ascii_digit())
            && !line.is(rank, |sign| sign.is_ascii_digit() || is_blank(sign));
        if !ends || line.is_code(rank) {
            continue;
        }
        let Some(end) = word_at(line, rank, &SYMBOLS) else { continue };
        let from = number_before(line, rank);
        let whole = !line.was(from, |sign| sign.is_alphabetic() || matches!(sign, '-' | '/'));
        if whole {
            let space = if line.is(rank, |sign| matches!(sign, '%' | '‰')) {
                line.profile.before_percent().to_owned()
            } else {
                NO_BREAK.to_string()
            };
            let fixed = format!("{}{space}{}", line.text(from..rank), line.text(rank..end));
            line.fix(&rules::UNIT_MISSING, from..end, &fixed);
        }
    }
}

pub(super) fn billions(line: &mut Line<'_>) {
    for word in line.words() {
        if !line.is(word.start, |sign| sign == 'M')
            || !["Mds", "Mrd", "Mrds", "MDS", "MD", "Mld", "Mlds"]
                .contains(&line.text(word.clone()))
        {
            continue;
        }
        let money = line.is(word.end, |sign| matches!(sign, '€' | '$' | '£'));
        let from = line.run_back(word.start, is_blank);
        if money && line.was(from, |sign| sign.is_ascii_digit()) {
            let fixed = format!("\u{a0}Md{}", line.text(word.end..word.end + 1));
            if from < word.start {
                line.fix(&rules::BILLIONS, from..word.end + 1, &fixed);
            } else {
                line.fix(&rules::BILLIONS, word.start..word.end + 1, &fixed);
            }
        }
    }
}

pub(super) fn plurals(line: &mut Line<'_>) {
    for word in line.words() {
        let text = line.text(word.clone());
        let singular = match text {
            "millions" => "million",
            "milliards" => "milliard",
            _ => continue,
        };
        let blanks = line.run_back(word.start, is_blank);
        let from = line.run_back(blanks, |sign| sign.is_ascii_digit() || sign == ',');
        let number = line.text(from..blanks);
        let under_two = number.starts_with("1,") || number.starts_with("0,") || number == "1";
        if blanks < word.start
            && under_two
            && !line.was(from, |sign| is_blank(sign) && line.was(from - 1, |s| s.is_ascii_digit()))
        {
            let space = if line.house.free_millions { ' ' } else { NO_BREAK };
            line.fix(&rules::PLURAL, from..word.end, &format!("{number}{space}{singular}"));
        }
    }
}

pub(super) fn decimals(line: &mut Line<'_>) {
    for rank in line.marks() {
        let point = line.is(rank, |sign| sign == '.')
            && line.was(rank, |sign| sign.is_ascii_digit())
            && line.is(rank + 1, |sign| sign.is_ascii_digit());
        if !point {
            continue;
        }
        let from = number_before(line, rank);
        let end = line.run(rank + 1, |sign| sign.is_ascii_digit());
        let alone = !line.was(from, |sign| matches!(sign, '.' | ',') || sign.is_alphabetic());
        let next = line.run(end, is_blank);
        let measured = line.is(next, |sign| sign == '%')
            || word_at(line, next, &MILLIONS).is_some()
            || word_at(line, next, &["€", "$", "M€", "Md€", "M$", "Md$"]).is_some();
        if alone && measured {
            let fixed = format!("{},{}", line.text(from..rank), line.text(rank + 1..end));
            line.fix(&rules::DECIMAL, from..end, &fixed);
        }
    }
}

pub(super) fn intervals(line: &mut Line<'_>) {
    for rank in line.marks().filter(|rank| *rank >= 4) {
        let year = |from: usize| {
            let text = line.text(from..from + 4);
            text.len() == 4
                && text.chars().all(|sign| sign.is_ascii_digit())
                && (text.starts_with("19") || text.starts_with("20") || text.starts_with("18"))
        };
        let alone = |sign: char| sign.is_alphanumeric() || matches!(sign, '-' | '/' | '.' | ':');
        if line.is(rank, |sign| sign == '-')
            && year(rank - 4)
            && year(rank + 1)
            && !line.was(rank - 4, alone)
            && !line.is(rank + 5, |sign| sign.is_alphanumeric() || matches!(sign, '-' | '/'))
            && !line.is_code(rank)
            && line.text(rank - 4..rank) < line.text(rank + 1..rank + 5)
        {
            let fixed = format!("{}–{}", line.text(rank - 4..rank), line.text(rank + 1..rank + 5));
            line.fix(&rules::INTERVAL, rank - 4..rank + 5, &fixed);
        }
    }
}

pub(super) fn minuses(line: &mut Line<'_>) {
    for rank in line.marks() {
        let negative = line.is(rank, |sign| sign == '-')
            && line.was(rank, |sign| is_blank(sign) || sign == '(')
            && line.is(rank + 1, |sign| sign.is_ascii_digit());
        if !negative {
            continue;
        }
        let end = line.run(rank + 1, |sign| sign.is_ascii_digit() || matches!(sign, ',' | '.'));
        let next = line.run(end, is_blank);
        if line.is(next, |sign| matches!(sign, '%' | '°' | '€' | '$')) {
            let fixed = format!("−{}", line.text(rank + 1..end));
            line.fix(&rules::MINUS, rank..end, &fixed);
        }
    }
}
