//! The plain text: made from the tree, never from HTML, for those who read nothing else.

mod wrap;
mod write;

use newsroom::Visibility;

use crate::{
    edition::{Edition, Part, Piece, capitalised},
    email::unsubscribe,
    html::address,
};

use wrap::{WIDTH, wrap};
use write::Writer;

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

const BETWEEN: &str = "\n* * *\n\n";

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
    paragraphs.join("\n\n") + "\n"
}

/// Everything after them.
pub(crate) fn tail(edition: &Edition<'_>) -> String {
    let words = edition.words();
    let colon = edition.proof().publication.house_style.typography.before_colon();
    let online = edition.own_address(None).map(|to| format!("{}{colon}: {to}\n", words.online));
    let leave = unsubscribe(edition).map(|to| format!("{}{colon}: {to}\n", words.unsubscribe));
    let lines: String = online.into_iter().chain(leave).collect();
    if lines.is_empty() { lines } else { format!("{BETWEEN}{lines}") }
}

/// A section.
pub(crate) fn section(edition: &Edition<'_>, part: &Part<'_>) -> String {
    let words = edition.words();
    let publication = &edition.proof().publication;
    let paragraphs = match part {
        Part::Article(piece) => article(edition, piece),
        Part::Briefs { title, items } => {
            let mut paragraphs = vec![underlined(title, '-')];
            items.iter().for_each(|item| paragraphs.extend(brief(edition, item)));
            paragraphs
        }
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
    let mut out = String::from(BETWEEN);
    let printed: Vec<&str> =
        paragraphs.iter().map(|words| words.trim_end()).filter(|words| !words.is_empty()).collect();
    out.push_str(&printed.join("\n\n"));
    out.push('\n');
    out
}

fn article(edition: &Edition<'_>, piece: &Piece<'_>) -> Vec<String> {
    let words = edition.words();
    let draft = &piece.article.draft;
    let body = piece.body(edition.open());
    let mut writer = Writer::new(edition, piece.slug, &body.notes);
    let mut paragraphs = vec![
        wrap(&piece.kicker(words).to_uppercase(), WIDTH),
        underlined(draft.headline.trim(), '-'),
        wrap(draft.standfirst.trim(), WIDTH),
    ];
    // A kicker stands right over its headline.
    if !paragraphs[0].is_empty() {
        let kicker = paragraphs.remove(0);
        paragraphs[0] = format!("{kicker}\n{}", paragraphs[0]);
    }
    if let Some(picture) = piece.illustration().and_then(|key| edition.illustration(key)) {
        paragraphs.push(writer.figure(picture, None, WIDTH));
    }
    for (_, block) in &body.blocks {
        paragraphs.extend(writer.block(block, WIDTH));
    }
    paragraphs.extend(writer.notes(&body.notes));
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

fn brief(edition: &Edition<'_>, piece: &Piece<'_>) -> Vec<String> {
    let style = &edition.proof().publication.house_style;
    let draft = &piece.article.draft;
    let body = piece.body(edition.open());
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
    paragraphs
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
