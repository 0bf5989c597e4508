//! The remarks on the words of a draft, and the corrections of what is being typed.

use desk::{
    Desk,
    wire::{
        drafts::{
            CorrectWords, Correction, EditDraft, Fields, ReviseDraft, StartDraft, Typed, Update,
        },
        newsroom::SignAs,
        remarks::Severity,
        review::{LeaveRemark, RemarkPlace, WordRemark},
    },
};
use newsroom::{ArticleKind, Draft, DraftId, Language};
use serde_json::json;

use crate::clock::TestClock;

fn desk() -> Desk {
    Desk::in_memory("Le Pli", TestClock::default()).unwrap()
}

fn start(desk: &Desk) -> Draft {
    desk.start_draft(StartDraft { kind: ArticleKind::Story, headline: String::new() }).unwrap()
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// Puts `words` in the place of `delete` units at `at`, and answers the corrections.
fn type_in(desk: &Desk, id: DraftId, at: usize, delete: usize, words: &str) -> Vec<Correction> {
    replace(desk, id, at, delete, words, false)
}

fn replace(
    desk: &Desk,
    id: DraftId,
    at: usize,
    delete: usize,
    words: &str,
    pasted: bool,
) -> Vec<Correction> {
    let opened = desk.open_draft(id).unwrap();
    let after = units(&opened.text) - at - delete;
    let mut lines = vec![json!(delete)];
    lines.extend(words.split('\n').map(|line| json!(line)));
    let mut changes = vec![json!(at), json!(lines), json!(after)];
    changes.retain(|part| *part != json!(0));
    let end = u32::try_from(at + units(words)).unwrap();
    let ask = EditDraft {
        draft: id,
        version: opened.version,
        updates: vec![Update {
            client_id: "test".into(),
            changes: json!(changes),
            gesture: newsroom::Gesture::Own,
        }],
        preview: None,
        typed: Some(Typed { from: u32::try_from(at).unwrap(), to: end, caret: end, pasted }),
    };
    let edited = desk.edit_draft(ask).unwrap();
    assert!(edited.accepted);
    edited.corrections
}

/// Types `words` at the end, a key after another, making each correction as an editor does.
fn write(desk: &Desk, id: DraftId, words: &str) -> String {
    for sign in words.chars() {
        let at = units(&desk.open_draft(id).unwrap().text);
        let corrections = type_in(desk, id, at, 0, &sign.to_string());
        for correction in corrections.iter().rev() {
            let (from, to) = (correction.from as usize, correction.to as usize);
            // A correction is no typing: nothing is asked about it.
            type_in(desk, id, from, to - from, &correction.insert);
        }
    }
    shown(&desk.open_draft(id).unwrap().text)
}

fn shown(words: &str) -> String {
    words.replace('\u{a0}', "⍽").replace('\u{202f}', "⎵")
}

fn remarks(desk: &Desk, id: DraftId) -> Vec<WordRemark> {
    desk.review_draft(id).unwrap().remarks
}

fn rules(desk: &Desk, id: DraftId) -> Vec<String> {
    remarks(desk, id).into_iter().filter(|it| it.left.is_none()).map(|it| it.rule).collect()
}

#[test]
fn a_remark_points_at_its_words_in_the_units_of_an_editor() {
    let desk = desk();
    let draft = start(&desk);
    let text = "🗞️ Le 😀 coeur.\n\nMardi 22 janvier 2025, l'heure : oui.";
    type_in(&desk, draft.id, 0, 0, text);
    let review = desk.review_draft(draft.id).unwrap();
    assert_eq!(review.version, desk.open_draft(draft.id).unwrap().version);
    let utf16: Vec<u16> = text.encode_utf16().collect();
    for remark in &review.remarks {
        let words = &utf16[remark.from as usize..remark.to as usize];
        assert_eq!(String::from_utf16(words).unwrap(), remark.words);
    }
    let named: Vec<(&str, &str, Severity)> = review
        .remarks
        .iter()
        .map(|it| (it.rule.as_str(), it.words.as_str(), it.severity))
        .collect();
    assert_eq!(
        named,
        [
            ("typography.ligature", "coeur", Severity::Warning),
            ("typography.date.weekday", "Mardi", Severity::Error),
            ("typography.space.day", " ", Severity::Warning),
            ("typography.apostrophe", "'", Severity::Warning),
            ("typography.space.colon", " ", Severity::Warning),
        ]
    );
    assert_eq!(review.remarks[1].fixes[0].replacement, "Mercredi");
}

#[test]
fn the_words_shown_around_a_remark_are_whole() {
    let desk = desk();
    let draft = start(&desk);
    let text = "Les anticonstitutionnellement longues phrases du coeur battant de la métropole.";
    replace(&desk, draft.id, 0, 0, text, false);
    let remark = remarks(&desk, draft.id).into_iter().find(|it| it.words == "coeur").unwrap();
    assert_eq!(remark.before, "longues phrases du ");
    assert_eq!(remark.after, " battant de la");
}

#[test]
fn the_fields_around_a_text_are_read_with_it() {
    let desk = desk();
    let draft = start(&desk);
    let fields = Fields {
        headline: Some("L'IA, 25 M€ ?".into()),
        standfirst: Some("Le coeur".into()),
        ..Fields::default()
    };
    desk.revise_draft(ReviseDraft { draft: draft.id, fields, preview: None }).unwrap();
    let found = remarks(&desk, draft.id);
    let places: Vec<_> = found.iter().map(|it| (it.place, it.from, it.to)).collect();
    assert_eq!(
        places,
        [
            (RemarkPlace::Headline, 1, 2),
            (RemarkPlace::Headline, 8, 9),
            (RemarkPlace::Headline, 11, 12),
            (RemarkPlace::Standfirst, 3, 8),
        ]
    );
}

#[test]
fn what_was_left_alone_stays_so_as_long_as_its_words_are_the_same() {
    let above = tempfile::tempdir().unwrap();
    let folder = above.path().join("x.marbre");
    let id = {
        let desk = Desk::found(&folder, "Le Pli", Language::Fr, TestClock::default()).unwrap();
        desk.sign_as(SignAs { name: "Inès".into() }).unwrap();
        let draft = start(&desk);
        type_in(&desk, draft.id, 0, 0, "Le coeur du sujet. Un coeur en hiver.");
        let found = remarks(&desk, draft.id);
        assert_eq!(found.len(), 2);
        let ask = LeaveRemark { draft: draft.id, remark: found[1].id.clone(), left: true };
        desk.leave_remark(ask).unwrap();
        desk.close().unwrap();
        draft.id
    };
    let desk = Desk::open(&folder, TestClock::default()).unwrap();
    // Words before it, and far from it, change nothing.
    type_in(&desk, id, 0, 0, "Bonjour. ");
    let found = remarks(&desk, id);
    assert!(found[0].left.is_none());
    assert_eq!(found[1].left.as_ref().unwrap().who, "Inès");
    desk.leave_remark(LeaveRemark { draft: id, remark: found[1].id.clone(), left: false }).unwrap();
    assert_eq!(rules(&desk, id).len(), 2);
    desk.leave_remark(LeaveRemark { draft: id, remark: found[1].id.clone(), left: true }).unwrap();
    assert_eq!(rules(&desk, id).len(), 1);
    // The words beside it are not the same any more: it is another remark.
    let at = units("Bonjour. Le coeur du sujet. Un coeur en ");
    type_in(&desk, id, at, 5, "été");
    type_in(&desk, id, at - 3, 2, "au");
    assert_eq!(rules(&desk, id).len(), 2);
}

#[test]
fn a_review_after_a_change_is_what_a_first_review_would_be() {
    let desk = desk();
    let draft = start(&desk);
    let text = "L'un.\n\n- Un coeur\n- 2ème\n\nL'un.\n\n> [!filigrane] Qui ?\n> Non !";
    type_in(&desk, draft.id, 0, 0, text);
    remarks(&desk, draft.id);
    type_in(&desk, draft.id, 7, 0, "L'un de plus.\n\n");
    let again = remarks(&desk, draft.id);
    let other = start(&desk);
    let whole = desk.open_draft(draft.id).unwrap().text;
    type_in(&desk, other.id, 0, 0, &whole);
    assert_eq!(again, remarks(&desk, other.id));
    let mut names: Vec<_> = again.iter().map(|it| &it.id).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), again.len(), "every remark has a name of its own");
}

#[test]
fn a_text_in_another_language_is_read_by_that_language() {
    let desk = desk();
    let draft = start(&desk);
    type_in(&desk, draft.id, 0, 0, "Really ? [Vraiment !]{lang=fr} [Ach so !]{lang=de}");
    let fields = Fields { language: Some("en".parse().unwrap()), ..Fields::default() };
    desk.revise_draft(ReviseDraft { draft: draft.id, fields, preview: None }).unwrap();
    let found = remarks(&desk, draft.id);
    let fixes: Vec<_> = found.iter().map(|it| shown(&it.fixes[0].replacement)).collect();
    assert_eq!(fixes, ["", "⎵"]);
}

#[test]
fn typography_follows_the_fingers() {
    let typed = [
        ("Vraiment ? Oui !", "Vraiment⎵? Oui⎵!"),
        ("Le chiffre : 12 %.", "Le chiffre⍽: 12⍽%."),
        ("« Oui », dit-il...", "«⍽Oui⍽», dit-il…"),
        ("l'heure", "l’heure"),
        ("10 000 lecteurs", "10⎵000 lecteurs"),
        ("25 M€ et 3 mots", "25⍽M€ et 3 mots"),
        ("le 22 janvier, oui", "le 22⍽janvier, oui"),
        ("un mot ", "un mot "),
        ("Un clin d'œil ;)", "Un clin d’œil⎵;)"),
        ("- un point :\n- un autre !", "- un point⍽:\n- un autre⎵!"),
        ("`a ! b` !", "`a ! b`⎵!"),
        ("Il dit \"oui\".", "Il dit \"oui\"."),
        ("Vraiment?", "Vraiment?"),
    ];
    for (keys, text) in typed {
        let desk = desk();
        let draft = start(&desk);
        assert_eq!(write(&desk, draft.id, keys), text);
    }
}

#[test]
fn only_what_was_just_typed_is_corrected() {
    let desk = desk();
    let draft = start(&desk);
    let text = "L'ancien texte a ses apostrophes : elles restent là où elles sont.\n\nFin";
    type_in(&desk, draft.id, 0, 0, text);
    let at = units(text);
    assert_eq!(type_in(&desk, draft.id, at, 0, " !").len(), 1);
    // A space typed between two others is not taken away under the fingers.
    let at = units("L'ancien texte a ses apostrophes : elles restent là où elles");
    assert_eq!(type_in(&desk, draft.id, at, 0, " "), []);
}

#[test]
fn what_is_pasted_is_corrected_whole_with_its_quotation_marks() {
    let desk = desk();
    let draft = start(&desk);
    type_in(&desk, draft.id, 0, 0, "Il a dit : ");
    let pasted = "\"L'État paie\" (ou pas) !";
    let made = replace(&desk, draft.id, 11, 0, pasted, true);
    let mut text: Vec<u16> = format!("Il a dit : {pasted}").encode_utf16().collect();
    for correction in made.iter().rev() {
        let new: Vec<u16> = correction.insert.encode_utf16().collect();
        text.splice(correction.from as usize..correction.to as usize, new);
    }
    let text = shown(&String::from_utf16(&text).unwrap());
    assert_eq!(text, "Il a dit⍽: «⍽L’État paie⍽» (ou pas)⎵!");
}

#[test]
fn the_words_of_a_field_are_corrected_as_those_of_a_text() {
    let desk = desk();
    let draft = start(&desk);
    let ask = |words: &str, caret: u32| {
        let typed = Typed { from: caret - 1, to: caret, caret, pasted: false };
        let ask = CorrectWords { draft: draft.id, words: words.into(), typed };
        desk.correct_words(ask).unwrap()
    };
    let narrow = |from, to| Correction { from, to, insert: "\u{202f}".into() };
    assert_eq!(ask("Un mot ?", 8), [narrow(6, 7)]);
    assert_eq!(ask("😀 Quoi ?", 9), [narrow(7, 8)]);
    assert_eq!(ask("Un mot ", 7), []);
}
