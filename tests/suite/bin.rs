//! The bin: what was thrown away comes back whole, and nothing goes without a word.

use desk::{
    Desk, Fault,
    wire::{
        bin::BinDrafts,
        drafts::{EditDraft, StartDraft, Update},
        newsroom::SignAs,
        past::What,
        search::SearchWords,
    },
};
use newsroom::{ArticleKind, Draft, DraftId, Gesture, IssueDate};
use store::{KEPT_OF_A_DRAFT, Store};
use sync::Change;
use tempfile::TempDir;

use crate::clock::TestClock;

fn demo() -> (TempDir, Desk, IssueDate) {
    let above = tempfile::tempdir().unwrap();
    let desk = Desk::found_demo(&above.path().join("pli.marbre"), TestClock::default()).unwrap();
    (above, desk, Desk::demo_issue().unwrap())
}

fn written(desk: &Desk, words: &str) -> Draft {
    let ask = StartDraft { kind: ArticleKind::Story, headline: "Les puces".into() };
    let draft = desk.start_draft(ask).unwrap();
    let changes = Change::insert(0, words, 0).to_json();
    let updates = vec![Update { client_id: "test".into(), changes, gesture: Gesture::Own }];
    let ask = EditDraft { draft: draft.id, version: 0, updates, preview: None, typed: None };
    assert!(desk.edit_draft(ask).unwrap().accepted);
    draft
}

fn throw(desk: &Desk, draft: DraftId, placed: bool) -> Result<usize, Fault> {
    Ok(desk.bin_drafts(BinDrafts { drafts: vec![draft], placed })?.len())
}

fn listed(desk: &Desk, id: DraftId) -> bool {
    desk.list_drafts(()).unwrap().iter().any(|it| it.id == id)
}

fn found(desk: &Desk, words: &str) -> usize {
    desk.search_words(SearchWords { words: words.into(), limit: 10 }).unwrap().len()
}

#[test]
fn a_draft_in_the_bin_is_out_of_sight_and_comes_back_whole() {
    let (above, desk, _) = demo();
    desk.sign_as(SignAs { name: "Inès Vasseur".into() }).unwrap();
    let draft = written(&desk, "zygomatique");
    assert_eq!(throw(&desk, draft.id, false).unwrap(), 1);
    assert!(!listed(&desk, draft.id));
    assert_eq!(found(&desk, "zygomatique"), 0);
    let binned = desk.list_bin(()).unwrap().remove(0);
    assert_eq!((&binned.draft, binned.who.as_str()), (&draft, "Inès Vasseur"));
    desk.close().unwrap();

    let folder = above.path().join("pli.marbre");
    let desk = Desk::open(&folder, TestClock::default()).unwrap();
    let back = desk.unbin_drafts(vec![draft.id]).unwrap().remove(0);
    assert_eq!((&back.draft, back.issue, back.lost), (&draft, None, None));
    assert!(listed(&desk, draft.id) && desk.list_bin(()).unwrap().is_empty());
    assert_eq!(found(&desk, "zygomatique"), 1);
    assert_eq!(desk.open_draft(draft.id).unwrap().text, "zygomatique");
    let told: Vec<What> =
        desk.draft_past(draft.id).unwrap().moments.into_iter().map(|it| it.what).collect();
    assert_eq!(told, [What::Started, What::Written, What::Binned, What::Unbinned]);
}

#[test]
fn a_placed_draft_asks_first_and_finds_its_place_again() {
    let (_above, desk, date) = demo();
    let before = desk.open_issue(date).unwrap();
    let slug = before.plan.line_up.articles().nth(1).unwrap().0.clone();
    let id = before.articles[&slug].draft.id;
    let refused = throw(&desk, id, false).unwrap_err();
    assert_eq!(
        (refused.code.as_str(), &*refused.params["date"]),
        ("bin.placed", &*date.to_string())
    );
    assert!(listed(&desk, id));

    throw(&desk, id, true).unwrap();
    assert!(!desk.open_issue(date).unwrap().articles.contains_key(&slug));
    assert_eq!(desk.list_bin(()).unwrap()[0].issue, Some(date));
    let back = desk.unbin_drafts(vec![id]).unwrap().remove(0);
    assert_eq!((back.issue, back.lost), (Some(date), None));
    assert_eq!(desk.open_issue(date).unwrap().plan, before.plan);
}

#[test]
fn a_place_that_was_taken_meanwhile_is_said_to_be_lost() {
    let (_above, desk, date) = demo();
    let before = desk.open_issue(date).unwrap();
    let (slug, slot) = before.plan.line_up.articles().next().unwrap();
    let (id, role) = (before.articles[slug].draft.id, slot.role);
    throw(&desk, id, true).unwrap();
    let other = written(&desk, "autre");
    let ask = desk::wire::issues::PlaceDraft { draft: other.id, date, role };
    desk.place_draft(ask).unwrap();
    let back = desk.unbin_drafts(vec![id]).unwrap().remove(0);
    assert_eq!((back.issue, back.lost), (None, Some(date)));
    assert!(listed(&desk, id));
}

#[test]
fn what_was_published_cannot_be_thrown_away() {
    let (_above, desk, date) = demo();
    let id = desk.open_issue(date).unwrap().articles.values().next().unwrap().draft.id;
    desk.close_issue(date).unwrap();
    assert_eq!(throw(&desk, id, true).unwrap_err().code, "store.closed");
}

#[test]
fn emptying_removes_what_it_names_and_the_journal_keeps_its_words() {
    let (above, desk, _) = demo();
    let (gone, stays) = (written(&desk, "zygomatique"), written(&desk, "xylophone"));
    desk.bin_drafts(BinDrafts { drafts: vec![gone.id, stays.id], placed: false }).unwrap();
    let left = desk.empty_bin(vec![gone.id]).unwrap();
    assert_eq!(left.iter().map(|it| it.draft.id).collect::<Vec<_>>(), [stays.id]);
    assert!(desk.open_draft(gone.id).is_err());
    assert!(desk.empty_bin(vec![desk.list_drafts(()).unwrap()[0].id]).is_err());
    desk.close().unwrap();

    let folder = above.path().join("pli.marbre");
    let store = Store::open(&folder).unwrap();
    let kept = store.read(|reader| reader.draft_journal(gone.id, 0)).unwrap();
    let updates: Vec<Vec<u8>> =
        kept.into_iter().filter(store::JournalEntry::is_text).map(|it| it.payload).collect();
    assert_eq!(sync::DraftText::open(None, &updates).unwrap().text(), "zygomatique");
    store.close().unwrap();
    assert_eq!(desk::verify(&folder).unwrap().damages, [] as [String; 0]);
}

#[test]
fn everything_that_points_to_a_draft_goes_with_it() {
    let known: Vec<&str> = KEPT_OF_A_DRAFT.iter().map(|(table, _)| *table).collect();
    for step in store::shipped() {
        for table in step.sql.split("CREATE TABLE ").skip(1) {
            let (name, body) = table.split_once('(').unwrap();
            let body = body.split(") STRICT").next().unwrap();
            if body.contains("REFERENCES drafts") {
                assert!(
                    known.contains(&name.trim()),
                    "`{}` is not emptied with a draft",
                    name.trim()
                );
            }
        }
    }
}
