//! Templates (gabarits): the empty line-ups that new issues start from.

use newsroom::{IssuePlan, LineUp, PlanChange, Publication, Template};
use serde_json::json;

use crate::{
    Desk, Fault,
    wire::{events::Event, issues::ChangeTemplate},
};

pub(crate) fn change_template(desk: &Desk, ask: ChangeTemplate) -> Result<Publication, Fault> {
    let at = desk.clock.now();
    let today = desk.clock.today();
    let publication = desk.change(|writer| {
        let mut publication = writer.publication()?;
        change(&mut publication, ask, today)?;
        writer.save_publication(&publication)?;
        writer.record("change_template", None, &json!(publication), at)?;
        Ok(publication)
    })?;
    desk.tell(&Event::NewsroomChanged);
    Ok(publication)
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
