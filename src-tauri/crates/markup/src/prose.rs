//! The prose of a text, letter by letter, each with the place where it was written.
//!
//! Whatever is checked or corrected in a text is read here, in the text nodes of the parsed tree:
//! code, addresses, tags, pictures and cross-references are one [`OBJECT`] each, that no
//! correction can reach. A letter whose place is not certain has none, and is not corrected.

use std::{fmt::Write as _, ops::Range};

use comrak::{
    Arena,
    arena_tree::NodeEdge,
    nodes::{AstNode, NodeValue},
    parse_document,
};
use newsroom::LanguageTag;

use crate::{
    convert::{DEEPEST, Lines, language_of, words_of},
    live::defines,
    parse::dialect,
    tree::Document,
};

/// What stands for something that is no words.
pub const OBJECT: char = '\u{fffc}';

/// Tags of HTML whose words are code.
const CODE: [&str; 7] = ["code", "kbd", "pre", "samp", "script", "style", "var"];

/// A sign of the prose, and where it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The sign; the end of a line is `\n`.
    pub sign: char,
    at: u32,
    len: u8,
    tongue: u16,
}

/// A run of prose: a paragraph, a heading, a cell, a title, a caption, a field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// Its signs, in order.
    pub letters: Vec<Letter>,
    /// The other languages that are spoken in it.
    tongues: Vec<LanguageTag>,
}

impl Letter {
    /// Whether `next` was written right after it.
    pub(crate) fn touches(&self, next: &Self) -> bool {
        self.at + u32::from(self.len) == next.at
    }
}

impl Passage {
    /// Words that stand by themselves, such as a headline: every sign is where it is.
    pub fn of_words(words: &str) -> Self {
        let mut passage = Self::default();
        for (at, sign) in words.char_indices() {
            passage.push(sign, at, sign.len_utf8(), 0);
        }
        passage
    }

    /// Its words; a sign for each letter.
    pub fn words(&self) -> String {
        self.letters.iter().map(|letter| letter.sign).collect()
    }

    /// The language marked on letter `rank`; none when it is the text's own.
    pub fn tongue(&self, rank: usize) -> Option<&LanguageTag> {
        let tongue = usize::from(self.letters.get(rank)?.tongue);
        tongue.checked_sub(1).and_then(|tongue| self.tongues.get(tongue))
    }

    /// Where the letters of `ranks` were written, in bytes of what was read, when they were
    /// written one after another.
    pub fn place(&self, ranks: Range<usize>) -> Option<Range<usize>> {
        let letters = self.letters.get(ranks).filter(|letters| !letters.is_empty())?;
        let follows = |pair: &[Letter]| pair[0].end() == pair[1].at;
        let written = letters.iter().all(|letter| letter.len > 0);
        (written && letters.windows(2).all(follows)).then(|| {
            let (first, last) = (letters[0], letters[letters.len() - 1]);
            first.at as usize..last.end() as usize
        })
    }

    fn push(&mut self, sign: char, at: usize, len: usize, tongue: u16) {
        let (at, len) = match (u32::try_from(at), u8::try_from(len)) {
            (Ok(at), Ok(len)) => (at, len),
            _ => (0, 0),
        };
        self.letters.push(Letter { sign, at, len, tongue });
    }

    fn push_unplaced(&mut self, sign: char) {
        self.push(sign, 0, 0, 0);
    }

    /// The tongue of `tag`, known from now on.
    fn learn(&mut self, tag: LanguageTag) -> u16 {
        let known = self.tongues.iter().position(|tongue| *tongue == tag);
        let rank = known.unwrap_or_else(|| {
            self.tongues.push(tag);
            self.tongues.len() - 1
        });
        u16::try_from(rank + 1).unwrap_or(0)
    }

    fn speak(&mut self, ranks: Range<usize>, tag: LanguageTag) {
        let tongue = self.learn(tag);
        for letter in &mut self.letters[ranks] {
            letter.tongue = tongue;
        }
    }
}

impl Letter {
    fn end(self) -> u32 {
        self.at + u32::from(self.len)
    }
}

/// The stretches of a text that can each be read alone: its top-level blocks, or all of it when
/// something in it acts at a distance.
pub fn stretches(text: &str, document: &Document) -> Vec<Range<usize>> {
    if defines(text) {
        return std::iter::once(0..text.len()).collect();
    }
    document.blocks.iter().map(|placed| placed.start..placed.start + placed.len).collect()
}

/// The passages of `text`, in order; the places of their letters are bytes of it.
pub fn passages(text: &str) -> Vec<Passage> {
    read(text, |passages, _| passages)
}

/// What a text is but for its words: its blocks, their nesting, links, code and tags. A correction
/// must leave it as it is.
pub(crate) fn shape(text: &str) -> String {
    let arena = Arena::new();
    outline(text, parse_document(&arena, text, &dialect()))
}

/// The passages of `text` and, if it is asked for, its shape, of one parsing.
pub(crate) fn read<T>(text: &str, with: impl FnOnce(Vec<Passage>, &dyn Fn() -> String) -> T) -> T {
    let arena = Arena::new();
    let root = parse_document(&arena, text, &dialect());
    let mut reading = Reading { text, lines: Lines::new(text), found: Vec::new() };
    reading.block(root, None, 0);
    with(reading.found, &|| outline(text, root))
}

fn outline<'a>(text: &str, root: &'a AstNode<'a>) -> String {
    let mut shape = String::new();
    // Spans of a language are nodes of our own tree alone: they are told by their signs.
    let spans = text.contains(SPAN_END);
    for edge in root.traverse() {
        match edge {
            NodeEdge::Start(node) => match &node.data().value {
                NodeValue::Text(words) if spans => outline_spans(words, &mut shape),
                NodeValue::Text(_) if shape.ends_with('·') => {}
                NodeValue::Text(_) => shape.push('·'),
                value => {
                    let _ = write!(shape, "{value:?}(");
                }
            },
            NodeEdge::End(node) if !matches!(node.data().value, NodeValue::Text(_)) => {
                shape.push(')');
            }
            NodeEdge::End(_) => {}
        }
    }
    shape
}

/// What ends the words of `[words]{lang=xx}`.
const SPAN_END: &str = "]{lang=";

/// Writes brackets and the tags of languages as they are, and one sign for the words between.
fn outline_spans(words: &str, shape: &mut String) {
    let mut rest = words;
    while let Some(sign) = rest.chars().next() {
        let bracket = if rest.starts_with(SPAN_END) {
            rest.find('}').map_or(rest.len(), |end| end + 1)
        } else {
            usize::from(matches!(sign, '[' | ']'))
        };
        if bracket > 0 {
            shape.push_str(&rest[..bracket]);
        } else if !shape.ends_with('·') {
            shape.push('·');
        }
        rest = &rest[bracket.max(sign.len_utf8())..];
    }
}

struct Reading<'t> {
    text: &'t str,
    lines: Lines,
    found: Vec<Passage>,
}

impl Reading<'_> {
    fn block<'a>(&mut self, node: &'a AstNode<'a>, tongue: Option<&LanguageTag>, depth: usize) {
        if depth >= DEEPEST {
            return;
        }
        let own = match &node.data().value {
            NodeValue::Paragraph | NodeValue::Heading(_) | NodeValue::TableCell => {
                self.passage(node, tongue, depth);
                return;
            }
            NodeValue::CalloutTitle => {
                for line in node.children() {
                    self.passage(line, tongue, depth);
                }
                return;
            }
            NodeValue::CodeBlock(_) | NodeValue::HtmlBlock(_) => return,
            NodeValue::BlockDirective(directive) => language_of(&directive.info),
            _ => None,
        };
        for child in node.children() {
            self.block(child, own.as_ref().or(tongue), depth + 1);
        }
    }

    fn passage<'a>(&mut self, node: &'a AstNode<'a>, tongue: Option<&LanguageTag>, depth: usize) {
        let mut line = Line { reading: self, passage: Passage::default(), code: 0 };
        match caption(node) {
            Some(figure) => line.caption(figure),
            None => line.inlines(node, depth),
        }
        let mut passage = line.passage;
        if let Some(tag) = tongue {
            passage.speak(0..passage.letters.len(), tag.clone());
        }
        gather_languages(&mut passage);
        if !passage.letters.is_empty() {
            self.found.push(passage);
        }
    }

    fn span<'a>(&self, node: &'a AstNode<'a>) -> Range<usize> {
        self.lines.span(node.data().sourcepos, &(0..self.text.len()))
    }
}

/// The figure that a paragraph is, if it is nothing else.
fn caption<'a>(node: &'a AstNode<'a>) -> Option<&'a AstNode<'a>> {
    let mut children = node.children();
    let only = children.next().filter(|_| children.next().is_none())?;
    matches!(&only.data().value, NodeValue::WikiLink(link) if link.embed).then_some(only)
}

struct Line<'r, 't> {
    reading: &'r Reading<'t>,
    passage: Passage,
    /// How many tags of code are open.
    code: usize,
}

impl Line<'_, '_> {
    fn inlines<'a>(&mut self, node: &'a AstNode<'a>, depth: usize) {
        if depth >= DEEPEST {
            self.passage.push_unplaced(OBJECT);
            return;
        }
        for child in node.children() {
            match &child.data().value {
                NodeValue::Text(_) if self.code > 0 => self.passage.push_unplaced(OBJECT),
                NodeValue::Text(words) => self.words(words, self.reading.span(child)),
                NodeValue::SoftBreak | NodeValue::LineBreak => self.passage.push_unplaced('\n'),
                NodeValue::HtmlInline(tag) => self.tag(tag),
                NodeValue::Emph | NodeValue::Strong | NodeValue::Strikethrough => {
                    self.inlines(child, depth + 1);
                }
                NodeValue::Link(link) if !is_address(&link.url, &words_of(child)) => {
                    self.inlines(child, depth + 1);
                }
                _ => self.passage.push_unplaced(OBJECT),
            }
        }
    }

    fn words(&mut self, words: &str, span: Range<usize>) {
        let source = self.reading.text.get(span.clone()).unwrap_or_default();
        match aligned(source, words) {
            Some(places) => {
                for (sign, place) in words.chars().zip(places) {
                    self.passage.push(sign, span.start + place.start, place.len(), 0);
                }
            }
            None => words.chars().for_each(|sign| self.passage.push_unplaced(sign)),
        }
    }

    fn caption<'a>(&mut self, figure: &'a AstNode<'a>) {
        let span = self.reading.span(figure);
        let source = self.reading.text.get(span.clone()).unwrap_or_default();
        if let (Some(bar), Some(end)) = (source.find('|'), source.rfind("]]"))
            && let Some(words) = source.get(bar + 1..end)
        {
            self.words(words, span.start + bar + 1..span.start + end);
        }
    }

    fn tag(&mut self, tag: &str) {
        let closing = tag.starts_with("</");
        let name = tag.trim_start_matches(['<', '/']);
        let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        let name = name.to_ascii_lowercase();
        if CODE.contains(&&*name) {
            self.code = if closing { self.code.saturating_sub(1) } else { self.code + 1 };
        }
        self.passage.push_unplaced(if name == "br" { '\n' } else { OBJECT });
    }
}

/// Whether the words of a link are its address.
fn is_address(url: &str, words: &str) -> bool {
    let bare = |text: &str| {
        let text = text.trim_start_matches("mailto:").trim_start_matches("https://");
        text.trim_start_matches("http://").trim_end_matches('/').to_owned()
    };
    bare(url) == bare(words) || words.contains("://")
}

/// Where in `source` each sign of `words` was written, escapes and entities undone; nothing when
/// the two do not agree.
fn aligned(source: &str, words: &str) -> Option<Vec<Range<usize>>> {
    let mut at = 0;
    let mut places = Vec::with_capacity(words.len());
    for sign in words.chars() {
        let rest = source.get(at..)?;
        let len = written_as(rest, sign)?;
        places.push(at..at + len);
        at += len;
    }
    (at == source.len()).then_some(places)
}

fn written_as(rest: &str, sign: char) -> Option<usize> {
    let mut letters = rest.chars();
    let first = letters.next()?;
    if first == '\\' && letters.next() == Some(sign) && sign.is_ascii_punctuation() {
        return Some(2);
    }
    if first == '&' {
        let entity = rest.find(';').filter(|end| (2..40).contains(end)).map(|end| end + 1);
        if sign != '&' {
            return entity;
        }
        return Some(match &rest[..entity.unwrap_or(1)] {
            entity @ ("&amp;" | "&AMP;" | "&#38;" | "&#x26;" | "&#X26;") => entity.len(),
            _ => 1,
        });
    }
    (first == sign).then(|| first.len_utf8())
}

/// Marks the letters of `[words]{lang=xx}`, and takes its signs away.
fn gather_languages(passage: &mut Passage) {
    if !passage.words().contains("]{lang=") {
        return;
    }
    let signs: Vec<char> = passage.letters.iter().map(|letter| letter.sign).collect();
    let mut open = Vec::new();
    let mut gone = vec![false; signs.len()];
    let mut at = 0;
    while at < signs.len() {
        match signs[at] {
            '[' => open.push(at),
            ']' => {
                if let Some(from) = open.pop()
                    && let Some((tag, end)) = tag_after(&signs, at + 1)
                {
                    passage.speak(from..at, tag);
                    gone[from] = true;
                    gone[at..end].fill(true);
                    at = end - 1;
                }
            }
            _ => {}
        }
        at += 1;
    }
    let mut rank = 0;
    passage.letters.retain(|_| {
        rank += 1;
        !gone[rank - 1]
    });
}

/// The tag of `{lang=xx}` at `at`, and where it ends.
fn tag_after(signs: &[char], at: usize) -> Option<(LanguageTag, usize)> {
    let end = at + signs.get(at..)?.iter().position(|sign| *sign == '}')?;
    let inside: String = signs[at..end].iter().collect();
    let tag = inside.strip_prefix("{lang=")?.trim_matches('"').parse().ok()?;
    Some((tag, end + 1))
}
