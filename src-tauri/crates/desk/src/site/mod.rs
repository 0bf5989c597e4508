//! The site of the whole archive, brought up to date: what an issue's pages depend on is hashed,
//! an issue is composed only when that changed, and a file is written only when its bytes did.

mod manifest;
mod settings;
mod stage;

use std::{
    collections::{BTreeMap, BTreeSet},
    num::NonZero,
    path::PathBuf,
    thread,
};

use newsroom::{Author, AuthorKey, EditionKey, IssueDate, IssueState, Publication};
use rendition::{Composition, Feed, IssueCard, Neighbours, Site};
use store::IssueMark;

use crate::{
    Desk, Fault,
    wire::site::{ExportSite, SiteReport},
};
use manifest::{Kept, Manifest};
pub(crate) use settings::save_site;
use stage::Stage;

/// So many issues before one are what "latest articles" may name.
const BEFORE: usize = 5;
/// So many of the last issues are in the feeds.
const IN_FEED: usize = 10;

pub(crate) fn export_site(desk: &Desk, ask: ExportSite) -> Result<SiteReport, Fault> {
    let to = match &ask.to {
        Some(to) if !to.trim().is_empty() => PathBuf::from(to),
        _ => desk.exports_folder().unwrap_or_default().join("site"),
    };
    let archive = Archive::of(desk)?;
    let Some(site) = Site::of(&archive.publication) else {
        return Err(Fault::theirs("site.address", &[]));
    };
    let edition = archive.publication.editions.iter().find(|plan| plan.open);
    let key = &edition.ok_or_else(|| Fault::theirs("site.closed", &[]))?.key;
    let stage = Stage::open(&to)?;
    let old = if ask.whole { None } else { Manifest::read(&to)? };
    let old = old.filter(|old| old.common == archive.common).unwrap_or_default();

    let issues = archive.issues(desk, &site, key, &old, &stage)?;
    let cards: Vec<&IssueCard> = issues.values().map(|kept| &kept.card).collect();
    let mut pages = stage.put(&site.pages(&cards, &archive.authors))?;
    let feed = archive.feed(&issues);
    let feeds: BTreeMap<String, String> = old
        .pages
        .iter()
        .filter(|(path, _)| is_feed(path))
        .map(|(a, b)| (a.clone(), b.clone()))
        .collect();
    if feed == old.feed && !feeds.is_empty() && feeds.keys().all(|path| to.join(path).is_file()) {
        pages.extend(feeds);
    } else {
        pages.extend(stage.put(&archive.feeds(desk, &site, key)?)?);
    }
    let composed = issues
        .iter()
        .filter(|(date, kept)| old.issues.get(*date).is_none_or(|old| old.stamp != kept.stamp));
    let composed = composed.count();
    let new = Manifest { common: archive.common.clone(), issues, pages, feed };
    let (written, removed) = stage.settle(&new)?;
    Ok(SiteReport {
        folder: to.display().to_string(),
        address: archive.publication.base_url.clone(),
        issues: small(new.issues.len()),
        composed: small(composed),
        files: small(new.files().count()),
        written: small(written),
        removed: small(removed),
    })
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn is_feed(path: &str) -> bool {
    matches!(path, "feed.xml" | "atom.xml" | "feed.json")
}

fn hashed<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().to_hex().to_string()
}

/// What the store says of the archive, without an issue being read.
struct Archive {
    publication: Publication,
    authors: BTreeMap<AuthorKey, Author>,
    marks: Vec<IssueMark>,
    records: BTreeMap<String, String>,
    common: String,
}

impl Archive {
    fn of(desk: &Desk) -> Result<Self, Fault> {
        let (publication, authors, mut marks, records) = desk.store.read(|reader| {
            Ok((
                reader.publication()?,
                reader.authors()?,
                reader.issue_marks()?,
                reader.illustration_records()?,
            ))
        })?;
        marks.retain(|mark| mark.state != IssueState::Preparing);
        let written = |value: Result<String, serde_json::Error>| {
            value.map_err(|why| Fault::ours("request.malformed", &[("why", &why.to_string())]))
        };
        let settings = written(serde_json::to_string(&publication))?;
        let records_of_authors = written(serde_json::to_string(&authors))?;
        let common = hashed([rendition::RENDERER, &settings, &records_of_authors]);
        let authors = authors.into_iter().map(|author| (author.key.clone(), author)).collect();
        Ok(Self { publication, authors, marks, records, common })
    }

    /// The hash of all that the pages of the issue of that rank depend on, as far as it is known
    /// which pictures and issues it names.
    fn stamp(&self, rank: usize, named: &Kept) -> String {
        let near = self.marks[rank.saturating_sub(BEFORE)..].iter().take(BEFORE.min(rank) + 2);
        let mut parts: Vec<&str> = near.map(|mark| mark.mark.as_str()).collect();
        for date in &named.refers {
            let found = self.marks.binary_search_by_key(date, |mark| mark.date);
            parts.push(found.map_or("", |at| self.marks[at].mark.as_str()));
        }
        for key in &named.pictures {
            parts.push(self.records.get(key.as_str()).map_or("", String::as_str));
        }
        hashed(parts)
    }

    /// Every issue: as it was kept when nothing of it changed, else made anew.
    fn issues(
        &self,
        desk: &Desk,
        site: &Site<'_>,
        key: &EditionKey,
        old: &Manifest,
        stage: &Stage,
    ) -> Result<BTreeMap<IssueDate, Kept>, Fault> {
        let mut issues = BTreeMap::new();
        let mut stale = BTreeSet::new();
        for (rank, mark) in self.marks.iter().enumerate() {
            let kept = old.issues.get(&mark.date);
            let same = kept.filter(|kept| kept.stamp == self.stamp(rank, kept) && stage.has(kept));
            match same {
                Some(kept) => drop(issues.insert(mark.date, kept.clone())),
                None => drop(stale.insert(rank)),
            }
        }
        let stale: Vec<usize> = stale.into_iter().collect();
        if stale.is_empty() {
            return Ok(issues);
        }
        let hands = thread::available_parallelism().map_or(1, NonZero::get);
        let share = stale.len().div_ceil(hands);
        let making = Making { archive: self, desk, site, key, stage, kept: &issues };
        let made: Vec<Result<Vec<Kept>, Fault>> = thread::scope(|scope| {
            let works: Vec<_> =
                stale.chunks(share).map(|ranks| scope.spawn(|| making.some(ranks))).collect();
            let failed = |_| Err(Fault::ours("command.failed", &[("name", "export_site")]));
            works.into_iter().map(|work| work.join().unwrap_or_else(failed)).collect()
        });
        for made in made {
            issues.extend(made?.into_iter().map(|kept| (kept.card.date, kept)));
        }
        Ok(issues)
    }

    /// The days whose issues are in the feeds, the last first.
    fn in_feed(&self) -> impl Iterator<Item = IssueDate> {
        self.marks.iter().rev().take(IN_FEED).map(|mark| mark.date)
    }

    /// The hash of what the feeds are made of.
    fn feed(&self, issues: &BTreeMap<IssueDate, Kept>) -> String {
        let stamps = self.in_feed().filter_map(|date| issues.get(&date));
        hashed(stamps.map(|kept| kept.stamp.as_str()))
    }

    fn feeds(
        &self,
        desk: &Desk,
        site: &Site<'_>,
        key: &EditionKey,
    ) -> Result<BTreeMap<String, Vec<u8>>, Fault> {
        let issues: Vec<Composition> = self
            .in_feed()
            .map(|date| desk.compose_corrected(&desk.room(), date))
            .collect::<Result<_, _>>()?;
        let files = rendition::feeds(site, &Feed::of(site, &issues, key));
        for issue in &issues {
            refuse_leaks(issue, key, &files)?;
        }
        Ok(files)
    }
}

/// What making issues needs.
struct Making<'a> {
    archive: &'a Archive,
    desk: &'a Desk,
    site: &'a Site<'a>,
    key: &'a EditionKey,
    stage: &'a Stage,
    kept: &'a BTreeMap<IssueDate, Kept>,
}

impl Making<'_> {
    /// Makes the issues of these ranks, in order.
    fn some(&self, ranks: &[usize]) -> Result<Vec<Kept>, Fault> {
        // A neighbour's card is made once, and so is its composition when it comes next.
        let mut ahead: BTreeMap<usize, (Composition, IssueCard)> = BTreeMap::new();
        let mut behind: Option<(usize, IssueCard)> = None;
        let mut made = Vec::with_capacity(ranks.len());
        for rank in ranks.iter().copied() {
            let before = match (rank.checked_sub(1), &behind) {
                (None, _) => None,
                (Some(before), Some((at, card))) if *at == before => Some(card.clone()),
                (Some(before), _) => Some(self.card(before, &mut ahead)?),
            };
            let after = match rank + 1 {
                after if after < self.archive.marks.len() => Some(self.card(after, &mut ahead)?),
                _ => None,
            };
            let composition = match ahead.remove(&rank) {
                Some((composition, _)) => composition,
                None => self.compose(rank)?,
            };
            ahead.retain(|at, _| *at > rank);
            let near = Neighbours { before: before.as_ref(), after: after.as_ref() };
            let kept = self.one(rank, &composition, near)?;
            behind = Some((rank, kept.card.clone()));
            made.push(kept);
        }
        Ok(made)
    }

    fn compose(&self, rank: usize) -> Result<Composition, Fault> {
        self.desk.compose_corrected(&self.desk.room(), self.archive.marks[rank].date)
    }

    fn card(
        &self,
        rank: usize,
        ahead: &mut BTreeMap<usize, (Composition, IssueCard)>,
    ) -> Result<IssueCard, Fault> {
        if let Some(kept) = self.kept.get(&self.archive.marks[rank].date) {
            return Ok(kept.card.clone());
        }
        if let Some((_, card)) = ahead.get(&rank) {
            return Ok(card.clone());
        }
        let composition = self.compose(rank)?;
        let card = rendition::card(&composition, self.key).ok_or_else(|| self.no_edition())?;
        ahead.insert(rank, (composition, card.clone()));
        Ok(card)
    }

    fn one(
        &self,
        rank: usize,
        composition: &Composition,
        near: Neighbours<'_>,
    ) -> Result<Kept, Fault> {
        let (card, mut files) = rendition::issue_pages(self.site, composition, self.key, near)
            .ok_or_else(|| self.no_edition())?;
        let before = format!("web/{}/", self.key);
        for (path, bytes) in self.desk.printed_pictures(composition, self.key)? {
            let name = path.strip_prefix(&before).unwrap_or(&path);
            files.insert(format!("{}/{name}", card.date), bytes);
        }
        // Lists are made of the card alone: what it does not tell, they cannot.
        let told = serde_json::to_vec(&card)
            .map_err(|why| Fault::ours("request.malformed", &[("why", &why.to_string())]))?;
        files.insert(manifest::MANIFEST.to_owned(), told);
        refuse_leaks(composition, self.key, &files)?;
        files.remove(manifest::MANIFEST);
        let proof = composition.proof();
        let mut kept = Kept {
            stamp: String::new(),
            card,
            pictures: proof.illustrations.keys().cloned().collect(),
            refers: proof.archive.keys().copied().collect(),
            files: self.stage.put(&files)?,
        };
        kept.stamp = self.archive.stamp(rank, &kept);
        Ok(kept)
    }

    fn no_edition(&self) -> Fault {
        crate::preview::unknown_edition(self.key)
    }
}

fn refuse_leaks(
    composition: &Composition,
    key: &EditionKey,
    files: &BTreeMap<String, Vec<u8>>,
) -> Result<(), Fault> {
    match rendition::leaks(composition, key, files).first() {
        None => Ok(()),
        Some(leak) => Err(crate::exports::leaked(leak)),
    }
}
