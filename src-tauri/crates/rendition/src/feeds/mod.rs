//! The feeds of the open edition: RSS 2.0, Atom and JSON Feed, an entry for each article of the
//! last issues, whole as anyone may read it.

mod atom;
mod json;
mod rss;

use std::collections::BTreeMap;

use newsroom::{AuthorKey, EditionKey, IssueDate};

use crate::{
    Composition,
    edition::{Edition, Part, Piece, ground::Ground},
    html::line::Scribe,
    page::web_section,
    site::{ArticleCard, CardPicture, Site, article_card, article_path, issue_path},
};

/// One entry.
pub(crate) struct Entry {
    /// Its address, which is its name for ever: `date` and slug of a closed issue do not change.
    pub(crate) address: String,
    pub(crate) date: IssueDate,
    pub(crate) modified: Option<IssueDate>,
    pub(crate) title: String,
    pub(crate) standfirst: String,
    pub(crate) authors: Vec<String>,
    pub(crate) tags: Vec<String>,
    pub(crate) language: Option<String>,
    pub(crate) picture: Option<(String, CardPicture)>,
    /// HTML whose addresses are all absolute.
    pub(crate) html: String,
}

/// What the last issues give to a feed.
pub struct Feed {
    entries: Vec<Entry>,
}

impl Feed {
    /// The entries of `issues`, the last first, as the edition called `key` has them.
    pub fn of(site: &Site<'_>, issues: &[Composition], key: &EditionKey) -> Self {
        let entries = issues.iter().filter_map(|it| entries(site, it, key)).flatten().collect();
        Self { entries }
    }
}

/// The three feeds, by path.
pub fn feeds(site: &Site<'_>, feed: &Feed) -> BTreeMap<String, Vec<u8>> {
    BTreeMap::from([
        ("feed.xml".to_owned(), rss::write(site, &feed.entries).into_bytes()),
        ("atom.xml".to_owned(), atom::write(site, &feed.entries).into_bytes()),
        ("feed.json".to_owned(), json::write(site, &feed.entries).into_bytes()),
    ])
}

fn entries(site: &Site<'_>, composition: &Composition, key: &EditionKey) -> Option<Vec<Entry>> {
    let date = composition.proof().plan.date;
    let ground = Ground::feed(&site.address(&issue_path(date)));
    let edition = Edition::of(composition, key)?.on(ground);
    let mut entries = Vec::new();
    for part in edition.parts() {
        let brief = matches!(part, Part::Briefs { .. });
        for piece in part.pieces() {
            let card = article_card(&edition, piece, brief);
            if card.headline.is_empty() {
                continue;
            }
            entries.push(entry(site, &edition, part, piece, &card));
        }
    }
    Some(entries)
}

fn entry(
    site: &Site<'_>,
    edition: &Edition<'_>,
    part: &Part<'_>,
    piece: &Piece<'_>,
    card: &ArticleCard,
) -> Entry {
    let date = edition.proof().plan.date;
    let named = |key: &AuthorKey| edition.author(key).map(|author| author.name.clone());
    Entry {
        address: site.address(&article_path(date, card)),
        date,
        modified: card.modified,
        title: card.headline.clone(),
        standfirst: card.standfirst.clone(),
        authors: card.authors.iter().filter_map(named).collect(),
        tags: card.tags.clone(),
        language: card.language.clone(),
        picture: card.picture.clone().map(|picture| {
            (site.address(&format!("{}pictures/{}", issue_path(date), picture.name)), picture)
        }),
        html: html(edition, part, piece),
    }
}

/// The article’s blocks: its head is said by the entry itself.
fn html(edition: &Edition<'_>, part: &Part<'_>, piece: &Piece<'_>) -> String {
    let mut out = String::new();
    match part {
        Part::Briefs { .. } => {
            let body = piece.body(edition.open());
            let scribe = Scribe {
                edition,
                slug: piece.slug,
                notes: &body.notes,
                sheet: None,
                anchors: true,
            };
            out.push_str(&crate::web::brief(&scribe, piece, &body));
        }
        part => {
            let section = web_section(edition, part);
            // The figure under the headline, then the text: what comes before is in the fields.
            let head = section.open.find("</header>\n").map_or(0, |at| at + "</header>\n".len());
            out.push_str(&section.open[head..]);
            for printed in section.shown() {
                out.push_str(&printed.html);
                out.push('\n');
            }
            out.push_str(section.close.trim_end().trim_end_matches("</article>"));
        }
    }
    out
}

/// `words` as XML: HTML's escapes are XML's, and no other character needs one.
pub(crate) use crate::html::escaped as xml;
