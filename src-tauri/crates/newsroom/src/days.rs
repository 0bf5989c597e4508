//! Days as someone who looks for an issue types them: `15 janv`, `2025-01`, `lundi dernier`.

use jiff::{ToSpan, civil::Weekday};

use crate::{
    IssueDate,
    dates::{MONTHS_EN, MONTHS_FR, WEEKDAYS_EN, WEEKDAYS_FR},
    slugify,
};

/// Letters from which a month or a weekday is known.
const ENOUGH: usize = 3;
/// Words that say nothing of which day it is.
const IDLE: [&str; 12] = [
    "du", "de", "le", "la", "dernier", "derniere", "passe", "numero", "last", "of", "the", "issue",
];

/// The days that words may mean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DaysWanted {
    day: Option<i8>,
    /// Months that the letters typed so far may begin; any when there is none.
    months: Vec<i8>,
    year: Option<i16>,
    weekday: Option<Weekday>,
    exactly: Option<IssueDate>,
    /// The beginning of a day written as a computer does.
    written: Option<String>,
}

impl DaysWanted {
    /// Reads `words`, typed on `today`; `None` when they speak of something else than a day.
    pub fn read(words: &str, today: IssueDate) -> Option<Self> {
        if let Some(written) = written(words.trim()) {
            return Some(Self { written: Some(written), ..Self::default() });
        }
        let folded = slugify(words)?;
        let mut wanted = Self::default();
        let mut numbers = Vec::new();
        let back = |days: i32| today.day().checked_sub(days.days()).ok().map(IssueDate::from);
        for word in folded.split('-') {
            if let Ok(number) = word.strip_suffix("er").unwrap_or(word).parse::<i16>() {
                numbers.push((number, word.len()));
            } else if word == "hier" || word == "yesterday" {
                // "avant-hier" has said its first half.
                wanted.exactly = if wanted.exactly.is_some() { back(2) } else { back(1) };
            } else if word == "avant" {
                wanted.exactly = back(2);
            } else if let Some(months) = months(word) {
                wanted.months = months;
            } else if let Some(weekday) = weekday(word) {
                wanted.weekday = Some(weekday);
            } else if !IDLE.contains(&word) {
                return None;
            }
        }
        wanted.count(&numbers).then_some(wanted).filter(|wanted| *wanted != Self::default())
    }

    /// Whether `day` may be meant.
    pub fn has(&self, day: IssueDate) -> bool {
        let date = day.day();
        self.exactly.is_none_or(|exactly| exactly == day)
            && self.written.as_ref().is_none_or(|written| day.to_string().starts_with(written))
            && self.day.is_none_or(|wanted| wanted == date.day())
            && (self.months.is_empty() || self.months.contains(&date.month()))
            && self.year.is_none_or(|year| year == date.year())
            && self.weekday.is_none_or(|weekday| weekday == date.weekday())
    }

    /// Takes the figures in, each with how many it was written with: `15`, `15/01`, `15 … 2025`.
    /// Says whether they can be a date.
    fn count(&mut self, numbers: &[(i16, usize)]) -> bool {
        let (years, rest): (Vec<_>, Vec<_>) = numbers.iter().partition(|(_, length)| *length == 4);
        let rest: Vec<i8> =
            rest.iter().filter_map(|(number, _)| i8::try_from(*number).ok()).collect();
        if years.len() > 1 || rest.len() + years.len() < numbers.len() || rest.len() > 2 {
            return false;
        }
        self.year = years.first().map(|(year, _)| *year);
        self.day = rest.first().copied();
        self.months.extend(rest.get(1));
        self.day.is_none_or(|day| (1..=31).contains(&day))
            && self.months.iter().all(|month| (1..=12).contains(month))
    }
}

/// `2025`, `2025-01`, `2025-01-1`: a year and what was typed after it.
fn written(words: &str) -> Option<String> {
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let mut parts = words.split('-');
    let year = parts.next()?;
    let good = year.len() == 4 && digits(year) && parts.all(|part| part.len() <= 2 && digits(part));
    good.then(|| words.to_owned())
}

/// The months that `word` may begin.
fn months(word: &str) -> Option<Vec<i8>> {
    let mut found: Vec<i8> =
        ranks(&MONTHS_FR, word).chain(ranks(&MONTHS_EN, word)).map(|rank| rank + 1).collect();
    found.sort_unstable();
    found.dedup();
    (!found.is_empty()).then_some(found)
}

fn weekday(word: &str) -> Option<Weekday> {
    let rank = ranks(&WEEKDAYS_FR, word).chain(ranks(&WEEKDAYS_EN, word)).next()?;
    Weekday::from_monday_zero_offset(rank).ok()
}

/// The ranks of the `names` that `word` begins.
fn ranks<'a>(names: &'a [&str], word: &'a str) -> impl Iterator<Item = i8> + 'a {
    let long_enough = word.len() >= ENOUGH;
    names
        .iter()
        .enumerate()
        .filter(move |(_, name)| {
            long_enough && slugify(name).is_some_and(|name| name.starts_with(word))
        })
        .filter_map(|(rank, _)| i8::try_from(rank).ok())
}
