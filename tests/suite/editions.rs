//! Editions: where a text is cut, by keys or by hand, and how two of them differ.

use desk::{
    Desk,
    wire::{
        drafts::{EditDraft, StartDraft, Update},
        editions::{CompareEditions, CutHere, DragCut, SaveEditions, ShiftCut},
        preview::{Medium, PreviewScope, ShowPreview},
    },
};
use newsroom::{ArticleKind, DraftId, EditionKey, EditionPlan, Gesture};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::clock::TestClock;

fn demo() -> (TempDir, Desk) {
    let above = tempfile::tempdir().unwrap();
    let desk = Desk::found_demo(&above.path().join("pli.marbre"), TestClock::default()).unwrap();
    (above, desk)
}

/// A draft that holds `text`.
fn written(desk: &Desk, text: &str) -> DraftId {
    let ask = StartDraft { kind: ArticleKind::Dossier, headline: "Un dossier".into() };
    let draft = desk.start_draft(ask).unwrap().id;
    let lines: Vec<Value> =
        std::iter::once(json!(0)).chain(text.split('\n').map(|line| json!(line))).collect();
    let update =
        Update { client_id: "test".into(), changes: json!([lines]), gesture: Gesture::Own };
    let ask = EditDraft { draft, version: 0, updates: vec![update], preview: None, typed: None };
    assert!(desk.edit_draft(ask).unwrap().accepted);
    draft
}

fn text(desk: &Desk, draft: DraftId) -> String {
    desk.open_draft(draft).unwrap().text
}

/// Cuts where `words` begin.
fn cut_at(desk: &Desk, draft: DraftId, words: &str) -> u32 {
    let text = text(desk, draft);
    let at = text[..text.find(words).unwrap()].encode_utf16().count();
    desk.cut_here(CutHere { draft, at: u32::try_from(at).unwrap() }).unwrap().at
}

const THREE: &str = "Été, un.\n\n## Deux\n\nTrois.\n";

#[test]
fn the_cut_comes_where_the_caret_is_and_leaves_where_it_was() {
    let desk = Desk::in_memory("Le Pli", TestClock::default()).unwrap();
    let draft = written(&desk, THREE);
    let at = cut_at(&desk, draft, "Deux");
    assert_eq!(text(&desk, draft), "Été, un.\n\n<!-- coupe -->\n\n## Deux\n\nTrois.\n");
    assert_eq!(at, 10);
    cut_at(&desk, draft, "Trois");
    assert_eq!(text(&desk, draft), "Été, un.\n\n## Deux\n\n<!-- coupe -->\n\nTrois.\n");
    // At the end of a paragraph, it comes after it.
    let end = u32::try_from(text(&desk, draft).encode_utf16().count() - 1).unwrap();
    desk.cut_here(CutHere { draft, at: end }).unwrap();
    assert_eq!(text(&desk, draft), "Été, un.\n\n## Deux\n\nTrois.\n\n<!-- coupe -->\n");
    cut_at(&desk, draft, "Été");
    assert_eq!(text(&desk, draft), "<!-- coupe -->\n\nÉté, un.\n\n## Deux\n\nTrois.\n\n");
}

#[test]
fn the_cut_goes_up_and_down_a_paragraph_at_a_time() {
    let desk = Desk::in_memory("Le Pli", TestClock::default()).unwrap();
    let draft = written(&desk, THREE);
    let nothing = desk.shift_cut(ShiftCut { draft, by: 1 }).unwrap_err();
    assert_eq!(nothing.code, "cut.none");
    cut_at(&desk, draft, "Deux");
    desk.shift_cut(ShiftCut { draft, by: 1 }).unwrap();
    assert_eq!(text(&desk, draft), "Été, un.\n\n## Deux\n\n<!-- coupe -->\n\nTrois.\n");
    desk.shift_cut(ShiftCut { draft, by: -1 }).unwrap();
    assert_eq!(text(&desk, draft), "Été, un.\n\n<!-- coupe -->\n\n## Deux\n\nTrois.\n");
    desk.shift_cut(ShiftCut { draft, by: -5 }).unwrap();
    assert!(text(&desk, draft).starts_with("<!-- coupe -->\n\nÉté"));
}

#[test]
fn the_cut_is_dragged_in_the_preview() {
    let (_above, desk) = demo();
    let date = Desk::demo_issue().unwrap();
    let ask = ShowPreview {
        of: PreviewScope::Issue { date },
        edition: EditionKey::subscribers(),
        medium: Medium::Web,
        simulator: None,
    };
    let id = desk.show_preview(ask).unwrap().id;
    let cuts = desk.list_cuts(id).unwrap();
    assert_eq!(cuts.len(), 1, "the dossier’s");
    let drafts = desk.list_drafts(()).unwrap();
    let dossier = drafts.iter().find(|it| it.slug.as_str() == "fichiers-fragiles").unwrap().id;
    let before = text(&desk, dossier);
    let cut = cuts[0];
    let to = DragCut { id, section: cut.section, block: Some(cut.block - 2) };
    let patch = desk.drag_cut(to).unwrap().unwrap();
    assert_eq!(patch.id, id, "the page that it is dragged in is patched");
    assert_eq!(desk.list_cuts(id).unwrap()[0].block, cut.block - 2);
    let after = text(&desk, dossier);
    assert!(after.find("<!-- coupe -->") < before.find("<!-- coupe -->"));
    assert_eq!(after.matches("<!-- coupe -->").count(), 1);
    let bare = |text: &str| text.replace("<!-- coupe -->\n\n", "");
    assert_eq!(bare(&after), bare(&before), "nothing but the mark has moved");
}

#[test]
fn two_editions_are_compared_by_what_differs() {
    let (_above, desk) = demo();
    let date = Desk::demo_issue().unwrap();
    let (left, right) = (EditionKey::public(), EditionKey::subscribers());
    let ask = CompareEditions { date, left: left.clone(), right };
    let found = desk.compare_editions(ask).unwrap();
    let sections: Vec<&str> = found
        .iter()
        .map(|it| it.article.as_ref().map_or(it.section.as_str(), |slug| slug.as_str()))
        .collect();
    for article in ["tesseral-laboratoire", "mots-de-passe", "fichiers-fragiles", "teaser"] {
        assert!(sections.contains(&article), "{article}: {sections:?}");
    }
    assert!(!sections.contains(&"puces-dormantes"), "what is the same is not told");
    let dossier = found
        .iter()
        .find(|it| it.article.as_ref().is_some_and(|it| it.as_str() == "fichiers-fragiles"));
    let dossier = dossier.unwrap();
    assert!(dossier.same > 3 && dossier.headline);
    assert!(dossier.rows.iter().any(|row| row.left.is_none() && row.right.is_some()));
    let same = CompareEditions { date, left: left.clone(), right: left.clone() };
    assert!(desk.compare_editions(same).unwrap().is_empty());
    let unknown = CompareEditions { date, left, right: "autre".parse().unwrap() };
    assert_eq!(desk.compare_editions(unknown).unwrap_err().code, "edition.unknown");
}

#[test]
fn a_third_edition_is_defined_and_printed() {
    let (_above, desk) = demo();
    let plan = |key: &str, name: &str, open| EditionPlan {
        key: key.parse().unwrap(),
        name: name.into(),
        open,
    };
    let mut editions = desk.newsroom(()).unwrap().publication.editions;
    editions.push(plan("presse", "Presse", true));
    let saved = desk.save_editions(SaveEditions { editions: editions.clone() }).unwrap();
    assert_eq!(saved.publication.editions.len(), 3);
    let leaving = desk.list_leaving(Desk::demo_issue().unwrap()).unwrap();
    assert!(leaving.iter().any(|file| file.path == "email/presse.eml"));
    editions.push(plan("presse", "Encore", false));
    let twice = desk.save_editions(SaveEditions { editions }).unwrap_err();
    assert_eq!(twice.code, "editions.unsound");
    let none = desk.save_editions(SaveEditions { editions: Vec::new() }).unwrap_err();
    assert_eq!(none.code, "editions.none");
}
