//! Backups: made by themselves while people work, thinned as they age, and brought back as one step
//! that can be taken back by bringing back another.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use newsroom::{Draft, DraftId, DraftSlug, IssueDate, IssuePlan};
use serde_json::json;
use store::{Past, Reader};

use crate::{
    Desk, Fault, Room,
    wire::{
        backups::{BackupDifferences, BackupView, DraftFate, Fate, IssueFate, OneBackup},
        events::Event,
    },
};

/// The name of a backup is the moment when it was made, in UTC.
const NAME: &str = "%Y-%m-%dT%H-%M-%S";
const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
const DAY_MS: i64 = 24 * HOUR_MS;

/// What is remembered of backups while the newsroom is open.
#[derive(Default)]
pub(crate) struct Watch {
    /// When to look again, in milliseconds since 1970.
    next: i64,
    /// The journal's last rank when the last backup was made.
    rank: Option<i64>,
}

pub(crate) fn list_backups(desk: &Desk, (): ()) -> Result<Vec<BackupView>, Fault> {
    Ok(views(desk.store.backups()?))
}

/// The backups called so, the newest first; what is called otherwise is none that we made.
pub(crate) fn views(found: Vec<(String, u64)>) -> Vec<BackupView> {
    let mut views: Vec<BackupView> = found
        .into_iter()
        .filter_map(|(name, bytes)| Some(BackupView { at: moment(&name)?, name, bytes }))
        .collect();
    views.reverse();
    views
}

/// The name of a backup that is made at `at` or as soon as one is free, and its moment.
pub(crate) fn free_name(taken: &[(String, u64)], mut at: i64) -> Result<(String, i64), Fault> {
    loop {
        match name(at) {
            Some(name) if taken.iter().all(|(other, _)| *other != name) => return Ok((name, at)),
            Some(_) => at += 1000,
            None => return Err(Fault::missing("backup", at)),
        }
    }
}

pub(crate) fn back_up(desk: &Desk, (): ()) -> Result<Vec<BackupView>, Fault> {
    desk.keep_backup()?;
    list_backups(desk, ())
}

/// What would change if the newsroom were again what a backup has.
pub(crate) fn look_at_backup(desk: &Desk, ask: OneBackup) -> Result<BackupDifferences, Fault> {
    desk.fold_quiet_texts(0)?;
    let (_scratch, past) = desk.past(&ask.name)?;
    let then = past.read(Contents::of)?;
    let now = desk.store.read(Contents::of)?;
    let headline = |id: &DraftId| {
        let (draft, _) = now.drafts.get(id).or_else(|| then.drafts.get(id))?;
        Some(draft.headline.clone()).filter(|it| !it.trim().is_empty())
    };
    let drafts = fates(&now.drafts, &then.drafts).into_iter();
    let mut drafts: Vec<DraftFate> = drafts
        .map(|(id, fate)| DraftFate { headline: headline(&id).unwrap_or_default(), fate })
        .collect();
    drafts.sort_by(|a, b| a.headline.cmp(&b.headline));
    let issues = fates(&now.issues, &then.issues).into_iter();
    let issues = issues.map(|(date, fate)| IssueFate { date, fate }).collect();
    Ok(BackupDifferences { drafts, issues })
}

/// Makes the newsroom what a backup has, after a backup of what it is now.
pub(crate) fn restore_backup(desk: &Desk, ask: OneBackup) -> Result<(), Fault> {
    desk.fold_quiet_texts(0)?;
    let (_scratch, past) = desk.past(&ask.name)?;
    let (name, _) = free_name(&desk.store.backups()?, desk.clock.now())?;
    let mut room = desk.room();
    desk.store.bring_back(&past, &name)?;
    *room = Room::default();
    drop(room);
    desk.forget();
    let at = desk.clock.now();
    desk.store
        .write(|writer| writer.record("restore_backup", None, &json!({ "name": ask.name }), at))?;
    for event in [Event::NewsroomChanged, Event::DraftsChanged, Event::PicturesChanged] {
        desk.tell(&event);
    }
    Ok(())
}

/// What a newsroom holds, as far as people would miss it.
struct Contents {
    drafts: BTreeMap<DraftId, (Draft, String)>,
    issues: BTreeMap<IssueDate, IssuePlan>,
}

impl Contents {
    fn of(reader: &Reader<'_>) -> store::Result<Self> {
        let binned: BTreeSet<DraftSlug> =
            reader.bin()?.into_iter().map(|binned| binned.row.draft.slug).collect();
        let mut drafts = BTreeMap::new();
        for row in reader.drafts()? {
            if !binned.contains(&row.draft.slug) {
                let body = reader.text(row.draft.id)?.body;
                drafts.insert(row.draft.id, (row.draft, body));
            }
        }
        let issues = reader.issues()?.into_iter().map(|row| (row.plan.date, row.plan)).collect();
        Ok(Self { drafts, issues })
    }
}

fn fates<K: Ord + Copy, V: PartialEq>(
    now: &BTreeMap<K, V>,
    then: &BTreeMap<K, V>,
) -> BTreeMap<K, Fate> {
    let all: BTreeSet<K> = now.keys().chain(then.keys()).copied().collect();
    let fate = |key: &K| match (now.get(key), then.get(key)) {
        (Some(now), Some(then)) => (now != then).then_some(Fate::Changed),
        (Some(_), None) => Some(Fate::Gone),
        (None, _) => Some(Fate::Back),
    };
    all.iter().filter_map(|key| Some((*key, fate(key)?))).collect()
}

impl Desk {
    /// Makes a backup when an hour has passed since the last one and something changed; thins the
    /// old ones.
    pub(crate) fn back_up_when_due(&self) -> Result<(), Fault> {
        let now = self.clock.now();
        if self.store.folder().is_none() || now < crate::held(&self.backups).next {
            return Ok(());
        }
        // What fails (a full disk) is not tried again at each round.
        crate::held(&self.backups).next = now + MINUTE_MS;
        let last = list_backups(self, ())?.first().cloned();
        let rank = self.store.read(|reader| reader.last_rank())?;
        let known = crate::held(&self.backups).rank;
        let due = match (&last, known) {
            (Some(last), _) if now - last.at < HOUR_MS => {
                crate::held(&self.backups).next = last.at + HOUR_MS;
                return Ok(());
            }
            (None, _) => true,
            (Some(_), Some(known)) => known != rank,
            (Some(last), None) => {
                let (_scratch, past) = self.past(&last.name)?;
                past.read(|reader| reader.last_rank())? != rank
            }
        };
        if due {
            self.keep_backup()?;
        }
        let mut watch = crate::held(&self.backups);
        *watch = Watch { next: now + HOUR_MS, rank: Some(rank) };
        Ok(())
    }

    /// Makes a backup now, and thins those that are there.
    fn keep_backup(&self) -> Result<(), Fault> {
        let taken = self.store.backups()?;
        let (name, at) = free_name(&taken, self.clock.now())?;
        let taken = taken.into_iter().map(|(name, _)| name);
        self.store.back_up(&name)?;
        let times: BTreeMap<i64, String> =
            taken.filter_map(|name| Some((moment(&name)?, name))).collect();
        let kept = kept(times.keys().copied().collect(), at);
        for (_, name) in times.iter().filter(|(at, _)| !kept.contains(at)) {
            self.store.remove_backup(name)?;
        }
        Ok(())
    }

    fn past(&self, name: &str) -> Result<(tempfile::TempDir, Past), Fault> {
        let scratch = tempfile::tempdir().map_err(Fault::file(&std::env::temp_dir()))?;
        let past = self.store.past(name, scratch.path())?;
        Ok((scratch, past))
    }
}

fn name(at: i64) -> Option<String> {
    let moment = Timestamp::from_millisecond(at).ok()?.to_zoned(TimeZone::UTC);
    Some(moment.strftime(NAME).to_string())
}

fn moment(name: &str) -> Option<i64> {
    let moment = DateTime::strptime(NAME, name).ok()?.to_zoned(TimeZone::UTC).ok()?;
    Some(moment.timestamp().as_millisecond())
}

/// Which backups are kept at `now`: all of the last day, one a day for a month, one a week for
/// half a year, one a month for ever; the first of each.
fn kept(times: BTreeSet<i64>, now: i64) -> BTreeSet<i64> {
    let mut seen = BTreeSet::new();
    let keeps = |at: &i64| match now - at {
        age if age < DAY_MS => true,
        age if age < 31 * DAY_MS => seen.insert((0, at.div_euclid(DAY_MS))),
        age if age < 183 * DAY_MS => seen.insert((1, at.div_euclid(7 * DAY_MS))),
        _ => seen.insert((2, at.div_euclid(30 * DAY_MS))),
    };
    let mut times: Vec<i64> = times.into_iter().collect();
    times.retain(keeps);
    times.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_all_of_a_day_then_one_a_day_a_week_a_month() {
        let now = 2_000 * DAY_MS;
        let hourly: BTreeSet<i64> = (0..700 * 24).map(|hours| now - hours * HOUR_MS).collect();
        let left = kept(hourly.clone(), now);
        let young = |days: i64| left.iter().filter(|at| now - **at < days * DAY_MS).count();
        assert_eq!(young(1), 24);
        assert_eq!(young(31), 24 + 30 + 1);
        assert!((76..=79).contains(&young(183)), "{}", young(183));
        assert!((93..=99).contains(&left.len()), "{}", left.len());
        assert!(left.contains(&now), "the last one stays");
        assert_eq!(kept(left.clone(), now), left, "thinned twice is thinned once");
    }

    #[test]
    fn a_name_is_a_moment() {
        for at in [0, 1_795_305_600_000, 1_795_305_661_000] {
            assert_eq!(moment(&name(at).unwrap_or_default()), Some(at));
        }
        assert_eq!(moment("before-0012"), None);
    }
}
