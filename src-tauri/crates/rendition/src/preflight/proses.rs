//! The words of an article as those who read them for sense have them, each with its place.

use std::ops::Range;

use markup::{
    Passage,
    prose::{OBJECT, passages},
    slips::{self, Spelt},
};

use super::{
    Place, own_words, record_words,
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
    /// Whether it stands in the place of the article's own words: its field is judged by itself.
    pub(super) decided: bool,
}

impl Prose {
    /// The proses of an article: those of its record, in each of the ways that the editions print
    /// it, then those of its text.
    pub(super) fn of(place: &Place<'_>) -> Vec<Self> {
        let own = own_words(place, |it| [&it.kicker, &it.headline, &it.standfirst]);
        let record = record_words(&place.heads, |it| [&it.kicker, &it.headline, &it.standfirst]);
        let record = record.into_iter().map(|words| Self {
            decided: !own.contains(&words),
            ..Self::new(Passage::of_words(words), false)
        });
        let text =
            passages(&place.article.text).into_iter().map(|passage| Self::new(passage, true));
        record.chain(text).collect()
    }

    /// The prose of a field.
    pub(super) fn of_field(passage: Passage) -> Self {
        Self::new(passage, true)
    }

    fn new(passage: Passage, in_text: bool) -> Self {
        let sign = |rank| match passage.tongue(rank) {
            Some(_) => OBJECT,
            None => passage.letters[rank].sign,
        };
        let words: String = (0..passage.letters.len()).map(sign).collect();
        let (spelt, synonyms) = (slips::spelt(&words), spellings::synonyms(&words));
        Self { words, spelt, synonyms, passage, in_text, decided: false }
    }

    /// Where signs of it stand in the article's text.
    pub(super) fn span(&self, ranks: Range<usize>) -> Option<Range<usize>> {
        self.passage.place(ranks).filter(|_| self.in_text)
    }
}
