//! The house lexicon: kept by a person, asked at every reading.

use std::{path::Path, sync::Arc};

use newsroom::{LexiconEntry, lexicon_of_table, table_of_lexicon};
use serde_json::json;
use spelling::Lexicon;

use crate::{
    Desk, Fault, held, imports,
    wire::{
        events::Event,
        lexicon::{ImportLexicon, LexiconImported, LexiconTable, RemoveEntry, SaveEntry},
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

pub(crate) fn export_lexicon(desk: &Desk, (): ()) -> Result<LexiconTable, Fault> {
    let entries = desk.store.read(|reader| reader.lexicon())?;
    Ok(LexiconTable { table: table_of_lexicon(&entries), entries: number(entries.len()) })
}

/// All of a table comes in, or nothing of it; what the lexicon has besides stays.
pub(crate) fn import_lexicon(desk: &Desk, ask: ImportLexicon) -> Result<LexiconImported, Fault> {
    let mut entries = lexicon_of_table(&ask.table)?;
    let at = desk.clock.now();
    let read = entries.len();
    let imported = desk.change(|writer| {
        let known = writer.lexicon()?;
        entries.retain(|entry| !known.contains(entry));
        let is_known = |entry: &&LexiconEntry| known.iter().any(|it| it.form == entry.form);
        let changed = entries.iter().filter(is_known).count();
        for entry in &entries {
            writer.save_lexicon_entry(entry, None)?;
        }
        if !entries.is_empty() {
            writer.record("import_lexicon", None, &json!({ "entries": entries }), at)?;
        }
        Ok(LexiconImported {
            added: number(entries.len() - changed),
            changed: number(changed),
            same: number(read - entries.len()),
        })
    })?;
    desk.lexicon_changed();
    Ok(imported)
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

impl Desk {
    /// Takes in the entries of the table in the file `path`.
    pub fn import_lexicon_file(&self, path: &Path) -> Result<LexiconImported, Fault> {
        import_lexicon(self, ImportLexicon { table: imports::text(path)? })
    }

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
