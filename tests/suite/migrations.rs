//! Migrations: what was shipped is never edited, and an old newsroom is brought up to date.

use newsroom::{Language, Publication};
use store::Store;

/// FNV-1a, 64 bits: enough to notice an edit.
fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Add a line for a new step; never change one.
const SHIPPED: &[(&str, u64)] = &[
    ("0001_newsroom.sql", 8876315681462195095),
    ("0002_search.sql", 11781051913644047022),
    ("0003_people.sql", 2079727541769910540),
    ("0004_proofs.sql", 3225503545721621182),
    ("0005_plan_steps.sql", 6932665885626396030),
    ("0006_past.sql", 12616699397678408011),
    ("0007_left_alone.sql", 1147788184530091379),
    ("0008_notes.sql", 15161062711141141855),
    ("0009_lexicon.sql", 186396132971326423),
    ("0010_rights_of_reply.sql", 18295171865716836106),
    ("0011_pictures.sql", 4276295237480129182),
    ("0016_answered.sql", 8883391809242795993),
    ("0017_lexicon_languages.sql", 5986233632518499305),
    ("0018_search_beside.sql", 14059617783771701743),
    ("0019_corrected_records.sql", 10992396351201641664),
    ("0020_printed_as.sql", 15808965141972666207),
    ("0021_template_steps.sql", 13955671106435926083),
];

/// How many steps come before the one whose file's name begins so.
pub(crate) fn step(number: &str) -> usize {
    SHIPPED.iter().position(|(name, _)| name.starts_with(number)).unwrap()
}

#[test]
fn what_was_shipped_is_never_edited() {
    let found: Vec<_> =
        store::shipped().iter().map(|step| (step.name, fingerprint(step.sql))).collect();
    assert_eq!(found, SHIPPED);
}

#[test]
fn every_file_of_the_folder_is_shipped() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../migrations");
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort();
    let shipped: Vec<_> = store::shipped().iter().map(|step| step.name).collect();
    assert_eq!(files, shipped);
}

#[test]
fn an_old_newsroom_is_copied_then_brought_up_to_date() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("qant.marbre");
    let publication = Publication::founded("Le Pli", Language::Fr);
    Store::found_at(&folder, &publication, 1).unwrap().close().unwrap();

    let store = Store::open(&folder).unwrap();
    assert_eq!(store.read(|r| r.publication()).unwrap(), publication);
    assert!(store.read(|r| r.search("rien", 5)).unwrap().is_empty());
    assert!(folder.join("backups/before-0002.db").is_file());
}

#[test]
fn a_newsroom_that_is_up_to_date_is_not_copied() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("qant.marbre");
    Store::found(&folder, &Publication::founded("Le Pli", Language::Fr)).unwrap().close().unwrap();
    Store::open(&folder).unwrap().close().unwrap();
    assert!(!folder.join("backups").exists());
}

#[test]
fn what_an_old_journal_holds_can_still_be_read_as_a_past() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("qant.marbre");
    let publication = Publication::founded("Le Pli", Language::Fr);
    Store::found_at(&folder, &publication, 3).unwrap().close().unwrap();

    let store = Store::open(&folder).unwrap();
    assert!(store.read(|r| r.bin()).unwrap().is_empty());
    let nobody = "00000000-0000-7000-8000-000000000000".parse().unwrap();
    assert!(store.read(|r| r.draft_journal(nobody, 0)).unwrap().is_empty());
}

#[test]
fn what_old_proofs_answered_for_is_kept_beside_them() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("qant.marbre");
    let publication = Publication::founded("Le Pli", Language::Fr);
    Store::found_at(&folder, &publication, 11).unwrap().close().unwrap();
    let database = || rusqlite::Connection::open(folder.join("newsroom.db")).unwrap();
    let seal = r#"{"accepted":[{"rule":"r","words":"Où\u00a0?","who":"M","reason":"Ici","at":7}]}"#;
    database()
        .execute("INSERT INTO proofs VALUES ('2026-01-15', 1, '', ?1, x'00')", [seal.as_bytes()])
        .unwrap();

    Store::open(&folder).unwrap().close().unwrap();
    let kept: Vec<u8> =
        database().query_row("SELECT answered FROM proofs", [], |row| row.get(0)).unwrap();
    let kept: Vec<store::Acceptance> = serde_json::from_slice(&kept).unwrap();
    assert_eq!((kept[0].words.as_str(), kept[0].reason.as_str()), ("Où\u{a0}?", "Ici"));
    assert!(database().execute("UPDATE proofs SET answered = x'5B5D'", []).is_err());
}

#[test]
fn what_the_lexicon_spelt_out_is_still_spelt_out() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("qant.marbre");
    let publication = Publication::founded("Le Pli", Language::Fr);
    Store::found_at(&folder, &publication, step("0017")).unwrap().close().unwrap();
    let database = rusqlite::Connection::open(folder.join("newsroom.db")).unwrap();
    let entries = "INSERT INTO lexicon VALUES
        ('ESMA', 'acronym', '[]', 'Autorité européenne', ''), ('SoftBank', 'name', '[]', '', '')";
    database.execute_batch(entries).unwrap();
    drop(database);

    let lexicon = Store::open(&folder).unwrap().read(|reader| reader.lexicon()).unwrap();
    let spelt: Vec<_> =
        lexicon.into_iter().map(|it| (it.form, it.expansions, it.language)).collect();
    let expected = [
        ("ESMA".to_owned(), vec!["Autorité européenne".to_owned()], None),
        ("SoftBank".to_owned(), Vec::new(), None),
    ];
    assert_eq!(spelt, expected);
}
