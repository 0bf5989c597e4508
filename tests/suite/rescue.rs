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
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn what_can_be_read_of_a_damaged_newsroom_opens_again(
        lost in prop::collection::vec(any::<prop::sample::Index>(), 1..4),
    ) {
        let (_above, folder) = demo();
        let lost: Vec<_> = lost.iter().map(|at| 1 + at.index(pages(&folder) - 1)).collect();
        opens_again(&folder, &lost);
    }
}

#[test]
fn a_newsroom_opens_again_whichever_page_of_it_is_lost() {
    let (_above, folder) = demo();
    let whole = fs::read(database(&folder)).unwrap();
    for page in 1..pages(&folder) {
        fs::write(database(&folder), &whole).unwrap();
        opens_again(&folder, &[page]);
    }
}

/// Whatever pages are lost but the first, the rest makes a newsroom that opens. What the journal
/// still says is there, word for word; what is missing is told.
fn opens_again(folder: &Path, lost: &[usize]) {
    let whole = texts(folder);
    for page in lost {
        damage(folder, *page);
    }
    let found = desk::look_at_rescue(folder, SystemClock, SALVAGE).unwrap();
    desk::rescue(folder, SystemClock, SALVAGE).unwrap();
    let left = texts(folder);
    let same = left.iter().filter(|text| whole.contains(text)).count();
    assert!(same == whole.len() || !found.whole, "{lost:?}: {same} texts, {found:?}");
    let words = |texts: &[(String, String)]| texts.iter().map(|(_, words)| words.len()).sum();
    let (before, after): (usize, usize) = (words(&whole), words(&left));
    assert!(before <= after + lost.len() * 4 * PAGE, "{lost:?}: {before} bytes, then {after}");
    for damage in desk::verify(folder).unwrap().damages {
        assert!(damage.contains("no draft is called"), "{lost:?}: {damage}");
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
fn a_newsroom_without_its_placements_or_its_person_has_every_article_where_it_was() {
    for table in ["placements", "here"] {
        let (_above, folder) = demo();
        let whole = texts(&folder);
        // The rows of texts that are mended are journalled in the name of the person.
        for table in [table, "texts"] {
            damage(&folder, root(&folder, table) - 1);
        }
        desk::rescue(&folder, SystemClock, SALVAGE).unwrap();
        assert_eq!(texts(&folder), whole, "{table}");
        let verified = desk::verify(&folder).unwrap();
        assert!(verified.damages.is_empty(), "{table}: {:?}", verified.damages);
    }
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
