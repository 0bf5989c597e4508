//! Where pictures are used: at the head of drafts, in their texts, and by what an issue decides.

use std::collections::BTreeMap;

use newsroom::{DraftId, DraftSlug, DraftState, IllustrationKey, IssueDate, IssuePlan};
use rusqlite::Row;

use crate::{
    Reader, Result, Writer,
    columns::{draft_id, from_json, from_word, parsed, parsed_word},
};

/// A place where a picture is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureUse {
    /// The draft that has it.
    pub draft: DraftId,
    /// Its headline.
    pub headline: String,
    /// Its state.
    pub state: DraftState,
    /// The first issue that has a place for the draft; or the one that prints the picture with
    /// it instead of its own.
    pub issue: Option<IssueDate>,
    /// Whether the issue decided so, and not the draft.
    pub decided: bool,
    /// Whether the text calls for it, rather than the head.
    pub figure: bool,
}

const USED: &str = "SELECT id, headline, state, (SELECT min(issue) FROM placements
     WHERE placements.draft = drafts.slug) AS issue FROM drafts";

impl Reader<'_> {
    /// The uses of a picture: heads, then texts, then decisions of issues, each the latest first.
    pub fn uses_of(&self, picture: &IllustrationKey) -> Result<Vec<PictureUse>> {
        let heads = format!("{USED} WHERE illustration = ?1 ORDER BY recency DESC");
        let texts = format!(
            "{USED} WHERE id IN (SELECT draft FROM figures WHERE picture = ?1)
             ORDER BY recency DESC"
        );
        let mut uses = Vec::new();
        for (sql, figure) in [(heads, false), (texts, true)] {
            let mut asked = self.conn.prepare_cached(&sql)?;
            for found in asked.query_and_then([picture.as_str()], |row| used(row, figure))? {
                uses.push(found?);
            }
        }
        for (date, plan) in self.plans_with_pictures()? {
            for decided in &plan.overrides {
                if decided.illustration.as_ref() == Some(picture) {
                    uses.extend(self.decided_use(&decided.article, date)?);
                }
            }
        }
        Ok(uses)
    }

    /// How often each picture is used; one that is used nowhere is not named.
    pub fn picture_uses(&self) -> Result<BTreeMap<IllustrationKey, u32>> {
        let mut uses = BTreeMap::new();
        let mut asked = self.conn.prepare_cached(
            "SELECT picture, count(*) AS times FROM
                 (SELECT illustration AS picture FROM drafts WHERE illustration IS NOT NULL
                  UNION ALL SELECT picture FROM figures)
             GROUP BY picture",
        )?;
        let mut rows = asked.query([])?;
        while let Some(row) = rows.next()? {
            if let Some(picture) = parsed(row, "picture")? {
                uses.insert(picture, row.get("times")?);
            }
        }
        for (_, plan) in self.plans_with_pictures()? {
            for decided in plan.overrides {
                if let Some(picture) = decided.illustration {
                    *uses.entry(picture).or_default() += 1;
                }
            }
        }
        Ok(uses)
    }

    fn plans_with_pictures(&self) -> Result<Vec<(IssueDate, IssuePlan)>> {
        self.conn
            .prepare_cached(
                "SELECT date, plan FROM issues WHERE instr(plan, '\"illustration\":\"')
                 ORDER BY date DESC",
            )?
            .query_and_then([], |row| Ok((from_word(row, "date")?, from_json(row, "plan")?)))?
            .collect()
    }

    fn decided_use(&self, slug: &DraftSlug, date: IssueDate) -> Result<Option<PictureUse>> {
        let found = self.draft_by_slug(slug)?;
        Ok(found.map(|row| PictureUse {
            draft: row.draft.id,
            headline: row.draft.headline,
            state: row.draft.state,
            issue: Some(date),
            decided: true,
            figure: false,
        }))
    }
}

impl Writer<'_> {
    /// Keeps which pictures the text of a draft calls for.
    pub(crate) fn note_figures(&self, draft: DraftId, text: &str) -> Result<()> {
        self.conn
            .prepare_cached("DELETE FROM figures WHERE draft = ?1")?
            .execute([draft.0.as_bytes()])?;
        let mut keep =
            self.conn.prepare_cached("INSERT INTO figures (draft, picture) VALUES (?1, ?2)")?;
        for picture in newsroom::figures_named(text) {
            keep.execute((draft.0.as_bytes(), picture.as_str()))?;
        }
        Ok(())
    }
}

fn used(row: &Row<'_>, figure: bool) -> Result<PictureUse> {
    Ok(PictureUse {
        draft: draft_id(row, "id")?,
        headline: row.get("headline")?,
        state: from_word(row, "state")?,
        issue: parsed_word(row, "issue")?,
        decided: false,
        figure,
    })
}
