//! Cross-references as they are written: what they may point to, what plain words become.

use desk::{
    Desk,
    wire::{
        imports::ImportPicture,
        references::{ProposeReferences, ReadReferences, SayReferences},
    },
};
use newsroom::{DaysWanted, Draft, IssueDate, TypedReference};
use tempfile::TempDir;

use crate::clock::TestClock;

/// The demo newsroom, and its dossier, printed on 23 November 2026.
fn dossier() -> (TempDir, Desk, Draft) {
    let above = tempfile::tempdir().unwrap();
    let desk = Desk::found_demo(&above.path().join("pli.marbre"), TestClock::default()).unwrap();
    let drafts = desk.list_drafts(()).unwrap();
    let found = drafts.iter().find(|it| it.slug.as_str() == "fichiers-fragiles").unwrap();
    let draft = desk.read_draft(found.id).unwrap();
    (above, desk, draft)
}

fn proposed(desk: &Desk, draft: &Draft, words: &str) -> Vec<String> {
    let ask = ProposeReferences { draft: draft.id, words: words.into(), limit: 12 };
    desk.propose_references(ask).unwrap().into_iter().map(|it| it.target).collect()
}

fn day(written: &str) -> IssueDate {
    written.parse().unwrap()
}

#[test]
fn a_day_is_found_as_people_type_it() {
    let today = day("2025-01-22");
    let days: Vec<IssueDate> =
        ["2025-01-21", "2025-01-20", "2025-01-15", "2024-07-15", "2024-06-14", "2024-01-15"]
            .map(day)
            .to_vec();
    let found = |words: &str| -> Option<Vec<String>> {
        let wanted = DaysWanted::read(words, today)?;
        Some(days.iter().filter(|day| wanted.has(**day)).map(ToString::to_string).collect())
    };
    for (words, expected) in [
        ("15 janv", vec!["2025-01-15", "2024-01-15"]),
        ("15 janvier 2025", vec!["2025-01-15"]),
        ("mercredi 15 janvier", vec!["2025-01-15"]),
        ("January 15", vec!["2025-01-15", "2024-01-15"]),
        ("2025-01-15", vec!["2025-01-15"]),
        ("2024-0", vec!["2024-07-15", "2024-06-14", "2024-01-15"]),
        ("15/01", vec!["2025-01-15", "2024-01-15"]),
        ("jui", vec!["2024-07-15", "2024-06-14"]),
        ("lundi dernier", vec!["2025-01-20", "2024-07-15", "2024-01-15"]),
        ("hier", vec!["2025-01-21"]),
        ("avant-hier", vec!["2025-01-20"]),
        ("yesterday", vec!["2025-01-21"]),
        ("33 janvier", vec![]),
    ] {
        let given = found(words).unwrap_or_default();
        assert_eq!(given, expected, "{words}");
    }
    for words in ["puces", "le 15 de trop", "", "1 2 3 4"] {
        assert_eq!(found(words), None, "{words}");
    }
}

#[test]
fn typed_references_are_read_with_their_place() {
    let text = "Voir (lire Le Pli du 20 novembre), puis *(voir Le Pli du jeudi 19\u{a0}novembre)*.";
    let read = TypedReference::all("Le Pli", text);
    let words: Vec<&str> = read.iter().map(|typed| &text[typed.within.clone()]).collect();
    assert_eq!(words, ["lire Le Pli du 20 novembre", "voir Le Pli du jeudi 19\u{a0}novembre"]);
    assert!(TypedReference::all("Le Pli", "lire Le Matin du 20 novembre").is_empty());
}

#[test]
fn typed_references_may_say_their_day_from_the_day_of_printing() {
    // A Wednesday.
    let printed_on = day("2025-01-22");
    let read = |text: &str| {
        let read = TypedReference::all("Le Pli", text);
        let [one] = &read[..] else { panic!("{text}: {read:?}") };
        (one.words.clone(), one.when.before(printed_on).unwrap().to_string())
    };
    for (text, words, meant) in [
        ("(lire notre édition d’hier)", "lire notre édition d’hier", "2025-01-21"),
        ("(relire Le Pli d'avant-hier)", "relire Le Pli d'avant-hier", "2025-01-20"),
        ("(voir Le Pli de mardi dernier).", "voir Le Pli de mardi dernier", "2025-01-21"),
        ("voir Le Pli de mercredi", "voir Le Pli de mercredi", "2025-01-15"),
        ("lire Le Pli de mardi 14 janvier", "lire Le Pli de mardi 14 janvier", "2025-01-14"),
        (
            "Lire notre numéro de vendredi sur ce sujet",
            "Lire notre numéro de vendredi",
            "2025-01-17",
        ),
        ("(see our issue of last Monday)", "see our issue of last Monday", "2025-01-20"),
        (
            "lire Le Pli du 14 janvier pour en savoir plus",
            "lire Le Pli du 14 janvier",
            "2025-01-14",
        ),
        ("lire Le Pli du 14 janvier 2024 et non", "lire Le Pli du 14 janvier 2024", "2024-01-14"),
    ] {
        assert_eq!(read(text), (words.to_owned(), meant.to_owned()), "{text}");
    }
    for text in
        ["lire l’édition d’hier", "lire Le Pli de demain", "Le Pli d’hier", "voir notre avis"]
    {
        assert_eq!(TypedReference::all("Le Pli", text), [], "{text}");
    }
}

#[test]
fn a_reference_being_typed_is_offered_issues_by_day_and_articles_by_words() {
    let (_above, desk, draft) = dossier();
    assert_eq!(proposed(&desk, &draft, "20 nov").first().unwrap(), "2026-11-20");
    assert_eq!(proposed(&desk, &draft, "2026-11-19"), ["2026-11-19"]);
    assert!(
        proposed(&desk, &draft, "nage dans les données")
            .contains(&"2026-11-20#piscine-serveurs".into())
    );
    assert!(proposed(&desk, &draft, "liens").contains(&"liens-morts".into()), "same issue");
    assert!(proposed(&desk, &draft, "2026-11-20#nage").len() < 7);
    let all = proposed(&desk, &draft, "2026-11-20#");
    assert_eq!(all.len(), 7, "every article of an issue: {all:?}");
}

#[test]
fn nothing_is_offered_that_is_not_out_before_or_is_the_article_itself() {
    let (_above, desk, draft) = dossier();
    let all = proposed(&desk, &draft, "");
    assert!(!all.contains(&"fichiers-fragiles".into()), "{all:?}");
    assert!(!all.contains(&"2026-11-23".into()), "{all:?}");
    assert!(all.contains(&"2026-11-20".into()) || all.len() == 12, "{all:?}");
}

#[test]
fn words_typed_for_a_reference_become_the_object_only_when_the_issue_is_there() {
    let (_above, desk, draft) = dossier();
    let text = "🦊 déjà dit (lire Le Pli du 20 novembre), pas (lire Le Pli du 3 mars).".to_owned();
    let read =
        desk.read_references(ReadReferences { draft: draft.id, text: text.clone() }).unwrap();
    let [one] = &read[..] else { panic!("{read:?}") };
    let units: Vec<u16> = text.encode_utf16().collect();
    let words = String::from_utf16(&units[one.from as usize..one.to as usize]).unwrap();
    assert_eq!(words, "lire Le Pli du 20 novembre");
    assert_eq!(one.target, "2026-11-20");
    assert_eq!(one.words, "lire Le Pli du 20\u{a0}novembre");
    assert!(!one.title.is_empty());
    let text = "Déjà dit (lire notre édition de vendredi), pas (lire Le Pli d’hier).".to_owned();
    let read = desk.read_references(ReadReferences { draft: draft.id, text }).unwrap();
    let targets: Vec<&str> = read.iter().map(|it| it.target.as_str()).collect();
    assert_eq!(targets, ["2026-11-20"], "no issue came out on a Sunday");
}

#[test]
fn a_reference_says_in_the_editor_what_the_page_will_print() {
    let (_above, desk, draft) = dossier();
    let targets = ["2026-11-19", "2026-11-20#piscine-serveurs", "liens-morts", "2019-01-01", "?"];
    let targets: Vec<String> = targets.map(str::to_owned).to_vec();
    let said = desk.say_references(SayReferences { draft: draft.id, targets }).unwrap();
    let words: Vec<(&str, bool)> = said.iter().map(|it| (it.words.as_str(), it.known)).collect();
    assert_eq!(words[0], ("lire Le Pli du 19\u{a0}novembre", true));
    assert_eq!(words[1], ("lire Le Pli du 20\u{a0}novembre", true));
    assert_eq!(words[2], ("voir le chiffre du jour ci-dessous", true));
    assert_eq!(words[3], ("lire Le Pli du 1er\u{a0}janvier 2019", false));
    assert_eq!(words[4], ("?", false));
    assert!(said[..3].iter().all(|it| !it.title.is_empty()), "{said:?}");
}

#[test]
fn a_pasted_picture_becomes_an_illustration_once_and_never_takes_anothers_name() {
    let (_above, desk, _) = dossier();
    let known = desk.list_illustrations(()).unwrap().len();
    let paste = |name: &str, bytes: &str| {
        desk.import_picture(ImportPicture { name: name.into(), bytes: bytes.into() })
    };
    // One pixel, then two.
    let one = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    let first = paste("image.png", one).unwrap();
    assert_eq!(first.key.as_str(), "image");
    assert_eq!(paste("autre.png", one).unwrap().key, first.key, "the same bytes, the same picture");
    let other =
        std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/newsletters/hugo/riviere/truite.png"))
            .unwrap();
    let second = paste("image.png", &base64(&other)).unwrap();
    assert_eq!(second.key.as_str(), "image-2");
    assert_eq!(desk.list_illustrations(()).unwrap().len(), known + 2);
    assert!(desk.print(&second.print).is_ok());
    assert_eq!(paste("x.png", "bm90IGEgcGljdHVyZQ==").unwrap_err().code, "picture.unknown");
    assert_eq!(paste("x.png", "&&&").unwrap_err().code, "request.malformed");
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let word = three.iter().fold(0_u32, |word, byte| word << 8 | u32::from(*byte))
            << (8 * (3 - three.len()));
        for rank in 0..4 {
            let letter = LETTERS[(word >> (18 - 6 * rank) & 63) as usize] as char;
            out.push(if rank <= three.len() { letter } else { '=' });
        }
    }
    out
}
