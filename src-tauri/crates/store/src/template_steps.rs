//! Steps: the templates that a publication had, so that every change of them can be undone and done
//! again, after a restart too.

use newsroom::{LineUp, Publication, Template, TimeOfDay};
use serde::{Deserialize, Serialize};

use crate::{
    Reader, Result, Turn, Writer,
    columns::{from_json, json},
};

/// So many steps are kept.
const KEPT: i64 = 400;

/// What a change of templates may touch of a publication.
#[derive(Serialize, Deserialize, PartialEq)]
struct Templates {
    usual: LineUp,
    named: Vec<Template>,
    send_time: Option<TimeOfDay>,
}

impl Templates {
    fn of(publication: &Publication) -> Self {
        Self {
            usual: publication.template.clone(),
            named: publication.templates.clone(),
            send_time: publication.send_time,
        }
    }
}

impl Reader<'_> {
    fn last_step(&self, side: Turn) -> Result<Option<(i64, String, Templates)>> {
        self.conn
            .prepare_cached(
                "SELECT step, what, templates FROM template_steps WHERE side = ?1
                 ORDER BY step DESC LIMIT 1",
            )?
            .query_and_then([side.word()], |row| {
                Ok((row.get("step")?, row.get("what")?, from_json(row, "templates")?))
            })?
            .next()
            .transpose()
    }
}

impl Writer<'_> {
    /// Keeps the templates of `after`, and how to come back to those of `before`.
    pub fn change_templates(
        &self,
        before: &Publication,
        after: &Publication,
        what: &str,
    ) -> Result<()> {
        let left = Templates::of(before);
        if left != Templates::of(after) {
            self.conn.execute("DELETE FROM template_steps WHERE side = 'redo'", [])?;
            self.push_templates(Turn::Undo, what, &left)?;
        }
        self.save_publication(after)
    }

    /// Brings back the templates that a turn leads to, and answers the word of the change; `None`
    /// when there is nowhere to turn.
    pub fn turn_templates(&self, turn: Turn) -> Result<Option<String>> {
        let Some((step, what, back)) = self.last_step(turn)? else { return Ok(None) };
        self.conn
            .prepare_cached("DELETE FROM template_steps WHERE side = ?1 AND step = ?2")?
            .execute((turn.word(), step))?;
        let mut publication = self.publication()?;
        self.push_templates(turn.other(), &what, &Templates::of(&publication))?;
        publication.template = back.usual;
        publication.templates = back.named;
        publication.send_time = back.send_time;
        self.save_publication(&publication)?;
        Ok(Some(what))
    }

    fn push_templates(&self, side: Turn, what: &str, templates: &Templates) -> Result<()> {
        self.conn
            .prepare_cached(
                "INSERT INTO template_steps (side, step, what, templates)
                 VALUES (?1, (SELECT coalesce(max(step), 0) + 1 FROM template_steps
                              WHERE side = ?1), ?2, ?3)",
            )?
            .execute((side.word(), what, json(templates)?))?;
        self.conn
            .prepare_cached(
                "DELETE FROM template_steps WHERE side = ?1 AND step <=
                     (SELECT max(step) FROM template_steps WHERE side = ?1) - ?2",
            )?
            .execute((side.word(), KEPT))?;
        Ok(())
    }
}
