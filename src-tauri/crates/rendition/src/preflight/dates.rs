//! Dates in the prose, held against the calendar.

use std::ops::Range;

use newsroom::{dates::DateWords, typed::tokens};

use super::{Passages, Place, Remarks, references::typed_ranges, rules};
use crate::Composition;

/// A date is at most this many words: "mercredi 15 janvier 2025".
const DATE_WORDS: usize = 4;

pub(super) fn check(
    composition: &Composition,
    place: &Place<'_>,
    passages: &Passages,
    remarks: &mut Remarks<'_>,
) {
    let (publication, issue) = (&composition.proof().publication, composition.proof().plan.date);
    for passage in passages.all() {
        let typed = typed_ranges(&publication.name, &passage.words);
        for (within, date) in dates(&passage.words) {
            // A typed cross-reference is judged as one.
            if typed.iter().any(|typed| typed.contains(&within.start)) {
                continue;
            }
            let words = passage.words[within.clone()].to_owned();
            let span = passage.span(within);
            match date.around(issue) {
                None => {
                    let params = [("words", words)];
                    remarks.on_words(&rules::DATE_IMPOSSIBLE, place.slug, span, params);
                }
                Some(day) if date.weekday.is_some_and(|said| said != day.day().weekday()) => {
                    let params = [("words", words), ("other", day.long(publication.locale))];
                    remarks.on_words(&rules::DATE_WEEKDAY, place.slug, span, params);
                }
                Some(_) => {}
            }
        }
    }
}

/// The dates of `words` that say their day and month side by side.
pub(super) fn dates(words: &str) -> Vec<(Range<usize>, DateWords)> {
    let tokens: Vec<(usize, &str)> = tokens(words).collect();
    let mut found: Vec<(Range<usize>, DateWords)> = Vec::new();
    let mut rank = 0;
    while rank < tokens.len() {
        let window = &tokens[rank..tokens.len().min(rank + DATE_WORDS)];
        match read(words, window) {
            Some((taken, date)) => {
                let (first, last) = (tokens[rank], tokens[rank + taken - 1]);
                found.push((first.0..last.0 + last.1.len(), date));
                rank += taken;
            }
            None => rank += 1,
        }
    }
    found
}

/// The date that begins with the first word of `window`, and how many words it takes.
fn read(words: &str, window: &[(usize, &str)]) -> Option<(usize, DateWords)> {
    window.first().filter(|(_, word)| DateWords::may_begin_with(word))?;
    for taken in (2..=window.len()).rev() {
        let (first, last) = (window[0], window[taken - 1]);
        let phrase = &words[first.0..last.0 + last.1.len()];
        // Words of one date have spaces between them, and a comma at most.
        let together = phrase.chars().all(|c| c.is_alphanumeric() || c.is_whitespace() || c == ',');
        let Some(date) = DateWords::find(phrase).filter(|_| together) else { continue };
        let said = 2 + usize::from(date.weekday.is_some()) + usize::from(date.year.is_some());
        if said == taken {
            return Some((taken, date));
        }
    }
    None
}
