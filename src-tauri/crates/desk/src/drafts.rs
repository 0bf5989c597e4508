//! Working on drafts.

use newsroom::{
    Draft, DraftId, DraftSlug, DraftState, Illustration, IllustrationKey, LanguageTag, slugify,
};
use serde_json::json;
use store::DraftRow;
use sync::DraftText;

use crate::{
    Desk, Fault,
    wire::{
        drafts::{
            DraftSummary, EditDraft, Edited, Fields, IllustrationChoice, OpenedDraft, PullDraft,
            ReviseDraft, Revised, StartDraft, Update,
        },
        events::Event,
    },
};

pub(crate) fn list_drafts(desk: &Desk, (): ()) -> Result<Vec<DraftSummary>, Fault> {
    let rows = desk.store.read(|reader| reader.drafts_at_work())?;
    let room = desk.room();
    Ok(rows
        .into_iter()
        .map(|DraftRow { draft, signs, changed_at, issue }| {
            // A text that is being typed is ahead of its last folding.
            let signs = room.texts.get(draft.id).map_or(signs, |text| text.counts().signs);
            DraftSummary { draft, issue, signs, changed_at }
        })
        .collect())
}

pub(crate) fn start_draft(desk: &Desk, ask: StartDraft) -> Result<Draft, Fault> {
    let language = desk.store.read(|reader| reader.publication())?.locale;
    let draft = Draft {
        id: desk.clock.draft_id(),
        slug: desk.free_slug(&ask.headline)?,
        kind: ask.kind,
        state: DraftState::Writing,
        language: LanguageTag::from(language),
        kicker: String::new(),
        headline: ask.headline,
        standfirst: String::new(),
        keyword: String::new(),
        authors: Vec::new(),
        illustration: None,
        link: String::new(),
        source: String::new(),
        date: None,
        tags: Vec::new(),
        origin: None,
    };
    let replica = DraftText::new().checkpoint()?;
    let at = desk.clock.now();
    desk.store.write(|writer| {
        writer.insert_draft(&draft, "", &replica, 0, at)?;
        writer.record("start_draft", Some(draft.id), &json!(draft), at)
    })?;
    desk.tell(&Event::DraftsChanged);
    Ok(draft)
}

pub(crate) fn open_draft(desk: &Desk, id: DraftId) -> Result<OpenedDraft, Fault> {
    let draft = desk.store.read(|reader| reader.draft(id))?.draft;
    let mut room = desk.room();
    let text = room.texts.open(desk, id)?;
    text.has_reader();
    Ok(OpenedDraft {
        draft,
        text: text.text(),
        version: version(text.version()),
        editable: text.editable,
        counts: text.counts(),
    })
}

pub(crate) fn edit_draft(desk: &Desk, ask: EditDraft) -> Result<Edited, Fault> {
    let mut room = desk.room();
    let open = room.texts.open(desk, ask.draft)?;
    if open.version() != ask.version as usize {
        let updates = open.read_since(ask.version)?;
        return Ok(Edited { updates, accepted: false, counts: open.counts(), patch: None });
    }
    desk.change_text(&mut room, ask.draft, ask.updates.clone())?;
    let patch = ask.preview.and_then(|preview| {
        desk.follow(&mut room, preview, |desk, room| desk.retype(room, preview, ask.draft))
    });
    let open = room.texts.open(desk, ask.draft)?;
    let (counts, version) = (open.counts(), version(open.version()));
    let must_tell = ask.updates.last().is_some_and(|last| open.must_tell(&last.client_id));
    drop(room);
    if must_tell {
        desk.tell(&Event::DraftChanged { draft: ask.draft, version });
    }
    Ok(Edited { updates: ask.updates, accepted: true, counts, patch })
}

pub(crate) fn pull_draft(desk: &Desk, ask: PullDraft) -> Result<Vec<Update>, Fault> {
    let mut room = desk.room();
    room.texts.open(desk, ask.draft)?.read_since(ask.version)
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
    desk.tell(&Event::DraftsChanged);
    Ok(Revised { draft, patch })
}

pub(crate) fn list_illustrations(desk: &Desk, (): ()) -> Result<Vec<IllustrationChoice>, Fault> {
    let illustrations = desk.store.read(|reader| reader.illustrations())?;
    Ok(illustrations.iter().map(illustration_choice).collect())
}

pub(crate) fn illustration_choice(picture: &Illustration) -> IllustrationChoice {
    let caption = picture.caption.trim();
    let label = if caption.is_empty() { picture.key.as_str() } else { caption };
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

fn version(rank: usize) -> u32 {
    u32::try_from(rank).unwrap_or(u32::MAX)
}

impl Desk {
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
