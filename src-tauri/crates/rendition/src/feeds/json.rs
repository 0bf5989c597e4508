//! JSON Feed 1.1 (<https://www.jsonfeed.org/version/1.1/>).

use serde_json::{Value, json};

use super::Entry;
use crate::site::{Site, moment};

pub(super) fn write(site: &Site<'_>, entries: &[Entry]) -> String {
    let publication = site.publication();
    let mut feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": publication.name,
        "home_page_url": site.address(""),
        "feed_url": site.address("feed.json"),
        "language": publication.locale.tag(),
        "items": entries.iter().map(|it| item(site, it)).collect::<Vec<_>>(),
    });
    if !publication.motto.trim().is_empty() {
        feed["description"] = json!(publication.motto.trim());
    }
    format!("{feed:#}\n")
}

fn item(site: &Site<'_>, entry: &Entry) -> Value {
    let mut item = json!({
        "id": entry.address,
        "url": entry.address,
        "title": entry.title,
        "content_html": entry.html,
        "date_published": moment(site, entry.date),
    });
    let mut put = |name: &str, value: Value| item[name] = value;
    if let Some(day) = entry.modified {
        put("date_modified", json!(moment(site, day)));
    }
    if !entry.standfirst.is_empty() {
        put("summary", json!(entry.standfirst));
    }
    if !entry.authors.is_empty() {
        let named: Vec<Value> = entry.authors.iter().map(|name| json!({ "name": name })).collect();
        put("authors", json!(named));
    }
    if !entry.tags.is_empty() {
        put("tags", json!(entry.tags));
    }
    if let Some(language) = &entry.language {
        put("language", json!(language));
    }
    if let Some((address, _)) = &entry.picture {
        put("image", json!(address));
    }
    item
}
