//! The text of a draft: a replica that merges, and a rope that answers quickly.

use std::{
    mem,
    ops::Range,
    panic::{AssertUnwindSafe, catch_unwind},
};

use loro::{
    ExportMode, LoroDoc, LoroText, VersionVector,
    cursor::{Cursor, Side},
};
use ropey::Rope;

use crate::{
    Change, Error,
    change::{Stretch, normalized, utf16_length, within_limit},
};

/// The one container of the document; its name is in every update ever written.
pub(crate) const BODY: &str = "body";

/// Longer insertions are written in pieces of so many bytes: Loro stores each as a block, and
/// unpacks a block of the checkpoint at each key. One of a whole long text would be unpacked whole.
const PIECE: usize = 4 * 1024;

/// The smallest stretch that holds everything that changed, for a parser that goes on from
/// what it knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edit {
    /// The bytes of the old text that are replaced.
    pub bytes: Range<usize>,
    /// How many bytes came in their place.
    pub inserted: usize,
}

/// The text of a draft, as one session writes it.
pub struct DraftText {
    doc: LoroDoc,
    body: LoroText,
    rope: Rope,
    taken: VersionVector,
}

impl Default for DraftText {
    fn default() -> Self {
        Self::new()
    }
}

impl DraftText {
    /// An empty text. The session writes under a name of its own, drawn at random: a name used
    /// again after a restored backup would make two pasts of one.
    pub fn new() -> Self {
        Self::of(LoroDoc::new())
    }

    /// The text that `checkpoint` holds and `updates` bring further.
    pub fn open(checkpoint: Option<&[u8]>, updates: &[impl AsRef<[u8]>]) -> Result<Self, Error> {
        let blobs: Vec<Vec<u8>> = checkpoint
            .into_iter()
            .chain(updates.iter().map(AsRef::as_ref))
            .map(<[u8]>::to_vec)
            .collect();
        Ok(Self::of(imported(&blobs)?))
    }

    fn of(doc: LoroDoc) -> Self {
        let body = doc.get_text(BODY);
        let rope = Rope::from_str(&body.to_string());
        let taken = doc.oplog_vv();
        Self { doc, body, rope, taken }
    }

    /// The text, to be sliced and measured.
    pub fn rope(&self) -> &Rope {
        &self.rope
    }

    /// The text.
    pub fn text(&self) -> String {
        self.rope.to_string()
    }

    /// The text's length in UTF-16 units, as the editor counts.
    pub fn length(&self) -> usize {
        self.rope.len_utf16_cu()
    }

    /// Applies `change`, all of it or nothing.
    pub fn apply(&mut self, change: &Change) -> Result<Edit, Error> {
        self.allows(change)?;
        let mut hull: Option<Edit> = None;
        let (mut at, mut shift) = (0, 0_isize);
        for stretch in change.stretches() {
            match stretch {
                Stretch::Keep(kept) => at += kept,
                Stretch::Replace { delete, insert } => {
                    let bytes = self.splice(at, *delete, insert)?;
                    widen(&mut hull, &bytes, insert.len(), &mut shift);
                    at += utf16_length(insert);
                }
            }
        }
        Ok(hull.unwrap_or_default())
    }

    /// Makes the text `text`, by the smallest single replacement.
    pub fn replace(&mut self, text: &str) -> Result<Edit, Error> {
        let (old, new) = (self.text(), normalized(text));
        let (kept, bytes, inserted) = difference(&old, &new);
        if bytes.is_empty() && inserted.is_empty() {
            return Ok(Edit::default());
        }
        let deleted = utf16_length(&old[bytes]);
        self.apply(&Change::replace(kept, deleted, inserted, self.length()))
    }

    /// Takes in what other replicas wrote. Nothing is lost when the bytes are bad: they are
    /// tried on a copy first.
    pub fn merge(&mut self, updates: &[impl AsRef<[u8]>]) -> Result<Edit, Error> {
        let checkpoint = self.checkpoint()?;
        let merged = Self::open(Some(&checkpoint), updates)?;
        let old = mem::replace(&mut self.rope, merged.rope).to_string();
        self.doc = merged.doc;
        self.body = merged.body;
        let new = self.text();
        let (_, bytes, inserted) = difference(&old, &new);
        Ok(Edit { bytes, inserted: inserted.len() })
    }

    /// Everything that came since the last take, as bytes to append to the journal; empty when
    /// nothing did.
    pub fn take_update(&mut self) -> Result<Vec<u8>, Error> {
        self.doc.commit();
        let now = self.doc.oplog_vv();
        if now == self.taken {
            return Ok(Vec::new());
        }
        let update = self.doc.export(ExportMode::updates(&self.taken)).map_err(refused)?;
        self.taken = now;
        Ok(update)
    }

    /// The whole text with its history, from which [`DraftText::open`] starts.
    pub fn checkpoint(&self) -> Result<Vec<u8>, Error> {
        self.doc.commit();
        self.doc.export(ExportMode::Snapshot).map_err(refused)
    }

    /// Holds on to the words at `words`, in UTF-16 units: [`DraftText::find`] knows where they
    /// are whatever is written around them, here or in another replica.
    pub fn hold(&self, words: Range<usize>) -> Result<Vec<u8>, Error> {
        if words.is_empty() || words.end > self.length() {
            return Err(Error::NothingHeld);
        }
        self.between_characters(words.start)?;
        self.between_characters(words.end)?;
        let first = self.rope.utf16_cu_to_char(words.start);
        let last = self.rope.utf16_cu_to_char(words.end) - 1;
        let cursor = |at| self.body.get_cursor(at, Side::Middle).ok_or(Error::NothingHeld);
        let (first, last) = (cursor(first)?.encode(), cursor(last)?.encode());
        let length = u8::try_from(first.len()).map_err(|_| Error::NothingHeld)?;
        Ok([&[length], first.as_slice(), last.as_slice()].concat())
    }

    /// Where the words are that [`DraftText::hold`] held, in UTF-16 units; none once they are
    /// gone, or when the text does not know them.
    pub fn find(&self, held: &[u8]) -> Option<Range<usize>> {
        let (length, cursors) = held.split_first()?;
        let (first, last) = cursors.split_at_checked(usize::from(*length))?;
        let place = |bytes| {
            let found = self.doc.get_cursor_pos(&Cursor::decode(bytes).ok()?).ok()?;
            // Loro says another cursor for a letter that is gone: it stood just before.
            Some((found.current.pos, found.update.is_none()))
        };
        let ((from, _), (to, is_there)) = (place(first)?, place(last)?);
        let to = (to + usize::from(is_there)).min(self.rope.len_chars());
        (from < to).then(|| self.rope.char_to_utf16_cu(from)..self.rope.char_to_utf16_cu(to))
    }

    fn allows(&self, change: &Change) -> Result<(), Error> {
        let (expected, found) = (change.length_before(), self.length());
        if expected != found {
            return Err(Error::WrongLength { expected, found });
        }
        within_limit(change.length_after())?;
        let mut at = 0;
        for stretch in change.stretches() {
            self.between_characters(at)?;
            at += match stretch {
                Stretch::Keep(kept) => *kept,
                Stretch::Replace { delete, .. } => *delete,
            };
        }
        Ok(())
    }

    fn between_characters(&self, at: usize) -> Result<(), Error> {
        let char = self.rope.utf16_cu_to_char(at);
        if self.rope.char_to_utf16_cu(char) != at {
            return Err(Error::InsideCharacter { at });
        }
        Ok(())
    }

    /// Replaces units of both the replica and the rope; answers the bytes that went.
    fn splice(&mut self, at: usize, delete: usize, insert: &str) -> Result<Range<usize>, Error> {
        if delete > 0 {
            self.body.delete_utf16(at, delete).map_err(refused)?;
        }
        let mut to = at;
        for piece in pieces(insert) {
            if to > at {
                // Within a commit, pieces that follow each other would be one again.
                self.doc.commit();
            }
            self.body.insert_utf16(to, piece).map_err(refused)?;
            to += utf16_length(piece);
        }
        let from = self.rope.utf16_cu_to_char(at);
        let to = self.rope.utf16_cu_to_char(at + delete);
        let bytes = self.rope.char_to_byte(from)..self.rope.char_to_byte(to);
        self.rope.remove(from..to);
        self.rope.insert(from, insert);
        Ok(bytes)
    }
}

/// `text` in pieces of at most [`PIECE`] bytes.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = (0..=rest.len().min(PIECE)).rev().find(|at| rest.is_char_boundary(*at))?;
        let (piece, after) = rest.split_at(end);
        rest = after;
        (!piece.is_empty()).then_some(piece)
    })
}

/// Imports `blobs` into a new replica. Loro can panic on hostile bytes, and again when the
/// replica it left half done is dropped: that one is leaked.
fn imported(blobs: &[Vec<u8>]) -> Result<LoroDoc, Error> {
    let doc = LoroDoc::new();
    if blobs.is_empty() {
        return Ok(doc);
    }
    let import = || {
        for blob in blobs {
            LoroDoc::decode_import_blob_meta(blob, true)?;
        }
        doc.import_batch(blobs)
    };
    match catch_unwind(AssertUnwindSafe(import)) {
        Ok(Ok(status)) if status.pending.is_some() => Err(Error::Gap),
        Ok(Ok(_)) => Ok(doc),
        Ok(Err(why)) => Err(Error::Unreadable(why.to_string())),
        Err(_) => {
            mem::forget(doc);
            Err(Error::Unreadable("the import panicked".into()))
        }
    }
}

/// Adds a replacement of `bytes` (counted in the text as it is half-way) to the hull of those
/// before it; `shift` is how much longer those made the text.
fn widen(hull: &mut Option<Edit>, bytes: &Range<usize>, inserted: usize, shift: &mut isize) {
    let old = bytes.start.saturating_add_signed(-*shift)..bytes.end.saturating_add_signed(-*shift);
    *shift += inserted.cast_signed() - bytes.len().cast_signed();
    let start = hull.as_ref().map_or(old.start, |edit| edit.bytes.start);
    let bytes = start..old.end;
    let inserted = bytes.len().saturating_add_signed(*shift);
    *hull = Some(Edit { bytes, inserted });
}

/// Where `old` and `new` differ: the UTF-16 units before, the bytes of `old`, the text of `new`.
fn difference<'a>(old: &str, new: &'a str) -> (usize, Range<usize>, &'a str) {
    let mut before = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    while !old.is_char_boundary(before) || !new.is_char_boundary(before) {
        before -= 1;
    }
    let most = old.len().min(new.len()) - before;
    let ends = old.bytes().rev().zip(new.bytes().rev());
    let mut after = ends.take(most).take_while(|(a, b)| a == b).count();
    while !old.is_char_boundary(old.len() - after) || !new.is_char_boundary(new.len() - after) {
        after -= 1;
    }
    (utf16_length(&old[..before]), before..old.len() - after, &new[before..new.len() - after])
}

pub(crate) fn refused(why: impl std::fmt::Display) -> Error {
    Error::Replica(why.to_string())
}
