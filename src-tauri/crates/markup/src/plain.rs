//! The plain text of the tree: what is counted, searched and compared.

use crate::{Block, BlockKind, Document, Inline};

/// The words of a run of inlines; a line's end is a space.
pub fn inline_text(inlines: &[Inline]) -> String {
    let mut out = String::new();
    push_inlines(inlines, &mut out);
    out
}

fn push_inlines(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::Emphasis(inlines)
            | Inline::Strong(inlines)
            | Inline::Strike(inlines)
            | Inline::Link { inlines, .. }
            | Inline::Language { inlines, .. } => push_inlines(inlines, out),
            Inline::Image { alt, .. } => out.push_str(alt),
            Inline::CrossReference { target, label, .. } => {
                out.push_str(label.as_deref().unwrap_or(target));
            }
            Inline::SoftBreak | Inline::HardBreak => out.push(' '),
            Inline::FootnoteCall { .. } | Inline::Html(_) => {}
        }
    }
}

impl Block {
    /// Its plain text, in lines: one for each paragraph, heading, cell or line of code.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        self.each_block(&mut |block| match &block.kind {
            BlockKind::Paragraph(inlines) | BlockKind::Heading { inlines, .. } => {
                lines.push(inline_text(inlines));
            }
            BlockKind::Callout { title: Some(title), .. } => lines.push(inline_text(title)),
            BlockKind::Table { header, rows, .. } => {
                lines.extend(header.iter().chain(rows.iter().flatten()).map(|c| inline_text(c)));
            }
            BlockKind::Code { text, .. } => lines.extend(text.lines().map(str::to_owned)),
            BlockKind::Figure { caption: Some(caption), .. } => lines.push(caption.clone()),
            _ => {}
        });
        lines.retain(|line| !line.trim().is_empty());
        lines
    }
}

impl Document {
    /// Its plain text, a line for each paragraph.
    pub fn plain_text(&self) -> String {
        let mut out = String::new();
        for line in self.blocks.iter().flat_map(|placed| placed.block.lines()) {
            out.push_str(&line);
            out.push('\n');
        }
        out
    }
}

/// Cuts words into sentences: at `. ! ? …` (and what closes them) before a space.
pub fn sentences(words: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut ended = false;
    for (at, letter) in words.char_indices() {
        match letter {
            '.' | '!' | '?' | '…' => ended = true,
            '»' | '”' | '"' | ')' | '’' | '\u{a0}' | '\u{202f}' if ended => {}
            letter if letter.is_whitespace() => {
                if ended {
                    found.push(words[start..at].trim());
                    start = at;
                }
                ended = false;
            }
            _ => ended = false,
        }
    }
    found.push(words[start..].trim());
    found.retain(|sentence| !sentence.is_empty());
    found
}
