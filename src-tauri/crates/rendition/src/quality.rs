//! What a mail weighs where it is read, and what each client makes of it.
//!
//! The verdicts are those of caniemail.com (MIT), which people report by hand; what nobody tried
//! is said to be unknown.

use std::collections::BTreeSet;

use newsroom::DraftSlug;

use crate::{
    edition::{Edition, Part},
    eml::encoded,
    page::Page,
};

/// Gmail shows no more of a mail than this, in bytes.
pub const CLIP: usize = 102_000;
/// From here on, one more brief may be too much.
pub(crate) const NEAR: usize = 85_000;
/// What an e-mail service adds to a link when it counts its clicks.
pub(crate) const TRACKING: usize = 400;

/// The features a mail may use, how it shows that it does, and the verdict for each client; the
/// first line says of when they are, and names the clients.
const VERDICTS: &str = include_str!("quality/clients.tsv");

/// What a mail weighs, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weight {
    /// As it is written.
    pub raw: usize,
    /// As it travels.
    pub encoded: usize,
    /// How many links it has.
    pub links: usize,
    /// As it arrives, once a service has rewritten its links.
    pub arriving: usize,
    /// Its sections as they arrive, the heaviest first.
    pub sections: Vec<SectionWeight>,
}

/// What a section weighs as it arrives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionWeight {
    /// What it is called.
    pub title: String,
    /// The article that it prints, if it prints one alone.
    pub article: Option<DraftSlug>,
    /// Its weight in bytes.
    pub bytes: usize,
}

/// What a client makes of a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientVerdict {
    /// Its name in the data.
    pub client: &'static str,
    /// What it does not do, of what the mail asks.
    pub refuses: BTreeSet<&'static str>,
    /// What it does in part.
    pub alters: BTreeSet<&'static str>,
    /// How much of what the mail asks nobody tried in it.
    pub untried: usize,
    /// How much the mail asks.
    pub asked: usize,
}

/// Weighs the mail `page` of `edition`.
pub fn weigh(edition: &Edition<'_>, page: &Page) -> Weight {
    let html = page.contents();
    let (raw, encoded) = (html.len(), encoded(&html).len());
    let links = html.matches("<a ").count();
    let mut sections: Vec<SectionWeight> = edition
        .parts()
        .iter()
        .zip(page.sections())
        .map(|(part, section)| {
            let mut html = String::new();
            section.write(&mut html);
            SectionWeight {
                title: title(edition, part),
                article: section.article.clone(),
                bytes: arriving(&html),
            }
        })
        .collect();
    sections.sort_by_key(|section| std::cmp::Reverse(section.bytes));
    Weight { raw, encoded, links, arriving: arriving(&html), sections }
}

/// The weight of `html` in an inbox: the greater of what is counted there, and what a service adds
/// to its links.
fn arriving(html: &str) -> usize {
    html.len().max(encoded(html).len()) + html.matches("<a ").count() * TRACKING
}

fn title(edition: &Edition<'_>, part: &Part<'_>) -> String {
    let words = edition.words();
    match part {
        Part::Article(piece) => piece.article.draft.headline.trim().to_owned(),
        Part::Briefs { title, .. } => title.clone(),
        Part::Epigraph(epigraph) => epigraph.author.trim().to_owned(),
        Part::Teaser(_) => words.teaser.to_owned(),
        Part::Masthead => edition.proof().publication.name.clone(),
        Part::Bios(_) => words.bios.to_owned(),
        Part::Latest(_) => words.latest.to_owned(),
    }
}

/// The day of the verdicts, and what each client makes of the mail `html`.
pub fn clients(html: &str) -> (&'static str, Vec<ClientVerdict>) {
    let mut lines = VERDICTS.lines().map(|line| line.split('\t'));
    let Some(mut head) = lines.next() else { return ("", Vec::new()) };
    let day = head.next().unwrap_or_default();
    let mut verdicts: Vec<ClientVerdict> = head
        .skip(1)
        .map(|client| ClientVerdict {
            client,
            refuses: BTreeSet::new(),
            alters: BTreeSet::new(),
            untried: 0,
            asked: 0,
        })
        .collect();
    for mut line in lines {
        let (Some(feature), Some(signs)) = (line.next(), line.next()) else { continue };
        if !signs.split(' ').any(|sign| shows(html, sign)) {
            continue;
        }
        for (client, verdict) in verdicts.iter_mut().zip(line) {
            client.asked += 1;
            match verdict {
                "n" => {
                    client.refuses.insert(feature);
                }
                "a" => {
                    client.alters.insert(feature);
                }
                "u" => client.untried += 1,
                _ => {}
            }
        }
    }
    (day, verdicts)
}

/// Whether `html` has the sign of a feature; that of a property stands first in a style, or after
/// another.
fn shows(html: &str, sign: &str) -> bool {
    let first = sign.strip_prefix(';').map(|property| format!("style=\"{property}"));
    html.contains(sign) || first.is_some_and(|first| html.contains(&first))
}
