//! The prose of an article as it was typed, so that a remark points at the very words.
//!
//! What is no prose (code, addresses, tags, the marks of Markdown) is blanked byte for byte:
//! a position in a passage is a position in the text.

use std::ops::Range;

use markup::{Block, BlockKind, Document};

/// What a byte that is no prose becomes. It is no letter, no space and no bracket.
pub(super) const BLANK: char = '\u{1}';

/// A run of prose: a paragraph, a heading, a table, a caption, a title.
pub(super) struct Passage {
    /// Its words.
    pub(super) words: String,
    /// Where they start in the article's text; nowhere when they stand in its record.
    pub(super) start: Option<usize>,
}

impl Passage {
    /// Words of a record.
    pub(super) fn of_record(words: &str) -> Self {
        Self { words: words.to_owned(), start: None }
    }

    /// A range of the passage as a range of the article's text.
    pub(super) fn span(&self, within: Range<usize>) -> Option<Range<usize>> {
        self.start.map(|start| start + within.start..start + within.end)
    }
}

/// The passages of a text, in order.
pub(super) fn passages(text: &str, document: &Document) -> Vec<Passage> {
    let mut passages = Vec::new();
    for placed in &document.blocks {
        placed.block.each_block(&mut |block| {
            let within = prose_of(block, placed.start, text);
            let words = within.clone().and_then(|within| text.get(within));
            if let (Some(within), Some(words)) = (within, words) {
                passages.push(Passage { words: blanked(words), start: Some(within.start) });
            }
        });
    }
    passages
}

/// Where the words of `block` itself stand, not those of the blocks inside it.
fn prose_of(block: &Block, base: usize, text: &str) -> Option<Range<usize>> {
    let whole = base + block.span.start..base + block.span.end;
    match &block.kind {
        BlockKind::Paragraph(_)
        | BlockKind::Heading { .. }
        | BlockKind::Table { .. }
        | BlockKind::Html(_) => Some(whole),
        BlockKind::Callout { title: Some(_), .. } => {
            let line = text.get(whole.clone())?.lines().next()?;
            let from = line.find(']')? + 1;
            Some(whole.start + from..whole.start + line.len())
        }
        BlockKind::Figure { caption: Some(_), .. } => {
            let written = text.get(whole.clone())?;
            let (from, to) = (written.find('|')? + 1, written.rfind("]]")?);
            (from <= to).then(|| whole.start + from..whole.start + to)
        }
        _ => None,
    }
}

fn blanked(words: &str) -> String {
    let mut bytes = words.as_bytes().to_vec();
    let mut at = 0;
    // Whether a link's label is open: only then do two brackets close it.
    let mut labelled = false;
    while at < words.len() {
        let rest = &words[at..];
        let closes = rest.starts_with("]]");
        let mark = if closes && !labelled { Mark::default() } else { mark(rest) };
        let opens = rest.starts_with("[[") || rest.starts_with("![[");
        labelled = (labelled && !closes) || (opens && rest[..mark.blank].ends_with('|'));
        bytes[at + mark.kept..at + mark.kept + mark.blank].fill(b'\x01');
        let letter = rest.chars().next().map_or(1, char::len_utf8);
        at += (mark.kept + mark.blank + mark.passed).max(letter);
    }
    // Only whole characters were blanked.
    String::from_utf8(bytes).unwrap_or_default()
}

/// What stands at a place: bytes that stay, then bytes to blank, then bytes to pass over.
#[derive(Default)]
struct Mark {
    kept: usize,
    blank: usize,
    passed: usize,
}

fn mark(rest: &str) -> Mark {
    let blank = |len: Option<usize>| Mark { blank: len.unwrap_or(0), ..Mark::default() };
    let after_one = |len: Option<usize>| Mark { kept: 1, ..blank(len) };
    match rest.as_bytes() {
        [b'\\', next, ..] if next.is_ascii_punctuation() => Mark { passed: 1, ..blank(Some(1)) },
        [b'`', ..] => blank(code(rest)),
        [b'<', b'!', b'-', b'-', ..] => blank(rest.find("-->").map(|end| end + 3)),
        [b'<', b'a'..=b'z' | b'A'..=b'Z' | b'/' | b'!' | b'?', ..] => {
            blank(rest.find('>').map(|end| end + 1))
        }
        [b'!', b'[', b'[', ..] => blank(wikilink(&rest[1..]).map(|len| len + 1)),
        [b'[', b'[', ..] => blank(wikilink(rest)),
        [b'[', b'^', ..] => blank(rest.find(']').map(|end| end + 1)),
        [b']', b']', ..] => blank(Some(2)),
        // The bracket stays: it closes the words of the link or of the language.
        [b']', b'(', ..] => after_one(destination(&rest[1..])),
        [b']', b'{', ..] => after_one(rest.find('}')),
        // The margin of a quotation or of an item is not the writer's spacing.
        [b'\n', ..] => {
            let margin = rest[1..].find(|letter| !matches!(letter, ' ' | '\t' | '>'));
            after_one(Some(margin.unwrap_or(rest.len() - 1)))
        }
        _ if ["http://", "https://", "www."].iter().any(|head| rest.starts_with(head)) => {
            blank(Some(address(rest)))
        }
        _ => Mark::default(),
    }
}

fn code(rest: &str) -> Option<usize> {
    let fence = rest.len() - rest.trim_start_matches('`').len();
    let mut at = fence;
    while let Some(next) = rest[at..].find('`') {
        at += next;
        let run = rest[at..].len() - rest[at..].trim_start_matches('`').len();
        at += run;
        if run == fence {
            return Some(at);
        }
    }
    Some(fence)
}

fn wikilink(rest: &str) -> Option<usize> {
    let end = rest.find("]]")?;
    Some(rest[..end].find('|').map_or(end + 2, |bar| bar + 1))
}

fn destination(rest: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, letter) in rest.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' if depth == 1 => return Some(at + 1),
            ')' => depth -= 1,
            '\n' => return None,
            _ => {}
        }
    }
    None
}

fn address(rest: &str) -> usize {
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '<' | '»' | '”'));
    let address = &rest[..end.unwrap_or(rest.len())];
    let address = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '"', '\'', '’']);
    let address = if address.contains('(') { address } else { address.trim_end_matches(')') };
    address.len()
}
