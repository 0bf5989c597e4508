//! The moments of a draft: who worked on it in one go, and what happened to it.

use std::collections::BTreeMap;

use newsroom::{Draft, DraftState, Gesture, IssueDate};
use serde::Deserialize;
use store::JournalEntry;
use sync::Run;

use super::story::{Step, Story};
use crate::wire::past::{Moment, What};

/// After such a pause, who goes on begins anew.
const PAUSE_MS: i64 = 10 * 60 * 1_000;

/// The journal's word for a moment that gets a name.
pub(crate) const NAMED: &str = "name_moment";

/// The journal's word for a draft that came from a file.
pub(crate) const IMPORTED: &str = "import_draft";

/// The journal's word for a draft that an issue was closed with.
pub(crate) const PUBLISHED: &str = "publish_draft";

/// The moments, and the moment of every change of the text.
#[derive(Default)]
pub(super) struct Moments {
    all: Vec<Moment>,
    of_step: Vec<usize>,
    state: Option<DraftState>,
    /// The names that were given, by the journal's rank they name.
    names: BTreeMap<i64, String>,
}

#[derive(Deserialize)]
struct Name {
    name: String,
    of: Option<i64>,
}

/// What an entry about an issue holds, be it the whole plan.
#[derive(Deserialize)]
struct Dated {
    date: IssueDate,
}

/// Whether a file brought the change of `step`: it is told right after it.
pub(super) fn brought(step: &Step, event: &JournalEntry) -> bool {
    event.kind == IMPORTED && event.seq == step.seq + 1
}

/// The moments up to now.
pub(super) fn moments(story: &Story) -> Moments {
    let mut moments = Moments::default();
    let mut events = story.events.iter().peekable();
    for step in &story.steps {
        while let Some(event) = events.next_if(|event| event.seq < step.seq) {
            moments.happened(event);
        }
        moments.wrote(step, events.peek().is_some_and(|event| brought(step, event)));
    }
    for event in events {
        moments.happened(event);
    }
    moments
}

/// The moments as a reader is shown them: with their names, and with the steps that were named.
pub(super) fn told(story: &Story) -> Vec<Moment> {
    let mut moments = moments(story);
    let names = std::mem::take(&mut moments.names);
    let (mut all, _) = shown(story, moments);
    for (seq, name) in names.into_iter().filter(|(_, name)| !name.is_empty()) {
        let at = all.partition_point(|moment| moment.seq < seq);
        match all.get_mut(at) {
            Some(moment) if moment.seq == seq => moment.name = Some(name),
            _ => {
                let last = story.steps_until(seq).checked_sub(1);
                let Some(step) = last.and_then(|last| story.steps.get(last)) else { continue };
                all.insert(at, Moment { name: Some(name), ..named(seq, step) });
            }
        }
    }
    all
}

fn named(seq: i64, step: &Step) -> Moment {
    let Step { at, who, .. } = step;
    let (who, what) = (who.clone(), What::Named);
    Moment { seq, from: *at, at: *at, who, what, come: 0, gone: 0, name: None }
}

impl Moments {
    /// The moments as they were after the first `steps` changes of the text.
    pub(super) fn until(mut self, steps: usize) -> Self {
        self.of_step.truncate(steps);
        self
    }
}

/// The moments with how much each wrote, and which of them every stretch of the text comes from.
pub(super) fn shown(story: &Story, moments: Moments) -> (Vec<Moment>, Vec<Run>) {
    let (runs, sizes) = story.past.trace(&moments.of_step);
    let mut all = moments.all;
    let number = |units: usize| u32::try_from(units).unwrap_or(u32::MAX);
    for (moment, size) in all.iter_mut().zip(sizes) {
        (moment.come, moment.gone) = (number(size.come), number(size.gone));
    }
    (all, runs)
}

impl Moments {
    fn wrote(&mut self, step: &Step, from_file: bool) {
        let what = match step.gesture {
            _ if from_file => What::Imported,
            _ if self.all.is_empty() => What::Started,
            Gesture::Restore => What::Restored,
            _ => What::Written,
        };
        self.go_on(what, step.seq, step.at, &step.who);
        self.of_step.push(self.all.len() - 1);
    }

    fn happened(&mut self, event: &JournalEntry) {
        let issue = || serde_json::from_slice::<Dated>(&event.payload).ok().map(|it| it.date);
        let what = match event.kind.as_str() {
            "start_draft" | IMPORTED | "revise_draft" => self.revised(event),
            "place_draft" => issue().map(|issue| What::Placed { issue }),
            PUBLISHED => issue().map(|issue| What::Published { issue }),
            "bin_draft" => Some(What::Binned),
            "unbin_draft" => Some(What::Unbinned),
            NAMED => return self.named(event),
            _ => None,
        };
        if let Some(what) = what {
            self.go_on(what, event.seq, event.at, &event.who);
        }
    }

    fn revised(&mut self, event: &JournalEntry) -> Option<What> {
        let state = serde_json::from_slice::<Draft>(&event.payload).ok()?.state;
        let before = self.state.replace(state);
        let begins = matches!(event.kind.as_str(), "start_draft" | IMPORTED);
        match self.all.last_mut() {
            // It was told with the change of text that it came with.
            Some(last) if begins && last.seq + 1 == event.seq => {
                last.seq = event.seq;
                None
            }
            _ if begins => Some(What::Imported),
            _ if before.is_some_and(|before| before != state) => Some(What::State { state }),
            _ => Some(What::Written),
        }
    }

    fn named(&mut self, event: &JournalEntry) {
        let Ok(Name { name, of }) = serde_json::from_slice(&event.payload) else { return };
        let seq = of.unwrap_or(event.seq);
        if of.is_none() {
            self.go_on(What::Named, event.seq, event.at, &event.who);
        }
        self.names.insert(seq, name);
    }

    /// Goes on with the last moment when it is of the same work, else begins another.
    fn go_on(&mut self, what: What, seq: i64, at: i64, who: &str) {
        if what == What::Written
            && let Some(last) = self.all.last_mut()
            && last.what == What::Written
            && last.who == who
            && at - last.at < PAUSE_MS
        {
            (last.seq, last.at) = (seq, last.at.max(at));
            return;
        }
        let who = who.to_owned();
        self.all.push(Moment { seq, from: at, at, who, what, come: 0, gone: 0, name: None });
    }
}
