//! Each article: what its record lacks, and what its text carries that no page will print.

use std::ops::Range;

use markup::{Block, BlockKind, Inline};
use newsroom::{CalloutRegistry, SlotRole};

use super::{Place, Remarks, rules};
use crate::{
    Composition,
    html::raw::{self, Tag},
};

/// Beyond these, a headline is a standfirst and a standfirst is a paragraph.
const LONGEST_HEADLINE: usize = 120;
const LONGEST_STANDFIRST: usize = 400;

pub(super) fn check(composition: &Composition, place: &Place<'_>, remarks: &mut Remarks<'_>) {
    record(place, remarks);
    authors(composition, place, remarks);
    let callouts = &composition.proof().publication.callouts;
    for placed in &place.document.blocks {
        placed.block.each_block(&mut |block| {
            let span = placed.start + block.span.start..placed.start + block.span.end;
            self::block(block, span, callouts, place, remarks);
        });
        placed.block.each_inline(&mut |inline| {
            self::inline(inline, placed.start, place, remarks);
        });
    }
}

fn record(place: &Place<'_>, remarks: &mut Remarks<'_>) {
    let (draft, role) = (&place.article.draft, place.slot.role);
    let written = matches!(role, SlotRole::Lead | SlotRole::Story | SlotRole::Dossier);
    let pictured = matches!(role, SlotRole::Picture | SlotRole::Figure);
    let mut missing = |words: &str, expected: bool, rule| {
        if expected && words.trim().is_empty() {
            remarks.on_article(rule, place.slug, []);
        }
    };
    let lengths = [
        (&draft.headline, LONGEST_HEADLINE, &rules::HEADLINE_LONG),
        (&draft.standfirst, LONGEST_STANDFIRST, &rules::STANDFIRST_LONG),
    ];
    missing(&draft.headline, !pictured, &rules::HEADLINE_MISSING);
    missing(&draft.standfirst, written, &rules::STANDFIRST_MISSING);
    missing(&draft.link, role == SlotRole::Briefs, &rules::LINK_MISSING);
    missing(&draft.keyword, role == SlotRole::Briefs, &rules::KEYWORD_MISSING);
    let words = if place.document.words() == 0 { "" } else { "." };
    missing(words, written || role == SlotRole::Briefs, &rules::TEXT_EMPTY);
    for (words, longest, rule) in lengths {
        let signs = words.trim().chars().count();
        if signs > longest {
            let figures = [("signs", signs.to_string()), ("longest", longest.to_string())];
            remarks.on_article(rule, place.slug, figures);
        }
    }
}

fn authors(composition: &Composition, place: &Place<'_>, remarks: &mut Remarks<'_>) {
    let signed = matches!(place.slot.role, SlotRole::Lead | SlotRole::Story | SlotRole::Dossier);
    let authors = &place.article.draft.authors;
    if signed && authors.is_empty() {
        remarks.on_article(&rules::AUTHOR_MISSING, place.slug, []);
    }
    for author in authors {
        if !composition.proof().authors.contains_key(author) {
            let author = author.to_string();
            remarks.on_article(&rules::AUTHOR_UNKNOWN, place.slug, [("author", author)]);
        }
    }
}

fn block(
    block: &Block,
    span: Range<usize>,
    callouts: &CalloutRegistry,
    place: &Place<'_>,
    remarks: &mut Remarks<'_>,
) {
    match &block.kind {
        BlockKind::Callout { kind, .. } if callouts.label(kind).is_none() => {
            let kind = kind.clone();
            remarks.on_words(&rules::CALLOUT_UNKNOWN, place.slug, Some(span), [("kind", kind)]);
        }
        BlockKind::Html(html) if prints_tags(html) => {
            let html = shortened(html);
            remarks.on_words(&rules::HTML_PRINTED, place.slug, Some(span), [("html", html)]);
        }
        BlockKind::Paragraph(inlines) => {
            // A raw tag has no position of its own: the paragraph shows where to look.
            let refused = |inline: &&Inline| matches!(inline, Inline::Html(tag) if raw::tag(tag) == Tag::Refused);
            if let Some(Inline::Html(tag)) = inlines.iter().find(refused) {
                let at = place.article.text.get(span.clone()).and_then(|text| text.find(tag));
                let span = match at {
                    Some(at) => span.start + at..span.start + at + tag.len(),
                    None => span,
                };
                let html = shortened(tag);
                remarks.on_words(&rules::HTML_PRINTED, place.slug, Some(span), [("html", html)]);
            }
        }
        _ => {}
    }
}

fn inline(inline: &Inline, base: usize, place: &Place<'_>, remarks: &mut Remarks<'_>) {
    if let Inline::Image { url, span, .. } = inline {
        let span = base + span.start..base + span.end;
        let url = [("url", url.clone())];
        remarks.on_words(&rules::PICTURE_REMOTE, place.slug, Some(span), url);
    }
}

/// Whether the page will print a tag of this raw HTML as words.
fn prints_tags(html: &str) -> bool {
    raw::block(html).matches("&lt;").count() > html.matches("&lt;").count()
}

fn shortened(html: &str) -> String {
    const LONG: usize = 40;
    let line = html.trim().lines().next().unwrap_or_default();
    if line.chars().count() <= LONG {
        return line.to_owned();
    }
    line.chars().take(LONG).chain(['…']).collect()
}
