//! Search: the words of every draft, the newest first.

use newsroom::{Draft, IssueDate, LatestArticle};

use crate::{Reader, Result, columns::parsed, drafts, issues};

/// What SQLite is told to put before a word found: a character that nobody types.
pub(crate) const HIT: char = '\u{1}';

/// What SQLite is told to put after it.
pub(crate) const END: char = '\u{2}';

/// Words that nearly every text has: beside others they narrow nothing and cost the most.
const COMMON: [&str; 30] = [
    "au", "aux", "ce", "ces", "dans", "de", "des", "du", "elle", "en", "est", "et", "il", "la",
    "le", "les", "ou", "par", "pas", "pour", "que", "qui", "sa", "se", "sur", "un", "une", "the",
    "of", "à",
];

/// A draft that has the words searched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The draft.
    pub draft: Draft,
    /// The first issue that has a place for it.
    pub issue: Option<IssueDate>,
    /// A few words around the first place.
    pub snippet: Vec<SnippetPiece>,
}

/// A piece of a snippet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SnippetPiece {
    /// The words.
    pub text: String,
    /// Whether they are among those searched.
    pub hit: bool,
}

impl Reader<'_> {
    /// At most `limit` drafts that have all of `words`, the newest first, without those in the bin. Accents and case do not
    /// matter, and the last word may be a beginning.
    pub fn search(&self, words: &str, limit: u32) -> Result<Vec<Answer>> {
        let Some(query) = query(words) else {
            return Ok(Vec::new());
        };
        self.conn
            .prepare_cached(
                "SELECT drafts.*, snippet(search, -1, ?3, ?4, '…', 24) AS snippet,
                     (SELECT min(issue) FROM placements WHERE placements.draft = slug) AS issue
                 FROM search JOIN drafts ON drafts.recency = search.rowid
                 WHERE search MATCH ?1 AND drafts.id NOT IN (SELECT draft FROM bin)
                 ORDER BY search.rowid DESC LIMIT ?2",
            )?
            .query_and_then((query, limit, HIT.to_string(), END.to_string()), |row| {
                Ok(Answer {
                    draft: drafts::from_row(row)?,
                    issue: parsed(row, "issue")?,
                    snippet: pieces(&row.get::<_, String>("snippet")?),
                })
            })?
            .collect()
    }
}

impl Reader<'_> {
    /// At most `limit` articles of issues up to `day` that have all of `words`, the newest first;
    /// before them, those that have all of them in their headline.
    pub fn search_printed(
        &self,
        words: &str,
        day: IssueDate,
        limit: u32,
    ) -> Result<Vec<LatestArticle>> {
        let Some(query) = query(words) else {
            return Ok(Vec::new());
        };
        let mut found = self.printed(&format!("headline : ({query})"), day, limit)?;
        if found.len() < limit as usize {
            for article in self.printed(&query, day, limit)? {
                if found.len() < limit as usize && !found.contains(&article) {
                    found.push(article);
                }
            }
        }
        Ok(found)
    }

    fn printed(&self, query: &str, day: IssueDate, limit: u32) -> Result<Vec<LatestArticle>> {
        self.conn
            .prepare_cached(
                "SELECT slug, drafts.headline,
                     (SELECT min(issue) FROM placements
                      WHERE placements.draft = slug AND placements.issue <= ?2) AS issue
                 FROM search JOIN drafts ON drafts.recency = search.rowid
                 WHERE search MATCH ?1 AND issue IS NOT NULL
                 ORDER BY search.rowid DESC LIMIT ?3",
            )?
            .query_and_then((query, day.to_string(), limit), issues::latest_article)?
            .collect()
    }
}

/// The words as FTS5 asks for them; `None` when there is nothing to look for.
pub(crate) fn query(words: &str) -> Option<String> {
    let being_typed = words.ends_with(in_word);
    let mut terms = terms(words);
    let last = terms.pop()?;
    let narrow = |word: &String| word.chars().count() > 1 && !COMMON.contains(&word.as_str());
    if terms.iter().any(narrow) || narrow(&last) {
        terms.retain(narrow);
    }
    let mut asked: Vec<String> = terms.iter().map(|word| format!("\"{word}\"")).collect();
    // One letter begins a tenth of the language: it is a word, or waits for the next letter.
    if being_typed && last.chars().count() > 1 {
        asked.push(format!("\"{last}\"*"));
    } else if asked.is_empty() || narrow(&last) {
        asked.push(format!("\"{last}\""));
    }
    Some(asked.join(" "))
}

/// The words in lower case, without the elided ones: whoever looks for "l’usine" takes "d’usine".
fn terms(words: &str) -> Vec<String> {
    let mut terms = Vec::new();
    let mut rest = words;
    while let Some(from) = rest.find(in_word) {
        rest = &rest[from..];
        let to = rest.find(|c| !in_word(c)).unwrap_or(rest.len());
        let term = rest[..to].to_lowercase();
        rest = &rest[to..];
        let elided = rest.starts_with(['\'', '’']) && (term.chars().count() == 1 || term == "qu");
        if !elided {
            terms.push(term);
        }
    }
    terms
}

/// Letters, figures, and the accents that some systems write after their letter.
fn in_word(c: char) -> bool {
    c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c)
}

pub(crate) fn pieces(snippet: &str) -> Vec<SnippetPiece> {
    let mut pieces: Vec<SnippetPiece> = Vec::new();
    let mut hit = false;
    for (at, part) in snippet.split([HIT, END]).enumerate() {
        if at > 0 {
            hit = !hit;
        }
        if !part.is_empty() {
            pieces.push(SnippetPiece { text: part.to_owned(), hit });
        }
    }
    pieces
}
