//! The folder of a newsroom: what is in it, who has it, and where it may not be.

use std::{
    fmt,
    fs::{self, File, TryLockError},
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use crate::{Error, Result};

/// File systems whose locks and syncs are promises of somebody else.
const NETWORKS: [&str; 17] = [
    "nfs",
    "nfs4",
    "cifs",
    "smb",
    "smb2",
    "smb3",
    "smbfs",
    "afpfs",
    "ncpfs",
    "9p",
    "davfs",
    "ceph",
    "fuse.sshfs",
    "fuse.rclone",
    "fuse.s3fs",
    "fuse.gvfsd-fuse",
    "vboxsf",
];

/// Folders whose files a program replaces behind the back of whoever has them open.
const SYNCED: [&str; 10] = [
    "dropbox",
    "onedrive",
    "google drive",
    "googledrive",
    "icloud drive",
    "mobile documents",
    "cloudstorage",
    "nextcloud",
    "pcloud",
    "kdrive",
];

/// How long a process that ends may take to let go of a folder: a child that it is starting holds
/// its files for a moment, too.
const GRACE: Duration = Duration::from_millis(500);

/// Why a folder cannot hold a newsroom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is on another machine; holds the file system's name.
    Network(String),
    /// A program synchronizes it; holds the name of the folder that says so.
    Synced(String),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Network(kind) => write!(f, "it is on a network drive ({kind})"),
            Self::Synced(name) => write!(f, "it is synchronized by another program ({name})"),
        }
    }
}

/// A newsroom's folder, held by this value alone as long as it lives.
pub(crate) struct Folder {
    path: PathBuf,
    /// The system lets go of the lock when the file is closed, however the process ends.
    _lock: Option<File>,
}

impl Folder {
    /// Makes the folder and what belongs in it, and takes it.
    pub(crate) fn make(path: &Path) -> Result<Self> {
        accept(path)?;
        for part in ["originals", "inbox"] {
            let part = path.join(part);
            fs::create_dir_all(&part).map_err(Error::io(&part))?;
        }
        Self::take(path)
    }

    /// Takes the folder of a newsroom that is there.
    pub(crate) fn lock(path: &Path) -> Result<Self> {
        accept(path)?;
        if !database(path).is_file() {
            return Err(absent(path));
        }
        Self::make(path)
    }

    /// Takes the folder of a newsroom whatever has become of its database.
    pub(crate) fn lock_wreck(path: &Path) -> Result<Self> {
        accept(path)?;
        if !database(path).is_file() && !has_backups(path) {
            return Err(Error::missing("newsroom", path.display()));
        }
        Self::make(path)
    }

    /// Takes the folder without writing in it, beside others who look.
    pub(crate) fn look(path: &Path) -> Result<Self> {
        if !database(path).is_file() {
            return Err(absent(path));
        }
        let lock = File::open(path.join("lock")).ok();
        match lock.as_ref().map(File::try_lock_shared) {
            Some(Err(TryLockError::WouldBlock)) => Err(Error::InUse),
            _ => Ok(Self { path: path.to_owned(), _lock: lock }),
        }
    }

    fn take(path: &Path) -> Result<Self> {
        let name = path.join("lock");
        let mut options = File::options();
        let lock = options.create(true).truncate(false).write(true).open(&name);
        let lock = lock.map_err(Error::io(&name))?;
        let end = Instant::now() + GRACE;
        loop {
            match lock.try_lock() {
                Ok(()) => return Ok(Self { path: path.to_owned(), _lock: Some(lock) }),
                Err(TryLockError::WouldBlock) if Instant::now() < end => thread::sleep(GRACE / 10),
                Err(TryLockError::WouldBlock) => return Err(Error::InUse),
                Err(TryLockError::Error(source)) => return Err(Error::Io { path: name, source }),
            }
        }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn database(&self) -> PathBuf {
        database(&self.path)
    }

    pub(crate) fn inbox(&self) -> PathBuf {
        self.path.join("inbox")
    }

    /// Where the database goes before the first step after `version` is taken.
    pub(crate) fn backup(&self, version: usize) -> Result<PathBuf> {
        Ok(self.backups()?.join(format!("before-{:04}.db", version + 1)))
    }

    /// Where the damaged database goes that something called `name` replaces.
    pub(crate) fn damaged(&self, name: &str) -> Result<PathBuf> {
        let place = self.path.join("damaged").join(name);
        fs::create_dir_all(&place).map_err(Error::io(&place))?;
        Ok(place)
    }

    /// Where copies of the database are.
    pub(crate) fn backups(&self) -> Result<PathBuf> {
        let backups = self.path.join("backups");
        fs::create_dir_all(&backups).map_err(Error::io(&backups))?;
        Ok(backups)
    }
}

/// Why there is no database in `folder`: there never was one, or it is gone.
pub(crate) fn absent(folder: &Path) -> Error {
    if has_backups(folder) {
        Error::damaged("newsroom.db", "the file is gone")
    } else {
        Error::missing("newsroom", folder.display())
    }
}

fn has_backups(folder: &Path) -> bool {
    fs::read_dir(folder.join("backups")).is_ok_and(|mut files| files.next().is_some())
}

fn database(folder: &Path) -> PathBuf {
    folder.join("newsroom.db")
}

fn accept(folder: &Path) -> Result<()> {
    let mounts = fs::read_to_string("/proc/mounts").unwrap_or_default();
    let real = existing(folder);
    match synced(folder).or_else(|| synced(&real)).or_else(|| network(&real, &mounts)) {
        Some(reason) => Err(Error::Refused { folder: folder.to_owned(), reason }),
        None => Ok(()),
    }
}

/// The nearest part of `folder` that is there, without its symbolic links.
fn existing(folder: &Path) -> PathBuf {
    let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    whole.ancestors().find_map(|part| part.canonicalize().ok()).unwrap_or(whole)
}

fn synced(folder: &Path) -> Option<Refusal> {
    folder.iter().map(|part| part.to_string_lossy()).find_map(|part| {
        let lower = part.to_lowercase();
        let says = |name: &&str| {
            lower.strip_prefix(*name).is_some_and(|rest| {
                // "Dropbox (Le Pli)" and "OneDrive - Le Pli" are; "dropbox-leaks.marbre" is a story.
                rest.is_empty() || rest.starts_with(" (") || rest.starts_with(" - ")
            })
        };
        SYNCED.iter().any(says).then(|| Refusal::Synced(part.into_owned()))
    })
}

fn network(folder: &Path, mounts: &str) -> Option<Refusal> {
    let mounted = mounts.lines().filter_map(|line| {
        let mut fields = line.split(' ');
        let (_, at, kind) = (fields.next()?, fields.next()?, fields.next()?);
        folder.starts_with(at.replace("\\040", " ")).then_some((at.len(), kind))
    });
    // A later mount hides an earlier one at the same place.
    let (_, kind) = mounted.max_by_key(|(length, _)| *length)?;
    NETWORKS.contains(&kind).then(|| Refusal::Network(kind.to_owned()))
}
