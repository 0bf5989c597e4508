//! The words of a prose: what a dictionary, a lexicon or a proofreader is asked about.
//!
//! An address, a handle, a path or a figure is no word. An elided article is none either: of
//! « l’usine », the word is « usine ».

use std::ops::Range;

use crate::prose::OBJECT;

/// A word where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word<'t> {
    /// As it was written, without what is elided before it and what inclusive writing adds.
    pub text: &'t str,
    /// Where, in bytes of the prose.
    pub span: Range<usize>,
    /// Where, in signs of the prose.
    pub ranks: Range<usize>,
    /// Whether a sentence, a title or a quotation opens with it: its capital says nothing then.
    pub opens: bool,
}

/// What is elided before a vowel.
const ELIDED: [&str; 15] = [
    "l", "d", "j", "m", "n", "s", "t", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu",
    "quelqu",
];

/// Endings that inclusive writing sets after a point or in brackets.
const ENDINGS: [&str; 33] = [
    "e", "s", "es", "x", "le", "les", "ne", "nes", "te", "tes", "se", "ses", "ve", "ves", "fe",
    "ère", "ères", "euse", "euses", "rice", "rices", "trice", "trices", "ice", "ices", "ive",
    "ives", "esse", "esses", "aux", "ales", "elle", "elles",
];

/// Abbreviations whose point ends no sentence; one letter never does.
const ABBREVIATIONS: [&str; 19] = [
    "mm", "mme", "mmes", "mlle", "dr", "pr", "me", "st", "ste", "cf", "pp", "art", "av", "bd",
    "vol", "chap", "mr", "mrs", "vs",
];

/// The words of `prose`, in order; [`OBJECT`] stands in it for what is no words.
pub fn words(prose: &str) -> Vec<Word<'_>> {
    let mut reading = Reading { prose, found: Vec::new(), opening: true, counted: (0, 0) };
    let gap = |c: char| c.is_whitespace() || c.is_control() || c == OBJECT;
    let mut at = 0;
    while at < prose.len() {
        let rest = &prose[at..];
        let end = at + rest.find(gap).unwrap_or(rest.len());
        reading.chunk(at..end);
        let after = &prose[end..];
        at = end + after.find(|c| !gap(c)).unwrap_or(after.len());
    }
    reading.found
}

/// Whether `c` joins two letters of a word as an apostrophe does.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// Whether `c` joins two words as a hyphen does.
pub fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

struct Reading<'t> {
    prose: &'t str,
    found: Vec<Word<'t>>,
    opening: bool,
    /// So many bytes are so many signs.
    counted: (usize, usize),
}

impl<'t> Reading<'t> {
    /// Reads what stands between two gaps.
    fn chunk(&mut self, chunk: Range<usize>) {
        if is_address(&self.prose[chunk.clone()]) {
            self.opening = false;
            return;
        }
        let mut at = chunk.start;
        while let Some(letter) = self.prose[at..chunk.end].chars().next() {
            if letter.is_alphanumeric() {
                let (word, token) = extent(&self.prose[at..chunk.end]);
                self.word(at..at + word);
                at += token.max(letter.len_utf8());
            } else {
                self.separator(letter);
                at += letter.len_utf8();
            }
        }
    }

    fn word(&mut self, span: Range<usize>) {
        let written = &self.prose[span.clone()];
        let start = span.start + elided(written);
        let text = &self.prose[start..span.end];
        // « L’Oréal »: the article took the capital of the sentence.
        let opens = self.opening && start == span.start;
        self.opening = false;
        if !text.contains(char::is_numeric) {
            let ranks = self.rank(start)..self.rank(span.end);
            self.found.push(Word { text, span: start..span.end, ranks, opens });
        }
    }

    /// The signs before byte `at`, which is never before the one asked last.
    fn rank(&mut self, at: usize) -> usize {
        let (bytes, signs) = self.counted;
        self.counted = (at, signs + self.prose[bytes..at].chars().count());
        self.counted.1
    }

    fn separator(&mut self, letter: char) {
        self.opening = match letter {
            '.' => self.opening || !self.abbreviated(),
            '!' | '?' | '…' | ':' | '«' | '“' | '"' | '–' | '—' | '•' | '|' | '#' | '>' => {
                true
            }
            _ => self.opening,
        };
    }

    fn abbreviated(&self) -> bool {
        let Some(last) = self.found.last() else { return false };
        let short = last.text.chars().count() == 1;
        short || ABBREVIATIONS.contains(&last.text.to_lowercase().as_str())
    }
}

/// Where the word at the start of `rest` ends, and where what belongs to it does.
fn extent(rest: &str) -> (usize, usize) {
    let mut end = 0;
    let mut letters = rest.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        let joins = is_apostrophe(letter) || is_hyphen(letter) || letter == '\u{ad}';
        if letter.is_alphanumeric() || is_accent(letter) {
            end = at + letter.len_utf8();
        } else if joins && next.is_some_and(char::is_alphanumeric) {
        } else {
            return (end, end + inclusive(&rest[end..]));
        }
    }
    (end, end)
}

/// The length of an inclusive ending at the start of `rest`: `·e·s`, `.e.s`, `(e)s`.
fn inclusive(rest: &str) -> usize {
    let Some(sign) = rest.chars().next() else { return 0 };
    let after = &rest[sign.len_utf8()..];
    let run = after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len());
    let ending = after[..run].to_lowercase();
    if !ENDINGS.contains(&ending.as_str()) {
        return 0;
    }
    let tail = &after[run..];
    let taken = sign.len_utf8() + run;
    match sign {
        '(' if tail.starts_with(')') => {
            let plural = usize::from(tail[1..].starts_with(['s', 'x']));
            let ends = !tail[1 + plural..].starts_with(char::is_alphanumeric);
            if ends { taken + 1 + plural } else { 0 }
        }
        '·' | '‧' | '⋅' | '•' | '.' => taken + inclusive(tail),
        _ => 0,
    }
}

/// The length of the elided article that opens `written`.
fn elided(written: &str) -> usize {
    let Some((at, sign)) = written.char_indices().find(|(_, c)| is_apostrophe(*c)) else {
        return 0;
    };
    let after = at + sign.len_utf8();
    let known = ELIDED.contains(&written[..at].to_lowercase().as_str());
    let vowel = written[after..].chars().next().is_some_and(is_vowel_or_h);
    if known && vowel { after } else { 0 }
}

fn is_vowel_or_h(letter: char) -> bool {
    letter.to_lowercase().any(|letter| "aàâäæeéèêëiîïoôöœuùûüyh".contains(letter))
}

fn is_accent(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

/// Whether what stands between two gaps is for a machine: an address, a path, a name in code.
fn is_address(chunk: &str) -> bool {
    let core = chunk.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '@' | '#' | '/'));
    let inner = |sign: char| {
        core.char_indices().any(|(at, c)| {
            let around = (core[..at].chars().next_back(), core[at + c.len_utf8()..].chars().next());
            c == sign
                && matches!(around, (Some(a), Some(b)) if a.is_alphanumeric() && b.is_alphanumeric())
        })
    };
    core.contains("://")
        || core.starts_with('#') && core.len() > 1
        || core.contains(['@', '\\', '=', '&'])
        || core.starts_with('/') && core[1..].contains('/')
        || inner('_')
        || core.split('/').any(is_domain)
}

/// Whether it is made as `code.example.fr` or `index.html` are.
fn is_domain(part: &str) -> bool {
    let part = part.trim_matches(|c: char| !c.is_alphanumeric());
    let labels: Vec<&str> = part.split('.').collect();
    let label = |label: &str| {
        !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let last = labels.last().is_some_and(|last| {
        (2..=10).contains(&last.len()) && last.bytes().all(|b| b.is_ascii_lowercase())
    });
    let inclusive = labels[1..].iter().all(|label| ENDINGS.contains(label));
    labels.len() > 1 && last && !inclusive && labels.iter().all(|part| label(part))
}
