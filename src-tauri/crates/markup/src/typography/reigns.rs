//! Ordinals, and the numbers of centuries and of reigns.

use std::ops::Range;

use super::{
    line::{Line, NO_BREAK, is_blank},
    rules,
};

/// What centuries and republics are numbers of.
const ERAS: [&str; 9] = [
    "siècle",
    "siècles",
    "République",
    "Reich",
    "millénaire",
    "millénaires",
    "dynastie",
    "législature",
    "Internationale",
];
/// Names that sovereigns and popes have.
const REIGNING: [&str; 66] = [
    "Abdallah",
    "Albert",
    "Alexandre",
    "Alphonse",
    "Amédée",
    "Baudouin",
    "Benoît",
    "Bonaparte",
    "Catherine",
    "Charles",
    "Christian",
    "Clément",
    "Clotaire",
    "Clovis",
    "Constantin",
    "Edouard",
    "Elizabeth",
    "Ferdinand",
    "François",
    "Frédéric",
    "Felipe",
    "George",
    "Georges",
    "Grégoire",
    "Guillaume",
    "Gustave",
    "Harald",
    "Hassan",
    "Henri",
    "Hussein",
    "Innocent",
    "Isabelle",
    "Jacques",
    "Jean",
    "Joseph",
    "Jules",
    "Juan",
    "Justinien",
    "Léon",
    "Léopold",
    "Louis",
    "Mahomet",
    "Manuel",
    "Marguerite",
    "Maximilien",
    "Mohammed",
    "Napoléon",
    "Nicolas",
    "Olaf",
    "Oscar",
    "Otton",
    "Paul",
    "Philippe",
    "Pie",
    "Pierre",
    "Rainier",
    "Ramsès",
    "Richard",
    "Robert",
    "Rodolphe",
    "Soliman",
    "Sixte",
    "Thoutmôsis",
    "Urbain",
    "Élisabeth",
    "Édouard",
];

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|sign| "IVXLCDM".contains(sign))
}

/// A roman number without its ordinal ending: `XX` of `XXe`.
fn ordinal(word: &str) -> Option<&str> {
    let number = word.strip_suffix("er").or_else(|| word.strip_suffix("re"));
    let number = number
        .or_else(|| word.strip_suffix(['e', 'è']))
        .or_else(|| word.strip_suffix("ème").or_else(|| word.strip_suffix("ième")))?;
    let arabic = !number.is_empty() && number.chars().all(|sign| sign.is_ascii_digit());
    (is_roman(number) || arabic).then_some(number)
}

/// What stands before `from`, when it is the name of a sovereign.
fn reigns(line: &Line<'_>, from: usize) -> bool {
    let blanks = line.run_back(from, is_blank);
    // « Charles de Gaulle V » is nobody; « Jean-Paul II » reigned.
    blanks < from && REIGNING.contains(&line.word_before(blanks))
}

/// Whether the number of a reign stands at `word`: `XIV`, `Ier`.
fn of_reign(line: &Line<'_>, word: &Range<usize>) -> bool {
    let text = line.text(word.clone());
    let number =
        text == "Ier" || text == "Ire" || (is_roman(text) && !text.contains(['L', 'C', 'D', 'M']));
    // « Jean V. Dupont » has an initial.
    let initial = word.len() == 1 && line.is(word.end, |sign| sign == '.');
    number
        && !initial
        && !line.is(word.end, |sign| matches!(sign, '’' | '\'' | '-'))
        && reigns(line, word.start)
}

/// The word after `word`, when only spaces part them.
fn next_word(line: &Line<'_>, word: &Range<usize>) -> Option<Range<usize>> {
    let start = line.run(word.end, is_blank);
    let end = line.run(start, char::is_alphanumeric);
    (start > word.end && end > start).then_some(start..end)
}

pub(super) fn spaces(line: &mut Line<'_>) {
    for word in line.words() {
        if line.is(word.start, |sign| sign.is_ascii_digit() || "IVXLCDM".contains(sign)) {
            if of_reign(line, &word) {
                let from = line.run_back(word.start, is_blank);
                line.fix(&rules::REIGN, from..word.start, "\u{a0}");
            }
            if ordinal(line.text(word.clone())).is_some()
                && let Some(era) = next_word(line, &word)
                && ERAS.contains(&line.text(era.clone()))
            {
                line.fix(&rules::REIGN, word.end..era.start, "\u{a0}");
            }
        }
    }
}

pub(super) fn ordinals(line: &mut Line<'_>) {
    for word in line.words() {
        if !line.is(word.start, |sign| sign.is_ascii_digit() || "IVXLCDMivx".contains(sign)) {
            continue;
        }
        let text = line.text(word.clone());
        if of_century(line, &word, text) || of_first_reign(line, &word, text) {
            continue;
        }
        if let Some(short) = shortened(text) {
            line.fix(&rules::ORDINAL, word, &short);
        }
    }
}

/// `XX siècle`, `xxe siècle`, `20 e siècle`.
fn of_century(line: &mut Line<'_>, word: &Range<usize>, text: &str) -> bool {
    let Some(next) = next_word(line, word) else { return false };
    let century = |range: Range<usize>| matches!(line.text(range), "siècle" | "siècles");
    let bare = text.strip_suffix("ème").unwrap_or(text).trim_end_matches(['e', 'è']);
    let fixed = format!("{}e", bare.to_uppercase());
    let roman = is_roman(&bare.to_uppercase()) && fixed != "Ie";
    if century(next.clone()) && roman && fixed != text {
        line.fix(&rules::ORDINAL, word.clone(), &fixed);
        return true;
    }
    let parted = line.text(next.clone()) == "e"
        && next_word(line, &next).is_some_and(century)
        && (is_roman(text) || text.chars().all(|sign| sign.is_ascii_digit()));
    if parted {
        line.fix(&rules::ORDINAL, word.start..next.end, &format!("{text}e"));
    }
    parted
}

/// `François 1er`: reigns have Roman numbers.
fn of_first_reign(line: &mut Line<'_>, word: &Range<usize>, text: &str) -> bool {
    let first = matches!(text, "1er" | "1ER") && reigns(line, word.start);
    // « né à Saint-Jean 1er mai » has a date.
    let dated = next_word(line, word).is_some_and(|next| super::dates::is_month(line.text(next)));
    if first && !dated {
        let from = line.run_back(word.start, is_blank);
        line.fix(&rules::ORDINAL, from..word.end, &format!("{NO_BREAK}Ier"));
    }
    first && !dated
}

fn shortened(text: &str) -> Option<String> {
    let cut = text.find(|sign: char| !sign.is_ascii_digit() && !"IVXLCDM".contains(sign));
    let (number, ending) = text.split_at(cut.filter(|cut| *cut > 0)?);
    let arabic = number.chars().all(|sign| sign.is_ascii_digit());
    if !is_roman(number) && !arabic {
        return None;
    }
    let one = number == "1" || number == "I";
    let short = match ending {
        "ère" | "ere" if one => "re",
        "ères" | "eres" if one => "res",
        "ier" if number == "1" => "er",
        "ème" | "eme" | "ième" | "ieme" | "éme" if !one => "e",
        "è" if arabic && !one => "e",
        "èmes" | "emes" | "ièmes" | "iemes" if !one => "es",
        "nd" if number == "2" => "d",
        "nde" if number == "2" => "de",
        _ => return None,
    };
    Some(format!("{number}{short}"))
}
