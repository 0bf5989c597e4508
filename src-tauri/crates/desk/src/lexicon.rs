//! The house lexicon: kept by a person, asked at every reading.

use std::sync::Arc;

use newsroom::LexiconEntry;
use serde_json::json;
use spelling::Lexicon;

use crate::{
    Desk, Fault, held,
    wire::{
        events::Event,
        lexicon::{RemoveEntry, SaveEntry},
    },
};

pub(crate) fn list_lexicon(desk: &Desk, (): ()) -> Result<Vec<LexiconEntry>, Fault> {
    Ok(desk.store.read(|reader| reader.lexicon())?)
}

pub(crate) fn save_entry(desk: &Desk, ask: SaveEntry) -> Result<LexiconEntry, Fault> {
    let entry = ask.entry.tidied()?;
    let at = desk.clock.now();
    let new = ask.before.as_deref() != Some(&*entry.form);
    desk.change(|writer| {
        if new && writer.lexicon()?.iter().any(|known| known.form == entry.form) {
            return Err(Fault::theirs("store.exists", &[("what", "entry"), ("key", &entry.form)]));
        }
        writer.save_lexicon_entry(&entry, ask.before.as_deref())?;
        let what = json!({ "entry": entry, "before": ask.before });
        Ok(writer.record("save_entry", None, &what, at)?)
    })?;
    desk.lexicon_changed();
    Ok(entry)
}

pub(crate) fn remove_entry(desk: &Desk, ask: RemoveEntry) -> Result<(), Fault> {
    let at = desk.clock.now();
    desk.store.write(|writer| {
        writer.remove_lexicon_entry(&ask.form)?;
        writer.record("remove_entry", None, &json!({ "form": ask.form }), at)
    })?;
    desk.lexicon_changed();
    Ok(())
}

impl Desk {
    /// The lexicon, read once and kept until it changes.
    pub(crate) fn lexicon(&self) -> Result<Arc<Lexicon>, Fault> {
        let mut spelling = held(&self.spelling);
        if let Some(lexicon) = &spelling.lexicon {
            return Ok(lexicon.clone());
        }
        let entries = self.store.read(|reader| reader.lexicon())?;
        let lexicon = Arc::new(Lexicon::new(entries));
        spelling.lexicon = Some(lexicon.clone());
        Ok(lexicon)
    }

    fn lexicon_changed(&self) {
        held(&self.spelling).forget();
        self.tell(&Event::LexiconChanged);
    }
}
