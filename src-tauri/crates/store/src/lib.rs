//! The newsroom's memory: one SQLite file, and the originals of its pictures beside it.
//!
//! Invariant: all of a change is kept, or none; what was acknowledged is on the disk; a file from
//! a newer version is refused, not repaired. SQL lives in this crate and nowhere else.
//! One file per table; each reads top to bottom: queries, writes, row.

mod acceptances;
mod authors;
mod backups;
mod bin;
mod columns;
mod connection;
mod corrections;
mod drafts;
mod error;
mod figures;
mod folder;
mod illustrations;
mod issues;
mod journal;
mod left_alone;
mod lexicon;
mod migrations;
mod notes;
mod originals;
mod people;
mod plan_steps;
mod prints;
mod proofs;
mod publication;
mod rights_of_reply;
mod salvage;
mod search;
mod search_beside;
mod site;
mod template_steps;
mod texts;
mod verify;
mod watches;
mod wreck;

use std::{
    ops::Deref,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

use newsroom::Publication;
use rusqlite::{Connection, TransactionBehavior};

pub use acceptances::Acceptance;
pub use backups::Past;
pub use bin::{BinnedRow, KEPT_OF_A_DRAFT, LeftPlace};
pub use corrections::{Corrected, Erratum};
pub use drafts::{DraftLine, DraftRow};
pub use error::{Error, Result};
pub use figures::PictureUse;
pub use folder::Refusal;
pub use issues::IssueRow;
pub use journal::JournalEntry;
pub use lexicon::ArchiveWord;
pub use migrations::{Step, shipped};
pub use notes::NoteRow;
pub use plan_steps::{PlanStep, Turn};
pub use prints::Printable;
pub use proofs::{GivenProof, Signature};
pub use rights_of_reply::Replied;
pub use salvage::{Found, Mend, Recall};
pub use search::{Answer, SnippetPiece};
pub use search_beside::{Beside, Thing};
pub use site::IssueMark;
pub use texts::StoredText;
pub use verify::{Checks, Damage, Fold};
pub use watches::{CalloutText, Watched};
pub use wreck::Wreck;

use folder::Folder;
use originals::Originals;

/// So many commits may wait in the write-ahead log before they are moved into the database.
const COMMITS_PER_CHECKPOINT: u32 = 256;

/// An open newsroom.
pub struct Store {
    pen: Mutex<Pen>,
    /// Absent when the pen must serve for reading, too.
    reader: Option<Mutex<Connection>>,
    originals: Originals,
    /// Declared last: it holds the lock, which goes when the connections have gone.
    folder: Option<Folder>,
}

/// The one connection that writes.
struct Pen {
    conn: Connection,
    commits: u32,
}

/// What may be read. Queries are methods on it, one file per table.
pub struct Reader<'a> {
    conn: &'a Connection,
}

/// What may be changed, inside one transaction. It can read, too.
pub struct Writer<'a> {
    reader: Reader<'a>,
}

impl Store {
    /// Founds the newsroom of `publication` in `folder`, which must not hold one.
    pub fn found(folder: &Path, publication: &Publication) -> Result<Self> {
        Self::found_at(folder, publication, migrations::newest())
    }

    /// Founds a newsroom as an older version did, so that tests can bring it up to date.
    #[doc(hidden)]
    pub fn found_at(folder: &Path, publication: &Publication, version: usize) -> Result<Self> {
        let folder = Folder::make(folder)?;
        let file = folder.database();
        if file.exists() && connection::version(&file)? > 0 {
            return Err(Error::there("newsroom", folder.path().display()));
        }
        let mut conn = connection::open(&file)?;
        migrations::run(&mut conn, version, |conn| {
            Writer { reader: Reader { conn } }.save_publication(publication)
        })?;
        Self::in_folder(folder, conn)
    }

    /// Opens the newsroom in `folder`. An older one is brought up to date, after a copy of its
    /// database went to `backups/`. One that cannot be read through is [`Error::Damaged`], and
    /// left as it is: see [`Wreck`].
    pub fn open(folder: &Path) -> Result<Self> {
        let folder = Folder::lock(folder)?;
        let file = folder.database();
        let found = connection::version(&file)?;
        migrations::accept(found)?;
        if found == 0 {
            return Err(folder::absent(folder.path()));
        }
        // Who opens to write may write at once: a log that a crash left goes into the database.
        connection::readable(&file)?;
        let mut conn = connection::open(&file)?;
        if found < migrations::newest() {
            connection::back_up(&conn, &folder.backup(found)?)?;
        }
        migrations::run(&mut conn, migrations::newest(), |_| Ok(()))?;
        Self::in_folder(folder, conn)
    }

    /// Opens the newsroom in `folder` to look at it: not a byte of it changes.
    pub fn inspect(folder: &Path) -> Result<Self> {
        let folder = Folder::look(folder)?;
        let conn = connection::look(&folder.database())?;
        migrations::accept(migrations::version(&conn)?)?;
        Ok(Self {
            pen: Mutex::new(Pen { conn, commits: 0 }),
            reader: None,
            originals: Originals::beside(folder.path()),
            folder: Some(folder),
        })
    }

    /// A newsroom that lives as long as this value, without settings.
    pub fn in_memory() -> Result<Self> {
        let mut conn = Connection::open_in_memory()?;
        connection::settle(&conn)?;
        migrations::run(&mut conn, migrations::newest(), |_| Ok(()))?;
        Ok(Self {
            pen: Mutex::new(Pen { conn, commits: 0 }),
            reader: None,
            originals: Originals::in_memory(),
            folder: None,
        })
    }

    fn in_folder(folder: Folder, conn: Connection) -> Result<Self> {
        let reader = connection::open(&folder.database())?;
        reader.pragma_update(None, "query_only", true)?;
        Ok(Self {
            pen: Mutex::new(Pen { conn, commits: 0 }),
            reader: Some(Mutex::new(reader)),
            originals: Originals::beside(folder.path()),
            folder: Some(folder),
        })
    }

    /// The folder that holds the newsroom; none when it is in memory.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_ref().map(Folder::path)
    }

    /// The folder whose new files are imported; none when the newsroom is in memory.
    pub fn inbox(&self) -> Option<PathBuf> {
        self.folder.as_ref().map(Folder::inbox)
    }

    /// Runs `ask` on one consistent view of the newsroom. Never ask or change anything else of
    /// the store from inside `ask`.
    pub fn read<T>(&self, ask: impl FnOnce(&Reader<'_>) -> Result<T>) -> Result<T> {
        match &self.reader {
            Some(reader) => view(&mut held(reader), ask),
            None => view(&mut held(&self.pen).conn, ask),
        }
    }

    /// Runs `change`; all of it is kept, or none. When it returns, it is on the disk. Never ask
    /// or change anything else of the store from inside `change`.
    pub fn write<T>(&self, change: impl FnOnce(&Writer<'_>) -> Result<T>) -> Result<T> {
        let mut pen = held(&self.pen);
        let on_disk = self.folder.is_some();
        let tx = pen.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let kept = change(&Writer { reader: Reader { conn: &tx } })?;
        if on_disk {
            connection::still_there(&tx)?;
        }
        tx.commit()?;
        if on_disk {
            connection::still_there(&pen.conn)?;
            pen.count_commit();
        }
        Ok(kept)
    }

    /// Moves everything into the database file and lets go of the newsroom. Dropping the store
    /// does the same, but cannot say what went wrong; nothing is lost either way.
    pub fn close(self) -> Result<()> {
        match &self.folder {
            Some(_) => connection::checkpoint(&held(&self.pen).conn, "TRUNCATE").map(drop),
            None => Ok(()),
        }
    }

    /// Keeps the original of a picture under the BLAKE3 of its bytes; keeping it twice is keeping
    /// it once.
    pub fn keep_original(&self, bytes: &[u8], hash: &str) -> Result<()> {
        self.originals.keep(bytes, hash)
    }

    /// The original kept under `hash`.
    pub fn original(&self, hash: &str) -> Result<Vec<u8>> {
        self.originals.read(hash)
    }

    /// Where the original kept under `hash` is; none when the newsroom is in memory.
    pub fn original_path(&self, hash: &str) -> Option<PathBuf> {
        self.originals.path(hash)
    }

    /// Everything that is not as it should be. Changes nothing.
    pub fn verify(&self, checks: &Checks<'_>) -> Result<Vec<Damage>> {
        self.read(|reader| reader.verify(checks, &self.originals))
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        if self.reader.take().is_some() {
            // Without it the next opening has more to read, and nothing less.
            connection::checkpoint(&held(&self.pen).conn, "TRUNCATE").ok();
        }
    }
}

impl Pen {
    /// A checkpoint that is refused (someone reads, the disk is full) is tried again at the next
    /// commit: what was committed is safe in the log meanwhile.
    fn count_commit(&mut self) {
        self.commits += 1;
        if self.commits >= COMMITS_PER_CHECKPOINT
            && matches!(connection::checkpoint(&self.conn, "PASSIVE"), Ok(true))
        {
            self.commits = 0;
        }
    }
}

impl<'a> Deref for Writer<'a> {
    type Target = Reader<'a>;

    fn deref(&self) -> &Reader<'a> {
        &self.reader
    }
}

fn view<T>(conn: &mut Connection, ask: impl FnOnce(&Reader<'_>) -> Result<T>) -> Result<T> {
    let tx = conn.transaction()?;
    ask(&Reader { conn: &tx })
}

/// A thread that panicked inside a transaction left it rolled back, so what it held is sound.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
