//! Dates of issues, and how the press writes them in French and in English.

use std::{fmt, str::FromStr};

use jiff::civil::{Date, Time, Weekday};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Language;

pub(crate) const MONTHS_FR: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
pub(crate) const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
pub(crate) const WEEKDAYS_FR: [&str; 7] =
    ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
pub(crate) const WEEKDAYS_EN: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The day of an issue: it is the issue's identity, one issue a day.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(try_from = "String", into = "String")]
#[ts(type = "string & { readonly __brand: \"IssueDate\" }")]
#[schemars(with = "String")]
pub struct IssueDate(Date);

/// A date that is not `YYYY-MM-DD`, or not in the calendar.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a date of the calendar written YYYY-MM-DD")]
pub struct InvalidDate(pub String);

impl IssueDate {
    /// The day as the calendar counts it.
    pub fn day(self) -> Date {
        self.0
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// `mercredi 22 janvier 2025`, `Wednesday 22 January 2025`; the first is `1er` in French.
    pub fn long(self, language: Language) -> String {
        format!("{} {} {}", self.weekday(language), self.day_month(language), self.year())
    }

    /// `22 janvier`, `22 January`; the day and the month never part at a line's end.
    pub fn day_month(self, language: Language) -> String {
        let month = usize::from(self.0.month().unsigned_abs()).saturating_sub(1);
        match language {
            Language::Fr => {
                let day = if self.0.day() == 1 { "1er".into() } else { self.0.day().to_string() };
                format!("{day}\u{a0}{}", MONTHS_FR[month])
            }
            Language::En => format!("{}\u{a0}{}", self.0.day(), MONTHS_EN[month]),
        }
    }

    /// The day of the week.
    pub fn day_of_week(self) -> DayOfWeek {
        let rank = usize::from(self.0.weekday().to_monday_zero_offset().unsigned_abs());
        WEEK[rank % WEEK.len()]
    }

    /// `mercredi`, `Wednesday`.
    pub fn weekday(self, language: Language) -> &'static str {
        let rank = usize::from(self.0.weekday().to_monday_zero_offset().unsigned_abs());
        match language {
            Language::Fr => WEEKDAYS_FR[rank],
            Language::En => WEEKDAYS_EN[rank],
        }
    }
}

/// A day of the week.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum DayOfWeek {
    /// Lundi.
    Monday,
    /// Mardi.
    Tuesday,
    /// Mercredi.
    Wednesday,
    /// Jeudi.
    Thursday,
    /// Vendredi.
    Friday,
    /// Samedi.
    Saturday,
    /// Dimanche.
    Sunday,
}

/// Every day of the week, from Monday on.
const WEEK: [DayOfWeek; 7] = [
    DayOfWeek::Monday,
    DayOfWeek::Tuesday,
    DayOfWeek::Wednesday,
    DayOfWeek::Thursday,
    DayOfWeek::Friday,
    DayOfWeek::Saturday,
    DayOfWeek::Sunday,
];

/// An hour of the day, to the minute: `06:30`.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(try_from = "String", into = "String")]
#[ts(type = "string")]
#[schemars(with = "String")]
pub struct TimeOfDay(Time);

/// An hour that is not `HH:MM`, or not in a day.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an hour of the day written HH:MM")]
pub struct InvalidTime(pub String);

impl TimeOfDay {
    /// The hour as the calendar counts it.
    pub fn time(self) -> Time {
        self.0
    }
}

impl FromStr for TimeOfDay {
    type Err = InvalidTime;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let part = |words: &str| (words.len() == 2).then(|| words.parse::<i8>().ok()).flatten();
        let time = s
            .split_once(':')
            .and_then(|(hour, minute)| Time::new(part(hour)?, part(minute)?, 0, 0).ok());
        time.map(Self).ok_or_else(|| InvalidTime(s.to_owned()))
    }
}

impl TryFrom<String> for TimeOfDay {
    type Error = InvalidTime;

    fn try_from(s: String) -> Result<Self, Self::Error> {
        s.parse()
    }
}

impl From<TimeOfDay> for String {
    fn from(hour: TimeOfDay) -> Self {
        hour.to_string()
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0.hour(), self.0.minute())
    }
}

impl From<Date> for IssueDate {
    fn from(day: Date) -> Self {
        Self(day)
    }
}

impl FromStr for IssueDate {
    type Err = InvalidDate;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let shaped = s.len() == 10 && s.as_bytes()[4] == b'-' && s.as_bytes()[7] == b'-';
        let day = if shaped { s.parse::<Date>().ok() } else { None };
        day.map(Self).ok_or_else(|| InvalidDate(s.to_owned()))
    }
}

impl TryFrom<String> for IssueDate {
    type Error = InvalidDate;

    fn try_from(s: String) -> Result<Self, Self::Error> {
        s.parse()
    }
}

impl From<IssueDate> for String {
    fn from(day: IssueDate) -> Self {
        day.to_string()
    }
}

impl fmt::Display for IssueDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A date as words give it: `mercredi 15 janvier`, `1er mars 2025`, `January 15, 2025`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateWords {
    /// The weekday, when the words say one.
    pub weekday: Option<Weekday>,
    /// The day of the month.
    pub day: i8,
    /// The month, 1 to 12.
    pub month: i8,
    /// The year, when the words say one.
    pub year: Option<i16>,
}

impl DateWords {
    /// Whether a date may begin with `word`: a weekday, a day's number or a month.
    pub fn may_begin_with(word: &str) -> bool {
        day_number(word).is_some() || weekday_named(word).is_some() || month_named(word).is_some()
    }

    /// Reads the first date in `words`, French or English.
    pub fn find(words: &str) -> Option<Self> {
        let words: Vec<String> = words
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        let at = words.iter().position(|word| month_named(word).is_some())?;
        let month = month_named(&words[at])?;
        let before = at.checked_sub(1).and_then(|i| day_number(&words[i]));
        let (day, first, last) = match before {
            Some(day) => (day, at - 1, at),
            None => (day_number(words.get(at + 1)?)?, at, at + 1),
        };
        let weekday = first.checked_sub(1).and_then(|i| weekday_named(&words[i]));
        let year = words
            .get(last + 1)
            .filter(|word| word.len() == 4)
            .and_then(|word| word.parse::<i16>().ok());
        Some(Self { weekday, day, month, year })
    }

    /// The day meant by a reference printed in the issue of `issue`: the year said, else the
    /// nearest such day that is not after it (a reference points to the past).
    pub fn before(self, issue: IssueDate) -> Option<IssueDate> {
        let on = |year| Date::new(year, self.month, self.day).ok().map(IssueDate);
        match self.year {
            Some(year) => on(year),
            None => on(issue.year()).filter(|day| *day <= issue).or_else(|| on(issue.year() - 1)),
        }
    }

    /// The next such day that comes after `issue`.
    pub fn after(self, issue: IssueDate) -> Option<IssueDate> {
        let on = |year| Date::new(year, self.month, self.day).ok().map(IssueDate);
        (issue.year()..=issue.year() + 8).filter_map(on).find(|day| *day > issue)
    }

    /// The day meant by a date of the prose of the issue of `issue`: the year said, else the
    /// nearest such day, before or after. `None` when no calendar has it.
    pub fn around(self, issue: IssueDate) -> Option<IssueDate> {
        let on = |year| Date::new(year, self.month, self.day).ok().map(IssueDate);
        if let Some(year) = self.year {
            return on(year);
        }
        // A 29 February is never further than its leap year.
        let years = (issue.year() - 4..=issue.year() + 4).filter_map(on);
        years.min_by_key(|day| (day.0 - issue.0).get_days().unsigned_abs())
    }
}

/// The month that `word` names in `language`, 1 to 12, whatever its case.
pub fn month_in(language: Language, word: &str) -> Option<i8> {
    let names = match language {
        Language::Fr => MONTHS_FR,
        Language::En => MONTHS_EN,
    };
    i8::try_from(rank_of(word, &names)? + 1).ok()
}

/// The month that `word` names in French or in English, 1 to 12, whatever its case.
pub fn month_named(word: &str) -> Option<i8> {
    month_in(Language::Fr, word).or_else(|| month_in(Language::En, word))
}

/// The weekday that `word` names in `language`, whatever its case.
pub fn weekday_in(language: Language, word: &str) -> Option<Weekday> {
    let names = match language {
        Language::Fr => WEEKDAYS_FR,
        Language::En => WEEKDAYS_EN,
    };
    Weekday::from_monday_zero_offset(i8::try_from(rank_of(word, &names)?).ok()?).ok()
}

pub(crate) fn weekday_named(word: &str) -> Option<Weekday> {
    weekday_in(Language::Fr, word).or_else(|| weekday_in(Language::En, word))
}

/// Which of `names` a word is, whatever its case, which changes no length of theirs. Every word of
/// a text is asked: nothing is copied.
fn rank_of(word: &str, names: &[&str]) -> Option<usize> {
    names.iter().position(|name| name.len() == word.len() && is_same(name, word))
}

/// Whether two words are one, whatever their case.
fn is_same(one: &str, other: &str) -> bool {
    one.chars().flat_map(char::to_lowercase).eq(other.chars().flat_map(char::to_lowercase))
}

fn day_number(word: &str) -> Option<i8> {
    let digits = word.strip_suffix("er").unwrap_or(word);
    digits.parse::<i8>().ok().filter(|day| (1..=31).contains(day))
}
