//! The tree that a text becomes.
//!
//! Top-level blocks are shared (`Arc`): after an edit, a block that is the same pointer is the
//! same text, so nothing of it needs to be made again.

use std::{ops::Range, sync::Arc};

use newsroom::{CrossReference, IllustrationKey, LanguageTag};

/// A parsed text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Its top-level blocks, in order. Their regions cover the whole text.
    pub blocks: Vec<Placed>,
}

/// A top-level block in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Byte offset of its region in the text. A region reaches to the next one's start.
    pub start: usize,
    /// Length of its region in bytes.
    pub len: usize,
    /// Signs of its plain text, spaces included.
    pub signs: usize,
    /// Words of its plain text.
    pub words: usize,
    /// The block.
    pub block: Arc<Block>,
}

/// A block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it was written, in bytes from the start of its top-level region.
    pub span: Range<usize>,
}

/// The kinds of block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A subhead (intertitre). `level` is the number of `#`, 1 to 6.
    Heading {
        /// 1 to 6.
        level: u8,
        /// Its words.
        inlines: Vec<Inline>,
    },
    /// A quotation.
    Quote(Vec<Block>),
    /// A callout (encadré): `> [!filigrane] Title`.
    Callout {
        /// The key, lower case; the publication's registry gives its label.
        kind: String,
        /// Its own short title, if any.
        title: Option<Vec<Inline>>,
        /// Its text.
        blocks: Vec<Block>,
    },
    /// A list.
    List {
        /// The first number of an ordered list.
        start: Option<usize>,
        /// Whether its items are single lines rather than paragraphs.
        tight: bool,
        /// Its items.
        items: Vec<Item>,
    },
    /// Text set as it is.
    Code {
        /// The language named after the fence.
        language: Option<String>,
        /// The text.
        text: String,
    },
    /// A table of data.
    Table {
        /// One for each column.
        alignments: Vec<Alignment>,
        /// The cells of the head.
        header: Vec<Vec<Inline>>,
        /// The rows.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// A figure: `![[picture-id]]` or `![[picture-id|caption]]` alone in its paragraph.
    Figure {
        /// What was written.
        target: String,
        /// The illustration's name, when what was written can be one.
        picture: Option<IllustrationKey>,
        /// The caption for this place, if any.
        caption: Option<String>,
    },
    /// A thematic break.
    Rule,
    /// `<!-- coupe -->`: where editions that cut this article stop.
    Cut,
    /// `:::abonnés`: text that no open edition shows.
    Reserved(Vec<Block>),
    /// `::: lang=en`: blocks in another language.
    Language {
        /// The language.
        tag: LanguageTag,
        /// The blocks.
        blocks: Vec<Block>,
    },
    /// Another `:::name` container, whose name means nothing here.
    Group(Vec<Block>),
    /// Raw HTML, as written. Not trusted.
    Html(String),
    /// The text of a footnote; footnotes come after the rest.
    Footnote {
        /// Its name in the text.
        name: String,
        /// Its number, from 1.
        number: u32,
        /// Its text.
        blocks: Vec<Block>,
    },
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// For a task: whether it is done.
    pub task: Option<bool>,
    /// Its text.
    pub blocks: Vec<Block>,
}

/// The alignment of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    /// As the design has it.
    None,
    /// Left.
    Left,
    /// Centre.
    Center,
    /// Right.
    Right,
}

/// What stands in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Words.
    Text(String),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Strong.
    Strong(Vec<Inline>),
    /// Struck out.
    Strike(Vec<Inline>),
    /// Code.
    Code(String),
    /// A link.
    Link {
        /// Where to.
        url: String,
        /// Its title, often empty.
        title: String,
        /// Its words.
        inlines: Vec<Inline>,
        /// Where it was written, in bytes from the start of the top-level region.
        span: Range<usize>,
    },
    /// A picture by address.
    Image {
        /// Its address.
        url: String,
        /// Its alternative.
        alt: String,
        /// Its title, often empty.
        title: String,
        /// Where it was written, in bytes from the start of the top-level region.
        span: Range<usize>,
    },
    /// A cross-reference (renvoi): `[[2025-01-15#export-puces]]`.
    CrossReference {
        /// What was written between the brackets, before any `|`.
        target: String,
        /// What it points to, when that can be.
        reference: Option<CrossReference>,
        /// The words after `|`, printed instead of the computed ones.
        label: Option<String>,
        /// Where it was written, in bytes from the start of the top-level region.
        span: Range<usize>,
    },
    /// Words in another language: `[zero-shot]{lang=en}`.
    Language {
        /// The language.
        tag: LanguageTag,
        /// The words.
        inlines: Vec<Inline>,
    },
    /// The call of a footnote.
    FootnoteCall {
        /// Its name.
        name: String,
        /// Its number, from 1.
        number: u32,
        /// Which call of that footnote this is, from 1.
        call: u32,
    },
    /// The end of a source line.
    SoftBreak,
    /// A line break.
    HardBreak,
    /// A raw HTML tag, as written. Not trusted.
    Html(String),
}

impl Document {
    /// The rank of the first top-level cut.
    pub fn cut(&self) -> Option<usize> {
        self.blocks.iter().position(|placed| placed.block.kind == BlockKind::Cut)
    }

    /// Signs of the plain text, spaces included; the ends of paragraphs do not count.
    pub fn signs(&self) -> usize {
        self.blocks.iter().map(|placed| placed.signs).sum()
    }

    /// Words of the plain text.
    pub fn words(&self) -> usize {
        self.blocks.iter().map(|placed| placed.words).sum()
    }
}

impl Block {
    /// Calls `see` on every inline of the block, outer ones first.
    pub fn each_inline<'a>(&'a self, see: &mut dyn FnMut(&'a Inline)) {
        self.each_line(&mut |inlines| {
            for inline in inlines {
                inline.each(see);
            }
        });
    }

    /// Calls `see` on every run of inlines: a paragraph, a heading, a cell, a callout's title.
    pub fn each_line<'a>(&'a self, see: &mut dyn FnMut(&'a [Inline])) {
        match &self.kind {
            BlockKind::Paragraph(inlines) | BlockKind::Heading { inlines, .. } => see(inlines),
            BlockKind::Callout { title, blocks, .. } => {
                if let Some(title) = title {
                    see(title);
                }
                blocks.iter().for_each(|block| block.each_line(see));
            }
            BlockKind::Quote(blocks)
            | BlockKind::Reserved(blocks)
            | BlockKind::Group(blocks)
            | BlockKind::Language { blocks, .. }
            | BlockKind::Footnote { blocks, .. } => {
                blocks.iter().for_each(|block| block.each_line(see));
            }
            BlockKind::List { items, .. } => {
                for block in items.iter().flat_map(|item| &item.blocks) {
                    block.each_line(see);
                }
            }
            BlockKind::Table { header, rows, .. } => {
                header.iter().chain(rows.iter().flatten()).for_each(|cell| see(cell));
            }
            BlockKind::Code { .. }
            | BlockKind::Figure { .. }
            | BlockKind::Rule
            | BlockKind::Cut
            | BlockKind::Html(_) => {}
        }
    }

    /// Calls `see` on the block and on every block inside it, outer ones first.
    pub fn each_block<'a>(&'a self, see: &mut dyn FnMut(&'a Block)) {
        see(self);
        match &self.kind {
            BlockKind::Quote(blocks)
            | BlockKind::Callout { blocks, .. }
            | BlockKind::Reserved(blocks)
            | BlockKind::Group(blocks)
            | BlockKind::Language { blocks, .. }
            | BlockKind::Footnote { blocks, .. } => {
                blocks.iter().for_each(|block| block.each_block(see));
            }
            BlockKind::List { items, .. } => {
                for block in items.iter().flat_map(|item| &item.blocks) {
                    block.each_block(see);
                }
            }
            BlockKind::Paragraph(_)
            | BlockKind::Heading { .. }
            | BlockKind::Code { .. }
            | BlockKind::Table { .. }
            | BlockKind::Figure { .. }
            | BlockKind::Rule
            | BlockKind::Cut
            | BlockKind::Html(_) => {}
        }
    }
}

impl Inline {
    fn each<'a>(&'a self, see: &mut dyn FnMut(&'a Inline)) {
        see(self);
        match self {
            Self::Emphasis(inlines)
            | Self::Strong(inlines)
            | Self::Strike(inlines)
            | Self::Link { inlines, .. }
            | Self::Language { inlines, .. } => inlines.iter().for_each(|inline| inline.each(see)),
            Self::Text(_)
            | Self::Code(_)
            | Self::Image { .. }
            | Self::CrossReference { .. }
            | Self::FootnoteCall { .. }
            | Self::SoftBreak
            | Self::HardBreak
            | Self::Html(_) => {}
        }
    }
}
