//! The sitemaps: one a year under an index (<https://www.sitemaps.org/protocol.html>), and that of
//! the news of the last two days.

use std::collections::{BTreeMap, BTreeSet};

use newsroom::IssueDate;

use super::{Site, data::moment, issue_path, page_path};
use crate::{html::escaped, site::card::IssueCard};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const SITEMAP: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
const NEWS: &str = "http://www.google.com/schemas/sitemap-news/0.9";
/// News is what came out in so many days, the last issue's counted
/// (<https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap>).
const NEWS_DAYS: i64 = 2;
const NEWS_MOST: usize = 1000;

/// Writes every sitemap. `pages` are the paths of the pages that list.
pub(super) fn sitemaps(
    site: &Site<'_>,
    cards: &[&IssueCard],
    pages: &BTreeSet<String>,
    put: &mut impl FnMut(String, String) -> Option<Vec<u8>>,
) {
    let mut years: BTreeMap<i16, String> = BTreeMap::new();
    let mut changed: BTreeMap<i16, IssueDate> = BTreeMap::new();
    for card in cards {
        let year = card.date.year();
        let out = years.entry(year).or_insert_with(|| open("urlset"));
        let last = card.modified.unwrap_or(card.date);
        url(site, &issue_path(card.date), Some(last), out);
        for article in card.articles.iter().filter(|it| it.page) {
            let path = page_path(card.date, &article.slug);
            url(site, &path, Some(article.modified.unwrap_or(card.date)), out);
        }
        let before = changed.entry(year).or_insert(last);
        *before = last.max(*before);
    }
    let mut index = open("sitemapindex");
    let mut lists = open("urlset");
    pages.iter().for_each(|path| url(site, path, None, &mut lists));
    lists.push_str("</urlset>\n");
    put("sitemap-pages.xml".to_owned(), lists);
    index.push_str(&format!(
        "<sitemap><loc>{}</loc></sitemap>\n",
        escaped(&site.address("sitemap-pages.xml"))
    ));
    for (year, mut out) in years {
        out.push_str("</urlset>\n");
        let name = format!("sitemap-{year}.xml");
        index.push_str(&format!("<sitemap><loc>{}</loc>", escaped(&site.address(&name))));
        if let Some(day) = changed.get(&year) {
            index.push_str(&format!("<lastmod>{day}</lastmod>"));
        }
        index.push_str("</sitemap>\n");
        put(name, out);
    }
    index.push_str("</sitemapindex>\n");
    put("sitemap.xml".to_owned(), index);
    put("news-sitemap.xml".to_owned(), news(site, cards));
}

fn open(element: &str) -> String {
    format!("{HEAD}<{element} xmlns=\"{SITEMAP}\">\n")
}

fn url(site: &Site<'_>, path: &str, changed: Option<IssueDate>, out: &mut String) {
    out.push_str(&format!("<url><loc>{}</loc>", escaped(&site.address(path))));
    if let Some(day) = changed {
        out.push_str(&format!("<lastmod>{day}</lastmod>"));
    }
    out.push_str("</url>\n");
}

/// The news. Counted from the last issue, not from a clock: the same archive gives the same bytes.
fn news(site: &Site<'_>, cards: &[&IssueCard]) -> String {
    let mut out = format!("{HEAD}<urlset xmlns=\"{SITEMAP}\" xmlns:news=\"{NEWS}\">\n");
    let Some(last) = cards.last() else { return out + "</urlset>\n" };
    let publication = site.publication();
    let recent = |card: &&&IssueCard| {
        let since = last.date.day().duration_since(card.date.day());
        since.as_hours() < NEWS_DAYS * 24
    };
    let recent = cards.iter().rev().take_while(recent);
    let articles = recent.flat_map(|card| {
        let articles = card.articles.iter().filter(|it| it.page && !it.headline.is_empty());
        articles.map(move |it| (card, it))
    });
    for (card, article) in articles.take(NEWS_MOST) {
        let language = article.language.as_deref().unwrap_or(publication.locale.tag());
        out.push_str(&format!(
            "<url><loc>{}</loc><news:news><news:publication><news:name>{}</news:name>\
             <news:language>{}</news:language></news:publication>\
             <news:publication_date>{}</news:publication_date>\
             <news:title>{}</news:title></news:news></url>\n",
            escaped(&site.address(&page_path(card.date, &article.slug))),
            escaped(&publication.name),
            escaped(language.split('-').next().unwrap_or(language)),
            moment(site, card.date),
            escaped(&article.headline),
        ));
    }
    out.push_str("</urlset>\n");
    out
}
