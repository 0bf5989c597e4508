//! How the database is opened, so that what it acknowledges is on the disk.

use std::{fs, path::Path, time::Duration};

use rusqlite::{Connection, OpenFlags, config::DbConfig};

use crate::{Error, Result, migrations};

/// With this one SQLite keeps the index of its log on the heap: no shared memory that dies with
/// the disk, and no other process. The newsroom's `lock` file says so sooner, and to this
/// process, too.
#[cfg(unix)]
const VFS: &str = "unix-excl";

#[cfg(unix)]
const VFS_WITHOUT_LOCKS: &str = "unix-none";

/// Opens (or makes) a database to read and write.
pub(crate) fn open(file: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    #[cfg(unix)]
    let conn = Connection::open_with_flags_and_vfs(file, flags, VFS)?;
    #[cfg(not(unix))]
    let conn = Connection::open_with_flags(file, flags)?;
    let mode: String = conn.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    if mode != "wal" {
        return Err(Error::damaged("journal_mode", mode));
    }
    settle(&conn)?;
    Ok(conn)
}

/// The settings of every connection.
pub(crate) fn settle(conn: &Connection) -> Result<()> {
    conn.execute_batch(
        "PRAGMA synchronous = FULL;
         PRAGMA mmap_size = 0;
         PRAGMA wal_autocheckpoint = 0;
         PRAGMA foreign_keys = ON;
         PRAGMA trusted_schema = OFF;
         PRAGMA cell_size_check = ON;
         PRAGMA temp_store = MEMORY;",
    )?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.busy_timeout(Duration::from_secs(2))?;
    conn.set_prepared_statement_cache_capacity(64);
    Ok(())
}

/// Opens a database that nobody writes to, without changing a byte of it or beside it.
///
/// A log that a crash left is read, in memory; without one the file is all there is.
pub(crate) fn look(file: &Path) -> Result<Connection> {
    let log = fs::metadata(file.with_extension("db-wal")).map_or(0, |log| log.len());
    let conn = if log == 0 { immutable(file)? } else { with_log(file)? };
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    conn.execute_batch("PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY;")?;
    Ok(conn)
}

fn immutable(file: &Path) -> Result<Connection> {
    let path = file.to_string_lossy();
    let path = path.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    Ok(Connection::open_with_flags(format!("file:{path}?immutable=1"), flags)?)
}

fn with_log(file: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
    #[cfg(unix)]
    let conn = Connection::open_with_flags_and_vfs(file, flags, VFS_WITHOUT_LOCKS)?;
    #[cfg(not(unix))]
    let conn = Connection::open_with_flags(file, flags)?;
    conn.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    Ok(conn)
}

/// The schema version of the database in `file`, read without changing it; 0 when it is empty.
/// Another program's database is refused.
pub(crate) fn version(file: &Path) -> Result<usize> {
    let conn = look(file)?;
    let version = migrations::version(&conn)?;
    let (tables, ours): (u32, bool) = conn.query_row(
        "SELECT count(*), coalesce(max(name = 'publication'), 0) FROM sqlite_schema",
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    if (version == 0 && tables > 0) || (version > 0 && !ours) {
        return Err(Error::Foreign(file.to_owned()));
    }
    Ok(version)
}

/// SQLite acknowledges into a file that was moved away or replaced; this asks.
pub(crate) fn still_there(conn: &Connection) -> Result<()> {
    #[cfg(unix)]
    {
        let mut moved = 0;
        conn.file_control(Some(rusqlite::MAIN_DB), rusqlite::FileControl::HasMoved(&mut moved))?;
        if moved != 0 {
            return Err(Error::Moved);
        }
    }
    Ok(())
}

/// Moves the log into the database; answers whether all of it went.
pub(crate) fn checkpoint(conn: &Connection, mode: &str) -> Result<bool> {
    let sql = format!("PRAGMA wal_checkpoint({mode})");
    let (busy, in_log, moved) = conn.query_row(&sql, [], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, i64>(2)?))
    })?;
    Ok(busy == 0 && in_log == moved)
}

/// Fails when SQLite finds the database unsound, its indexes included.
pub(crate) fn sound(conn: &Connection) -> Result<()> {
    checked(conn, "PRAGMA integrity_check(1)")
}

/// Fails when a page of the database in `file` cannot be what was written. Reads all of it once, and leaves
/// out what costs more than one reading: whether indexes agree with their tables.
pub(crate) fn readable(file: &Path) -> Result<()> {
    checked(&look(file)?, "PRAGMA quick_check(1)")
}

fn checked(conn: &Connection, pragma: &str) -> Result<()> {
    let says: String = conn.query_row(pragma, [], |row| row.get(0))?;
    if says == "ok" { Ok(()) } else { Err(Error::damaged("newsroom.db", says)) }
}

/// Copies the database to `copy` and reads the copy through before it counts.
pub(crate) fn back_up(conn: &Connection, copy: &Path) -> Result<()> {
    let unread = copy.with_extension("part");
    if unread.exists() {
        fs::remove_file(&unread).map_err(Error::io(&unread))?;
    }
    conn.execute("VACUUM INTO ?1", [unread.to_string_lossy()])?;
    fs::File::open(&unread).and_then(|file| file.sync_all()).map_err(Error::io(&unread))?;
    sound(&immutable(&unread)?)?;
    fs::rename(&unread, copy).map_err(Error::io(copy))
}
