//! Cross-references (renvois) as they are written: what they may point to, what they will say.

use newsroom::{
    CrossReference, DaysWanted, DraftId, DraftSlug, IssueDate, LatestArticle, TypedReference,
};
use store::Reader;

use crate::{
    Desk, Fault,
    texts::QUIET_MS,
    wire::references::{
        ProposeReferences, ReadReference, ReadReferences, ReferenceProposal, SaidReference,
        SayReferences,
    },
};

/// So many answers at most, whatever is asked.
const MOST: u32 = 50;

/// Where a reference is made from.
struct Place {
    slug: DraftSlug,
    /// The issue that has the draft.
    issue: Option<IssueDate>,
    /// The day it is printed on; today while no issue has it.
    printed_on: IssueDate,
}

pub(crate) fn propose_references(
    desk: &Desk,
    ask: ProposeReferences,
) -> Result<Vec<ReferenceProposal>, Fault> {
    let place = desk.place_of_references(ask.draft)?;
    if !ask.words.trim().is_empty() {
        // What was written a moment ago is found, too.
        desk.fold_quiet_texts(QUIET_MS)?;
    }
    let limit = ask.limit.min(MOST);
    let mut proposals = desk.store.read(|reader| proposed(reader, &place, &ask.words, limit))?;
    proposals.truncate(limit as usize);
    Ok(proposals)
}

fn proposed(
    reader: &Reader<'_>,
    place: &Place,
    words: &str,
    limit: u32,
) -> store::Result<Vec<ReferenceProposal>> {
    let own = || place.issue.map_or(Ok(Vec::new()), |date| reader.placed_articles(date));
    let mut found = Vec::new();
    if let Some((day, words)) = words.split_once('#') {
        let articles = match day.trim().parse() {
            Ok(day) => reader.placed_articles(day)?,
            Err(_) => own()?,
        };
        push(&mut found, place, articles.into_iter().filter(|article| has(article, words)));
        return Ok(found);
    }
    push(&mut found, place, own()?.into_iter().filter(|article| has(article, words)));
    let wanted = DaysWanted::read(words, place.printed_on);
    if wanted.is_some() || words.trim().is_empty() {
        let days = reader.issue_days()?.into_iter();
        let days = days
            .filter(|day| *day < place.printed_on)
            .filter(|day| wanted.as_ref().is_none_or(|wanted| wanted.has(*day)));
        for day in days.take(limit as usize) {
            let title = reader.issue_title(day)?.unwrap_or_default();
            let target = day.to_string();
            found.push(ReferenceProposal { target, date: Some(day), article: false, title });
        }
    }
    let articles = reader.search_printed(words, place.printed_on, limit)?;
    push(&mut found, place, articles.into_iter());
    Ok(found)
}

/// Adds `articles` that are not there yet, nor the one the reference stands in.
fn push(
    found: &mut Vec<ReferenceProposal>,
    place: &Place,
    articles: impl Iterator<Item = LatestArticle>,
) {
    for LatestArticle { date, slug, headline } in articles {
        let here = place.issue == Some(date);
        if here && slug == place.slug {
            continue;
        }
        let target = if here { slug.to_string() } else { format!("{date}#{slug}") };
        if found.iter().all(|known| known.target != target) {
            let date = (!here).then_some(date);
            found.push(ReferenceProposal { target, date, article: true, title: headline });
        }
    }
}

/// Whether the headline has all of `words`, whatever their case and accents.
fn has(article: &LatestArticle, words: &str) -> bool {
    let folded = newsroom::slugify(&article.headline).unwrap_or_default();
    let words = newsroom::slugify(words).unwrap_or_default();
    words.split('-').all(|word| folded.contains(word))
}

pub(crate) fn read_references(
    desk: &Desk,
    ask: ReadReferences,
) -> Result<Vec<ReadReference>, Fault> {
    let place = desk.place_of_references(ask.draft)?;
    let publication = desk.store.read(|reader| reader.publication())?;
    let mut read = Vec::new();
    for typed in TypedReference::all(&publication.name, &ask.text) {
        let Some(day) = typed.when.before(place.printed_on) else { continue };
        if day >= place.printed_on {
            continue;
        }
        // Only what is out can be pointed to.
        let Some(issue) = desk.store.read(|reader| reader.archived_issue(day))? else { continue };
        let units = |at: usize| {
            let units = ask.text[..at].encode_utf16().count();
            u32::try_from(units).unwrap_or(u32::MAX)
        };
        read.push(ReadReference {
            from: units(typed.within.start),
            to: units(typed.within.end),
            target: day.to_string(),
            words: CrossReference::issue_words(
                &publication.name,
                day,
                place.printed_on,
                publication.locale,
            ),
            title: issue.title,
        });
    }
    Ok(read)
}

pub(crate) fn say_references(desk: &Desk, ask: SayReferences) -> Result<Vec<SaidReference>, Fault> {
    let place = desk.place_of_references(ask.draft)?;
    ask.targets.into_iter().map(|target| said(desk, &place, target)).collect()
}

fn said(desk: &Desk, place: &Place, target: String) -> Result<SaidReference, Fault> {
    match CrossReference::read(&target) {
        Some(CrossReference::ArticleOf(day, article)) if place.issue == Some(day) => {
            said_here(desk, place, target, &article)
        }
        Some(CrossReference::Here(article)) => said_here(desk, place, target, &article),
        Some(CrossReference::Issue(day)) => said_elsewhere(desk, place, target, day, None),
        Some(CrossReference::ArticleOf(day, article)) => {
            said_elsewhere(desk, place, target, day, Some(&article))
        }
        None => Ok(unknown(target)),
    }
}

fn unknown(target: String) -> SaidReference {
    SaidReference { words: target.clone(), target, title: String::new(), known: false }
}

fn said_elsewhere(
    desk: &Desk,
    place: &Place,
    target: String,
    day: IssueDate,
    article: Option<&DraftSlug>,
) -> Result<SaidReference, Fault> {
    let (publication, issue) =
        desk.store.read(|reader| Ok((reader.publication()?, reader.archived_issue(day)?)))?;
    let words =
        CrossReference::issue_words(&publication.name, day, place.printed_on, publication.locale);
    let title = issue.and_then(|issue| match article {
        None => Some(issue.title),
        Some(article) => issue.articles.get(article).map(|article| article.headline.clone()),
    });
    let known = title.is_some() && day < place.printed_on;
    Ok(SaidReference { target, words, title: title.unwrap_or_default(), known })
}

fn said_here(
    desk: &Desk,
    place: &Place,
    target: String,
    article: &DraftSlug,
) -> Result<SaidReference, Fault> {
    let Some(date) = place.issue else { return Ok(unknown(target)) };
    let row = desk.store.read(|reader| reader.draft_by_slug(article))?;
    let composition = desk.compose_issue(&desk.room(), date)?;
    let words = rendition::words_here(&composition, article, &place.slug);
    let (Some(row), Some(words)) = (row, words) else { return Ok(unknown(target)) };
    Ok(SaidReference { target, words, title: row.draft.headline, known: true })
}

impl Desk {
    fn place_of_references(&self, draft: DraftId) -> Result<Place, Fault> {
        let row = self.store.read(|reader| reader.draft(draft))?;
        let printed_on = row.issue.or(row.draft.date).unwrap_or_else(|| self.clock.today());
        Ok(Place { slug: row.draft.slug, issue: row.issue, printed_on })
    }
}
