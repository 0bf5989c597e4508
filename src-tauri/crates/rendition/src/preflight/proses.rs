//! The words of an article as those who read them for sense have them, each with its place.

use std::ops::Range;

use markup::{
    Passage,
    prose::{OBJECT, passages},
};
use newsroom::Draft;

use super::record_words;

/// A run of words: a field of the record, a paragraph, a title.
#[derive(Debug)]
pub(super) struct Prose {
    /// Its words; what is in another language is left out, a sign for each of its own.
    pub(super) words: String,
    passage: Passage,
    /// Whether it stands in the text, and not in the record.
    pub(super) in_text: bool,
}

impl Prose {
    /// The proses of an article: those of its record, in each of the ways that the editions print
    /// it, then those of its text.
    pub(super) fn of(heads: &[&Draft], text: &str) -> Vec<Self> {
        let record = record_words(heads, |it| [&it.kicker, &it.headline, &it.standfirst]);
        let record = record.into_iter().map(|words| Self::new(Passage::of_words(words), false));
        let text = passages(text).into_iter().map(|passage| Self::new(passage, true));
        record.chain(text).collect()
    }

    fn new(passage: Passage, in_text: bool) -> Self {
        let sign = |rank| match passage.tongue(rank) {
            Some(_) => OBJECT,
            None => passage.letters[rank].sign,
        };
        let words = (0..passage.letters.len()).map(sign).collect();
        Self { words, passage, in_text }
    }

    /// Where signs of it stand in the article's text.
    pub(super) fn span(&self, ranks: Range<usize>) -> Option<Range<usize>> {
        self.passage.place(ranks).filter(|_| self.in_text)
    }

    /// Where `phrase`, in small letters, stands in it as whole words, in signs.
    pub(super) fn ranks_of(&self, phrase: &str) -> Vec<Range<usize>> {
        let signs: Vec<char> = self.words.chars().map(lower).collect();
        let phrase: Vec<char> = phrase.chars().collect();
        let letter = |rank: Option<usize>| {
            rank.and_then(|rank| signs.get(rank)).is_some_and(|sign| sign.is_alphanumeric())
        };
        let stands = |from: &usize| {
            let to = from + phrase.len();
            signs[*from..to] == phrase[..] && !letter(from.checked_sub(1)) && !letter(Some(to))
        };
        let last = (signs.len() + 1).saturating_sub(phrase.len());
        (0..last).filter(stands).map(|from| from..from + phrase.len()).collect()
    }
}

/// The small letter of a sign, a space for each kind of it.
fn lower(sign: char) -> char {
    match sign {
        '\u{a0}' | '\u{202f}' | '\n' => ' ',
        sign => sign.to_lowercase().next().unwrap_or(sign),
    }
}
