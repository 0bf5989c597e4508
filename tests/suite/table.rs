//! The chief's table: the line-up changed, undone and done again, and what an issue prints instead
//! of an article's own.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use desk::{
    Desk,
    wire::{
        drafts::StartDraft,
        exports::{ExportForm, ExportIssue},
        imports::ImportPaths,
        issues::{ChangeIssue, ChangeTemplate, ChangedIssue, IssueView, NewIssue, TurnIssue},
        preview::{Medium, PreviewScope, ShowPreview},
    },
};
use newsroom::{
    ArticleKind, DayOfWeek, Decisions, DraftSlug, EditionKey, Epigraph, Fit, INBOXES, IssueDate,
    OverrideFields, PlanChange, SlotRole, SummaryItem, Visibility,
};
use proptest::{prelude::*, sample::Index};
use tempfile::TempDir;

use crate::clock::TestClock;

fn demo() -> (TempDir, Desk) {
    let above = tempfile::tempdir().unwrap();
    let desk = Desk::found_demo(&above.path().join("pli.marbre"), TestClock::default()).unwrap();
    (above, desk)
}

fn tomorrow() -> IssueDate {
    Desk::demo_issue().unwrap()
}

fn slug(name: &str) -> DraftSlug {
    name.parse().unwrap()
}

fn change(desk: &Desk, change: PlanChange) -> ChangedIssue {
    desk.change_issue(ChangeIssue { date: tomorrow(), change, preview: None }).unwrap()
}

fn undo(desk: &Desk) -> ChangedIssue {
    desk.undo_issue(TurnIssue { date: tomorrow(), preview: None }).unwrap()
}

fn redo(desk: &Desk) -> ChangedIssue {
    desk.redo_issue(TurnIssue { date: tomorrow(), preview: None }).unwrap()
}

fn overrule(article: &str, edition: Option<EditionKey>, fields: OverrideFields) -> PlanChange {
    PlanChange::Override { article: slug(article), edition, fields }
}

fn headline(words: &str) -> OverrideFields {
    OverrideFields { headline: Some(words.into()), ..OverrideFields::default() }
}

fn decide(fields: Decisions) -> PlanChange {
    PlanChange::Decide { fields }
}

fn articles(view: &IssueView) -> Vec<DraftSlug> {
    view.plan.line_up.articles().map(|(slug, _)| slug.clone()).collect()
}

/// Every file of an export of the demo's issue, by path.
fn exported(desk: &Desk, folder: &Path, forms: &[ExportForm]) -> BTreeMap<String, Vec<u8>> {
    let ask = ExportIssue {
        date: tomorrow(),
        to: Some(folder.display().to_string()),
        editions: vec![EditionKey::public(), EditionKey::subscribers()],
        forms: forms.to_vec(),
    };
    desk.export_issue(ask).unwrap();
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else {
                let name = entry.strip_prefix(folder).unwrap().display().to_string();
                found.insert(name, fs::read(&entry).unwrap());
            }
        }
    }
    found
}

#[test]
fn every_change_of_the_board_is_undone_and_done_again() {
    let (_above, desk) = demo();
    let before = desk.open_issue(tomorrow()).unwrap().plan;
    let public = EditionKey::public();
    let changes = [
        PlanChange::MoveSlot { slot: 1, to: 4 },
        PlanChange::AddSlot { at: 2, role: SlotRole::Story },
        PlanChange::Put { article: slug("estran"), slot: 2, rank: 0 },
        PlanChange::TakeOut { article: slug("horloge-parlante") },
        PlanChange::PutNew { article: slug("horloge-parlante"), at: 0, role: SlotRole::Story },
        PlanChange::Budget { slot: 1, budget: Some(900) },
        PlanChange::Show { slot: 3, edition: public, visibility: Visibility::Hidden },
        PlanChange::Role { slot: 2, role: SlotRole::Lead },
        PlanChange::RemoveSlot { slot: 5 },
        overrule("liens-morts", None, headline("Les liens meurent")),
        decide(Decisions { preheader: Some("À lire".into()), ..Decisions::default() }),
        PlanChange::Summary {
            items: vec![SummaryItem { article: slug("liens-morts"), text: "Un".into() }],
        },
        PlanChange::Epigraph { epigraph: None },
        PlanChange::Bios { authors: Some(Vec::new()) },
        PlanChange::SendTime { time: Some("06:45".parse().unwrap()) },
    ];
    let mut plans = vec![before];
    for one in changes {
        plans.push(change(&desk, one).issue.plan);
    }
    for (at, plan) in plans.iter().enumerate().rev().skip(1) {
        let back = undo(&desk);
        assert!(back.turned.is_some());
        assert_eq!(back.issue.plan, *plan, "undone to {at}");
    }
    assert_eq!(undo(&desk).turned, None, "there is nothing before the first change");
    for plan in plans.iter().skip(1) {
        assert_eq!(redo(&desk).issue.plan, *plan);
    }
    assert_eq!(redo(&desk).turned, None);
}

#[test]
fn words_typed_without_a_pause_are_undone_together() {
    let above = tempfile::tempdir().unwrap();
    let clock = TestClock::default();
    let desk = Desk::found_demo(&above.path().join("pli.marbre"), clock.clone()).unwrap();
    let title =
        |words: &str| decide(Decisions { title: Some(words.into()), ..Decisions::default() });
    let before = desk.open_issue(tomorrow()).unwrap().plan.title;
    for words in ["L", "Le", "Le soir"] {
        change(&desk, title(words));
        clock.pass(300);
    }
    clock.pass(10_000);
    change(&desk, title("Le soir tombe"));
    assert_eq!(undo(&desk).issue.plan.title, "Le soir");
    assert_eq!(undo(&desk).issue.plan.title, before);
}

#[test]
fn a_closed_issue_has_nothing_to_undo_and_refuses_changes() {
    let (_above, desk) = demo();
    change(&desk, PlanChange::MoveSlot { slot: 2, to: 3 });
    desk.close_issue(tomorrow()).unwrap();
    assert_eq!(desk.open_issue(tomorrow()).unwrap().undo, None);
    let ask = TurnIssue { date: tomorrow(), preview: None };
    assert_eq!(desk.undo_issue(ask).unwrap_err().code, "store.closed");
    let moved = PlanChange::MoveSlot { slot: 0, to: 1 };
    let ask = ChangeIssue { date: tomorrow(), change: moved, preview: None };
    assert_eq!(desk.change_issue(ask).unwrap_err().code, "store.closed");
}

#[test]
fn an_override_is_printed_in_its_editions_and_leaves_the_article_alone() {
    let (above, desk) = demo();
    let own = desk.open_issue(tomorrow()).unwrap().articles[&slug("puces-dormantes")].clone();
    change(&desk, overrule("puces-dormantes", None, headline("Titre du numéro seul")));
    let public = Some(EditionKey::public());
    change(&desk, overrule("puces-dormantes", public, headline("Titre public seul")));
    let signed =
        OverrideFields { byline: Some("La rédaction".into()), ..OverrideFields::default() };
    let view = change(&desk, overrule("puces-dormantes", None, signed)).issue;
    assert_eq!(view.articles[&slug("puces-dormantes")].draft, own.draft);

    let files = exported(&desk, &above.path().join("out"), &[ExportForm::Web, ExportForm::Text]);
    let says = |edition: &str, words: &str| {
        let pages = files.iter().filter(|(path, _)| path.contains(&edition.to_string()));
        let texts: Vec<String> = pages
            .filter(|(path, _)| path.ends_with(".html") || path.ends_with(".txt"))
            .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned())
            .collect();
        assert_eq!(texts.len(), 2);
        texts.iter().filter(|text| text.contains(words)).count()
    };
    assert_eq!(says("public", "Titre public seul"), 2);
    assert_eq!(says("public", "Titre du numéro seul"), 0);
    assert_eq!(says("subscribers", "Titre du numéro seul"), 2);
    assert_eq!(says("subscribers", "La rédaction"), 2);
    assert_eq!(says("subscribers", &own.draft.headline), 0);

    let back = change(&desk, overrule("puces-dormantes", None, headline(""))).issue;
    assert_eq!(back.plan.overrides.len(), 2, "the byline and the public headline stay");
}

#[test]
fn an_article_that_leaves_the_issue_takes_what_was_decided_of_it_along() {
    let (_above, desk) = demo();
    change(&desk, overrule("puces-dormantes", None, headline("Autrement")));
    let view = change(&desk, PlanChange::TakeOut { article: slug("puces-dormantes") }).issue;
    assert!(view.plan.overrides.is_empty());
    assert!(view.plan.summary.iter().all(|item| item.article != slug("puces-dormantes")));
    assert_eq!(undo(&desk).issue.plan.overrides.len(), 1);
}

#[test]
fn what_another_edition_prints_instead_never_leaks() {
    let (above, desk) = demo();
    let reserved = "Tesseral paiera la moitié du laboratoire, dit une note interne réservée.";
    let fields = OverrideFields { standfirst: Some(reserved.into()), ..OverrideFields::default() };
    let subscribers = Some(EditionKey::subscribers());
    change(&desk, overrule("puces-dormantes", subscribers, fields));
    let files = exported(&desk, &above.path().join("out"), &[ExportForm::Web]);
    let public = &files["web/public/index.html"];
    assert!(!String::from_utf8_lossy(public).contains("note interne"));

    // The chief quotes it in the preheader, which every edition prints.
    let quoted = Decisions { preheader: Some(reserved.into()), ..Decisions::default() };
    change(&desk, decide(quoted));
    let remarks = desk.check_issue(tomorrow()).unwrap();
    assert!(remarks.iter().any(|remark| remark.rule == "leak"), "{remarks:?}");
}

#[test]
fn slots_are_measured_against_their_budget_and_their_habit() {
    let (_above, desk) = demo();
    let view = desk.open_issue(tomorrow()).unwrap();
    let lead = &view.slots[1];
    assert_eq!(lead.signs, view.articles[&slug("puces-dormantes")].signs);
    assert!(lead.median.is_some(), "two issues of the archive have a lead");
    let budget = |signs| PlanChange::Budget { slot: 1, budget: Some(signs) };
    let fit = |signs| change(&desk, budget(signs)).issue.slots[1].fit;
    let signs = lead.signs;
    assert_eq!(fit(signs), Some(Fit::Right));
    assert_eq!(fit(signs * 2), Some(Fit::Under));
    assert_eq!(fit(signs / 2), Some(Fit::Over));
}

#[test]
fn what_is_computed_is_told_beside_what_is_decided() {
    let (_above, desk) = demo();
    let decided = Decisions {
        title: Some("Un titre".into()),
        subject: Some("Un objet".into()),
        preheader: Some("Un aperçu".into()),
        greeting: Some("Bonjour, {date}.".into()),
        team: Some("Moi seul".into()),
    };
    let view = change(&desk, decide(decided)).issue;
    let public = &view.editions[0];
    assert_eq!(public.printed.title, "Un titre");
    assert_eq!(public.printed.subject, "Un objet");
    assert_eq!(public.printed.preheader, "Un aperçu");
    assert_eq!(public.printed.greeting, "Bonjour, lundi 23\u{a0}novembre 2026.");
    assert_eq!(public.printed.team, "Moi seul");
    assert_ne!(public.computed.title, public.printed.title);
    assert!(public.computed.greeting.starts_with("Bienvenue dans Le Pli"));
    assert!(public.computed.preheader.ends_with(&public.computed.greeting));
    assert!(public.signs < view.editions[1].signs, "the public reads less");
}

#[test]
fn the_teaser_the_group_title_and_the_bios_may_be_decided() {
    let (above, desk) = demo();
    let view = desk.open_issue(tomorrow()).unwrap();
    let briefs = view.plan.line_up.slots().iter().position(|it| it.role == SlotRole::Briefs);
    let briefs = briefs.unwrap();
    let title = "Petites nouvelles".to_owned();
    change(&desk, PlanChange::GroupTitle { slot: briefs, title });
    let items = vec![SummaryItem {
        article: slug("tesseral-laboratoire"),
        text: "Ce que le laboratoire ne dit pas.".into(),
    }];
    change(&desk, PlanChange::Teaser { items });
    let view = change(&desk, PlanChange::Bios { authors: Some(Vec::new()) }).issue;
    assert_eq!(view.editions[0].printed.groups[&briefs], "Petites nouvelles");
    assert_ne!(view.editions[0].computed.groups[&briefs], "Petites nouvelles");
    assert!(!view.editions[0].computed.bios.is_empty());
    let files = exported(&desk, &above.path().join("out"), &[ExportForm::Text]);
    // The plain text is wrapped.
    let text = String::from_utf8_lossy(&files["text/public.txt"]);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("Petites nouvelles"));
    assert!(text.contains("Ce que le laboratoire ne dit pas."));
    assert!(!text.contains("Ils signent ce numéro"));
}

#[test]
fn an_epigraph_that_the_archive_printed_is_told() {
    let (_above, desk) = demo();
    let archive = desk.list_issues(()).unwrap();
    let past = archive.iter().map(|it| it.date).find(|date| *date < tomorrow()).unwrap();
    let printed = desk.open_issue(past).unwrap().plan.epigraph.unwrap();
    assert_eq!(desk.open_issue(tomorrow()).unwrap().epigraph_used, None);
    let text = printed.text.to_uppercase().replace('.', "…");
    let epigraph = Some(Epigraph { text, ..printed });
    assert_eq!(change(&desk, PlanChange::Epigraph { epigraph }).issue.epigraph_used, Some(past));
}

#[test]
fn inboxes_cut_where_their_width_ends() {
    let long = "Une phrase assez longue pour dépasser la ligne d’un téléphone, et de loin";
    for inbox in INBOXES {
        let shown = inbox.shows("Le Pli", long, long);
        assert!(shown.subject.chars().count() <= inbox.subject, "{}", inbox.key);
        assert_eq!(shown.subject_cut, long.chars().count() > inbox.subject);
        assert_eq!(shown.subject.ends_with('…'), shown.subject_cut);
        let whole = shown.subject.chars().count() + shown.preheader.chars().count();
        assert!(inbox.shared.is_none_or(|line| whole <= line), "{}", inbox.key);
    }
    assert_eq!(INBOXES[0].shows("Le Pli", "Court", "").subject, "Court");
}

#[test]
fn a_new_issue_starts_from_the_template_of_its_day() {
    let (_above, desk) = demo();
    let found = |name: &str| ChangeTemplate::Found { name: name.into(), like: 0 };
    desk.change_template(found("Samedi")).unwrap();
    desk.change_template(ChangeTemplate::Days { rank: 1, weekdays: vec![DayOfWeek::Saturday] })
        .unwrap();
    let slots = PlanChange::RemoveSlot { slot: 0 };
    desk.change_template(ChangeTemplate::Slots { rank: 1, change: slots }).unwrap();
    let publication = desk.newsroom(()).unwrap().publication;
    let saturday: IssueDate = "2026-11-28".parse().unwrap();
    let friday: IssueDate = "2026-11-27".parse().unwrap();
    let new = |date, template| {
        let view = desk.new_issue(NewIssue { date: Some(date), template }).unwrap();
        view.plan.line_up
    };
    assert_eq!(new(saturday, None), publication.templates[0].line_up);
    assert_eq!(new(friday, None), publication.template);
    let sunday: IssueDate = "2026-11-29".parse().unwrap();
    assert_eq!(new(sunday, Some(1)), publication.templates[0].line_up);
    assert_eq!(
        desk.change_template(ChangeTemplate::Remove { rank: 7 }).unwrap_err().code,
        "template.missing"
    );
}

#[test]
fn templates_are_undone_and_done_again_after_a_restart_too() {
    let (above, desk) = demo();
    let folder = above.path().join("pli.marbre");
    let templates = |desk: &Desk| {
        let publication = desk.newsroom(()).unwrap().publication;
        (publication.template, publication.templates, publication.send_time)
    };
    let mut stages = vec![templates(&desk)];
    let asks = [
        ChangeTemplate::Found { name: "Samedi".into(), like: 0 },
        ChangeTemplate::Days { rank: 1, weekdays: vec![DayOfWeek::Saturday] },
        ChangeTemplate::Slots { rank: 1, change: PlanChange::RemoveSlot { slot: 0 } },
        ChangeTemplate::SendTime { time: Some("06:30".parse().unwrap()) },
        ChangeTemplate::Remove { rank: 1 },
    ];
    for ask in asks {
        desk.change_template(ask).unwrap();
        stages.push(templates(&desk));
    }
    drop(desk);
    let desk = Desk::open(&folder, TestClock::default()).unwrap();
    for stage in stages.iter().rev().skip(1) {
        assert!(desk.undo_template(()).unwrap().turned.is_some());
        assert_eq!(templates(&desk), *stage);
    }
    assert_eq!(desk.undo_template(()).unwrap().turned, None);
    for stage in &stages[1..] {
        assert!(desk.redo_template(()).unwrap().turned.is_some());
        assert_eq!(templates(&desk), *stage);
    }
    assert_eq!(desk.redo_template(()).unwrap().turned, None);
}

#[test]
fn the_hour_of_sending_is_the_publication_s_unless_the_issue_has_its_own() {
    let (_above, desk) = demo();
    let at = || desk.open_issue(tomorrow()).unwrap().sends_at;
    assert_eq!(at(), None);
    let time = Some("06:30".parse().unwrap());
    desk.change_template(ChangeTemplate::SendTime { time }).unwrap();
    let usual = at().unwrap();
    change(&desk, PlanChange::SendTime { time: Some("07:15".parse().unwrap()) });
    assert_eq!(at().unwrap() - usual, 45 * 60_000);
}

#[test]
fn an_issue_with_everything_decided_goes_out_and_comes_back_the_same() {
    let (above, desk) = demo();
    let everything = [
        overrule("puces-dormantes", Some(EditionKey::public()), headline("Autre titre")),
        overrule("estran", None, OverrideFields { bare: Some(true), ..OverrideFields::default() }),
        decide(Decisions {
            preheader: Some("Un aperçu".into()),
            team: Some("Une équipe".into()),
            ..Decisions::default()
        }),
        PlanChange::Teaser {
            items: vec![SummaryItem { article: slug("fichiers-fragiles"), text: "Un".into() }],
        },
        PlanChange::SendTime { time: Some("06:45".parse().unwrap()) },
        PlanChange::Bios { authors: Some(Vec::new()) },
    ];
    for one in everything {
        change(&desk, one);
    }
    desk.change_template(ChangeTemplate::Found { name: "Samedi".into(), like: 0 }).unwrap();
    let first = exported(&desk, &above.path().join("a"), &[ExportForm::Folder]);

    let other = above.path().join("other.marbre");
    let fresh = Desk::found(&other, "Autre", newsroom::Language::Fr, TestClock::default()).unwrap();
    let paths = vec![above.path().join("a").display().to_string()];
    fresh.import_paths(ImportPaths { paths }).unwrap();
    let second = exported(&fresh, &above.path().join("b"), &[ExportForm::Folder]);
    let folder = |files: &BTreeMap<String, Vec<u8>>| {
        let inside = files.iter().filter(|(path, _)| path.contains("folder/"));
        inside.map(|(path, bytes)| (path.clone(), bytes.clone())).collect::<BTreeMap<_, _>>()
    };
    assert!(!folder(&first).is_empty());
    assert_eq!(folder(&first), folder(&second));
}

#[test]
fn a_change_brings_the_preview_along() {
    let (_above, desk) = demo();
    let shown = desk
        .show_preview(ShowPreview {
            of: PreviewScope::Issue { date: tomorrow() },
            edition: EditionKey::public(),
            medium: Medium::Web,
            simulator: None,
        })
        .unwrap();
    let change = overrule("mots-de-passe", None, headline("Vu dans l’aperçu"));
    let ask = ChangeIssue { date: tomorrow(), change, preview: Some(shown.id) };
    assert!(desk.change_issue(ask).unwrap().patch.is_some());
    let page = desk.framed(shown.id, "n", "'self'").unwrap().html;
    assert!(page.contains("Vu dans l’aperçu"));
}

/// One thing that hands do at the table.
#[derive(Clone, Debug)]
enum Hand {
    Move(Index, Index),
    Put(Index, Index, Index),
    PutNew(Index, Index),
    TakeOut(Index),
    Add(Index, bool),
    Remove(Index),
    Overrule(Index, bool),
    Undo,
    Redo,
    Crash,
}

fn hand() -> impl Strategy<Value = Hand> {
    let any = any::<Index>;
    prop_oneof![
        4 => (any(), any()).prop_map(|(slot, to)| Hand::Move(slot, to)),
        3 => (any(), any(), any()).prop_map(|(it, slot, rank)| Hand::Put(it, slot, rank)),
        2 => (any(), any()).prop_map(|(it, at)| Hand::PutNew(it, at)),
        2 => any().prop_map(Hand::TakeOut),
        1 => (any(), proptest::bool::ANY).prop_map(|(at, briefs)| Hand::Add(at, briefs)),
        1 => any().prop_map(Hand::Remove),
        2 => (any(), proptest::bool::ANY).prop_map(|(it, issue)| Hand::Overrule(it, issue)),
        4 => Just(Hand::Undo),
        2 => Just(Hand::Redo),
        1 => Just(Hand::Crash),
    ]
}

/// The line-up as it should be, by the plainest bookkeeping there is.
struct Model {
    past: Vec<newsroom::IssuePlan>,
    now: newsroom::IssuePlan,
    future: Vec<newsroom::IssuePlan>,
}

impl Model {
    fn took(&mut self, plan: newsroom::IssuePlan) {
        if plan != self.now {
            self.past.push(std::mem::replace(&mut self.now, plan));
            self.future.clear();
        }
    }
}

/// What a power cut leaves: the files as they are at this moment.
fn crash(desk: Desk, from: &Path, to: &Path) -> Desk {
    fs::create_dir_all(to).unwrap();
    for name in ["newsroom.db", "newsroom.db-wal"] {
        fs::copy(from.join(name), to.join(name)).unwrap();
    }
    drop(desk);
    Desk::open(to, TestClock::default()).unwrap()
}

#[test]
fn two_hundred_random_sequences_neither_duplicate_nor_drop_an_article() {
    let slugs: Vec<DraftSlug> = (0..8).map(|rank| slug(&format!("papier-{rank}"))).collect();
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) };
    proptest!(config, |(hands in prop::collection::vec(hand(), 6..14))| {
        let above = tempfile::tempdir().unwrap();
        let mut folder = above.path().join("0.marbre");
        let mut desk =
            Desk::found(&folder, "Le Pli", newsroom::Language::Fr, TestClock::default()).unwrap();
        for rank in 0..8 {
            let kind = if rank % 3 == 0 { ArticleKind::Brief } else { ArticleKind::Story };
            desk.start_draft(StartDraft { kind, headline: format!("Papier {rank}") }).unwrap();
        }
        let date = desk.new_issue(NewIssue::default()).unwrap().plan.date;
        let mut model = Model {
            past: Vec::new(),
            now: desk.open_issue(date).unwrap().plan,
            future: Vec::new(),
        };
        let mut crashes = 0;
        for hand in hands {
            let slots = model.now.line_up.slots().len();
            let placed: Vec<DraftSlug> =
                model.now.line_up.articles().map(|(slug, _)| slug.clone()).collect();
            let change = match &hand {
                Hand::Crash => {
                    crashes += 1;
                    let next = above.path().join(format!("{crashes}.marbre"));
                    desk = crash(desk, &folder, &next);
                    folder = next;
                    None
                }
                Hand::Undo => {
                    let turned = desk.undo_issue(TurnIssue { date, preview: None }).unwrap();
                    prop_assert_eq!(turned.turned.is_some(), !model.past.is_empty());
                    if let Some(plan) = model.past.pop() {
                        model.future.push(std::mem::replace(&mut model.now, plan));
                    }
                    None
                }
                Hand::Redo => {
                    let turned = desk.redo_issue(TurnIssue { date, preview: None }).unwrap();
                    prop_assert_eq!(turned.turned.is_some(), !model.future.is_empty());
                    if let Some(plan) = model.future.pop() {
                        model.past.push(std::mem::replace(&mut model.now, plan));
                    }
                    None
                }
                Hand::Move(slot, to) if slots > 0 => Some(PlanChange::MoveSlot {
                    slot: slot.index(slots),
                    to: to.index(slots),
                }),
                Hand::Put(article, slot, rank) if slots > 0 => Some(PlanChange::Put {
                    article: article.get(&slugs).clone(),
                    slot: slot.index(slots),
                    rank: rank.index(4),
                }),
                Hand::PutNew(article, at) => Some(PlanChange::PutNew {
                    article: article.get(&slugs).clone(),
                    at: at.index(slots + 1),
                    role: SlotRole::Story,
                }),
                Hand::TakeOut(article) => {
                    Some(PlanChange::TakeOut { article: article.get(&slugs).clone() })
                }
                Hand::Add(at, briefs) => Some(PlanChange::AddSlot {
                    at: at.index(slots + 1),
                    role: if *briefs { SlotRole::Briefs } else { SlotRole::Story },
                }),
                Hand::Remove(slot) if slots > 0 => {
                    Some(PlanChange::RemoveSlot { slot: slot.index(slots) })
                }
                Hand::Overrule(article, issue) => Some(PlanChange::Override {
                    article: article.get(&slugs).clone(),
                    edition: (!issue).then(EditionKey::public),
                    fields: headline("Autrement"),
                }),
                _ => None,
            };
            if let Some(change) = change {
                let gone: BTreeSet<DraftSlug> = match &change {
                    PlanChange::TakeOut { article } => [article.clone()].into(),
                    PlanChange::RemoveSlot { slot } => {
                        model.now.line_up.slots()[*slot].articles.iter().cloned().collect()
                    }
                    _ => BTreeSet::new(),
                };
                let come: Option<DraftSlug> = match &change {
                    PlanChange::Put { article, .. } | PlanChange::PutNew { article, .. } => {
                        Some(article.clone())
                    }
                    _ => None,
                };
                let ask = ChangeIssue { date, change, preview: None };
                if let Ok(changed) = desk.change_issue(ask) {
                    let after = articles(&changed.issue);
                    let set: BTreeSet<DraftSlug> = after.iter().cloned().collect();
                    prop_assert_eq!(set.len(), after.len(), "an article stands twice");
                    let wanted: BTreeSet<DraftSlug> = placed
                        .iter()
                        .filter(|slug| !gone.contains(*slug))
                        .cloned()
                        .chain(come)
                        .collect();
                    prop_assert_eq!(set, wanted, "an article was dropped");
                    model.took(changed.issue.plan);
                }
            }
            if matches!(hand, Hand::Crash | Hand::Undo | Hand::Redo) {
                let stored = desk.open_issue(date).unwrap();
                prop_assert_eq!(&stored.plan, &model.now);
                prop_assert_eq!(stored.undo.is_some(), !model.past.is_empty());
                prop_assert_eq!(stored.redo.is_some(), !model.future.is_empty());
            }
        }
        prop_assert_eq!(&desk.open_issue(date).unwrap().plan, &model.now);
        drop(desk);
        prop_assert!(desk::verify(&folder).unwrap().damages.is_empty());
    });
}
