//! Editions: those that a publication makes, where they are cut, how two of them differ.

use std::{collections::BTreeSet, ops::Range};

use markup::{BlockKind, Document};
use newsroom::{DraftId, EditionKey};
use serde_json::json;

use crate::{
    Desk, Fault, Room,
    preview::unknown_edition,
    remarks::updates,
    texts::OpenText,
    wire::{
        editions::{
            CompareEditions, CutHere, CutOnPage, CutPlace, DifferentRow, DragCut,
            EditionDifference, SaveEditions, ShiftCut,
        },
        events::Event,
        newsroom::NewsroomView,
        preview::PreviewPatch,
    },
};

/// The mark, where a text has none yet.
const MARK: &str = "<!-- coupe -->";

pub(crate) fn save_editions(desk: &Desk, ask: SaveEditions) -> Result<NewsroomView, Fault> {
    let keys: BTreeSet<&EditionKey> = ask.editions.iter().map(|edition| &edition.key).collect();
    if keys.len() != ask.editions.len() || ask.editions.iter().any(|it| it.name.trim().is_empty()) {
        return Err(Fault::theirs("editions.unsound", &[]));
    }
    if ask.editions.is_empty() {
        return Err(Fault::theirs("editions.none", &[]));
    }
    let at = desk.clock.now();
    desk.store.write(|writer| {
        let mut publication = writer.publication()?;
        publication.editions.clone_from(&ask.editions);
        writer.save_publication(&publication)?;
        writer.record("save_editions", None, &json!(ask.editions), at)
    })?;
    crate::opening::newsroom(desk, ())
}

pub(crate) fn compare_editions(
    desk: &Desk,
    ask: CompareEditions,
) -> Result<Vec<EditionDifference>, Fault> {
    let composition = desk.compose_issue(&desk.room(), ask.date)?;
    let publication = &composition.proof().publication;
    let unknown =
        [&ask.left, &ask.right].into_iter().find(|key| publication.edition(key).is_none());
    if let Some(key) = unknown {
        return Err(unknown_edition(key));
    }
    let found = rendition::compare(&composition, &ask.left, &ask.right).unwrap_or_default();
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Ok(found
        .into_iter()
        .map(|it| {
            let article = it.article.as_ref().and_then(|slug| composition.article(slug));
            let named = article
                .filter(|(article, _)| article.draft.slug.as_str() == it.section)
                .map(|(article, _)| article.draft.headline.clone());
            EditionDifference {
                draft: article.map(|(article, _)| article.draft.id),
                article: it.article,
                headline: named.is_some(),
                section: named.unwrap_or(it.section),
                rows: it
                    .rows
                    .into_iter()
                    .map(|(left, right)| DifferentRow { left, right })
                    .collect(),
                same: number(it.same),
            }
        })
        .collect())
}

pub(crate) fn cut_here(desk: &Desk, ask: CutHere) -> Result<CutPlace, Fault> {
    desk.move_cut(ask.draft, |open| {
        let (at, document) = (open.byte(ask.at), open.document());
        let rank = document.blocks.iter().rposition(|placed| placed.start <= at).unwrap_or(0);
        let placed = document.blocks.get(rank)?;
        let end = placed.start + placed.block.span.end;
        Some(if at >= end && at > placed.start { rank + 1 } else { rank })
    })
}

pub(crate) fn shift_cut(desk: &Desk, ask: ShiftCut) -> Result<CutPlace, Fault> {
    desk.move_cut(ask.draft, |open| {
        let document = open.document();
        let at = document.cut()?;
        // The mark itself is a block: one step down passes the block after it.
        let step = if ask.by > 0 { ask.by + 1 } else { ask.by };
        let to = i32::try_from(at).unwrap_or(0) + step;
        Some(usize::try_from(to).unwrap_or(0).min(last(document)))
    })
}

/// Answers how the preview changes: who drags in it goes on in the same page.
pub(crate) fn drag_cut(desk: &Desk, ask: DragCut) -> Result<Option<PreviewPatch>, Fault> {
    let missing = || Fault::missing("preview", ask.id);
    let (draft, rank) = {
        let room = desk.room();
        let (section, block) = (ask.section as usize, ask.block.map(|block| block as usize));
        let (slug, rank) = room.previews.place(ask.id, section, block).ok_or_else(missing)?;
        let row = desk.store.read(|reader| reader.draft_by_slug(&slug))?.ok_or_else(missing)?;
        (row.draft.id, rank)
    };
    desk.move_cut(draft, |open| Some(rank.unwrap_or_else(|| last(open.document()))))?;
    let mut room = desk.room();
    Ok(desk.follow(&mut room, ask.id, |desk, room| desk.retype(room, ask.id, draft)))
}

/// Where the cuts of the texts that preview `id` shows whole are, so that they can be dragged.
pub(crate) fn list_cuts(desk: &Desk, id: u32) -> Result<Vec<CutOnPage>, Fault> {
    Ok(desk.room().previews.cuts(id))
}

impl Desk {
    /// Puts the cut of `draft` before the block whose rank `to` gives; it goes from where it was.
    fn move_cut(
        &self,
        draft: DraftId,
        to: impl FnOnce(&OpenText) -> Option<usize>,
    ) -> Result<CutPlace, Fault> {
        let mut room = self.room();
        let open = room.texts.open(self, draft)?;
        let Some(rank) = to(open) else {
            return Err(Fault::theirs("cut.none", &[]));
        };
        let text = open.text();
        let edits = edits(&text, open.document(), rank);
        if !edits.is_empty() {
            self.change_text(&mut room, draft, updates(&text, edits))?;
            self.tell_of_change(&mut room, draft)?;
        }
        let open = room.texts.open(self, draft)?;
        let cut = open.document().cut().and_then(|rank| open.document().blocks.get(rank));
        let at = cut.map_or(0, |placed| placed.start + placed.block.span.start);
        Ok(CutPlace { at: open.utf16(at) })
    }

    /// Tells who shows the text of `draft` that it changed under them.
    pub(crate) fn tell_of_change(&self, room: &mut Room, draft: DraftId) -> Result<(), Fault> {
        let open = room.texts.open(self, draft)?;
        open.has_reader();
        let version = u32::try_from(open.version()).unwrap_or(u32::MAX);
        self.tell(&Event::DraftChanged { draft, version });
        Ok(())
    }
}

/// The rank after the last block that is no footnote.
fn last(document: &Document) -> usize {
    let is_text =
        |placed: &&markup::Placed| !matches!(placed.block.kind, BlockKind::Footnote { .. });
    document.blocks.iter().filter(is_text).count()
}

/// What takes the mark out of where it stands and puts it before the block of `rank`.
fn edits(text: &str, document: &Document, rank: usize) -> Vec<(Range<usize>, String)> {
    let standing = document.cut();
    // A mark just before or just after itself is where it was.
    if standing.is_some_and(|at| rank == at || rank == at + 1) {
        return Vec::new();
    }
    let mark = standing
        .and_then(|at| document.blocks.get(at))
        .and_then(|placed| {
            let span = placed.start + placed.block.span.start..placed.start + placed.block.span.end;
            text.get(span)
        })
        .map_or(MARK, str::trim);
    let mut edits = Vec::new();
    if let Some(placed) = standing.and_then(|at| document.blocks.get(at)) {
        edits.push((placed.start..placed.start + placed.len, String::new()));
    }
    match document.blocks.get(rank) {
        Some(placed) => edits.push((placed.start..placed.start, format!("{mark}\n\n"))),
        None => {
            let gap = if text.ends_with("\n\n") || text.is_empty() {
                ""
            } else if text.ends_with('\n') {
                "\n"
            } else {
                "\n\n"
            };
            edits.push((text.len()..text.len(), format!("{gap}{mark}\n")));
        }
    }
    edits
}
