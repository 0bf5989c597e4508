//! Copies of the whole database, beside it: made and read through, listed, looked into, brought
//! back. Pictures need none: an original is named by its bytes and never changes.

use std::{fs, path::Path, path::PathBuf, sync::Mutex};

use rusqlite::{Connection, MAIN_DB, backup::Backup};

use crate::{
    Error, Pen, Reader, Result, Store, connection, folder::Folder, held, migrations,
    originals::Originals,
};

/// A newsroom as it was when it was copied; it is read, and changed by nobody.
pub struct Past {
    store: Store,
}

impl Past {
    /// Runs `ask` on the newsroom as it was.
    pub fn read<T>(&self, ask: impl FnOnce(&Reader<'_>) -> Result<T>) -> Result<T> {
        self.store.read(ask)
    }
}

impl Past {
    /// The newsroom in the database `file`, of which a copy in `scratch` is brought up to date.
    pub(crate) fn read_from(file: &Path, scratch: &Path) -> Result<Self> {
        migrations::accept(connection::version(file)?)?;
        let copy = scratch.join("past.db");
        fs::copy(file, &copy).map_err(Error::io(&copy))?;
        let mut conn = connection::open(&copy)?;
        migrations::run(&mut conn, migrations::newest(), |_| Ok(()))?;
        connection::sound(&conn)?;
        let pen = Mutex::new(Pen { conn, commits: 0 });
        let store = Store { pen, reader: None, originals: Originals::in_memory(), folder: None };
        Ok(Self { store })
    }

    /// The file in `scratch` that holds all of it.
    pub fn into_file(self, scratch: &Path) -> Result<PathBuf> {
        connection::checkpoint(&held(&self.store.pen).conn, "TRUNCATE")?;
        Ok(scratch.join("past.db"))
    }
}

impl Store {
    fn backup_file(&self, name: &str) -> Result<PathBuf> {
        let folder = self.folder.as_ref().ok_or_else(|| Error::missing("backup", name))?;
        file_of(folder, name)
    }

    /// Copies the database to the backup `name`, and reads the copy through before it counts.
    /// Nobody waits: the copy is made from a view of its own.
    pub fn back_up(&self, name: &str) -> Result<()> {
        let copy = self.backup_file(name)?;
        let Some(folder) = &self.folder else { return Ok(()) };
        connection::back_up(&connection::open(&folder.database())?, &copy)
    }

    /// The names of the backups, the first that was made first; none when in memory.
    pub fn backups(&self) -> Result<Vec<(String, u64)>> {
        self.folder.as_ref().map_or(Ok(Vec::new()), list)
    }

    /// Removes the backup `name`.
    pub fn remove_backup(&self, name: &str) -> Result<()> {
        let file = self.backup_file(name)?;
        fs::remove_file(&file).map_err(Error::io(&file))
    }

    /// The newsroom as the backup `name` has it. The backup is left as it is: a copy of it, in
    /// the folder `scratch`, is brought up to date.
    pub fn past(&self, name: &str, scratch: &Path) -> Result<Past> {
        let file = self.backup_file(name)?;
        if !file.is_file() {
            return Err(Error::missing("backup", name));
        }
        Past::read_from(&file, scratch)
    }

    /// Makes the newsroom what `past` is: all of it, in one transaction, or nothing. What it was
    /// becomes the backup `name` first; nobody writes in between.
    pub fn bring_back(&self, past: &Past, name: &str) -> Result<()> {
        let present = self.backup_file(name)?;
        let mut pen = held(&self.pen);
        connection::back_up(&pen.conn, &present)?;
        let reader = self.reader.as_ref().map(held);
        connection::still_there(&pen.conn)?;
        let source = held(&past.store.pen);
        copy(&source.conn, &mut pen.conn)?;
        drop(reader);
        connection::still_there(&pen.conn)
    }
}

fn copy(from: &Connection, to: &mut Connection) -> Result<()> {
    const ALL: std::ffi::c_int = -1;
    match Backup::new_with_names(from, MAIN_DB, to, MAIN_DB)?.step(ALL)? {
        rusqlite::backup::StepResult::Done => Ok(()),
        other => Err(Error::damaged("backup", format!("{other:?}"))),
    }
}

/// Where the backup `name` of `folder` is. A name is letters, digits and hyphens.
pub(crate) fn file_of(folder: &Folder, name: &str) -> Result<PathBuf> {
    let plain = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if !plain {
        return Err(Error::missing("backup", name));
    }
    Ok(folder.backups()?.join(format!("{name}.db")))
}

/// The names and lengths of the backups of `folder`, the first that was made first.
pub(crate) fn list(folder: &Folder) -> Result<Vec<(String, u64)>> {
    let place = folder.backups()?;
    let mut found = Vec::new();
    for entry in fs::read_dir(&place).map_err(Error::io(&place))? {
        let entry = entry.map_err(Error::io(&place))?;
        let path = entry.path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if path.extension().is_some_and(|extension| extension == "db") {
            let facts = entry.metadata().map_err(Error::io(&path))?;
            found.push((name, facts.len()));
        }
    }
    found.sort();
    Ok(found)
}

impl Reader<'_> {
    /// When the newsroom last changed, in milliseconds since 1970; never, when it is new.
    pub fn last_change(&self) -> Result<Option<i64>> {
        Ok(self
            .conn
            .prepare_cached("SELECT max(at) FROM journal")?
            .query_row([], |row| row.get(0))?)
    }

    /// The journal's last rank: two newsrooms of one history that have it in common are the same.
    pub fn last_rank(&self) -> Result<i64> {
        Ok(self
            .conn
            .prepare_cached("SELECT coalesce(max(seq), 0) FROM journal")?
            .query_row([], |row| row.get(0))?)
    }
}
