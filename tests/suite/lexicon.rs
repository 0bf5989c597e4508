//! The lexicon and the archive: what the house writes is known, and what it forbids is mended.

use std::{path::Path, time::Duration};

use desk::{
    Desk, Fault,
    wire::{
        drafts::{EditDraft, Fields, ReviseDraft, StartDraft, Update},
        issues::PlaceDraft,
        lexicon::{ImportLexicon, LexiconImported, RemoveEntry, SaveEntry, SuggestWords},
        review::WordRemark,
    },
};
use newsroom::{
    ArticleKind, BadCell, BadTable, Draft, DraftState, IssueDate, Language, LexiconEntry,
    LexiconKind, SlotRole, lexicon_of_table, table_of_lexicon,
};
use proptest::prelude::*;
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
    let expansions = vec!["Autorité européenne des marchés financiers".into()];
    add(&desk, LexiconEntry { expansions, ..form("ESMA") });
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
    let expected = ["spelling.name.archive Qorvalt [\"Qorvault\"]", "spelling.name Zymbrel []"];
    for _ in 0..200 {
        if spelling(&desk, &draft) == expected {
            return;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(spelling(&desk, &draft), expected);
}

/// A desk whose archive has this text, with its words learnt.
fn published(text: &str) -> std::sync::Arc<Desk> {
    let desk = std::sync::Arc::new(Desk::in_memory("Le Pli", TestClock::default()).unwrap());
    let day: IssueDate = "2026-11-23".parse().unwrap();
    let past = written(&desk, "Le passé", text);
    let fields = Fields { state: Some(DraftState::Ready), ..Fields::default() };
    desk.revise_draft(ReviseDraft { draft: past.id, fields, preview: None }).unwrap();
    desk.new_issue(desk::wire::issues::NewIssue { date: Some(day), template: None }).unwrap();
    desk.place_draft(PlaceDraft { draft: past.id, date: day, role: SlotRole::Lead }).unwrap();
    desk.close_issue(day).unwrap();
    let (tell, told) = std::sync::mpsc::channel();
    desk.listen(move |event| {
        if matches!(event, desk::wire::events::Event::LexiconChanged) {
            tell.send(()).ok();
        }
    });
    desk.start_background().unwrap();
    told.recv_timeout(Duration::from_secs(60)).unwrap();
    desk
}

#[test]
fn the_archives_spelling_is_shown_with_how_often_it_was_published() {
    let desk = published("Qorvault ouvre, dit Qorvault. Chez Qorvault, Zymbrel attend.");
    let draft = written(&desk, "La suite", "Chez Qorvalt et Zymbrell.");
    let remarks = desk.review_draft(draft.id).unwrap().remarks;
    let told: Vec<_> = remarks
        .iter()
        .filter(|it| it.rule == "spelling.name.archive")
        .map(|it| (&*it.words, &*it.params["uses"], it.fixes[0].label.as_deref().unwrap()))
        .collect();
    // Once is enough to be shown: a person judges.
    assert_eq!(told, [("Qorvalt", "3", "Qorvault ×3"), ("Zymbrell", "1", "Zymbrel ×1")]);
    assert_eq!(
        remarks.iter().find(|it| it.words == "Qorvalt").unwrap().fixes[0].replacement,
        "Qorvault"
    );
}

#[test]
fn a_lexicon_goes_out_as_a_table_and_comes_back() {
    let above = tempfile::tempdir().unwrap();
    let desk = found(&above.path().join("pli.marbre"));
    let esma = LexiconEntry {
        kind: LexiconKind::Acronym,
        expansions: vec!["Autorité européenne | des marchés".into(), "European Authority".into()],
        note: "Deux\nlignes\tet \\ une barre".into(),
        ..form("ESMA")
    };
    let startup = LexiconEntry {
        language: Some("fr".parse().unwrap()),
        forbidden: vec!["startup".into(), "start up".into()],
        ..form("start-up")
    };
    add(&desk, esma.clone());
    add(&desk, startup.clone());
    let table = desk.export_lexicon(()).unwrap();
    assert_eq!(table.entries, 2);
    assert_eq!(table.table.lines().count(), 3, "a line for each: {}", table.table);

    let folder = above.path().join("other.marbre");
    let other = found(&folder);
    add(&other, form("Qorvault"));
    add(&other, form("start-up"));
    let import = |table: &str| other.import_lexicon(ImportLexicon { table: table.into() });
    let imported = import(&table.table).unwrap();
    assert_eq!(imported, LexiconImported { added: 1, changed: 1, same: 0 });
    assert_eq!(import(&table.table).unwrap(), LexiconImported { added: 0, changed: 0, same: 2 });
    assert_eq!(other.list_lexicon(()).unwrap(), [esma, form("Qorvault"), startup]);

    // All or nothing, and where it is wrong.
    let wrong = "form\tkind\nBruxelles\tname\nZymbrel\tfirm\n";
    let refused = import(wrong).unwrap_err();
    assert_eq!(refused.code, "lexicon.table.cell");
    assert_eq!((&*refused.params["line"], &*refused.params["column"]), ("3", "kind"));
    assert_eq!(other.list_lexicon(()).unwrap().len(), 3);
    other.close().unwrap();
    let again = Desk::open(&folder, TestClock::default()).unwrap();
    assert_eq!(again.list_lexicon(()).unwrap().len(), 3);
}

#[test]
fn a_table_that_is_none_of_a_lexicon_says_where() {
    let told = |table: &str| lexicon_of_table(table).unwrap_err();
    let at = |line, why| BadTable { line, why };
    assert_eq!(told("mot\tkind\n"), at(1, BadCell::Column("mot".into())));
    assert_eq!(told("form\tform\n"), at(1, BadCell::Column("form".into())));
    assert_eq!(told("kind\n"), at(1, BadCell::NoForm));
    assert_eq!(told("form\nA1\tb\n"), at(2, BadCell::TooMany));
    assert_eq!(
        told("form\tlanguage\n\nA1\tle français\n"),
        at(3, BadCell::Language("le français".into()))
    );
    assert_eq!(told("form\tnote\n\tb\n"), at(2, BadCell::Empty));
    assert_eq!(told("form\tforbidden\nA1\tA1\n"), at(2, BadCell::ForbidsItself("A1".into())));
    assert_eq!(told("form\nA1\nA1\n"), at(3, BadCell::Twice("A1".into())));
    // As a spreadsheet writes it.
    let read = lexicon_of_table("\u{feff}note\tform\r\n\tOui\t\t\r\n").unwrap();
    assert_eq!(read, [form("Oui")]);
    assert_eq!(lexicon_of_table(""), Ok(Vec::new()));
}

fn entries() -> impl Strategy<Value = Vec<LexiconEntry>> {
    let words = "[a-z|\\\\tn \\t]{0,8}";
    let entry = (
        "[a-zA-Z|\\\\ ]{1,8}",
        prop::collection::vec(words, 0..3),
        prop::collection::vec(words, 0..3),
        "\\PC{0,9}[\t\n\\\\]{0,2}x?",
    );
    let entry = entry.prop_filter_map("an entry", |(form, forbidden, expansions, note)| {
        LexiconEntry { form, forbidden, expansions, note, ..LexiconEntry::default() }.tidied().ok()
    });
    prop::collection::vec(entry, 0..4).prop_map(|mut entries| {
        entries.sort_by(|one, two| one.form.cmp(&two.form));
        entries.dedup_by(|one, two| one.form == two.form);
        entries
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_table_gives_back_what_it_was_written_from(entries in entries()) {
        prop_assert_eq!(lexicon_of_table(&table_of_lexicon(&entries)), Ok(entries));
    }
}
