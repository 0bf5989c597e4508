//! Texts being written: the replica in memory, its tree, and the journal that acknowledges it.

use std::{
    collections::{BTreeMap, btree_map::Entry},
    ops::Range,
    sync::Arc,
};

use markup::{Document, LiveDocument};
use newsroom::{DraftId, DraftState, Gesture};
use store::StoredText;
use sync::{DraftText, Edit};

use crate::{
    Desk, Fault, Room, held,
    wire::{
        drafts::{Counts, Update},
        events::Event,
    },
};

/// A text is folded once nobody has typed in it for so long.
pub(crate) const QUIET_MS: i64 = 1_000;

/// The texts that were parsed though nobody has them open: the same text is the same tree, so that
/// a check of the issue finds what it looked at before.
pub(crate) type Parsed = BTreeMap<DraftId, (String, Arc<Document>)>;

/// So many parsed texts are kept: those of an issue, and some.
const PARSED: usize = 64;

/// The texts open in this process.
#[derive(Default)]
pub(crate) struct OpenTexts(BTreeMap<DraftId, OpenText>);

/// A text open in this process.
pub(crate) struct OpenText {
    text: DraftText,
    live: LiveDocument,
    /// Every update since the text was opened; a version is a rank in it.
    pub(crate) updates: Vec<Update>,
    /// The journal's rank of each of them, after that of the text as it was opened.
    seqs: Vec<i64>,
    /// The rank in the journal of the last change that is not folded yet, and when it came.
    unfolded: Option<(i64, i64)>,
    /// Who made the change of which the others were told, while none of them has come for it.
    told: Option<String>,
    pub(crate) editable: bool,
}

impl OpenText {
    fn of(stored: &StoredText, editable: bool) -> Result<Self, Fault> {
        let text = DraftText::open(stored.checkpoint.as_deref(), &stored.updates)?;
        let live = LiveDocument::new(text.rope());
        let (updates, seqs) = (Vec::new(), vec![stored.seq]);
        Ok(Self { text, live, updates, seqs, unfolded: None, told: None, editable })
    }

    pub(crate) fn text(&self) -> String {
        self.text.text()
    }

    pub(crate) fn version(&self) -> usize {
        self.updates.len()
    }

    /// The journal's rank of the last change.
    pub(crate) fn seq(&self) -> i64 {
        self.seq_at(self.version())
    }

    /// The journal's rank of the change that made `version`.
    pub(crate) fn seq_at(&self, version: usize) -> i64 {
        self.seqs.get(version).or(self.seqs.last()).copied().unwrap_or_default()
    }

    pub(crate) fn document(&self) -> &Document {
        self.live.document()
    }

    pub(crate) fn shared_document(&self) -> Arc<Document> {
        Arc::new(self.live.document().clone())
    }

    pub(crate) fn counts(&self) -> Counts {
        counts(self.live.document())
    }

    pub(crate) fn live(&self) -> &LiveDocument {
        &self.live
    }

    /// The part of the text that these bytes are.
    pub(crate) fn slice(&self, bytes: std::ops::Range<usize>) -> String {
        self.text.rope().get_byte_slice(bytes).map_or_else(String::new, |part| part.to_string())
    }

    /// The byte of UTF-16 offset `at`.
    pub(crate) fn byte(&self, at: u32) -> usize {
        let rope = self.text.rope();
        let unit = (at as usize).min(rope.len_utf16_cu());
        rope.char_to_byte(rope.utf16_cu_to_char(unit))
    }

    /// The UTF-16 offset of byte `at`.
    pub(crate) fn utf16(&self, at: usize) -> u32 {
        let rope = self.text.rope();
        let char = rope.byte_to_char(at.min(rope.len_bytes()));
        u32::try_from(rope.char_to_utf16_cu(char)).unwrap_or(u32::MAX)
    }

    /// The bytes of the top-level block of rank `rank`, of all of the text when none is asked.
    pub(crate) fn region(&self, rank: Option<usize>) -> Range<usize> {
        match rank.map(|rank| self.document().blocks.get(rank)) {
            Some(Some(placed)) => placed.start..placed.start + placed.len,
            Some(None) | None => 0..self.text.rope().len_bytes(),
        }
    }

    /// What is written in `bytes`.
    pub(crate) fn words(&self, bytes: &Range<usize>) -> String {
        self.text.rope().byte_slice(bytes.clone()).to_string()
    }

    /// Holds on to words, in UTF-16 units, so that they are found again.
    pub(crate) fn hold(&self, words: Range<usize>) -> Result<Vec<u8>, Fault> {
        Ok(self.text.hold(words)?)
    }

    /// Where held words are now, in UTF-16 units.
    pub(crate) fn find(&self, held: &[u8]) -> Option<Range<usize>> {
        self.text.find(held)
    }

    /// The words from one UTF-16 offset to another, as far as there are any.
    pub(crate) fn part(&self, from: u32, to: u32) -> String {
        let (from, to) = (self.byte(from), self.byte(to));
        self.words(&(from.min(to)..to.max(from)))
    }

    /// Someone has the text as it is now, and waits to be told of what comes.
    pub(crate) fn has_reader(&mut self) {
        self.told = None;
    }

    /// The updates that come after `from`, for a reader who now has all of them.
    pub(crate) fn read_since(&mut self, from: u32) -> Result<Vec<Update>, Fault> {
        self.has_reader();
        self.updates.get(from as usize..).map(<[Update]>::to_vec).ok_or_else(|| {
            let known = self.updates.len().to_string();
            Fault::ours("text.version", &[("version", &from.to_string()), ("known", &known)])
        })
    }

    /// Whether the readers must be told of a change that `writer` made.
    ///
    /// Once is enough until one of them reads or writes: whoever shows the text pulls when told,
    /// and gets all that came meanwhile. Without it each key of a writer who is alone would go
    /// through the window twice.
    pub(crate) fn must_tell(&mut self, writer: &str) -> bool {
        let must = self.told.as_deref() != Some(writer);
        if must {
            self.told = Some(writer.to_owned());
        }
        must
    }

    fn take(&mut self, edit: Edit) {
        let change = markup::Change { bytes: edit.bytes, inserted: edit.inserted };
        self.live.edit(self.text.rope(), &change);
    }
}

pub(crate) fn counts(document: &Document) -> Counts {
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Counts { signs: number(document.signs()), words: number(document.words()) }
}

impl OpenTexts {
    pub(crate) fn get(&self, id: DraftId) -> Option<&OpenText> {
        self.0.get(&id)
    }

    /// The text of `id`, opened if it was not.
    pub(crate) fn open(&mut self, desk: &Desk, id: DraftId) -> Result<&mut OpenText, Fault> {
        match self.0.entry(id) {
            Entry::Occupied(open) => Ok(open.into_mut()),
            Entry::Vacant(place) => {
                let (row, stored) =
                    desk.store.read(|reader| Ok((reader.draft(id)?, reader.text(id)?)))?;
                let editable = row.draft.state != DraftState::Published;
                Ok(place.insert(OpenText::of(&stored, editable)?))
            }
        }
    }

    /// Lets go of the text of a draft that is removed.
    pub(crate) fn forget(&mut self, id: DraftId) {
        self.0.remove(&id);
    }

    /// Forgets that the text of `id` may change.
    pub(crate) fn publish(&mut self, id: DraftId) {
        if let Some(text) = self.0.get_mut(&id) {
            text.editable = false;
        }
    }

    /// The store has another text of `id`: who shows it gets the difference at the next pull.
    pub(crate) fn reread(&mut self, desk: &Desk, id: DraftId) -> Result<(), Fault> {
        let Some(open) = self.0.get_mut(&id) else { return Ok(()) };
        let stored = desk.store.read(|reader| reader.text(id))?;
        let again = OpenText::of(&stored, open.editable)?;
        let changes = difference(&open.text(), &again.text()).to_json();
        open.updates.push(Update { client_id: "import".into(), changes, gesture: Gesture::Own });
        open.seqs.push(stored.seq);
        (open.text, open.live, open.unfolded) = (again.text, again.live, None);
        open.has_reader();
        let version = u32::try_from(open.version()).unwrap_or(u32::MAX);
        desk.tell(&Event::DraftChanged { draft: id, version });
        Ok(())
    }
}

impl Desk {
    /// Takes `updates` into the text of `id` and keeps them: when this returns, they are on the
    /// disk. Nothing of them stays when one is refused.
    pub(crate) fn change_text(
        &self,
        room: &mut Room,
        id: DraftId,
        updates: Vec<Update>,
    ) -> Result<(), Fault> {
        let open = room.texts.open(self, id)?;
        if !open.editable {
            return Err(Fault::theirs("store.closed", &[("what", "draft")]));
        }
        let at = self.clock.now();
        let kept = apply(open, &updates).and_then(|entries| {
            let keep = |writer: &store::Writer<'_>| {
                let keep =
                    |entry: &Kept| writer.append_gesture(id, &entry.bytes, entry.gesture, at);
                entries.iter().map(keep).collect::<store::Result<Vec<_>>>()
            };
            Ok((self.store.write(keep)?, entries))
        });
        match kept {
            Ok((seqs, entries)) => {
                open.updates.extend(updates);
                for (seq, entry) in seqs.into_iter().zip(entries) {
                    open.seqs.extend(std::iter::repeat_n(seq, entry.updates));
                    open.unfolded = Some((seq, at));
                }
                Ok(())
            }
            Err(fault) => {
                // Memory went ahead of the disk; the disk is right.
                let stored = self.store.read(|reader| reader.text(id))?;
                let again = OpenText::of(&stored, open.editable)?;
                (open.text, open.live) = (again.text, again.live);
                Err(fault)
            }
        }
    }

    /// Folds the texts that have been quiet for `quiet` milliseconds, and tells what lists say of
    /// them now, whoever had them folded.
    pub(crate) fn fold_quiet_texts(&self, quiet: i64) -> Result<(), Fault> {
        for draft in self.fold_in_silence(quiet)? {
            // A draft that cannot be read now is told of at its next change.
            self.tell_listed(draft).ok();
        }
        Ok(())
    }

    /// Folds the texts that have been quiet for `quiet` milliseconds, and answers which.
    pub(crate) fn fold_in_silence(&self, quiet: i64) -> Result<Vec<DraftId>, Fault> {
        let now = self.clock.now();
        let due: Vec<DraftId> = {
            let room = self.room();
            let due = |text: &OpenText| text.unfolded.is_some_and(|(_, at)| now - at >= quiet);
            room.texts.0.iter().filter(|(_, text)| due(text)).map(|(id, _)| *id).collect()
        };
        let mut folded = Vec::with_capacity(due.len());
        for draft in due {
            let seq = self.fold(draft)?;
            let mut room = self.room();
            if let Some(text) = room.texts.0.get_mut(&draft)
                && text.unfolded.is_some_and(|(last, _)| last <= seq)
            {
                text.unfolded = None;
            }
            folded.push(draft);
        }
        Ok(folded)
    }

    /// Folds what an earlier process left in the journal.
    pub(crate) fn fold_left_over(&self) -> Result<(), Fault> {
        for id in self.store.read(|reader| reader.unfolded())? {
            // What cannot be folded (the disk is full) is safe in the journal, and keeps nobody
            // from the other drafts.
            self.fold(id).ok();
        }
        Ok(())
    }

    /// Folds the text of `id` as the disk has it: who types meanwhile does not wait. Answers the
    /// rank in the journal up to which it went, and the signs.
    fn fold(&self, id: DraftId) -> Result<i64, Fault> {
        let stored = self.store.read(|reader| reader.text(id))?;
        let text = DraftText::open(stored.checkpoint.as_deref(), &stored.updates)?;
        let body = text.text();
        let signs = counts(&markup::parse(&body)).signs;
        let checkpoint = text.checkpoint()?;
        self.store.write(|writer| writer.fold_text(id, &body, &checkpoint, signs, stored.seq))?;
        Ok(stored.seq)
    }

    /// The text of `id` as it is now, and its tree.
    pub(crate) fn text_now(
        &self,
        room: &Room,
        id: DraftId,
    ) -> Result<(String, Arc<Document>), Fault> {
        if let Some(open) = room.texts.get(id) {
            return Ok((open.text(), open.shared_document()));
        }
        let stored = self.store.read(|reader| reader.text(id))?;
        let body = if stored.folded {
            stored.body
        } else {
            DraftText::open(stored.checkpoint.as_deref(), &stored.updates)?.text()
        };
        let mut parsed = held(&self.parsed);
        if let Some((text, document)) = parsed.get(&id)
            && *text == body
        {
            return Ok((body, Arc::clone(document)));
        }
        let document = Arc::new(markup::parse(&body));
        if parsed.len() >= PARSED {
            parsed.clear();
        }
        parsed.insert(id, (body.clone(), Arc::clone(&document)));
        Ok((body, document))
    }
}

/// The one replacement that makes `new` of `old`.
fn difference(old: &str, new: &str) -> sync::Change {
    let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let same = |(a, b): &(&char, &char)| a == b;
    let ahead = old.iter().zip(&new).take_while(same).count();
    let room = old.len().min(new.len()) - ahead;
    let behind = old.iter().rev().zip(new.iter().rev()).take(room).take_while(same).count();
    let units = |chars: &[char]| chars.iter().map(|c| c.len_utf16()).sum::<usize>();
    let inserted: String = new[ahead..new.len() - behind].iter().collect();
    sync::Change::replace(
        units(&old[..ahead]),
        units(&old[ahead..old.len() - behind]),
        &inserted,
        units(&old),
    )
}

/// What the journal keeps in one entry: an update, and those that go on with it.
struct Kept {
    gesture: Gesture,
    updates: usize,
    bytes: Vec<u8>,
}

/// Applies `updates` in memory and answers what the journal keeps of them.
fn apply(open: &mut OpenText, updates: &[Update]) -> Result<Vec<Kept>, Fault> {
    let mut entries = Vec::with_capacity(1);
    let mut rest = updates;
    while let Some((first, after)) = rest.split_first() {
        let joined = after.iter().take_while(|next| next.gesture == Gesture::Joined).count();
        let (together, left) = rest.split_at(joined + 1);
        for update in together {
            let change = sync::Change::from_json(&update.changes)?;
            let edit = open.text.apply(&change)?;
            open.take(edit);
        }
        let bytes = open.text.take_update()?;
        entries.push(Kept { gesture: first.gesture, updates: together.len(), bytes });
        rest = left;
    }
    Ok(entries)
}
