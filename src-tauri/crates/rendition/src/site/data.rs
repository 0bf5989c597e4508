//! What machines read of a page: schema.org in JSON-LD.
//!
//! An article of which there is more for subscribers says so as search engines ask
//! (<https://developers.google.com/search/docs/appearance/structured-data/paywalled-content>): the
//! part is named by the class of the call to subscribe, since its words are in no public file.

use newsroom::{Author, Illustration, IllustrationKey, IssueDate};
use serde_json::{Map, Value, json};

use super::{Site, article_path, issue_path};
use crate::{
    edition::{Edition, Piece},
    html::address::is_web,
    prints::prints,
    site::card::{ArticleCard, IssueCard},
};

/// The moment that an issue, or a correction of that day, is given: feeds and sitemaps want one.
/// No clock is asked, and an hour is not pretended to be of a place: it is the hour of sending.
pub(crate) fn moment(site: &Site<'_>, day: IssueDate) -> String {
    let time = site.publication().send_time.map(newsroom::TimeOfDay::time);
    let (hour, minute) = time.map_or((6, 0), |time| (time.hour(), time.minute()));
    format!("{day}T{hour:02}:{minute:02}:00Z")
}

fn publisher(site: &Site<'_>) -> Value {
    let publication = site.publication();
    let name = &publication.site.publisher;
    let mut publisher = json!({
        "@type": "NewsMediaOrganization",
        "@id": site.address("#publisher"),
        "name": publication.name,
        "url": site.address(""),
    });
    if !name.trim().is_empty() {
        publisher["legalName"] = json!(name.trim());
    }
    publisher
}

fn periodical(site: &Site<'_>) -> Value {
    let mut periodical = json!({
        "@type": "Periodical",
        "@id": site.address("#periodical"),
        "name": site.publication().name,
    });
    let issn = site.publication().site.issn.trim();
    if !issn.is_empty() {
        periodical["issn"] = json!(issn);
    }
    periodical
}

fn person(site: &Site<'_>, author: &Author) -> Value {
    json!({
        "@type": "Person",
        "name": author.name,
        "url": site.address(&super::lists::author_path(site, &author.key)),
    })
}

/// The issue.
pub(super) fn issue(site: &Site<'_>, edition: &Edition<'_>, card: &IssueCard) -> Value {
    let parts: Vec<Value> = card
        .articles
        .iter()
        .filter(|it| !it.headline.is_empty())
        .map(|it| {
            json!({
                "@type": "NewsArticle",
                "headline": it.headline,
                "url": site.address(&article_path(card.date, it)),
                "isAccessibleForFree": !it.gated,
            })
        })
        .collect();
    let mut issue = json!({
        "@context": "https://schema.org",
        "@type": "PublicationIssue",
        "@id": site.address(&issue_path(card.date)),
        "url": site.address(&issue_path(card.date)),
        "name": card.title,
        "description": card.description,
        "datePublished": moment(site, card.date),
        "inLanguage": site.publication().locale.tag(),
        "isPartOf": periodical(site),
        "publisher": publisher(site),
        "hasPart": parts,
    });
    if card.number > 0 {
        issue["issueNumber"] = json!(card.number);
    }
    let pictures: Vec<Value> = edition
        .pieces()
        .flat_map(|piece| piece.pictures(edition.open()))
        .filter_map(|key| picture(site, edition, card, key))
        .collect();
    if !pictures.is_empty() {
        issue["image"] = json!(pictures);
    }
    issue
}

/// An article on its page.
pub(super) fn article(
    site: &Site<'_>,
    edition: &Edition<'_>,
    piece: &Piece<'_>,
    issue: &IssueCard,
    card: &ArticleCard,
) -> Value {
    let headline = if card.headline.is_empty() { &issue.title } else { &card.headline };
    let address = site.address(&article_path(issue.date, card));
    let mut article = json!({
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": format!("{address}#article"),
        "url": address,
        "mainEntityOfPage": { "@type": "WebPage", "@id": address },
        "headline": headline,
        "datePublished": moment(site, issue.date),
        "dateModified": moment(site, card.modified.unwrap_or(issue.date)),
        "inLanguage": piece.article.draft.language.as_str(),
        "isPartOf": {
            "@type": "PublicationIssue",
            "@id": site.address(&issue_path(issue.date)),
            "name": issue.title,
            "isPartOf": periodical(site),
        },
        "publisher": publisher(site),
        "isAccessibleForFree": !card.gated,
    });
    let mut put = |name: &str, value: Value| {
        if let Some(fields) = article.as_object_mut() {
            fields.insert(name.to_owned(), value);
        }
    };
    if !card.standfirst.is_empty() {
        put("description", json!(card.standfirst));
    }
    if card.words > 0 {
        put("wordCount", json!(card.words));
    }
    if !card.tags.is_empty() {
        put("keywords", json!(card.tags));
    }
    let signing: Vec<Value> = card
        .authors
        .iter()
        .filter_map(|key| edition.author(key))
        .map(|author| person(site, author))
        .collect();
    // What nobody signs is the house's.
    put("author", if signing.is_empty() { publisher(site) } else { json!(signing) });
    let pictures: Vec<Value> = piece
        .pictures(edition.open())
        .into_iter()
        .filter_map(|key| picture(site, edition, issue, key))
        .collect();
    if !pictures.is_empty() {
        put("image", json!(pictures));
    }
    if card.gated {
        let part = json!({
            "@type": "WebPageElement", "isAccessibleForFree": false, "cssSelector": ".appel",
        });
        put("hasPart", part);
    }
    let notes: Vec<&str> =
        edition.corrections(piece.slug).iter().map(|it| it.note.trim()).collect();
    if !notes.is_empty() {
        put("correction", json!(notes));
    }
    article
}

fn picture(
    site: &Site<'_>,
    edition: &Edition<'_>,
    issue: &IssueCard,
    key: &IllustrationKey,
) -> Option<Value> {
    let picture = edition.illustration(key)?;
    let print = prints(picture).into_iter().next()?;
    let path = format!("{}pictures/{}", issue_path(issue.date), print.name);
    let mut fields = Map::new();
    let mut put = |name: &str, value: Value| fields.insert(name.to_owned(), value);
    put("@type", json!("ImageObject"));
    put("url", json!(site.address(&path)));
    put("contentUrl", json!(site.address(&path)));
    put("width", json!(print.width));
    put("height", json!(print.height));
    put("digitalSourceType", json!(source_type(picture)));
    let credit = edition.credit(picture);
    if !credit.is_empty() {
        put("creditText", json!(credit));
    }
    if !picture.caption.trim().is_empty() {
        put("caption", json!(picture.caption.trim()));
    }
    if is_web(&picture.licence) {
        put("license", json!(picture.licence.trim()));
    }
    if let Some(author) = picture.author.as_ref().and_then(|key| edition.author(key)) {
        put("creator", person(site, author));
    }
    Some(Value::Object(fields))
}

/// By the vocabulary of the IPTC, as schema.org asks.
fn source_type(picture: &Illustration) -> String {
    let term = picture.digital_source.term();
    format!("https://cv.iptc.org/newscodes/digitalsourcetype/{term}")
}
