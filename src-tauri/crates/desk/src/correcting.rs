//! Correcting typography as one types: safe fixes, in the words just typed, and nowhere else.
//!
//! The editor makes the corrections, as changes of its own that one undoes by themselves.

use std::ops::Range;

use markup::{
    Passage,
    prose::passages,
    typography::{self, Edit, Fix, House, Moment},
};
use newsroom::DraftId;

use crate::{
    Desk, Fault, Room,
    wire::drafts::{CorrectWords, Correction, Typed},
};

/// A fix found by the sign that was typed stands at most so many bytes before it.
const BEHIND: usize = 6;
/// One found by the end of a word may stand before the word: "30 septembre ".
const BEHIND_WORD: usize = 24;
/// And at most so many after it.
const AHEAD: usize = 3;
/// A block beyond this many bytes is corrected by the review alone.
const LONGEST: usize = 64 * 1024;

/// What was typed, in bytes.
struct Place {
    bytes: Range<usize>,
    caret: usize,
    pasted: bool,
}

/// The corrections of what was just typed in the text of `id`.
pub(crate) fn of_text(
    desk: &Desk,
    room: &Room,
    id: DraftId,
    typed: Typed,
) -> Result<Vec<Correction>, Fault> {
    let house = house(desk, id)?;
    let Some(open) = room.texts.get(id) else { return Ok(Vec::new()) };
    let place = Place {
        bytes: open.byte(typed.from)..open.byte(typed.to),
        caret: open.byte(typed.caret),
        pasted: typed.pasted,
    };
    let mut made = Vec::new();
    for block in &open.document().blocks {
        let region = block.start..block.start + block.len;
        if region.start > place.bytes.end || region.end < place.bytes.start || block.len > LONGEST {
            continue;
        }
        let text = open.slice(region.clone());
        let here = Place {
            bytes: place.bytes.start.saturating_sub(region.start)
                ..place.bytes.end.saturating_sub(region.start),
            caret: place.caret.saturating_sub(region.start),
            pasted: place.pasted,
        };
        for edit in edits(&text, here, &house, open.live().reaches()) {
            made.push(Correction {
                from: open.utf16(region.start + edit.bytes.start),
                to: open.utf16(region.start + edit.bytes.end),
                insert: edit.text,
            });
        }
    }
    made.sort_by_key(|correction| correction.from);
    Ok(made)
}

/// What is to be changed in a block because of what was typed there.
fn edits(text: &str, mut place: Place, house: &House, reaches: bool) -> Vec<Edit> {
    let look = |text: &str, place: &Place| {
        let mut changes = Vec::new();
        for passage in passages(text) {
            // Where links are defined elsewhere, words in brackets may be one's name.
            let named = reaches && passage.letters.iter().any(|letter| letter.sign == '[');
            if !named {
                changes.extend(corrections(&passage, house, place));
            }
        }
        let kept = typography::harmless(text, changes);
        kept.into_iter().flatten().collect::<Vec<Edit>>()
    };
    let first = look(text, &place);
    if !place.pasted || first.is_empty() {
        return first;
    }
    // Words that are finished may need more than one round: quotation marks around an apostrophe.
    let mut new = text.to_owned();
    let mut round = first;
    for _ in 0..typography::ROUNDS {
        if round.is_empty() {
            break;
        }
        let before = new.len();
        new = typography::applied(&new, round);
        place.bytes.end = (place.bytes.end + new.len()).saturating_sub(before);
        round = look(&new, &place);
    }
    vec![difference(text, &new)]
}

/// The one replacement that makes `new` of `old`.
fn difference(old: &str, new: &str) -> Edit {
    let same = |(a, b): &(char, char)| a == b;
    let ahead: usize =
        old.chars().zip(new.chars()).take_while(same).map(|(sign, _)| sign.len_utf8()).sum();
    let (old, new) = (&old[ahead..], &new[ahead..]);
    let ends = old.chars().rev().zip(new.chars().rev());
    let behind: usize = ends.take_while(same).map(|(sign, _)| sign.len_utf8()).sum();
    Edit { bytes: ahead..ahead + old.len() - behind, text: new[..new.len() - behind].to_owned() }
}

pub(crate) fn correct_words(desk: &Desk, ask: CorrectWords) -> Result<Vec<Correction>, Fault> {
    let house = house(desk, ask.draft)?;
    let byte = |at: u32| {
        let mut units = at as usize;
        let mut bytes = 0;
        for sign in ask.words.chars() {
            if units == 0 {
                break;
            }
            units = units.saturating_sub(sign.len_utf16());
            bytes += sign.len_utf8();
        }
        bytes
    };
    let utf16 = |at: usize| {
        let before = ask.words.get(..at).unwrap_or_default();
        u32::try_from(before.encode_utf16().count()).unwrap_or(u32::MAX)
    };
    let Typed { from, to, caret, pasted } = ask.typed;
    let place = Place { bytes: byte(from)..byte(to), caret: byte(caret), pasted };
    let mut made: Vec<Edit> =
        corrections(&Passage::of_words(&ask.words), &house, &place).into_iter().flatten().collect();
    made.sort_by_key(|edit| edit.bytes.start);
    let correction = |edit: Edit| Correction {
        from: utf16(edit.bytes.start),
        to: utf16(edit.bytes.end),
        insert: edit.text,
    };
    Ok(made.into_iter().map(correction).collect())
}

fn house(desk: &Desk, id: DraftId) -> Result<House, Fault> {
    desk.store
        .read(|reader| {
            let style = reader.publication()?.house_style;
            Ok(House::new(&style, reader.draft(id)?.draft.language, None))
        })
        .map_err(Fault::from)
}

/// What is to be changed in a passage because of what was typed there.
fn corrections(passage: &Passage, house: &House, place: &Place) -> Vec<Vec<Edit>> {
    let found = typography::fixes(passage, house);
    let near = |fix: &Fix, edits: &[Edit]| {
        let behind = match fix.rule.moment() {
            Moment::AfterWord => BEHIND_WORD,
            Moment::AtOnce | Moment::Never => BEHIND,
        };
        edits.iter().any(|edit| {
            edit.bytes.end + behind >= place.bytes.start
                && edit.bytes.start <= place.bytes.end + AHEAD
        })
    };
    found
        .iter()
        .filter(|fix| {
            if place.pasted {
                fix.rule.is_safe_pasted()
            } else {
                is_finished(passage, fix, place.caret)
            }
        })
        .map(|fix| (fix, fix.edits(passage)))
        .filter(|(fix, edits)| near(fix, edits))
        .map(|(_, edits)| edits)
        .collect()
}

/// Whether the words of a fix are finished, the caret being where it is.
fn is_finished(passage: &Passage, fix: &Fix, caret: usize) -> bool {
    let end_of = |rank: usize| passage.place(rank..rank + 1).map(|place| place.end);
    let Range { end, .. } = fix.letters;
    let Some(own) = end.checked_sub(1).and_then(end_of) else { return false };
    // Behind a lone backtick, code is being typed.
    let code = passage.letters[..fix.letters.start].iter().any(|letter| letter.sign == '`');
    if own > caret || code {
        return false;
    }
    let takes_away = fix.replacement.as_ref().is_some_and(String::is_empty);
    match fix.rule.moment() {
        Moment::Never => false,
        // A space that goes is not the one just typed, and the sign after it is followed.
        Moment::AtOnce if takes_away => end_of(end).is_some_and(|sign| sign < caret),
        Moment::AtOnce if fix.rule.id == "space.run" => own < caret,
        Moment::AtOnce => true,
        Moment::AfterWord => {
            let word = passage.letters[end..].iter().take_while(|it| it.sign.is_alphanumeric());
            let last = end + word.count().max(1) - 1;
            end_of(last).is_some_and(|end| end < caret)
        }
    }
}
