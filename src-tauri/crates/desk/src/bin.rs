//! The bin: drafts are thrown away and taken back; what is removed for good is named first.

use newsroom::{AnyIssue, DraftId, DraftState};
use serde_json::json;
use store::{BinnedRow, LeftPlace, Writer};

use crate::{
    Desk, Fault,
    wire::{
        bin::{BinDrafts, BinnedDraft, TakenBack},
        events::Event,
    },
};

/// The act of emptying the bin, in the journal.
pub(crate) const REMOVED: &str = "remove_draft";

pub(crate) fn list_bin(desk: &Desk, (): ()) -> Result<Vec<BinnedDraft>, Fault> {
    let rows = desk.store.read(|reader| reader.bin())?;
    Ok(rows
        .into_iter()
        .map(|BinnedRow { row, at, who, places }| BinnedDraft {
            draft: row.draft,
            signs: row.signs,
            at,
            who,
            issue: places.first().map(|left| left.issue),
        })
        .collect())
}

pub(crate) fn bin_drafts(desk: &Desk, ask: BinDrafts) -> Result<Vec<BinnedDraft>, Fault> {
    desk.fold_quiet_texts(0)?;
    let at = desk.clock.now();
    let touched = desk.change(|writer| {
        let mut touched = Vec::new();
        for id in &ask.drafts {
            touched.extend(throw_away(writer, *id, ask.placed, at)?);
        }
        Ok(touched)
    })?;
    tell(desk, &touched);
    list_bin(desk, ())
}

pub(crate) fn unbin_drafts(desk: &Desk, drafts: Vec<DraftId>) -> Result<Vec<TakenBack>, Fault> {
    let at = desk.clock.now();
    let (back, touched) = desk.change(|writer| {
        let (mut back, mut touched) = (Vec::new(), Vec::new());
        for id in &drafts {
            let (taken, left) = take_back(writer, *id, at)?;
            back.push(taken);
            touched.extend(left);
        }
        Ok((back, touched))
    })?;
    tell(desk, &touched);
    Ok(back)
}

pub(crate) fn empty_bin(desk: &Desk, drafts: Vec<DraftId>) -> Result<Vec<BinnedDraft>, Fault> {
    let at = desk.clock.now();
    desk.change(|writer| {
        for id in &drafts {
            let draft = writer.draft(*id)?.draft;
            writer.remove_draft(*id)?;
            writer.record(REMOVED, Some(*id), &json!(draft), at)?;
        }
        Ok(())
    })?;
    let mut room = desk.room();
    for id in drafts {
        room.texts.forget(id);
        desk.forget_story(id);
    }
    drop(room);
    tell(desk, &[]);
    list_bin(desk, ())
}

fn tell(desk: &Desk, touched: &[LeftPlace]) {
    for left in touched {
        desk.tell(&Event::IssueChanged { date: left.issue });
    }
    desk.tell(&Event::DraftsChanged);
}

fn throw_away(
    writer: &Writer<'_>,
    id: DraftId,
    placed: bool,
    at: i64,
) -> Result<Vec<LeftPlace>, Fault> {
    let draft = writer.draft(id)?.draft;
    if draft.state == DraftState::Published {
        return Err(Fault::theirs("store.closed", &[("what", "draft")]));
    }
    let mut left = Vec::new();
    for date in writer.issues_in_preparation_with(&draft.slug)? {
        let Some(AnyIssue::Open(mut issue)) = writer.issue(date)? else { continue };
        if !placed {
            let params = [("article", draft.headline.as_str()), ("date", &date.to_string())];
            return Err(Fault::theirs("bin.placed", &params));
        }
        if let Some(place) = issue.plan_mut().line_up.lift(&draft.slug) {
            writer.save_issue_plan(&issue)?;
            left.push(LeftPlace { issue: date, place });
        }
    }
    writer.bin_draft(id, &left, at)?;
    writer.record("bin_draft", Some(id), &json!({ "places": left }), at)?;
    Ok(left)
}

fn take_back(
    writer: &Writer<'_>,
    id: DraftId,
    at: i64,
) -> Result<(TakenBack, Vec<LeftPlace>), Fault> {
    let BinnedRow { row, places, .. } =
        writer.binned(id)?.ok_or_else(|| Fault::missing("draft", id))?;
    writer.unbin_draft(id)?;
    let mut back = TakenBack { draft: row.draft, issue: None, lost: None };
    let mut found = Vec::new();
    for left in places {
        let put = match writer.issue(left.issue)? {
            Some(AnyIssue::Open(mut issue)) => {
                let put = issue.plan_mut().line_up.put_back(back.draft.slug.clone(), left.place);
                if put {
                    writer.save_issue_plan(&issue)?;
                }
                put
            }
            _ => false,
        };
        if put {
            back.issue = Some(left.issue);
            found.push(left);
        } else {
            back.lost = Some(left.issue);
        }
    }
    writer.record("unbin_draft", Some(id), &json!({ "places": found }), at)?;
    Ok((back, found))
}
