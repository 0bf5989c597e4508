//! The budgets of `docs/architecture.md`, measured. `make bench` runs them.

#![expect(clippy::unwrap_used, reason = "a bench that cannot be set up has nothing to measure")]

mod prose;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    sync::{Arc, LazyLock},
};

use desk::{
    Desk, SystemClock,
    wire::{
        drafts::{EditDraft, StartDraft, Update},
        exports::ExportIssue,
        imports::ImportPaths,
        preview::{Medium as Shown, PreviewScope, ShowPreview},
        references::ProposeReferences,
        search::SearchWords,
    },
};
use divan::{Bencher, black_box};
use markup::{LiveDocument, typography};
use newsroom::{
    Article, ArticleKind, Draft, DraftId, DraftState, EditionKey, Gesture, Illustration,
    IllustrationKey, Issue, IssueDate, IssuePlan, Language, LanguageTag, LineUp, Profile, Proof,
    Publication, Slot, SlotRole, Visibility,
};
use prose::{headline, prose};
use rendition::{Composition, Form, Medium, Scope};
use serde_json::{Value, json};
use store::{Store, Writer};
use sync::{Change, DraftText};
use tempfile::TempDir;

const LENGTHS: [usize; 3] = [2_000, 20_000, 100_000];

fn main() {
    divan::main();
}

#[divan::bench(sample_count = 50)]
fn parse_and_render_10_000_words(bencher: Bencher<'_, '_>) {
    let proof = issue_of(vec![article(0, 10_000)]);
    bencher.bench(|| {
        let composition = Composition::new(black_box(&proof).clone());
        rendition::page(&composition, &EditionKey::public(), Medium::Web, &Scope::Issue)
            .unwrap()
            .contents()
    });
}

/// All that the rules of typography find in a text typed without care: 5 ms for 2,000 words.
#[divan::bench(args = LENGTHS)]
fn typography_found(bencher: Bencher<'_, '_>, words: usize) {
    let text = careless(words);
    let house = house();
    bencher.bench(|| {
        let passages = markup::prose::passages(black_box(&text));
        passages.iter().map(|passage| typography::fixes(passage, &house).len()).sum::<usize>()
    });
}

/// And all that is safe of it made, the tree compared before and after.
#[divan::bench(args = LENGTHS)]
fn typography_tidied(bencher: Bencher<'_, '_>, words: usize) {
    let text = careless(words);
    let house = house();
    bencher.bench(|| typography::tidied(black_box(&text), &house));
}

/// A text typed without no-break spaces or curved apostrophes.
fn careless(words: usize) -> String {
    prose(words, 7).replace('’', "'").replace(['\u{a0}', '\u{202f}'], " ")
}

fn house() -> typography::House {
    typography::House::of(Profile::FrPresse, Some("2026-11-23".parse().unwrap()))
}

/// The e-mail of the issue that `make bench-email` gives to everybody.
#[divan::bench]
fn email_of_fifteen_stories(bencher: Bencher<'_, '_>) {
    let composition = Composition::new(fifteen_stories());
    bencher.bench(|| email(black_box(&composition)));
}

/// The same, its texts parsed first.
#[divan::bench]
fn email_of_fifteen_stories_and_their_parsing(bencher: Bencher<'_, '_>) {
    let proof = fifteen_stories();
    bencher.bench(|| email(&Composition::new(black_box(&proof).clone())));
}

fn email(composition: &Composition) -> String {
    rendition::page(composition, &EditionKey::subscribers(), Medium::Email, &Scope::Issue)
        .unwrap()
        .contents()
}

/// A key in the middle of a text: replica, incremental parse, page, difference. No journal.
#[divan::bench(args = LENGTHS)]
fn keystroke_to_blocks(bencher: Bencher<'_, '_>, words: usize) {
    type_without_desk(bencher, words, |text| text);
}

/// The same once the text was closed and opened again: its past is a compressed checkpoint.
#[divan::bench(args = LENGTHS)]
fn keystroke_to_blocks_after_reopening(bencher: Bencher<'_, '_>, words: usize) {
    type_without_desk(bencher, words, |text| {
        DraftText::open(Some(&text.checkpoint().unwrap()), &[] as &[Vec<u8>]).unwrap()
    });
}

fn type_without_desk(
    bencher: Bencher<'_, '_>,
    words: usize,
    opened: impl Fn(DraftText) -> DraftText,
) {
    let proof = issue_of(vec![article(0, words)]);
    let slug = proof.articles.keys().next().unwrap().clone();
    let mut text = DraftText::new();
    text.replace(&proof.articles[&slug].text).unwrap();
    text.take_update().unwrap();
    let mut text = opened(text);
    let mut live = LiveDocument::new(text.rope());
    let mut composition = Composition::new(proof);
    composition.set_document(&slug, Arc::new(live.document().clone()));
    let scope = Scope::Article(slug.clone());
    let mut page =
        rendition::page(&composition, &EditionKey::public(), Medium::Web, &scope).unwrap();
    let at = middle(&text.text());
    bencher.bench_local(|| {
        let edit = text.apply(&Change::insert(at, "m", text.length())).unwrap();
        text.take_update().unwrap();
        live.edit(text.rope(), &markup::Change { bytes: edit.bytes, inserted: edit.inserted });
        composition.set_document(&slug, Arc::new(live.document().clone()));
        page.revise(&composition, &slug)
    });
}

/// The same through the door of the desk, with a journal that is in memory.
#[divan::bench(args = LENGTHS)]
fn keystroke_through_the_desk(bencher: Bencher<'_, '_>, words: usize) {
    let desk = Desk::in_memory("Le Pli", SystemClock).unwrap();
    type_in(bencher, &desk, &prose(words, 0));
}

/// The same on a text with footnotes, whose definitions act at a distance.
#[divan::bench(args = LENGTHS)]
fn keystroke_through_the_desk_with_notes(bencher: Bencher<'_, '_>, words: usize) {
    let desk = Desk::in_memory("Le Pli", SystemClock).unwrap();
    let text = format!(
        "Une phrase[^1], une autre[^2].\n\n{}[^1]: Une note.\n\n[^2]: Une autre.\n",
        prose(words, 0)
    );
    type_in(bencher, &desk, &text);
}

/// The same with the journal on the disk: what an acknowledged keystroke costs.
#[divan::bench(args = LENGTHS)]
fn keystroke_acknowledged_on_disk(bencher: Bencher<'_, '_>, words: usize) {
    let (_place, folder) = place();
    let desk = Desk::found(&folder, "Le Pli", Language::Fr, SystemClock).unwrap();
    type_in(bencher, &desk, &prose(words, 0));
}

/// The journal alone: one change appended, on the disk when it returns.
#[divan::bench]
fn journal_append_on_disk(bencher: Bencher<'_, '_>) {
    let (_place, folder) = place();
    let store = Store::found(&folder, &publication()).unwrap();
    let Article { draft, text } = article(0, 2_000);
    let mut replica = DraftText::new();
    replica.replace(&text).unwrap();
    let first = replica.take_update().unwrap();
    store.write(|writer| writer.insert_draft(&draft, &text, &first, 0, 0)).unwrap();
    bencher
        .with_inputs(|| {
            replica.apply(&Change::insert(0, "m", replica.length())).unwrap();
            replica.take_update().unwrap()
        })
        .bench_local_values(|update| {
            store.write(|writer| writer.append_text(draft.id, &update, 1)).unwrap()
        });
}

/// The demo's issue exported through the desk: every form of every edition, searched for leaks,
/// written and read back; its pictures were developed by the export before.
#[divan::bench]
fn demo_issue_exported_to_disk(bencher: Bencher<'_, '_>) {
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("newsrooms/pli");
    let (_place, folder) = place();
    let desk = Desk::found(&folder, "Le Pli", Language::Fr, SystemClock).unwrap();
    desk.import_paths(ImportPaths { paths: vec![demo.display().to_string()] }).unwrap();
    let ask = ExportIssue {
        date: Desk::demo_issue().unwrap(),
        editions: Vec::new(),
        forms: Vec::new(),
        to: Some(folder.with_extension("export").display().to_string()),
    };
    desk.export_issue(ask.clone()).unwrap();
    bencher.bench_local(|| desk.export_issue(ask.clone()).unwrap());
}

#[divan::bench]
fn issue_of_15_articles_to_every_rendition(bencher: Bencher<'_, '_>) {
    let proof = issue_of((0..15).map(|rank| article(rank, 400)).collect());
    bencher.bench(|| every_rendition(black_box(&proof)));
}

/// From parsed texts: what the budget of the e-mail says.
#[divan::bench]
fn email_of_15_stories(bencher: Bencher<'_, '_>) {
    let stories = (0..15).map(|rank| article(rank, 150)).collect();
    let composition = Composition::new(issue_of(stories));
    bencher.bench(|| {
        let composition = black_box(&composition);
        rendition::page(composition, &EditionKey::public(), Medium::Email, &Scope::Issue)
            .unwrap()
            .contents()
    });
}

/// Every rule over every article, the pages of two editions made and searched for leaks.
#[divan::bench]
fn preflight_of_20_articles(bencher: Bencher<'_, '_>) {
    let composition = Composition::new(issue_of((0..20).map(|rank| article(rank, 400)).collect()));
    bencher.bench(|| {
        let composition = black_box(&composition);
        rendition::preflight(composition, &pages(composition)).len()
    });
}

/// The same after a key: one article is looked at again, and the pages are made anew.
#[divan::bench]
fn preflight_of_20_articles_after_a_key(bencher: Bencher<'_, '_>) {
    let mut composition =
        Composition::new(issue_of((0..20).map(|rank| article(rank, 400)).collect()));
    let slug = composition.proof().articles.keys().next().unwrap().clone();
    let text = composition.proof().articles[&slug].text.clone();
    let mut checks = rendition::Checks::default();
    checks.preflight(&composition, &pages(&composition));
    bencher.bench_local(|| {
        composition.set_document(&slug, Arc::new(markup::parse(&text)));
        checks.preflight(&composition, &pages(&composition)).len()
    });
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn import_an_archive_of_100_files(bencher: Bencher<'_, '_>) {
    let (_place, above) = place();
    let archive = above.with_extension("files");
    fs::create_dir_all(&archive).unwrap();
    for rank in 0..100 {
        let day = format!("{}-{:02}-{:02}", 2015 + rank / 28 % 12, 1 + rank % 12, 1 + rank % 28);
        let text =
            format!("---\ntitle: \"{}\"\ndate: {day}\n---\n\n{}", headline(rank), prose(600, rank));
        fs::write(archive.join(format!("{day}-piece-{rank}.md")), text).unwrap();
    }
    let paths = vec![archive.display().to_string()];
    let mut rank = 0;
    bencher
        .with_inputs(|| {
            rank += 1;
            let folder = above.with_extension(format!("{rank}.marbre"));
            Desk::found(&folder, "Le Pli", Language::Fr, SystemClock).unwrap()
        })
        .bench_local_refs(|desk| {
            let report = desk.import_paths(ImportPaths { paths: paths.clone() }).unwrap();
            assert!(report.things.len() >= 100);
        });
}

/// What the palette asks at each letter: a name, then words, then the beginning of one.
#[divan::bench(args = ["t", "tesseral", "cable hiver", "aurige kilow"])]
fn search_as_you_type_in_5_000_articles(bencher: Bencher<'_, '_>, words: &str) {
    let desk = Desk::open(archive(), SystemClock).unwrap();
    bencher.bench_local(|| {
        let ask = SearchWords { words: words.to_owned(), limit: 20 };
        desk.search_words(ask).unwrap().len()
    });
    desk.close().unwrap();
}

/// What `[[` proposes while one types; two hundred times, so that the slowest is past the p99.
#[divan::bench(
    args = ["15 janv", "lundi dernier", "Tesseral", "le câble de Radar", "registres du tribunal", ""],
    sample_count = 200, sample_size = 1
)]
fn propose_references_in_100_000_articles(bencher: Bencher<'_, '_>, words: &str) {
    let desk = Desk::open(large_archive(), SystemClock).unwrap();
    let ask = StartDraft { kind: ArticleKind::Story, headline: headline(0) };
    let draft = desk.start_draft(ask).unwrap().id;
    bencher.bench_local(|| {
        let ask = ProposeReferences { draft, words: words.to_owned(), limit: 12 };
        desk.propose_references(ask).unwrap().len()
    });
    desk.close().unwrap();
}

/// Opening, and the two lists that the window shows first.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn open_a_newsroom_of_1_000_issues(bencher: Bencher<'_, '_>) {
    let folder = archive();
    bencher.bench_local(|| {
        let desk = Desk::open(folder, SystemClock).unwrap();
        let lists = (desk.list_drafts(()).unwrap().len(), desk.list_issues(()).unwrap().len());
        desk.close().unwrap();
        lists
    });
}

/// Types in the middle of a text that a preview shows; each call is one key.
fn type_in(bencher: Bencher<'_, '_>, desk: &Desk, text: &str) {
    let ask = StartDraft { kind: ArticleKind::Story, headline: headline(0) };
    let draft = desk.start_draft(ask).unwrap().id;
    let mut length = text.encode_utf16().count();
    let mut lines: Vec<_> = text.split('\n').map(|line| json!(line)).collect();
    lines.insert(0, json!(0));
    let mut version = 0;
    let mut send = |changes, preview| {
        let updates = vec![Update { client_id: "banc".into(), changes, gesture: Gesture::Own }];
        let edited =
            desk.edit_draft(EditDraft { draft, version, updates, preview, typed: None }).unwrap();
        version += 1;
        edited
    };
    send(json!([lines]), None);
    let of = PreviewScope::Article { draft };
    let ask =
        ShowPreview { of, edition: EditionKey::public(), medium: Shown::Web, simulator: None };
    let preview = Some(desk.show_preview(ask).unwrap().id);
    let at = middle(text);
    bencher.bench_local(|| {
        let edited = send(json!([at, [0, "m"], length - at]), preview);
        length += 1;
        edited
    });
}

fn every_rendition(proof: &Proof) -> usize {
    let composition = Composition::new(proof.clone());
    let forms = BTreeSet::from([Form::Web, Form::Email, Form::Text]);
    [EditionKey::public(), EditionKey::subscribers()]
        .iter()
        .flat_map(|edition| rendition::files(&composition, edition, &forms))
        .map(|(_, bytes)| bytes.len())
        .sum()
}

fn pages(composition: &Composition) -> BTreeMap<EditionKey, BTreeMap<String, Vec<u8>>> {
    let forms = BTreeSet::from([Form::Web, Form::Email, Form::Text]);
    let editions = [EditionKey::public(), EditionKey::subscribers()];
    editions.map(|key| (key.clone(), rendition::files(composition, &key, &forms))).into()
}

/// The end of a paragraph in the middle of `text`, in UTF-16 units.
fn middle(text: &str) -> usize {
    let (ends, _): (Vec<_>, Vec<_>) = text.match_indices("\n\n").unzip();
    text[..ends[ends.len() / 2]].encode_utf16().count()
}

fn place() -> (TempDir, PathBuf) {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("banc.marbre");
    (place, folder)
}

fn publication() -> Publication {
    let mut publication = Publication::founded("Le Pli", Language::Fr);
    publication.base_url = "https://lepli.example/numeros".into();
    publication
}

fn article(rank: usize, words: usize) -> Article {
    let draft = Draft {
        id: format!("01930000-0000-7000-8000-{rank:012x}").parse::<DraftId>().unwrap(),
        slug: format!("piece-{rank}").parse().unwrap(),
        kind: ArticleKind::Story,
        state: DraftState::Ready,
        language: LanguageTag::default(),
        kicker: "Réseaux".into(),
        headline: headline(rank),
        standfirst: "Une phrase qui dit pourquoi il faut lire la suite.".into(),
        keyword: String::new(),
        authors: Vec::new(),
        illustration: None,
        link: String::new(),
        source: String::new(),
        date: None,
        tags: Vec::new(),
        origin: None,
    };
    Article { draft, text: prose(words, rank) }
}

/// The issue of `tests/e2e/bench/email`.
fn fifteen_stories() -> Proof {
    let written: Value =
        serde_json::from_str(include_str!("../e2e/bench/email/issue.json")).unwrap();
    let told = |of: &Value, what: &str| of[what].as_str().unwrap().to_owned();
    let mut pictures = BTreeMap::new();
    let stories = written["stories"].as_array().unwrap().iter().enumerate().map(|(rank, story)| {
        let mut article = article(rank, 0);
        article.text = told(story, "text");
        let draft = &mut article.draft;
        draft.slug = told(story, "slug").parse().unwrap();
        draft.kicker = told(story, "kicker");
        draft.headline = told(story, "headline");
        draft.standfirst = told(story, "standfirst");
        if let Some(picture) = story.get("picture") {
            let key: IllustrationKey = told(picture, "file").parse().unwrap();
            pictures.insert(key.clone(), drawing(&key, told(picture, "alt")));
            draft.illustration = Some(key);
        }
        article
    });
    let mut proof = issue_of(stories.collect());
    proof.illustrations = pictures;
    proof.plan.title = told(&written, "title");
    proof.plan.subject = told(&written, "subject");
    proof
}

fn drawing(key: &IllustrationKey, alt: String) -> Illustration {
    let drawn = json!({ "key": key, "hash": "", "format": "png", "width": 1600, "height": 900,
        "alt": alt });
    serde_json::from_value(drawn).unwrap()
}

/// An issue of `articles`, one a slot; the last one is cut for the public.
fn issue_of(mut articles: Vec<Article>) -> Proof {
    let last = articles.len() - 1;
    if last > 0 {
        articles[last].text.insert_str(0, "Une phrase libre.\n\n<!-- coupe -->\n\n");
    }
    let mut slots: Vec<Slot> = articles.iter().map(|article| slot(&article.draft)).collect();
    if last > 0 {
        slots[last].visibility.insert(EditionKey::public(), Visibility::Cut);
    }
    slots.extend([SlotRole::Teaser, SlotRole::Masthead].map(Slot::empty));
    Proof {
        publication: publication(),
        plan: plan("2025-01-22".parse().unwrap(), 512, slots),
        articles: articles
            .into_iter()
            .map(|article| (article.draft.slug.clone(), article))
            .collect(),
        authors: BTreeMap::new(),
        illustrations: BTreeMap::new(),
        archive: BTreeMap::new(),
        latest: Vec::new(),
    }
}

fn slot(draft: &Draft) -> Slot {
    let mut slot = Slot::empty(SlotRole::Story);
    slot.articles.push(draft.slug.clone());
    slot
}

fn plan(date: IssueDate, number: u32, slots: Vec<Slot>) -> IssuePlan {
    IssuePlan {
        title: headline(number as usize),
        line_up: LineUp::new(slots).unwrap(),
        ..IssuePlan::new(date, number)
    }
}

/// A newsroom of 1,000 issues of the archive, five articles each, made once for all benches.
fn archive() -> &'static Path {
    static ARCHIVE: LazyLock<(TempDir, PathBuf)> = LazyLock::new(|| {
        let (place, folder) = place();
        let store = Store::found(&folder, &publication()).unwrap();
        store
            .write(|writer| {
                (0..1_000).for_each(|rank| archive_issue(writer, rank));
                Ok(())
            })
            .unwrap();
        store.close().unwrap();
        (place, folder)
    });
    &ARCHIVE.1
}

/// Twenty years: five thousand issues of twenty articles.
fn large_archive() -> &'static Path {
    static ARCHIVE: LazyLock<(TempDir, PathBuf)> = LazyLock::new(|| {
        let (place, folder) = place();
        let store = Store::found(&folder, &publication()).unwrap();
        for part in 0..50 {
            store
                .write(|writer| {
                    (part * 100..part * 100 + 100)
                        .for_each(|rank| archive_issue_of(writer, rank, 20, 150));
                    Ok(())
                })
                .unwrap();
        }
        store.close().unwrap();
        (place, folder)
    });
    &ARCHIVE.1
}

fn archive_issue(writer: &Writer<'_>, rank: usize) {
    archive_issue_of(writer, rank, 5, 300);
}

fn archive_issue_of(writer: &Writer<'_>, rank: usize, articles: usize, words: usize) {
    let first: jiff::civil::Date = "2010-01-04".parse().unwrap();
    let date = IssueDate::from(first.saturating_add(jiff::Span::new().days(rank as i64)));
    let mut slots = Vec::new();
    for at in rank * articles..(rank + 1) * articles {
        let mut article = article(at, words);
        article.draft.date = Some(date);
        article.draft.state = DraftState::Published;
        let mut text = DraftText::new();
        text.replace(&article.text).unwrap();
        let replica = text.take_update().unwrap();
        writer.insert_draft(&article.draft, &article.text, &replica, 1_800, 0).unwrap();
        slots.push(slot(&article.draft));
    }
    let issue = Issue::archived(plan(date, rank as u32 + 1, slots));
    writer.archive_issue(&issue).unwrap();
}
