//! The preview: the very page that an export would write, patched as one types.

use std::{
    collections::BTreeMap,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use markup::{Block, Document};
use newsroom::{DraftId, DraftSlug, EditionKey, IssueDate};
use rendition::{Composition, Page, Place, Scope, Step};

use crate::{
    Desk, Fault, Room,
    proofs::Needs,
    wire::editions::CutOnPage,
    wire::preview::{
        BlockOrigin, FindInPreview, LocateBlock, MapPreview, MappedBlock, Medium, PatchStep,
        PreviewPatch, PreviewPlace, PreviewScope, PreviewShown, ShowPreview, Simulator,
    },
};

/// So many previews stand ready at once; the oldest makes room.
const STANDING: usize = 8;

/// The script that lets the window patch the page it shows; hosts serve it with the page alone.
const BRIDGE: &str = include_str!("../../../../ui/src/preview/bridge.js");

/// The previews that stand ready.
#[derive(Default)]
pub(crate) struct Previews {
    last: u32,
    standing: BTreeMap<u32, Preview>,
}

struct Preview {
    ask: ShowPreview,
    composition: Composition,
    page: Page,
    revision: u32,
}

/// A page as a host serves it to the preview's frame.
#[derive(Clone, Debug)]
pub struct Framed {
    /// The HTML.
    pub html: String,
    /// The `Content-Security-Policy` that must come with it.
    pub policy: String,
}

pub(crate) fn show_preview(desk: &Desk, ask: ShowPreview) -> Result<PreviewShown, Fault> {
    let mut room = desk.room();
    let (composition, page) = desk.lay_out(&room, &ask)?;
    let absent = matches!(ask.of, PreviewScope::Article { .. }) && page.sections().is_empty();
    let previews = &mut room.previews;
    previews.last += 1;
    let id = previews.last;
    previews.standing.insert(id, Preview { ask, composition, page, revision: 1 });
    while previews.standing.len() > STANDING {
        previews.standing.pop_first();
    }
    Ok(PreviewShown { id, revision: 1, absent })
}

pub(crate) fn locate_block(desk: &Desk, ask: LocateBlock) -> Result<Option<BlockOrigin>, Fault> {
    let mut room = desk.room();
    let Room { texts, previews } = &mut *room;
    let Some(page) = previews.standing.get(&ask.id).map(|preview| &preview.page) else {
        return Ok(None);
    };
    let (section, block) = (ask.section as usize, ask.block.map(|block| block as usize));
    let Some((slug, rank)) = rendition::locate(page, section, block) else { return Ok(None) };
    let Some(row) = desk.store.read(|reader| reader.draft_by_slug(&slug))? else {
        return Ok(None);
    };
    let draft = row.draft.id;
    let text = texts.open(desk, draft)?;
    let written = text.region(rank);
    let word = block.zip(ask.word).and_then(|(block, word)| {
        let words = text.words(&written);
        rendition::written_at(page, section, block, word as usize, &words)
    });
    let from = match (word, rank.and_then(|rank| text.document().blocks.get(rank))) {
        (Some(at), _) => text.utf16(written.start + at).saturating_add(ask.inside),
        (None, Some(placed)) => text.utf16(placed.start + placed.block.span.start),
        (None, None) => 0,
    };
    Ok(Some(BlockOrigin { draft, from: from.min(text.utf16(usize::MAX)) }))
}

pub(crate) fn find_in_preview(
    desk: &Desk,
    ask: FindInPreview,
) -> Result<Option<PreviewPlace>, Fault> {
    let mut room = desk.room();
    let Some((places, at)) = places_of(desk, &mut room, ask.id, ask.draft, Some(ask.at))? else {
        return Ok(None);
    };
    let Room { texts, previews } = &mut *room;
    let Some(preview) = previews.standing.get(&ask.id) else { return Ok(None) };
    let text = texts.open(desk, ask.draft)?;
    let next = places.partition_point(|place| text.region(place.rank).start <= at);
    let Some(place) = places.get(next.saturating_sub(1)) else { return Ok(None) };
    let written = text.region(place.rank);
    let within = at.saturating_sub(written.start).min(written.len());
    let word = place.block.and_then(|block| {
        let words = text.words(&written);
        rendition::shown_at(&preview.page, place.section, block, &words, within)
    });
    Ok(Some(PreviewPlace {
        section: number(place.section),
        block: place.block.map(number),
        word: word.map(number),
    }))
}

pub(crate) fn map_preview(desk: &Desk, ask: MapPreview) -> Result<Vec<MappedBlock>, Fault> {
    let mut room = desk.room();
    let Some((places, _)) = places_of(desk, &mut room, ask.id, ask.draft, None)? else {
        return Ok(Vec::new());
    };
    let text = room.texts.open(desk, ask.draft)?;
    let mapped = places.into_iter().map(|place| MappedBlock {
        section: number(place.section),
        block: place.block.map(number),
        from: text.utf16(text.region(place.rank).start),
    });
    Ok(mapped.collect())
}

/// The blocks of preview `id` that print the text of `draft`, and the byte of the text at `at`.
fn places_of(
    desk: &Desk,
    room: &mut Room,
    id: u32,
    draft: DraftId,
    at: Option<u32>,
) -> Result<Option<(Vec<Place>, usize)>, Fault> {
    let Some(preview) = room.previews.standing.get(&id) else { return Ok(None) };
    let articles = &preview.composition.proof().articles;
    let Some((slug, _)) = articles.iter().find(|(_, article)| article.draft.id == draft) else {
        return Ok(None);
    };
    let places = rendition::places(&preview.page, slug);
    let text = room.texts.open(desk, draft)?;
    Ok(Some((places, at.map_or(0, |at| text.byte(at)))))
}

pub(crate) fn number(rank: usize) -> u32 {
    u32::try_from(rank).unwrap_or(u32::MAX)
}

impl Previews {
    /// The article of a block of preview `id`, and the rank of the block in its text.
    pub(crate) fn place(
        &self,
        id: u32,
        section: usize,
        block: Option<usize>,
    ) -> Option<(DraftSlug, Option<usize>)> {
        rendition::locate(&self.standing.get(&id)?.page, section, block)
    }

    /// Where the cuts of the articles of preview `id` are, among the blocks that it shows.
    pub(crate) fn cuts(&self, id: u32) -> Vec<CutOnPage> {
        let Some(preview) = self.standing.get(&id) else { return Vec::new() };
        let mut cuts = Vec::new();
        for (at, section) in preview.page.sections().iter().enumerate() {
            let article = section.article.as_ref();
            let article = article.and_then(|slug| preview.composition.article(slug));
            let Some(cut) = article.and_then(|(_, document)| document.cut()) else { continue };
            let after = section.blocks.iter().position(|it| it.rank.is_some_and(|it| it > cut));
            let block = number(after.unwrap_or(section.blocks.len()));
            cuts.push(CutOnPage { section: number(at), block });
        }
        cuts
    }
}

impl Desk {
    /// The page of preview `id`, with the bridge, for the frame of a host. Pictures come from
    /// `pictures` (a CSP source); `nonce` must be new and random at each answer.
    pub fn framed(&self, id: u32, nonce: &str, pictures: &str) -> Option<Framed> {
        let room = self.room();
        let preview = room.previews.standing.get(&id)?;
        let proof = preview.composition.proof();
        let base = match proof.publication.base_url.trim_end_matches('/') {
            "" => String::new(),
            base => format!("{base}/{}/", proof.plan.date),
        };
        let html = rendition::framed(
            &preview.seen(preview.page.preview()),
            &rendition::Bridge { script: BRIDGE, nonce, revision: preview.revision, base: &base },
        );
        Some(Framed { html, policy: rendition::frame_policy(nonce, pictures) })
    }

    fn lay_out(&self, room: &Room, ask: &ShowPreview) -> Result<(Composition, Page), Fault> {
        let (composition, scope) = match &ask.of {
            PreviewScope::Issue { date } => (self.compose_for(room, *date, ask)?, Scope::Issue),
            PreviewScope::Article { draft } => {
                let row = self.store.read(|reader| reader.draft(*draft))?;
                let composition = match row.issue {
                    Some(date) => self.compose_for(room, date, ask)?,
                    None => self.compose_alone(room, &row.draft)?,
                };
                (composition, Scope::Article(row.draft.slug))
            }
        };
        let page = rendition::page(&composition, &ask.edition, medium(ask.medium), &scope)
            .ok_or_else(|| unknown_edition(&ask.edition))?;
        Ok((composition, page))
    }

    /// The web shows what was corrected since the issue came out; what was sent stays as it was.
    fn compose_for(
        &self,
        room: &Room,
        date: IssueDate,
        ask: &ShowPreview,
    ) -> Result<Composition, Fault> {
        match ask.medium {
            Medium::Web => self.compose_corrected(room, date),
            Medium::Email | Medium::Text => self.compose_issue(room, date),
        }
    }

    /// What `change` makes of preview `id`. A page that cannot be made is let go and asked for
    /// anew: it must never make words that are kept look lost.
    pub(crate) fn follow(
        &self,
        room: &mut Room,
        id: u32,
        change: impl FnOnce(&Self, &mut Room) -> Result<Option<PreviewPatch>, Fault>,
    ) -> Option<PreviewPatch> {
        match catch_unwind(AssertUnwindSafe(|| change(self, room))) {
            Ok(Ok(patch)) => patch,
            Ok(Err(_)) | Err(_) => {
                room.previews.standing.remove(&id);
                Some(PreviewPatch { id, from: 0, to: 0, steps: vec![PatchStep::Reload] })
            }
        }
    }

    /// The text of `draft` changed: how preview `id` changes.
    pub(crate) fn retype(
        &self,
        room: &mut Room,
        id: u32,
        draft: DraftId,
    ) -> Result<Option<PreviewPatch>, Fault> {
        let Some(document) = room.texts.get(draft).map(|text| text.shared_document()) else {
            return Ok(None);
        };
        let Some(preview) = room.previews.standing.get_mut(&id) else { return Ok(None) };
        let articles = &preview.composition.proof().articles;
        let Some(slug) = articles
            .iter()
            .find(|(_, article)| article.draft.id == draft)
            .map(|(slug, _)| slug.clone())
        else {
            return Ok(None);
        };
        if names_more(&preview.composition, &slug, &document) {
            return self.recompose(room, id);
        }
        preview.composition.set_document(&slug, document);
        let steps = preview.page.revise(&preview.composition, &slug);
        Ok(Some(preview.patch(id, steps)))
    }

    /// Anything may have changed: how preview `id` changes.
    pub(crate) fn recompose(
        &self,
        room: &mut Room,
        id: u32,
    ) -> Result<Option<PreviewPatch>, Fault> {
        let Some(ask) = room.previews.standing.get(&id).map(|preview| preview.ask.clone()) else {
            return Ok(None);
        };
        let (composition, page) = self.lay_out(room, &ask)?;
        let Some(preview) = room.previews.standing.get_mut(&id) else { return Ok(None) };
        let steps = preview.page.steps_to(&page);
        (preview.composition, preview.page) = (composition, page);
        Ok(Some(preview.patch(id, steps)))
    }
}

impl Preview {
    fn patch(&mut self, id: u32, steps: Vec<Step>) -> PreviewPatch {
        let from = self.revision;
        if !steps.is_empty() {
            self.revision += 1;
        }
        PreviewPatch {
            id,
            from,
            to: self.revision,
            steps: steps.into_iter().map(|step| self.patch_step(step)).collect(),
        }
    }

    /// `html` of the page as the client shows it that was asked for.
    fn seen(&self, html: String) -> String {
        match self.ask.simulator {
            Some(name) if self.ask.medium == Medium::Email => {
                rendition::simulate(&html, simulator(name))
            }
            _ => html,
        }
    }

    fn patch_step(&self, step: Step) -> PatchStep {
        match step {
            Step::Blocks { section, at, remove, insert } => PatchStep::Blocks {
                section: number(section),
                at: number(at),
                remove: number(remove),
                insert: insert.into_iter().map(|html| self.seen(html)).collect(),
            },
            Step::Section { section, html } => {
                PatchStep::Section { section: number(section), html: self.seen(html) }
            }
            Step::Reload => PatchStep::Reload,
        }
    }
}

/// Whether what is new in `document` names a picture or an issue that the proof has not.
fn names_more(composition: &Composition, slug: &DraftSlug, document: &Document) -> bool {
    let Some((_, before)) = composition.article(slug) else { return true };
    let same = |(a, b): &(&markup::Placed, &markup::Placed)| Arc::ptr_eq(&a.block, &b.block);
    let (new, old) = (&document.blocks, &before.blocks);
    let ahead = new.iter().zip(old).take_while(same).count();
    let room = new.len().min(old.len()) - ahead;
    let behind = new.iter().rev().zip(old.iter().rev()).take(room).take_while(same).count();
    let mut needs = Needs::default();
    let changed = &new[ahead..new.len() - behind];
    changed.iter().map(|placed| &*placed.block).for_each(|block: &Block| needs.see(block));
    let proof = composition.proof();
    needs.pictures.iter().any(|picture| !proof.illustrations.contains_key(picture))
        || needs.issues.iter().any(|date| !proof.archive.contains_key(date))
}

pub(crate) fn unknown_edition(edition: &EditionKey) -> Fault {
    Fault::theirs("edition.unknown", &[("edition", edition.as_str())])
}

fn medium(medium: Medium) -> rendition::Medium {
    match medium {
        Medium::Web => rendition::Medium::Web,
        Medium::Email => rendition::Medium::Email,
        Medium::Text => rendition::Medium::Text,
    }
}

fn simulator(name: Simulator) -> rendition::Simulator {
    match name {
        Simulator::Gmail => rendition::Simulator::Gmail,
        Simulator::Outlook => rendition::Simulator::Outlook,
        Simulator::Orange => rendition::Simulator::Orange,
        Simulator::Sfr => rendition::Simulator::Sfr,
        Simulator::Laposte => rendition::Simulator::Laposte,
        Simulator::AppleMail => rendition::Simulator::AppleMail,
        Simulator::ImagesOff => rendition::Simulator::ImagesOff,
        Simulator::ForcedDark => rendition::Simulator::ForcedDark,
    }
}
