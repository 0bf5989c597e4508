//! The life of a draft: its lines in lists, its place, its states, and what stands in its margin.

use std::{
    fs,
    path::Path,
    sync::{Arc, Mutex},
};

use desk::{
    Desk,
    wire::{
        drafts::{CountParts, EditDraft, Fields, MoveDrafts, ReviseDraft, StartDraft, Update},
        events::Event,
        exports::ExportIssue,
        imports::ImportPaths,
        issues::ChangeTemplate,
        margin::{AddNote, Margin, ReplyToNote, ResolveNote},
        newsroom::SignAs,
        preview::{Medium, PreviewScope, ShowPreview},
        search::SearchWords,
    },
};
use newsroom::{
    ArticleKind, Budget, Draft, DraftState, EditionKey, HouseStyle, Language, PlanChange, SlotRole,
};
use serde_json::json;
use tempfile::TempDir;

use crate::clock::TestClock;

fn desk() -> Desk {
    Desk::in_memory("Le Pli", TestClock::default()).unwrap()
}

fn on_disk() -> (TempDir, Desk) {
    let above = tempfile::tempdir().unwrap();
    let folder = above.path().join("pli.marbre");
    let desk = Desk::found(&folder, "Le Pli", Language::Fr, TestClock::default()).unwrap();
    (above, desk)
}

fn start(desk: &Desk, headline: &str) -> Draft {
    let ask = StartDraft { kind: ArticleKind::Story, headline: headline.into() };
    desk.start_draft(ask).unwrap()
}

/// Puts `words` in the place of what stands from `from` to `to`, as an editor would.
fn replace(desk: &Desk, draft: &Draft, (from, to): (usize, usize), words: &str) {
    let opened = desk.open_draft(draft.id).unwrap();
    let length = opened.text.encode_utf16().count();
    let lines: Vec<_> = words.split('\n').map(|line| json!(line)).collect();
    let change = [vec![json!(to - from)], lines].concat();
    let mut changes = vec![json!(from), json!(change), json!(length - to)];
    changes.retain(|part| *part != json!(0));
    let update = Update {
        client_id: "test".into(),
        changes: json!(changes),
        gesture: newsroom::Gesture::Own,
    };
    let ask = EditDraft {
        draft: draft.id,
        version: opened.version,
        updates: vec![update],
        preview: None,
        typed: None,
    };
    assert!(desk.edit_draft(ask).unwrap().accepted);
}

fn text(desk: &Desk, draft: &Draft) -> String {
    desk.open_draft(draft.id).unwrap().text
}

/// Where `words` stand in the text of a draft, in UTF-16 units.
fn place(desk: &Desk, draft: &Draft, words: &str) -> (usize, usize) {
    let text = text(desk, draft);
    let units = |text: &str| text.encode_utf16().count();
    let at = units(&text[..text.find(words).unwrap()]);
    (at, at + units(words))
}

fn note(desk: &Desk, draft: &Draft, words: &str, says: &str) -> Margin {
    let (from, to) = place(desk, draft, words);
    let [from, to] = [from, to].map(|at| u32::try_from(at).unwrap());
    let version = desk.open_draft(draft.id).unwrap().version;
    desk.add_note(AddNote { draft: draft.id, version, from, to, text: says.into() }).unwrap()
}

/// The words that the first note is about now; none when it is an orphan.
fn noted(desk: &Desk, draft: &Draft) -> Option<String> {
    let (from, to) = desk.margin(draft.id).unwrap().notes[0].span?;
    let text: Vec<u16> = text(desk, draft).encode_utf16().collect();
    Some(String::from_utf16(&text[from as usize..to as usize]).unwrap())
}

#[test]
fn a_note_follows_its_words_through_edits_and_a_restart() {
    let (above, desk) = on_disk();
    let draft = start(&desk, "Puces");
    replace(&desk, &draft, (0, 0), "Émoji 🦭 d’abord. Le chiffre de 500 milliards est faux.");
    note(&desk, &draft, "500 milliards", "D’où vient-il ?");
    replace(&desk, &draft, (0, 0), "Une ouverture 🎉.\n\n");
    assert_eq!(noted(&desk, &draft).unwrap(), "500 milliards");
    let (from, _) = place(&desk, &draft, " milliards");
    replace(&desk, &draft, (from, from), "0");
    assert_eq!(noted(&desk, &draft).unwrap(), "5000 milliards", "what is typed inside is inside");
    desk.close().unwrap();

    let desk = Desk::open(&above.path().join("pli.marbre"), TestClock::default()).unwrap();
    assert_eq!(noted(&desk, &draft).unwrap(), "5000 milliards");
    let kept = &desk.margin(draft.id).unwrap().notes[0].note;
    assert_eq!((kept.words.as_str(), kept.text.as_str()), ("500 milliards", "D’où vient-il ?"));
}

#[test]
fn a_note_whose_words_are_gone_is_kept_and_found_again_when_they_come_back() {
    let desk = desk();
    let draft = start(&desk, "Puces");
    replace(&desk, &draft, (0, 0), "Le port de Brest rouvre. La grève continue.");
    note(&desk, &draft, "port de Brest", "Vérifie le nom.");
    replace(&desk, &draft, place(&desk, &draft, "Le port de Brest rouvre. "), "");
    assert_eq!(noted(&desk, &draft), None);
    assert_eq!(desk.margin(draft.id).unwrap().notes.len(), 1, "it is not lost");

    // Cut and pasted elsewhere: other letters, the same words.
    replace(&desk, &draft, (0, 0), "Le port de Brest rouvre. ");
    assert_eq!(noted(&desk, &draft).unwrap(), "port de Brest");
    let (from, to) = place(&desk, &draft, "de Brest");
    replace(&desk, &draft, (from, to), "du Havre");
    assert_eq!(noted(&desk, &draft).unwrap(), "port du Havre", "it holds on to the new letters");
}

#[test]
fn a_note_is_answered_resolved_and_counted_in_the_list() {
    let desk = desk();
    let draft = start(&desk, "Puces");
    replace(&desk, &draft, (0, 0), "Un mot.");
    let open = || desk.list_drafts(()).unwrap()[0].notes;
    let note = note(&desk, &draft, "mot", " Lequel ? ").notes[0].note.clone();
    assert_eq!((note.text.as_str(), open()), ("Lequel ?", 1));
    desk.reply_to_note(ReplyToNote { note: note.id, text: "Celui-ci.".into() }).unwrap();
    let ask = |resolved| ResolveNote { note: note.id, resolved };
    let margin = desk.resolve_note(ask(true)).unwrap();
    assert_eq!(margin.notes[0].note.replies[0].text, "Celui-ci.");
    assert!(margin.notes[0].note.resolved.is_some());
    assert_eq!(open(), 0);
    desk.resolve_note(ask(false)).unwrap();
    assert_eq!(open(), 1);
}

#[test]
fn a_note_about_nothing_or_on_a_text_that_moved_is_refused() {
    let desk = desk();
    let draft = start(&desk, "Puces");
    replace(&desk, &draft, (0, 0), "Un mot.");
    let version = desk.open_draft(draft.id).unwrap().version;
    let ask = |version, from, to, text: &str| {
        let ask = AddNote { draft: draft.id, version, from, to, text: text.into() };
        desk.add_note(ask).unwrap_err().code
    };
    assert_eq!(ask(version, 2, 2, "Vide"), "note.nothing");
    assert_eq!(ask(version, 3, 300, "Trop loin"), "note.nothing");
    assert_eq!(ask(version, 0, 2, "  \n"), "note.empty");
    assert_eq!(ask(version + 1, 0, 2, "Un"), "note.moved");
    assert!(desk.margin(draft.id).unwrap().notes.is_empty());
}

fn everything_under(folder: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            bytes.extend(everything_under(&path));
        } else {
            bytes.extend(fs::read(path).unwrap());
        }
    }
    bytes
}

#[test]
fn no_note_is_ever_printed_or_exported() {
    const SECRET: &str = "Entre-nous-seulement";
    let above = tempfile::tempdir().unwrap();
    let desk = Desk::found_demo(&above.path().join("pli.marbre"), TestClock::default()).unwrap();
    let date = Desk::demo_issue().unwrap();
    let placed = desk.open_issue(date).unwrap().articles;
    for article in placed.into_values() {
        let opened = desk.open_draft(article.draft.id).unwrap();
        let word = opened.text.split_whitespace().next().unwrap().to_owned();
        let margin = note(&desk, &article.draft, &word, SECRET);
        let ask = ReplyToNote { note: margin.notes[0].note.id, text: SECRET.into() };
        desk.reply_to_note(ask).unwrap();
    }
    for edition in [EditionKey::public(), EditionKey::subscribers()] {
        for medium in [Medium::Web, Medium::Email, Medium::Text] {
            let of = PreviewScope::Issue { date };
            let shown = desk.show_preview(ShowPreview {
                of,
                edition: edition.clone(),
                medium,
                simulator: None,
            });
            let page = desk.framed(shown.unwrap().id, "nonce", "pictures").unwrap().html;
            assert!(page.len() > 1_000 && !page.contains(SECRET));
        }
    }
    let to = above.path().join("export");
    let ask = ExportIssue {
        date,
        editions: Vec::new(),
        forms: Vec::new(),
        to: Some(to.display().to_string()),
    };
    desk.export_issue(ask).unwrap();
    let bytes = everything_under(&to);
    assert!(bytes.len() > 10_000);
    assert!(!bytes.windows(SECRET.len()).any(|found| found == SECRET.as_bytes()));
}

#[test]
fn what_is_left_to_do_is_listed_with_its_place() {
    let desk = desk();
    let draft = start(&desk, "Le plan TK de Brest");
    let body = "🦭 STK livre [à vérifier : combien ?] puces, TK euros ; reste à vérifier le reste.";
    replace(&desk, &draft, (0, 0), body);
    let margin = desk.margin(draft.id).unwrap();
    let units: Vec<u16> = body.encode_utf16().collect();
    let found: Vec<_> = margin.to_do.iter().map(|mark| (mark.words.as_str(), mark.span)).collect();
    let [record, checked, to_come] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(*record, ("TK", None));
    for (words, span) in [checked, to_come] {
        let (from, to) = span.unwrap();
        assert_eq!(String::from_utf16(&units[from as usize..to as usize]).unwrap(), *words);
    }
    assert_eq!((checked.0, to_come.0), ("[à vérifier : combien ?]", "TK"));
}

#[test]
fn a_text_without_a_place_has_the_length_that_the_usual_template_gives_its_kind() {
    let above = tempfile::tempdir().unwrap();
    let desk = Desk::found_demo(&above.path().join("pli.marbre"), TestClock::default()).unwrap();
    let usual = |signs| move |kind| (kind, Budget::of(signs));
    let figure = ArticleKind::Figure;
    assert_eq!(
        desk.newsroom(()).unwrap().usual,
        [
            usual(1200)(ArticleKind::Story),
            usual(6200)(ArticleKind::Dossier),
            usual(400)(ArticleKind::Picture),
            usual(500)(figure),
        ]
    );
    let template = desk.newsroom(()).unwrap().publication.template;
    let slot = template.slots().iter().position(|slot| slot.role == SlotRole::Figure).unwrap();
    let plan = |budget| {
        let change = PlanChange::Budget { slot, budget };
        desk.change_template(ChangeTemplate::Slots { rank: 0, change }).unwrap();
        let usual = desk.newsroom(()).unwrap().usual;
        usual.into_iter().find(|(kind, _)| *kind == figure).map(|(_, budget)| budget.signs)
    };
    assert_eq!(plan(Some(700)), Some(700));
    assert_eq!(plan(None), None);
}

#[test]
fn a_house_style_as_it_was_founded_is_not_written_down() {
    // A proof carries it: one more word in it would change the hash of what was signed.
    let written = serde_json::to_value(HouseStyle::default()).unwrap();
    let keys: Vec<&String> = written.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["brief_separator", "read_more", "typography"]);
    let own = HouseStyle { to_do: vec!["XXX".into()], headline_signs: 50, ..HouseStyle::default() };
    let again: HouseStyle = serde_json::from_value(serde_json::to_value(&own).unwrap()).unwrap();
    assert_eq!(again, own);
}

#[test]
fn a_budget_is_met_within_a_tenth() {
    let Budget { signs, least, most } = Budget::of(2_500);
    assert_eq!((signs, least, most), (2_500, 2_250, 2_750));
}

#[test]
fn parts_of_a_text_are_counted_as_the_whole_is() {
    let desk = desk();
    let draft = start(&desk, "Puces");
    let body = "## Un intertitre\n\nDes **mots** gras 🦭, et [un lien](https://exemple.fr).\n";
    replace(&desk, &draft, (0, 0), body);
    let whole = desk.open_draft(draft.id).unwrap().counts;
    let end = u32::try_from(body.encode_utf16().count()).unwrap();
    let count = |parts| desk.count_parts(CountParts { draft: draft.id, parts }).unwrap();
    assert_eq!(count(vec![(0, end)]), whole);
    assert_eq!(count(vec![(0, end + 99)]), whole, "beyond the end there is nothing");
    let middle = count(vec![(18, 30), (31, 35)]);
    assert_eq!((middle.signs, middle.words), ("Des mots".len() as u32 + 4, 3));
}

#[test]
fn a_change_of_one_draft_tells_of_that_draft_alone() {
    let desk = desk();
    let told = Arc::new(Mutex::new(Vec::new()));
    let heard = told.clone();
    desk.listen(move |event| heard.lock().unwrap().push(event.clone()));
    let draft = start(&desk, "Puces");
    let fields = Fields { headline: Some("Des puces".into()), ..Fields::default() };
    desk.revise_draft(ReviseDraft { draft: draft.id, fields, preview: None }).unwrap();
    let told = told.lock().unwrap();
    let listed: Vec<_> = told
        .iter()
        .map(|event| match event {
            Event::DraftListed { summary } => summary.headline.clone(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(listed, ["Puces", "Des puces"]);
    let [line] = desk.list_drafts(()).unwrap().try_into().unwrap();
    assert_eq!((line.id, line.headline.as_str()), (draft.id, "Des puces"));
}

#[test]
fn a_list_is_told_the_length_of_a_text_whatever_has_it_read() {
    let clock = TestClock::default();
    let desk = Desk::in_memory("Le Pli", clock.clone()).unwrap();
    let draft = start(&desk, "Puces");
    let told = Arc::new(Mutex::new(Vec::new()));
    let heard = told.clone();
    desk.listen(move |event| {
        if let Event::DraftListed { summary } = event {
            heard.lock().unwrap().push(summary.signs);
        }
    });
    replace(&desk, &draft, (0, 0), "Une puce.");
    clock.pass(60_000);
    let hits = desk.search_words(SearchWords { words: "puce".into(), limit: 9 }).unwrap();
    assert_eq!(hits.len(), 1);
    assert_eq!(*told.lock().unwrap(), [9]);
}

#[test]
fn a_list_of_drafts_carries_what_it_says_and_no_more() {
    let (above, desk) = on_disk();
    let files = above.path().join("files");
    fs::create_dir(&files).unwrap();
    let long = "un chapeau interminable ".repeat(40);
    for rank in 0..50 {
        let front = format!("title: Un titre de cinquante signes au plus, {rank}\nsummary: {long}");
        fs::write(files.join(format!("{rank}.md")), format!("---\n{front}\n---\n\n{long}\n"))
            .unwrap();
    }
    desk.import_paths(ImportPaths { paths: vec![files.display().to_string()] }).unwrap();
    let list = desk.list_drafts(()).unwrap();
    assert_eq!(list.len(), 50);
    let bytes = serde_json::to_string(&list).unwrap();
    assert!(!bytes.contains("interminable"));
    assert!(bytes.len() / 50 < 400, "{} bytes a line", bytes.len() / 50);
}

#[test]
fn the_states_of_a_draft_are_told_with_who_and_when() {
    let clock = TestClock::default();
    let desk = Desk::in_memory("Le Pli", clock.clone()).unwrap();
    let draft = start(&desk, "Puces");
    let revise = |fields| {
        clock.pass(60_000);
        desk.revise_draft(ReviseDraft { draft: draft.id, fields, preview: None }).unwrap();
    };
    let to = |state| Fields { state: Some(state), ..Fields::default() };
    revise(Fields { headline: Some("Des puces".into()), ..Fields::default() });
    desk.sign_as(SignAs { name: "Lise Ornano".into() }).unwrap();
    revise(to(DraftState::ToReview));
    revise(to(DraftState::ToReview));
    desk.sign_as(SignAs { name: "Paul Estève".into() }).unwrap();
    revise(to(DraftState::Ready));
    let passed = desk.passages(draft.id).unwrap();
    let states: Vec<_> = passed.iter().map(|passage| passage.state).collect();
    assert_eq!(states, [DraftState::Writing, DraftState::ToReview, DraftState::Ready]);
    let people: Vec<_> = passed.iter().map(|passage| passage.by.who.as_str()).collect();
    assert_eq!(people, ["", "Lise Ornano", "Paul Estève"]);
    let minutes: Vec<_> =
        passed.iter().map(|passage| (passage.by.at - passed[0].by.at) / 60_000).collect();
    assert_eq!(minutes, [0, 2, 4]);
}

#[test]
fn several_drafts_come_to_their_states_together_or_not_at_all() {
    let desk = desk();
    let (one, other) = (start(&desk, "Puces"), start(&desk, "Câbles"));
    let states = || [&one, &other].map(|draft| desk.read_draft(draft.id).unwrap().state);
    let to = |states: [DraftState; 2]| {
        desk.move_drafts(MoveDrafts { drafts: vec![(one.id, states[0]), (other.id, states[1])] })
    };
    to([DraftState::Ready, DraftState::Idea]).unwrap();
    assert_eq!(states(), [DraftState::Ready, DraftState::Idea]);
    assert_eq!(to([DraftState::Spiked, DraftState::Published]).unwrap_err().code, "store.closed");
    assert_eq!(states(), [DraftState::Ready, DraftState::Idea]);
    let passed = desk.passages(one.id).unwrap();
    let passed: Vec<_> = passed.iter().map(|passage| passage.state).collect();
    assert_eq!(passed, [DraftState::Writing, DraftState::Ready]);
}
