//! The site: the whole archive of the edition that anyone may read, as plain pages.
//!
//! Two kinds of file: the pages of an issue, which need it composed; and the pages that list
//! issues, which need their cards alone. Both are pure functions; the desk decides which to call.

mod card;
mod data;
mod frame;
mod issue;
mod legal;
mod lists;
mod sitemap;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use newsroom::{Author, AuthorKey, DraftSlug, IssueDate, Publication};

pub use card::{ArticleCard, CardPicture, IssueCard, card};
pub use issue::{Neighbours, issue_pages};

pub(crate) use card::article as article_card;
pub(crate) use data::moment;

use crate::edition::{anchor, ground::page_name};
use words::SiteWords;

/// The sheet of the page of an issue, and what a site adds to it.
const STYLE: [&str; 2] = [include_str!("../web/style.css"), include_str!("style.css")];

/// What every page of a site has in common.
#[derive(Clone, Copy, Debug)]
pub struct Site<'a> {
    publication: &'a Publication,
    base: &'a str,
}

impl<'a> Site<'a> {
    /// The site of `publication`; `None` until it has an address on the web.
    pub fn of(publication: &'a Publication) -> Option<Self> {
        let base = publication.base_url.trim().trim_end_matches('/');
        crate::html::address::is_web(base).then_some(Self { publication, base })
    }

    /// Every page that is made of cards: lists, notices, sitemaps. `cards` go from the first day
    /// to the last; `authors` are those on record.
    pub fn pages(
        &self,
        cards: &[&IssueCard],
        authors: &BTreeMap<AuthorKey, Author>,
    ) -> BTreeMap<String, Vec<u8>> {
        let mut out = BTreeMap::new();
        let mut put = |path: String, contents: String| out.insert(path, contents.into_bytes());
        let mut style = STYLE.concat();
        crate::web::design::write(&self.publication.design, &mut style);
        put("style.css".to_owned(), style);
        put("index.html".to_owned(), lists::home(self, cards));
        lists::archive(self, cards, &mut put);
        lists::authors(self, cards, authors, &mut put);
        put(self.words().legal_path.to_owned(), legal::notice(self));
        put("404.html".to_owned(), legal::missing(self));
        put("robots.txt".to_owned(), legal::robots(self));
        if let Some(security) = legal::security(self) {
            put(".well-known/security.txt".to_owned(), security);
        }
        let pages: BTreeSet<String> =
            [lists::listed(self, cards, authors)].concat().into_iter().collect();
        sitemap::sitemaps(self, cards, &pages, &mut put);
        out
    }

    pub(crate) fn publication(&self) -> &'a Publication {
        self.publication
    }

    pub(crate) fn words(&self) -> &'static SiteWords {
        words::words(self.publication.locale)
    }

    /// The absolute address of `path`.
    pub(crate) fn address(&self, path: &str) -> String {
        format!("{}/{path}", self.base)
    }

    /// The path of the site on its host, with a slash at both ends.
    pub(crate) fn root(&self) -> String {
        let after = self.base.find("://").map_or(self.base, |at| &self.base[at + 3..]);
        let path = after.find('/').map_or("", |at| &after[at..]);
        format!("{path}/")
    }

    /// The start of the site's host, without its path.
    pub(crate) fn origin(&self) -> &'a str {
        &self.base[..self.base.len() + 1 - self.root().len()]
    }
}

/// The path of the page of an issue.
pub(crate) fn issue_path(date: IssueDate) -> String {
    format!("{date}/")
}

/// The path of an article: its page, or its place on the page of its issue.
pub(crate) fn article_path(date: IssueDate, article: &ArticleCard) -> String {
    if article.page {
        page_path(date, &article.slug)
    } else {
        format!("{date}/#{}", anchor(&article.slug))
    }
}

pub(crate) fn page_path(date: IssueDate, slug: &DraftSlug) -> String {
    format!("{date}/{}", page_name(slug))
}
