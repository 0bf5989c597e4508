//! The picture desk: what is known of a picture, where it is used, and what may become of it.

use base64::prelude::{BASE64_STANDARD as BASE64, Engine};
use desk::{
    Desk,
    wire::{
        drafts::{EditDraft, StartDraft, Update},
        imports::ImportPicture,
        pictures::{PictureFlag, PictureLine, ReplacePicture, SavePassport},
    },
};
use newsroom::{
    ArticleKind, DigitalSource, Draft, Gesture, IllustrationKey, Passport, RightsSearch,
    figures_named,
};
use sync::Change;
use tempfile::TempDir;

use crate::clock::TestClock;

const RED: &[u8] = include_bytes!("../newsletters/hugo/riviere/truite.png");
const BLUE: &[u8] = include_bytes!("../../icons/64.png");

pub(crate) fn demo() -> (TempDir, Desk) {
    let above = tempfile::tempdir().unwrap();
    let desk = Desk::found_demo(&above.path().join("pli.marbre"), TestClock::default()).unwrap();
    (above, desk)
}

fn key(name: &str) -> IllustrationKey {
    name.parse().unwrap()
}

pub(crate) fn taken_in(desk: &Desk, name: &str, bytes: &[u8]) -> IllustrationKey {
    let ask = ImportPicture { name: name.into(), bytes: BASE64.encode(bytes) };
    desk.import_picture(ask).unwrap().key
}

fn line(desk: &Desk, key: &IllustrationKey) -> PictureLine {
    desk.list_pictures(()).unwrap().into_iter().find(|line| line.key == *key).unwrap()
}

fn written(desk: &Desk, words: &str) -> Draft {
    let ask = StartDraft { kind: ArticleKind::Story, headline: "Les truites".into() };
    let draft = desk.start_draft(ask).unwrap();
    let changes = Change::insert(0, words, 0).to_json();
    let updates = vec![Update { client_id: "test".into(), changes, gesture: Gesture::Own }];
    let ask = EditDraft { draft: draft.id, version: 0, updates, preview: None, typed: None };
    assert!(desk.edit_draft(ask).unwrap().accepted);
    draft
}

fn save(desk: &Desk, key: &IllustrationKey, change: impl FnOnce(&mut Passport)) {
    let mut passport = desk.read_picture(key.clone()).unwrap().passport;
    change(&mut passport);
    desk.save_passport(SavePassport { key: key.clone(), passport }).unwrap();
}

#[test]
fn a_picture_without_a_passport_says_what_it_lacks() {
    let (_above, desk) = demo();
    let trout = taken_in(&desk, "truite.png", RED);
    let flags = line(&desk, &trout).flags;
    assert_eq!(flags, [PictureFlag::NoAlt, PictureFlag::NoCredit, PictureFlag::Unused]);
    save(&desk, &trout, |passport| passport.decorative = true);
    assert_eq!(line(&desk, &trout).flags, [PictureFlag::NoCredit, PictureFlag::Unused]);
}

#[test]
fn a_credit_is_composed_of_the_authors_record_and_the_tool() {
    let (_above, desk) = demo();
    let trout = taken_in(&desk, "truite.png", RED);
    let author = desk.newsroom(()).unwrap().authors.remove(0);
    save(&desk, &trout, |passport| {
        passport.author = Some(author.key.clone());
        passport.tool = Some(" Midjourney ".into());
        passport.digital_source = DigitalSource::AiModel;
        passport.realistic = true;
        passport.credit = Some("  ".into());
    });
    let view = desk.read_picture(trout.clone()).unwrap();
    assert_eq!(view.credit, format!("Le Pli, {} avec Midjourney", author.short()));
    assert_eq!(view.passport.credit, None);
    assert!(view.flags.contains(&PictureFlag::Realistic));
    let unknown = Passport { author: Some("personne".parse().unwrap()), ..view.passport };
    let refused = desk.save_passport(SavePassport { key: trout, passport: unknown }).unwrap_err();
    assert_eq!(refused.code, "store.missing");
}

#[test]
fn a_passport_outlives_the_window() {
    let (above, desk) = demo();
    let trout = taken_in(&desk, "truite.png", RED);
    let search = RightsSearch {
        who: "Inès Vasseur".into(),
        date: "2026-11-20".parse().unwrap(),
        what: "Archives de la rivière, sans réponse".into(),
    };
    save(&desk, &trout, |passport| passport.credit = Some("D.R.".into()));
    assert!(line(&desk, &trout).flags.contains(&PictureFlag::Unsearched));
    save(&desk, &trout, |passport| passport.search = Some(search.clone()));
    assert!(!line(&desk, &trout).flags.contains(&PictureFlag::Unsearched));
    desk.close().unwrap();
    let folder = above.path().join("pli.marbre");
    let desk = Desk::open(&folder, TestClock::default()).unwrap();
    assert_eq!(desk.read_picture(trout).unwrap().passport.search, Some(search));
}

#[test]
fn rights_are_told_of_before_they_end_and_after() {
    let (_above, desk) = demo();
    let trout = taken_in(&desk, "truite.png", RED);
    let told = |day: &str| {
        save(&desk, &trout, |passport| passport.expires = Some(day.parse().unwrap()));
        let flags = line(&desk, &trout).flags;
        let wanted = [PictureFlag::Expired, PictureFlag::Expiring];
        wanted.map(|flag| flags.contains(&flag))
    };
    assert_eq!(told("2026-11-21"), [true, false]);
    assert_eq!(told("2026-11-22"), [false, true]);
    assert_eq!(told("2027-06-01"), [false, false]);
}

#[test]
fn a_picture_knows_where_it_is_used_even_in_words_just_typed() {
    let (_above, desk) = demo();
    let trout = taken_in(&desk, "truite.png", RED);
    let draft = written(&desk, "Une phrase.\n\n![[truite|La truite]]\n");
    let view = desk.read_picture(trout.clone()).unwrap();
    let [used] = &view.uses[..] else { panic!("{:?}", view.uses) };
    assert_eq!((used.draft, used.figure, used.decided), (draft.id, true, false));
    assert_eq!(line(&desk, &trout).uses, 1);
    assert!(!view.flags.contains(&PictureFlag::Unused));
}

#[test]
fn the_pictures_of_the_demo_are_used_where_its_issues_print_them() {
    let (_above, desk) = demo();
    let pictures = desk.list_pictures(()).unwrap();
    assert!(pictures.len() > 3);
    for line in pictures {
        let view = desk.read_picture(line.key).unwrap();
        assert_eq!(view.uses.len(), usize::try_from(line.uses).unwrap());
        assert!(view.uses.iter().all(|used| used.issue.is_some()));
    }
}

#[test]
fn another_file_keeps_the_uses_and_the_passport() {
    let (_above, desk) = demo();
    let trout = taken_in(&desk, "truite.png", RED);
    written(&desk, "![[truite]]\n");
    save(&desk, &trout, |passport| passport.alt = "Une truite sous un pont".into());
    let before = desk.read_picture(trout.clone()).unwrap();
    let replace = |bytes: &[u8]| {
        let bytes = BASE64.encode(bytes);
        desk.replace_picture(ReplacePicture { key: trout.clone(), name: "autre".into(), bytes })
    };
    assert_eq!(replace(RED).unwrap_err().code, "picture.same");
    assert_eq!(replace(b"rien").unwrap_err().code, "picture.unknown");
    assert_eq!(replace(&BLUE[..BLUE.len() / 2]).unwrap_err().code, "picture.damaged");
    assert_eq!(desk.read_picture(trout.clone()).unwrap().picture, before.picture);
    let after = replace(BLUE).unwrap();
    assert_ne!(after.picture.hash, before.picture.hash);
    assert_eq!(after.passport, before.passport);
    assert_eq!(after.uses.len(), 1);
}

#[test]
fn a_picture_at_work_is_not_thrown_away_and_another_comes_back_whole() {
    let (_above, desk) = demo();
    let trout = taken_in(&desk, "truite.png", RED);
    save(&desk, &trout, |passport| passport.caption = "La truite".into());
    written(&desk, "![[hall]]\n");
    let hall = taken_in(&desk, "hall.png", BLUE);
    let refused = desk.bin_pictures(vec![trout.clone(), hall.clone()]).unwrap_err();
    assert_eq!(
        (refused.code.as_str(), &*refused.params["article"]),
        ("picture.used", "Les truites")
    );
    assert_eq!(line(&desk, &trout).binned_at, None, "all or none");

    desk.bin_pictures(vec![trout.clone()]).unwrap();
    assert!(line(&desk, &trout).binned_at.is_some());
    let offered = |key: &IllustrationKey| {
        desk.list_illustrations(()).unwrap().iter().any(|choice| choice.key == *key)
    };
    assert!(!offered(&trout) && offered(&hall));
    desk.unbin_pictures(vec![trout.clone()]).unwrap();
    assert!(offered(&trout));
    assert_eq!(desk.read_picture(trout).unwrap().passport.caption, "La truite");
}

#[test]
fn the_same_file_twice_is_one_picture_and_leaves_the_bin() {
    let (_above, desk) = demo();
    let trout = taken_in(&desk, "truite.png", RED);
    desk.bin_pictures(vec![trout.clone()]).unwrap();
    assert_eq!(taken_in(&desk, "autre-nom.png", RED), trout);
    assert_eq!(line(&desk, &trout).binned_at, None);
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("troisieme-nom.png");
    std::fs::write(&file, RED).unwrap();
    let before = desk.list_pictures(()).unwrap().len();
    let ask = desk::wire::imports::ImportPaths { paths: vec![file.display().to_string()] };
    desk.import_paths(ask).unwrap();
    assert_eq!(desk.list_pictures(()).unwrap().len(), before);
}

#[test]
fn nothing_is_kept_of_a_picture_that_cannot_be_printed() {
    let (above, desk) = demo();
    let pictures = desk.list_pictures(()).unwrap().len();
    let originals = || walk(&above.path().join("pli.marbre/originals"));
    let before = originals();
    let half = &RED[..RED.len() / 2];
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";
    let script = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
    let letters = b"<svg xmlns='http://www.w3.org/2000/svg'><text y='9'>Mots</text></svg>";
    for (bytes, code) in [
        (half, "picture.damaged"),
        (heic, "picture.unread"),
        (script, "picture.foreign"),
        (letters, "picture.lettered"),
    ] {
        let ask = ImportPicture { name: "moitie.png".into(), bytes: BASE64.encode(bytes) };
        let refused = desk.import_picture(ask).unwrap_err();
        assert_eq!((refused.code.as_str(), &*refused.params["file"]), (code, "moitie.png"));
    }
    assert_eq!(desk.list_pictures(()).unwrap().len(), pictures);
    assert_eq!(originals(), before);
}

fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(walk(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

#[test]
fn an_old_newsroom_learns_where_its_pictures_are() {
    let texts = [
        "![[truite]]",
        "> ![[pictures/truite.png|Une truite]]\n\nEt ![[ hall ]]",
        "![[trui\nte]] ![[]] ![[Majuscule]]",
        "rien",
    ];
    let connection = rusqlite::Connection::open_in_memory().unwrap();
    connection
        .execute_batch(
            "CREATE TABLE drafts (id BLOB PRIMARY KEY, illustration TEXT);
             CREATE TABLE illustrations (key TEXT PRIMARY KEY);
             CREATE TABLE texts (draft BLOB, body TEXT);",
        )
        .unwrap();
    for (rank, text) in texts.iter().enumerate() {
        let draft = vec![u8::try_from(rank).unwrap()];
        connection.execute("INSERT INTO drafts VALUES (?, NULL)", [&draft]).unwrap();
        connection.execute("INSERT INTO texts VALUES (?, ?)", (draft, text)).unwrap();
    }
    let step = store::shipped().iter().find(|step| step.name == "0011_pictures.sql").unwrap();
    connection.execute_batch(step.sql).unwrap();
    for (rank, text) in texts.iter().enumerate() {
        let mut asked = connection
            .prepare("SELECT picture FROM figures WHERE draft = ? ORDER BY picture")
            .unwrap();
        let found: Vec<IllustrationKey> = asked
            .query_map([vec![u8::try_from(rank).unwrap()]], |row| row.get::<_, String>(0))
            .unwrap()
            .map(|name| key(&name.unwrap()))
            .collect();
        assert_eq!(found, figures_named(text).into_iter().collect::<Vec<_>>(), "{text}");
    }
}

#[test]
fn every_way_that_a_picture_came_to_be_has_its_term() {
    for (way, term) in DigitalSource::TERMS {
        let address = format!("http://cv.iptc.org/newscodes/digitalsourcetype/{term}");
        assert_eq!(DigitalSource::from_term(&address), Some(way));
        assert_eq!(way.term(), term);
    }
    assert_eq!(DigitalSource::from_term("autre"), None);
}

#[test]
fn a_drawing_is_kept_as_it_came_and_printed_in_pixels() {
    let (above, desk) = demo();
    let bytes =
        b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 3'><path d='M0 0h4v3z'/></svg>";
    let key = taken_in(&desk, "carte.svg", bytes);
    let originals = walk(&above.path().join("pli.marbre/originals"));
    let kept = originals.iter().any(|path| std::fs::read(path).unwrap() == bytes);
    assert!(kept, "the original is not there");
    let print = desk.print(&line(&desk, &key).print).unwrap();
    assert_eq!(print.media_type, "image/png");
    assert!(print.bytes.starts_with(b"\x89PNG"));
}
