//! Why the store could not answer.

use std::{
    fmt::Display,
    io,
    path::{Path, PathBuf},
};

use rusqlite::{ErrorCode, ffi};

use crate::Refusal;

/// Why the store could not answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nothing is called that.
    #[error("no {what} is called `{key}`")]
    NotFound {
        /// The newsroom's word for what was looked for.
        what: &'static str,
        /// What it was looked for under.
        key: String,
    },
    /// Something is called that already.
    #[error("there is already a {what} called `{key}`")]
    AlreadyThere {
        /// The newsroom's word for it.
        what: &'static str,
        /// What it is called.
        key: String,
    },
    /// The newsroom was last opened by a newer Marbre.
    #[error("the newsroom is from a newer version (schema {found}, known up to {known})")]
    FromTheFuture {
        /// The schema found.
        found: usize,
        /// The newest this build knows.
        known: usize,
    },
    /// Another window or process has the newsroom.
    #[error("the newsroom is open elsewhere")]
    InUse,
    /// The database is no longer where it was opened: what is written would be lost.
    #[error("the newsroom was moved, replaced or deleted while it was open")]
    Moved,
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// What was published no longer changes.
    #[error("the {what} is published and no longer changes")]
    Closed {
        /// The newsroom's word for it: `issue`, `draft`, `journal`.
        what: String,
    },
    /// A newsroom cannot live in that folder.
    #[error("`{}` cannot hold a newsroom: {reason}", folder.display())]
    Refused {
        /// The folder.
        folder: PathBuf,
        /// Why not.
        reason: Refusal,
    },
    /// The file is a database of another program.
    #[error("`{}` is not a newsroom's database", .0.display())]
    Foreign(PathBuf),
    /// What was read cannot have been written.
    #[error("damaged: {0}")]
    Damaged(String),
    /// SQLite said no.
    #[error(transparent)]
    Sqlite(rusqlite::Error),
    /// The system said no about a file.
    #[error("`{}`: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// The result of asking the store.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    pub(crate) fn missing(what: &'static str, key: impl Display) -> Self {
        Self::NotFound { what, key: key.to_string() }
    }

    pub(crate) fn there(what: &'static str, key: impl Display) -> Self {
        Self::AlreadyThere { what, key: key.to_string() }
    }

    pub(crate) fn damaged(what: impl Display, why: impl Display) -> Self {
        Self::Damaged(format!("{what}: {why}"))
    }

    /// Gives a refused second row the name of what is there.
    pub(crate) fn named(self, what: &'static str, key: impl Display) -> Self {
        match &self {
            Self::Sqlite(rusqlite::Error::SqliteFailure(failure, _))
                if matches!(
                    failure.extended_code,
                    ffi::SQLITE_CONSTRAINT_PRIMARYKEY | ffi::SQLITE_CONSTRAINT_UNIQUE
                ) =>
            {
                Self::there(what, key)
            }
            _ => self,
        }
    }

    /// For `map_err`: what the system said about `path`.
    pub(crate) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            _ => Self::Io { path, source },
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        let rusqlite::Error::SqliteFailure(failure, words) = &error else {
            return Self::Sqlite(error);
        };
        match failure.code {
            ErrorCode::DiskFull => Self::Full,
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::InUse,
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => {
                Self::Damaged(error.to_string())
            }
            _ if failure.extended_code == ffi::SQLITE_READONLY_DBMOVED => Self::Moved,
            _ => match words.as_deref().and_then(|words| words.strip_prefix("closed: ")) {
                Some(what) => Self::Closed { what: what.to_owned() },
                None => Self::Sqlite(error),
            },
        }
    }
}
