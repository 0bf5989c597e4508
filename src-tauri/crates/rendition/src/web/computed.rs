//! The sections that nobody writes: they are computed from the plan, the settings, the archive.

use newsroom::{Author, Epigraph, LatestArticle};

use crate::{
    edition::{Edition, Part, TeaserLine},
    html::{address, attribute, escape},
};

use super::paragraph;

/// A computed section, whole.
pub(crate) fn computed(edition: &Edition<'_>, part: &Part<'_>) -> String {
    let mut out = String::with_capacity(1024);
    match part {
        Part::Epigraph(epigraph) => quotation(edition, epigraph, &mut out),
        Part::Teaser(lines) => teaser(edition, lines, &mut out),
        Part::Masthead => masthead(edition, &mut out),
        Part::Bios(authors) => bios(edition, authors, &mut out),
        Part::Latest(articles) => latest(edition, articles, &mut out),
        Part::Article(_) | Part::Briefs { .. } => {}
    }
    out
}

fn quotation(edition: &Edition<'_>, epigraph: &Epigraph, out: &mut String) {
    let (open, close) = edition.proof().publication.house_style.typography.quotes();
    out.push_str("<figure class=\"epigraphe\">\n<blockquote>\n<p>");
    out.push_str(open);
    escape(epigraph.text.trim(), out);
    out.push_str(close);
    out.push_str("</p>\n</blockquote>\n<figcaption>");
    escape(epigraph.author.trim(), out);
    if !epigraph.source.trim().is_empty() {
        out.push_str(", <cite>");
        escape(epigraph.source.trim(), out);
        out.push_str("</cite>");
    }
    out.push_str("</figcaption>\n</figure>\n");
}

fn teaser(edition: &Edition<'_>, lines: &[TeaserLine<'_>], out: &mut String) {
    let words = edition.words();
    let publication = &edition.proof().publication;
    titled("abonnes", words.teaser, out);
    out.push_str("<ul>\n");
    for line in lines {
        out.push_str("<li><strong>");
        escape(line.headline, out);
        out.push_str("</strong>");
        if !line.sentence.is_empty() {
            out.push_str("<br>\n");
            escape(line.sentence, out);
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ul>\n");
    if let Some(to) = address::link(&publication.subscribe_url, &publication.base_url) {
        out.push_str("<p class=\"appel\"><a");
        attribute("href", &to, out);
        out.push('>');
        out.push_str(words.subscribe);
        out.push_str("</a></p>\n");
    }
    out.push_str("</section>\n");
}

fn masthead(edition: &Edition<'_>, out: &mut String) {
    let publication = &edition.proof().publication;
    titled("ours", &publication.name, out);
    paragraph("devise", publication.motto.trim(), out);
    lines("equipe", edition.team(), out);
    lines("mentions", &publication.legal, out);
    out.push_str("</section>\n");
}

/// Words of the settings, whose lines are kept.
fn lines(class: &str, words: &str, out: &mut String) {
    if words.trim().is_empty() {
        return;
    }
    out.push_str("<p");
    attribute("class", class, out);
    out.push('>');
    for (rank, line) in words.trim().lines().enumerate() {
        out.push_str(if rank > 0 { "<br>\n" } else { "" });
        escape(line.trim(), out);
    }
    out.push_str("</p>\n");
}

fn bios(edition: &Edition<'_>, authors: &[&Author], out: &mut String) {
    titled("signatures", edition.words().bios, out);
    out.push_str("<ul>\n");
    for author in authors {
        out.push_str("<li><strong>");
        escape(&author.name, out);
        out.push_str("</strong><br>\n");
        escape(author.bio.trim(), out);
        out.push_str("</li>\n");
    }
    out.push_str("</ul>\n</section>\n");
}

fn latest(edition: &Edition<'_>, articles: &[LatestArticle], out: &mut String) {
    let locale = edition.proof().publication.locale;
    titled("derniers", edition.words().latest, out);
    out.push_str("<ul>\n");
    for article in articles {
        out.push_str("<li>");
        match edition.address(article.date, Some(&article.slug)) {
            Some(to) => {
                out.push_str("<a");
                attribute("href", &to, out);
                out.push('>');
                escape(&article.headline, out);
                out.push_str("</a>");
            }
            None => escape(&article.headline, out),
        }
        out.push_str(" <time");
        attribute("datetime", &article.date.to_string(), out);
        out.push('>');
        escape(&article.date.day_month(locale), out);
        out.push_str("</time></li>\n");
    }
    out.push_str("</ul>\n</section>\n");
}

fn titled(class: &str, title: &str, out: &mut String) {
    out.push_str("<section");
    attribute("class", class, out);
    out.push_str(">\n<h2>");
    escape(title, out);
    out.push_str("</h2>\n");
}
