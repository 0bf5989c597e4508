//! The plain text: made from the tree, never from HTML, for those who read nothing else.

mod wrap;
mod write;

use std::sync::Arc;

use markup::Block;
use newsroom::Visibility;

use crate::{
    edition::{Edition, Part, Piece, body::Body, capitalised},
    html::{address, escaped},
    page::Printed,
};

use wrap::{WIDTH, wrap};
use write::Writer;

pub(crate) use write::Numbers;

/// The sheet on which the preview shows a plain text.
pub(crate) const SHEET_HEAD: &str = "<!DOCTYPE html>
<html lang=\"fr\">
<head>
<meta charset=\"utf-8\">
<title>Texte</title>
<style>
:root { color-scheme: light dark; }
body { max-width: 50rem; margin: 2rem auto; padding: 0 1rem; }
pre { margin: 0; font: clamp(0.625rem, calc((100vw - 3rem) / 48), 0.9375rem)/1.5 ui-monospace, Menlo, Consolas, \"DejaVu Sans Mono\", monospace; text-rendering: geometricPrecision; white-space: pre-wrap; }
</style>
</head>
<body>
";

/// What stands before a section. Every paragraph after it begins with an empty line.
pub(crate) const BETWEEN: &str = "\n* * *\n";

/// Everything before the sections.
pub(crate) fn head(edition: &Edition<'_>, whole: bool) -> String {
    let proof = edition.proof();
    let date = capitalised(&proof.plan.date.long(proof.publication.locale));
    let mut paragraphs = vec![format!("{}\n{date}{}", proof.publication.name, edition.number())];
    if whole {
        paragraphs.push(underlined(edition.title(), '='));
        if !edition.summary().is_empty() {
            let items: Vec<&str> = edition.summary().iter().map(|item| item.words).collect();
            paragraphs.push(wrap(&items.join(" • "), WIDTH));
        }
        paragraphs.push(wrap(edition.greeting(), WIDTH));
    }
    plain(paragraphs.join("\n\n") + "\n")
}

/// Everything after them.
pub(crate) fn tail(edition: &Edition<'_>) -> String {
    let words = edition.words();
    let colon = edition.proof().publication.house_style.typography.before_colon();
    let placeholders = edition.placeholders();
    let links = [
        (edition.online(), words.online),
        (placeholders.preferences.map(str::to_owned), words.preferences),
        (edition.unsubscribe(), words.unsubscribe),
    ];
    let address = placeholders.address.map(|[_, address]| format!("{address}\n"));
    let lines: String = address
        .into_iter()
        .chain(
            links.into_iter().filter_map(|(to, words)| Some(format!("{words}{colon}: {}\n", to?))),
        )
        .collect();
    if lines.is_empty() { lines } else { format!("{BETWEEN}\n{lines}") }
}

/// A block as the sheet of the preview shows it. A reader of HTML drops the first line end of a
/// `pre`: this one, not the text's own.
pub(crate) fn element(text: &str) -> String {
    format!("<pre>\n{}</pre>", escaped(text))
}

/// The paragraphs of a section that no article makes, and those before the items of a group.
pub(crate) fn computed(edition: &Edition<'_>, part: &Part<'_>) -> Vec<Printed> {
    let words = edition.words();
    let publication = &edition.proof().publication;
    let paragraphs = match part {
        Part::Article(_) => Vec::new(),
        Part::Briefs { title, .. } => vec![underlined(title, '-')],
        Part::Epigraph(epigraph) => {
            let (open, close) = publication.house_style.typography.quotes();
            let mut source = epigraph.author.trim().to_owned();
            if !epigraph.source.trim().is_empty() {
                source.push_str(", ");
                source.push_str(epigraph.source.trim());
            }
            vec![
                wrap(&format!("{open}{}{close}", epigraph.text.trim()), WIDTH)
                    + "\n"
                    + &wrap(&source, WIDTH),
            ]
        }
        Part::Teaser(lines) => {
            let mut paragraphs = vec![underlined(words.teaser, '-')];
            for line in lines {
                paragraphs.push(named(line.headline, line.sentence));
            }
            let subscribe = address::link(&publication.subscribe_url, &publication.base_url);
            paragraphs.extend(subscribe.map(|to| called(edition, words.subscribe, &to)));
            paragraphs
        }
        Part::Masthead => {
            let name = underlined(&publication.name, '-');
            let settings = [publication.motto.as_str(), edition.team(), &publication.legal];
            std::iter::once(name)
                .chain(settings.iter().map(|words| wrap(words.trim(), WIDTH)))
                .collect()
        }
        Part::Bios(authors) => std::iter::once(underlined(words.bios, '-'))
            .chain(authors.iter().map(|author| named(&author.name, author.bio.trim())))
            .collect(),
        Part::Latest(articles) => {
            let mut paragraphs = vec![underlined(words.latest, '-')];
            for article in *articles {
                let mut item = format!(
                    "{} ({})",
                    article.headline,
                    article.date.day_month(publication.locale)
                );
                item = wrap(&item, WIDTH);
                if let Some(to) = edition.address(article.date, Some(&article.slug)) {
                    item.push('\n');
                    item.push_str(&to);
                }
                paragraphs.push(item);
            }
            paragraphs
        }
    };
    printed(paragraphs)
}

/// The paragraphs of an article; those of blocks that `old` printed alike are taken from it.
pub(crate) fn article(
    edition: &Edition<'_>,
    piece: &Piece<'_>,
    body: &Body<'_>,
    old: &[Printed],
) -> Vec<Printed> {
    let draft = &piece.article.draft;
    let mut writer = Writer::new(edition, piece.slug, &body.notes);
    let mut head = vec![
        wrap(&piece.kicker(edition.words()).to_uppercase(), WIDTH),
        underlined(draft.headline.trim(), '-'),
        wrap(draft.standfirst.trim(), WIDTH),
    ];
    // A kicker stands right over its headline.
    if !head[0].is_empty() {
        let kicker = head.remove(0);
        head[0] = format!("{kicker}\n{}", head[0]);
    }
    if let Some(picture) = piece.illustration().and_then(|key| edition.illustration(key)) {
        head.push(writer.figure(picture, None, WIDTH));
    }
    let mut blocks = printed(head);
    blocks.extend(text_of(&mut writer, body, old));
    blocks.extend(printed(end(edition, piece, body, &mut writer)));
    blocks
}

fn text_of(writer: &mut Writer<'_, '_>, body: &Body<'_>, old: &[Printed]) -> Vec<Printed> {
    // What stood around the text was made of no block.
    let from = old.iter().take_while(|printed| printed.source.is_none()).count();
    let to = old.len() - old.iter().rev().take_while(|printed| printed.source.is_none()).count();
    let old = old.get(from..to).unwrap_or_default();
    let same = |printed: &Printed, block: &Arc<Block>| {
        printed.source.as_ref().is_some_and(|source| Arc::ptr_eq(source, block))
    };
    let before = old.iter().zip(&body.blocks).take_while(|(old, (_, new))| same(old, new)).count();
    let mut blocks = Vec::with_capacity(body.blocks.len());
    for (place, (rank, block)) in body.blocks.iter().enumerate() {
        let kept = if place < before {
            old.get(place)
        } else {
            (old.len() + place).checked_sub(body.blocks.len()).and_then(|place| old.get(place))
        };
        let kept = kept.filter(|old| same(old, block) && writer.gives_again(&old.numbers));
        let html = match kept {
            Some(kept) => kept.html.clone(),
            None => text(writer.block(block, WIDTH)).into(),
        };
        let numbers = match kept {
            Some(kept) => kept.numbers.clone(),
            None => writer.take_numbers(),
        };
        let source = Some(Arc::clone(block));
        blocks.push(Printed { source, rank: Some(*rank), html, numbers, ..Printed::default() });
    }
    blocks
}

/// Notes, signature, call to subscribe, addresses of the links.
fn end(
    edition: &Edition<'_>,
    piece: &Piece<'_>,
    body: &Body<'_>,
    writer: &mut Writer<'_, '_>,
) -> Vec<String> {
    let words = edition.words();
    let draft = &piece.article.draft;
    let mut paragraphs = writer.notes(&body.notes);
    if body.signed {
        if !draft.source.trim().is_empty() {
            paragraphs.push(wrap(&format!("{}{}", words.source, draft.source.trim()), WIDTH));
        }
        paragraphs.push(wrap(&edition.byline(piece), WIDTH));
    }
    if body.more && edition.open() {
        let mut call = words.reserved.to_owned();
        let publication = &edition.proof().publication;
        if let Some(to) = address::link(&publication.subscribe_url, &publication.base_url) {
            call.push('\n');
            call.push_str(&called(edition, words.subscribe, &to));
        }
        paragraphs.push(call);
    }
    paragraphs.push(writer.links());
    paragraphs
}

/// Paragraphs, each after an empty line.
fn text(paragraphs: Vec<String>) -> String {
    let mut out = String::new();
    for words in paragraphs.iter().map(|words| words.trim_end()).filter(|words| !words.is_empty()) {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push('\n');
        out.push_str(words);
    }
    plain(out)
}

/// `words` without the control characters that no mail may carry.
fn plain(mut words: String) -> String {
    words.retain(|letter| matches!(letter, '\n' | '\t') || !letter.is_control());
    words
}

fn printed(paragraphs: Vec<String>) -> Vec<Printed> {
    paragraphs
        .into_iter()
        .map(|words| Printed { html: text(vec![words]).into(), ..Printed::default() })
        .filter(|printed| !printed.html.is_empty())
        .collect()
}

/// The paragraphs of a brief, as one block.
pub(crate) fn brief(edition: &Edition<'_>, piece: &Piece<'_>, body: &Body<'_>) -> String {
    let style = &edition.proof().publication.house_style;
    let draft = &piece.article.draft;
    let mut writer = Writer::new(edition, piece.slug, &body.notes);
    let mut paragraphs: Vec<String> = Vec::new();
    let title = draft.headline.trim();
    let mut blocks = body.blocks.iter();
    let first = match blocks.as_slice().first() {
        Some((_, block)) => match &block.kind {
            markup::BlockKind::Paragraph(inlines) => {
                blocks.next();
                writer.line(inlines)
            }
            _ => String::new(),
        },
        None => String::new(),
    };
    let separator = format!(" {} ", style.brief_separator.trim());
    let opening: Vec<&str> =
        [title, first.trim()].into_iter().filter(|words| !words.is_empty()).collect();
    paragraphs.push(wrap(&opening.join(&separator), WIDTH));
    blocks.for_each(|(_, block)| paragraphs.extend(writer.block(block, WIDTH)));
    paragraphs.extend(writer.notes(&body.notes));
    let mut end = writer.links();
    let link = address::link(&draft.link, &edition.proof().publication.base_url);
    if let Some(to) = link.filter(|_| piece.shows == Visibility::Full) {
        let more = called(edition, style.read_more.trim(), &to);
        end = if end.is_empty() { more } else { format!("{more}\n{end}") };
    }
    // The address stands right under the words that it continues.
    if let Some(last) = paragraphs.last_mut().filter(|_| !end.is_empty()) {
        last.push('\n');
        last.push_str(&end);
    }
    text(paragraphs)
}

fn called(edition: &Edition<'_>, words: &str, to: &str) -> String {
    let colon = edition.proof().publication.house_style.typography.before_colon();
    format!("{words}{colon}: {to}")
}

fn named(name: &str, words: &str) -> String {
    let separator = if name.ends_with(['.', '!', '?', '…']) { " " } else { ". " };
    match words {
        "" => wrap(name, WIDTH),
        words => wrap(&format!("{name}{separator}{words}"), WIDTH),
    }
}

/// Words with a line under them, as long as the longest of theirs.
fn underlined(words: &str, stroke: char) -> String {
    let mut out = wrap(words, WIDTH);
    let width = out.lines().map(|line| line.chars().count()).max().unwrap_or(0);
    if width > 0 {
        out.push('\n');
        out.extend(std::iter::repeat_n(stroke, width));
    }
    out
}
