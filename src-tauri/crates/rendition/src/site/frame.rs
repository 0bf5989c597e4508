//! What stands around every page of the site.

use serde_json::Value;

use super::Site;
use crate::html::{address, attribute, escape};

/// A page, before what it holds is known.
#[derive(Default)]
pub(super) struct Head<'a> {
    /// The title, without the publication's name.
    pub(super) title: &'a str,
    pub(super) description: &'a str,
    /// Its path within the site; `None` for a page that stands at no address of its own.
    pub(super) path: Option<&'a str>,
    /// How many folders it stands in.
    pub(super) depth: usize,
    /// `website`, `article` or `profile`.
    pub(super) kind: &'a str,
    /// The path of the picture that shared links show, and its alternative.
    pub(super) picture: Option<(String, &'a str)>,
    /// When it was published and changed.
    pub(super) published: Option<String>,
    pub(super) modified: Option<String>,
    /// The paths of the pages before and after it.
    pub(super) previous: Option<String>,
    pub(super) next: Option<String>,
    /// What machines read of it.
    pub(super) data: Option<Value>,
    /// Classes of the page's body.
    pub(super) class: &'a str,
}

impl Head<'_> {
    /// What leads from the page to the root of the site.
    pub(super) fn up(&self, site: &Site<'_>) -> String {
        match self.path {
            Some(_) => "../".repeat(self.depth),
            None => site.root(),
        }
    }
}

/// Everything before the contents.
pub(super) fn open(site: &Site<'_>, head: &Head<'_>) -> String {
    let publication = site.publication();
    let locale = publication.locale;
    let up = head.up(site);
    let mut out = String::with_capacity(4096);
    out.push_str("<!DOCTYPE html>\n<html");
    attribute("lang", locale.tag(), &mut out);
    out.push_str(">\n<head>\n<meta charset=\"utf-8\">\n<title>");
    escape(head.title, &mut out);
    if head.title != publication.name {
        out.push_str(" | ");
        escape(&publication.name, &mut out);
    }
    out.push_str("</title>\n");
    meta("name", "viewport", "width=device-width, initial-scale=1", &mut out);
    meta("name", "color-scheme", "light dark", &mut out);
    if !head.description.is_empty() {
        meta("name", "description", head.description, &mut out);
    }
    match head.path {
        Some(path) => {
            let address = site.address(path);
            link("canonical", &address, "", &mut out);
            link("alternate", &address, &format!(" hreflang=\"{}\"", locale.tag()), &mut out);
            link("alternate", &address, " hreflang=\"x-default\"", &mut out);
            meta("property", "og:url", &address, &mut out);
        }
        None => meta("name", "robots", "noindex", &mut out),
    }
    social(site, head, &mut out);
    for (relation, path) in [("prev", &head.previous), ("next", &head.next)] {
        if let Some(path) = path {
            link(relation, &format!("{up}{path}"), "", &mut out);
        }
    }
    for (kind, path) in [
        ("application/rss+xml", "feed.xml"),
        ("application/atom+xml", "atom.xml"),
        ("application/feed+json", "feed.json"),
    ] {
        let mut more = String::new();
        attribute("type", kind, &mut more);
        attribute("title", &publication.name, &mut more);
        link("alternate", &format!("{up}{path}"), &more, &mut out);
    }
    link("stylesheet", &format!("{up}style.css"), "", &mut out);
    if let Some(data) = &head.data {
        out.push_str("<script type=\"application/ld+json\">");
        // Nothing in it may end the element.
        out.push_str(&data.to_string().replace('<', "\\u003c"));
        out.push_str("</script>\n");
    }
    out.push_str("</head>\n<body");
    if !head.class.is_empty() {
        attribute("class", head.class, &mut out);
    }
    out.push_str(">\n<a class=\"saut\" href=\"#numero\">");
    out.push_str(site.words().skip);
    out.push_str("</a>\n");
    masthead(site, &up, &mut out);
    out
}

fn social(site: &Site<'_>, head: &Head<'_>, out: &mut String) {
    let publication = site.publication();
    meta("property", "og:type", head.kind, out);
    meta("property", "og:site_name", &publication.name, out);
    meta("property", "og:title", head.title, out);
    if !head.description.is_empty() {
        meta("property", "og:description", head.description, out);
    }
    meta("property", "og:locale", crate::words::words(publication.locale).open_graph, out);
    let card = if head.picture.is_some() { "summary_large_image" } else { "summary" };
    meta("name", "twitter:card", card, out);
    if let Some((path, alt)) = &head.picture {
        meta("property", "og:image", &site.address(path), out);
        if !alt.is_empty() {
            meta("property", "og:image:alt", alt, out);
        }
    }
    if let Some(at) = &head.published {
        meta("property", "article:published_time", at, out);
    }
    if let Some(at) = &head.modified {
        meta("property", "article:modified_time", at, out);
    }
}

/// The name of the publication, and where the site leads.
fn masthead(site: &Site<'_>, up: &str, out: &mut String) {
    let (publication, words) = (site.publication(), site.words());
    let home = if up.is_empty() { "./" } else { up };
    out.push_str("<header class=\"une site\">\n<p class=\"titre\"><a");
    attribute("href", home, out);
    out.push('>');
    escape(&publication.name, out);
    out.push_str("</a></p>\n");
    crate::web::paragraph("devise", publication.motto.trim(), out);
    out.push_str("<nav");
    attribute("aria-label", words.menu, out);
    out.push_str(">\n<ul class=\"menu\">\n");
    let mut item = |to: &str, said: &str| {
        out.push_str("<li><a");
        attribute("href", to, out);
        out.push('>');
        escape(said, out);
        out.push_str("</a></li>\n");
    };
    item(&format!("{up}archives/"), words.archives);
    item(&format!("{up}{}/", words.authors_path), words.authors);
    if let Some(to) = address::link(&publication.subscribe_url, &publication.base_url) {
        item(&to, crate::words::words(publication.locale).subscribe);
    }
    out.push_str("</ul>\n</nav>\n</header>\n");
}

/// Everything after the contents.
pub(super) fn close(site: &Site<'_>, head: &Head<'_>) -> String {
    let words = site.words();
    let up = head.up(site);
    let mut out = String::with_capacity(512);
    out.push_str("<footer class=\"pied\">\n<p><a");
    attribute("href", &format!("{up}{}", words.legal_path), &mut out);
    out.push('>');
    out.push_str(words.legal);
    out.push_str("</a> · ");
    out.push_str(words.feeds);
    out.push_str(words.colon);
    for (rank, (said, path)) in
        [("RSS", "feed.xml"), ("Atom", "atom.xml"), ("JSON", "feed.json")].iter().enumerate()
    {
        out.push_str(if rank > 0 { ", <a" } else { "<a" });
        attribute("href", &format!("{up}{path}"), &mut out);
        out.push('>');
        out.push_str(said);
        out.push_str("</a>");
    }
    out.push_str("</p>\n</footer>\n</body>\n</html>\n");
    out
}

fn meta(kind: &str, name: &str, content: &str, out: &mut String) {
    out.push_str("<meta");
    attribute(kind, name, out);
    attribute("content", content, out);
    out.push_str(">\n");
}

fn link(relation: &str, to: &str, more: &str, out: &mut String) {
    out.push_str("<link");
    attribute("rel", relation, out);
    attribute("href", to, out);
    out.push_str(more);
    out.push_str(">\n");
}
