//! The past of drafts: read from the journal off the typing path, and asked in many ways.

mod lines;
mod recall;
mod story;
mod timeline;

use newsroom::{Draft, DraftId};
use serde_json::json;
use sync::{Change, Piece, differences};

use crate::{
    Desk, Fault,
    texts::counts,
    wire::past::{
        DraftPast, LinesRead, MomentRead, NameMoment, Passage, PieceOf, PieceRead, ReadMoment,
        RecallUndo, Recalled, RecalledLines, Restoration, RestoreMoment, What, WhoWrote,
    },
};

pub(crate) use story::Stories;
pub(crate) use timeline::{IMPORTED, PUBLISHED};

pub(crate) fn draft_past(desk: &Desk, draft: DraftId) -> Result<DraftPast, Fault> {
    let story = desk.story(draft)?;
    let moments = timeline::told(&story.lock());
    Ok(DraftPast { draft, moments })
}

pub(crate) fn name_moment(desk: &Desk, ask: NameMoment) -> Result<DraftPast, Fault> {
    let name = ask.name.trim();
    let at = desk.clock.now();
    if ask.seq.is_some() || !name.is_empty() {
        let what = json!({ "name": name, "of": ask.seq });
        desk.store.write(|writer| {
            writer.draft(ask.draft)?;
            writer.record(timeline::NAMED, Some(ask.draft), &what, at)
        })?;
    }
    draft_past(desk, ask.draft)
}

pub(crate) fn read_moment(desk: &Desk, ask: ReadMoment) -> Result<MomentRead, Fault> {
    let now = desk.store.read(|reader| reader.draft(ask.draft))?.draft;
    let (version, text_of_now) = desk.now(ask.draft)?;
    let story = desk.story(ask.draft)?;
    let story = story.lock();
    let steps = story.steps_until(ask.seq);
    let last = steps.checked_sub(1).and_then(|last| story.steps.get(last));
    let last = last.ok_or_else(|| Fault::missing("draft", ask.draft))?;
    let text = story.past.text_after(steps);
    let (before, after) = story.neighbours(steps);
    Ok(MomentRead {
        seq: ask.seq,
        at: last.at,
        who: last.who.clone(),
        lines: story.fields_at(ask.seq).map(|then| lines(&then, &now)),
        signs: counts(&markup::parse(&text)).signs,
        text: laid(&text, &text_of_now),
        version,
        before,
        after,
    })
}

pub(crate) fn restore_moment(desk: &Desk, ask: RestoreMoment) -> Result<Restoration, Fault> {
    let story = desk.story(ask.draft)?;
    let (then, fields) = {
        let story = story.lock();
        (story.past.text_after(story.steps_until(ask.seq)), story.fields_at(ask.seq))
    };
    let (version, now) = desk.now(ask.draft)?;
    let (change, fields) = match ask.only {
        None => (Change::between(&now, &then), fields),
        Some(rank) => (Change::bringing_back(&then, &now, rank), None),
    };
    Ok(Restoration { version, changes: change.to_json(), fields })
}

pub(crate) fn who_wrote(desk: &Desk, draft: DraftId) -> Result<WhoWrote, Fault> {
    let (version, seq) = {
        let mut room = desk.room();
        let open = room.texts.open(desk, draft)?;
        (u32::try_from(open.version()).unwrap_or(u32::MAX), open.seq())
    };
    let story = desk.story(draft)?;
    let story = story.lock();
    let moments = timeline::moments(&story).until(story.steps_until(seq));
    let (moments, runs) = timeline::shown(&story, moments);
    let passage = |(moment, units): (usize, usize)| {
        let moment = moments.get(moment)?;
        Some(Passage {
            units: u32::try_from(units).unwrap_or(u32::MAX),
            who: moment.who.clone(),
            at: moment.at,
            imported: moment.what == What::Imported,
        })
    };
    let passages = runs.into_iter().filter_map(|run| passage((run.group, run.units))).collect();
    Ok(WhoWrote { version, passages })
}

pub(crate) fn recall_undo(desk: &Desk, ask: RecallUndo) -> Result<Recalled, Fault> {
    let seq = {
        let mut room = desk.room();
        room.texts.open(desk, ask.draft)?.seq_at(ask.version as usize)
    };
    let person = desk.store.read(|reader| reader.person())?;
    let story = desk.story(ask.draft)?;
    let story = story.lock();
    Ok(recall::recalled(&story, story.steps_until(seq), &person))
}

pub(crate) fn recall_lines(desk: &Desk, draft: DraftId) -> Result<RecalledLines, Fault> {
    let person = desk.store.read(|reader| reader.person())?;
    let story = desk.story(draft)?;
    let story = story.lock();
    Ok(lines::recalled(&story, &person))
}

impl Desk {
    /// The text of a draft as it is, and its version.
    fn now(&self, draft: DraftId) -> Result<(u32, String), Fault> {
        let mut room = self.room();
        let open = room.texts.open(self, draft)?;
        Ok((u32::try_from(open.version()).unwrap_or(u32::MAX), open.text()))
    }
}

fn lines(then: &Draft, now: &Draft) -> LinesRead {
    LinesRead {
        kicker: laid(&then.kicker, &now.kicker),
        headline: laid(&then.headline, &now.headline),
        standfirst: laid(&then.standfirst, &now.standfirst),
    }
}

fn laid(then: &str, now: &str) -> Vec<PieceRead> {
    let piece = |piece| match piece {
        Piece::Same(words) => PieceRead { of: PieceOf::Both, words },
        Piece::Gone(words) => PieceRead { of: PieceOf::Then, words },
        Piece::Come(words) => PieceRead { of: PieceOf::Now, words },
    };
    differences(then, now).into_iter().map(piece).collect()
}
