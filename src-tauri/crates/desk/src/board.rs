//! The chief's table: an issue opened, measured, and its plan changed one step at a time.

use std::collections::BTreeMap;

use newsroom::{
    AnyIssue, DraftSlug, EditionPlan, INBOXES, Issue, IssueDate, Open, SlotRole, SummaryItem,
};
use rendition::{Composition, Edition};
use serde_json::json;
use store::{PlanStep, Reader, Turn, Writer};

use crate::{
    Desk, Fault, Room,
    proofs::LATEST,
    texts::counts,
    wire::{
        events::Event,
        issues::{
            ChangeIssue, ChangedIssue, Composed, EditionView, IssueView, LatestView, PlacedArticle,
            SlotView, TurnIssue,
        },
    },
};

/// The usual length of a slot is the median of so many issues.
const USUAL: u32 = 30;

pub(crate) fn open_issue(desk: &Desk, date: IssueDate) -> Result<IssueView, Fault> {
    let room = desk.room();
    desk.view_issue(&room, date)
}

pub(crate) fn change_issue(desk: &Desk, ask: ChangeIssue) -> Result<ChangedIssue, Fault> {
    let at = desk.clock.now();
    desk.change(|writer| {
        let mut issue = preparing(writer, ask.date)?;
        ask.change.apply(issue.plan_mut())?;
        let step = PlanStep { what: ask.change.word().into(), typing: ask.change.typing(), at };
        writer.change_issue_plan(&issue, &step)?;
        let what = json!({ "date": ask.date, "change": ask.change, "plan": issue.plan() });
        Ok(writer.record("change_issue", None, &what, at)?)
    })?;
    desk.changed_issue(ask.date, ask.preview, None)
}

pub(crate) fn undo_issue(desk: &Desk, ask: TurnIssue) -> Result<ChangedIssue, Fault> {
    turn(desk, ask, Turn::Undo, "undo_issue")
}

pub(crate) fn redo_issue(desk: &Desk, ask: TurnIssue) -> Result<ChangedIssue, Fault> {
    turn(desk, ask, Turn::Redo, "redo_issue")
}

fn turn(desk: &Desk, ask: TurnIssue, turn: Turn, kind: &str) -> Result<ChangedIssue, Fault> {
    let at = desk.clock.now();
    let turned = desk.change(|writer| {
        let turned = writer.turn_plan(&preparing(writer, ask.date)?, turn, at)?;
        if turned.is_some() {
            let plan = preparing(writer, ask.date)?;
            writer.record(kind, None, &json!({ "date": ask.date, "plan": plan.plan() }), at)?;
        }
        Ok(turned)
    })?;
    desk.changed_issue(ask.date, ask.preview, turned)
}

/// The issue of `date`, which may be changed.
fn preparing(writer: &Writer<'_>, date: IssueDate) -> Result<Issue<Open>, Fault> {
    match writer.issue(date)? {
        Some(AnyIssue::Open(issue)) => Ok(issue),
        Some(_) => Err(Fault::theirs("store.closed", &[("what", "issue")])),
        None => Err(Fault::missing("issue", date)),
    }
}

impl Desk {
    fn changed_issue(
        &self,
        date: IssueDate,
        preview: Option<u32>,
        turned: Option<String>,
    ) -> Result<ChangedIssue, Fault> {
        let mut room = self.room();
        let issue = self.view_issue(&room, date)?;
        let patch = preview.and_then(|preview| {
            self.follow(&mut room, preview, |desk, room| desk.recompose(room, preview))
        });
        drop(room);
        self.tell(&Event::IssueChanged { date });
        self.tell(&Event::DraftsChanged);
        Ok(ChangedIssue { issue, turned, patch })
    }

    fn view_issue(&self, room: &Room, date: IssueDate) -> Result<IssueView, Fault> {
        let issue = self.issue(date)?;
        let composition = self.compose_issue(room, date)?;
        let proof = composition.proof();
        let plan = issue.plan();
        let articles = placed(&composition);
        let hour = plan.send_time.or(proof.publication.send_time);
        let (usual, latest, epigraph_used, undo, redo) = self.store.read(|reader| {
            Ok((
                reader.lengths_before(date, USUAL)?,
                reader.latest_articles(date, LATEST)?,
                epigraph_used(reader, &issue)?,
                reader.next_step(date, Turn::Undo)?,
                reader.next_step(date, Turn::Redo)?,
            ))
        })?;
        let undecided = composition.undecided();
        let editions: Vec<EditionView> = proof
            .publication
            .editions
            .iter()
            .filter_map(|edition| view_edition(&composition, &undecided, edition))
            .map(|mut view| {
                view.computed.latest = latest.iter().map(latest_view).collect();
                view
            })
            .collect();
        Ok(IssueView {
            plan: plan.clone(),
            title: editions.first().map(|it| it.printed.title.clone()).unwrap_or_default(),
            state: issue.state(),
            proof: match &issue {
                AnyIssue::Closed(issue) => Some(issue.proof().to_owned()),
                AnyIssue::Open(_) | AnyIssue::Archived(_) => None,
            },
            slots: slots(&composition, &articles, usual),
            articles,
            editions,
            sends_at: hour.and_then(|hour| self.clock.moment(date, hour)),
            epigraph_used,
            undo,
            redo,
        })
    }
}

fn placed(composition: &Composition) -> BTreeMap<DraftSlug, PlacedArticle> {
    let proof = composition.proof();
    let shown = proof.publication.editions.first().map(|edition| &edition.key);
    let edition = shown.and_then(|key| Edition::of(composition, key));
    let mut articles = BTreeMap::new();
    for (slug, article) in &proof.articles {
        let Some((_, document)) = composition.article(slug) else { continue };
        let printed = shown.and_then(|key| composition.printed(key, slug));
        let picture = printed.and_then(|(article, _)| article.draft.illustration.as_ref());
        let prints = picture.and_then(|key| proof.illustrations.get(key)).map(rendition::prints);
        let placed = PlacedArticle {
            draft: article.draft.clone(),
            signs: counts(document).signs,
            byline: edition.as_ref().map(|edition| edition.byline_of(slug)).unwrap_or_default(),
            thumbnail: prints.and_then(|prints| prints.last().map(|print| print.name.clone())),
        };
        articles.insert(slug.clone(), placed);
    }
    articles
}

fn slots(
    composition: &Composition,
    articles: &BTreeMap<DraftSlug, PlacedArticle>,
    mut usual: BTreeMap<SlotRole, Vec<u32>>,
) -> Vec<SlotView> {
    let median = |lengths: &mut Vec<u32>| {
        lengths.sort_unstable();
        lengths.get(lengths.len() / 2).copied()
    };
    let medians: BTreeMap<SlotRole, Option<u32>> =
        usual.iter_mut().map(|(role, lengths)| (*role, median(lengths))).collect();
    let slots = composition.proof().plan.line_up.slots();
    slots
        .iter()
        .map(|slot| {
            let signs = slot.articles.iter().filter_map(|slug| articles.get(slug));
            let signs = signs.map(|placed| placed.signs).sum();
            let filled = !slot.articles.is_empty();
            SlotView {
                signs,
                fit: slot.fit(signs).filter(|_| filled),
                median: medians.get(&slot.role).copied().flatten(),
            }
        })
        .collect()
}

fn view_edition(
    composition: &Composition,
    undecided: &Composition,
    plan: &EditionPlan,
) -> Option<EditionView> {
    let edition = Edition::of(composition, &plan.key)?;
    let (signs, words) = edition.length();
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let publication = &composition.proof().publication;
    let sender = publication.sender.as_ref().map_or(&publication.name, |sender| &sender.name);
    let printed = composed(composition, &edition);
    Some(EditionView {
        key: plan.key.clone(),
        signs: number(signs),
        words: number(words),
        inboxes: INBOXES
            .iter()
            .map(|inbox| inbox.shows(sender, &printed.subject, &printed.preheader))
            .collect(),
        computed: composed(undecided, &Edition::of(undecided, &plan.key)?),
        printed,
    })
}

fn composed<'c>(composition: &'c Composition, edition: &Edition<'c>) -> Composed {
    let slots = composition.proof().plan.line_up.slots().iter().enumerate();
    let item = |article: &DraftSlug, text: &str| SummaryItem {
        article: article.clone(),
        text: text.to_owned(),
    };
    Composed {
        title: edition.title().to_owned(),
        subject: edition.subject().to_owned(),
        preheader: edition.preheader(),
        greeting: edition.greeting().to_owned(),
        summary: edition.summary().iter().map(|line| item(line.article, line.words)).collect(),
        teaser: edition.teaser().iter().map(|line| item(line.article, line.sentence)).collect(),
        groups: slots
            .filter(|(_, slot)| slot.role == SlotRole::Briefs)
            .map(|(rank, slot)| (rank, edition.briefs(slot).0))
            .collect(),
        team: edition.team().to_owned(),
        bios: edition.introduced().iter().map(|author| author.key.clone()).collect(),
        latest: composition.proof().latest.iter().map(latest_view).collect(),
    }
}

fn latest_view(article: &newsroom::LatestArticle) -> LatestView {
    LatestView {
        date: article.date,
        article: article.slug.clone(),
        headline: article.headline.clone(),
    }
}

/// The last issue that printed the epigraph of `issue`, whatever its case and its points.
fn epigraph_used(reader: &Reader<'_>, issue: &AnyIssue) -> store::Result<Option<IssueDate>> {
    let bare = |words: &str| newsroom::slugify(words).unwrap_or_default();
    let Some(epigraph) = &issue.plan().epigraph else { return Ok(None) };
    let wanted = bare(&epigraph.text);
    if wanted.is_empty() {
        return Ok(None);
    }
    let used = reader.epigraphs_but(issue.plan().date)?;
    Ok(used.into_iter().find(|(_, text)| bare(text) == wanted).map(|(date, _)| date))
}
