//! Issues: planning, checking, closing.

use std::collections::BTreeMap;

use newsroom::{AnyIssue, DraftSlug, EditionKey, Issue, IssueDate, IssuePlan, LineUp, Slot};
use rendition::Composition;
use serde_json::json;

use crate::{
    Desk, Fault,
    texts::counts,
    wire::{
        events::Event,
        issues::{IssueSummary, IssueView, NewIssue, PlaceDraft, PlacedArticle},
    },
};

pub(crate) fn list_issues(desk: &Desk, (): ()) -> Result<Vec<IssueSummary>, Fault> {
    let rows = desk.store.read(|reader| reader.issues())?;
    Ok(rows
        .into_iter()
        .map(|row| IssueSummary {
            date: row.plan.date,
            number: row.plan.number,
            title: row.title,
            state: row.state,
            articles: row.articles,
        })
        .collect())
}

pub(crate) fn open_issue(desk: &Desk, date: IssueDate) -> Result<IssueView, Fault> {
    let issue = desk.issue(date)?;
    let room = desk.room();
    let composition = desk.compose_issue(&room, date)?;
    let mut articles = BTreeMap::new();
    for slug in composition.proof().articles.keys() {
        if let Some((article, document)) = composition.article(slug) {
            let signs = counts(document).signs;
            articles.insert(slug.clone(), PlacedArticle { draft: article.draft.clone(), signs });
        }
    }
    Ok(IssueView {
        plan: issue.plan().clone(),
        title: title(&composition),
        state: issue.state(),
        proof: match &issue {
            AnyIssue::Closed(issue) => Some(issue.proof().to_owned()),
            AnyIssue::Open(_) | AnyIssue::Archived(_) => None,
        },
        articles,
    })
}

pub(crate) fn new_issue(desk: &Desk, ask: NewIssue) -> Result<IssueView, Fault> {
    let at = desk.clock.now();
    let tomorrow = desk.clock.today().day().tomorrow().unwrap_or(desk.clock.today().day());
    let date = desk.store.write(|writer| {
        let date = match ask.date {
            Some(date) => date,
            None => writer.first_free_date_from(tomorrow.into())?,
        };
        let publication = writer.publication()?;
        let plan = IssuePlan {
            date,
            number: writer.next_number()?,
            title: String::new(),
            subject: String::new(),
            summary: Vec::new(),
            greeting: String::new(),
            epigraph: None,
            line_up: emptied(&publication.template),
        };
        writer.insert_issue(&Issue::open(plan.clone()))?;
        writer.record("new_issue", None, &json!(plan), at)?;
        Ok(date)
    })?;
    desk.tell(&Event::IssueChanged { date });
    open_issue(desk, date)
}

pub(crate) fn place_draft(desk: &Desk, ask: PlaceDraft) -> Result<IssueView, Fault> {
    let draft = desk.store.read(|reader| reader.draft(ask.draft))?.draft;
    let AnyIssue::Open(mut issue) = desk.issue(ask.date)? else {
        return Err(Fault::theirs("store.closed", &[("what", "issue")]));
    };
    issue.plan_mut().line_up.place(draft.slug, ask.role)?;
    let at = desk.clock.now();
    desk.store.write(|writer| {
        writer.save_issue_plan(&issue)?;
        writer.record("place_draft", Some(ask.draft), &json!(issue.plan()), at)
    })?;
    desk.tell(&Event::IssueChanged { date: ask.date });
    desk.tell_listed(ask.draft)?;
    open_issue(desk, ask.date)
}

impl Desk {
    pub(crate) fn issue(&self, date: IssueDate) -> Result<AnyIssue, Fault> {
        self.store.read(|reader| reader.issue(date))?.ok_or_else(|| Fault::missing("issue", date))
    }

    /// The pictures that an edition shows, developed, by path in its export.
    pub(crate) fn printed_pictures(
        &self,
        composition: &Composition,
        edition: &EditionKey,
    ) -> Result<BTreeMap<String, Vec<u8>>, Fault> {
        let mut pictures = BTreeMap::new();
        for print in rendition::pictures(composition, edition) {
            let path = format!("web/{edition}/pictures/{}", print.name);
            if let Some(picture) = composition.proof().illustrations.get(&print.illustration) {
                pictures.insert(path, self.develop(picture, &print)?);
            }
        }
        Ok(pictures)
    }
}

/// The template's slots, whatever article someone left in one.
fn emptied(template: &LineUp) -> LineUp {
    let slots = template.slots().iter().map(|slot| Slot { articles: Vec::new(), ..slot.clone() });
    LineUp::new(slots.collect()).unwrap_or_default()
}

/// The issue's title: its own, else the first article's headline.
fn title(composition: &Composition) -> String {
    let plan = &composition.proof().plan;
    if !plan.title.is_empty() {
        return plan.title.clone();
    }
    let headline = |slug: &DraftSlug| {
        composition.article(slug).map(|(article, _)| article.draft.headline.clone())
    };
    plan.line_up.articles().find_map(|(slug, _)| headline(slug)).unwrap_or_default()
}
