//! The newsroom at work, through the door that every host uses.

use std::{
    fs,
    path::Path,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use desk::{
    COMMANDS, Desk, Fault,
    wire::{
        drafts::{EditDraft, Fields, PullDraft, ReviseDraft, StartDraft, Update},
        events::Event,
        exports::{ChooseMailService, ExportForm, ExportIssue},
        issues::{NewIssue, PlaceDraft},
        links::{LookAtLink, OpenLink},
        newsroom::SignAs,
        preview::{
            FindInPreview, LocateBlock, MapPreview, Medium, PatchStep, PreviewPlace, PreviewScope,
            ShowPreview,
        },
        search::SearchWords,
    },
};
use newsroom::{
    ArticleKind, Draft, DraftState, EditionKey, Gesture, IssueDate, IssueState, Language,
    MailService, SlotRole, Visibility,
};
use proptest::prelude::*;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::clock::TestClock;

fn desk() -> Desk {
    Desk::in_memory("Le Pli", TestClock::default()).unwrap()
}

fn demo() -> (TempDir, Desk) {
    let above = tempfile::tempdir().unwrap();
    let desk = Desk::found_demo(&above.path().join("pli.marbre"), TestClock::default()).unwrap();
    (above, desk)
}

fn tomorrow() -> IssueDate {
    Desk::demo_issue().unwrap()
}

fn start(desk: &Desk, headline: &str) -> Draft {
    let ask = StartDraft { kind: ArticleKind::Story, headline: headline.into() };
    desk.start_draft(ask).unwrap()
}

/// Types `words` at UTF-16 offset `at` of a text of `length` units.
fn typed(at: usize, words: &str, length: usize) -> Update {
    let mut changes = Vec::new();
    if at > 0 {
        changes.push(json!(at));
    }
    let mut lines = vec![json!(0)];
    lines.extend(words.split('\n').map(|line| json!(line)));
    changes.push(Value::Array(lines));
    if length > at {
        changes.push(json!(length - at));
    }
    Update { client_id: "test".into(), changes: Value::Array(changes), gesture: Gesture::Own }
}

fn edit(draft: &Draft, version: u32, update: Update, preview: Option<u32>) -> EditDraft {
    EditDraft { draft: draft.id, version, updates: vec![update], preview, typed: None }
}

fn write(desk: &Desk, draft: &Draft, words: &str) {
    let opened = desk.open_draft(draft.id).unwrap();
    let length = opened.text.encode_utf16().count();
    let update = typed(length, words, length);
    assert!(desk.edit_draft(edit(draft, opened.version, update, None)).unwrap().accepted);
}

fn called(desk: &Desk, slug: &str) -> Draft {
    let drafts = desk.list_drafts(()).unwrap();
    let line = drafts.into_iter().find(|line| line.slug.as_str() == slug).unwrap();
    desk.read_draft(line.id).unwrap()
}

fn show(of: PreviewScope, edition: EditionKey, medium: Medium) -> ShowPreview {
    ShowPreview { of, edition, medium, simulator: None }
}

fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    fn walk(root: &Path, folder: &Path, found: &mut Vec<(String, Vec<u8>)>) {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                walk(root, &path, found);
            } else {
                let name = path.strip_prefix(root).unwrap().display().to_string();
                found.push((name, fs::read(&path).unwrap()));
            }
        }
    }
    let mut found = Vec::new();
    walk(folder, folder, &mut found);
    found.sort();
    found
}

#[test]
fn an_acknowledged_keystroke_is_there_after_the_process_is_gone() {
    let above = tempfile::tempdir().unwrap();
    let folder = above.path().join("x.marbre");
    let draft = {
        let desk =
            Desk::found(&folder, "Le Pli", newsroom::Language::Fr, TestClock::default()).unwrap();
        let draft = start(&desk, "Une nuit");
        write(&desk, &draft, "Première phrase. ");
        write(&desk, &draft, "Seconde phrase 🧢.");
        // Nothing is folded or closed: the process is gone as a killed one would be.
        std::mem::forget(desk.open_draft(draft.id).unwrap());
        draft
    };
    let desk = Desk::open(&folder, TestClock::default()).unwrap();
    assert_eq!(desk.open_draft(draft.id).unwrap().text, "Première phrase. Seconde phrase 🧢.");
    drop(desk);
    assert_eq!(desk::verify(&folder).unwrap().damages, Vec::<String>::new());
}

#[test]
fn two_editors_of_one_text_agree() {
    let desk = desk();
    let draft = start(&desk, "À deux");
    assert!(desk.edit_draft(edit(&draft, 0, typed(0, "abc", 0), None)).unwrap().accepted);
    let late = desk.edit_draft(edit(&draft, 0, typed(0, "xyz", 0), None)).unwrap();
    assert!(!late.accepted, "an editor that is behind is told so");
    assert_eq!(late.updates.len(), 1);
    assert!(desk.edit_draft(edit(&draft, 1, typed(3, "xyz", 3), None)).unwrap().accepted);
    let pulled = desk.pull_draft(PullDraft { draft: draft.id, version: 1 }).unwrap();
    assert_eq!(pulled.len(), 1);
    assert_eq!(desk.open_draft(draft.id).unwrap().text, "abcxyz");
}

#[test]
fn a_text_that_nobody_else_reads_tells_of_itself_once_and_its_readers_of_every_change() {
    let desk = desk();
    let draft = start(&desk, "Un papier");
    let told = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&told);
    desk.listen(move |event| {
        if let Event::DraftChanged { version, .. } = event {
            heard.lock().unwrap().push(*version);
        }
    });
    let by = |client: &str, at| Update { client_id: client.into(), ..typed(at, "a", at) };
    for at in 0..3 {
        desk.edit_draft(edit(&draft, at as u32, by("marion", at), None)).unwrap();
    }
    assert_eq!(*told.lock().unwrap(), [1]);

    let read = desk.pull_draft(PullDraft { draft: draft.id, version: 1 }).unwrap();
    assert_eq!(read.len(), 2);
    desk.edit_draft(edit(&draft, 3, by("marion", 3), None)).unwrap();
    desk.edit_draft(edit(&draft, 4, by("marion", 4), None)).unwrap();
    assert_eq!(*told.lock().unwrap(), [1, 4]);

    let refused = desk.edit_draft(edit(&draft, 4, by("ines", 4), None)).unwrap();
    assert!(!refused.accepted);
    desk.edit_draft(edit(&draft, 5, by("ines", 5), None)).unwrap();
    desk.edit_draft(edit(&draft, 6, by("marion", 6), None)).unwrap();
    assert_eq!(*told.lock().unwrap(), [1, 4, 6, 7]);
}

#[test]
fn a_change_that_does_not_fit_leaves_the_text_as_it_was() {
    let desk = desk();
    let draft = start(&desk, "Entier");
    write(&desk, &draft, "Texte 🧢");
    let inside_the_emoji = typed(7, "x", 8);
    let fault = desk.edit_draft(edit(&draft, 1, inside_the_emoji, None)).unwrap_err();
    assert_eq!(fault.code, "text.malformed");
    let two = EditDraft {
        draft: draft.id,
        version: 1,
        updates: vec![typed(0, "bon ", 8), typed(99, "mauvais", 100)],
        preview: None,
        typed: None,
    };
    assert_eq!(desk.edit_draft(two).unwrap_err().code, "text.malformed");
    assert_eq!(desk.open_draft(draft.id).unwrap().text, "Texte 🧢");
    write(&desk, &draft, " et la suite");
    assert_eq!(desk.open_draft(draft.id).unwrap().text, "Texte 🧢 et la suite");
}

#[test]
fn fields_are_kept_and_those_left_out_stay() {
    let desk = desk();
    let draft = start(&desk, "Titre");
    let fields = Fields {
        standfirst: Some("Un chapeau.".into()),
        state: Some(DraftState::Ready),
        ..Fields::default()
    };
    desk.revise_draft(ReviseDraft { draft: draft.id, fields, preview: None }).unwrap();
    let fields = Fields { state: Some(DraftState::Published), ..Fields::default() };
    let revised =
        desk.revise_draft(ReviseDraft { draft: draft.id, fields, preview: None }).unwrap();
    assert_eq!(revised.draft.standfirst, "Un chapeau.");
    assert_eq!(revised.draft.headline, "Titre");
    assert_eq!(revised.draft.state, DraftState::Ready, "only the closing publishes");
}

#[test]
fn the_demo_issue_has_nothing_to_report() {
    let (_above, desk) = demo();
    let remarks = desk.check_issue(tomorrow()).unwrap();
    assert!(remarks.is_empty(), "{remarks:?}");
}

#[test]
fn what_the_preview_shows_is_what_the_export_writes() {
    let (above, desk) = demo();
    let dossier = called(&desk, "fichiers-fragiles");
    write(&desk, &dossier, "\n\nUne phrase de dernière minute.\n");
    let to = above.path().join("out");
    let ask = ExportIssue {
        date: tomorrow(),
        to: Some(to.display().to_string()),
        editions: Vec::new(),
        forms: Vec::new(),
    };
    desk.export_issue(ask).unwrap();
    for edition in ["public", "subscribers"] {
        for (medium, file) in [
            (Medium::Web, format!("web/{edition}/index.html")),
            (Medium::Email, format!("email/{edition}.html")),
        ] {
            let of = PreviewScope::Issue { date: tomorrow() };
            let shown = desk.show_preview(show(of, edition.parse().unwrap(), medium)).unwrap();
            let framed = desk.framed(shown.id, "nonce", "preview:").unwrap();
            let start = framed.html.find("<script nonce=\"nonce\"").unwrap();
            let end = start + framed.html[start..].find("</script>").unwrap() + "</script>".len();
            let page = format!("{}{}", &framed.html[..start], &framed.html[end..]);
            assert_eq!(page, fs::read_to_string(to.join(&file)).unwrap(), "{file}");
        }
    }
}

#[test]
fn a_preview_says_when_the_edition_leaves_the_article_out() {
    let (_above, desk) = demo();
    let draft = called(&desk, "tesseral-laboratoire").id;
    let absent = |edition| {
        let ask = show(PreviewScope::Article { draft }, edition, Medium::Web);
        desk.show_preview(ask).unwrap().absent
    };
    assert!(absent(EditionKey::public()));
    assert!(!absent(EditionKey::subscribers()));
}

#[test]
fn typing_patches_only_the_blocks_around() {
    let (_above, desk) = demo();
    let story = called(&desk, "mots-de-passe");
    let of = PreviewScope::Issue { date: tomorrow() };
    let shown = desk.show_preview(show(of, EditionKey::subscribers(), Medium::Web)).unwrap();
    let opened = desk.open_draft(story.id).unwrap();
    let length = opened.text.encode_utf16().count();
    let update = typed(1, "x", length);
    let edited = desk.edit_draft(edit(&story, opened.version, update, Some(shown.id))).unwrap();
    let patch = edited.patch.unwrap();
    assert_eq!((patch.from, patch.to), (1, 2));
    assert!(
        matches!(&patch.steps[..], [PatchStep::Blocks { remove: 1, insert, .. }] if insert.len() == 1),
        "{:?}",
        patch.steps
    );
    let origin = match &patch.steps[0] {
        PatchStep::Blocks { section, at, .. } => desk
            .locate_block(LocateBlock {
                id: shown.id,
                section: *section,
                block: Some(*at),
                word: None,
                inside: 0,
            })
            .unwrap()
            .unwrap(),
        step => panic!("{step:?}"),
    };
    assert_eq!((origin.draft, origin.from), (story.id, 0));
}

#[test]
fn a_word_of_the_preview_leads_to_the_text_and_back() {
    let desk = desk();
    let story = start(&desk, "Un titre");
    let text = "Le *mot* [juste](https://exemple.example/mot), 🧭 déjà vu.\n\nLe mot encore.";
    write(&desk, &story, text);
    for medium in [Medium::Web, Medium::Email, Medium::Text] {
        let of = PreviewScope::Article { draft: story.id };
        let shown = desk.show_preview(show(of, EditionKey::public(), medium)).unwrap();
        let find = |written: &str| {
            let at = text[..text.find(written).unwrap()].encode_utf16().count() as u32;
            let ask = FindInPreview { id: shown.id, draft: story.id, at };
            (at, desk.find_in_preview(ask).unwrap().unwrap())
        };
        let (_, first) = find("Le *mot*");
        for (written, block, word) in [
            ("juste", 0, 2),
            ("déjà", 0, if medium == Medium::Text { 4 } else { 3 }),
            ("encore", 1, 2),
        ] {
            let (at, place) = find(written);
            assert_eq!(place.block.unwrap() - first.block.unwrap(), block, "{written}");
            assert_eq!(place.word, Some(word), "{written} {medium:?}");
            let PreviewPlace { section, block, word } = place;
            let ask = LocateBlock { id: shown.id, section, block, word, inside: 2 };
            let origin = desk.locate_block(ask).unwrap().unwrap();
            assert_eq!((origin.draft, origin.from), (story.id, at + 2), "{written}");
        }
        let map = desk.map_preview(MapPreview { id: shown.id, draft: story.id }).unwrap();
        let from: Vec<u32> = map.iter().map(|block| block.from).collect();
        assert_eq!(from, [0, find("Le mot encore").0]);
        assert_eq!(map[0].block, first.block);
    }
}

#[test]
fn a_link_is_shown_whole_before_it_is_opened_and_only_the_web_and_mail_open() {
    let desk = desk();
    let look = |address: &str| desk.look_at_link(LookAtLink { address: address.into() });
    let plain = look(" https://Exemple.example/é?a=b ").unwrap();
    assert_eq!(plain.address, "https://exemple.example/%C3%A9?a=b");
    assert_eq!((plain.site.as_str(), plain.letters, plain.opens), ("exemple.example", None, false));
    // Cyrillic letters that look like Latin ones.
    let alike = look("https://аррӏе.example/").unwrap();
    assert_eq!(alike.address, format!("https://{}/", alike.site));
    assert!(alike.site.starts_with("xn--"));
    assert_eq!(alike.letters.as_deref(), Some("аррӏе.example"));
    let hidden = look("https://lepli.example@ailleurs.example/").unwrap();
    assert_eq!(hidden.site, "ailleurs.example");
    assert_eq!(look("mailto:a@é.example?subject=x").unwrap().site, "xn--9ca.example");

    let opened = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&opened);
    desk.open_links_with(move |address| {
        log.lock().unwrap().push(address.to_owned());
        Ok(())
    });
    assert!(look("https://exemple.example").unwrap().opens);
    let open = |address: &str| desk.open_link(OpenLink { address: address.into() });
    open("https://exemple.example/a").unwrap();
    for trap in [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "tel:+33123456789",
        "smb://ailleurs/x",
        "tauri://localhost",
        "preview://localhost/1",
        "ms-msdt:x",
        "-h",
        "/chemin",
        "",
    ] {
        assert_eq!(look(trap).unwrap_err().code, "link.refused", "{trap}");
        assert_eq!(open(trap).unwrap_err().code, "link.refused", "{trap}");
    }
    assert_eq!(*opened.lock().unwrap(), ["https://exemple.example/a"]);
}

#[test]
fn a_sentence_behind_the_cut_is_in_no_public_file() {
    let (above, desk) = demo();
    let dossier = called(&desk, "fichiers-fragiles");
    let secret = "Personne ne devait lire cette phrase sans avoir payé.";
    write(&desk, &dossier, &format!("\n\n{secret}\n"));
    let to = above.path().join("out");
    let ask = ExportIssue {
        date: tomorrow(),
        to: Some(to.display().to_string()),
        editions: Vec::new(),
        forms: Vec::new(),
    };
    desk.export_issue(ask).unwrap();
    let files = files(&to);
    let holds = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains("Personne ne devait lire");
    let with: Vec<&str> =
        files.iter().filter(|(_, bytes)| holds(bytes)).map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        with,
        [
            "email/subscribers.eml",
            "email/subscribers.html",
            "text/subscribers.txt",
            "web/subscribers/index.html"
        ]
    );
}

#[test]
fn a_leak_stops_the_export_and_nothing_is_written() {
    let (above, desk) = demo();
    let dossier = called(&desk, "fichiers-fragiles");
    let secret = "Personne ne devait lire cette phrase sans avoir payé.";
    write(&desk, &dossier, &format!("\n\n{secret}\n"));
    // The same words in a picture's caption: the public edition would print them.
    let folder = above.path().join("pictures");
    fs::create_dir(&folder).unwrap();
    let demo = concat!(env!("CARGO_MANIFEST_DIR"), "/newsrooms/pli/2026-11-23/pictures");
    fs::copy(format!("{demo}/puces-dormantes.png"), folder.join("puces-dormantes.png")).unwrap();
    fs::write(
        folder.join("puces-dormantes.yaml"),
        format!("alt: Une puce\ncaption: '{secret}'\ncredit: Dessin\n"),
    )
    .unwrap();
    let paths = vec![folder.display().to_string()];
    desk.import_paths(desk::wire::imports::ImportPaths { paths }).unwrap();
    let to = above.path().join("out");
    let ask = ExportIssue {
        date: tomorrow(),
        to: Some(to.display().to_string()),
        editions: vec![EditionKey::public()],
        forms: Vec::new(),
    };
    let fault = desk.export_issue(ask).unwrap_err();
    assert_eq!(fault.code, "export.leak");
    assert_eq!(fault.params["sentence"], secret);
    assert!(!to.exists());
    let remarks = desk.check_issue(tomorrow()).unwrap();
    assert!(remarks.iter().any(|remark| remark.rule.contains("leak")), "{remarks:?}");
}

#[test]
fn a_closed_issue_is_frozen_and_exports_the_same_bytes_for_ever() {
    let (above, desk) = demo();
    let closed = desk.close_issue(tomorrow()).unwrap();
    let view = desk.open_issue(tomorrow()).unwrap();
    assert_eq!((view.state, view.proof), (IssueState::Published, Some(closed.proof)));
    let article = view.articles.values().next().unwrap().draft.clone();
    let opened = desk.open_draft(article.id).unwrap();
    assert!(!opened.editable);
    let length = opened.text.encode_utf16().count();
    let refused = |fault: Fault| assert_eq!(fault.code, "store.closed");
    refused(
        desk.edit_draft(edit(&article, opened.version, typed(0, "x", length), None)).unwrap_err(),
    );
    let fields = Fields { headline: Some("Autre".into()), ..Fields::default() };
    refused(
        desk.revise_draft(ReviseDraft { draft: article.id, fields, preview: None }).unwrap_err(),
    );
    let extra = start(&desk, "Trop tard");
    let place = PlaceDraft { draft: extra.id, date: tomorrow(), role: SlotRole::Story };
    refused(desk.place_draft(place).unwrap_err());
    refused(desk.close_issue(tomorrow()).unwrap_err());
    let export = |name: &str| {
        let to = above.path().join(name);
        let ask = ExportIssue {
            date: tomorrow(),
            to: Some(to.display().to_string()),
            editions: Vec::new(),
            forms: vec![ExportForm::Web, ExportForm::Email, ExportForm::Text],
        };
        desk.export_issue(ask).unwrap();
        files(&to)
    };
    assert!(export("one") == export("two"));
    let folder = above.path().join("pli.marbre");
    drop(desk);
    assert_eq!(desk::verify(&folder).unwrap().damages, Vec::<String>::new());
}

#[test]
fn a_service_gets_a_request_that_is_ready_for_it() {
    let (above, desk) = demo();
    let exported = |service| {
        let chosen = desk.choose_mail_service(ChooseMailService { service }).unwrap();
        assert_eq!(chosen.mailing.service, service);
        let to = above.path().join(format!("{service:?}"));
        let ask = ExportIssue {
            date: tomorrow(),
            to: Some(to.display().to_string()),
            editions: vec![EditionKey::public()],
            forms: vec![ExportForm::Email],
        };
        desk.export_issue(ask).unwrap();
        let html = fs::read_to_string(to.join("email/public.html")).unwrap();
        let read = move |name: &str| -> Value {
            let request = fs::read(to.join(format!("email/public.{name}"))).unwrap();
            serde_json::from_slice(&request).unwrap()
        };
        (read, html)
    };
    let (read, html) = exported(MailService::Listmonk);
    let campaign = read("campaign.json");
    assert_eq!(campaign["body"], html);
    assert_eq!(campaign["from_email"], "Le Pli <bonjour@lepli.example>");
    assert!(html.contains("href=\"{{ UnsubscribeURL }}\""));
    let (read, html) = exported(MailService::Brevo);
    let campaign = read("campaign.json");
    assert_eq!(campaign["htmlContent"], html);
    assert_eq!(campaign["sender"]["email"], "bonjour@lepli.example");
    let (read, html) = exported(MailService::Mailjet);
    assert_eq!(read("content.json")["Html-part"], html);
    assert_eq!(read("draft.json")["Locale"], "fr_FR");
}

#[test]
fn an_issue_with_errors_is_not_closed() {
    let desk = desk();
    let issue = desk.new_issue(NewIssue::default()).unwrap();
    assert_eq!(issue.plan.date.to_string(), "2026-11-23");
    let draft = start(&desk, "");
    write(&desk, &draft, "Une parenthèse (jamais refermée. TK\n");
    let place = PlaceDraft { draft: draft.id, date: issue.plan.date, role: SlotRole::Lead };
    desk.place_draft(place).unwrap();
    let fault = desk.close_issue(issue.plan.date).unwrap_err();
    assert_eq!(fault.code, "issue.blocked");
    assert_eq!(desk.open_issue(issue.plan.date).unwrap().state, IssueState::Preparing);
}

#[test]
fn a_new_issue_starts_from_the_template_on_the_first_free_day() {
    let desk = desk();
    let first = desk.new_issue(NewIssue::default()).unwrap().plan;
    let second = desk.new_issue(NewIssue::default()).unwrap().plan;
    assert_eq!((first.number, second.number), (1, 2));
    assert!(first.date < second.date);
    let dossier = first.line_up.slots().iter().find(|slot| slot.role == SlotRole::Dossier).unwrap();
    assert_eq!(dossier.shows(&EditionKey::public()), Visibility::Cut);
}

#[test]
fn an_export_never_writes_over_what_is_not_its_own() {
    let (above, desk) = demo();
    let to = above.path().join("site");
    fs::create_dir_all(to.join("web/public")).unwrap();
    fs::write(to.join("web/public/index.html"), "à moi").unwrap();
    let ask = ExportIssue {
        date: tomorrow(),
        to: Some(to.display().to_string()),
        editions: Vec::new(),
        forms: Vec::new(),
    };
    assert_eq!(desk.export_issue(ask).unwrap_err().code, "export.foreign");
    assert_eq!(files(&to), [("web/public/index.html".to_owned(), "à moi".as_bytes().to_vec())]);
}

#[test]
fn what_was_typed_a_moment_ago_is_found() {
    let clock = TestClock::default();
    let desk = Desk::in_memory("Le Pli", clock.clone()).unwrap();
    let draft = start(&desk, "Trouvaille");
    write(&desk, &draft, "Le mot rare est pélargonium.");
    clock.pass(1_000);
    let ask = SearchWords { words: "pelargon".into(), limit: 5 };
    let hits = desk.search_words(ask).unwrap();
    assert_eq!(hits[0].draft.id, draft.id);
    assert!(hits[0].snippet.iter().any(|piece| piece.hit && piece.text == "pélargonium"));
}

#[test]
fn every_command_of_the_list_answers_and_no_other() {
    let desk = desk();
    for name in COMMANDS {
        if let Err(fault) = desk.call(name, Value::Null) {
            assert_ne!(fault.code, "command.unknown", "{name}");
        }
    }
    assert_eq!(desk.call("drop_everything", Value::Null).unwrap_err().code, "command.unknown");
}

#[test]
fn a_file_left_in_the_inbox_is_imported_once_it_is_whole() {
    let above = tempfile::tempdir().unwrap();
    let folder = above.path().join("x.marbre");
    let desk = Arc::new(
        Desk::found(&folder, "Le Pli", newsroom::Language::Fr, desk::SystemClock).unwrap(),
    );
    let refused = Arc::new(Mutex::new(Vec::new()));
    let heard = refused.clone();
    desk.listen(move |event| {
        if let Event::InboxRefused { file, .. } = event {
            heard.lock().unwrap().push(file.clone());
        }
    });
    desk.start_background().unwrap();
    let inbox = desk.inbox().unwrap();
    fs::write(inbox.join("note.md"), "---\ntitle: Une note\n---\n\nDéposée.\n").unwrap();
    fs::write(inbox.join("photo.png"), b"\x89PNG tronqu").unwrap();
    let until = Instant::now() + Duration::from_secs(20);
    let arrived = || desk.list_drafts(()).unwrap().iter().any(|it| it.headline == "Une note");
    while (!arrived() || refused.lock().unwrap().is_empty()) && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(arrived());
    assert_eq!(*refused.lock().unwrap(), ["photo.png"], "said once, not at every round");
    assert!(inbox.join("imported/note.md").exists());
    assert!(inbox.join("photo.png").exists(), "what is refused stays where it was put");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// A person types anywhere in a text; the preview that was patched at every key is the page
    /// that would be made anew.
    #[test]
    fn a_patched_preview_is_the_fresh_page(
        keys in prop::collection::vec((any::<prop::sample::Index>(), "[a-z*#>\n\\[\\]`|-]{1,4}"), 1..25),
        edition in prop::sample::select(vec!["public", "subscribers"]),
        medium in prop::sample::select(vec![Medium::Web, Medium::Email]),
    ) {
        let desk = desk();
        let draft = start(&desk, "Frappe");
        write(&desk, &draft, "Un paragraphe.\n\n- un\n- deux\n\n<!-- coupe -->\n\n> Fin.\n");
        let ask = || show(
            PreviewScope::Article { draft: draft.id },
            edition.parse().unwrap(),
            medium,
        );
        let live = desk.show_preview(ask()).unwrap();
        for (at, words) in keys {
            let opened = desk.open_draft(draft.id).unwrap();
            let length = opened.text.encode_utf16().count();
            let update = typed(at.index(length + 1), &words, length);
            desk.edit_draft(edit(&draft, opened.version, update, Some(live.id))).unwrap();
        }
        let fresh = desk.show_preview(ask()).unwrap();
        let body = |id| {
            let html = desk.framed(id, "n", "preview:").unwrap().html;
            html.split("<script nonce").next().unwrap().to_owned()
        };
        prop_assert_eq!(body(live.id), body(fresh.id));
    }
}

#[test]
fn everything_is_noted_in_the_name_of_who_works_and_the_name_survives() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("pli.marbre");
    let desk = Desk::found(&folder, "Le Pli", Language::Fr, TestClock::default()).unwrap();
    assert_eq!(desk.newsroom(()).unwrap().person, "");
    let said = desk.sign_as(SignAs { name: " Inès Vasseur ".into() }).unwrap();
    assert_eq!(said.person, "Inès Vasseur");
    start(&desk, "Un");
    desk.close().unwrap();

    let store = store::Store::open(&folder).unwrap();
    assert_eq!(store.read(|reader| reader.person()).unwrap(), "Inès Vasseur");
    let journal = store.read(|reader| reader.journal(0, 10)).unwrap();
    assert!(!journal.is_empty() && journal.iter().all(|entry| entry.who == "Inès Vasseur"));
}
