//! The lexicon and the archive: what the house writes is known, and what it forbids is mended.

use std::{path::Path, time::Duration};

use desk::{
    Desk, Fault,
    wire::{
        drafts::{EditDraft, Fields, ReviseDraft, StartDraft, Update},
        issues::PlaceDraft,
        lexicon::{RemoveEntry, SaveEntry, SuggestWords},
        review::WordRemark,
    },
};
use newsroom::{ArticleKind, Draft, DraftState, IssueDate, Language, LexiconEntry, SlotRole};
use serde_json::json;

use crate::clock::TestClock;

fn found(folder: &Path) -> Desk {
    Desk::found(folder, "Le Pli", Language::Fr, TestClock::default()).unwrap()
}

/// A draft with this text.
fn written(desk: &Desk, headline: &str, text: &str) -> Draft {
    let ask = StartDraft { kind: ArticleKind::Story, headline: headline.into() };
    let draft = desk.start_draft(ask).unwrap();
    let mut lines = vec![json!(0)];
    lines.extend(text.split('\n').map(|line| json!(line)));
    let updates = vec![Update {
        client_id: "test".into(),
        changes: json!([lines]),
        gesture: newsroom::Gesture::Own,
    }];
    let edit = EditDraft { draft: draft.id, version: 0, updates, preview: None, typed: None };
    assert!(desk.edit_draft(edit).unwrap().accepted);
    draft
}

/// What is remarked on spelling, each remark in a line.
fn spelling(desk: &Desk, draft: &Draft) -> Vec<String> {
    let remarks = desk.review_draft(draft.id).unwrap().remarks;
    let ours = |it: &WordRemark| it.rule.starts_with("spelling") || it.rule.starts_with("lexicon");
    remarks.into_iter().filter(ours).map(|it| told(&it)).collect()
}

fn told(remark: &WordRemark) -> String {
    let fixes: Vec<&str> = remark.fixes.iter().map(|fix| fix.replacement.as_str()).collect();
    format!("{} {} {fixes:?}", remark.rule, remark.words)
}

fn add(desk: &Desk, entry: LexiconEntry) {
    desk.save_entry(SaveEntry { entry, before: None }).unwrap();
}

fn form(form: &str) -> LexiconEntry {
    LexiconEntry { form: form.into(), ..LexiconEntry::default() }
}

#[test]
fn a_word_of_the_lexicon_is_known_at_once_and_after_a_restart() {
    let above = tempfile::tempdir().unwrap();
    let folder = above.path().join("pli.marbre");
    let desk = found(&folder);
    let draft = written(&desk, "Le cours", "L’acceuil du stablecoin chez Qorvault.");
    assert_eq!(
        spelling(&desk, &draft),
        [
            "spelling.unknown acceuil []",
            "spelling.unknown stablecoin []",
            "spelling.name Qorvault []",
        ]
    );
    add(&desk, form(" stablecoin "));
    add(&desk, form("Qorvault"));
    assert_eq!(spelling(&desk, &draft), ["spelling.unknown acceuil []"]);
    desk.close().unwrap();

    let desk = Desk::open(&folder, TestClock::default()).unwrap();
    assert_eq!(spelling(&desk, &draft), ["spelling.unknown acceuil []"]);
    desk.remove_entry(RemoveEntry { form: "stablecoin".into() }).unwrap();
    assert_eq!(spelling(&desk, &draft).len(), 2);
}

#[test]
fn what_the_house_forbids_has_its_fix_and_what_it_explains_is_asked_for() {
    let desk = Desk::in_memory("Le Pli", TestClock::default()).unwrap();
    let draft = written(&desk, "Banques", "La startup Softbank, dit l’ESMA.");
    add(&desk, LexiconEntry { forbidden: vec!["startup".into()], ..form("start-up") });
    add(&desk, LexiconEntry { forbidden: vec!["Softbank".into()], ..form("SoftBank") });
    let expansion = "Autorité européenne des marchés financiers".into();
    add(&desk, LexiconEntry { expansion, ..form("ESMA") });
    let remarks = spelling(&desk, &draft);
    for expected in [
        "lexicon.forbidden startup [\"start-up\"]",
        "lexicon.forbidden Softbank [\"SoftBank\"]",
        "lexicon.unexplained ESMA [\"Autorité européenne des marchés financiers (ESMA)\"]",
    ] {
        assert!(remarks.iter().any(|told| told == expected), "{expected}: {remarks:?}");
    }
    assert_eq!(remarks.len(), 3, "nothing is said twice: {remarks:?}");
}

#[test]
fn an_entry_is_one_and_says_something() {
    let desk = Desk::in_memory("Le Pli", TestClock::default()).unwrap();
    let save = |entry: LexiconEntry, before: Option<&str>| -> Result<LexiconEntry, Fault> {
        desk.save_entry(SaveEntry { entry, before: before.map(str::to_owned) })
    };
    add(&desk, form("SoftBank"));
    let code = |refused: Result<LexiconEntry, Fault>| refused.unwrap_err().code;
    assert_eq!(code(save(form("SoftBank"), None)), "store.exists");
    assert_eq!(code(save(form(" – "), None)), "lexicon.empty");
    let itself = LexiconEntry { forbidden: vec!["Oui".into()], ..form("Oui") };
    assert_eq!(code(save(itself, None)), "lexicon.forbids_itself");
    save(form("SoftBank Group"), Some("SoftBank")).unwrap();
    let forms: Vec<String> =
        desk.list_lexicon(()).unwrap().into_iter().map(|entry| entry.form).collect();
    assert_eq!(forms, ["SoftBank Group"]);
}

#[test]
fn suggestions_begin_with_the_house_and_end_with_the_dictionary() {
    let desk = Desk::in_memory("Le Pli", TestClock::default()).unwrap();
    let suggest = |form: &str| -> Vec<String> {
        let ask = SuggestWords { form: form.into(), language: "fr".parse().unwrap() };
        desk.suggest_words(ask).unwrap().into_iter().map(|fix| fix.replacement).collect()
    };
    assert_eq!(suggest("acceuil").first().map(String::as_str), Some("accueil"));
    add(&desk, form("SoftBank"));
    assert_eq!(suggest("Softbank").first().map(String::as_str), Some("SoftBank"));
}

#[test]
fn the_archive_teaches_what_was_published_and_finds_what_is_near_it() {
    let above = tempfile::tempdir().unwrap();
    let desk = std::sync::Arc::new(found(&above.path().join("pli.marbre")));
    let day: IssueDate = "2026-11-23".parse().unwrap();
    let text =
        "Chez Qorvault, le cryptobidule plaît. Qorvault vend le cryptobidule, et Zymbrel aussi.";
    let past = written(&desk, "Le passé", text);
    let fields = Fields { state: Some(DraftState::Ready), ..Fields::default() };
    desk.revise_draft(ReviseDraft { draft: past.id, fields, preview: None }).unwrap();
    desk.new_issue(desk::wire::issues::NewIssue { date: Some(day), template: None }).unwrap();
    desk.place_draft(PlaceDraft { draft: past.id, date: day, role: SlotRole::Lead }).unwrap();

    let words = "Qorvault, Qorvalt et Zymbrel achètent un cryptobidule.";
    let draft = written(&desk, "La suite", words);
    assert_eq!(spelling(&desk, &draft).len(), 4, "nothing is known before it is published");
    desk.close_issue(day).unwrap();
    desk.start_background().unwrap();
    let expected = ["spelling.name.near Qorvalt [\"Qorvault\"]", "spelling.name Zymbrel []"];
    for _ in 0..200 {
        if spelling(&desk, &draft) == expected {
            return;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(spelling(&desk, &draft), expected);
}
