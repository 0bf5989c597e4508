//! What the journal tells of one draft, read once and then followed.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use newsroom::{Draft, DraftId, Gesture};
use store::JournalEntry;
use sync::Past;

use crate::{Desk, Fault, held};

/// So many stories are kept in memory; the one asked for longest ago makes room.
const KEPT: usize = 2;

/// The stories that were asked for last.
#[derive(Default)]
pub(crate) struct Stories(Vec<(DraftId, Arc<SharedStory>)>);

/// A story that several may ask; who asks first reads it.
pub(crate) struct SharedStory(Mutex<Story>);

/// What the journal tells of a draft.
pub(crate) struct Story {
    pub(super) past: Past,
    /// Who made each change of the text, when and how.
    pub(super) steps: Vec<Step>,
    /// What else happened, in order.
    pub(super) events: Vec<JournalEntry>,
    read_to: i64,
}

/// A change of the text.
pub(super) struct Step {
    pub(super) seq: i64,
    pub(super) at: i64,
    pub(super) who: String,
    pub(super) gesture: Gesture,
}

impl SharedStory {
    pub(crate) fn lock(&self) -> MutexGuard<'_, Story> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Stories {
    fn get(&mut self, id: DraftId) -> Option<Arc<SharedStory>> {
        let at = self.0.iter().position(|(known, _)| *known == id)?;
        let found = self.0.remove(at);
        let story = Arc::clone(&found.1);
        self.0.push(found);
        Some(story)
    }

    fn keep(&mut self, id: DraftId, story: Arc<SharedStory>) {
        self.forget(id);
        self.0.push((id, story));
        if self.0.len() > KEPT {
            self.0.remove(0);
        }
    }

    fn forget(&mut self, id: DraftId) {
        self.0.retain(|(known, _)| *known != id);
    }
}

impl Story {
    fn read(entries: Vec<JournalEntry>) -> Result<Self, Fault> {
        let past = Past::read(&[] as &[Vec<u8>])?;
        let mut story = Self { past, steps: Vec::new(), events: Vec::new(), read_to: 0 };
        story.follow(entries)?;
        Ok(story)
    }

    fn follow(&mut self, entries: Vec<JournalEntry>) -> Result<(), Fault> {
        let mut updates = Vec::new();
        for mut entry in entries {
            self.read_to = entry.seq;
            if entry.is_text() {
                updates.push(std::mem::take(&mut entry.payload));
                let JournalEntry { seq, at, who, gesture, .. } = entry;
                self.steps.push(Step { seq, at, who, gesture });
            } else {
                self.events.push(entry);
            }
        }
        Ok(self.past.follow(&updates)?)
    }

    /// How many changes the text had up to the journal's rank `seq`.
    pub(super) fn steps_until(&self, seq: i64) -> usize {
        self.steps.partition_point(|step| step.seq <= seq)
    }

    /// The draft's fields as they were at the journal's rank `seq`, if it tells.
    pub(super) fn fields_at(&self, seq: i64) -> Option<Draft> {
        let told = self.events.iter().rev().skip_while(|event| event.seq > seq);
        told.filter_map(|event| serde_json::from_slice(&event.payload).ok()).next()
    }

    /// The moments that a reader who goes step by step sees before and after `steps` changes.
    pub(super) fn neighbours(&self, steps: usize) -> (Option<i64>, Option<i64>) {
        let ends =
            |at: &usize| self.steps.get(*at).is_none_or(|step| step.gesture != Gesture::Joined);
        let seq = |steps: usize| self.steps.get(steps - 1).map(|step| step.seq);
        let before = (1..steps).rev().find(ends).and_then(seq);
        let after = (steps + 1..=self.steps.len()).find(ends).and_then(seq);
        (before, after)
    }
}

impl Desk {
    /// The story of a draft, up to now.
    pub(crate) fn story(&self, id: DraftId) -> Result<Arc<SharedStory>, Fault> {
        let known = held(&self.stories).get(id);
        if let Some(known) = known {
            let mut story = known.lock();
            let read_to = story.read_to;
            let entries = self.store.read(|reader| reader.draft_journal(id, read_to))?;
            if story.follow(entries).is_ok() {
                drop(story);
                return Ok(known);
            }
        }
        // What could not be followed is read again from the first word.
        let entries = self.store.read(|reader| {
            reader.draft(id)?;
            reader.draft_journal(id, 0)
        })?;
        let story = Arc::new(SharedStory(Mutex::new(Story::read(entries)?)));
        held(&self.stories).keep(id, Arc::clone(&story));
        Ok(story)
    }

    /// Forgets the story of a draft that is removed.
    pub(crate) fn forget_story(&self, id: DraftId) {
        held(&self.stories).forget(id);
    }
}
