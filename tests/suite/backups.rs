//! Backups: made while people work, looked into before they are brought back, and taken back too.

use std::{
    fs,
    sync::Arc,
    time::{Duration, Instant},
};

use desk::{
    Desk,
    wire::{
        backups::{BackupView, Fate, OneBackup},
        drafts::{Fields, ReviseDraft, StartDraft},
    },
};
use newsroom::{ArticleKind, Draft, DraftId};
use tempfile::TempDir;

use crate::clock::TestClock;

const HOUR: i64 = 3_600_000;

fn demo(clock: &TestClock) -> (TempDir, Desk) {
    let above = tempfile::tempdir().unwrap();
    let desk = Desk::found_demo(&above.path().join("pli.marbre"), clock.clone()).unwrap();
    (above, desk)
}

fn one(backup: &BackupView) -> OneBackup {
    OneBackup { name: backup.name.clone() }
}

fn headline(desk: &Desk, draft: DraftId, words: &str) -> Draft {
    let fields = Fields { headline: Some(words.into()), ..Fields::default() };
    desk.revise_draft(ReviseDraft { draft, fields, preview: None }).unwrap().draft
}

fn start(desk: &Desk, words: &str) -> Draft {
    desk.start_draft(StartDraft { kind: ArticleKind::Story, headline: words.into() }).unwrap()
}

fn headlines(desk: &Desk) -> Vec<String> {
    let mut all: Vec<String> =
        desk.list_drafts(()).unwrap().into_iter().map(|draft| draft.headline).collect();
    all.sort();
    all
}

#[test]
fn a_backup_says_what_it_would_change_and_changes_just_that() {
    let (_above, desk) = demo(&TestClock::default());
    let before = headlines(&desk);
    let made = desk.back_up(()).unwrap();
    assert_eq!(made.len(), 1);
    let nothing = desk.look_at_backup(one(&made[0])).unwrap();
    assert!(nothing.drafts.is_empty() && nothing.issues.is_empty(), "{nothing:?}");

    let old = desk.list_drafts(()).unwrap().remove(0);
    headline(&desk, old.id, "Un autre titre");
    start(&desk, "Un papier neuf");
    let would = desk.look_at_backup(one(&made[0])).unwrap();
    let told: Vec<(&str, Fate)> =
        would.drafts.iter().map(|draft| (draft.headline.as_str(), draft.fate)).collect();
    assert_eq!(told, [("Un autre titre", Fate::Changed), ("Un papier neuf", Fate::Gone)]);

    desk.restore_backup(one(&made[0])).unwrap();
    assert_eq!(headlines(&desk), before);
    let opened = desk.open_draft(old.id).unwrap();
    assert_eq!(opened.draft.headline, old.headline);
}

#[test]
fn what_was_left_for_a_backup_can_be_brought_back_too_and_after_a_restart() {
    let clock = TestClock::default();
    let (above, desk) = demo(&clock);
    let first = desk.back_up(()).unwrap().remove(0);
    start(&desk, "Un papier neuf");
    let after = headlines(&desk);
    desk.restore_backup(one(&first)).unwrap();
    assert_ne!(headlines(&desk), after);
    desk.close().unwrap();

    let desk = Desk::open(&above.path().join("pli.marbre"), clock).unwrap();
    let all = desk.list_backups(()).unwrap();
    assert_eq!(all.len(), 2, "the newsroom was copied before it was changed");
    desk.restore_backup(one(&all[0])).unwrap();
    assert_eq!(headlines(&desk), after);
    let verified = desk::verify(&above.path().join("pli.marbre"));
    drop(desk);
    assert!(verified.is_err(), "it is open");
    let verified = desk::verify(&above.path().join("pli.marbre")).unwrap();
    assert!(verified.damages.is_empty(), "{:?}", verified.damages);
}

#[test]
fn an_hour_of_work_is_followed_by_a_backup_and_an_idle_one_by_none() {
    let clock = TestClock::default();
    let (_above, desk) = demo(&clock);
    let desk = Arc::new(desk);
    desk.start_background().unwrap();
    let count = || desk.list_backups(()).unwrap().len();
    let reach = |wanted: usize| {
        let end = Instant::now() + Duration::from_secs(20);
        while count() < wanted {
            assert!(Instant::now() < end, "{} backups, not {wanted}", count());
            std::thread::sleep(Duration::from_millis(20));
        }
    };
    reach(1);
    clock.pass(HOUR + 1000);
    start(&desk, "Un papier neuf");
    reach(2);
    // Two rounds of the background, in which nothing changed.
    clock.pass(HOUR + 1000);
    std::thread::sleep(Duration::from_millis(1300));
    assert_eq!(count(), 2);
}

#[test]
fn a_backup_that_is_damaged_or_none_changes_nothing() {
    let (above, desk) = demo(&TestClock::default());
    let made = desk.back_up(()).unwrap().remove(0);
    start(&desk, "Un papier neuf");
    let after = headlines(&desk);
    for name in ["../newsroom", "", "2020-01-01T00-00-00", "/etc/passwd"] {
        let refused = desk.restore_backup(OneBackup { name: name.into() }).unwrap_err();
        assert_eq!(refused.code, "store.missing", "{name}");
    }
    let file = above.path().join("pli.marbre/backups").join(format!("{}.db", made.name));
    let mut bytes = fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..].fill(0xa5);
    fs::write(&file, bytes).unwrap();
    desk.restore_backup(one(&made)).unwrap_err();
    assert_eq!(headlines(&desk), after);
}
