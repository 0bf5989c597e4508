//! RSS 2.0 (<https://www.rssboard.org/rss-specification>).

use newsroom::IssueDate;

use super::{Entry, xml};
use crate::site::Site;

pub(super) fn write(site: &Site<'_>, entries: &[Entry]) -> String {
    let publication = site.publication();
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" \
         xmlns:atom=\"http://www.w3.org/2005/Atom\" \
         xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n<channel>\n",
    );
    element("title", &publication.name, &mut out);
    element("link", &site.address(""), &mut out);
    let about =
        if publication.motto.trim().is_empty() { &publication.name } else { &publication.motto };
    element("description", about.trim(), &mut out);
    element("language", publication.locale.tag(), &mut out);
    out.push_str(&format!(
        "<atom:link href=\"{}\" rel=\"self\" type=\"application/rss+xml\"/>\n",
        xml(&site.address("feed.xml"))
    ));
    if let Some(last) = entries.iter().map(|it| it.modified.unwrap_or(it.date)).max() {
        element("lastBuildDate", &date(site, last), &mut out);
    }
    for entry in entries {
        item(site, entry, &mut out);
    }
    out.push_str("</channel>\n</rss>\n");
    out
}

fn item(site: &Site<'_>, entry: &Entry, out: &mut String) {
    out.push_str("<item>\n");
    element("title", &entry.title, out);
    element("link", &entry.address, out);
    out.push_str(&format!("<guid isPermaLink=\"true\">{}</guid>\n", xml(&entry.address)));
    element("pubDate", &date(site, entry.date), out);
    for author in &entry.authors {
        element("dc:creator", author, out);
    }
    for tag in &entry.tags {
        element("category", tag, out);
    }
    if !entry.standfirst.is_empty() {
        element("description", &entry.standfirst, out);
    }
    element("content:encoded", &entry.html, out);
    out.push_str("</item>\n");
}

fn element(name: &str, words: &str, out: &mut String) {
    out.push_str(&format!("<{name}>{}</{name}>\n", xml(words)));
}

/// RFC 822, in English whatever the publication's language is.
fn date(site: &Site<'_>, day: IssueDate) -> String {
    let moment = crate::site::moment(site, day);
    let time = moment.get(11..19).unwrap_or("06:00:00");
    let date = day.day();
    let weekday = day.weekday(newsroom::Language::En);
    let named = day.day_month(newsroom::Language::En);
    let month = named.split('\u{a0}').nth(1).unwrap_or_default();
    let short = |word: &str| word.chars().take(3).collect::<String>();
    format!("{}, {:02} {} {} {time} +0000", short(weekday), date.day(), short(month), date.year())
}
