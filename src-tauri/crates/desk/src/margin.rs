//! The margin of a draft: notes to one another, and marks of what is still to be done.

use newsroom::{Article, DraftId, Note, NoteId, Reply, Sign};
use serde_json::json;
use store::NoteRow;

use crate::{
    Desk, Fault,
    texts::OpenText,
    wire::{
        events::Event,
        margin::{AddNote, Margin, NoteView, ReplyToNote, ResolveNote, ToDo},
    },
};

pub(crate) fn margin(desk: &Desk, id: DraftId) -> Result<Margin, Fault> {
    let (draft, rows, publication) = desk
        .store
        .read(|reader| Ok((reader.draft(id)?.draft, reader.notes(id)?, reader.publication()?)))?;
    let mut room = desk.room();
    let open = room.texts.open(desk, id)?;
    let version = u32::try_from(open.version()).unwrap_or(u32::MAX);
    let (text, document) = (open.text(), open.shared_document());
    let mut healed = Vec::new();
    let mut notes: Vec<NoteView> = rows
        .into_iter()
        .map(|row| {
            let span = place(open, &text, &row, &mut healed);
            NoteView { note: row.note, span }
        })
        .collect();
    drop(room);
    if !healed.is_empty() {
        desk.store.write(|writer| healed.iter().try_for_each(|row| writer.save_note(row)))?;
    }
    notes.sort_by_key(|note| (note.span.is_none(), note.span));
    let article = Article { draft, text };
    let to_do = rendition::unfinished(&article, &document, &publication.house_style);
    let to_do = to_do.into_iter().map(|(words, span)| ToDo {
        words,
        span: span.map(|span| (utf16(&article.text, span.start), utf16(&article.text, span.end))),
    });
    Ok(Margin { version, notes, to_do: to_do.collect() })
}

pub(crate) fn add_note(desk: &Desk, ask: AddNote) -> Result<Margin, Fault> {
    let text = said(&ask.text)?;
    let row = {
        let mut room = desk.room();
        let open = room.texts.open(desk, ask.draft)?;
        if open.version() != ask.version as usize {
            return Err(Fault::theirs("note.moved", &[]));
        }
        let anchor = open.hold(ask.from as usize..ask.to as usize)?;
        let note = Note {
            id: desk.clock.note_id(),
            words: open.part(ask.from, ask.to),
            by: desk.by_hand()?,
            text,
            replies: Vec::new(),
            resolved: None,
        };
        NoteRow { draft: ask.draft, anchor, note }
    };
    desk.keep_note("add_note", &row)
}

pub(crate) fn reply_to_note(desk: &Desk, ask: ReplyToNote) -> Result<Margin, Fault> {
    let reply = Reply { by: desk.by_hand()?, text: said(&ask.text)? };
    desk.change_note("reply_to_note", ask.note, |note| note.replies.push(reply))
}

pub(crate) fn resolve_note(desk: &Desk, ask: ResolveNote) -> Result<Margin, Fault> {
    let resolved = if ask.resolved { Some(desk.by_hand()?) } else { None };
    desk.change_note("resolve_note", ask.note, |note| note.resolved = resolved)
}

impl Desk {
    fn change_note(
        &self,
        command: &str,
        id: NoteId,
        change: impl FnOnce(&mut Note),
    ) -> Result<Margin, Fault> {
        let mut row = self.store.read(|reader| reader.note(id))?;
        change(&mut row.note);
        self.keep_note(command, &row)
    }

    fn keep_note(&self, command: &str, row: &NoteRow) -> Result<Margin, Fault> {
        let at = self.clock.now();
        self.store.write(|writer| {
            writer.save_note(row)?;
            writer.record(command, Some(row.draft), &json!(row.note), at)
        })?;
        self.tell(&Event::MarginChanged { draft: row.draft });
        self.tell_listed(row.draft)?;
        margin(self, row.draft)
    }

    fn by_hand(&self) -> Result<Sign, Fault> {
        let who = self.store.read(|reader| reader.person())?;
        Ok(Sign { who, at: self.clock.now() })
    }
}

/// What a person says must be something.
fn said(text: &str) -> Result<String, Fault> {
    let text = text.trim();
    if text.is_empty() { Err(Fault::theirs("note.empty", &[])) } else { Ok(text.to_owned()) }
}

/// Where the words of a note are. Words that were cut and pasted elsewhere, or taken back by an
/// undo, are other letters for the replica: they are known again when they stand there once.
fn place(
    open: &OpenText,
    text: &str,
    row: &NoteRow,
    healed: &mut Vec<NoteRow>,
) -> Option<(u32, u32)> {
    let units = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    if let Some(span) = open.find(&row.anchor) {
        return Some((units(span.start), units(span.end)));
    }
    let words = row.note.words.as_str();
    let at = text.find(words).filter(|at| text.rfind(words) == Some(*at))?;
    let (from, to) = (open.utf16(at), open.utf16(at + words.len()));
    if let Ok(anchor) = open.hold(from as usize..to as usize) {
        healed.push(NoteRow { anchor, ..row.clone() });
    }
    Some((from, to))
}

/// The UTF-16 offset of a byte of `text`.
fn utf16(text: &str, at: usize) -> u32 {
    let before = text.get(..at).map_or(0, |before| before.encode_utf16().count());
    u32::try_from(before).unwrap_or(u32::MAX)
}
