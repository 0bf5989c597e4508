//! What a person may still undo in a text, as steps that an editor makes again.

use newsroom::Gesture;
use sync::Change;

use super::{
    story::{Step, Story},
    timeline::brought,
};
use crate::wire::past::{Recalled, RecalledStep, Way};

/// So many steps of a person can be undone after the window was closed.
const STEPS: usize = 240;

/// What `person` may undo after the first `until` changes of the text.
pub(super) fn recalled(story: &Story, until: usize, person: &str) -> Recalled {
    let way = |at: usize| story.steps.get(at).map_or(Way::Other, |step| way(story, step, person));
    // The first change is the text itself.
    let mut from = until.max(1);
    let mut own = 0;
    while from > 1 && own < STEPS {
        from -= 1;
        own += usize::from(way(from) == Way::Own);
    }
    let mut steps: Vec<(Way, Change)> = Vec::new();
    for (at, change) in story.past.steps().iter().enumerate().take(until).skip(from) {
        match (way(at), steps.last_mut()) {
            (Way::Joined, Some((Way::Own | Way::Joined, last)))
            | (Way::Other, Some((Way::Other, last))) => *last = last.then(change),
            (way, _) => steps.push((way, change.clone())),
        }
    }
    let steps = steps.into_iter();
    Recalled {
        text: story.past.text_after(from),
        steps: steps.map(|(way, it)| RecalledStep { changes: it.to_json(), way }).collect(),
    }
}

fn way(story: &Story, step: &Step, person: &str) -> Way {
    let told = story.events.partition_point(|event| event.seq <= step.seq);
    let from_file = story.events.get(told).is_some_and(|event| brought(step, event));
    if step.who != person || from_file {
        return Way::Other;
    }
    match step.gesture {
        Gesture::Own | Gesture::Restore => Way::Own,
        Gesture::Joined => Way::Joined,
        Gesture::Undo => Way::Undo,
        Gesture::Redo => Way::Redo,
    }
}
