//! What an edition shows of an article's text: the one place where reserved words are left out.

use std::sync::Arc;

use markup::{Block, BlockKind, Inline};
use newsroom::{IllustrationKey, Visibility};

use super::Piece;

/// What is shown of a text.
#[derive(Debug, Default)]
pub(crate) struct Body<'c> {
    /// The top-level blocks, each with its rank in the document; notes are apart.
    pub(crate) blocks: Vec<(usize, &'c Arc<Block>)>,
    /// The notes that the shown blocks call.
    pub(crate) notes: Notes<'c>,
    /// Whether the signature is printed.
    pub(crate) signed: bool,
    /// Whether the reader is told that there is more.
    pub(crate) more: bool,
}

/// A footnote that the edition prints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Note<'c> {
    /// Its name in the text.
    pub(crate) name: &'c str,
    /// Which of its calls is the first that is printed.
    pub(crate) first_call: u32,
    /// Its text.
    pub(crate) blocks: &'c [Block],
}

/// The notes of an article, numbered by the order of their calls in this edition.
pub(crate) type Notes<'c> = Vec<Note<'c>>;

/// The number and the note called `name`.
pub(crate) fn note<'n, 'c>(notes: &'n Notes<'c>, name: &str) -> Option<(usize, &'n Note<'c>)> {
    let rank = notes.iter().position(|note| note.name == name)?;
    Some((rank + 1, &notes[rank]))
}

impl<'c> Piece<'c> {
    /// What an edition shows of the text. In an open one no reserved block passes, and what
    /// the cut leaves out takes its notes and its pictures along.
    pub(crate) fn body(&self, open: bool) -> Body<'c> {
        let blocks = &self.document.blocks;
        let end = match self.shows {
            Visibility::Full => blocks.len(),
            // A cut that nobody marked shows the head alone: to show all would be to give all.
            Visibility::Cut => self.document.cut().unwrap_or(0),
            Visibility::Teaser | Visibility::Hidden => 0,
        };
        let shown: Vec<(usize, &'c Arc<Block>)> = blocks[..end]
            .iter()
            .enumerate()
            .map(|(rank, placed)| (rank, &placed.block))
            .filter(|(_, block)| prints(block, open))
            .collect();
        let notes = self.notes(&shown, open);
        Body {
            blocks: shown,
            notes,
            signed: matches!(self.shows, Visibility::Full | Visibility::Cut),
            more: self.shows != Visibility::Full,
        }
    }

    fn notes(&self, shown: &[(usize, &'c Arc<Block>)], open: bool) -> Notes<'c> {
        let mut notes: Notes<'c> = Vec::new();
        let has_notes = self
            .document
            .blocks
            .last()
            .is_some_and(|placed| matches!(placed.block.kind, BlockKind::Footnote { .. }));
        if !has_notes {
            return notes;
        }
        for (_, block) in shown {
            self.gather(block, open, &mut notes);
        }
        // A note may call another one.
        let mut read = 0;
        while let Some(note) = notes.get(read) {
            for block in note.blocks {
                self.gather(block, open, &mut notes);
            }
            read += 1;
        }
        notes
    }

    fn gather(&self, block: &'c Block, open: bool, notes: &mut Notes<'c>) {
        each_shown(block, open, &mut |shown| {
            if let Shown::Line(inlines) = shown {
                each_call(inlines, &mut |name, call| {
                    if note(notes, name).is_none()
                        && let Some(blocks) = self.note_text(name)
                    {
                        notes.push(Note { name, first_call: call, blocks });
                    }
                });
            }
        });
    }

    fn note_text(&self, called: &str) -> Option<&'c [Block]> {
        self.document.blocks.iter().find_map(|placed| match &placed.block.kind {
            BlockKind::Footnote { name, blocks, .. } if name == called => Some(blocks.as_slice()),
            _ => None,
        })
    }

    /// The illustrations that this edition prints with the article, head first.
    pub(crate) fn pictures(&self, open: bool) -> Vec<&'c IllustrationKey> {
        let body = self.body(open);
        let mut keys = Vec::new();
        let mut see = |shown: Shown<'c>| {
            if let Shown::Picture(key) = shown {
                keys.push(key);
            }
        };
        body.blocks.iter().for_each(|(_, block)| each_shown(block, open, &mut see));
        for block in body.notes.iter().flat_map(|note| note.blocks) {
            each_shown(block, open, &mut see);
        }
        // `illustration` borrows from the piece; the key lives as long as the composition.
        let article = self.article;
        if self.illustration().is_some()
            && let Some(key) = &article.draft.illustration
        {
            keys.insert(0, key);
        }
        keys
    }
}

/// Whether a top-level block prints anything of its own in the body.
fn prints(block: &Block, open: bool) -> bool {
    match &block.kind {
        BlockKind::Cut | BlockKind::Footnote { .. } => false,
        BlockKind::Reserved(_) => !open,
        _ => true,
    }
}

/// Something shown, met on a walk.
pub(crate) enum Shown<'a> {
    /// A run of inlines.
    Line(&'a [Inline]),
    /// A figure of the newsroom.
    Picture(&'a IllustrationKey),
}

/// Calls `see` on what is shown of `block`; reserved blocks are passed over in an open edition.
pub(crate) fn each_shown<'a>(block: &'a Block, open: bool, see: &mut dyn FnMut(Shown<'a>)) {
    match &block.kind {
        BlockKind::Reserved(_) if open => {}
        BlockKind::Paragraph(inlines) | BlockKind::Heading { inlines, .. } => {
            see(Shown::Line(inlines));
        }
        BlockKind::Callout { title, blocks, .. } => {
            if let Some(title) = title {
                see(Shown::Line(title));
            }
            blocks.iter().for_each(|block| each_shown(block, open, see));
        }
        BlockKind::Quote(blocks)
        | BlockKind::Reserved(blocks)
        | BlockKind::Group(blocks)
        | BlockKind::Language { blocks, .. }
        | BlockKind::Footnote { blocks, .. } => {
            blocks.iter().for_each(|block| each_shown(block, open, see));
        }
        BlockKind::List { items, .. } => {
            for block in items.iter().flat_map(|item| &item.blocks) {
                each_shown(block, open, see);
            }
        }
        BlockKind::Table { header, rows, .. } => {
            header.iter().chain(rows.iter().flatten()).for_each(|cell| see(Shown::Line(cell)));
        }
        BlockKind::Figure { picture: Some(key), .. } => see(Shown::Picture(key)),
        BlockKind::Figure { .. }
        | BlockKind::Code { .. }
        | BlockKind::Rule
        | BlockKind::Cut
        | BlockKind::Html(_) => {}
    }
}

fn each_call<'a>(inlines: &'a [Inline], see: &mut dyn FnMut(&'a str, u32)) {
    for inline in inlines {
        match inline {
            Inline::FootnoteCall { name, call, .. } => see(name, *call),
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Strike(inner)
            | Inline::Link { inlines: inner, .. }
            | Inline::Language { inlines: inner, .. } => each_call(inner, see),
            _ => {}
        }
    }
}
