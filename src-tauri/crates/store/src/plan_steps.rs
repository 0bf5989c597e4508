//! Steps: the plans that an issue in preparation had, so that every change of it can be undone
//! and done again, after a restart too.

use newsroom::{Issue, IssueDate, IssuePlan, Open};
use rusqlite::OptionalExtension;

use crate::{
    Reader, Result, Writer,
    columns::{from_json, json},
};

/// So many steps of an issue are kept.
const KEPT: i64 = 400;
/// Keystrokes that follow each other within this are one step.
const TYPING_MS: i64 = 2_000;

/// What changed a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanStep {
    /// The word of the change.
    pub what: String,
    /// What was being typed, when it was words.
    pub typing: Option<String>,
    /// When, in milliseconds since 1970.
    pub at: i64,
}

/// The two ways through the steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Back to the plan before the last change.
    Undo,
    /// Forward again.
    Redo,
}

impl Turn {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Undo => "undo",
            Self::Redo => "redo",
        }
    }

    pub(crate) fn other(self) -> Self {
        match self {
            Self::Undo => Self::Redo,
            Self::Redo => Self::Undo,
        }
    }
}

impl Reader<'_> {
    /// The word of the change that a turn would take back, or do again.
    pub fn next_step(&self, date: IssueDate, turn: Turn) -> Result<Option<String>> {
        Ok(self
            .conn
            .prepare_cached(
                "SELECT what FROM plan_steps WHERE issue = ?1 AND side = ?2
                 ORDER BY step DESC LIMIT 1",
            )?
            .query_row((date.to_string(), turn.word()), |row| row.get(0))
            .optional()?)
    }
}

impl Writer<'_> {
    /// Notes that `before` is about to give way to `after` by `step`.
    pub(crate) fn keep_step(
        &self,
        before: &IssuePlan,
        after: &IssuePlan,
        step: &PlanStep,
    ) -> Result<()> {
        if before == after {
            return Ok(());
        }
        let issue = before.date.to_string();
        self.conn
            .prepare_cached("DELETE FROM plan_steps WHERE issue = ?1 AND side = 'redo'")?
            .execute([&issue])?;
        if step.typing.is_some() {
            let longer = self
                .conn
                .prepare_cached(
                    "UPDATE plan_steps SET at = ?3 WHERE issue = ?1 AND side = 'undo'
                     AND typing = ?2 AND at >= ?3 - ?4
                     AND step = (SELECT max(step) FROM plan_steps
                                 WHERE issue = ?1 AND side = 'undo')",
                )?
                .execute((&issue, &step.typing, step.at, TYPING_MS))?;
            if longer > 0 {
                return Ok(());
            }
        }
        self.push_step(before, Turn::Undo, step)
    }

    /// Brings back the plan that a turn leads to, and answers the word of the change; `None` when
    /// there is nowhere to turn.
    pub fn turn_plan(&self, issue: &Issue<Open>, turn: Turn, at: i64) -> Result<Option<String>> {
        let now = issue.plan();
        let found = self
            .conn
            .prepare_cached(
                "SELECT step, what, plan FROM plan_steps WHERE issue = ?1 AND side = ?2
                 ORDER BY step DESC LIMIT 1",
            )?
            .query_and_then((now.date.to_string(), turn.word()), |row| -> Result<_> {
                let plan: IssuePlan = from_json(row, "plan")?;
                Ok((row.get::<_, i64>("step")?, row.get::<_, String>("what")?, plan))
            })?
            .next()
            .transpose()?;
        let Some((step, what, plan)) = found else { return Ok(None) };
        self.conn
            .prepare_cached("DELETE FROM plan_steps WHERE issue = ?1 AND side = ?2 AND step = ?3")?
            .execute((now.date.to_string(), turn.word(), step))?;
        let back = PlanStep { what: what.clone(), typing: None, at };
        self.push_step(now, turn.other(), &back)?;
        self.put_back(&plan)?;
        Ok(Some(what))
    }

    /// Nothing of an issue that no longer changes is undone.
    pub(crate) fn forget_steps(&self, date: IssueDate) -> Result<()> {
        self.conn
            .prepare_cached("DELETE FROM plan_steps WHERE issue = ?1")?
            .execute([date.to_string()])?;
        Ok(())
    }

    fn push_step(&self, plan: &IssuePlan, side: Turn, step: &PlanStep) -> Result<()> {
        let issue = plan.date.to_string();
        self.conn
            .prepare_cached(
                "INSERT INTO plan_steps (issue, side, step, what, typing, at, plan)
                 VALUES (?1, ?2, (SELECT coalesce(max(step), 0) + 1 FROM plan_steps
                                  WHERE issue = ?1 AND side = ?2), ?3, ?4, ?5, ?6)",
            )?
            .execute((&issue, side.word(), &step.what, &step.typing, step.at, json(plan)?))?;
        self.conn
            .prepare_cached(
                "DELETE FROM plan_steps WHERE issue = ?1 AND side = ?2 AND step <=
                     (SELECT max(step) FROM plan_steps WHERE issue = ?1 AND side = ?2) - ?3",
            )?
            .execute((&issue, side.word(), KEPT))?;
        Ok(())
    }
}
