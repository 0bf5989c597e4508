//! Asking whether a word is known, and what sort of unknown it is when it is not.

use std::{borrow::Cow, ops::Range};

use markup::{Word, english_around, is_apostrophe, is_hyphen, words};

use crate::{
    accents::accented,
    dictionary::{Dictionary, Tongue, dictionary},
};

/// A word that nobody knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// It, or the part of a compound that is not known.
    pub form: String,
    /// Where, in signs of the prose.
    pub ranks: Range<usize>,
    /// What sort of unknown it is.
    pub sort: Sort,
}

/// The sorts of unknown words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A word, misspelt or new.
    Word,
    /// A word that is in the dictionary with other accents: the likeliest of them.
    Accents(String),
    /// It has the capital of the sentence that it opens: a name when it is one elsewhere in the
    /// text, else a word.
    Opening,
    /// Made as a name is: to be verified rather than corrected.
    Name,
}

/// A word in capitals that is as long may be one that lost its accents; a shorter one is an acronym.
const SHOUTED: usize = 5;

/// What may stand before a hyphen without being a word.
const PREFIXES: [&str; 34] = [
    "anti", "auto", "bio", "co", "contre", "crypto", "cyber", "electro", "euro", "ex", "extra",
    "franco", "géo", "hyper", "infra", "inter", "intra", "macro", "mi", "micro", "mono", "multi",
    "néo", "non", "nord", "post", "pré", "pro", "pseudo", "semi", "socio", "techno", "ultra",
    "éco",
];

/// What French sets before its words without a hyphen.
const GLUED: [&str; 10] =
    ["anti", "auto", "cyber", "hyper", "inter", "macro", "micro", "multi", "télé", "ultra"];

/// English spellings that French takes for its own: in a French text, they are slips.
const SLIPS: [(&str, &str); 12] = [
    ("address", "adresse"),
    ("adresses", "adresses"),
    ("apartment", "appartement"),
    ("connection", "connexion"),
    ("connections", "connexions"),
    ("enterprise", "entreprise"),
    ("example", "exemple"),
    ("exercise", "exercice"),
    ("language", "langage"),
    ("languages", "langages"),
    ("marriage", "mariage"),
    ("traffic", "trafic"),
];

/// English that a French text has as it is, though French has it with an accent.
const BORROWED: [&str; 3] = ["email", "emails", "the"];

/// The words of `prose` that neither a dictionary nor `knows` has. `tongue` says which dictionary
/// the sign of a rank is to be looked up in; `knows` is told the rank too.
pub fn unknown(
    prose: &str,
    tongue: &dyn Fn(usize) -> Option<Tongue>,
    knows: &mut dyn FnMut(&str, usize) -> bool,
) -> Vec<Unknown> {
    let words = words(prose);
    let judged = words.iter().enumerate().filter_map(|(at, word)| {
        let rank = word.ranks.start;
        let tongue = tongue(rank)?;
        let mut asked = |form: &str| knows(form, rank);
        let mut asking = Asking { main: dictionary(tongue)?, tongue, knows: &mut asked };
        let unknown = asking.judge(word)?;
        // « Open Source as a Digital Heritage » is quoted, not misspelt.
        let quoted = asking.is_english(&unknown.form) && english_around(prose, &words, at);
        (!quoted).then_some(unknown)
    });
    judged.collect()
}

struct Asking<'a> {
    main: &'a Dictionary,
    tongue: Tongue,
    knows: &'a mut dyn FnMut(&str) -> bool,
}

impl Asking<'_> {
    fn judge(&mut self, word: &Word<'_>) -> Option<Unknown> {
        if is_no_matter(word.text) || self.known(&plain(word.text)) {
            return None;
        }
        let part = self.unknown_part(word)?;
        let form = plain(part.text).into_owned();
        let sort = self.sort(&form, part.opens);
        Some(Unknown { form, ranks: part.ranks, sort })
    }

    /// The first part of a compound that is not known; the word itself when it is none.
    fn unknown_part<'t>(&mut self, word: &Word<'t>) -> Option<Word<'t>> {
        if !word.text.contains(is_hyphen) {
            return Some(word.clone());
        }
        let mut at = 0;
        let count = word.text.split(is_hyphen).count();
        for (rank, text) in word.text.split(is_hyphen).enumerate() {
            let ranks = word.ranks.start + at..word.ranks.start + at + text.chars().count();
            at = ranks.end + 1 - word.ranks.start;
            let prefix = rank + 1 < count && PREFIXES.contains(&text.to_lowercase().as_str());
            if !prefix && !is_no_matter(text) && !self.known(&plain(text)) {
                let opens = word.opens && rank == 0;
                return Some(Word { text, ranks, opens, span: word.span.clone() });
            }
        }
        None
    }

    fn known(&mut self, form: &str) -> bool {
        self.main.has(form)
            || self.borrowed(form)
            || self.possessive(form)
            || self.prefixed(form)
            || (self.knows)(form)
    }

    /// Whether it is an English word in a French text.
    fn is_english(&self, form: &str) -> bool {
        self.tongue == Tongue::French
            && [Tongue::American, Tongue::British]
                .into_iter()
                .filter_map(dictionary)
                .any(|english| english.has(form))
    }

    /// « multiacteurs »: a prefix that French sets before its words without a hyphen.
    fn prefixed(&self, form: &str) -> bool {
        /// A shorter rest is a word of another kind: « interet ».
        const SHORTEST: usize = 5;
        let mut rests = GLUED.iter().filter_map(|prefix| form.strip_prefix(prefix));
        self.tongue == Tongue::French
            && rests.any(|rest| rest.chars().count() >= SHORTEST && self.main.has(rest))
    }

    /// French borrows from English, but not what it writes itself with accents; a name keeps its
    /// own (« Software Heritage »), unless French would have its capital bear one.
    fn borrowed(&self, form: &str) -> bool {
        if self.tongue != Tongue::French || SLIPS.iter().any(|(slip, _)| *slip == form) {
            return false;
        }
        if !dictionary(Tongue::American).is_some_and(|english| english.has(form)) {
            return false;
        }
        let name = begins_with_capital(form);
        BORROWED.contains(&form)
            || self
                .with_accents(form)
                .is_none_or(|variant| name && variant.chars().next() == form.chars().next())
    }

    fn possessive(&mut self, form: &str) -> bool {
        let owner = form.strip_suffix("'s").or_else(|| form.strip_suffix('\''));
        owner.is_some_and(|owner| self.main.has(owner) || (self.knows)(owner))
    }

    fn with_accents(&self, form: &str) -> Option<String> {
        if self.tongue != Tongue::French {
            return None;
        }
        accented(form).find(|variant| self.main.has(variant))
    }

    fn sort(&self, form: &str, opens: bool) -> Sort {
        if let Some((_, right)) = SLIPS.iter().find(|(slip, _)| *slip == form) {
            return Sort::Accents((*right).to_owned());
        }
        let inside = form.chars().skip(1).any(char::is_uppercase);
        let capital = begins_with_capital(form);
        if !inside && let Some(variant) = self.with_accents(form) {
            return Sort::Accents(variant);
        }
        // « EXCLUSIVITE » is no acronym.
        let shouted = form.chars().count() >= SHOUTED && form.chars().all(char::is_uppercase);
        if shouted && let Some(variant) = self.with_accents(&form.to_lowercase()) {
            return Sort::Accents(variant.to_uppercase());
        }
        match (inside, capital, opens) {
            (true, ..) | (_, true, false) => Sort::Name,
            (_, true, true) => Sort::Opening,
            (_, false, _) => Sort::Word,
        }
    }
}

/// The form as dictionaries write it.
fn plain(form: &str) -> Cow<'_, str> {
    let odd =
        |c: char| (is_apostrophe(c) && c != '\'') || (is_hyphen(c) && c != '-') || c == '\u{ad}';
    if !form.contains(odd) {
        return Cow::Borrowed(form);
    }
    let letters = form.chars().filter(|c| *c != '\u{ad}').map(|c| match c {
        c if is_apostrophe(c) => '\'',
        c if is_hyphen(c) => '-',
        c => c,
    });
    Cow::Owned(letters.collect())
}

/// One letter, a Roman figure, or letters that our dictionaries have none of.
fn is_no_matter(text: &str) -> bool {
    text.chars().count() < 2 || is_roman(text) || !text.chars().any(is_latin)
}

fn is_latin(letter: char) -> bool {
    letter.is_alphabetic() && letter < '\u{250}'
}

/// `XIX`, `XIXe`, `Ier`.
fn is_roman(text: &str) -> bool {
    let figure = text.trim_end_matches("er").trim_end_matches("re").trim_end_matches(['e', 's']);
    !figure.is_empty() && figure.chars().all(|letter| "IVXLCDM".contains(letter))
}

fn begins_with_capital(form: &str) -> bool {
    form.starts_with(char::is_uppercase)
}
