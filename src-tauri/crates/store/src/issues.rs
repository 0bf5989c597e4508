//! Issues, and the placements of articles in them.

use std::collections::BTreeMap;

use newsroom::{
    AnyIssue, Archived, ArchivedArticle, ArchivedIssue, Closed, DraftSlug, Issue, IssueDate,
    IssuePlan, IssueState, LatestArticle, LatestChoice, Open, Proof, SlotRole,
};
use rusqlite::{OptionalExtension, Row};

use crate::{
    Error, PlanStep, Reader, Result, Writer,
    columns::{from_json, from_word, json, parsed, word},
};

/// An issue in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssueRow {
    /// What the chief decided.
    pub plan: IssuePlan,
    /// Its state.
    pub state: IssueState,
    /// The title given, else the lead's headline.
    pub title: String,
    /// How many articles it has.
    pub articles: u32,
}

impl Reader<'_> {
    /// Every issue, the last day first.
    pub fn issues(&self) -> Result<Vec<IssueRow>> {
        self.conn
            .prepare_cached(
                "SELECT plan, state,
                     (SELECT count(*) FROM placements WHERE issue = date) AS articles,
                     (SELECT headline FROM placements JOIN drafts ON slug = draft
                      WHERE issue = issues.date AND role = 'lead'
                      ORDER BY slot LIMIT 1) AS lead
                 FROM issues ORDER BY date DESC",
            )?
            .query_and_then([], |row| {
                let plan: IssuePlan = from_json(row, "plan")?;
                let lead: Option<String> = row.get("lead")?;
                let title = title_of(&plan, lead.unwrap_or_default());
                let articles = row.get("articles")?;
                Ok(IssueRow { state: from_word(row, "state")?, plan, title, articles })
            })?
            .collect()
    }

    /// The day of every issue, the last first.
    pub fn issue_days(&self) -> Result<Vec<IssueDate>> {
        self.conn
            .prepare_cached("SELECT date FROM issues ORDER BY date DESC")?
            .query_and_then([], |row| from_word(row, "date"))?
            .collect()
    }

    /// The title of the issue of `date`, else its lead's headline; `None` when there is no issue.
    pub fn issue_title(&self, date: IssueDate) -> Result<Option<String>> {
        Ok(self
            .conn
            .prepare_cached(
                "SELECT coalesce(nullif(plan ->> '$.title', ''),
                     (SELECT headline FROM placements JOIN drafts ON slug = draft
                      WHERE issue = issues.date AND role = 'lead' ORDER BY slot LIMIT 1), '')
                 FROM issues WHERE date = ?1",
            )?
            .query_row([date.to_string()], |row| row.get(0))
            .optional()?)
    }

    /// The articles that the issue of `date` has a place for, in order.
    pub fn placed_articles(&self, date: IssueDate) -> Result<Vec<LatestArticle>> {
        self.conn
            .prepare_cached(
                "SELECT issue, slug, headline FROM placements JOIN drafts ON slug = draft
                 WHERE issue = ?1 ORDER BY slot, rank",
            )?
            .query_and_then([date.to_string()], latest_article)?
            .collect()
    }

    /// The issue of `date`, if there is one.
    pub fn issue(&self, date: IssueDate) -> Result<Option<AnyIssue>> {
        self.conn
            .prepare_cached("SELECT state, plan, proof_hash FROM issues WHERE date = ?1")?
            .query_and_then([date.to_string()], from_row)?
            .next()
            .transpose()
    }

    /// What was frozen when the issue of `date` was closed.
    pub fn proof(&self, date: IssueDate) -> Result<Option<Proof>> {
        let bytes: Option<Vec<u8>> = self
            .conn
            .prepare_cached("SELECT proof FROM issues WHERE date = ?1")?
            .query_row([date.to_string()], |row| row.get(0))
            .optional()?
            .flatten();
        bytes
            .map(|bytes| serde_json::from_slice(&bytes))
            .transpose()
            .map_err(|why| Error::damaged("proof", why))
    }

    /// The last `limit` articles printed before `date` that the public edition did not hide.
    pub fn latest_articles(&self, date: IssueDate, limit: u32) -> Result<Vec<LatestArticle>> {
        self.conn
            .prepare_cached(
                "SELECT issue, slug, headline
                 FROM placements
                     JOIN issues ON issues.date = placements.issue
                     JOIN drafts ON drafts.slug = placements.draft
                 WHERE issue < ?1 AND issues.state IN ('published', 'archived')
                     AND coalesce(visibility ->> '$.public', 'full') <> 'hidden'
                 ORDER BY issue DESC, slot, rank LIMIT ?2",
            )?
            .query_and_then((date.to_string(), limit), latest_article)?
            .collect()
    }

    /// What a cross-reference may say of the issue of `date`, once it is out.
    pub fn archived_issue(&self, date: IssueDate) -> Result<Option<ArchivedIssue>> {
        let plan = match self.issue(date)? {
            None | Some(AnyIssue::Open(_)) => return Ok(None),
            Some(issue) => issue.plan().clone(),
        };
        let mut articles = BTreeMap::new();
        let mut title = plan.title.clone();
        for (slug, slot) in plan.line_up.articles() {
            let Some(own) = self.headline(slug)? else { continue };
            let headline = printed_headline(&plan, slug).map_or(own, str::to_owned);
            if title.is_empty() && slot.role == SlotRole::Lead {
                title.clone_from(&headline);
            }
            articles.insert(slug.clone(), ArchivedArticle { headline });
        }
        Ok(Some(ArchivedIssue { title, articles }))
    }

    /// How long the articles of each slot of the last `limit` issues before `date` were, in signs.
    pub fn lengths_before(
        &self,
        date: IssueDate,
        limit: u32,
    ) -> Result<BTreeMap<SlotRole, Vec<u32>>> {
        let mut lengths: BTreeMap<SlotRole, Vec<u32>> = BTreeMap::new();
        let mut statement = self.conn.prepare_cached(
            "SELECT role, sum(signs) AS signs
             FROM placements JOIN drafts ON slug = draft
             WHERE issue IN (SELECT date FROM issues
                             WHERE date < ?1 AND state IN ('published', 'archived')
                             ORDER BY date DESC LIMIT ?2)
             GROUP BY issue, slot",
        )?;
        let mut rows = statement.query((date.to_string(), limit))?;
        while let Some(row) = rows.next()? {
            lengths.entry(from_word(row, "role")?).or_default().push(row.get("signs")?);
        }
        Ok(lengths)
    }

    /// The epigraphs of every issue but that of `date`, the last day first.
    pub fn epigraphs_but(&self, date: IssueDate) -> Result<Vec<(IssueDate, String)>> {
        self.conn
            .prepare_cached(
                "SELECT date, plan ->> '$.epigraph.text' AS text FROM issues
                 WHERE plan ->> '$.epigraph.text' IS NOT NULL AND date <> ?1
                 ORDER BY date DESC",
            )?
            .query_and_then([date.to_string()], |row| {
                Ok((from_word(row, "date")?, row.get("text")?))
            })?
            .collect()
    }

    /// The articles of `chosen` that were printed, in that order, as "latest articles" lists them.
    pub fn chosen_articles(&self, chosen: &[LatestChoice]) -> Result<Vec<LatestArticle>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT issue, slug, headline FROM placements
                 JOIN issues ON issues.date = placements.issue
                 JOIN drafts ON drafts.slug = placements.draft
             WHERE issue = ?1 AND slug = ?2 AND issues.state IN ('published', 'archived')
                 AND coalesce(visibility ->> '$.public', 'full') <> 'hidden'",
        )?;
        let mut found = Vec::with_capacity(chosen.len());
        for choice in chosen {
            let mut rows = statement.query((choice.date.to_string(), choice.article.as_str()))?;
            if let Some(row) = rows.next()? {
                found.push(latest_article(row)?);
            }
        }
        Ok(found)
    }

    /// The issues in preparation that have a place for `draft`.
    pub fn issues_in_preparation_with(&self, draft: &DraftSlug) -> Result<Vec<IssueDate>> {
        self.conn
            .prepare_cached(
                "SELECT date FROM placements JOIN issues ON date = issue
                 WHERE draft = ?1 AND state = 'preparing' ORDER BY date",
            )?
            .query_and_then([draft.as_str()], |row| from_word(row, "date"))?
            .collect()
    }

    /// The number of the issue after the last.
    pub fn next_number(&self) -> Result<u32> {
        Ok(self
            .conn
            .prepare_cached("SELECT coalesce(max(number), 0) + 1 FROM issues")?
            .query_row([], |row| row.get(0))?)
    }

    /// The first day from `date` on that has no issue.
    pub fn first_free_date_from(&self, date: IssueDate) -> Result<IssueDate> {
        let mut taken = self.conn.prepare_cached("SELECT 1 FROM issues WHERE date = ?1")?;
        let mut day = date;
        while taken.exists([day.to_string()])? {
            let next = day.day().tomorrow().map_err(|why| Error::damaged("date", why))?;
            day = IssueDate::from(next);
        }
        Ok(day)
    }

    fn headline(&self, slug: &DraftSlug) -> Result<Option<String>> {
        Ok(self
            .conn
            .prepare_cached("SELECT headline FROM drafts WHERE slug = ?1")?
            .query_row([slug.as_str()], |row| row.get(0))
            .optional()?)
    }
}

impl Writer<'_> {
    /// Founds an issue.
    pub fn insert_issue(&self, issue: &Issue<Open>) -> Result<()> {
        self.insert_plan(issue.plan(), "preparing")
    }

    /// Keeps the plan that an issue in preparation was given from elsewhere.
    pub fn save_issue_plan(&self, issue: &Issue<Open>) -> Result<()> {
        self.change_issue_plan(issue, &PlanStep { what: "elsewhere".into(), typing: None, at: 0 })
    }

    /// Keeps what the chief decided of an issue in preparation, and how to come back from it.
    pub fn change_issue_plan(&self, issue: &Issue<Open>, step: &PlanStep) -> Result<()> {
        let before = self.preparing(issue.plan().date)?;
        self.keep_step(before.plan(), issue.plan(), step)?;
        self.replace_plan(issue.plan())
    }

    /// Puts an earlier plan in the place of the one there is.
    pub(crate) fn put_back(&self, plan: &IssuePlan) -> Result<()> {
        self.preparing(plan.date)?;
        self.replace_plan(plan)
    }

    /// Takes in an issue that was printed before Marbre; another import may add to it.
    pub fn archive_issue(&self, issue: &Issue<Archived>) -> Result<()> {
        let plan = issue.plan();
        match self.issue(plan.date)? {
            None => self.insert_plan(plan, "archived")?,
            Some(AnyIssue::Archived(_)) => self.replace_plan(plan)?,
            Some(AnyIssue::Closed(_)) => return Err(Error::Closed { what: "issue".into() }),
            Some(AnyIssue::Open(_)) => return Err(Error::there("issue", plan.date)),
        }
        self.forget_steps(plan.date)?;
        for (slug, _) in printed_last_first(plan) {
            self.publish_draft(slug, plan.date)?;
        }
        Ok(())
    }

    /// Closes an issue on its proof: from here on neither it nor its articles change.
    pub fn close_issue(&self, issue: &Issue<Closed>, proof: &Proof, at: i64) -> Result<()> {
        let plan = issue.plan();
        self.preparing(plan.date)?;
        self.replace_plan(plan)?;
        self.forget_steps(plan.date)?;
        let frozen = serde_json::to_vec(proof).map_err(|why| Error::damaged("proof", why))?;
        self.conn
            .prepare_cached(
                "UPDATE issues SET state = 'published', closed_at = ?2, proof_hash = ?3, proof = ?4
                 WHERE date = ?1",
            )?
            .execute((plan.date.to_string(), at, issue.proof(), frozen))?;
        for (slug, _) in printed_last_first(plan) {
            if !self.publish_draft(slug, plan.date)? && self.headline(slug)?.is_none() {
                return Err(Error::missing("draft", slug));
            }
        }
        Ok(())
    }

    /// The issue of `date`; refuses unless it is in preparation.
    fn preparing(&self, date: IssueDate) -> Result<Issue<Open>> {
        match self.issue(date)? {
            Some(AnyIssue::Open(issue)) => Ok(issue),
            Some(_) => Err(Error::Closed { what: "issue".into() }),
            None => Err(Error::missing("issue", date)),
        }
    }

    fn insert_plan(&self, plan: &IssuePlan, state: &str) -> Result<()> {
        self.conn
            .prepare_cached("INSERT INTO issues (date, number, state, plan) VALUES (?, ?, ?, ?)")?
            .execute((plan.date.to_string(), plan.number, state, json(plan)?))
            .map_err(|why| Error::from(why).named("issue", plan.date))?;
        self.place(plan)
    }

    fn replace_plan(&self, plan: &IssuePlan) -> Result<()> {
        self.conn
            .prepare_cached("UPDATE issues SET number = ?2, plan = ?3 WHERE date = ?1")?
            .execute((plan.date.to_string(), plan.number, json(plan)?))?;
        self.place(plan)
    }

    /// Writes the placements of `plan`, in the place of those that were there.
    pub(crate) fn place(&self, plan: &IssuePlan) -> Result<()> {
        let issue = plan.date.to_string();
        self.conn.prepare_cached("DELETE FROM placements WHERE issue = ?1")?.execute([&issue])?;
        let mut insert = self.conn.prepare_cached(
            "INSERT INTO placements (issue, slot, rank, role, visibility, draft)
             VALUES (?, ?, ?, ?, ?, ?)",
        )?;
        for (rank, slot) in plan.line_up.slots().iter().enumerate() {
            let (role, visibility) = (word(&slot.role)?, json(&slot.visibility)?);
            for (place, article) in slot.articles.iter().enumerate() {
                insert.execute((&issue, rank, place, &role, &visibility, article.as_str()))?;
            }
        }
        Ok(())
    }
}

/// The articles from the last to the first, so that the lead becomes the most recent of its day.
fn printed_last_first(plan: &IssuePlan) -> impl Iterator<Item = (&DraftSlug, &newsroom::Slot)> {
    plan.line_up.articles().collect::<Vec<_>>().into_iter().rev()
}

/// The headline that the issue prints of an article instead of its own.
fn printed_headline<'p>(plan: &'p IssuePlan, slug: &DraftSlug) -> Option<&'p str> {
    let decided = plan.overrides.iter().find(|it| it.article == *slug && it.edition.is_none())?;
    Some(decided.headline.as_str()).filter(|headline| !headline.is_empty())
}

/// The title given, else the headline of the lead as it is printed.
fn title_of(plan: &IssuePlan, lead: String) -> String {
    if !plan.title.is_empty() {
        return plan.title.clone();
    }
    let slot = plan.line_up.slots().iter().find(|slot| slot.role == SlotRole::Lead);
    let printed = slot.and_then(|slot| printed_headline(plan, slot.articles.first()?));
    printed.map_or(lead, str::to_owned)
}

pub(crate) fn latest_article(row: &Row<'_>) -> Result<LatestArticle> {
    Ok(LatestArticle {
        date: from_word(row, "issue")?,
        slug: from_word(row, "slug")?,
        headline: row.get("headline")?,
    })
}

fn from_row(row: &Row<'_>) -> Result<AnyIssue> {
    let plan = from_json(row, "plan")?;
    Ok(match from_word(row, "state")? {
        IssueState::Preparing => AnyIssue::Open(Issue::open(plan)),
        IssueState::Archived => AnyIssue::Archived(Issue::archived(plan)),
        IssueState::Published => {
            let proof: Option<String> = parsed(row, "proof_hash")?;
            let proof = proof.ok_or_else(|| Error::damaged("issue", "closed without a proof"))?;
            AnyIssue::Closed(Issue::closed(plan, proof))
        }
    })
}
