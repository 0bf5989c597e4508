//! Searching drafts and archive.

use crate::{
    Desk, Fault,
    texts::QUIET_MS,
    wire::search::{SearchHit, SearchWords, SnippetPiece},
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
            snippet: answer
                .snippet
                .into_iter()
                .map(|piece| SnippetPiece { text: piece.text, hit: piece.hit })
                .collect(),
        })
        .collect())
}
