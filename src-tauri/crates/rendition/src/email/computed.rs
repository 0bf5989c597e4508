//! The sections that nobody writes, in the e-mail.

use newsroom::{Author, Epigraph, LatestArticle};

use crate::{
    edition::{Edition, Part, TeaserLine},
    html::{address, escape},
};

use super::{Sheet, TABLE, button, fold, link, text};

/// A computed section, whole.
pub(crate) fn computed(edition: &Edition<'_>, part: &Part<'_>) -> String {
    let sheet = edition.sheet();
    let mut out = String::with_capacity(2048);
    out.push_str(TABLE);
    out.push_str("><tr><td");
    out.push_str(&sheet.section);
    out.push('>');
    match part {
        Part::Epigraph(epigraph) => quotation(edition, epigraph, &mut out),
        Part::Teaser(lines) => teaser(edition, lines, &mut out),
        Part::Masthead => masthead(edition, &mut out),
        Part::Bios(authors) => bios(edition, authors, &mut out),
        Part::Latest(articles) => latest(edition, articles, &mut out),
        Part::Article(_) | Part::Briefs { .. } => {}
    }
    out.push_str("</td></tr></table>\n");
    fold(out)
}

fn quotation(edition: &Edition<'_>, epigraph: &Epigraph, out: &mut String) {
    let sheet = edition.sheet();
    let (open, close) = edition.proof().publication.house_style.typography.quotes();
    text("p", &sheet.epigraph, &format!("{open}{}{close}", epigraph.text.trim()), out);
    out.push_str("<p");
    out.push_str(&sheet.cited);
    out.push('>');
    escape(epigraph.author.trim(), out);
    if !epigraph.source.trim().is_empty() {
        out.push_str(", <em");
        out.push_str(sheet.dress("em"));
        out.push('>');
        escape(epigraph.source.trim(), out);
        out.push_str("</em>");
    }
    out.push_str("</p>\n");
}

fn teaser(edition: &Edition<'_>, lines: &[TeaserLine<'_>], out: &mut String) {
    let sheet = edition.sheet();
    let words = edition.words();
    let publication = &edition.proof().publication;
    text("h2", &sheet.group, words.teaser, out);
    for line in lines {
        named(sheet, line.headline, line.sentence, out);
    }
    if let Some(to) = address::link(&publication.subscribe_url, &publication.base_url) {
        button(edition, &to, words.subscribe, out);
    }
}

fn masthead(edition: &Edition<'_>, out: &mut String) {
    let sheet = edition.sheet();
    let publication = &edition.proof().publication;
    text("h2", &sheet.group, &publication.name, out);
    text("p", &sheet.standfirst, publication.motto.trim(), out);
    for words in [edition.team(), &publication.legal] {
        if !words.trim().is_empty() {
            out.push_str("<p");
            out.push_str(&sheet.small_left);
            out.push('>');
            for (rank, line) in words.trim().lines().enumerate() {
                out.push_str(if rank > 0 { "<br>\n" } else { "" });
                escape(line.trim(), out);
            }
            out.push_str("</p>\n");
        }
    }
}

fn bios(edition: &Edition<'_>, authors: &[&Author], out: &mut String) {
    let sheet = edition.sheet();
    text("h2", &sheet.group, edition.words().bios, out);
    for author in authors {
        named(sheet, &author.name, author.bio.trim(), out);
    }
}

fn latest(edition: &Edition<'_>, articles: &[LatestArticle], out: &mut String) {
    let sheet = edition.sheet();
    let locale = edition.proof().publication.locale;
    text("h2", &sheet.group, edition.words().latest, out);
    for article in articles {
        out.push_str("<p");
        out.push_str(&sheet.entry);
        out.push('>');
        match edition.address(article.date, Some(&article.slug)) {
            Some(to) => link(edition, &to, &article.headline, sheet.dress("a"), out),
            None => escape(&article.headline, out),
        }
        out.push(' ');
        escape(&article.date.day_month(locale), out);
        out.push_str("</p>\n");
    }
}

/// A name in bold and what is said of it.
fn named(sheet: &Sheet, name: &str, words: &str, out: &mut String) {
    out.push_str("<p");
    out.push_str(&sheet.entry);
    out.push_str("><strong");
    out.push_str(sheet.dress("strong"));
    out.push('>');
    escape(name, out);
    out.push_str("</strong>");
    if !words.is_empty() {
        out.push_str("<br>\n");
        escape(words, out);
    }
    out.push_str("</p>\n");
}
