//! French or English, told by small words: an English title in a French text keeps its own signs.

use crate::{
    prose::OBJECT,
    words::{Word, is_apostrophe, words},
};

/// English words that French has not, and of which a title in English has some.
const ENGLISH: [&str; 34] = [
    "the", "of", "and", "for", "with", "from", "how", "why", "what", "when", "who", "is", "are",
    "was", "will", "your", "our", "their", "this", "that", "into", "about", "against", "without",
    "between", "toward", "towards", "its", "not", "by", "to", "has", "have", "should",
];
/// French words that no English title has.
const FRENCH: [&str; 38] = [
    "le", "la", "les", "l", "de", "des", "du", "d", "un", "une", "et", "à", "au", "aux", "en",
    "dans", "pour", "par", "sur", "avec", "sans", "qui", "que", "qu", "est", "sont", "ne", "pas",
    "se", "s", "ce", "cette", "son", "ses", "il", "elle", "nous", "vous",
];
/// A shorter title may be one that everybody says.
const SHORTEST: usize = 3;
/// So many words on either side tell the tongue of one between them.
const AROUND: usize = 6;

/// Whether a title is in English.
pub fn is_english(title: &str) -> bool {
    let (count, english, french) = title
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .fold((0, 0, 0), |(count, english, french), word| {
            let word = word.to_lowercase();
            (count + 1, english + among(&ENGLISH, &word), french + among(&FRENCH, &word))
        });
    count >= SHORTEST && english > 0 && french == 0
}

/// Whether the words around the sign at `rank` of a French prose are English.
pub(crate) fn speaks_english(prose: &str, rank: usize) -> bool {
    let words = words(prose);
    let next = words.partition_point(|word| word.ranks.end <= rank);
    let before = next.checked_sub(1).map(|at| Said::around(prose, &words, at)).unwrap_or_default();
    let after = words.get(next).map(|_| Said::around(prose, &words, next)).unwrap_or_default();
    before.is_english() || (before.french == 0 && after.is_english())
}

/// Whether the word of a French prose that is `words[at]` stands among English ones.
pub fn english_around(prose: &str, words: &[Word<'_>], at: usize) -> bool {
    at < words.len() && Said::around(prose, words, at).is_english()
}

/// So many small words of each tongue.
#[derive(Clone, Copy, Debug, Default)]
struct Said {
    english: usize,
    french: usize,
}

impl Said {
    /// What is said in the phrase of `words[at]`, near it.
    fn around(prose: &str, words: &[Word<'_>], at: usize) -> Self {
        let joined = |pair: &&[Word<'_>]| are_joined(prose, &pair[0], &pair[1]);
        let before = words[..=at].windows(2).rev().take(AROUND).take_while(joined).count();
        let after = words[at..].windows(2).take(AROUND).take_while(joined).count();
        let mut said = Self::default();
        for word in &words[at - before..=at + after] {
            let text = word.text.to_lowercase();
            let owner = text.strip_suffix('s').is_some_and(|owner| owner.ends_with(is_apostrophe));
            let elided = prose[..word.span.start].ends_with(is_apostrophe);
            said.english += among(&ENGLISH, &text) + usize::from(owner);
            said.french += among(&FRENCH, &text) + usize::from(elided);
        }
        said
    }

    fn is_english(self) -> bool {
        (self.english > 0 && self.french == 0)
            || (self.english > 2 && self.english > 2 * self.french)
    }
}

fn among(list: &[&str], word: &str) -> usize {
    usize::from(list.contains(&word))
}

/// Whether two words that follow each other are of one phrase.
fn are_joined(prose: &str, one: &Word<'_>, two: &Word<'_>) -> bool {
    let between = prose.get(one.span.end..two.span.start).unwrap_or_default();
    let parts = |sign: char| {
        matches!(sign, '.' | '!' | '?' | '…' | ';' | ':' | '«' | '»' | '“' | '”' | '"' | OBJECT)
    };
    !between.contains(parts)
}
