//! A newsroom that does not open because its database is damaged: what is left of it is shown, a
//! person chooses where to go on from, and the damaged file is kept.

use std::path::Path;

use newsroom::{ArticleKind, Draft, Language, LanguageTag, Publication};
use serde_json::json;
use store::{Found, JournalEntry, Mend, Past, Reader, Recall, Wreck};
use sync::DraftText;
use tempfile::TempDir;

use crate::{
    Clock, Desk, Fault, SystemClock, backups, bin, texts,
    wire::rescue::{RescueChoice, RescueContents, Rescued, WreckView},
};

/// How much of a text stands for the headline that was lost.
const HEADLINE_SIGNS: usize = 80;

/// What there is to choose from.
pub fn look_at_wreck(folder: &Path, _: SystemClock, (): ()) -> Result<WreckView, Fault> {
    let wreck = Wreck::take(folder)?;
    Ok(WreckView {
        folder: folder.display().to_string(),
        backups: backups::views(wreck.backups()?),
    })
}

/// What the newsroom would hold; nothing changes.
pub fn look_at_rescue(
    folder: &Path,
    clock: SystemClock,
    ask: RescueChoice,
) -> Result<RescueContents, Fault> {
    let wreck = Wreck::take(folder)?;
    let scratch = scratch()?;
    match ask.backup {
        Some(name) => wreck.past(&name, scratch.path())?.read(|reader| contents(reader, true)),
        None => {
            let found = salvage(&wreck, scratch.path(), clock)?;
            let desk = Desk::open(scratch.path(), clock)?;
            desk.store.read(|reader| contents(reader, found.torn.is_empty()))
        }
    }
    .map_err(Fault::from)
}

/// Puts what was chosen in the place of the damaged database, which is kept. When a backup was
/// chosen, what can still be read of the damaged one becomes a backup, too.
pub fn rescue(folder: &Path, clock: SystemClock, ask: RescueChoice) -> Result<Rescued, Fault> {
    let wreck = Wreck::take(folder)?;
    let (salvaged, past) = (scratch()?, scratch()?);
    let name = backups::free_name(&wreck.backups()?, clock.now())?.0;
    let found = salvage(&wreck, salvaged.path(), clock);
    let file = salvaged.path().join("newsroom.db");
    let with = match &ask.backup {
        Some(backup) => {
            if found.is_ok() {
                wreck.keep_backup(&file, &name)?;
            }
            wreck.past(backup, past.path())?.into_file(past.path())?
        }
        None => {
            found?;
            file
        }
    };
    let kept = wreck.replace(&with, &name)?;
    drop(wreck);
    let desk = Desk::open(folder, clock)?;
    let (what, at) = (json!({ "backup": ask.backup }), clock.now());
    desk.store.write(|writer| writer.record("rescue", None, &what, at))?;
    desk.close()?;
    Ok(Rescued { kept: kept.map(|place| place.display().to_string()) })
}

fn scratch() -> Result<TempDir, Fault> {
    tempfile::tempdir().map_err(Fault::file(&std::env::temp_dir()))
}

fn contents(reader: &Reader<'_>, whole: bool) -> store::Result<RescueContents> {
    let binned = reader.bin()?.len();
    Ok(RescueContents {
        drafts: reader.drafts()?.len().saturating_sub(binned),
        issues: reader.issues()?.len(),
        changed_at: reader.last_change()?,
        whole,
    })
}

/// Makes a newsroom in `into` of all that can be read, words without a draft included.
fn salvage(wreck: &Wreck, into: &Path, clock: SystemClock) -> Result<Found, Fault> {
    let fold = |checkpoint: Option<&[u8]>, updates: &[Vec<u8>]| {
        DraftText::open(checkpoint, updates).map(|text| text.text()).map_err(|why| why.to_string())
    };
    let begin = |words: &str| replica(words).map_err(|why| why.to_string());
    let signs = |words: &str| texts::counts(&markup::parse(words)).signs;
    let mend = Mend { fold: &fold, begin: &begin, signs: &signs, recall: &recall };
    let found = wreck.salvage(into, &publication(wreck), &mend)?;
    let desk = Desk::open(into, clock)?;
    for words in &found.homeless {
        shelter(&desk, words)?;
    }
    desk.close()?;
    Ok(found)
}

/// Most acts on a draft write down the whole of it; the last one that does says what it was.
fn recall(journal: &[JournalEntry]) -> Recall {
    for entry in journal.iter().rev().filter(|entry| !entry.is_text()) {
        if entry.kind == bin::REMOVED {
            return Recall::Removed;
        }
        if let Ok(draft) = serde_json::from_slice::<Draft>(&entry.payload) {
            return Recall::Known(Box::new(draft));
        }
    }
    Recall::Unknown
}

/// The publication of the newest backup that can be read; else one without a name of its own.
fn publication(wreck: &Wreck) -> Publication {
    let read = |name: &str| -> Result<Publication, Fault> {
        let scratch = scratch()?;
        let past: Past = wreck.past(name, scratch.path())?;
        Ok(past.read(|reader| reader.publication())?)
    };
    let names = wreck.backups().unwrap_or_default();
    let found = names.iter().rev().find_map(|(name, _)| read(name).ok());
    found.unwrap_or_else(|| Publication::founded("Marbre", Language::Fr))
}

fn replica(words: &str) -> Result<Vec<u8>, sync::Error> {
    let mut text = DraftText::new();
    text.replace(words)?;
    text.checkpoint()
}

/// Gives words whose draft is lost a draft of their own, under their first line.
fn shelter(desk: &Desk, words: &str) -> Result<(), Fault> {
    let line = words
        .lines()
        .map(|line| line.trim_start_matches(['#', '>', ' ']))
        .find(|line| !line.trim().is_empty());
    let headline: String = line.unwrap_or_default().chars().take(HEADLINE_SIGNS).collect();
    let language = desk.store.read(|reader| reader.publication())?.locale;
    let slug = desk.free_slug(&headline)?;
    let id = desk.clock.draft_id();
    let draft = Draft::begun(id, slug, ArticleKind::Story, LanguageTag::from(language), headline);
    let signs = texts::counts(&markup::parse(words)).signs;
    let (replica, at) = (replica(words)?, desk.clock.now());
    Ok(desk.store.write(|writer| writer.insert_draft(&draft, words, &replica, signs, at))?)
}
