//! What a person may still take back in the lines around a text, from what the journal tells.

use newsroom::Draft;

use super::story::Story;
use crate::wire::past::{RecalledLine, RecalledLines};

/// So many steps of a line come back after the window was closed.
const MOST: usize = 100;
/// So long after a letter, in milliseconds, the next one begins a step, as it does in a window.
const PAUSE: i64 = 800;

/// The lines at a moment.
struct Told {
    at: i64,
    /// Whether `person` wrote them.
    own: bool,
    draft: Draft,
}

/// What `person` may take back, and do again, in each line.
pub(super) fn recalled(story: &Story, person: &str) -> RecalledLines {
    let told = story.events.iter().filter_map(|event| {
        let draft = serde_json::from_slice(&event.payload).ok()?;
        let own = event.who == person && event.kind == "revise_draft";
        Some(Told { at: event.at, own, draft })
    });
    let told: Vec<Told> = told.collect();
    RecalledLines {
        kicker: line(&told, |draft| &draft.kicker),
        headline: line(&told, |draft| &draft.headline),
        standfirst: line(&told, |draft| &draft.standfirst),
    }
}

fn line(told: &[Told], words_of: impl Fn(&Draft) -> &str) -> RecalledLine {
    let mut told = told.iter();
    let now = told.next().map(|first| words_of(&first.draft).to_owned()).unwrap_or_default();
    let mut line = RecalledLine { now, ..RecalledLine::default() };
    let mut typed_at = None;
    for Told { at, own, draft } in told {
        let words = words_of(draft);
        if words == line.now {
            continue;
        }
        let before = std::mem::replace(&mut line.now, words.to_owned());
        if !own {
            // What somebody else wrote is not this person’s to take back.
            line = RecalledLine { now: line.now, ..RecalledLine::default() };
            typed_at = None;
            continue;
        }
        let typed = is_longer(&before, words).then_some(*at);
        let goes_on = typed_at.zip(typed).is_some_and(|(last, at)| at - last < PAUSE);
        typed_at = None;
        if line.done.last().is_some_and(|last| last == words) {
            line.done.pop();
            line.undone.push(before);
        } else if line.undone.last().is_some_and(|next| next == words) {
            line.undone.pop();
            line.done.push(before);
        } else {
            line.undone.clear();
            typed_at = typed;
            if !goes_on {
                line.done.push(before);
            }
        }
    }
    let spare = line.done.len().saturating_sub(MOST);
    line.done.drain(..spare);
    line
}

/// Whether `after` is `before` with letters put in at one place.
fn is_longer(before: &str, after: &str) -> bool {
    let same = |(a, b): &(char, char)| a == b;
    let head = before.chars().zip(after.chars()).take_while(same).count();
    let tail = before.chars().rev().zip(after.chars().rev()).take_while(same).count();
    after.len() > before.len() && head + tail >= before.chars().count()
}
