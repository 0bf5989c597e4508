//! The pages of one issue: all of it on one, and each of its articles on its own.

use std::collections::BTreeMap;

use markup::BlockKind;
use newsroom::EditionKey;

use super::{
    Site, card, data,
    frame::{self, Head},
    issue_path, page_path,
};
use crate::{
    Composition,
    edition::{Edition, Part, Piece, ground::Ground},
    html::{attribute, escape, escaped},
    page::{Section, web_section},
    site::card::{ArticleCard, IssueCard},
    web::paragraph,
};

/// Words that are read in a minute: French prose, silently, by adults (Brysbaert, 2019, finds 214
/// for French and 238 for English).
const WORDS_A_MINUTE: usize = 220;
/// So many subheads make a table of contents worth its room.
const CONTENTS_FROM: usize = 3;

/// The issues before and after, as far as the site has them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Neighbours<'a> {
    /// The last before.
    pub before: Option<&'a IssueCard>,
    /// The first after.
    pub after: Option<&'a IssueCard>,
}

/// The pages of an issue by path, and its card; `None` when the publication makes no such edition.
pub fn issue_pages(
    site: &Site<'_>,
    composition: &Composition,
    key: &EditionKey,
    neighbours: Neighbours<'_>,
) -> Option<(IssueCard, BTreeMap<String, Vec<u8>>)> {
    let edition = Edition::of(composition, key)?.on(Ground::issue());
    let card = card::of(&edition);
    let mut pages = BTreeMap::new();
    let whole = issue(site, &edition, &card, neighbours);
    pages.insert(format!("{}index.html", issue_path(card.date)), whole.into_bytes());
    let alone = Edition::of(composition, key)?.on(Ground::article());
    let pieces: Vec<&Piece<'_>> = alone
        .parts()
        .iter()
        .filter_map(|part| match part {
            Part::Article(piece) => Some(piece),
            _ => None,
        })
        .collect();
    for (rank, piece) in pieces.iter().enumerate() {
        let around = [rank.checked_sub(1), Some(rank + 1)]
            .map(|rank| rank.and_then(|rank| pieces.get(rank)).copied());
        if let Some(of_it) = card.articles.iter().find(|it| it.slug == *piece.slug) {
            let page = article(site, &alone, piece, &card, of_it, around);
            pages.insert(page_path(card.date, piece.slug), page.into_bytes());
        }
    }
    Some((card, pages))
}

fn issue(
    site: &Site<'_>,
    edition: &Edition<'_>,
    card: &IssueCard,
    Neighbours { before, after }: Neighbours<'_>,
) -> String {
    let path = issue_path(card.date);
    let first = card.articles.iter().find_map(|it| it.picture.as_ref());
    let head = Head {
        title: &card.title,
        description: &card.description,
        path: Some(&path),
        depth: 1,
        kind: "article",
        picture: first.map(|it| (format!("{path}pictures/{}", it.name), it.alt.as_str())),
        published: Some(data::moment(site, card.date)),
        modified: card.modified.map(|day| data::moment(site, day)),
        previous: before.map(|it| issue_path(it.date)),
        next: after.map(|it| issue_path(it.date)),
        data: Some(data::issue(site, edition, card)),
        class: "numero",
    };
    let locale = site.publication().locale;
    let mut out = frame::open(site, &head);
    out.push_str(
        "<main id=\"numero\">\n<header class=\"une\">\n<p class=\"date\"><time datetime=\"",
    );
    out.push_str(&card.date.to_string());
    out.push_str("\">");
    escape(&card.date.long(locale), &mut out);
    out.push_str("</time>");
    out.push_str(&edition.number());
    out.push_str(" · ");
    minutes(site, card.articles.iter().map(|it| it.words).sum(), &mut out);
    out.push_str("</p>\n");
    crate::web::contents(edition, &mut out);
    out.push_str("</header>\n");
    for part in edition.parts() {
        web_section(edition, part).write(&mut out);
    }
    out.push_str("</main>\n");
    let named =
        |it: &IssueCard| (issue_path(it.date), it.title.clone(), Some(it.date.long(locale)));
    neighbours(site, before.map(named), after.map(named), "../", &mut out);
    out.push_str(&frame::close(site, &head));
    out
}

fn article(
    site: &Site<'_>,
    edition: &Edition<'_>,
    piece: &Piece<'_>,
    issue: &IssueCard,
    card: &ArticleCard,
    [before, after]: [Option<&Piece<'_>>; 2],
) -> String {
    let path = page_path(issue.date, piece.slug);
    let words = site.words();
    let locale = site.publication().locale;
    let title = if card.headline.is_empty() { &issue.title } else { &card.headline };
    let description =
        if card.standfirst.is_empty() { &issue.description } else { &card.standfirst };
    let head = Head {
        title,
        description,
        path: Some(&path),
        depth: 1,
        kind: "article",
        picture: card
            .picture
            .as_ref()
            .map(|it| (format!("{}pictures/{}", issue_path(issue.date), it.name), it.alt.as_str())),
        published: Some(data::moment(site, issue.date)),
        modified: card.modified.map(|day| data::moment(site, day)),
        previous: before.map(|it| page_path(issue.date, it.slug)),
        next: after.map(|it| page_path(issue.date, it.slug)),
        data: Some(data::article(site, edition, piece, issue, card)),
        class: "seul",
    };
    let mut out = frame::open(site, &head);
    out.push_str("<main id=\"numero\">\n<p class=\"date\"><a href=\"./\">");
    escape(&words.in_issue.replace("{date}", &issue.date.long(locale)), &mut out);
    out.push_str("</a> · ");
    minutes(site, card.words, &mut out);
    out.push_str("</p>\n");
    if card.headline.is_empty() {
        out.push_str("<h1>");
        escape(title, &mut out);
        out.push_str("</h1>\n");
    }
    let mut section = web_section(edition, &Part::Article(piece.clone()));
    let subheads = name_subheads(&mut section);
    if subheads.len() >= CONTENTS_FROM {
        contents(site, &subheads, &mut section);
    }
    section.write(&mut out);
    out.push_str("</main>\n");
    let named = |it: &Piece<'_>| {
        let headline = it.article.draft.headline.trim().to_owned();
        (page_path(issue.date, it.slug), headline, None)
    };
    neighbours(site, before.map(named), after.map(named), "../", &mut out);
    out.push_str(&frame::close(site, &head));
    out
}

/// Gives each subhead a name that a link can lead to, and lists them: name, words.
fn name_subheads(section: &mut Section) -> Vec<(String, String)> {
    let mut named = Vec::new();
    for printed in &mut section.blocks {
        let Some(source) = &printed.source else { continue };
        let BlockKind::Heading { inlines, .. } = &source.kind else { continue };
        let words = markup::inline_text(inlines).trim().to_owned();
        if words.is_empty() {
            continue;
        }
        let name = format!("partie-{}", named.len() + 1);
        printed.html = printed.html.replacen('>', &format!(" id=\"{name}\">"), 1).into();
        named.push((name, words));
    }
    named
}

/// The table of contents, where the text begins.
fn contents(site: &Site<'_>, subheads: &[(String, String)], section: &mut Section) {
    let mut out = String::from("<nav class=\"contenu\"");
    attribute("aria-label", site.words().contents, &mut out);
    out.push_str(">\n<p class=\"etiquette\">");
    escape(site.words().contents, &mut out);
    out.push_str("</p>\n<ol>\n");
    for (name, words) in subheads {
        out.push_str(&format!("<li><a href=\"#{name}\">{}</a></li>\n", escaped(words)));
    }
    out.push_str("</ol>\n</nav>\n");
    const TEXT: &str = "<div class=\"texte\">";
    let at = section.open.rfind(TEXT).unwrap_or(section.open.len());
    section.open.insert_str(at, &out);
}

fn minutes(site: &Site<'_>, words: usize, out: &mut String) {
    let minutes = words.div_ceil(WORDS_A_MINUTE).max(1);
    escape(&site.words().minutes.replace("{n}", &minutes.to_string()), out);
}

/// A page beside this one: its path, its title, its day.
type Neighbour = (String, String, Option<String>);

fn neighbours(
    site: &Site<'_>,
    before: Option<Neighbour>,
    after: Option<Neighbour>,
    up: &str,
    out: &mut String,
) {
    if before.is_none() && after.is_none() {
        return;
    }
    let words = site.words();
    out.push_str("<nav class=\"voisins\"");
    attribute("aria-label", words.around, out);
    out.push_str(">\n<ul>\n");
    for (said, relation, found) in [(words.previous, "prev", before), (words.next, "next", after)] {
        let Some((path, title, day)) = found else { continue };
        out.push_str("<li>");
        paragraph("etiquette", said, out);
        out.push_str("<a");
        attribute("rel", relation, out);
        attribute("href", &format!("{up}{path}"), out);
        out.push('>');
        escape(&title, out);
        out.push_str("</a>");
        if let Some(day) = day {
            out.push_str("<br>\n<span class=\"jour\">");
            escape(&day, out);
            out.push_str("</span>");
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ul>\n</nav>\n");
}
