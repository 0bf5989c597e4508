//! Searching drafts and archive, and what stands beside them.

use store::Beside;

use crate::{
    Desk, Fault,
    drafts::illustration_label,
    texts::QUIET_MS,
    wire::search::{SearchHit, SearchWords, SnippetPiece, Thing, ThingHit},
};

/// So many answers at most, whatever is asked.
const MOST: u32 = 200;

pub(crate) fn search_words(desk: &Desk, ask: SearchWords) -> Result<Vec<SearchHit>, Fault> {
    desk.fold_quiet_texts(QUIET_MS / 4)?;
    let answers = desk.store.read(|reader| reader.search(&ask.words, ask.limit.min(MOST)))?;
    Ok(answers
        .into_iter()
        .map(|answer| SearchHit {
            draft: answer.draft,
            issue: answer.issue,
            snippet: told(answer.snippet),
        })
        .collect())
}

pub(crate) fn search_beside(desk: &Desk, ask: SearchWords) -> Result<Vec<ThingHit>, Fault> {
    let found = desk.store.read(|reader| reader.search_beside(&ask.words, ask.limit.min(MOST)))?;
    let hit =
        |beside: Beside| ThingHit { thing: thing(beside.thing), snippet: told(beside.snippet) };
    Ok(found.into_iter().map(hit).collect())
}

fn thing(found: store::Thing) -> Thing {
    match found {
        store::Thing::Picture(picture) => {
            let label = illustration_label(&picture).to_owned();
            Thing::Picture { key: picture.key, label }
        }
        store::Thing::Note(draft, note) => Thing::Note {
            note: note.id,
            draft: draft.id,
            headline: draft.headline,
            resolved: note.resolved.is_some(),
        },
        store::Thing::Entry(form) => Thing::Entry { form },
        store::Thing::Issue(date, state) => Thing::Issue { date, state },
    }
}

fn told(snippet: Vec<store::SnippetPiece>) -> Vec<SnippetPiece> {
    snippet.into_iter().map(|piece| SnippetPiece { text: piece.text, hit: piece.hit }).collect()
}
