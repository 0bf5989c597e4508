//! The past of a draft: any moment gives exactly its words, and what was undone stays undone.

use desk::{
    Desk,
    wire::{
        drafts::{EditDraft, Fields, ReviseDraft, StartDraft, Update},
        newsroom::SignAs,
        past::{
            Moment, NameMoment, PieceOf, PieceRead, ReadMoment, RecallUndo, Recalled,
            RestoreMoment, Way, What,
        },
    },
};
use newsroom::{ArticleKind, Draft, DraftState, Gesture, Language};
use proptest::prelude::*;
use sync::{Change, DraftText, Past, Piece, differences};

use crate::clock::TestClock;

fn words() -> impl Strategy<Value = String> {
    proptest::collection::vec(
        prop_oneof![
            Just("a"),
            Just("é"),
            Just("’"),
            Just("🗞"),
            Just("\n"),
            Just(" "),
            Just("mot"),
            Just("\u{202f}!"),
        ],
        0..10,
    )
    .prop_map(|parts| parts.concat())
}

fn applied(text: &str, change: &Change) -> String {
    let mut draft = DraftText::new();
    draft.replace(text).unwrap();
    draft.apply(change).unwrap();
    draft.text()
}

proptest! {
    #[test]
    fn two_changes_are_one(first in words(), second in words(), third in words()) {
        let (a, b) = (Change::between(&first, &second), Change::between(&second, &third));
        prop_assert_eq!(applied(&first, &a), second);
        prop_assert_eq!(applied(&first, &a.then(&b)), third);
    }

    #[test]
    fn texts_laid_one_over_the_other_give_both(old in words(), new in words()) {
        let (mut then, mut now) = (String::new(), String::new());
        for piece in differences(&old, &new) {
            match piece {
                Piece::Same(words) => { then += &words; now += &words; }
                Piece::Gone(words) => then += &words,
                Piece::Come(words) => now += &words,
            }
        }
        prop_assert_eq!((then, now), (old, new));
    }

    #[test]
    fn every_moment_of_a_journal_gives_its_words(texts in proptest::collection::vec(words(), 1..12)) {
        let mut draft = DraftText::new();
        let mut journal = vec![draft.checkpoint().unwrap()];
        draft.take_update().unwrap();
        let mut moments = vec![String::new()];
        for text in &texts {
            draft.replace(text).unwrap();
            journal.push(draft.take_update().unwrap());
            moments.push(draft.text());
        }
        journal.retain(|update| !update.is_empty());
        moments.dedup();
        let past = Past::read(&journal).unwrap();
        for (at, moment) in moments.iter().enumerate() {
            prop_assert_eq!(&past.text_after(at + 1), moment);
        }
        let groups: Vec<usize> = (0..journal.len()).collect();
        let (runs, sizes) = past.trace(&groups);
        let length: usize = runs.iter().map(|run| run.units).sum();
        prop_assert_eq!(length, draft.length());
        let come: usize = sizes.iter().map(|size| size.come).sum();
        let gone: usize = sizes.iter().map(|size| size.gone).sum();
        prop_assert_eq!(come - gone, draft.length());
    }

    #[test]
    fn the_past_of_texts_that_were_merged_adds_up(
        base in words(), ours in proptest::collection::vec(words(), 1..5),
        theirs in proptest::collection::vec(words(), 1..5),
    ) {
        let mut a = DraftText::new();
        a.replace(&base).unwrap();
        let first = a.checkpoint().unwrap();
        let mut b = DraftText::open(Some(&first), &[] as &[Vec<u8>]).unwrap();
        a.take_update().unwrap();
        let mut journal = vec![first];
        let mut from_b = Vec::new();
        for text in &theirs {
            b.replace(text).unwrap();
            from_b.push(b.take_update().unwrap());
        }
        for text in &ours {
            a.replace(text).unwrap();
            journal.push(a.take_update().unwrap());
        }
        from_b.retain(|update| !update.is_empty());
        a.merge(&from_b).unwrap();
        journal.extend(from_b);
        journal.retain(|update| !update.is_empty());
        let past = Past::read(&journal).unwrap();
        prop_assert_eq!(past.text_after(journal.len()), a.text());
        prop_assert_eq!(past.steps().len(), journal.len());
    }
}

fn newsroom() -> (Desk, TestClock) {
    let clock = TestClock::default();
    (Desk::in_memory("Le Pli", clock.clone()).unwrap(), clock)
}

fn sign(desk: &Desk, name: &str) {
    desk.sign_as(SignAs { name: name.into() }).unwrap();
}

fn start(desk: &Desk, headline: &str) -> Draft {
    let ask = StartDraft { kind: ArticleKind::Story, headline: headline.into() };
    desk.start_draft(ask).unwrap()
}

/// Makes the text `words` in one update made with `gesture`.
fn write(desk: &Desk, draft: &Draft, words: &str, gesture: Gesture) {
    let opened = desk.open_draft(draft.id).unwrap();
    let changes = Change::between(&opened.text, words).to_json();
    let updates = vec![Update { client_id: "test".into(), changes, gesture }];
    let version = opened.version;
    let ask = EditDraft { draft: draft.id, version, updates, preview: None, typed: None };
    assert!(desk.edit_draft(ask).unwrap().accepted);
}

fn moments(desk: &Desk, draft: &Draft) -> Vec<Moment> {
    desk.draft_past(draft.id).unwrap().moments
}

/// The text of then, out of what a reader is shown.
fn then(pieces: &[PieceRead]) -> String {
    let of_then = pieces.iter().filter(|piece| piece.of != PieceOf::Now);
    of_then.map(|piece| piece.words.as_str()).collect()
}

fn read(desk: &Desk, draft: &Draft, seq: i64) -> String {
    then(&desk.read_moment(ReadMoment { draft: draft.id, seq }).unwrap().text)
}

#[test]
fn who_works_in_one_go_is_one_moment_and_who_pauses_or_takes_over_begins_another() {
    let (desk, clock) = newsroom();
    sign(&desk, "Inès Vasseur");
    let draft = start(&desk, "Puces");
    for words in ["Un", "Un deux", "Un deux trois"] {
        clock.pass(60_000);
        write(&desk, &draft, words, Gesture::Own);
    }
    clock.pass(20 * 60_000);
    write(&desk, &draft, "Un trois", Gesture::Own);
    sign(&desk, "Bruno Le Guen");
    write(&desk, &draft, "Un trois quatre", Gesture::Own);

    let past = moments(&desk, &draft);
    let told: Vec<_> =
        past.iter().map(|it| (it.who.as_str(), &it.what, it.come, it.gone)).collect();
    assert_eq!(
        told,
        [
            ("Inès Vasseur", &What::Started, 0, 0),
            ("Inès Vasseur", &What::Written, 13, 0),
            ("Inès Vasseur", &What::Written, 0, 5),
            ("Bruno Le Guen", &What::Written, 7, 0),
        ]
    );
    assert_eq!(past[1].at - past[1].from, 120_000);
    assert_eq!(read(&desk, &draft, past[1].seq), "Un deux trois");
    assert_eq!(read(&desk, &draft, past[3].seq), "Un trois quatre");
}

#[test]
fn a_moment_is_read_under_the_text_of_now_and_brought_back_as_a_change_that_can_be_undone() {
    let (desk, clock) = newsroom();
    let draft = start(&desk, "Puces");
    write(&desk, &draft, "La puce dort.\n\nElle rêve.", Gesture::Own);
    clock.pass(3_600_000);
    write(&desk, &draft, "La puce veille.\n\nElle rêve.", Gesture::Own);

    let first = moments(&desk, &draft)[1].seq;
    let shown = desk.read_moment(ReadMoment { draft: draft.id, seq: first }).unwrap();
    let piece = |of, words: &str| PieceRead { of, words: words.into() };
    assert_eq!(
        shown.text,
        [
            piece(PieceOf::Both, "La puce "),
            piece(PieceOf::Then, "dort"),
            piece(PieceOf::Now, "veille"),
            piece(PieceOf::Both, ".\n\nElle rêve."),
        ]
    );
    assert_eq!(shown.lines.map(|lines| then(&lines.headline)).as_deref(), Some("Puces"));

    let back =
        desk.restore_moment(RestoreMoment { draft: draft.id, seq: first, only: None }).unwrap();
    let update =
        |gesture| Update { client_id: "test".into(), changes: back.changes.clone(), gesture };
    let updates = vec![update(Gesture::Restore)];
    let ask =
        EditDraft { draft: draft.id, version: back.version, updates, preview: None, typed: None };
    assert!(desk.edit_draft(ask).unwrap().accepted);
    assert_eq!(desk.open_draft(draft.id).unwrap().text, "La puce dort.\n\nElle rêve.");
    let last = moments(&desk, &draft).pop().unwrap();
    assert_eq!(last.what, What::Restored);
    let recalled = recall(&desk, &draft);
    assert_eq!(recalled.steps.last().map(|step| step.way), Some(Way::Own));
}

#[test]
fn one_place_that_differs_is_brought_back_and_the_others_stay() {
    let then = "La puce dort.\n\nElle rêve de silence.\n\nFin.";
    let now = "La puce veille.\n\nElle rêve.\n\nFin, et rien d’autre.";
    let (desk, _clock) = newsroom();
    let draft = start(&desk, "Puces");
    write(&desk, &draft, then, Gesture::Own);
    let seq = moments(&desk, &draft).last().unwrap().seq;
    desk.name_moment(NameMoment { draft: draft.id, seq: None, name: "là".into() }).unwrap();
    write(&desk, &draft, now, Gesture::Own);
    let shown = desk.read_moment(ReadMoment { draft: draft.id, seq }).unwrap();
    let back = |only| {
        let back = desk.restore_moment(RestoreMoment { draft: draft.id, seq, only }).unwrap();
        assert_eq!(back.version, shown.version);
        assert!(only.is_none() || back.fields.is_none());
        let change = Change::from_json(&back.changes).unwrap();
        let mut text = DraftText::new();
        text.apply(&Change::insert(0, now, 0)).unwrap();
        text.apply(&change).unwrap();
        text.text()
    };
    assert_eq!(back(Some(0)), now.replace("veille", "dort"));
    assert_eq!(back(Some(1)), now.replace("rêve.", "rêve de silence."));
    assert_eq!(back(Some(2)), now.replace(", et rien d’autre", ""));
    assert_eq!(back(Some(3)), now);
    assert_eq!(back(None), then);
}

#[test]
fn what_a_person_wrote_around_a_text_can_be_taken_back_after_the_window_was_closed() {
    let (desk, clock) = newsroom();
    sign(&desk, "Inès Vasseur");
    let draft = start(&desk, "Puces");
    let title = |words: &str, pause: i64| {
        clock.pass(pause);
        let fields = Fields { headline: Some(words.into()), ..Fields::default() };
        desk.revise_draft(ReviseDraft { draft: draft.id, fields, preview: None }).unwrap();
    };
    let recalled = || {
        let line = desk.recall_lines(draft.id).unwrap().headline;
        (line.done.join("|"), line.now, line.undone.join("|"))
    };
    let said = |done: &str, now: &str, undone: &str| (done.into(), now.into(), undone.into());
    assert_eq!(recalled(), said("", "Puces", ""));

    // Letters that follow one another are one step; a pause begins another.
    for words in ["Puces n", "Puces no", "Puces noires"] {
        title(words, 100);
    }
    title("Puces noires, puces", 5_000);
    assert_eq!(recalled(), said("Puces|Puces noires", "Puces noires, puces", ""));

    // What was taken back can be done again, and nothing more once something else is written.
    title("Puces noires", 3_000);
    title("Puces", 100);
    assert_eq!(recalled(), said("", "Puces", "Puces noires, puces|Puces noires"));
    title("Puces noires", 100);
    assert_eq!(recalled(), said("Puces", "Puces noires", "Puces noires, puces"));
    title("Puces rousses", 3_000);
    assert_eq!(recalled(), said("Puces|Puces noires", "Puces rousses", ""));
    assert_eq!(desk.recall_lines(draft.id).unwrap().kicker.done, [""; 0]);

    // Another’s words are not this person’s to take back.
    sign(&desk, "Bruno Le Guen");
    title("Puces grises", 3_000);
    assert_eq!(recalled(), said("Puces rousses", "Puces grises", ""));
    sign(&desk, "Inès Vasseur");
    assert_eq!(recalled(), said("", "Puces grises", ""));
}

#[test]
fn a_moment_keeps_the_name_it_was_given_and_its_words() {
    let (desk, clock) = newsroom();
    sign(&desk, "Inès Vasseur");
    let draft = start(&desk, "Puces");
    write(&desk, &draft, "Avant", Gesture::Own);
    let name = |seq, name: &str| NameMoment { draft: draft.id, seq, name: name.into() };
    desk.name_moment(name(None, " avant relecture ")).unwrap();
    clock.pass(1_000);
    write(&desk, &draft, "Après", Gesture::Own);
    let past = moments(&desk, &draft);
    let named = past.iter().find(|it| it.name.as_deref() == Some("avant relecture")).unwrap();
    assert_eq!((&named.what, named.who.as_str()), (&What::Named, "Inès Vasseur"));
    assert_eq!(read(&desk, &draft, named.seq), "Avant");

    let written = past[1].seq;
    desk.name_moment(name(Some(written), "premier jet")).unwrap();
    assert_eq!(moments(&desk, &draft)[1].name.as_deref(), Some("premier jet"));
    desk.name_moment(name(Some(written), "")).unwrap();
    assert_eq!(moments(&desk, &draft)[1].name, None);

    write(&desk, &draft, "Après tout", Gesture::Own);
    write(&desk, &draft, "Après tout cela", Gesture::Own);
    let now = desk.read_moment(ReadMoment { draft: draft.id, seq: i64::MAX }).unwrap();
    let step = now.before.unwrap();
    desk.name_moment(name(Some(step), "presque")).unwrap();
    let named = moments(&desk, &draft).into_iter().find(|it| it.seq == step).unwrap();
    assert_eq!(named.name.as_deref(), Some("presque"));
    assert_eq!(read(&desk, &draft, step), "Après tout");
}

#[test]
fn a_state_a_placing_and_a_publication_are_moments() {
    let above = tempfile::tempdir().unwrap();
    let folder = above.path().join("pli.marbre");
    let desk = Desk::found_demo(&folder, TestClock::default()).unwrap();
    let date = Desk::demo_issue().unwrap();
    let issue = desk.open_issue(date).unwrap();
    let draft = issue.articles.values().next().unwrap().draft.clone();
    let what = |desk: &Desk| moments(desk, &draft).pop().unwrap().what;
    assert_eq!(what(&desk), What::Imported);
    let fields = Fields { state: Some(DraftState::Reviewed), ..Fields::default() };
    desk.revise_draft(ReviseDraft { draft: draft.id, fields, preview: None }).unwrap();
    assert_eq!(what(&desk), What::State { state: DraftState::Reviewed });
    desk.close_issue(date).unwrap();
    assert_eq!(what(&desk), What::Published { issue: date });
    desk.close().unwrap();
    assert_eq!(desk::verify(&folder).unwrap().damages, [] as [String; 0]);
}

#[test]
fn every_passage_says_who_wrote_it() {
    let (desk, _) = newsroom();
    sign(&desk, "Inès Vasseur");
    let draft = start(&desk, "Puces");
    write(&desk, &draft, "La puce dort", Gesture::Own);
    sign(&desk, "Bruno Le Guen");
    write(&desk, &draft, "La petite puce dort", Gesture::Own);
    let told = desk.who_wrote(draft.id).unwrap();
    let passages: Vec<_> = told.passages.iter().map(|it| (it.units, it.who.as_str())).collect();
    assert_eq!(passages, [(3, "Inès Vasseur"), (7, "Bruno Le Guen"), (9, "Inès Vasseur")]);
    assert_eq!(told.version, 2);
}

fn recall(desk: &Desk, draft: &Draft) -> Recalled {
    let version = desk.open_draft(draft.id).unwrap().version;
    desk.recall_undo(RecallUndo { draft: draft.id, version }).unwrap()
}

fn made_again(recalled: &Recalled) -> String {
    let mut text = DraftText::new();
    text.replace(&recalled.text).unwrap();
    for step in &recalled.steps {
        text.apply(&Change::from_json(&step.changes).unwrap()).unwrap();
    }
    text.text()
}

#[test]
fn what_another_wrote_is_not_among_the_steps_to_undo() {
    let (desk, _) = newsroom();
    sign(&desk, "Inès Vasseur");
    let draft = start(&desk, "Puces");
    write(&desk, &draft, "Un", Gesture::Own);
    write(&desk, &draft, "Un deux", Gesture::Joined);
    sign(&desk, "Bruno Le Guen");
    write(&desk, &draft, "Un deux, dit-il", Gesture::Own);
    sign(&desk, "Inès Vasseur");
    write(&desk, &draft, "Un deux, dit-elle", Gesture::Own);
    write(&desk, &draft, "Un deux, dit-il", Gesture::Undo);

    let recalled = recall(&desk, &draft);
    let ways: Vec<Way> = recalled.steps.iter().map(|step| step.way).collect();
    assert_eq!(ways, [Way::Own, Way::Other, Way::Own, Way::Undo]);
    assert_eq!((recalled.text.as_str(), &*made_again(&recalled)), ("", "Un deux, dit-il"));
}

#[test]
fn the_last_two_hundred_steps_can_be_undone_after_a_restart_and_not_what_a_file_brought() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("pli.marbre");
    let desk = Desk::found_demo(&folder, TestClock::default()).unwrap();
    let draft = desk.read_draft(desk.list_drafts(()).unwrap()[0].id).unwrap();
    let brought = desk.open_draft(draft.id).unwrap().text;
    assert!(recall(&desk, &draft).steps.is_empty());
    for step in 0..260 {
        write(&desk, &draft, &format!("{brought} {step}"), Gesture::Own);
    }
    desk.close().unwrap();
    let desk = Desk::open(&folder, TestClock::default()).unwrap();
    let recalled = recall(&desk, &draft);
    assert_eq!(recalled.steps.len(), 240);
    assert_eq!(made_again(&recalled), desk.open_draft(draft.id).unwrap().text);
}

fn gestures() -> impl Strategy<Value = Gesture> {
    prop_oneof![
        Just(Gesture::Own),
        Just(Gesture::Joined),
        Just(Gesture::Undo),
        Just(Gesture::Restore),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_text_reads_the_same_at_every_rank_of_its_journal_through_restarts(
        edits in proptest::collection::vec((words(), gestures(), any::<bool>(), any::<bool>()), 1..14),
    ) {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("pli.marbre");
        let clock = TestClock::default();
        let mut desk = Desk::found(&folder, "Le Pli", Language::Fr, clock.clone()).unwrap();
        let draft = start(&desk, "Puces");
        let mut texts = vec![String::new()];
        for (text, gesture, restarts, another) in edits {
            if restarts {
                // Dropped, as a killed process leaves it: nothing is folded.
                drop(desk);
                desk = Desk::open(&folder, TestClock::default()).unwrap();
            }
            if text == *texts.last().unwrap() {
                continue;
            }
            sign(&desk, if another { "Bruno" } else { "Inès" });
            write(&desk, &draft, &text, gesture);
            texts.push(text);
        }
        let mut seq = Some(i64::MAX);
        for text in texts.iter().rev() {
            let Some(at) = seq else { break };
            let shown = desk.read_moment(ReadMoment { draft: draft.id, seq: at }).unwrap();
            let now: String = shown.text.iter().filter(|piece| piece.of != PieceOf::Then)
                .map(|piece| piece.words.as_str()).collect();
            prop_assert_eq!(&now, texts.last().unwrap());
            if at == i64::MAX {
                prop_assert_eq!(&then(&shown.text), text);
            }
            prop_assert!(texts.contains(&then(&shown.text)));
            seq = shown.before;
        }
        let last = texts.last().unwrap();
        prop_assert_eq!(&made_again(&recall(&desk, &draft)), last);
        let told = desk.who_wrote(draft.id).unwrap();
        let units: u32 = told.passages.iter().map(|it| it.units).sum();
        prop_assert_eq!(units as usize, last.encode_utf16().count());
        desk.close().unwrap();
        prop_assert_eq!(desk::verify(&folder).unwrap().damages, [] as [String; 0]);
    }
}
