//! The blocks of a text as HTML. Each is exactly one element.

use markup::{Alignment, Block, BlockKind, Inline, Item};
use newsroom::IllustrationKey;

use crate::html::{
    attribute, escape,
    line::{Scribe, wordless},
    outline::Outline,
    raw,
};

/// Writes a block where a subhead may stand; `outline` is what encloses it.
pub(crate) fn block(
    scribe: &Scribe<'_, '_>,
    block: &Block,
    outline: &mut Outline,
    out: &mut String,
) {
    match &block.kind {
        BlockKind::Heading { level, inlines } => {
            // Subheads stand under the article's headline: h2 where the title is h1.
            let depth = (outline.enter(*level) + scribe.edition.ground().level).min(6).to_string();
            wrap_line(scribe, "h", &depth, inlines, out);
        }
        BlockKind::Reserved(_) if scribe.edition.open() => {}
        BlockKind::Reserved(blocks) | BlockKind::Group(blocks) => {
            container(scribe, None, blocks, outline, out);
        }
        BlockKind::Language { tag, blocks } => {
            container(scribe, Some(tag.as_str()), blocks, outline, out);
        }
        _ => plain(scribe, block, out),
    }
}

/// Writes blocks that stand inside another, where a subhead is only strong.
pub(super) fn nested(scribe: &Scribe<'_, '_>, blocks: &[Block], out: &mut String) {
    for block in blocks {
        let from = out.len();
        plain(scribe, block, out);
        if out.len() > from {
            out.push('\n');
        }
    }
}

fn plain(scribe: &Scribe<'_, '_>, block: &Block, out: &mut String) {
    match &block.kind {
        BlockKind::Paragraph(inlines) if wordless(inlines) => {}
        BlockKind::Paragraph(inlines) => wrap_line(scribe, "p", "", inlines, out),
        BlockKind::Heading { inlines, .. } => {
            out.push_str("<p><strong>");
            scribe.line(inlines, out);
            out.push_str("</strong></p>");
        }
        BlockKind::Quote(blocks) => wrap(scribe, "<blockquote>", blocks, "</blockquote>", out),
        BlockKind::Callout { kind, title, blocks } => {
            callout(scribe, kind, title.as_deref(), blocks, out);
        }
        BlockKind::List { start, tight, items } => list(scribe, *start, *tight, items, out),
        BlockKind::Code { text, .. } => {
            out.push_str("<pre><code>");
            escape(text, out);
            out.push_str("</code></pre>");
        }
        BlockKind::Table { alignments, header, rows } => {
            table(scribe, alignments, header, rows, out);
        }
        BlockKind::Figure { target, picture, caption } => {
            figure(scribe, target, picture.as_ref(), caption.as_deref(), out);
        }
        BlockKind::Rule => out.push_str("<hr>"),
        BlockKind::Html(html) => {
            let clean = raw::block(html);
            if !clean.trim().is_empty() {
                out.push_str("<div>");
                out.push_str(clean.trim());
                out.push_str("</div>");
            }
        }
        BlockKind::Reserved(_) if scribe.edition.open() => {}
        BlockKind::Reserved(blocks) | BlockKind::Group(blocks) => {
            wrap(scribe, "<div>", blocks, "</div>", out);
        }
        BlockKind::Language { tag, blocks } => {
            wrap(scribe, &format!("<div lang=\"{tag}\">"), blocks, "</div>", out);
        }
        BlockKind::Cut | BlockKind::Footnote { .. } => {}
    }
}

/// Writes blocks in an element, or nothing when nothing of them is shown.
fn wrap(scribe: &Scribe<'_, '_>, open: &str, blocks: &[Block], close: &str, out: &mut String) {
    let from = out.len();
    out.push_str(open);
    out.push('\n');
    let inside = out.len();
    nested(scribe, blocks, out);
    if out.len() == inside {
        out.truncate(from);
    } else {
        out.push_str(close);
    }
}

fn container(
    scribe: &Scribe<'_, '_>,
    language: Option<&str>,
    blocks: &[Block],
    outline: &mut Outline,
    out: &mut String,
) {
    let from = out.len();
    out.push_str("<div");
    if let Some(language) = language {
        attribute("lang", language, out);
    }
    out.push_str(">\n");
    let inside = out.len();
    for inner in blocks {
        let before = out.len();
        block(scribe, inner, outline, out);
        if out.len() > before {
            out.push('\n');
        }
    }
    if out.len() == inside {
        out.truncate(from);
    } else {
        out.push_str("</div>");
    }
}

fn wrap_line(
    scribe: &Scribe<'_, '_>,
    element: &str,
    level: &str,
    inlines: &[Inline],
    out: &mut String,
) {
    out.push('<');
    out.push_str(element);
    out.push_str(level);
    out.push('>');
    scribe.line(inlines, out);
    out.push_str("</");
    out.push_str(element);
    out.push_str(level);
    out.push('>');
}

fn callout(
    scribe: &Scribe<'_, '_>,
    kind: &str,
    title: Option<&[Inline]>,
    blocks: &[Block],
    out: &mut String,
) {
    out.push_str("<aside role=\"note\">\n<p class=\"etiquette\">");
    escape(&scribe.edition.callout_label(kind), out);
    out.push_str("</p>\n");
    if let Some(title) = title.filter(|title| !wordless(title)) {
        out.push_str("<p class=\"accroche\">");
        scribe.line(title, out);
        out.push_str("</p>\n");
    }
    nested(scribe, blocks, out);
    out.push_str("</aside>");
}

fn list(
    scribe: &Scribe<'_, '_>,
    start: Option<usize>,
    tight: bool,
    items: &[Item],
    out: &mut String,
) {
    let element = if start.is_some() { "ol" } else { "ul" };
    out.push('<');
    out.push_str(element);
    if let Some(start) = start.filter(|start| *start != 1) {
        attribute("start", &start.to_string(), out);
    }
    out.push_str(">\n");
    for item in items {
        out.push_str("<li>");
        if let Some(done) = item.task {
            out.push_str(if done { "☑ " } else { "☐ " });
        }
        for (rank, block) in item.blocks.iter().enumerate() {
            match &block.kind {
                BlockKind::Paragraph(inlines) if tight => scribe.line(inlines, out),
                _ => {
                    if rank > 0 {
                        out.push('\n');
                    }
                    plain(scribe, block, out);
                }
            }
        }
        out.push_str("</li>\n");
    }
    out.push_str("</");
    out.push_str(element);
    out.push('>');
}

fn table(
    scribe: &Scribe<'_, '_>,
    alignments: &[Alignment],
    header: &[Vec<Inline>],
    rows: &[Vec<Vec<Inline>>],
    out: &mut String,
) {
    out.push_str("<div class=\"tableau\"><table>\n<thead>\n<tr>");
    for (rank, cell) in header.iter().enumerate() {
        // A corner without words heads nothing.
        let element = if wordless(cell) { "td" } else { "th" };
        let scope = if element == "th" { " scope=\"col\"" } else { "" };
        write_cell(scribe, element, scope, alignments.get(rank), cell, out);
    }
    out.push_str("</tr>\n</thead>\n<tbody>\n");
    for row in rows {
        out.push_str("<tr>");
        for (rank, cell) in row.iter().enumerate() {
            let heads = rank == 0 && row.len() > 1 && !wordless(cell);
            let (element, scope) = if heads { ("th", " scope=\"row\"") } else { ("td", "") };
            write_cell(scribe, element, scope, alignments.get(rank), cell, out);
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table></div>");
}

fn write_cell(
    scribe: &Scribe<'_, '_>,
    element: &str,
    scope: &str,
    alignment: Option<&Alignment>,
    cell: &[Inline],
    out: &mut String,
) {
    out.push('<');
    out.push_str(element);
    out.push_str(scope);
    out.push_str(match alignment {
        Some(Alignment::Right) => " class=\"droite\"",
        Some(Alignment::Center) => " class=\"centre\"",
        _ => "",
    });
    out.push('>');
    scribe.line(cell, out);
    out.push_str("</");
    out.push_str(element);
    out.push('>');
}

fn figure(
    scribe: &Scribe<'_, '_>,
    target: &str,
    picture: Option<&IllustrationKey>,
    caption: Option<&str>,
    out: &mut String,
) {
    match picture.and_then(|key| scribe.edition.illustration(key)) {
        Some(picture) => super::figure(scribe, picture, caption, out),
        // Nobody knows the picture: what was written shows, so that it is seen.
        None => {
            out.push_str("<p>");
            escape(&format!("![[{target}]]"), out);
            out.push_str("</p>");
        }
    }
}
