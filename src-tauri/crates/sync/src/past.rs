//! What a text went through: every entry of its journal, as a change of the text before it.
//!
//! The journal's updates say what a replica must know, not what became of the text: here they are
//! merged one by one, and what each changed is written down. All that is asked of the past (any
//! moment's words, who wrote what, what may be undone) is then arithmetic on those changes.

use std::{
    mem,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use loro::{LoroDoc, LoroText, Subscription, TextDelta, event::Diff};
use ropey::Rope;

use crate::{
    Change, Error,
    change::{Stretch, utf16_length},
    text::{BODY, refused},
};

/// A stretch of a text that came in one group of its changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// The group.
    pub group: usize,
    /// The stretch's length in UTF-16 units.
    pub units: usize,
}

/// What a group of changes did to the text as it was before them, in UTF-16 units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// How much came, and was still there at the group's end.
    pub come: usize,
    /// How much of what was there went.
    pub gone: usize,
}

/// The past of a text.
pub struct Past {
    doc: LoroDoc,
    body: LoroText,
    heard: Arc<Mutex<Vec<Vec<TextDelta>>>>,
    _hearing: Subscription,
    now: Rope,
    steps: Vec<Change>,
}

impl Past {
    /// The past that `updates` tell, in the journal's order.
    pub fn read(updates: &[impl AsRef<[u8]>]) -> Result<Self, Error> {
        let doc = LoroDoc::new();
        let body = doc.get_text(BODY);
        let heard: Arc<Mutex<Vec<Vec<TextDelta>>>> = Arc::default();
        let ear = Arc::clone(&heard);
        let hearing = doc.subscribe_root(Arc::new(move |event| {
            for change in event.events {
                if let Diff::Text(delta) = change.diff {
                    held(&ear).push(delta);
                }
            }
        }));
        let (now, steps) = (Rope::new(), Vec::with_capacity(updates.len()));
        let mut past = Self { doc, body, heard, _hearing: hearing, now, steps };
        past.follow(updates)?;
        Ok(past)
    }

    /// Goes on with the `updates` that came since. After an error the past says nothing true any
    /// more: read it again.
    pub fn follow(&mut self, updates: &[impl AsRef<[u8]>]) -> Result<(), Error> {
        for update in updates {
            self.import(update.as_ref())?;
            let mut step: Option<Change> = None;
            for delta in mem::take(&mut *held(&self.heard)) {
                let change = change_of(&self.now, &delta)?;
                advance(&mut self.now, &change);
                step = Some(step.map_or_else(|| change.clone(), |before| before.then(&change)));
            }
            self.steps.push(step.unwrap_or_else(|| unchanged(&self.now)));
        }
        if self.now == self.body.to_string() {
            Ok(())
        } else {
            Err(refused("its changes do not add up to the text"))
        }
    }

    /// Loro can panic on hostile bytes, and again when the replica it left half done is dropped:
    /// that one is leaked.
    fn import(&mut self, update: &[u8]) -> Result<(), Error> {
        match catch_unwind(AssertUnwindSafe(|| self.doc.import(update))) {
            Ok(Ok(status)) if status.pending.is_some() => Err(Error::Gap),
            Ok(Ok(_)) => Ok(()),
            Ok(Err(why)) => Err(Error::Unreadable(why.to_string())),
            Err(_) => {
                mem::forget(mem::replace(&mut self.doc, LoroDoc::new()));
                Err(Error::Unreadable("the import panicked".into()))
            }
        }
    }

    /// What each entry changed.
    pub fn steps(&self) -> &[Change] {
        &self.steps
    }

    /// The text as it was after the first `steps` changes.
    pub fn text_after(&self, steps: usize) -> String {
        if steps >= self.steps.len() {
            return self.now.to_string();
        }
        let mut rope = Rope::new();
        self.steps.iter().take(steps).for_each(|step| advance(&mut rope, step));
        rope.to_string()
    }

    /// Where the text of now comes from, and what each group did, when `groups` gives the group of
    /// every step (it never goes down).
    pub fn trace(&self, groups: &[usize]) -> (Vec<Run>, Vec<Size>) {
        let mut runs = Vec::new();
        let mut sizes = vec![Size::default(); groups.last().map_or(0, |last| last + 1)];
        for (step, group) in self.steps.iter().zip(groups) {
            let mut at = 0;
            for stretch in step.stretches() {
                match stretch {
                    Stretch::Keep(units) => at += units,
                    Stretch::Replace { delete, insert } => {
                        let come = utf16_length(insert);
                        let size = &mut sizes[*group];
                        for gone in
                            replace(&mut runs, at, *delete, Run { group: *group, units: come })
                        {
                            if gone.group == *group {
                                size.come -= gone.units;
                            } else {
                                size.gone += gone.units;
                            }
                        }
                        size.come += come;
                        at += come;
                    }
                }
            }
        }
        (runs, sizes)
    }
}

/// Puts `new` in the place of `delete` units at `at`, and answers what went.
fn replace(runs: &mut Vec<Run>, at: usize, delete: usize, new: Run) -> Vec<Run> {
    let (mut first, mut offset) = (0, at);
    while let Some(run) = runs.get(first).filter(|run| run.units <= offset) {
        offset -= run.units;
        first += 1;
    }
    let mut put = Vec::with_capacity(3);
    if offset > 0
        && let Some(run) = runs.get(first)
    {
        put.push(Run { units: offset, ..*run });
    }
    put.push(new);
    let (mut last, mut left) = (first, delete);
    let mut gone = Vec::new();
    while let Some(run) = runs.get(last) {
        let here = run.units - offset;
        if left == 0 && offset == 0 {
            break;
        }
        let taken = here.min(left);
        if taken > 0 {
            gone.push(Run { units: taken, ..*run });
        }
        put.push(Run { units: here - taken, ..*run });
        left -= taken;
        offset = 0;
        last += 1;
    }
    let around = first.saturating_sub(1)..(last + 1).min(runs.len());
    let before = &runs[around.start..first];
    let after = &runs[last..around.end];
    let joined = joined(before.iter().chain(&put).chain(after));
    runs.splice(around, joined);
    gone
}

/// `runs` without empty ones, and with neighbours of one group as one.
fn joined<'a>(runs: impl Iterator<Item = &'a Run>) -> Vec<Run> {
    let mut joined: Vec<Run> = Vec::new();
    for run in runs.filter(|run| run.units > 0) {
        match joined.last_mut() {
            Some(last) if last.group == run.group => last.units += run.units,
            _ => joined.push(*run),
        }
    }
    joined
}

/// `delta`, which counts characters of `before`, as a change, which counts UTF-16 units.
fn change_of(before: &Rope, delta: &[TextDelta]) -> Result<Change, Error> {
    let units = |char: usize| before.try_char_to_utf16_cu(char).map_err(refused);
    let mut change = Change::default();
    let mut at = 0;
    for part in delta {
        match part {
            TextDelta::Retain { retain, .. } => {
                change.keep(units(at + retain)? - units(at)?);
                at += retain;
            }
            TextDelta::Insert { insert, .. } => change.put(0, insert),
            TextDelta::Delete { delete } => {
                change.put(units(at + delete)? - units(at)?, "");
                at += delete;
            }
        }
    }
    change.keep(before.len_utf16_cu() - units(at)?);
    Ok(change)
}

fn unchanged(text: &Rope) -> Change {
    let mut change = Change::default();
    change.keep(text.len_utf16_cu());
    change
}

fn advance(rope: &mut Rope, change: &Change) {
    let mut at = 0;
    for stretch in change.stretches() {
        match stretch {
            Stretch::Keep(units) => at += units,
            Stretch::Replace { delete, insert } => {
                let from = rope.utf16_cu_to_char(at);
                let to = rope.utf16_cu_to_char(at + delete);
                rope.remove(from..to);
                rope.insert(from, insert);
                at += utf16_length(insert);
            }
        }
    }
}

/// A listener that panicked left a whole list.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
