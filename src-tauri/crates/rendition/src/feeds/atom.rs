//! Atom (RFC 4287).

use super::{Entry, xml};
use crate::site::{Site, moment};

pub(super) fn write(site: &Site<'_>, entries: &[Entry]) -> String {
    let publication = site.publication();
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n",
        publication.locale.tag()
    );
    element("title", &publication.name, &mut out);
    if !publication.motto.trim().is_empty() {
        element("subtitle", publication.motto.trim(), &mut out);
    }
    element("id", &site.address(""), &mut out);
    link("alternate", "text/html", &site.address(""), &mut out);
    link("self", "application/atom+xml", &site.address("atom.xml"), &mut out);
    let last = entries.iter().map(|it| it.modified.unwrap_or(it.date)).max();
    // A feed must say when it changed; an empty one has not yet.
    let updated = last.map_or_else(|| "1970-01-01T00:00:00Z".to_owned(), |day| moment(site, day));
    element("updated", &updated, &mut out);
    author(&publication.name, &mut out);
    for entry in entries {
        one(site, entry, &mut out);
    }
    out.push_str("</feed>\n");
    out
}

fn one(site: &Site<'_>, entry: &Entry, out: &mut String) {
    out.push_str("<entry");
    if let Some(language) = &entry.language {
        out.push_str(&format!(" xml:lang=\"{}\"", xml(language)));
    }
    out.push_str(">\n");
    element("title", &entry.title, out);
    element("id", &entry.address, out);
    link("alternate", "text/html", &entry.address, out);
    element("published", &moment(site, entry.date), out);
    element("updated", &moment(site, entry.modified.unwrap_or(entry.date)), out);
    for name in &entry.authors {
        author(name, out);
    }
    for tag in &entry.tags {
        out.push_str(&format!("<category term=\"{}\"/>\n", xml(tag)));
    }
    if !entry.standfirst.is_empty() {
        element("summary", &entry.standfirst, out);
    }
    out.push_str(&format!("<content type=\"html\">{}</content>\n</entry>\n", xml(&entry.html)));
}

fn author(name: &str, out: &mut String) {
    out.push_str(&format!("<author><name>{}</name></author>\n", xml(name)));
}

fn element(name: &str, words: &str, out: &mut String) {
    out.push_str(&format!("<{name}>{}</{name}>\n", xml(words)));
}

fn link(relation: &str, kind: &str, to: &str, out: &mut String) {
    out.push_str(&format!("<link rel=\"{relation}\" type=\"{kind}\" href=\"{}\"/>\n", xml(to)));
}
