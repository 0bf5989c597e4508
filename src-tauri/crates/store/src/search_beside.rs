//! Search beside the texts: pictures, notes, the lexicon and what issues decide, so that one
//! palette finds a word wherever somebody wrote it.

use newsroom::{Draft, Illustration, IssueDate, IssueState, Note, NoteId};
use rusqlite::{Connection, Row};

use crate::{
    Error, Reader, Result, SnippetPiece,
    columns::{from_word, parsed},
    search::{END, HIT, pieces, query},
};

/// What has the words searched, and is no draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Beside {
    /// Which.
    pub thing: Thing,
    /// A few of its words around the first place.
    pub snippet: Vec<SnippetPiece>,
}

/// A thing that is no draft.
#[derive(Clone, Debug, PartialEq)]
pub enum Thing {
    /// A note, and the draft it stands beside.
    Note(Box<Draft>, Note),
    /// A picture.
    Picture(Box<Illustration>),
    /// An issue.
    Issue(IssueDate, IssueState),
    /// An entry of the lexicon, by its form.
    Entry(String),
}

/// A sort of things: its number in the index, and what of it is in no bin.
struct Sort {
    number: i64,
    kept: &'static str,
    thing: fn(&Reader<'_>, &Row<'_>) -> Result<Thing>,
}

/// In the order of the answers.
const SORTS: [Sort; 4] = [
    Sort {
        number: 2,
        kept: "NOT EXISTS (SELECT 1 FROM notes JOIN bin USING (draft) WHERE notes.id = name)",
        thing: note,
    },
    Sort { number: 1, kept: "name NOT IN (SELECT picture FROM picture_bin)", thing: picture },
    Sort { number: 4, kept: "TRUE", thing: issue },
    Sort { number: 3, kept: "TRUE", thing: entry },
];

/// The bits of a rank that are the thing's own; those above are its sort's number.
const OWN: u32 = 40;

impl Reader<'_> {
    /// At most `limit` things of each sort that have all of `words`, the newest first, without
    /// those in a bin. Accents and case do not matter, and the last word may be a beginning.
    pub fn search_beside(&self, words: &str, limit: u32) -> Result<Vec<Beside>> {
        let Some(query) = query(words) else {
            return Ok(Vec::new());
        };
        let mut found = Vec::new();
        for sort in &SORTS {
            found.extend(self.of_sort(sort, &query, limit)?);
        }
        Ok(found)
    }

    fn of_sort(&self, sort: &Sort, query: &str, limit: u32) -> Result<Vec<Beside>> {
        let Sort { number, kept, thing } = sort;
        let (from, to) = (number << OWN, ((number + 1) << OWN) - 1);
        let sql = format!(
            "SELECT name, snippet(search_beside, -1, ?5, ?6, '…', 24) AS snippet
             FROM search_beside CROSS JOIN search_rows ON search_rows.id = search_beside.rowid
             WHERE search_beside MATCH ?1 AND search_beside.rowid BETWEEN ?2 AND ?3 AND {kept}
             ORDER BY search_beside.rowid DESC LIMIT ?4"
        );
        self.conn
            .prepare_cached(&sql)?
            .query_and_then((query, from, to, limit, HIT.to_string(), END.to_string()), |row| {
                let snippet = pieces(&row.get::<_, String>("snippet")?);
                Ok(Beside { thing: thing(self, row)?, snippet })
            })?
            .collect()
    }
}

fn note(reader: &Reader<'_>, row: &Row<'_>) -> Result<Thing> {
    let bytes: Vec<u8> = row.get("name")?;
    let id = NoteId(bytes.try_into().map_err(|_| Error::damaged("name", "not 16 bytes"))?);
    let found = reader.note(id)?;
    Ok(Thing::Note(Box::new(reader.draft(found.draft)?.draft), found.note))
}

fn picture(reader: &Reader<'_>, row: &Row<'_>) -> Result<Thing> {
    let key = parsed(row, "name")?.ok_or_else(|| Error::damaged("name", "no key"))?;
    Ok(Thing::Picture(Box::new(reader.illustration(&key)?)))
}

fn issue(reader: &Reader<'_>, row: &Row<'_>) -> Result<Thing> {
    let date: IssueDate = parsed(row, "name")?.ok_or_else(|| Error::damaged("name", "no date"))?;
    let state = reader
        .conn
        .prepare_cached("SELECT state FROM issues WHERE date = ?1")?
        .query_and_then([date.to_string()], |row| from_word(row, "state"))?
        .next()
        .ok_or_else(|| Error::missing("issue", date))??;
    Ok(Thing::Issue(date, state))
}

fn entry(_: &Reader<'_>, row: &Row<'_>) -> Result<Thing> {
    Ok(Thing::Entry(row.get("name")?))
}

/// Makes the index again from what it is about, where no trigger told it.
pub(crate) fn index_again(conn: &Connection) -> Result<()> {
    Ok(conn.execute_batch(
        "DELETE FROM search_rows;
         INSERT INTO search_rows (id, kind, name, words)
         SELECT (kind << 40) + row_number() OVER (PARTITION BY kind ORDER BY name),
             kind, name, words
         FROM findable;
         INSERT INTO search_beside (search_beside) VALUES ('rebuild');",
    )?)
}
