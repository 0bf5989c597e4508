//! Templates (gabarits): the empty line-ups that new issues start from.

use newsroom::{IssuePlan, LineUp, PlanChange, Publication, Template};
use serde_json::json;
use store::Turn;

use crate::{
    Desk, Fault,
    wire::{
        events::Event,
        issues::{ChangeTemplate, TurnedTemplates},
    },
};

pub(crate) fn change_template(desk: &Desk, ask: ChangeTemplate) -> Result<Publication, Fault> {
    let at = desk.clock.now();
    let today = desk.clock.today();
    let publication = desk.change(|writer| {
        let before = writer.publication()?;
        let (mut publication, what) = (before.clone(), word(&ask));
        change(&mut publication, ask, today)?;
        writer.change_templates(&before, &publication, what)?;
        writer.record("change_template", None, &json!(publication), at)?;
        Ok(publication)
    })?;
    desk.tell(&Event::NewsroomChanged);
    Ok(publication)
}

pub(crate) fn undo_template(desk: &Desk, (): ()) -> Result<TurnedTemplates, Fault> {
    turn(desk, Turn::Undo, "undo_template")
}

pub(crate) fn redo_template(desk: &Desk, (): ()) -> Result<TurnedTemplates, Fault> {
    turn(desk, Turn::Redo, "redo_template")
}

fn turn(desk: &Desk, turn: Turn, kind: &str) -> Result<TurnedTemplates, Fault> {
    let at = desk.clock.now();
    let turned = desk.change(|writer| {
        let turned = writer.turn_templates(turn)?;
        let publication = writer.publication()?;
        if turned.is_some() {
            writer.record(kind, None, &json!(publication), at)?;
        }
        Ok(TurnedTemplates { publication, turned })
    })?;
    desk.tell(&Event::NewsroomChanged);
    Ok(turned)
}

/// What a change is called when it is undone.
fn word(ask: &ChangeTemplate) -> &'static str {
    match ask {
        ChangeTemplate::Found { .. } => "template_found",
        ChangeTemplate::Name { .. } => "template_name",
        ChangeTemplate::Days { .. } => "template_days",
        ChangeTemplate::Remove { .. } => "template_remove",
        ChangeTemplate::Slots { change, .. } => change.word(),
        ChangeTemplate::SendTime { .. } => "send_time",
    }
}

fn change(
    publication: &mut Publication,
    ask: ChangeTemplate,
    today: newsroom::IssueDate,
) -> Result<(), Fault> {
    match ask {
        ChangeTemplate::Found { name, like } => {
            let line_up = slots(publication, like)?.emptied();
            publication.templates.push(Template { name, weekdays: Vec::new(), line_up });
        }
        ChangeTemplate::Name { rank, name } => named(publication, rank)?.name = name,
        ChangeTemplate::Days { rank, weekdays } => {
            named(publication, rank)?;
            for (place, template) in publication.templates.iter_mut().enumerate() {
                // A day has one template.
                template.weekdays.retain(|day| !weekdays.contains(day));
                if place + 1 == rank {
                    template.weekdays.clone_from(&weekdays);
                }
            }
        }
        ChangeTemplate::Remove { rank } => {
            named(publication, rank)?;
            publication.templates.remove(rank - 1);
        }
        ChangeTemplate::Slots { rank, change } => {
            let line_up = slots(publication, rank)?;
            *line_up = changed(line_up, &change, today)?;
        }
        ChangeTemplate::SendTime { time } => publication.send_time = time,
    }
    Ok(())
}

/// A template is the plan of an issue of which only the slots are kept.
fn changed(
    line_up: &LineUp,
    change: &PlanChange,
    today: newsroom::IssueDate,
) -> Result<LineUp, Fault> {
    let mut plan = IssuePlan { line_up: line_up.clone(), ..IssuePlan::new(today, 0) };
    change.apply(&mut plan)?;
    Ok(plan.line_up.emptied())
}

fn slots(publication: &mut Publication, rank: usize) -> Result<&mut LineUp, Fault> {
    match rank {
        0 => Ok(&mut publication.template),
        _ => Ok(&mut named(publication, rank)?.line_up),
    }
}

/// A template that has a name: all but the usual one.
fn named(publication: &mut Publication, rank: usize) -> Result<&mut Template, Fault> {
    let place = rank.checked_sub(1).and_then(|place| publication.templates.get_mut(place));
    place.ok_or_else(|| Fault::theirs("template.missing", &[("rank", &rank.to_string())]))
}
