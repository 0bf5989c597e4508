//! Each article: what its record lacks, and what its text carries that no page will print.

use std::{collections::BTreeSet, ops::Range};

use markup::{Block, BlockKind, Inline};
use newsroom::{CalloutRegistry, Draft, DraftSlug, SlotRole};

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
    let headless = |is_empty: fn(&Draft) -> bool| place.heads.iter().any(|draft| is_empty(draft));
    let written = matches!(role, SlotRole::Lead | SlotRole::Story | SlotRole::Dossier);
    let pictured = matches!(role, SlotRole::Picture | SlotRole::Figure);
    let brief = role == SlotRole::Briefs;
    let untitled = headless(|draft| draft.headline.trim().is_empty());
    let bare = headless(|draft| draft.standfirst.trim().is_empty());
    for (missing, rule) in [
        (!pictured && untitled, &rules::HEADLINE_MISSING),
        (written && bare, &rules::STANDFIRST_MISSING),
        (brief && draft.link.trim().is_empty(), &rules::LINK_MISSING),
        (brief && draft.keyword.trim().is_empty(), &rules::KEYWORD_MISSING),
        ((written || brief) && place.document.words() == 0, &rules::TEXT_EMPTY),
    ] {
        if missing {
            remarks.on_article(rule, place.slug, []);
        }
    }
    let headlines: BTreeSet<&str> = place.heads.iter().map(|it| it.headline.trim()).collect();
    let standfirsts: BTreeSet<&str> = place.heads.iter().map(|it| it.standfirst.trim()).collect();
    for (printed, longest, rule) in [
        (headlines, LONGEST_HEADLINE, &rules::HEADLINE_LONG),
        (standfirsts, LONGEST_STANDFIRST, &rules::STANDFIRST_LONG),
    ] {
        let longest_printed = printed.iter().map(|words| words.chars().count()).max();
        if let Some(signs) = longest_printed.filter(|signs| *signs > longest) {
            let figures = [("signs", signs.to_string()), ("longest", longest.to_string())];
            remarks.on_article(rule, place.slug, figures);
        }
    }
}

fn authors(composition: &Composition, place: &Place<'_>, remarks: &mut Remarks<'_>) {
    let signed = matches!(place.slot.role, SlotRole::Lead | SlotRole::Story | SlotRole::Dossier);
    let authors = &place.article.draft.authors;
    if signed && authors.is_empty() && !is_signed(composition, place.slug) {
        remarks.on_article(&rules::AUTHOR_MISSING, place.slug, []);
    }
    for author in authors {
        if !composition.proof().authors.contains_key(author) {
            let author = author.to_string();
            remarks.on_article(&rules::AUTHOR_UNKNOWN, place.slug, [("author", author)]);
        }
    }
}

/// Whether the issue gives the article a signature in every edition.
fn is_signed(composition: &Composition, slug: &DraftSlug) -> bool {
    let proof = composition.proof();
    let byline = |key| proof.plan.override_of(slug, key).byline;
    proof.publication.editions.iter().all(|edition| !byline(&edition.key).trim().is_empty())
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
