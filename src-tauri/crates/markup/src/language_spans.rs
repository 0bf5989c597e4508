//! `[words]{lang=en}`: words in another language, which CommonMark leaves as plain brackets.

use newsroom::LanguageTag;

use crate::Inline;

/// Gathers language spans among sibling inlines. What is not one stays as it was written.
pub(crate) fn gather(inlines: Vec<Inline>) -> Vec<Inline> {
    let marked = |inline: &Inline| matches!(inline, Inline::Text(text) if text.contains("]{lang="));
    if !inlines.iter().any(marked) {
        return inlines;
    }
    // Each open bracket waits with what stood before it; the outermost level is at the bottom.
    let mut levels: Vec<Vec<Inline>> = vec![Vec::new()];
    for inline in inlines {
        match inline {
            Inline::Text(text) => read(&text, &mut levels),
            other => push(&mut levels, other),
        }
    }
    while levels.len() > 1 {
        reopen(&mut levels, "");
    }
    levels.pop().unwrap_or_default()
}

fn read(text: &str, levels: &mut Vec<Vec<Inline>>) {
    let mut rest = text;
    while let Some(at) = rest.find(['[', ']']) {
        push_text(levels, &rest[..at]);
        let bracket = &rest[at..=at];
        rest = &rest[at + 1..];
        if bracket == "[" {
            levels.push(Vec::new());
        } else if levels.len() > 1 {
            match tag_after(rest) {
                Some((tag, after)) => {
                    let inlines = levels.pop().unwrap_or_default();
                    push(levels, Inline::Language { tag, inlines });
                    rest = after;
                }
                None => reopen(levels, "]"),
            }
        } else {
            push_text(levels, "]");
        }
    }
    push_text(levels, rest);
}

/// The tag of `{lang=xx}` at the start of `rest`, and what follows it.
fn tag_after(rest: &str) -> Option<(LanguageTag, &str)> {
    let (inside, after) = rest.strip_prefix("{lang=")?.split_once('}')?;
    Some((inside.trim_matches('"').parse().ok()?, after))
}

/// The innermost bracket was a plain one: what it holds goes back, between its brackets.
fn reopen(levels: &mut Vec<Vec<Inline>>, closing: &str) {
    let inside = levels.pop().unwrap_or_default();
    push_text(levels, "[");
    for inline in inside {
        match inline {
            Inline::Text(text) => push_text(levels, &text),
            other => push(levels, other),
        }
    }
    push_text(levels, closing);
}

fn push(levels: &mut [Vec<Inline>], inline: Inline) {
    if let Some(level) = levels.last_mut() {
        level.push(inline);
    }
}

fn push_text(levels: &mut [Vec<Inline>], text: &str) {
    if text.is_empty() {
        return;
    }
    match levels.last_mut().and_then(|level| level.last_mut()) {
        Some(Inline::Text(before)) => before.push_str(text),
        _ => push(levels, Inline::Text(text.to_owned())),
    }
}
