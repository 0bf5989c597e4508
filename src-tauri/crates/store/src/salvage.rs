//! Reading a damaged database row by row into a sound one: what can be read is kept, what cannot
//! is stepped over. Nothing is guessed.

use std::path::Path;

use newsroom::{Draft, DraftId, Publication};
use rusqlite::{Connection, Row, config::DbConfig, params_from_iter, types::Value};

use crate::{
    Error, JournalEntry, Reader, Result, Writer, columns, connection, migrations, search_beside,
    verify::Fold,
};

/// How far a reading jumps over rows that cannot be read, at most.
const LONGEST_LEAP: i64 = 1 << 20;

/// What the store cannot compute for itself.
pub struct Mend<'a> {
    /// The text that a checkpoint and the updates after it give.
    pub fold: Fold<'a>,
    /// The bytes of a replica that begins with a text.
    pub begin: &'a dyn Fn(&str) -> std::result::Result<Vec<u8>, String>,
    /// The signs of a text.
    pub signs: &'a dyn Fn(&str) -> u32,
    /// What the journal of a draft says of it when its row is lost.
    pub recall: &'a dyn Fn(&[JournalEntry]) -> Recall,
}

/// What the journal says of a draft whose row is lost.
#[derive(Clone, Debug)]
pub enum Recall {
    /// It is this.
    Known(Box<Draft>),
    /// It was removed by a person.
    Removed,
    /// Nothing that can be read.
    Unknown,
}

/// What was found in a damaged database.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The tables of which a part could not be read.
    pub torn: Vec<String>,
    /// Texts whose draft is lost.
    pub homeless: Vec<String>,
    /// How many drafts have words, and no longer their past.
    pub begun_again: usize,
}

/// Copies all that can be read in `damaged` to a new database in `into`.
pub(crate) fn salvage(
    damaged: &Path,
    into: &Path,
    publication: &Publication,
    mend: &Mend<'_>,
) -> Result<Found> {
    let old = connection::look(damaged)?;
    // What is wrong with one table's schema keeps nobody from reading the others.
    old.pragma_update(None, "writable_schema", true)?;
    let version = migrations::version(&old)?;
    migrations::accept(version)?;
    if version == 0 {
        return Err(Error::damaged("newsroom.db", "nothing in it can be read"));
    }
    let mut new = connection::open(into)?;
    migrations::run(&mut new, version, |_| Ok(()))?;
    // What is put back was let in once.
    new.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    new.pragma_update(None, "foreign_keys", false)?;
    let mut found = Found::default();
    let tx = new.transaction()?;
    for table in tables(&tx)? {
        if !copy(&old, &tx, &table)? {
            found.torn.push(table);
        }
    }
    tx.commit()?;
    migrations::run(&mut new, migrations::newest(), |_| Ok(()))?;
    let tx = new.transaction()?;
    let writer = Writer { reader: Reader { conn: &tx } };
    if writer.publication().is_err() {
        writer.save_publication(publication)?;
    }
    tx.execute("INSERT OR IGNORE INTO here (one, person) VALUES (1, '')", [])?;
    mend_texts(&writer, mend, &mut found)?;
    drop_orphans(&tx)?;
    place_again(&writer)?;
    tx.execute("INSERT INTO search (search) VALUES ('rebuild')", [])?;
    search_beside::index_again(&tx)?;
    tx.commit()?;
    connection::sound(&new)?;
    connection::checkpoint(&new, "TRUNCATE")?;
    Ok(found)
}

/// The tables that hold what was written; the index of words is made again from them.
fn tables(conn: &Connection) -> Result<Vec<String>> {
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table'
               AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'search%' ORDER BY rootpage";
    Ok(conn.prepare(sql)?.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// Copies the rows of `table` that can be read; answers whether all could.
fn copy(old: &Connection, new: &Connection, table: &str) -> Result<bool> {
    let names: Vec<String> = new
        .prepare("SELECT name FROM pragma_table_info(?1) ORDER BY cid")?
        .query_map([table], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let columns = names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
    let places = vec!["?"; names.len()].join(", ");
    new.execute(&format!("DELETE FROM \"{table}\""), [])?;
    let mut put =
        new.prepare(&format!("INSERT OR IGNORE INTO \"{table}\" ({columns}) VALUES ({places})"))?;
    let mut rejected = false;
    let mut keep = |row: &Row<'_>| {
        let values: rusqlite::Result<Vec<Value>> = (0..names.len()).map(|at| row.get(at)).collect();
        let put = values.and_then(|values| put.execute(params_from_iter(values)));
        rejected |= put.is_err();
    };
    let select = format!("SELECT {columns} FROM \"{table}\" NOT INDEXED");
    let whole = if has_rowid(new, table)? {
        by_rowid(old, table, &columns, &mut keep)
    } else {
        let keys = keys(new, table)?;
        let forth = scan(old, &select, &mut keep);
        // From the other end, up to the same hole.
        forth || {
            let back = keys.iter().map(|key| format!("\"{key}\" DESC")).collect::<Vec<_>>();
            scan(old, &format!("{select} ORDER BY {}", back.join(", ")), &mut keep);
            false
        }
    };
    Ok(whole && !rejected)
}

fn has_rowid(conn: &Connection, table: &str) -> Result<bool> {
    let sql = "SELECT NOT wr FROM pragma_table_list WHERE name = ?1 AND schema = 'main'";
    Ok(conn.query_row(sql, [table], |row| row.get(0))?)
}

fn keys(conn: &Connection, table: &str) -> Result<Vec<String>> {
    let sql = "SELECT name FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk";
    Ok(conn.prepare(sql)?.query_map([table], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// Reads rows until the end, or until one cannot be read; answers whether the end was reached.
fn scan(old: &Connection, sql: &str, keep: &mut dyn FnMut(&Row<'_>)) -> bool {
    let mut read = || -> rusqlite::Result<()> {
        let mut statement = old.prepare(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            keep(row);
        }
        Ok(())
    };
    read().is_ok()
}

/// Reads rows in their order; where one cannot be read, tries again a little further on, then
/// ever further.
fn by_rowid(old: &Connection, table: &str, columns: &str, keep: &mut dyn FnMut(&Row<'_>)) -> bool {
    let last = old
        .query_row(&format!("SELECT max(rowid) FROM \"{table}\""), [], |row| {
            row.get::<_, Option<i64>>(0)
        })
        .unwrap_or(Some(i64::MAX));
    let Some(last) = last else { return true };
    let sql = format!(
        "SELECT {columns}, rowid FROM \"{table}\" NOT INDEXED WHERE rowid > ?1 ORDER BY rowid"
    );
    let (mut after, mut leap, mut whole) = (i64::MIN, 1, true);
    while after < last {
        let start = after;
        let mut read = || -> rusqlite::Result<()> {
            let mut statement = old.prepare(&sql)?;
            let rowid = statement.column_count() - 1;
            let mut rows = statement.query([after])?;
            while let Some(row) = rows.next()? {
                after = row.get(rowid)?;
                keep(row);
            }
            Ok(())
        };
        if read().is_ok() {
            return whole;
        }
        whole = false;
        leap = if after > start { 1 } else { (leap * 2).min(LONGEST_LEAP) };
        // Ranks begin at 1, and a torn table may say that they end nowhere.
        after = after.max(0).saturating_add(leap);
        if last == i64::MAX && leap == LONGEST_LEAP {
            return false;
        }
    }
    whole
}

/// Gives every draft a text that can be opened, and collects the words of drafts that are lost.
fn mend_texts(writer: &Writer<'_>, mend: &Mend<'_>, found: &mut Found) -> Result<()> {
    let conn = writer.conn;
    let ids: Vec<DraftId> = conn
        .prepare(
            "SELECT draft FROM texts UNION SELECT id FROM drafts
             UNION SELECT draft FROM journal WHERE kind = 'text' AND draft IS NOT NULL",
        )?
        .query_and_then([], |row| columns::draft_id(row, "draft"))?
        // What is no identity names no draft.
        .filter_map(Result::ok)
        .collect();
    for id in ids {
        let (words, whole) = words_of(writer, mend, id)?;
        if !writer.has_draft(id)? {
            let journal = writer.draft_journal(id, 0).unwrap_or_default();
            match (mend.recall)(&journal) {
                Recall::Removed => continue,
                Recall::Known(draft) => {
                    let at = journal.last().map(|entry| entry.at).unwrap_or_default();
                    writer.insert_row(&draft, (mend.signs)(&words), at)?;
                }
                Recall::Unknown => {
                    forget(writer, id)?;
                    if !words.trim().is_empty() {
                        found.homeless.push(words);
                    }
                    continue;
                }
            }
        }
        if !whole {
            begin_again(writer, mend, id, &words)?;
            found.begun_again += 1;
        }
    }
    Ok(())
}

/// The most words that a draft can still give, and whether its journal gives them.
fn words_of(writer: &Writer<'_>, mend: &Mend<'_>, id: DraftId) -> Result<(String, bool)> {
    let stored = writer.text(id).ok();
    let folded: i64 = writer
        .conn
        .prepare_cached("SELECT coalesce(max(folded_seq), 0) FROM texts WHERE draft = ?1")?
        .query_row([id.0.as_bytes()], |row| row.get(0))?;
    let journal: Vec<(i64, Vec<u8>)> = writer
        .conn
        .prepare_cached(
            "SELECT seq, payload FROM journal WHERE kind = 'text' AND draft = ?1 ORDER BY seq",
        )?
        .query_map([id.0.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let until = |last: i64| {
        let updates: Vec<Vec<u8>> = journal
            .iter()
            .filter(|(seq, _)| *seq <= last)
            .map(|(_, update)| update.clone())
            .collect();
        (mend.fold)(None, &updates).ok().filter(|_| !updates.is_empty())
    };
    let told = until(i64::MAX);
    let Some(stored) = stored else { return Ok((told.unwrap_or_default(), false)) };
    let kept = (mend.fold)(stored.checkpoint.as_deref(), &stored.updates).ok();
    if kept == told && until(folded).as_ref() == Some(&stored.body) {
        return Ok((kept.unwrap_or_default(), true));
    }
    let words = match kept {
        Some(kept) if stored.checkpoint.is_some() => kept,
        _ => told.filter(|told| told.len() > stored.body.len()).unwrap_or(stored.body),
    };
    Ok((words, false))
}

/// The draft has these words from now on, and no past.
fn begin_again(writer: &Writer<'_>, mend: &Mend<'_>, id: DraftId, words: &str) -> Result<()> {
    let replica = (mend.begin)(words).map_err(|why| Error::damaged("text", why))?;
    let at = writer.last_change()?.unwrap_or_default();
    forget(writer, id)?;
    writer.insert_text(id, words, &replica, at)
}

/// What the journal says of the draft's text is nobody's from now on.
fn forget(writer: &Writer<'_>, id: DraftId) -> Result<()> {
    let sql = "UPDATE journal SET draft = NULL WHERE kind = 'text' AND draft = ?1";
    writer.conn.execute(sql, [id.0.as_bytes()])?;
    writer.conn.execute("DELETE FROM texts WHERE draft = ?1", [id.0.as_bytes()])?;
    Ok(())
}

/// What is placed in each issue is what its plan says, whichever of the two was torn.
fn place_again(writer: &Writer<'_>) -> Result<()> {
    let plans: Vec<String> = writer
        .conn
        .prepare("SELECT plan FROM issues")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for plan in plans {
        // A plan that cannot be read is told by the verification.
        if let Ok(plan) = serde_json::from_str(&plan) {
            writer.place(&plan)?;
        }
    }
    Ok(())
}

/// Removes the rows that point to rows that are lost.
fn drop_orphans(conn: &Connection) -> Result<()> {
    let mut left = usize::MAX;
    while left > 0 {
        left = 0;
        for table in tables(conn)? {
            let references: Vec<(i64, String, String, Option<String>)> = conn
                .prepare("SELECT id, \"table\", \"from\", \"to\" FROM pragma_foreign_key_list(?1)")?
                .query_map([&table], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
                })?
                .collect::<rusqlite::Result<_>>()?;
            for reference in references.chunk_by(|a, b| a.0 == b.0) {
                let Some((_, parent, from, _)) = reference.first() else { continue };
                let keys = keys(conn, parent)?;
                let same = reference.iter().zip(&keys).map(|((_, _, from, to), key)| {
                    let to = to.as_ref().unwrap_or(key);
                    format!("p.\"{to}\" = \"{table}\".\"{from}\"")
                });
                let same = same.collect::<Vec<_>>().join(" AND ");
                left += conn.execute(
                    &format!(
                        "DELETE FROM \"{table}\" WHERE \"{from}\" IS NOT NULL
                         AND NOT EXISTS (SELECT 1 FROM \"{parent}\" AS p WHERE {same})"
                    ),
                    [],
                )?;
            }
        }
    }
    Ok(())
}
