//! Words of another language that nothing marks as such: a screen reader would mangle them.

use std::ops::Range;

use markup::{Block, BlockKind, inline_text, is_english};

use super::{Place, Remarks, rules};

pub(super) fn check(place: &Place<'_>, remarks: &mut Remarks<'_>) {
    if !place.is_french() {
        return;
    }
    for placed in &place.document.blocks {
        if let BlockKind::Heading { level, inlines } = &placed.block.kind {
            let words = inline_text(inlines);
            let marked = inlines.iter().any(|it| matches!(it, markup::Inline::Language { .. }));
            if !marked && is_english(&words) {
                let span = span_of(&placed.block, placed.start);
                let mending = mark(place, &span, usize::from(*level));
                let params = [("words", words)];
                let rule = &rules::LANGUAGE_UNMARKED;
                remarks.mendable(rule, place.slug, Some(span), params, mending);
            }
        }
    }
}

fn span_of(block: &Block, start: usize) -> Range<usize> {
    start + block.span.start..start + block.span.end
}

/// The heading with its words marked as English.
fn mark(place: &Place<'_>, span: &Range<usize>, level: usize) -> super::Mending {
    let Some(written) = place.article.text.get(span.clone()) else { return Vec::new() };
    let Some(words) = written.strip_prefix(&"#".repeat(level)) else { return Vec::new() };
    let (from, words) = (written.len() - words.trim_start().len(), words.trim());
    let within = span.start + from..span.start + from + words.len();
    vec![(within, format!("[{words}]{{lang=en}}"))]
}
