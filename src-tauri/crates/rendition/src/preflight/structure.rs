//! How an article is built: its subheads, its tables, what it repeats of the publication, and the
//! hour before which it may not be read.

use std::ops::Range;

use markup::{Block, BlockKind, Placed, inline_text};
use newsroom::{IssueDate, SlotRole};

use super::{Mending, Place, Remarks, rules, twins::bare};
use crate::Composition;

/// What a comment that holds an article back begins with.
const EMBARGO: &str = "embargo";
/// So many letters of a masthead in one paragraph are no coincidence.
const MASTHEAD_LETTERS: usize = 24;

pub(super) fn check(composition: &Composition, place: &Place<'_>, remarks: &mut Remarks<'_>) {
    headings(place, remarks);
    cut_last(place, remarks);
    let publication = &composition.proof().publication;
    let masthead = [bare(&publication.team), bare(&publication.legal), bare(&publication.motto)];
    for placed in &place.document.blocks {
        placed.block.each_block(&mut |block| {
            let span = placed.start + block.span.start..placed.start + block.span.end;
            match &block.kind {
                BlockKind::Table { header, .. }
                    if header.iter().all(|cell| inline_text(cell).trim().is_empty()) =>
                {
                    remarks.on_words(&rules::TABLE_HEADLESS, place.slug, Some(span), []);
                }
                BlockKind::Paragraph(inlines) => {
                    let words = inline_text(inlines);
                    let known = bare(&words);
                    if known.len() >= MASTHEAD_LETTERS
                        && masthead.iter().any(|line| line.contains(&known))
                    {
                        let words = [("words", words)];
                        remarks.on_words(&rules::MASTHEAD_TYPED, place.slug, Some(span), words);
                    } else {
                        typed_label(composition, place, &words, &span, remarks);
                    }
                }
                BlockKind::Html(html) => {
                    if let Some(written) = embargo(html) {
                        held_back(composition, place, written, &span, remarks);
                    }
                    if coloured(html) {
                        remarks.on_words(&rules::HTML_COLOUR, place.slug, Some(span), []);
                    }
                }
                _ => {}
            }
        });
        coloured_inline(place, placed, remarks);
    }
    brief(place, remarks);
}

fn headings(place: &Place<'_>, remarks: &mut Remarks<'_>) {
    let printed = |placed: &&Placed| {
        !matches!(placed.block.kind, BlockKind::Cut | BlockKind::Footnote { .. })
            && !matches!(&placed.block.kind, BlockKind::Html(html) if html.trim_start().starts_with("<!--"))
    };
    let blocks: Vec<&Placed> = place.document.blocks.iter().filter(printed).collect();
    let mut above = None;
    for (rank, placed) in blocks.iter().enumerate() {
        let BlockKind::Heading { level, inlines } = &placed.block.kind else { continue };
        let span = whole(placed);
        let words = || [("words", inline_text(inlines))];
        let next = blocks.get(rank + 1).map(|placed| &placed.block.kind);
        let closed = match next {
            None => true,
            Some(BlockKind::Heading { level: next, .. }) => next <= level,
            Some(_) => false,
        };
        if closed {
            let span = Some(span.clone());
            remarks.on_words(&rules::SECTION_EMPTY, place.slug, span, words());
        }
        if above.is_some_and(|above| *level > above + 1) {
            remarks.on_words(&rules::HEADING_SKIPPED, place.slug, Some(span), words());
        }
        above = Some(*level);
    }
}

/// A cut after which there is nothing to hold back.
fn cut_last(place: &Place<'_>, remarks: &mut Remarks<'_>) {
    let blocks = &place.document.blocks;
    let Some(rank) = place.document.cut() else { return };
    let follows = blocks[rank + 1..]
        .iter()
        .any(|placed| !matches!(placed.block.kind, BlockKind::Cut | BlockKind::Footnote { .. }));
    if !follows {
        remarks.on_words(&rules::CUT_LAST, place.slug, Some(whole(&blocks[rank])), []);
    }
}

fn whole(placed: &Placed) -> Range<usize> {
    placed.start + placed.block.span.start..placed.start + placed.block.span.end
}

/// A callout whose label was typed in a paragraph instead: the page prints it otherwise.
fn typed_label(
    composition: &Composition,
    place: &Place<'_>,
    words: &str,
    span: &Range<usize>,
    remarks: &mut Remarks<'_>,
) {
    for callout in &composition.proof().publication.callouts.0 {
        let label = callout.label.trim();
        let Some(rest) = strip_ignoring_case(words, label) else { continue };
        let rest = rest.trim_start_matches(|c: char| c.is_whitespace());
        if label.is_empty() || !rest.starts_with([':', '.', '–', '—']) {
            continue;
        }
        let mending = as_callout(place, label, &callout.key, span);
        let params = [("label", label.to_owned())];
        let span = Some(span.clone());
        remarks.mendable(&rules::CALLOUT_TYPED, place.slug, span, params, mending);
    }
}

fn strip_ignoring_case<'w>(words: &'w str, label: &str) -> Option<&'w str> {
    let mut rest = words.chars();
    for expected in label.chars() {
        let letter = rest.next()?;
        if !letter.to_lowercase().eq(expected.to_lowercase()) {
            return None;
        }
    }
    Some(rest.as_str())
}

/// The paragraph as the callout that it means.
fn as_callout(place: &Place<'_>, label: &str, key: &str, span: &Range<usize>) -> Mending {
    let Some(written) = place.article.text.get(span.clone()) else { return Vec::new() };
    let bare = written.trim_start_matches(['*', '_']);
    let Some(rest) = strip_ignoring_case(bare, label) else { return Vec::new() };
    let dressing = |c: char| c.is_whitespace() || "*_:.–—\u{a0}\u{202f}".contains(c);
    let text = rest.trim_start_matches(dressing).replace('\n', "\n> ");
    vec![(span.clone(), format!("> [!{key}]\n> {text}"))]
}

/// What a comment says after the word “embargo”.
fn embargo(html: &str) -> Option<&str> {
    let inside = html.trim().strip_prefix("<!--")?.strip_suffix("-->")?.trim();
    let rest = strip_ignoring_case(inside, EMBARGO)?;
    Some(rest.trim_start_matches([' ', '\u{a0}', ':']).trim())
}

/// The day, and the hour if there is one, before which the article may not be read.
fn read_embargo(written: &str) -> Option<(IssueDate, Option<&str>)> {
    let (day, hour) = match written.split_once([' ', 'T']) {
        Some((day, hour)) => (day, Some(hour.trim())),
        None => (written, None),
    };
    let day = day.parse().ok()?;
    hour.is_none_or(|hour| minutes(hour).is_some()).then_some((day, hour))
}

/// The minutes of the day at `hour`: 9:30, 9h30, 9h.
fn minutes(hour: &str) -> Option<u16> {
    let (hours, minutes) = hour.split_once([':', 'h']).unwrap_or((hour, "0"));
    let minutes = if minutes.trim().is_empty() { "0" } else { minutes.trim() };
    let hours = hours.trim().parse::<u16>().ok().filter(|hours| *hours < 24)?;
    let minutes = minutes.parse::<u16>().ok().filter(|minutes| *minutes < 60)?;
    Some(hours * 60 + minutes)
}

fn held_back(
    composition: &Composition,
    place: &Place<'_>,
    written: &str,
    span: &Range<usize>,
    remarks: &mut Remarks<'_>,
) {
    let proof = composition.proof();
    let (issue, language) = (proof.plan.date, proof.publication.locale);
    let sent = proof.plan.send_time.or(proof.publication.send_time);
    let span = Some(span.clone());
    match read_embargo(written) {
        None => {
            let words = [("words", written.to_owned())];
            remarks.on_words(&rules::EMBARGO_UNREAD, place.slug, span, words);
        }
        Some((day, _)) if day > issue => {
            let day = [("day", day.long(language))];
            remarks.on_words(&rules::EMBARGO_LATER, place.slug, span, day);
        }
        Some((day, Some(hour))) if day == issue && sent.is_some() => {
            if sent.is_some_and(|sent| minutes(hour) > minutes(&sent.to_string())) {
                let day = [("day", format!("{} {hour}", day.long(language)))];
                remarks.on_words(&rules::EMBARGO_LATER, place.slug, span, day);
            }
        }
        Some((day, Some(hour))) if day == issue => {
            let hour = [("hour", hour.to_owned())];
            remarks.on_words(&rules::EMBARGO_TODAY, place.slug, span, hour);
        }
        Some(_) => {}
    }
}

/// Whether raw HTML brings a colour of its own: none leaves, and the dark mode of mail programs
/// would make it unreadable.
fn coloured(html: &str) -> bool {
    let html = html.to_ascii_lowercase();
    html.contains('<')
        && ["color=", "color:", "background:", "bgcolor", "color =", "color :"]
            .iter()
            .any(|mark| html.contains(mark))
}

fn coloured_inline(place: &Place<'_>, placed: &Placed, remarks: &mut Remarks<'_>) {
    placed.block.each_inline(&mut |inline| {
        if let markup::Inline::Html(tag) = inline
            && coloured(tag)
        {
            let within = placed.start..placed.start + placed.len;
            let at = place.article.text.get(within).and_then(|text| text.find(tag.as_str()));
            let span = at.map(|at| placed.start + at..placed.start + at + tag.len());
            remarks.on_words(&rules::HTML_COLOUR, place.slug, span, []);
        }
    });
}

/// A brief whose text begins with its own title, or whose keyword is not in it.
fn brief(place: &Place<'_>, remarks: &mut Remarks<'_>) {
    if place.slot.role != SlotRole::Briefs {
        return;
    }
    let draft = &place.article.draft;
    let text = bare(&place.document.plain_text());
    let headline = bare(place.headline());
    if headline.contains(' ') && text.starts_with(&headline) {
        let span = place.document.blocks.first().map(first_words);
        let params = [("words", place.headline().to_owned())];
        remarks.on_words(&rules::BRIEF_REPEATED, place.slug, span, params);
    }
    let keyword = bare(&draft.keyword);
    let stem = keyword.trim_end_matches(['s', 'x']);
    let said = |words: &str| words.split(' ').any(|word| word.starts_with(stem));
    let whole = format!("{headline} {text}");
    if !stem.is_empty() && !said(&whole) && !whole.contains(&keyword) {
        let params = [("keyword", draft.keyword.trim().to_owned())];
        remarks.on_article(&rules::KEYWORD_ABSENT, place.slug, params);
    }
}

fn first_words(placed: &Placed) -> Range<usize> {
    let Block { span, .. } = &*placed.block;
    placed.start + span.start..placed.start + span.end
}
