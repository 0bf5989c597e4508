//! The store: what it acknowledged is there, what is published stays, what is damaged is said.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use newsroom::{
    AnyIssue, ArticleKind, Author, Closed, DigitalSource, Draft, DraftId, DraftState, EditionKey,
    Illustration, Issue, IssueDate, IssuePlan, Language, LineUp, Open, Origin, PictureFormat,
    Proof, Publication, Slot, SlotRole, Visibility,
};
use store::{Checks, Damage, Error, Store};
use sync::DraftText;
use tempfile::TempDir;

const AT: i64 = 1_737_500_000_000;

fn publication() -> Publication {
    Publication::founded("Le Pli", Language::Fr)
}

fn newsroom() -> (TempDir, PathBuf, Store) {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("qant.marbre");
    let store = Store::found(&folder, &publication()).unwrap();
    (place, folder, store)
}

fn date(day: &str) -> IssueDate {
    day.parse().unwrap()
}

fn draft(rank: u32, slug: &str, headline: &str) -> Draft {
    Draft {
        id: format!("0194880c-0000-7000-8000-{rank:012x}").parse().unwrap(),
        slug: slug.parse().unwrap(),
        kind: ArticleKind::Story,
        state: DraftState::Ready,
        language: publication_language(),
        kicker: String::new(),
        headline: headline.into(),
        standfirst: String::new(),
        keyword: String::new(),
        authors: Vec::new(),
        illustration: None,
        link: String::new(),
        source: String::new(),
        date: None,
        tags: vec!["puces".into()],
        origin: None,
    }
}

fn publication_language() -> newsroom::LanguageTag {
    serde_json::from_value("fr".into()).unwrap()
}

fn keep(store: &Store, draft: &Draft, words: &str) {
    let mut text = DraftText::new();
    text.replace(words).unwrap();
    let replica = text.take_update().unwrap();
    store.write(|w| w.insert_draft(draft, words, &replica, 7, AT)).unwrap();
}

/// Types `words` in the place of the draft's text, as an editing session does.
fn write_text(store: &Store, id: DraftId, words: &str) -> Result<(), Error> {
    let stored = store.read(|r| r.text(id))?;
    let mut text = DraftText::open(stored.checkpoint.as_deref(), &stored.updates).unwrap();
    text.replace(words).unwrap();
    let update = text.take_update().unwrap();
    store.write(|w| w.append_text(id, &update, AT + 1)).map(|_| ())
}

fn fold(store: &Store, id: DraftId) -> Result<(), Error> {
    let stored = store.read(|r| r.text(id))?;
    let text = DraftText::open(stored.checkpoint.as_deref(), &stored.updates).unwrap();
    let checkpoint = text.checkpoint().unwrap();
    store.write(|w| w.fold_text(id, &text.text(), &checkpoint, 9, stored.seq))
}

fn plan(day: &str, number: u32, slots: &[(SlotRole, &str)]) -> IssuePlan {
    let slots = slots.iter().map(|(role, slug)| {
        let mut slot = Slot::empty(*role);
        slot.articles.push(slug.parse().unwrap());
        slot
    });
    IssuePlan {
        line_up: LineUp::new(slots.collect()).unwrap(),
        ..IssuePlan::new(date(day), number)
    }
}

fn proof_of(plan: &IssuePlan) -> Proof {
    Proof {
        publication: publication(),
        plan: plan.clone(),
        articles: BTreeMap::new(),
        authors: BTreeMap::new(),
        illustrations: BTreeMap::new(),
        archive: BTreeMap::new(),
        latest: Vec::new(),
    }
}

fn fnv(bytes: &[u8]) -> String {
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:064x}")
}

fn proof_hash(proof: &Proof) -> String {
    fnv(&serde_json::to_vec(proof).unwrap())
}

fn fold_check(checkpoint: Option<&[u8]>, updates: &[Vec<u8>]) -> Result<String, String> {
    DraftText::open(checkpoint, updates).map(|text| text.text()).map_err(|why| why.to_string())
}

fn verify(store: &Store) -> Vec<Damage> {
    store.verify(&Checks { fold: &fold_check, proof: &proof_hash, hash: &fnv }).unwrap()
}

fn close(store: &Store, plan: &IssuePlan) -> Issue<Closed> {
    store.write(|w| w.insert_issue(&Issue::open(plan.clone()))).unwrap();
    let proof = proof_of(plan);
    let closed = Issue::open(plan.clone()).close(proof_hash(&proof));
    store.write(|w| w.close_issue(&closed, &proof, AT)).unwrap();
    closed
}

/// Every file under `folder` with what is in it.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(contents(&path));
        } else {
            found.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
    found
}

fn copied(from: &Path, to: &Path) {
    for (file, bytes) in contents(from) {
        let file = to.join(file.strip_prefix(from).unwrap());
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
}

fn illustration(key: &str, hash: &str) -> Illustration {
    Illustration {
        key: key.parse().unwrap(),
        hash: hash.into(),
        format: PictureFormat::Png,
        width: 1,
        height: 1,
        alt: "Une salle de serveurs".into(),
        decorative: false,
        caption: String::new(),
        credit: Some("D.R.".into()),
        author: None,
        tool: None,
        source: String::new(),
        licence: String::new(),
        expires: None,
        digital_source: DigitalSource::Photograph,
        realistic: false,
        search: None,
        crop: newsroom::Crop::default(),
        credentials: false,
        colour: None,
    }
}

#[test]
fn a_newsroom_that_is_opened_again_has_everything() {
    let (_place, folder, store) = newsroom();
    let author = Author {
        key: "marion".parse().unwrap(),
        name: "Marion de Roche".into(),
        initials: "M. de R.".into(),
        bio: String::new(),
    };
    let mut piece = draft(1, "export-puces", "Puces : l’export se ferme");
    piece.authors.push(author.key.clone());
    piece.date = Some(date("2025-01-21"));
    piece.origin = Some(Origin { file: "puces.md".into(), front_matter: "statut: prêt".into() });
    let plan = plan("2025-01-22", 12, &[(SlotRole::Lead, "export-puces")]);
    let picture = illustration("serveurs", &fnv(b"picture"));
    store.write(|w| w.save_author(&author)).unwrap();
    keep(&store, &piece, "Un texte.");
    write_text(&store, piece.id, "Un texte plus long.").unwrap();
    store.keep_original(b"picture", &picture.hash).unwrap();
    store
        .write(|w| {
            w.insert_issue(&Issue::open(plan.clone()))?;
            w.save_illustration(&picture)?;
            w.record("revise_draft", Some(piece.id), &serde_json::json!({"kind": "story"}), AT)
        })
        .unwrap();
    drop(store);

    let store = Store::open(&folder).unwrap();
    store
        .read(|r| {
            assert_eq!(r.publication()?, publication());
            assert_eq!(r.authors()?, std::slice::from_ref(&author));
            assert_eq!(r.author(&author.key)?, author);
            assert_eq!(r.illustration(&picture.key)?, picture);
            let row = r.draft(piece.id)?;
            assert_eq!(row.draft, piece);
            assert_eq!(row.issue, Some(plan.date));
            assert_eq!((row.signs, row.changed_at), (7, AT + 1));
            assert_eq!(r.draft_by_slug(&piece.slug)?, Some(row.clone()));
            assert_eq!(r.drafts()?, [row]);
            assert_eq!(r.unfolded()?, [piece.id]);
            let text = r.text(piece.id)?;
            assert!(!text.folded);
            assert_eq!(text.body, "Un texte.");
            assert_eq!(fold_check(None, &text.updates).unwrap(), "Un texte plus long.");
            assert_eq!(r.issue(plan.date)?, Some(AnyIssue::Open(Issue::open(plan.clone()))));
            let issues = r.issues()?;
            assert_eq!(issues[0].title, piece.headline);
            assert_eq!(issues[0].articles, 1);
            let kinds: Vec<_> = r.journal(0, 9)?.into_iter().map(|entry| entry.kind).collect();
            assert_eq!(kinds, ["text", "text", "revise_draft"]);
            Ok(())
        })
        .unwrap();
    assert_eq!(store.original(&picture.hash).unwrap(), b"picture");
    fold(&store, piece.id).unwrap();
    let text = store.read(|r| r.text(piece.id)).unwrap();
    assert!(text.folded && text.updates.is_empty());
    assert_eq!(text.body, "Un texte plus long.");
    assert_eq!(verify(&store), []);
}

#[test]
fn a_newsroom_is_not_founded_over_another() {
    let (_place, folder, store) = newsroom();
    store.close().unwrap();
    let again = Store::found(&folder, &publication());
    assert!(matches!(again, Err(Error::AlreadyThere { what: "newsroom", .. })));
    let nowhere = Store::open(&folder.join("nowhere"));
    assert!(matches!(nowhere, Err(Error::NotFound { what: "newsroom", .. })));
}

#[test]
fn a_founding_that_was_cut_short_can_be_done_again() {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("newsroom.db"), b"").unwrap();
    assert!(matches!(Store::open(place.path()), Err(Error::NotFound { .. })));
    let store = Store::found(place.path(), &publication()).unwrap();
    assert_eq!(store.read(|r| r.publication()).unwrap(), publication());
}

#[test]
fn a_second_window_is_refused() {
    let (_place, folder, store) = newsroom();
    assert!(matches!(Store::open(&folder), Err(Error::InUse)));
    assert!(matches!(Store::inspect(&folder), Err(Error::InUse)));
    assert!(matches!(Store::found(&folder, &publication()), Err(Error::InUse)));
    drop(store);
    Store::open(&folder).unwrap();
}

#[test]
fn a_synchronized_folder_is_refused() {
    let place = tempfile::tempdir().unwrap();
    for name in ["Dropbox", "OneDrive - Le Pli"] {
        let folder = place.path().join(name).join("qant.marbre");
        assert!(matches!(Store::found(&folder, &publication()), Err(Error::Refused { .. })));
        assert!(!folder.exists());
    }
    Store::found(&place.path().join("dropbox-en-crise.marbre"), &publication()).unwrap();
}

#[test]
fn a_change_that_fails_leaves_nothing() {
    let (_place, _folder, store) = newsroom();
    let piece = draft(1, "export-puces", "Puces");
    let failed: Result<(), Error> = store.write(|w| {
        w.insert_draft(&piece, "", &[], 0, AT)?;
        w.record("start_draft", None, &serde_json::Value::Null, AT)?;
        Err(Error::Full)
    });
    assert!(matches!(failed, Err(Error::Full)));
    store
        .read(|r| {
            assert!(r.drafts()?.is_empty());
            assert!(r.journal(0, 9)?.is_empty());
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_name_is_given_once() {
    let (_place, _folder, store) = newsroom();
    keep(&store, &draft(1, "export-puces", "Puces"), "");
    let twice = store.write(|w| w.insert_draft(&draft(2, "export-puces", "x"), "", &[], 0, AT));
    assert!(
        matches!(twice, Err(Error::AlreadyThere { what: "draft", key }) if key == "export-puces")
    );
    let plan = plan("2025-01-22", 1, &[]);
    store.write(|w| w.insert_issue(&Issue::open(plan.clone()))).unwrap();
    let twice = store.write(|w| w.insert_issue(&Issue::open(plan.clone())));
    assert!(matches!(twice, Err(Error::AlreadyThere { what: "issue", .. })));
}

#[test]
fn a_newsroom_from_the_future_is_refused_untouched() {
    let (_place, folder, store) = newsroom();
    store.close().unwrap();
    let file = folder.join("newsroom.db");
    let mut bytes = fs::read(&file).unwrap();
    // The schema version is at this place of every SQLite file.
    bytes[60..64].copy_from_slice(&99_u32.to_be_bytes());
    fs::write(&file, &bytes).unwrap();
    let before = contents(&folder);
    for opened in [Store::open(&folder), Store::inspect(&folder)] {
        assert!(matches!(opened, Err(Error::FromTheFuture { found: 99, .. })));
    }
    assert_eq!(contents(&folder), before);
}

#[test]
fn a_newsroom_that_was_moved_away_takes_no_more() {
    let (_place, folder, store) = newsroom();
    fs::rename(folder.join("newsroom.db"), folder.join("elsewhere.db")).unwrap();
    let written = store.write(|w| w.record("start_draft", None, &serde_json::Value::Null, AT));
    assert!(matches!(written, Err(Error::Moved)));
}

#[test]
fn a_closed_issue_refuses_every_edit() {
    let (_place, _folder, store) = newsroom();
    let piece = draft(1, "export-puces", "Puces");
    let other = draft(2, "autre", "Autre");
    keep(&store, &piece, "Texte");
    keep(&store, &other, "Texte");
    let day = plan("2025-01-22", 1, &[(SlotRole::Lead, "export-puces")]);
    let closed = close(&store, &day);
    let published = store.read(|r| r.draft(piece.id)).unwrap().draft;
    assert_eq!(published.state, DraftState::Published);
    assert_eq!(published.date, Some(day.date));
    let at_work = store.read(|r| r.drafts_at_work()).unwrap();
    assert_eq!(at_work.into_iter().map(|line| line.id).collect::<Vec<_>>(), [other.id]);

    let changed = plan("2025-01-22", 1, &[(SlotRole::Lead, "autre")]);
    let proof = proof_of(&changed);
    let mut unpublished = published.clone();
    unpublished.state = DraftState::Writing;
    let refused: Vec<Result<(), Error>> = vec![
        store.write(|w| w.save_issue_plan(&Issue::open(changed.clone()))),
        store.write(|w| w.archive_issue(&Issue::archived(changed.clone()))),
        store.write(|w| w.close_issue(&closed, &proof, AT)),
        store.write(|w| w.save_draft(&unpublished, AT)),
        store.write(|w| w.append_text(piece.id, b"bytes", AT).map(|_| ())),
        store.write(|w| w.fold_text(piece.id, "Autre", b"", 0, 1)),
    ];
    for (at, refused) in refused.into_iter().enumerate() {
        assert!(matches!(refused, Err(Error::Closed { .. })), "{at}: {refused:?}");
    }
    let again = store.write(|w| w.insert_issue(&Issue::open(changed.clone())));
    assert!(matches!(again, Err(Error::AlreadyThere { .. })));
    store
        .read(|r| {
            assert_eq!(r.issue(day.date)?, Some(AnyIssue::Closed(closed.clone())));
            assert_eq!(r.proof(day.date)?, Some(proof_of(&day)));
            assert_eq!(r.draft(piece.id)?.draft, published);
            assert_eq!(r.text(piece.id)?.body, "Texte");
            Ok(())
        })
        .unwrap();
}

#[test]
fn words_written_before_the_closing_can_still_be_folded_after_it() {
    let (_place, _folder, store) = newsroom();
    let piece = draft(1, "export-puces", "Puces");
    keep(&store, &piece, "Texte");
    write_text(&store, piece.id, "Texte relu").unwrap();
    close(&store, &plan("2025-01-22", 1, &[(SlotRole::Lead, "export-puces")]));
    fold(&store, piece.id).unwrap();
    assert_eq!(store.read(|r| r.text(piece.id)).unwrap().body, "Texte relu");
    assert!(matches!(fold(&store, piece.id), Err(Error::Closed { .. })));
}

#[test]
fn an_issue_cannot_close_on_a_draft_that_is_not_there() {
    let (_place, _folder, store) = newsroom();
    let day = plan("2025-01-22", 1, &[(SlotRole::Lead, "nulle-part")]);
    store.write(|w| w.insert_issue(&Issue::open(day.clone()))).unwrap();
    let closed = Issue::open(day.clone()).close("hash".into());
    let refused = store.write(|w| w.close_issue(&closed, &proof_of(&day), AT));
    assert!(matches!(refused, Err(Error::NotFound { what: "draft", .. })));
    let issue: Issue<Open> = Issue::open(day.clone());
    assert_eq!(store.read(|r| r.issue(day.date)).unwrap(), Some(AnyIssue::Open(issue)));
}

#[test]
fn an_archived_issue_is_added_to_by_another_import() {
    let (_place, _folder, store) = newsroom();
    keep(&store, &draft(1, "un", "Un"), "");
    keep(&store, &draft(2, "deux", "Deux"), "");
    let first = plan("2024-01-02", 7, &[(SlotRole::Lead, "un")]);
    let both = plan("2024-01-02", 7, &[(SlotRole::Lead, "un"), (SlotRole::Story, "deux")]);
    for plan in [&first, &both] {
        store.write(|w| w.archive_issue(&Issue::archived(plan.clone()))).unwrap();
    }
    let archived = store.read(|r| r.archived_issue(date("2024-01-02"))).unwrap().unwrap();
    assert_eq!(archived.title, "Un");
    assert_eq!(archived.articles.len(), 2);
    assert_eq!(store.read(|r| r.next_number()).unwrap(), 8);
}

#[test]
fn the_latest_articles_are_those_the_public_may_read() {
    let (_place, _folder, store) = newsroom();
    for (rank, slug) in ["ancien", "recent", "cache", "demain"].into_iter().enumerate() {
        keep(&store, &draft(u32::try_from(rank).unwrap(), slug, slug), "");
    }
    let mut slots =
        plan("2025-01-22", 2, &[(SlotRole::Lead, "recent"), (SlotRole::Story, "cache")])
            .line_up
            .slots()
            .to_vec();
    slots[1].visibility.insert(EditionKey::public(), Visibility::Hidden);
    let mut hiding = plan("2025-01-22", 2, &[]);
    hiding.line_up = LineUp::new(slots).unwrap();
    let old = plan("2025-01-21", 1, &[(SlotRole::Lead, "ancien")]);
    store.write(|w| w.archive_issue(&Issue::archived(old))).unwrap();
    close(&store, &hiding);
    let open = plan("2025-01-23", 3, &[(SlotRole::Lead, "demain")]);
    store.write(|w| w.insert_issue(&Issue::open(open))).unwrap();

    let slugs = |day: &str, limit| -> Vec<String> {
        let latest = store.read(|r| r.latest_articles(date(day), limit)).unwrap();
        latest.into_iter().map(|article| article.slug.to_string()).collect()
    };
    assert_eq!(slugs("2025-01-24", 9), ["recent", "ancien"]);
    assert_eq!(slugs("2025-01-24", 1), ["recent"]);
    assert_eq!(slugs("2025-01-22", 9), ["ancien"]);
    let free = store.read(|r| r.first_free_date_from(date("2025-01-21"))).unwrap();
    assert_eq!(free, date("2025-01-24"));
    assert!(store.read(|r| r.archived_issue(date("2025-01-23"))).unwrap().is_none());
}

#[test]
fn a_search_minds_neither_accents_nor_elisions_and_takes_a_beginning() {
    let (_place, _folder, store) = newsroom();
    let mut old = draft(1, "ancien", "Bruxelles régule");
    old.date = Some(date("2024-03-01"));
    let mut new = draft(2, "recent", "Le marché de l’électricité");
    new.date = Some(date("2025-03-01"));
    keep(&store, &new, "Le prix de l’énergie s’envole à Évry.");
    keep(&store, &old, "La facture d'énergie des centres de données.");
    let found = |words: &str| -> Vec<String> {
        let answers = store.read(|r| r.search(words, 10)).unwrap();
        answers.into_iter().map(|answer| answer.draft.slug.to_string()).collect()
    };
    assert_eq!(found("energie"), ["recent", "ancien"]);
    assert_eq!(found("ÉNERGIE"), ["recent", "ancien"]);
    assert_eq!(found("e\u{301}nergie"), ["recent", "ancien"]);
    assert_eq!(found("l'énergie"), ["recent", "ancien"]);
    assert_eq!(found("électr"), ["recent"]);
    assert_eq!(found("électr "), [""; 0]);
    assert_eq!(found("la facture d"), ["ancien"]);
    assert_eq!(found("regule bruxelles"), ["ancien"]);
    assert_eq!(found("facture électricité"), [""; 0]);
    for hostile in ["", " ", "\"", "*", "a OR", "body:", "NEAR(", "l'", "-x", "^(", "{}"] {
        found(hostile);
    }
    assert_eq!(store.read(|r| r.search("energie", 1)).unwrap().len(), 1);
    let answers = store.read(|r| r.search("facture", 1)).unwrap();
    let pieces: Vec<_> =
        answers[0].snippet.iter().map(|piece| (piece.text.as_str(), piece.hit)).collect();
    let rest = (" d'énergie des centres de données.", false);
    assert_eq!(pieces, [("La ", false), ("facture", true), rest]);
}

#[test]
fn a_search_follows_every_change() {
    let (_place, _folder, store) = newsroom();
    let author = |name: &str| Author {
        key: "marion".parse().unwrap(),
        name: name.into(),
        initials: String::new(),
        bio: String::new(),
    };
    let mut piece = draft(1, "puces", "Premier titre");
    piece.authors.push("marion".parse().unwrap());
    keep(&store, &piece, "avant");
    let count = |words: &str| store.read(|r| r.search(words, 9)).unwrap().len();
    assert_eq!((count("premier "), count("avant "), count("marion ")), (1, 1, 1));
    store.write(|w| w.save_author(&author("Anne Blanc"))).unwrap();
    assert_eq!((count("blanc "), count("marion ")), (1, 0));
    piece.headline = "Second titre".into();
    store.write(|w| w.save_draft(&piece, AT)).unwrap();
    assert_eq!((count("premier "), count("second ")), (0, 1));
    write_text(&store, piece.id, "apres").unwrap();
    fold(&store, piece.id).unwrap();
    assert_eq!((count("avant "), count("apres ")), (0, 1));
    close(&store, &plan("2025-01-22", 1, &[(SlotRole::Lead, "puces")]));
    store.write(|w| w.save_author(&author("Rose Noir"))).unwrap();
    assert_eq!((count("blanc "), count("noir "), count("apres ")), (0, 1, 1));
    assert_eq!(verify(&store), []);
}

#[test]
fn an_inspection_changes_nothing_even_after_a_crash() {
    let (place, folder, store) = newsroom();
    keep(&store, &draft(1, "puces", "Puces"), "Texte");
    // What a crash leaves: the database and a log that nobody moved into it.
    let crashed = place.path().join("crashed.marbre");
    copied(&folder, &crashed);
    store.close().unwrap();
    for folder in [&crashed, &folder] {
        let before = contents(folder);
        let inspected = Store::inspect(folder).unwrap();
        assert_eq!(inspected.read(|r| r.drafts()).unwrap().len(), 1);
        assert_eq!(verify(&inspected), []);
        let refused = inspected.write(|w| w.save_publication(&publication()));
        assert!(refused.is_err());
        drop(inspected);
        assert_eq!(contents(folder), before);
    }
    assert!(contents(&crashed)[&crashed.join("newsroom.db-wal")].len() > 1000);
}

#[test]
fn a_flipped_byte_is_found() {
    let (_place, folder, store) = newsroom();
    let words = "Une phrase que le disque va abîmer. ".repeat(300);
    keep(&store, &draft(1, "puces", "Puces"), &words);
    store.close().unwrap();
    let file = folder.join("newsroom.db");
    let mut bytes = fs::read(&file).unwrap();
    let places: Vec<usize> = bytes
        .windows(10)
        .enumerate()
        .filter(|(_, window)| *window == b"que le dis")
        .map(|(at, _)| at)
        .collect();
    let at = places[places.len() / 2];
    bytes[at] ^= 1;
    fs::write(&file, bytes).unwrap();
    let found = verify(&Store::inspect(&folder).unwrap());
    assert!(found.iter().any(|damage| matches!(damage, Damage::Text { .. })), "{found:?}");
}

#[test]
fn a_missing_or_changed_original_is_found() {
    let (_place, _folder, store) = newsroom();
    for (key, bytes) in [("perdue", b"lost"), ("changee", b"edit")] {
        store.keep_original(bytes, &fnv(bytes)).unwrap();
        let picture = illustration(key, &fnv(bytes));
        store.write(|w| w.save_illustration(&picture)).unwrap();
    }
    assert_eq!(verify(&store), []);
    fs::remove_file(store.original_path(&fnv(b"lost")).unwrap()).unwrap();
    fs::write(store.original_path(&fnv(b"edit")).unwrap(), b"tide").unwrap();
    assert_eq!(
        verify(&store),
        [
            Damage::OriginalChanged { illustration: "changee".into() },
            Damage::OriginalMissing { illustration: "perdue".into() },
        ]
    );
    store.keep_original(b"edit", &fnv(b"edit")).unwrap();
    assert_eq!(store.original(&fnv(b"edit")).unwrap(), b"edit");
    assert!(matches!(store.original("../newsroom.db"), Err(Error::NotFound { .. })));
    assert!(store.keep_original(b"x", "../newsroom.db").is_err());
}

#[test]
fn a_line_up_without_its_draft_and_a_proof_not_signed_are_found() {
    let (_place, _folder, store) = newsroom();
    let day = plan("2025-01-22", 1, &[(SlotRole::Lead, "nulle-part")]);
    store.write(|w| w.insert_issue(&Issue::open(day.clone()))).unwrap();
    let empty = plan("2025-01-23", 2, &[]);
    store.write(|w| w.insert_issue(&Issue::open(empty.clone()))).unwrap();
    let closed = Issue::open(empty.clone()).close("signed".into());
    store.write(|w| w.close_issue(&closed, &proof_of(&empty), AT)).unwrap();
    let found = verify(&store);
    assert_eq!(found[0], Damage::LineUp { date: day.date, draft: "nulle-part".into() });
    assert!(matches!(&found[1], Damage::Proof { signed, .. } if signed == "signed"));
    assert_eq!(found.len(), 2);
}

#[test]
fn a_newsroom_in_memory_answers_like_one_on_the_disk() {
    let store = Store::in_memory().unwrap();
    store.write(|w| w.save_publication(&publication())).unwrap();
    keep(&store, &draft(1, "puces", "Puces"), "Texte");
    assert_eq!(store.read(|r| r.search("texte", 3)).unwrap().len(), 1);
    store.keep_original(b"picture", &fnv(b"picture")).unwrap();
    assert_eq!(store.original(&fnv(b"picture")).unwrap(), b"picture");
    assert_eq!(verify(&store), []);
}

#[test]
fn many_commits_keep_the_log_short() {
    let (_place, folder, store) = newsroom();
    for at in 0..600 {
        store.write(|w| w.record("start_draft", None, &serde_json::Value::Null, at)).unwrap();
    }
    let log = fs::metadata(folder.join("newsroom.db-wal")).unwrap().len();
    assert!(log < 4_000_000, "{log}");
    store.close().unwrap();
    assert_eq!(fs::metadata(folder.join("newsroom.db-wal")).map_or(0, |log| log.len()), 0);
}
