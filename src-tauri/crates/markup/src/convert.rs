//! From comrak's tree to ours. Comrak's stays here.

use std::ops::Range;

use comrak::nodes::{AstNode, ListType, NodeValue, Sourcepos, TableAlignment};
use newsroom::{CrossReference, IllustrationKey, LanguageTag, slugify};

use crate::{
    language_spans,
    tree::{Alignment, Block, BlockKind, Inline, Item},
};

/// Beyond this depth a text is not prose: what is deeper is kept as flat words, so that no
/// later stage can be made to recurse without bound.
pub(crate) const DEEPEST: usize = 48;

/// Where the lines of a text begin, to turn comrak's positions into byte offsets.
pub(crate) struct Lines {
    starts: Vec<usize>,
    end: usize,
}

impl Lines {
    pub(crate) fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (at, byte) in bytes.iter().enumerate() {
            let lone_return = *byte == b'\r' && bytes.get(at + 1) != Some(&b'\n');
            if *byte == b'\n' || lone_return {
                starts.push(at + 1);
            }
        }
        Self { starts, end: text.len() }
    }

    /// The byte offset of line `line`, counted from 1.
    pub(crate) fn start_of(&self, line: usize) -> usize {
        self.starts.get(line.saturating_sub(1)).copied().unwrap_or(self.end)
    }

    /// `pos` in bytes from the start of `region`, inside the region whatever comrak says.
    pub(crate) fn span(&self, pos: Sourcepos, region: &Range<usize>) -> Range<usize> {
        let within = |at: usize| at.clamp(region.start, region.end) - region.start;
        let from = within(self.start_of(pos.start.line) + pos.start.column.saturating_sub(1));
        let to = within(self.start_of(pos.end.line) + pos.end.column);
        from..to.max(from)
    }
}

struct Walk<'t> {
    text: &'t str,
    lines: &'t Lines,
    region: Range<usize>,
}

/// Our block for comrak's `node`, which covers `region` of `text`.
pub(crate) fn block<'a>(
    node: &'a AstNode<'a>,
    text: &str,
    lines: &Lines,
    region: Range<usize>,
) -> Block {
    Walk { text, lines, region }.block(node, 0)
}

impl Walk<'_> {
    fn span(&self, node: &AstNode<'_>) -> Range<usize> {
        self.lines.span(node.data().sourcepos, &self.region)
    }

    fn source(&self, span: &Range<usize>) -> &str {
        self.text
            .get(self.region.start + span.start..self.region.start + span.end)
            .unwrap_or_default()
    }

    fn blocks<'a>(&self, node: &'a AstNode<'a>, depth: usize) -> Vec<Block> {
        node.children().map(|child| self.block(child, depth + 1)).collect()
    }

    fn inlines<'a>(&self, node: &'a AstNode<'a>, depth: usize) -> Vec<Inline> {
        let mut out = Vec::new();
        for child in node.children() {
            match self.inline(child, depth + 1) {
                Inline::Text(text) => match out.last_mut() {
                    Some(Inline::Text(before)) => before.push_str(&text),
                    _ => out.push(Inline::Text(text)),
                },
                other => out.push(other),
            }
        }
        language_spans::gather(out)
    }

    fn block<'a>(&self, node: &'a AstNode<'a>, depth: usize) -> Block {
        let span = self.span(node);
        if depth >= DEEPEST {
            return Block { kind: BlockKind::Paragraph(vec![flat(node)]), span };
        }
        let kind = match &node.data().value {
            NodeValue::Heading(heading) => {
                BlockKind::Heading { level: heading.level, inlines: self.inlines(node, depth) }
            }
            NodeValue::BlockQuote | NodeValue::MultilineBlockQuote(_) => {
                BlockKind::Quote(self.blocks(node, depth))
            }
            NodeValue::Callout(callout) => self.callout(node, &callout.callout_type, depth),
            NodeValue::List(list) => BlockKind::List {
                start: (list.list_type == ListType::Ordered).then_some(list.start),
                tight: list.tight,
                items: node.children().map(|item| self.item(item, depth + 1)).collect(),
            },
            NodeValue::CodeBlock(code) => BlockKind::Code {
                language: code.info.split_whitespace().next().map(str::to_owned),
                text: code.literal.clone(),
            },
            NodeValue::HtmlBlock(html) if is_cut(&html.literal) => BlockKind::Cut,
            NodeValue::HtmlBlock(html) => BlockKind::Html(html.literal.clone()),
            NodeValue::ThematicBreak => BlockKind::Rule,
            NodeValue::Table(table) => BlockKind::Table {
                alignments: table.alignments.iter().map(alignment).collect(),
                header: self.rows(node, true, depth).into_iter().next().unwrap_or_default(),
                rows: self.rows(node, false, depth),
            },
            NodeValue::FootnoteDefinition(note) => BlockKind::Footnote {
                name: note.name.clone(),
                number: 0,
                blocks: self.blocks(node, depth),
            },
            NodeValue::BlockDirective(directive) => {
                container(&directive.info, self.blocks(node, depth))
            }
            NodeValue::Paragraph => self.paragraph(node, depth),
            value if value.block() => BlockKind::Group(self.blocks(node, depth)),
            _ => BlockKind::Paragraph(self.inlines(node, depth)),
        };
        Block { kind, span }
    }

    fn paragraph<'a>(&self, node: &'a AstNode<'a>, depth: usize) -> BlockKind {
        let mut children = node.children();
        let only = children.next().filter(|_| children.next().is_none());
        if let Some(only) = only
            && let NodeValue::WikiLink(link) = &only.data().value
            && link.embed
        {
            let label = label_of(only, &link.url);
            return BlockKind::Figure {
                target: link.url.clone(),
                picture: picture(&link.url),
                caption: label,
            };
        }
        BlockKind::Paragraph(self.inlines(node, depth))
    }

    fn callout<'a>(&self, node: &'a AstNode<'a>, kind: &str, depth: usize) -> BlockKind {
        let mut title = None;
        let mut blocks = Vec::new();
        for child in node.children() {
            if matches!(child.data().value, NodeValue::CalloutTitle) {
                let inlines: Vec<Inline> =
                    child.children().flat_map(|line| self.inlines(line, depth + 2)).collect();
                title = (!inlines.is_empty()).then_some(inlines);
            } else {
                blocks.push(self.block(child, depth + 1));
            }
        }
        BlockKind::Callout { kind: kind.to_lowercase(), title, blocks }
    }

    fn item<'a>(&self, node: &'a AstNode<'a>, depth: usize) -> Item {
        let task = match &node.data().value {
            NodeValue::TaskItem(task) => Some(task.symbol.is_some()),
            _ => None,
        };
        Item { task, blocks: self.blocks(node, depth) }
    }

    fn rows<'a>(&self, table: &'a AstNode<'a>, head: bool, depth: usize) -> Vec<Vec<Vec<Inline>>> {
        table
            .children()
            .filter(
                |row| matches!(row.data().value, NodeValue::TableRow(is_head) if is_head == head),
            )
            .map(|row| row.children().map(|cell| self.inlines(cell, depth + 2)).collect())
            .collect()
    }

    fn inline<'a>(&self, node: &'a AstNode<'a>, depth: usize) -> Inline {
        if depth >= DEEPEST {
            return flat(node);
        }
        match &node.data().value {
            NodeValue::Text(text) => Inline::Text(text.to_string()),
            NodeValue::Code(code) => Inline::Code(code.literal.clone()),
            NodeValue::SoftBreak => Inline::SoftBreak,
            NodeValue::LineBreak => Inline::HardBreak,
            NodeValue::HtmlInline(tag) => Inline::Html(tag.clone()),
            NodeValue::Emph => Inline::Emphasis(self.inlines(node, depth)),
            NodeValue::Strong => Inline::Strong(self.inlines(node, depth)),
            NodeValue::Strikethrough => Inline::Strike(self.inlines(node, depth)),
            NodeValue::Link(link) => Inline::Link {
                url: link.url.clone(),
                title: link.title.clone(),
                inlines: self.inlines(node, depth),
                span: self.span(node),
            },
            NodeValue::Image(link) => Inline::Image {
                url: link.url.clone(),
                alt: words_of(node),
                title: link.title.clone(),
                span: self.span(node),
            },
            NodeValue::FootnoteReference(call) => Inline::FootnoteCall {
                name: call.name.clone(),
                number: call.ix,
                call: call.ref_num,
            },
            NodeValue::WikiLink(link) if link.embed => {
                Inline::Text(self.source(&self.span(node)).to_owned())
            }
            NodeValue::WikiLink(link) => Inline::CrossReference {
                reference: CrossReference::read(&link.url),
                label: label_of(node, &link.url),
                target: link.url.clone(),
                span: self.span(node),
            },
            _ => flat(node),
        }
    }
}

/// The words after the `|`; comrak gives the target again when there are none.
fn label_of<'a>(node: &'a AstNode<'a>, target: &str) -> Option<String> {
    let words = words_of(node);
    (!words.trim().is_empty() && words.trim() != target.trim()).then(|| words.trim().to_owned())
}

/// Every word under `node`, whatever stands between.
pub(crate) fn words_of<'a>(node: &'a AstNode<'a>) -> String {
    let mut words = String::new();
    for inner in node.descendants() {
        match &inner.data().value {
            NodeValue::Text(text) => words.push_str(text),
            NodeValue::Code(code) => words.push_str(&code.literal),
            NodeValue::CodeBlock(code) => words.push_str(&code.literal),
            NodeValue::HtmlBlock(html) => words.push_str(&html.literal),
            NodeValue::HtmlInline(tag) => words.push_str(tag),
            NodeValue::SoftBreak | NodeValue::LineBreak => words.push(' '),
            _ => {}
        }
    }
    words
}

/// The illustration that `![[…]]` names: by its own name, or as other programs do by its file's.
fn picture(target: &str) -> Option<IllustrationKey> {
    let file = target.trim().rsplit('/').next().unwrap_or_default();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    file.parse().ok().or_else(|| slugify(stem)?.parse().ok())
}

fn flat<'a>(node: &'a AstNode<'a>) -> Inline {
    Inline::Text(words_of(node))
}

fn is_cut(html: &str) -> bool {
    let inner = html.trim().strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->"));
    inner.is_some_and(|inner| matches!(inner.trim(), "coupe" | "cut"))
}

/// What a `:::name` container is.
fn container(info: &str, blocks: Vec<Block>) -> BlockKind {
    if let Some(tag) = language_of(info) {
        return BlockKind::Language { tag, blocks };
    }
    match bare(info).to_lowercase().as_str() {
        "abonnés" | "abonnes" | "subscribers" => BlockKind::Reserved(blocks),
        _ => BlockKind::Group(blocks),
    }
}

/// The language that a `:::` container gives to its blocks.
pub(crate) fn language_of(info: &str) -> Option<LanguageTag> {
    bare(info).strip_prefix("lang=")?.trim_matches('"').parse().ok()
}

fn bare(info: &str) -> &str {
    info.trim().trim_matches(['{', '}']).trim()
}

fn alignment(alignment: &TableAlignment) -> Alignment {
    match alignment {
        TableAlignment::None => Alignment::None,
        TableAlignment::Left => Alignment::Left,
        TableAlignment::Center => Alignment::Center,
        TableAlignment::Right => Alignment::Right,
    }
}
