//! A damaged newsroom: noticed at opening, left as it is, and opened again from what a person
//! chooses. The damaged file is kept.

use std::{
    fs,
    path::{Path, PathBuf},
};

use desk::{
    Desk, SystemClock,
    wire::{
        drafts::{EditDraft, StartDraft, Update},
        rescue::RescueChoice,
    },
};
use newsroom::{ArticleKind, DraftId};
use proptest::prelude::*;
use tempfile::TempDir;

const SALVAGE: RescueChoice = RescueChoice { backup: None };
const PAGE: usize = 4096;

fn demo() -> (TempDir, PathBuf) {
    let above = tempfile::tempdir().unwrap();
    let folder = above.path().join("pli.marbre");
    let desk = Desk::found_demo(&folder, SystemClock).unwrap();
    desk.back_up(()).unwrap();
    let draft = desk
        .start_draft(StartDraft { kind: ArticleKind::Story, headline: "Après la copie".into() })
        .unwrap();
    type_in(&desk, draft.id, "Des mots que nulle sauvegarde n’a.");
    desk.close().unwrap();
    (above, folder)
}

fn type_in(desk: &Desk, draft: DraftId, words: &str) {
    let opened = desk.open_draft(draft).unwrap();
    let updates = vec![Update {
        client_id: "test".into(),
        changes: serde_json::json!([[0, words]]),
        gesture: newsroom::Gesture::Own,
    }];
    let ask = EditDraft { draft, version: opened.version, updates, preview: None, typed: None };
    assert!(desk.edit_draft(ask).unwrap().accepted);
}

/// Every draft, with its words.
fn texts(folder: &Path) -> Vec<(String, String)> {
    let desk = Desk::open(folder, SystemClock).unwrap();
    let drafts = desk.list_drafts(()).unwrap();
    let mut all: Vec<_> = drafts
        .into_iter()
        .map(|line| (line.headline, desk.open_draft(line.id).unwrap().text))
        .collect();
    all.sort();
    desk.close().unwrap();
    all
}

fn database(folder: &Path) -> PathBuf {
    folder.join("newsroom.db")
}

/// Writes nonsense over the page of rank `rank`.
fn damage(folder: &Path, rank: usize) {
    let file = database(folder);
    let mut bytes = fs::read(&file).unwrap();
    bytes[rank * PAGE..(rank + 1) * PAGE].fill(0xa5);
    fs::write(&file, bytes).unwrap();
}

fn pages(folder: &Path) -> usize {
    usize::try_from(fs::metadata(database(folder)).unwrap().len()).unwrap() / PAGE
}

fn code(folder: &Path) -> String {
    Desk::open(folder, SystemClock).err().map(|fault| fault.code).unwrap_or_default()
}

#[test]
fn a_damaged_newsroom_does_not_open_and_is_left_as_it_is() {
    let (_above, folder) = demo();
    damage(&folder, pages(&folder) / 2);
    let before = fs::read(database(&folder)).unwrap();
    assert_eq!(code(&folder), "store.damaged");
    desk::look_at_wreck(&folder, SystemClock, ()).unwrap();
    desk::look_at_rescue(&folder, SystemClock, SALVAGE).unwrap();
    assert_eq!(fs::read(database(&folder)).unwrap(), before);
}

#[test]
fn a_backup_is_brought_back_and_both_the_damaged_file_and_what_it_still_says_are_kept() {
    let (_above, folder) = demo();
    damage(&folder, pages(&folder) - 1);
    let before = fs::read(database(&folder)).unwrap();
    let wreck = desk::look_at_wreck(&folder, SystemClock, ()).unwrap();
    assert_eq!(wreck.backups.len(), 1);
    let backup = Some(wreck.backups[0].name.clone());
    let rescued = desk::rescue(&folder, SystemClock, RescueChoice { backup }).unwrap();
    assert!(!texts(&folder).iter().any(|(headline, _)| headline == "Après la copie"));
    let kept = Path::new(&rescued.kept.unwrap()).join("newsroom.db");
    assert_eq!(fs::read(kept).unwrap(), before);

    let desk = Desk::open(&folder, SystemClock).unwrap();
    let backups = desk.list_backups(()).unwrap();
    assert_eq!(backups.len(), 2, "what could still be read is a backup, too");
    let ask = desk::wire::backups::OneBackup { name: backups[0].name.clone() };
    desk.restore_backup(ask).unwrap();
    desk.close().unwrap();
    assert!(texts(&folder).iter().any(|(headline, _)| headline == "Après la copie"));
}

#[test]
fn a_newsroom_without_its_file_or_with_an_empty_one_goes_on_from_a_backup() {
    for harm in [|file: &Path| fs::remove_file(file), |file: &Path| fs::write(file, "")] {
        let (_above, folder) = demo();
        harm(&database(&folder)).unwrap();
        assert_eq!(code(&folder), "store.damaged");
        assert!(desk::look_at_rescue(&folder, SystemClock, SALVAGE).is_err());
        let wreck = desk::look_at_wreck(&folder, SystemClock, ()).unwrap();
        let backup = Some(wreck.backups[0].name.clone());
        desk::rescue(&folder, SystemClock, RescueChoice { backup }).unwrap();
        assert!(!texts(&folder).is_empty());
    }
}

#[test]
fn the_database_of_another_program_is_refused_and_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let file = database(folder.path());
    let other = rusqlite::Connection::open(&file).unwrap();
    other.execute_batch("CREATE TABLE bookmarks (address TEXT); PRAGMA user_version = 3;").unwrap();
    drop(other);
    let before = fs::read(&file).unwrap();
    assert_eq!(code(folder.path()), "store.foreign");
    assert_eq!(fs::read(&file).unwrap(), before);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Whatever pages are lost but the first, the rest makes a newsroom that opens. What the
    /// journal still says is there, word for word; what is missing is told.
    #[test]
    fn what_can_be_read_of_a_damaged_newsroom_opens_again(
        ranks in prop::collection::vec(0.0..1.0_f64, 1..4),
    ) {
        let (_above, folder) = demo();
        let whole = texts(&folder);
        let pages = pages(&folder);
        for rank in &ranks {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a page")]
            damage(&folder, 1 + ((pages - 1) as f64 * rank) as usize);
        }
        let found = desk::look_at_rescue(&folder, SystemClock, SALVAGE).unwrap();
        desk::rescue(&folder, SystemClock, SALVAGE).unwrap();
        let left = texts(&folder);
        let same = left.iter().filter(|text| whole.contains(text)).count();
        prop_assert!(same == whole.len() || !found.whole, "{same} texts, {found:?}");
        let words = left.iter().map(|(_, words)| words.len()).sum::<usize>();
        let lost = whole.iter().map(|(_, words)| words.len()).sum::<usize>().saturating_sub(words);
        prop_assert!(lost <= ranks.len() * 4 * PAGE, "{lost} bytes of text lost");
        for damage in desk::verify(&folder).unwrap().damages {
            prop_assert!(damage.contains("no draft is called"), "{damage}");
        }
    }
}

/// The page, from 1, where a table begins.
fn root(folder: &Path, table: &str) -> usize {
    rusqlite::Connection::open(database(folder))
        .unwrap()
        .query_row("SELECT rootpage FROM sqlite_schema WHERE name = ?1", [table], |row| row.get(0))
        .unwrap()
}

#[test]
fn articles_stay_placed_when_the_list_of_placements_is_lost() {
    let (_above, folder) = demo();
    damage(&folder, root(&folder, "placements") - 1);
    desk::rescue(&folder, SystemClock, SALVAGE).unwrap();
    let verified = desk::verify(&folder).unwrap();
    assert!(verified.damages.is_empty(), "{:?}", verified.damages);
}

#[test]
fn drafts_whose_list_is_lost_are_what_the_journal_says_of_them() {
    let (_above, folder) = demo();
    let whole = texts(&folder);
    damage(&folder, root(&folder, "drafts") - 1);
    desk::rescue(&folder, SystemClock, SALVAGE).unwrap();
    assert_eq!(texts(&folder), whole);
    let verified = desk::verify(&folder).unwrap();
    assert!(verified.damages.is_empty(), "{:?}", verified.damages);
}
