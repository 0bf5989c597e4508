//! The blocks of a text. Each is exactly one element of the cell that holds the text.

use std::mem;

use markup::{Alignment, Block, BlockKind, Inline, Item};

use crate::html::{
    attribute, escape,
    line::{Scribe, wordless},
    outline::Outline,
    raw,
};

use super::{Sheet, TABLE, fold};

/// Writes a top-level block as one element, or nothing.
pub(crate) fn block(
    scribe: &Scribe<'_, '_>,
    block: &Block,
    outline: &mut Outline,
    out: &mut String,
) {
    bare(scribe, block, outline, out);
    out.truncate(out.trim_end().len());
    *out = fold(mem::take(out));
}

/// Writes a block where a subhead may stand.
pub(super) fn bare(
    scribe: &Scribe<'_, '_>,
    block: &Block,
    outline: &mut Outline,
    out: &mut String,
) {
    let sheet = scribe.edition.sheet();
    match &block.kind {
        BlockKind::Heading { level, inlines } => {
            let depth = outline.enter(*level) + 2;
            let style = if depth == 3 { &sheet.subhead } else { &sheet.deep_subhead };
            let element = ["h3", "h4", "h5", "h6"][(depth - 3).min(3)];
            wrap_line(scribe, element, style, inlines, out);
        }
        BlockKind::Reserved(_) if scribe.edition.open() => {}
        BlockKind::Reserved(blocks) | BlockKind::Group(blocks) => {
            together(sheet, None, out, |out| {
                blocks.iter().for_each(|block| bare(scribe, block, outline, out));
            });
        }
        BlockKind::Language { tag, blocks } => together(sheet, Some(tag.as_str()), out, |out| {
            blocks.iter().for_each(|block| bare(scribe, block, outline, out));
        }),
        _ => plain(scribe, block, out),
    }
}

/// Writes blocks that stand inside another, where a subhead is only strong.
pub(super) fn nested(scribe: &Scribe<'_, '_>, blocks: &[Block], out: &mut String) {
    blocks.iter().for_each(|block| plain(scribe, block, out));
}

fn plain(scribe: &Scribe<'_, '_>, block: &Block, out: &mut String) {
    let sheet = scribe.edition.sheet();
    match &block.kind {
        BlockKind::Paragraph(inlines) if wordless(inlines) => {}
        BlockKind::Paragraph(inlines) => {
            let pictured = inlines.iter().any(|inline| matches!(inline, Inline::Image { .. }));
            let style = if pictured { &sheet.pictured } else { &sheet.paragraph };
            wrap_line(scribe, "p", style, inlines, out);
        }
        BlockKind::Heading { inlines, .. } => {
            wrap_line(scribe, "p", &sheet.deep_subhead, inlines, out);
        }
        BlockKind::Quote(blocks) => wrap(scribe, "blockquote", &sheet.quote, blocks, out),
        BlockKind::Callout { kind, title, blocks } => {
            callout(scribe, kind, title.as_deref(), blocks, out);
        }
        BlockKind::List { start, tight, items } => list(scribe, *start, *tight, items, out),
        BlockKind::Code { text, .. } => code(sheet, text, out),
        BlockKind::Table { alignments, header, rows } => {
            table(scribe, alignments, header, rows, out);
        }
        BlockKind::Figure { target, picture, caption } => {
            match picture.as_ref().and_then(|key| scribe.edition.illustration(key)) {
                Some(picture) => super::figure(scribe, picture, caption.as_deref(), out),
                // Nobody knows the picture: what was written shows, so that it is seen.
                None => super::text("p", &sheet.paragraph, &format!("![[{target}]]"), out),
            }
        }
        BlockKind::Rule => {
            out.push_str(TABLE);
            out.push_str(&sheet.data);
            out.push_str("><tr><td height=\"1\"");
            out.push_str(&sheet.rule);
            out.push_str("></td></tr></table>\n");
        }
        BlockKind::Html(html) => {
            let clean = raw::block(html);
            if !clean.trim().is_empty() {
                out.push_str("<div");
                out.push_str(&sheet.paragraph);
                out.push('>');
                dressed(sheet, clean.trim(), out);
                out.push_str("</div>\n");
            }
        }
        BlockKind::Reserved(_) if scribe.edition.open() => {}
        BlockKind::Reserved(blocks) | BlockKind::Group(blocks) => {
            together(sheet, None, out, |out| nested(scribe, blocks, out));
        }
        BlockKind::Language { tag, blocks } => {
            together(sheet, Some(tag.as_str()), out, |out| nested(scribe, blocks, out));
        }
        BlockKind::Cut | BlockKind::Footnote { .. } => {}
    }
}

/// Writes what stands inside as one element; nothing when that is nothing.
fn together(
    sheet: &Sheet,
    language: Option<&str>,
    out: &mut String,
    inside: impl FnOnce(&mut String),
) {
    let from = out.len();
    out.push_str("<div");
    if let Some(tag) = language {
        attribute("lang", tag, out);
    }
    out.push_str(&sheet.inherited);
    out.push('>');
    let start = out.len();
    inside(out);
    if out.len() == start {
        out.truncate(from);
    } else {
        out.push_str("</div>\n");
    }
}

/// Writes raw HTML that is harmless with the look of each of its elements.
fn dressed(sheet: &Sheet, clean: &str, out: &mut String) {
    let mut rest = clean;
    while let Some(at) = rest.find('<') {
        let inside = &rest[at + 1..];
        let end = inside.find(|letter: char| !letter.is_ascii_alphanumeric());
        let (element, after) = inside.split_at(end.unwrap_or(inside.len()));
        out.push_str(&rest[..=at]);
        out.push_str(element);
        out.push_str(match element {
            "" => "",
            "p" | "blockquote" | "dd" | "dl" | "figure" | "pre" => &sheet.paragraph,
            "ul" | "ol" => &sheet.list,
            "li" => &sheet.item,
            "table" => &sheet.raw_table,
            "th" => &sheet.heading_cell,
            "td" => &sheet.data_cell,
            element => sheet.dress(element),
        });
        rest = after;
    }
    out.push_str(rest);
}

fn wrap_line(
    scribe: &Scribe<'_, '_>,
    element: &str,
    style: &str,
    inlines: &[Inline],
    out: &mut String,
) {
    out.push('<');
    out.push_str(element);
    out.push_str(style);
    out.push('>');
    scribe.line(inlines, out);
    out.push_str("</");
    out.push_str(element);
    out.push_str(">\n");
}

fn wrap(scribe: &Scribe<'_, '_>, element: &str, style: &str, blocks: &[Block], out: &mut String) {
    let from = out.len();
    out.push('<');
    out.push_str(element);
    out.push_str(style);
    out.push('>');
    let inside = out.len();
    nested(scribe, blocks, out);
    if out.len() == inside {
        out.truncate(from);
    } else {
        out.push_str("</");
        out.push_str(element);
        out.push_str(">\n");
    }
}

fn callout(
    scribe: &Scribe<'_, '_>,
    kind: &str,
    title: Option<&[Inline]>,
    blocks: &[Block],
    out: &mut String,
) {
    let sheet = scribe.edition.sheet();
    out.push_str(TABLE);
    out.push_str(&sheet.boxed);
    out.push_str("><tr><td");
    out.push_str(&sheet.callout);
    out.push('>');
    super::text("p", &sheet.label, &scribe.edition.callout_label(kind), out);
    if let Some(title) = title.filter(|title| !wordless(title)) {
        out.push_str("<p");
        out.push_str(&sheet.callout_title);
        out.push('>');
        scribe.open("strong", out);
        out.push('>');
        scribe.line(title, out);
        out.push_str("</strong></p>\n");
    }
    nested(scribe, blocks, out);
    out.push_str("</td></tr></table>\n");
}

fn list(
    scribe: &Scribe<'_, '_>,
    start: Option<usize>,
    tight: bool,
    items: &[Item],
    out: &mut String,
) {
    let sheet = scribe.edition.sheet();
    let element = if start.is_some() { "ol" } else { "ul" };
    out.push('<');
    out.push_str(element);
    if let Some(start) = start.filter(|start| *start != 1) {
        attribute("start", &start.to_string(), out);
    }
    out.push_str(&sheet.list);
    out.push_str(">\n");
    for item in items {
        out.push_str("<li");
        out.push_str(&sheet.item);
        out.push('>');
        if let Some(done) = item.task {
            out.push_str(if done { "☑ " } else { "☐ " });
        }
        for block in &item.blocks {
            match &block.kind {
                BlockKind::Paragraph(inlines) if tight => scribe.line(inlines, out),
                _ => plain(scribe, block, out),
            }
        }
        out.push_str("</li>\n");
    }
    out.push_str("</");
    out.push_str(element);
    out.push_str(">\n");
}

/// Code keeps its lines and its indents by itself: webmails forget that spaces count.
fn code(sheet: &Sheet, text: &str, out: &mut String) {
    out.push_str("<p");
    out.push_str(&sheet.code);
    out.push('>');
    for (rank, line) in text.trim_end_matches('\n').lines().enumerate() {
        out.push_str(if rank > 0 { "<br>\n" } else { "" });
        let indent = line.len() - line.trim_start_matches(' ').len();
        out.extend(std::iter::repeat_n('\u{a0}', indent));
        escape(&line[indent..], out);
    }
    out.push_str("</p>\n");
}

fn table(
    scribe: &Scribe<'_, '_>,
    alignments: &[Alignment],
    header: &[Vec<Inline>],
    rows: &[Vec<Vec<Inline>>],
    out: &mut String,
) {
    let sheet = scribe.edition.sheet();
    // No role here: it is read as the table that it is.
    out.push_str("<table width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"");
    out.push_str(&sheet.data);
    out.push_str(">\n<tr>");
    for (rank, cell) in header.iter().enumerate() {
        let opening = if wordless(cell) { "td" } else { "th scope=\"col\"" };
        write_cell(scribe, opening, &sheet.heading_cell, alignments.get(rank), cell, out);
    }
    out.push_str("</tr>\n");
    for row in rows {
        out.push_str("<tr>");
        for (rank, cell) in row.iter().enumerate() {
            let heads = rank == 0 && row.len() > 1 && !wordless(cell);
            let opening = if heads { "th scope=\"row\"" } else { "td" };
            write_cell(scribe, opening, &sheet.data_cell, alignments.get(rank), cell, out);
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</table>\n");
}

fn write_cell(
    scribe: &Scribe<'_, '_>,
    opening: &str,
    style: &str,
    alignment: Option<&Alignment>,
    cell: &[Inline],
    out: &mut String,
) {
    out.push('<');
    out.push_str(opening);
    out.push_str(match alignment {
        Some(Alignment::Right) => " align=\"right\"",
        Some(Alignment::Center) => " align=\"center\"",
        _ => " align=\"left\"",
    });
    out.push_str(" valign=\"top\"");
    out.push_str(style);
    out.push('>');
    scribe.line(cell, out);
    out.push_str("</");
    out.push_str(&opening[..2]);
    out.push('>');
}
