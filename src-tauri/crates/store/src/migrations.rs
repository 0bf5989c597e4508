//! Brings a database up to date. The SQL is in `/migrations`, one step a file.

use rusqlite::{Connection, TransactionBehavior};

use crate::{Error, Result};

/// One step, as it was shipped.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// Its file's name.
    pub name: &'static str,
    /// What it does.
    pub sql: &'static str,
}

/// Never edit or reorder a line; add one.
const STEPS: &[Step] = &[
    Step {
        name: "0001_newsroom.sql",
        sql: include_str!("../../../../migrations/0001_newsroom.sql"),
    },
    Step { name: "0002_search.sql", sql: include_str!("../../../../migrations/0002_search.sql") },
    Step { name: "0003_people.sql", sql: include_str!("../../../../migrations/0003_people.sql") },
    Step { name: "0004_proofs.sql", sql: include_str!("../../../../migrations/0004_proofs.sql") },
    Step {
        name: "0005_plan_steps.sql",
        sql: include_str!("../../../../migrations/0005_plan_steps.sql"),
    },
    Step { name: "0006_past.sql", sql: include_str!("../../../../migrations/0006_past.sql") },
    Step {
        name: "0007_left_alone.sql",
        sql: include_str!("../../../../migrations/0007_left_alone.sql"),
    },
    Step { name: "0008_notes.sql", sql: include_str!("../../../../migrations/0008_notes.sql") },
    Step { name: "0009_lexicon.sql", sql: include_str!("../../../../migrations/0009_lexicon.sql") },
    Step {
        name: "0010_rights_of_reply.sql",
        sql: include_str!("../../../../migrations/0010_rights_of_reply.sql"),
    },
    Step {
        name: "0011_pictures.sql",
        sql: include_str!("../../../../migrations/0011_pictures.sql"),
    },
    Step {
        name: "0016_answered.sql",
        sql: include_str!("../../../../migrations/0016_answered.sql"),
    },
    Step {
        name: "0017_lexicon_languages.sql",
        sql: include_str!("../../../../migrations/0017_lexicon_languages.sql"),
    },
    Step {
        name: "0018_search_beside.sql",
        sql: include_str!("../../../../migrations/0018_search_beside.sql"),
    },
    Step {
        name: "0019_corrected_records.sql",
        sql: include_str!("../../../../migrations/0019_corrected_records.sql"),
    },
    Step {
        name: "0020_printed_as.sql",
        sql: include_str!("../../../../migrations/0020_printed_as.sql"),
    },
    Step {
        name: "0021_template_steps.sql",
        sql: include_str!("../../../../migrations/0021_template_steps.sql"),
    },
];

/// Every step, in order; a test holds what they were when they were shipped.
pub fn shipped() -> &'static [Step] {
    STEPS
}

pub(crate) fn newest() -> usize {
    STEPS.len()
}

/// Refuses what a newer Marbre wrote.
pub(crate) fn accept(found: usize) -> Result<()> {
    if found > newest() {
        return Err(Error::FromTheFuture { found, known: newest() });
    }
    Ok(())
}

/// How many steps the database has taken.
pub(crate) fn version(conn: &Connection) -> Result<usize> {
    Ok(conn.query_row("SELECT user_version FROM pragma_user_version", [], |row| row.get(0))?)
}

/// Takes the steps up to `to`, and `then` does its part, all in one transaction.
pub(crate) fn run(
    conn: &mut Connection,
    to: usize,
    then: impl FnOnce(&Connection) -> Result<()>,
) -> Result<()> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Exclusive)?;
    let done = version(&tx)?;
    accept(done)?;
    for step in STEPS.iter().take(to).skip(done) {
        tx.execute_batch(step.sql)?;
    }
    if done < to {
        tx.pragma_update(None, "user_version", to)?;
    }
    then(&tx)?;
    Ok(tx.commit()?)
}
