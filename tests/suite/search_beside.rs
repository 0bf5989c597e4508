//! Search beside the texts: a word is found wherever somebody wrote it, and as it is now.

use desk::{
    Desk,
    wire::{
        bin::BinDrafts,
        issues::ChangeIssue,
        lexicon::{RemoveEntry, SaveEntry},
        margin::{AddNote, ReplyToNote},
        pictures::SavePassport,
        search::{SearchWords, Thing, ThingHit},
    },
};
use newsroom::{Language, LexiconEntry, OverrideFields, PlanChange, Publication};
use store::Store;

use crate::{
    migrations::step,
    pictures::{demo, taken_in},
};

const RED: &[u8] = include_bytes!("../newsletters/hugo/riviere/truite.png");

fn found(desk: &Desk, words: &str) -> Vec<ThingHit> {
    desk.search_beside(SearchWords { words: words.into(), limit: 6 }).unwrap()
}

fn things(desk: &Desk, words: &str) -> Vec<Thing> {
    found(desk, words).into_iter().map(|hit| hit.thing).collect()
}

#[test]
fn a_picture_is_found_by_its_words_until_it_is_thrown_away() {
    let (_above, desk) = demo();
    let key = taken_in(&desk, "truite.png", RED);
    let mut passport = desk.read_picture(key.clone()).unwrap().passport;
    passport.alt = "Une truite fario".into();
    passport.caption = "Au lavoir de Brélès".into();
    passport.credit = Some("Zélie Kervella".into());
    desk.save_passport(SavePassport { key: key.clone(), passport: passport.clone() }).unwrap();
    for words in ["fario", "breles", "zélie kerv"] {
        let hits = found(&desk, words);
        assert!(matches!(&hits[0].thing, Thing::Picture { key: it, .. } if *it == key), "{words}");
        assert!(hits[0].snippet.iter().any(|piece| piece.hit), "{words}");
    }
    passport.alt = "Un gardon".into();
    desk.save_passport(SavePassport { key: key.clone(), passport }).unwrap();
    assert_eq!(things(&desk, "fario"), []);
    desk.bin_pictures(vec![key.clone()]).unwrap();
    assert_eq!(things(&desk, "gardon"), []);
    desk.unbin_pictures(vec![key]).unwrap();
    assert_eq!(things(&desk, "gardon").len(), 1);
}

#[test]
fn a_note_is_found_by_what_it_says_and_what_is_answered() {
    let (_above, desk) = demo();
    let draft = desk.list_drafts(()).unwrap().remove(0).id;
    let version = desk.open_draft(draft).unwrap().version;
    let text = "Demander à Pélagie".into();
    let margin = desk.add_note(AddNote { draft, version, from: 0, to: 4, text }).unwrap();
    let note = margin.notes[0].note.id;
    desk.reply_to_note(ReplyToNote { note, text: "Jointe à Plouguerneau".into() }).unwrap();
    for words in ["pelagie", "plouguerneau"] {
        let found = things(&desk, words);
        assert!(
            matches!(found[..], [Thing::Note { note: it, draft: of, .. }] if (it, of) == (note, draft))
        );
    }
    desk.bin_drafts(BinDrafts { drafts: vec![draft], placed: true }).unwrap();
    assert_eq!(things(&desk, "pelagie"), []);
    desk.empty_bin(vec![draft]).unwrap();
    assert_eq!(things(&desk, "pelagie"), []);
}

#[test]
fn an_entry_is_found_by_its_forms_as_they_are_now() {
    let (_above, desk) = demo();
    let save = |note: &str, before: Option<&str>| {
        let entry = LexiconEntry {
            form: "Ploumoguer".into(),
            forbidden: vec!["Ploumogueur".into()],
            note: note.into(),
            ..LexiconEntry::default()
        };
        desk.save_entry(SaveEntry { entry, before: before.map(str::to_owned) }).unwrap();
    };
    save("Commune littorale", None);
    save("Village côtier", Some("Ploumoguer"));
    let entry = Thing::Entry { form: "Ploumoguer".into() };
    for words in ["ploumoguer", "ploumogueur", "cotier"] {
        assert_eq!(things(&desk, words), std::slice::from_ref(&entry), "{words}");
    }
    assert_eq!(things(&desk, "littorale"), []);
    desk.remove_entry(RemoveEntry { form: "Ploumoguer".into() }).unwrap();
    assert_eq!(things(&desk, "cotier"), []);
}

#[test]
fn an_issue_is_found_by_what_it_prints_instead() {
    let (_above, desk) = demo();
    let issues = desk.list_issues(()).unwrap();
    let date = issues.iter().map(|issue| issue.date).max().unwrap();
    let article = desk.open_issue(date).unwrap().articles.keys().next().unwrap().clone();
    let override_with = |headline: &str| {
        let headline = Some(headline.to_owned());
        let fields = OverrideFields { headline, ..OverrideFields::default() };
        let change = PlanChange::Override { article: article.clone(), edition: None, fields };
        desk.change_issue(ChangeIssue { date, change, preview: None }).unwrap();
    };
    override_with("Le grand désensablement");
    let found = things(&desk, "desensablement");
    assert!(matches!(found[..], [Thing::Issue { date: it, .. }] if it == date));
    override_with("Le petit chenal");
    assert_eq!(things(&desk, "desensablement"), []);
}

#[test]
fn what_was_there_before_the_index_is_found() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("qant.marbre");
    let publication = Publication::founded("Le Pli", Language::Fr);
    Store::found_at(&folder, &publication, step("0018")).unwrap().close().unwrap();
    let database = rusqlite::Connection::open(folder.join("newsroom.db")).unwrap();
    let rows = "INSERT INTO lexicon (form, kind, forbidden, expansions, note)
                VALUES ('ESMA', 'acronym', '[]', '[\"Autorité européenne\"]', '');
                INSERT INTO issues (date, number, state, plan)
                VALUES ('2026-01-15', 1, 'preparing', '{\"title\":\"Le retour des câbles\"}');";
    database.execute_batch(rows).unwrap();
    drop(database);

    let store = Store::open(&folder).unwrap();
    let found = |words: &str| store.read(|reader| reader.search_beside(words, 5)).unwrap().len();
    assert_eq!((found("autorite"), found("cables"), found("rien")), (1, 1, 0));
}
