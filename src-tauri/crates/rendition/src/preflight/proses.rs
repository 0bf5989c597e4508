//! The words of an article as those who read them for sense have them, each with its place.

use std::ops::Range;

use markup::{
    Passage,
    prose::{OBJECT, passages},
    slips::{self, Spelt},
};
use newsroom::Draft;

use super::{
    record_words,
    spellings::{self, Synonym},
};

/// A run of words: a field of the record, a paragraph, a title.
#[derive(Debug)]
pub(super) struct Prose {
    /// Its words; what is in another language is left out, a sign for each of its own.
    pub(super) words: String,
    /// What it brings to the comparison of spellings.
    pub(super) spelt: Vec<Spelt>,
    /// The synonyms that it uses.
    pub(super) synonyms: Vec<Synonym>,
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
        let words: String = (0..passage.letters.len()).map(sign).collect();
        let (spelt, synonyms) = (slips::spelt(&words), spellings::synonyms(&words));
        Self { words, spelt, synonyms, passage, in_text }
    }

    /// Where signs of it stand in the article's text.
    pub(super) fn span(&self, ranks: Range<usize>) -> Option<Range<usize>> {
        self.passage.place(ranks).filter(|_| self.in_text)
    }
}
