//! Where the words of a page were written, and where written words stand in a page.
//!
//! A word of a page and a word of a text are matched by the longest run of words that both have
//! in the same order: what a page computes and what Markdown adds fall between.

use std::ops::Range;

use newsroom::DraftSlug;

use super::{Medium, Page, Section};

/// Beyond so many pairs of words, a block is too long to be matched word by word.
const MOST_PAIRS: usize = 4_000_000;

/// A block of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its section.
    pub section: usize,
    /// Its rank among the elements of the section; none for the section's head.
    pub block: Option<usize>,
    /// The top-level block of the text that it prints; none when it prints all of the text.
    pub rank: Option<usize>,
}

/// The article that a block of a page comes from, and the rank of the block in its text; no
/// block asks for the section's head.
pub fn locate(
    page: &Page,
    section: usize,
    block: Option<usize>,
) -> Option<(DraftSlug, Option<usize>)> {
    let section = page.sections.get(section)?;
    match block.and_then(|block| section.shown().nth(block)) {
        Some(printed) => {
            let article = printed.article.as_ref().or(section.article.as_ref())?;
            Some((article.clone(), printed.rank))
        }
        None => Some((section.article.clone()?, None)),
    }
}

/// The blocks that print the text of `article`, in the order of the page.
pub fn places(page: &Page, article: &DraftSlug) -> Vec<Place> {
    let mut places = Vec::new();
    for (rank, section) in page.sections.iter().enumerate() {
        let mine = section.article.as_ref() == Some(article);
        for (block, printed) in section.shown().enumerate() {
            let whole = printed.article.as_ref() == Some(article);
            if whole || (mine && printed.rank.is_some()) {
                places.push(Place { section: rank, block: Some(block), rank: printed.rank });
            }
        }
        if mine && places.is_empty() {
            places.push(Place { section: rank, block: None, rank: None });
        }
    }
    places
}

/// The byte of `written` where the word of rank `word` of a block was written, as near as can be
/// told.
pub fn written_at(
    page: &Page,
    section: usize,
    block: usize,
    word: usize,
    written: &str,
) -> Option<usize> {
    let shown = shown_words(page.sections.get(section)?, block, page.medium)?;
    let source = word_ranges(written);
    let pairs = pairs(&words(&shown), &slices(written, &source));
    let at = pairs.partition_point(|(place, _)| *place < word);
    match (pairs.get(at), at.checked_sub(1).and_then(|before| pairs.get(before))) {
        (Some((place, rank)), _) if *place == word => Some(source[*rank].start),
        // A word that the page computed: what stands after the word before it.
        (_, Some((_, rank))) => Some(source.get(rank + 1).map_or(written.len(), |next| next.start)),
        (Some(_), None) => Some(0),
        (None, None) => None,
    }
}

/// The rank of the word of a block that byte `at` of `written` prints, as near as can be told.
pub fn shown_at(
    page: &Page,
    section: usize,
    block: usize,
    written: &str,
    at: usize,
) -> Option<usize> {
    let shown = shown_words(page.sections.get(section)?, block, page.medium)?;
    let source = word_ranges(written);
    let pairs = pairs(&words(&shown), &slices(written, &source));
    let rank = source.partition_point(|range| range.end < at);
    let next = pairs.partition_point(|(_, written)| *written < rank);
    pairs.get(next).or(pairs.last()).map(|(place, _)| *place)
}

/// The words of a block as a reader sees them, without its tags.
fn shown_words(section: &Section, block: usize, medium: Medium) -> Option<String> {
    let html = &section.shown().nth(block)?.html;
    Some(match medium {
        Medium::Text => html.to_string(),
        Medium::Web | Medium::Email => without_tags(html),
    })
}

fn without_tags(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = rest[at..].find('>').map_or("", |end| &rest[at + end + 1..]);
    }
    out.push_str(rest);
    // Only references that stand for letters or for nothing matter: the rest parts words anyway.
    out.replace("&nbsp;", " ")
        .replace("&quot;", " ")
        .replace("&amp;", " ")
        .replace("&lt;", " ")
        .replace("&gt;", " ")
}

/// The runs of letters and digits of `text`; the bridge of the preview counts the same ones.
fn word_ranges(text: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices() {
        match (letter.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                ranges.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    ranges.extend(start.map(|from| from..text.len()));
    ranges
}

fn slices<'t>(text: &'t str, ranges: &[Range<usize>]) -> Vec<&'t str> {
    ranges.iter().map(|range| &text[range.clone()]).collect()
}

fn words(text: &str) -> Vec<&str> {
    slices(text, &word_ranges(text))
}

/// The ranks of the words that `shown` and `written` share in the same order, the longest such
/// run by its letters.
fn pairs(shown: &[&str], written: &[&str]) -> Vec<(usize, usize)> {
    let same = |(a, b): &(&&str, &&str)| a == b;
    let before = shown.iter().zip(written).take_while(same).count();
    let (left, right) = (&shown[before..], &written[before..]);
    let after = left.iter().rev().zip(right.iter().rev()).take_while(same).count();
    let (left, right) = (&left[..left.len() - after], &right[..right.len() - after]);
    let mut found: Vec<(usize, usize)> = (0..before).map(|rank| (rank, rank)).collect();
    if left.len() * right.len() <= MOST_PAIRS {
        let between = longest(left, right);
        found.extend(between.into_iter().map(|(a, b)| (before + a, before + b)));
    }
    let ends = (0..after).rev().map(|rank| (shown.len() - 1 - rank, written.len() - 1 - rank));
    found.extend(ends);
    found
}

fn longest(left: &[&str], right: &[&str]) -> Vec<(usize, usize)> {
    let width = right.len() + 1;
    let mut best = vec![0_usize; (left.len() + 1) * width];
    for (a, word) in left.iter().enumerate().rev() {
        for (b, other) in right.iter().enumerate().rev() {
            let apart = best[(a + 1) * width + b].max(best[a * width + b + 1]);
            let together = best[(a + 1) * width + b + 1] + word.len();
            best[a * width + b] = if word == other { apart.max(together) } else { apart };
        }
    }
    let (mut a, mut b, mut found) = (0, 0, Vec::new());
    while a < left.len() && b < right.len() {
        if left[a] == right[b]
            && best[a * width + b] == best[(a + 1) * width + b + 1] + left[a].len()
        {
            found.push((a, b));
            (a, b) = (a + 1, b + 1);
        } else if best[(a + 1) * width + b] >= best[a * width + b + 1] {
            a += 1;
        } else {
            b += 1;
        }
    }
    found
}
