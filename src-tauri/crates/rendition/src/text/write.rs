//! The blocks of a text as lines, with their links numbered.

use std::{collections::BTreeMap, mem, sync::Arc};

use markup::{Block, BlockKind, Inline, Item};
use newsroom::{DraftSlug, Illustration};

use crate::{
    edition::{
        Edition,
        body::{Notes, note},
        reference::Lead,
    },
    html::{address, raw},
};

use super::{
    underlined,
    wrap::{WIDTH, prefix, wrap},
};

/// Writes an article, and remembers where its links lead.
pub(super) struct Writer<'e, 'c> {
    edition: &'e Edition<'c>,
    slug: &'c DraftSlug,
    notes: &'e Notes<'c>,
    links: Vec<Arc<str>>,
    numbers: BTreeMap<Arc<str>, usize>,
    given: Numbers,
}

/// The numbers that a block gave to the addresses it leads to, in order.
pub(crate) type Numbers = Vec<(usize, Arc<str>)>;

impl<'e, 'c> Writer<'e, 'c> {
    pub(super) fn new(edition: &'e Edition<'c>, slug: &'c DraftSlug, notes: &'e Notes<'c>) -> Self {
        Self {
            edition,
            slug,
            notes,
            links: Vec::new(),
            numbers: BTreeMap::new(),
            given: Vec::new(),
        }
    }

    /// The numbers given since the last take.
    pub(super) fn take_numbers(&mut self) -> Numbers {
        mem::take(&mut self.given)
    }

    /// Gives the numbers of a block that was printed before, if they would be the same here.
    pub(super) fn gives_again(&mut self, numbers: &Numbers) -> bool {
        let mut next = self.links.len() + 1;
        let mut fresh: Vec<&str> = Vec::new();
        let same = numbers.iter().all(|(number, to)| {
            if let Some(known) = self.numbers.get(to) {
                return known == number;
            }
            if let Some(place) = fresh.iter().position(|one| **one == **to) {
                return next - fresh.len() + place == *number;
            }
            fresh.push(to);
            next += 1;
            next - 1 == *number
        });
        if same {
            for (_, to) in numbers {
                self.numbered(to.clone());
            }
        }
        same
    }

    /// The paragraphs of a block.
    pub(super) fn block(&mut self, block: &Block, width: usize) -> Vec<String> {
        match &block.kind {
            BlockKind::Paragraph(inlines) => vec![wrap(&self.line(inlines), width)],
            BlockKind::Heading { inlines, .. } => {
                vec![underlined(&wrap(&self.line(inlines), width), '~')]
            }
            BlockKind::Quote(blocks) => vec![self.marked(blocks, "> ", width)],
            BlockKind::Callout { kind, title, blocks } => {
                let mut label = self.edition.callout_label(kind);
                if let Some(title) = title {
                    label.push_str(" – ");
                    label.push_str(&self.line(title));
                }
                let inside = self.marked(blocks, "| ", width);
                let label = prefix(&wrap(&label, width.saturating_sub(2)), "| ", "| ");
                vec![if inside.is_empty() { label } else { format!("{label}\n|\n{inside}") }]
            }
            BlockKind::List { start, tight, items } => {
                vec![self.list(*start, *tight, items, width)]
            }
            BlockKind::Code { text, .. } => {
                vec![prefix(text.trim_end_matches('\n'), "    ", "    ")]
            }
            BlockKind::Table { header, rows, .. } => vec![self.table(header, rows, width)],
            BlockKind::Figure { target, picture, caption } => {
                match picture.as_ref().and_then(|key| self.edition.illustration(key)) {
                    Some(picture) => vec![self.figure(picture, caption.as_deref(), width)],
                    None => vec![format!("![[{target}]]")],
                }
            }
            BlockKind::Rule => vec!["* * *".to_owned()],
            BlockKind::Html(html) => vec![wrap(words_of_html(html).trim(), width)],
            BlockKind::Reserved(_) if self.edition.open() => Vec::new(),
            BlockKind::Reserved(blocks)
            | BlockKind::Group(blocks)
            | BlockKind::Language { blocks, .. } => self.blocks(blocks, width),
            BlockKind::Cut | BlockKind::Footnote { .. } => Vec::new(),
        }
    }

    /// A line of words; a link leaves its number.
    pub(super) fn line(&mut self, inlines: &[Inline]) -> String {
        let mut out = String::new();
        self.run(inlines, &mut out);
        out
    }

    /// The picture, for who does not see it.
    pub(super) fn figure(
        &self,
        picture: &Illustration,
        caption: Option<&str>,
        width: usize,
    ) -> String {
        let alt = if picture.decorative { "" } else { picture.alt.trim() };
        let caption = caption.unwrap_or(&picture.caption).trim();
        let credit = self.edition.credit(picture);
        let mut lines: Vec<String> = Vec::new();
        if !alt.is_empty() {
            lines.push(wrap(&format!("[{}{alt}]", self.edition.words().illustration), width));
        }
        let under: Vec<&str> =
            [caption, credit.as_str()].into_iter().filter(|words| !words.is_empty()).collect();
        if !under.is_empty() {
            lines.push(wrap(&under.join(" — "), width));
        }
        lines.join("\n")
    }

    /// The notes, under their numbers.
    pub(super) fn notes(&mut self, notes: &Notes<'_>) -> Vec<String> {
        notes
            .iter()
            .enumerate()
            .map(|(rank, note)| {
                let number = format!("({}) ", rank + 1);
                let words = self.blocks(note.blocks, WIDTH - number.len()).join("\n\n");
                prefix(&words, &number, "    ")
            })
            .collect()
    }

    /// Where the links lead, number by number.
    pub(super) fn links(&self) -> String {
        let lines: Vec<String> = self
            .links
            .iter()
            .enumerate()
            .map(|(rank, address)| format!("[{}] {address}", rank + 1))
            .collect();
        lines.join("\n")
    }

    fn blocks(&mut self, blocks: &[Block], width: usize) -> Vec<String> {
        blocks.iter().flat_map(|block| self.block(block, width)).collect()
    }

    fn marked(&mut self, blocks: &[Block], mark: &str, width: usize) -> String {
        let inside = self.blocks(blocks, width.saturating_sub(mark.len()).max(20));
        prefix(&inside.join("\n\n"), mark, mark)
    }

    fn list(&mut self, start: Option<usize>, tight: bool, items: &[Item], width: usize) -> String {
        let mut printed = Vec::with_capacity(items.len());
        for (rank, item) in items.iter().enumerate() {
            let mark = match (start, item.task) {
                (_, Some(true)) => "[x] ".to_owned(),
                (_, Some(false)) => "[ ] ".to_owned(),
                (Some(start), None) => format!("{}. ", start.saturating_add(rank)),
                (None, None) => "– ".to_owned(),
            };
            let indent = " ".repeat(mark.chars().count());
            let inside = self.blocks(&item.blocks, width.saturating_sub(indent.len()).max(20));
            let between = if tight { "\n" } else { "\n\n" };
            printed.push(prefix(&inside.join(between), &mark, &indent));
        }
        printed.join(if tight { "\n" } else { "\n\n" })
    }

    /// A table in columns when it is narrow enough, else a line for each of its rows.
    fn table(&mut self, header: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>], width: usize) -> String {
        let grid: Vec<Vec<String>> = std::iter::once(header)
            .chain(rows.iter().map(Vec::as_slice))
            .map(|row| row.iter().map(|cell| self.line(cell).replace('\n', " ")).collect())
            .collect();
        let columns = grid.iter().map(Vec::len).max().unwrap_or(0);
        let wide = |column: usize| {
            grid.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max()
        };
        let widths: Vec<usize> = (0..columns).map(|column| wide(column).unwrap_or(0)).collect();
        if widths.iter().sum::<usize>() + 3 * columns > width {
            let lines: Vec<String> = grid.iter().map(|row| wrap(&row.join(" | "), width)).collect();
            return lines.join("\n");
        }
        let mut lines = Vec::with_capacity(grid.len() + 1);
        for (rank, row) in grid.iter().enumerate() {
            let mut line = String::new();
            for (cell, width) in row.iter().zip(&widths) {
                line.push_str(cell);
                let missing = width - cell.chars().count() + 3;
                line.extend(std::iter::repeat_n(' ', missing));
            }
            lines.push(line.trim_end().to_owned());
            if rank == 0 {
                let rules: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
                lines.push(rules.join("   "));
            }
        }
        lines.join("\n")
    }

    fn run(&mut self, inlines: &[Inline], out: &mut String) {
        for inline in inlines {
            match inline {
                Inline::Text(words) | Inline::Code(words) => out.push_str(words),
                Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strike(inner) => {
                    self.run(inner, out);
                }
                Inline::Language { inlines, .. } => self.run(inlines, out),
                Inline::Link { url, inlines, .. } => {
                    let from = out.len();
                    self.run(inlines, out);
                    let shown = out[from..].trim().to_owned();
                    let base = &self.edition.proof().publication.base_url;
                    if let Some(to) = address::link(url, base) {
                        // An address that is its own words needs no number.
                        let bare = to.strip_prefix("mailto:").unwrap_or(&to);
                        if bare != shown && to != shown {
                            self.number(to, out);
                        }
                    } else if let Some(told) = address::told(url, base)
                        && !shown.contains(&told)
                    {
                        out.push_str(&format!(" ({told})"));
                    }
                }
                Inline::Image { alt, .. } => out.push_str(alt),
                Inline::CrossReference { target, reference, label, .. } => {
                    let (words, lead) = self.edition.cross_reference(
                        reference.as_ref(),
                        target,
                        label.as_deref(),
                        self.slug,
                    );
                    out.push_str(&words);
                    if let Lead::Address(to) = lead {
                        self.number(to, out);
                    }
                }
                Inline::FootnoteCall { name, .. } => {
                    if let Some((number, _)) = note(self.notes, name) {
                        out.push_str(&format!("\u{a0}({number})"));
                    }
                }
                Inline::SoftBreak => out.push(' '),
                Inline::HardBreak => out.push('\n'),
                Inline::Html(tag) => match raw::tag(tag) {
                    raw::Tag::Refused => out.push_str(tag),
                    raw::Tag::Open { element: "br", .. } => out.push('\n'),
                    raw::Tag::Open { element: "img", attributes, .. } => {
                        let alt = attributes.iter().find(|(name, _)| *name == "alt");
                        out.push_str(alt.map_or("", |(_, alt)| alt));
                    }
                    _ => {}
                },
            }
        }
    }

    /// The number of an address: the same one each time that it is met.
    fn number(&mut self, to: String, out: &mut String) {
        let to: Arc<str> = to.into();
        let number = self.numbered(to.clone());
        self.given.push((number, to));
        out.push_str(&format!("\u{a0}[{number}]"));
    }

    fn numbered(&mut self, to: Arc<str>) -> usize {
        let next = self.links.len() + 1;
        let number = *self.numbers.entry(to.clone()).or_insert(next);
        if number == next {
            self.links.push(to);
        }
        number
    }
}

/// The words of a raw block, once it is harmless.
fn words_of_html(html: &str) -> String {
    let clean = raw::block(html);
    let mut out = String::with_capacity(clean.len());
    let mut rest = clean.as_str();
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        let tag = &rest[at..end];
        if ["</p", "</li", "</tr", "</div", "<br"].iter().any(|ends| tag.starts_with(ends)) {
            out.push('\n');
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    out.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&nbsp;", "\u{a0}")
        .replace("&amp;", "&")
}
