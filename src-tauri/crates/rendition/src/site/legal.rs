//! The pages that no issue makes: the legal notice, the page of what is not there, and
//! the two files that machines ask for by name.

use super::{
    Site,
    frame::{self, Head},
};
use crate::html::{address, attribute, escape};

/// The legal notice: the fields that the law asks of a site, then the publication's own words.
pub(super) fn notice(site: &Site<'_>) -> String {
    let words = site.words();
    let publication = site.publication();
    let said = &publication.site;
    let head = Head {
        title: words.legal,
        path: Some(words.legal_path),
        kind: "website",
        ..Head::default()
    };
    let mut out = frame::open(site, &head);
    out.push_str("<main id=\"numero\">\n<h1>");
    escape(words.legal, &mut out);
    out.push_str("</h1>\n");
    let fields = [
        (words.publisher, said.publisher.as_str()),
        (words.address, &said.address),
        (words.contact, &said.contact),
        (words.director, &said.director),
        (words.host, &said.host),
        ("ISSN", &said.issn),
        (words.cppap, &said.cppap),
        (words.security, &said.security),
    ];
    let given: Vec<_> = fields.iter().filter(|(_, said)| !said.trim().is_empty()).collect();
    if !given.is_empty() {
        out.push_str("<dl class=\"mentions-legales\">\n");
        for (name, said) in given {
            out.push_str("<dt>");
            escape(name, &mut out);
            out.push_str("</dt>\n<dd>");
            match address::link(said.trim(), "") {
                Some(to) => {
                    out.push_str("<a");
                    attribute("href", &to, &mut out);
                    out.push('>');
                    escape(said.trim().trim_start_matches("mailto:"), &mut out);
                    out.push_str("</a>");
                }
                None => lines(said, &mut out),
            }
            out.push_str("</dd>\n");
        }
        out.push_str("</dl>\n");
    }
    if !publication.legal.trim().is_empty() {
        out.push_str("<p>");
        lines(&publication.legal, &mut out);
        out.push_str("</p>\n");
    }
    out.push_str("</main>\n");
    out.push_str(&frame::close(site, &head));
    out
}

fn lines(words: &str, out: &mut String) {
    for (rank, line) in words.trim().lines().enumerate() {
        out.push_str(if rank > 0 { "<br>\n" } else { "" });
        escape(line.trim(), out);
    }
}

/// `404.html`, which a server shows at any depth: its links start from the root.
pub(super) fn missing(site: &Site<'_>) -> String {
    let words = site.words();
    let head = Head { title: words.missing, kind: "website", ..Head::default() };
    let mut out = frame::open(site, &head);
    out.push_str("<main id=\"numero\">\n<h1>");
    escape(words.missing, &mut out);
    out.push_str("</h1>\n<p>");
    escape(words.missing_more, &mut out);
    out.push_str("</p>\n<p><a");
    attribute("href", &format!("{}archives/", site.root()), &mut out);
    out.push('>');
    escape(words.all_issues, &mut out);
    out.push_str("</a></p>\n</main>\n");
    out.push_str(&frame::close(site, &head));
    out
}

/// `robots.txt`: everything may be read, and the sitemaps say what there is.
pub(super) fn robots(site: &Site<'_>) -> String {
    format!(
        "User-agent: *\nAllow: /\n\nSitemap: {}\nSitemap: {}\n",
        site.address("sitemap.xml"),
        site.address("news-sitemap.xml")
    )
}

/// `security.txt` (RFC 9116), once both of the fields that it must have are given.
pub(super) fn security(site: &Site<'_>) -> Option<String> {
    let said = &site.publication().site;
    let contact = address::link(said.security.trim(), "")?;
    let expires = said.security_expires?;
    Some(format!(
        "Contact: {contact}\nExpires: {expires}T00:00:00Z\nPreferred-Languages: {}\nCanonical: {}/.well-known/security.txt\n",
        site.publication().locale.tag(),
        site.origin(),
    ))
}
