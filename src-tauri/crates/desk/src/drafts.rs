//! Working on drafts.

use newsroom::{
    Budget, Draft, DraftId, DraftSlug, DraftState, Illustration, IllustrationKey, LanguageTag,
    slugify,
};
use serde_json::json;
use store::{DraftLine, DraftRow};
use sync::DraftText;

use crate::{
    Desk, Fault, Room, correcting,
    texts::counts,
    wire::{
        drafts::{
            CountParts, Counts, DraftPlace, DraftSummary, EditDraft, Edited, Fields,
            IllustrationChoice, MoveDrafts, OpenedDraft, PullDraft, ReviseDraft, Revised,
            StartDraft, StatePassage, Update,
        },
        events::Event,
    },
};

pub(crate) fn list_drafts(desk: &Desk, (): ()) -> Result<Vec<DraftSummary>, Fault> {
    let lines = desk.store.read(|reader| reader.drafts_at_work())?;
    let room = desk.room();
    Ok(lines.into_iter().map(|line| summary(&room, line)).collect())
}

pub(crate) fn read_draft(desk: &Desk, id: DraftId) -> Result<Draft, Fault> {
    Ok(desk.store.read(|reader| reader.draft(id))?.draft)
}

pub(crate) fn start_draft(desk: &Desk, ask: StartDraft) -> Result<Draft, Fault> {
    let language = desk.store.read(|reader| reader.publication())?.locale;
    let slug = desk.free_slug(&ask.headline)?;
    let id = desk.clock.draft_id();
    let draft = Draft::begun(id, slug, ask.kind, LanguageTag::from(language), ask.headline);
    let replica = DraftText::new().checkpoint()?;
    let at = desk.clock.now();
    desk.store.write(|writer| {
        writer.insert_draft(&draft, "", &replica, 0, at)?;
        writer.record("start_draft", Some(draft.id), &json!(draft), at)
    })?;
    desk.tell_listed(draft.id)?;
    Ok(draft)
}

pub(crate) fn open_draft(desk: &Desk, id: DraftId) -> Result<OpenedDraft, Fault> {
    let DraftRow { draft, issue, .. } = desk.store.read(|reader| reader.draft(id))?;
    let plan = issue.map(|date| desk.issue(date)).transpose()?;
    let mut overrides = plan.map(|issue| issue.plan().overrides.clone()).unwrap_or_default();
    overrides.retain(|it| it.article == draft.slug);
    let place = place_of(desk, id)?;
    let mut room = desk.room();
    let text = room.texts.open(desk, id)?;
    text.has_reader();
    Ok(OpenedDraft {
        draft,
        place,
        text: text.text(),
        version: version(text.version()),
        editable: text.editable,
        overrides,
        counts: text.counts(),
    })
}

pub(crate) fn edit_draft(desk: &Desk, ask: EditDraft) -> Result<Edited, Fault> {
    let mut room = desk.room();
    let open = room.texts.open(desk, ask.draft)?;
    if open.version() != ask.version as usize {
        let updates = open.read_since(ask.version)?;
        let counts = open.counts();
        let corrections = Vec::new();
        return Ok(Edited { updates, accepted: false, counts, patch: None, corrections });
    }
    desk.change_text(&mut room, ask.draft, ask.updates.clone())?;
    let patch = ask.preview.and_then(|preview| {
        desk.follow(&mut room, preview, |desk, room| desk.retype(room, preview, ask.draft))
    });
    let corrections = match ask.typed {
        Some(typed) => correcting::of_text(desk, &room, ask.draft, typed)?,
        None => Vec::new(),
    };
    let open = room.texts.open(desk, ask.draft)?;
    let (counts, version) = (open.counts(), version(open.version()));
    let must_tell = ask.updates.last().is_some_and(|last| open.must_tell(&last.client_id));
    drop(room);
    if must_tell {
        desk.tell(&Event::DraftChanged { draft: ask.draft, version });
    }
    Ok(Edited { updates: ask.updates, accepted: true, counts, patch, corrections })
}

pub(crate) fn pull_draft(desk: &Desk, ask: PullDraft) -> Result<Vec<Update>, Fault> {
    let mut room = desk.room();
    room.texts.open(desk, ask.draft)?.read_since(ask.version)
}

pub(crate) fn passages(desk: &Desk, id: DraftId) -> Result<Vec<StatePassage>, Fault> {
    let found = desk.store.read(|reader| reader.passages(id))?;
    Ok(found.into_iter().map(|(state, by)| StatePassage { state, by }).collect())
}

pub(crate) fn place_of(desk: &Desk, id: DraftId) -> Result<Option<DraftPlace>, Fault> {
    let row = desk.store.read(|reader| reader.draft(id))?;
    let Some(date) = row.issue else { return Ok(None) };
    let plan = desk.issue(date)?.plan().clone();
    let rank = plan.line_up.slot_of(&row.draft.slug);
    let Some((rank, slot)) = rank.and_then(|rank| Some((rank, plan.line_up.slots().get(rank)?)))
    else {
        return Ok(None);
    };
    let mut budget = slot.budget;
    for other in slot.articles.iter().filter(|slug| **slug != row.draft.slug) {
        let other = desk.store.read(|reader| reader.draft_by_slug(other))?;
        let signs = other.map_or(0, |row| row.signs);
        budget = budget.map(|budget| budget.saturating_sub(signs));
    }
    Ok(Some(DraftPlace {
        issue: date,
        role: slot.role,
        slot: rank,
        planned: slot.budget,
        budget: budget.map(Budget::of),
    }))
}

pub(crate) fn count_parts(desk: &Desk, ask: CountParts) -> Result<Counts, Fault> {
    let texts: Vec<String> = {
        let mut room = desk.room();
        let open = room.texts.open(desk, ask.draft)?;
        ask.parts.iter().map(|(from, to)| open.part(*from, *to)).collect()
    };
    let mut sum = Counts::default();
    for part in texts.iter().map(|text| counts(&markup::parse(text))) {
        sum.signs += part.signs;
        sum.words += part.words;
    }
    Ok(sum)
}

pub(crate) fn revise_draft(desk: &Desk, ask: ReviseDraft) -> Result<Revised, Fault> {
    let mut draft = desk.store.read(|reader| reader.draft(ask.draft))?.draft;
    if draft.state == DraftState::Published {
        return Err(Fault::theirs("store.closed", &[("what", "draft")]));
    }
    revise(&mut draft, ask.fields)?;
    let at = desk.clock.now();
    desk.store.write(|writer| {
        writer.save_draft(&draft, at)?;
        writer.record("revise_draft", Some(draft.id), &json!(draft), at)
    })?;
    let patch = ask.preview.and_then(|preview| {
        desk.follow(&mut desk.room(), preview, |desk, room| desk.recompose(room, preview))
    });
    desk.tell_listed(draft.id)?;
    Ok(Revised { draft, patch })
}

pub(crate) fn move_drafts(desk: &Desk, ask: MoveDrafts) -> Result<(), Fault> {
    let at = desk.clock.now();
    desk.change(|writer| {
        for (id, state) in &ask.drafts {
            let mut draft = writer.draft(*id)?.draft;
            if DraftState::Published == draft.state || DraftState::Published == *state {
                return Err(Fault::theirs("store.closed", &[("what", "draft")]));
            }
            draft.state = *state;
            writer.save_draft(&draft, at)?;
            writer.record("revise_draft", Some(draft.id), &json!(draft), at)?;
        }
        Ok(())
    })?;
    desk.tell(&Event::DraftsChanged);
    Ok(())
}

pub(crate) fn list_illustrations(desk: &Desk, (): ()) -> Result<Vec<IllustrationChoice>, Fault> {
    let (illustrations, binned) =
        desk.store.read(|reader| Ok((reader.illustrations()?, reader.binned_pictures()?)))?;
    let offered = illustrations.iter().filter(|picture| !binned.contains_key(&picture.key));
    Ok(offered.map(illustration_choice).collect())
}

/// What a list calls a picture: its caption, or its name.
pub(crate) fn illustration_label(picture: &Illustration) -> &str {
    let caption = picture.caption.trim();
    if caption.is_empty() { picture.key.as_str() } else { caption }
}

pub(crate) fn illustration_choice(picture: &Illustration) -> IllustrationChoice {
    let label = illustration_label(picture);
    let smallest = rendition::prints(picture).pop();
    let (print, width, height) =
        smallest.map_or_else(Default::default, |print| (print.name, print.width, print.height));
    IllustrationChoice { label: label.to_owned(), key: picture.key.clone(), print, width, height }
}

fn revise(draft: &mut Draft, fields: Fields) -> Result<(), Fault> {
    fn put<T>(place: &mut T, value: Option<T>) {
        if let Some(value) = value {
            *place = value;
        }
    }
    put(&mut draft.kind, fields.kind);
    put(&mut draft.state, fields.state.filter(|state| *state != DraftState::Published));
    put(&mut draft.language, fields.language);
    put(&mut draft.kicker, fields.kicker);
    put(&mut draft.headline, fields.headline);
    put(&mut draft.standfirst, fields.standfirst);
    put(&mut draft.keyword, fields.keyword);
    put(&mut draft.authors, fields.authors);
    put(&mut draft.link, fields.link);
    put(&mut draft.source, fields.source);
    if let Some(name) = fields.illustration {
        draft.illustration =
            if name.is_empty() { None } else { Some(name.parse::<IllustrationKey>()?) };
    }
    Ok(())
}

fn summary(room: &Room, line: DraftLine) -> DraftSummary {
    // A text that is being typed is ahead of its last folding.
    let signs = room.texts.get(line.id).map_or(line.signs, |text| text.counts().signs);
    DraftSummary {
        id: line.id,
        slug: line.slug,
        kind: line.kind,
        state: line.state,
        language: line.language,
        headline: line.headline,
        authors: line.authors,
        issue: line.issue,
        signs,
        changed_at: line.changed_at,
        notes: line.notes,
    }
}

fn version(rank: usize) -> u32 {
    u32::try_from(rank).unwrap_or(u32::MAX)
}

impl Desk {
    /// Tells what lists say now of one draft. Never call it while the room is held.
    pub(crate) fn tell_listed(&self, id: DraftId) -> Result<(), Fault> {
        let line = self.store.read(|reader| reader.draft_line(id))?;
        let summary = summary(&self.room(), line);
        self.tell(&Event::DraftListed { summary });
        Ok(())
    }

    /// A slug made of `words` that no draft has.
    pub(crate) fn free_slug(&self, words: &str) -> Result<DraftSlug, Fault> {
        let base = slugify(words).unwrap_or_else(|| "papier".into());
        self.store
            .read(|reader| {
                let mut rank = 1_u32;
                loop {
                    let name = if rank == 1 { base.clone() } else { format!("{base}-{rank}") };
                    let slug: DraftSlug =
                        name.parse().map_err(|_| store::Error::Damaged(format!("slug {base}")))?;
                    if reader.draft_by_slug(&slug)?.is_none() {
                        return Ok(slug);
                    }
                    rank += 1;
                }
            })
            .map_err(Fault::from)
    }
}
