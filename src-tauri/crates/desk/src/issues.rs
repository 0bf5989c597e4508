//! Issues: planning, checking, closing.

use std::collections::BTreeMap;

use newsroom::{AnyIssue, EditionKey, Issue, IssueDate, IssuePlan};
use rendition::Composition;
use serde_json::json;
use store::PlanStep;

use crate::{
    Desk, Fault,
    board::open_issue,
    prints::labelled,
    wire::{
        events::Event,
        issues::{IssueSummary, IssueView, NewIssue, PlaceDraft},
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

pub(crate) fn new_issue(desk: &Desk, ask: NewIssue) -> Result<IssueView, Fault> {
    let at = desk.clock.now();
    let tomorrow = desk.clock.today().day().tomorrow().unwrap_or(desk.clock.today().day());
    let date = desk.store.write(|writer| {
        let date = match ask.date {
            Some(date) => date,
            None => writer.first_free_date_from(tomorrow.into())?,
        };
        let publication = writer.publication()?;
        let line_up = publication.template_for(date, ask.template);
        let plan = IssuePlan { line_up, ..IssuePlan::new(date, writer.next_number()?) };
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
    let step = PlanStep { what: "put".into(), typing: None, at };
    desk.store.write(|writer| {
        writer.change_issue_plan(&issue, &step)?;
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
        let proof = composition.proof();
        let prints = rendition::pictures(composition, edition);
        for prints in prints.chunk_by(|one, next| one.illustration == next.illustration) {
            let key = prints.first().map(|print| &print.illustration);
            let Some(picture) = key.and_then(|key| proof.illustrations.get(key)) else { continue };
            let author = picture.author.as_ref().and_then(|key| proof.authors.get(key));
            let credit = picture.credit_line(&proof.publication, author);
            for (print, bytes) in prints.iter().zip(self.develop(picture, prints)?) {
                let path = format!("web/{edition}/pictures/{}", print.name);
                pictures.insert(path, labelled(picture, print, credit.clone(), &bytes)?);
            }
        }
        Ok(pictures)
    }
}
