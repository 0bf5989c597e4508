//! What the pages that list issues know of one: its card. Everything in it may be read by anyone.
//!
//! Lists, feeds and sitemaps are made of cards alone, so that a change of one issue never asks for
//! another to be composed again, and a proof that no card leaks is a proof for all of them.

use newsroom::{AuthorKey, DraftId, DraftSlug, EditionKey, IllustrationKey, IssueDate, Visibility};
use serde::{Deserialize, Serialize};

use crate::{
    Composition,
    edition::{Edition, Part, Piece, ground},
    prints::prints,
};

/// An issue, as lists show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueCard {
    /// Its day.
    pub date: IssueDate,
    /// Its number.
    pub number: u32,
    /// Its title.
    pub title: String,
    /// What it holds, in a line.
    pub description: String,
    /// The last day that something of it was corrected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<IssueDate>,
    /// Its articles, in order.
    pub articles: Vec<ArticleCard>,
}

/// An article, as lists show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleCard {
    /// Its identity, which outlives a change of name.
    pub id: DraftId,
    /// Its name.
    pub slug: DraftSlug,
    /// Whether it has a page of its own.
    pub page: bool,
    /// Surtitre.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub kicker: String,
    /// Titre.
    pub headline: String,
    /// Chapeau.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub standfirst: String,
    /// Who signs what is shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<AuthorKey>,
    /// Its language, when that is not the publication's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Words that this edition shows.
    pub words: usize,
    /// Whether there is more of it for subscribers.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub gated: bool,
    /// Keywords.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Its illustration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<CardPicture>,
    /// The last day that it was corrected, or replied to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<IssueDate>,
}

/// A picture, as lists and readers of metadata know it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardPicture {
    /// The name of its widest print.
    pub name: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// What a person who cannot see it must know.
    pub alt: String,
}

/// The card of an issue for one edition; `None` when the publication makes no such edition.
pub fn card(composition: &Composition, key: &EditionKey) -> Option<IssueCard> {
    let edition = Edition::of(composition, key)?;
    Some(of(&edition))
}

pub(crate) fn of(edition: &Edition<'_>) -> IssueCard {
    let plan = &edition.proof().plan;
    let mut articles = Vec::new();
    for part in edition.parts() {
        let brief = matches!(part, Part::Briefs { .. });
        articles.extend(part.pieces().iter().map(|piece| article(edition, piece, brief)));
    }
    IssueCard {
        date: plan.date,
        number: plan.number,
        title: edition.title().to_owned(),
        description: edition.preheader(),
        modified: edition.corrected_on(),
        articles,
    }
}

pub(crate) fn article(edition: &Edition<'_>, piece: &Piece<'_>, brief: bool) -> ArticleCard {
    let draft = &piece.article.draft;
    let body = piece.body(edition.open());
    let words = body.blocks.iter().map(|(rank, _)| piece.document.blocks[*rank].words).sum();
    let locale = edition.proof().publication.locale.tag();
    let corrected = edition.corrections(piece.slug).iter().map(|it| it.day);
    let replied = edition.replies(piece.slug).iter().filter_map(|it| it.decided);
    ArticleCard {
        id: draft.id,
        slug: piece.slug.clone(),
        page: !brief && ground::has_page(piece.role),
        kicker: piece.kicker(edition.words()).to_owned(),
        headline: draft.headline.trim().to_owned(),
        standfirst: if brief { String::new() } else { draft.standfirst.trim().to_owned() },
        authors: if body.signed { signing(edition, piece) } else { Vec::new() },
        language: Some(draft.language.as_str()).filter(|it| *it != locale).map(str::to_owned),
        words,
        gated: piece.shows != Visibility::Full,
        tags: draft.tags.clone(),
        picture: piece.illustration().and_then(|key| picture(edition, key)),
        modified: corrected.chain(replied).max(),
    }
}

/// The authors whose signature is printed; words of the chief's name nobody of the records.
fn signing(edition: &Edition<'_>, piece: &Piece<'_>) -> Vec<AuthorKey> {
    let printed = edition.byline(piece);
    let named = |key: &&AuthorKey| {
        edition.author(key).is_some_and(|author| {
            printed.contains(&author.name) || printed.contains(author.short())
        })
    };
    piece.article.draft.authors.iter().filter(named).cloned().collect()
}

pub(crate) fn picture(edition: &Edition<'_>, key: &IllustrationKey) -> Option<CardPicture> {
    let picture = edition.illustration(key)?;
    let print = prints(picture).into_iter().next()?;
    Some(CardPicture {
        name: print.name,
        width: print.width,
        height: print.height,
        alt: if picture.decorative { String::new() } else { picture.alt.trim().to_owned() },
    })
}
