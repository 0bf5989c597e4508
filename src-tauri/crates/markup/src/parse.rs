//! From Markdown to blocks: the dialect, and what part of a text each top-level block covers.

use std::sync::Arc;

use comrak::{Arena, Options, nodes::NodeValue, options::Extension, parse_document};

use crate::{
    convert::{Lines, block},
    tree::{Block, BlockKind, Document, Placed},
};

/// Parses a whole text.
pub fn parse(text: &str) -> Document {
    Document { blocks: place(text, 0) }
}

/// The dialect: CommonMark, GFM tables, strikethrough, task lists, autolinks and footnotes,
/// callouts and wikilinks as Obsidian writes them, and `:::` containers.
pub(crate) fn dialect() -> Options<'static> {
    Options {
        extension: Extension {
            strikethrough: true,
            table: true,
            autolink: true,
            tasklist: true,
            footnotes: true,
            ofm_callouts: true,
            wikilinks_title_after_pipe: true,
            block_directive: true,
            ..Extension::default()
        },
        ..Options::default()
    }
}

/// The top-level blocks of `text`, which stands at byte `offset` of the whole text.
pub(crate) fn place(text: &str, offset: usize) -> Vec<Placed> {
    let arena = Arena::new();
    let root = parse_document(&arena, text, &dialect());
    let lines = Lines::new(text);
    let mut starts: Vec<usize> = Vec::new();
    for node in root.children() {
        // Footnotes are gathered at the end whatever their place in the text, in the order of
        // their calls: their regions are empty so that regions stay in order.
        let is_note = matches!(node.data().value, NodeValue::FootnoteDefinition(_));
        starts.push(match (starts.last(), is_note) {
            (_, true) => text.len(),
            (None, false) => 0,
            (Some(before), false) => lines.start_of(node.data().sourcepos.start.line).max(*before),
        });
    }
    if let Some(first) = starts.first_mut() {
        *first = 0;
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let mut notes = 0;
    root.children()
        .zip(starts.iter().copied().zip(ends))
        .map(|(node, (start, end))| {
            let mut block = block(node, text, &lines, start..end);
            if let BlockKind::Footnote { number, .. } = &mut block.kind {
                notes += 1;
                *number = notes;
            }
            measured(block, offset + start, end - start)
        })
        .collect()
}

fn measured(block: Block, start: usize, len: usize) -> Placed {
    let lines = block.lines();
    Placed {
        start,
        len,
        signs: lines.iter().map(|line| line.chars().count()).sum(),
        words: lines.iter().map(|line| line.split_whitespace().count()).sum(),
        block: Arc::new(block),
    }
}
