//! The originals of pictures: files named by what is in them, beside the database.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::Write,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use crate::{Error, Result};

/// Where originals are kept.
pub(crate) enum Originals {
    /// `originals/<hh>/<hash>`.
    Folder(PathBuf),
    /// For a newsroom that lives in memory.
    Memory(Mutex<BTreeMap<String, Vec<u8>>>),
}

impl Originals {
    pub(crate) fn beside(newsroom: &Path) -> Self {
        Self::Folder(newsroom.join("originals"))
    }

    pub(crate) fn in_memory() -> Self {
        Self::Memory(Mutex::default())
    }

    /// Keeps `bytes`, all of them or none. A file that is there is compared, and mended when it
    /// differs.
    pub(crate) fn keep(&self, bytes: &[u8], hash: &str) -> Result<()> {
        if !is_hash(hash) {
            return Err(Error::damaged("hash of an original", hash));
        }
        match self {
            Self::Memory(kept) => {
                let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
                kept.insert(hash.to_owned(), bytes.to_vec());
                Ok(())
            }
            Self::Folder(folder) => {
                let place = folder.join(&hash[..2]);
                let file = place.join(hash);
                if fs::read(&file).is_ok_and(|there| there == bytes) {
                    return Ok(());
                }
                if !place.is_dir() {
                    fs::create_dir_all(&place).map_err(Error::io(&place))?;
                    settled(folder)?;
                }
                written(&file, bytes)?;
                settled(&place)
            }
        }
    }

    pub(crate) fn read(&self, hash: &str) -> Result<Vec<u8>> {
        let missing = || Error::missing("original", hash);
        match self {
            Self::Memory(kept) => {
                let kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
                kept.get(hash).cloned().ok_or_else(missing)
            }
            Self::Folder(_) => {
                let file = self.path(hash).ok_or_else(missing)?;
                fs::read(&file).map_err(|why| match why.kind() {
                    std::io::ErrorKind::NotFound => missing(),
                    _ => Error::io(&file)(why),
                })
            }
        }
    }

    pub(crate) fn path(&self, hash: &str) -> Option<PathBuf> {
        match self {
            Self::Folder(folder) if is_hash(hash) => Some(folder.join(&hash[..2]).join(hash)),
            _ => None,
        }
    }
}

/// A hash names a file, so nothing else may pass for one.
fn is_hash(hash: &str) -> bool {
    hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

fn written(file: &Path, bytes: &[u8]) -> Result<()> {
    let unsettled = file.with_extension("part");
    File::create(&unsettled)
        .and_then(|mut part| {
            part.write_all(bytes)?;
            part.sync_all()
        })
        .map_err(Error::io(&unsettled))?;
    fs::rename(&unsettled, file).map_err(Error::io(file))
}

/// Makes the names in `folder` last.
fn settled(folder: &Path) -> Result<()> {
    #[cfg(unix)]
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(Error::io(folder))?;
    Ok(())
}
