//! Dates in running text: their form, what holds them together, and whether they are in the
//! calendar.

use newsroom::{
    IssueDate, Language,
    dates::{DateWords, month_in, weekday_in},
};

use super::{
    line::{Line, is_blank},
    rules,
};

/// Whether `word` is a French month, whatever its case.
pub(super) fn is_month(word: &str) -> bool {
    month_in(Language::Fr, word).is_some()
}

/// A day before a month: where its number begins, where it ends, where the month begins and ends.
fn day_and_month(line: &Line<'_>) -> Vec<[usize; 4]> {
    let mut found = Vec::new();
    for word in line.words() {
        let end = line.run_back(word.start, is_blank);
        // Few words follow a figure: the calendar is asked about these alone.
        let figure = end < word.start
            && line.was(end, |sign| sign.is_ascii_digit() || sign == 'r')
            && word.len() >= 3;
        if !figure {
            continue;
        }
        let from = line.run_back(end, char::is_alphanumeric);
        let text = line.text(from..end);
        let digits = text.strip_suffix("er").unwrap_or(text);
        let day = digits.parse::<u8>().ok().filter(|day| (1..=31).contains(day));
        let alone = !line.was(from, |sign| matches!(sign, '/' | '-' | '.' | ','));
        if day.is_some() && digits.len() <= 2 && alone && is_month(line.text(word.clone())) {
            found.push([from, end, word.start, word.end]);
        }
    }
    found
}

pub(super) fn forms(line: &mut Line<'_>) {
    for [from, end, start, to] in day_and_month(line) {
        let (day, name) = (line.text(from..end), line.text(start..to));
        let wanted = match day.trim_start_matches('0') {
            "1" => "1er",
            bare => bare,
        };
        let lower =
            if is_holiday(line, wanted, name, to) { name.to_owned() } else { name.to_lowercase() };
        if wanted != day || lower != name {
            line.fix(&rules::DATE, from..to, &format!("{wanted}\u{a0}{lower}"));
        }
    }
}

/// « le 14 Juillet », « le 1er Mai » without a year are the names of holidays.
fn is_holiday(line: &Line<'_>, day: &str, month: &str, to: usize) -> bool {
    let named = [("1er", "Mai"), ("8", "Mai"), ("14", "Juillet"), ("11", "Novembre")];
    let year = line.run(to, is_blank);
    named.contains(&(day, month)) && !line.is(year, |sign| sign.is_ascii_digit())
}

pub(super) fn days(line: &mut Line<'_>) {
    for [_, end, start, _] in day_and_month(line) {
        line.fix(&rules::DAY, end..start, "\u{a0}");
    }
}

/// A weekday that is not that of its date; a date without a year is the one nearest to `issue`.
pub(super) fn weekdays(line: &mut Line<'_>, issue: Option<IssueDate>) {
    /// "wednesday, september 15, 2025" is not longer.
    const LONGEST: usize = 6;
    let language = line.profile.language();
    let words = line.row_of_words();
    for (rank, word) in words.iter().enumerate() {
        // « dimanche », « Thursday »: no other word is asked about.
        if !(5..=9).contains(&word.len()) {
            continue;
        }
        let text = line.text(word.clone());
        if weekday_in(language, text).is_none() {
            continue;
        }
        let Some(last) = words[rank..].iter().take(LONGEST).next_back() else { continue };
        // The date must follow at once, in the same clause.
        let clause =
            line.run(word.end, |sign| is_blank(sign) || sign.is_alphanumeric() || sign == ',');
        let date = line.text(word.start..last.end.min(clause));
        let Some(read) = DateWords::find(date) else { continue };
        let (Some(said), Some(day)) = (read.weekday, day_of(read, issue)) else { continue };
        if day.day().weekday() == said {
            continue;
        }
        let right = day.weekday(language);
        let right = if text.starts_with(char::is_uppercase) {
            capitalised(right)
        } else {
            right.to_owned()
        };
        line.fix(&rules::WEEKDAY, word.clone(), &right);
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The day that is meant; a year that is said needs no issue to be near to.
fn day_of(read: DateWords, issue: Option<IssueDate>) -> Option<IssueDate> {
    let issue = issue.or_else(|| format!("{:04}-01-01", read.year?).parse().ok())?;
    read.around(issue)
}
