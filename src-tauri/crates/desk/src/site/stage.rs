//! The files of a site, written apart and read back; then moved where they belong, all of them,
//! once the whole site is known to be sound.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use tempfile::TempDir;

use super::manifest::{Kept, MANIFEST, Manifest};
use crate::Fault;

pub(super) struct Stage {
    to: PathBuf,
    apart: TempDir,
    /// The hashes of the files that the last export left.
    there: BTreeMap<String, String>,
}

impl Stage {
    /// Opens the folder of a site; refuses one that holds something else.
    pub(super) fn open(to: &Path) -> Result<Self, Fault> {
        fs::create_dir_all(to).map_err(Fault::file(to))?;
        let mut empty = true;
        for entry in fs::read_dir(to).map_err(Fault::file(to))? {
            entry.map_err(Fault::file(to))?;
            empty = false;
        }
        let old = Manifest::read(to)?;
        if old.is_none() && !empty {
            let path = to.display().to_string();
            return Err(Fault::theirs("export.foreign", &[("path", &path)]));
        }
        let there = old.unwrap_or_default();
        let there = there.files().map(|(path, hash)| (path.clone(), hash.clone())).collect();
        let apart =
            tempfile::Builder::new().prefix(".marbre-").tempdir_in(to).map_err(Fault::file(to))?;
        Ok(Self { to: to.to_owned(), apart, there })
    }

    /// Whether every file of an issue stands in the site.
    pub(super) fn has(&self, kept: &Kept) -> bool {
        kept.files.keys().all(|path| self.to.join(path).is_file())
    }

    /// Puts aside the files that are not there yet as they are; answers the hash of each.
    pub(super) fn put(
        &self,
        files: &BTreeMap<String, Vec<u8>>,
    ) -> Result<BTreeMap<String, String>, Fault> {
        let mut hashes = BTreeMap::new();
        for (path, bytes) in files {
            let hash = blake3::hash(bytes).to_hex().to_string();
            if self.there.get(path) != Some(&hash) || !self.to.join(path).is_file() {
                let place = self.apart.path().join(path);
                let folder = place.parent().unwrap_or(&place);
                fs::create_dir_all(folder).map_err(Fault::file(folder))?;
                fs::write(&place, bytes).map_err(Fault::file(&place))?;
                let again = fs::read(&place).map_err(Fault::file(&place))?;
                if again != *bytes {
                    let place = place.display().to_string();
                    return Err(Fault::ours("export.unsound", &[("file", &place)]));
                }
            }
            hashes.insert(path.clone(), hash);
        }
        Ok(hashes)
    }

    /// Moves everything into place, takes away what the site no longer has, and notes what it
    /// now holds. Answers how many files were written, and how many went.
    pub(super) fn settle(self, new: &Manifest) -> Result<(usize, usize), Fault> {
        let mut written = 0;
        for (path, _) in new.files() {
            let from = self.apart.path().join(path);
            if from.is_file() {
                let place = self.to.join(path);
                let folder = place.parent().unwrap_or(&place);
                fs::create_dir_all(folder).map_err(Fault::file(folder))?;
                fs::rename(&from, &place).map_err(Fault::file(&place))?;
                written += 1;
            }
        }
        let kept: BTreeSet<&String> = new.files().map(|(path, _)| path).collect();
        let mut removed = 0;
        for path in self.there.keys().filter(|path| !kept.contains(path)) {
            // A manifest that someone changed must not lead out of the site.
            let place = self.to.join(path);
            let inside = Path::new(path)
                .components()
                .all(|it| matches!(it, std::path::Component::Normal(_)));
            if inside && place.is_file() {
                fs::remove_file(&place).map_err(Fault::file(&place))?;
                removed += 1;
            }
        }
        let bytes = serde_json::to_vec(new)
            .map_err(|why| Fault::ours("request.malformed", &[("why", &why.to_string())]))?;
        let draft = self.apart.path().join(MANIFEST);
        fs::write(&draft, bytes).map_err(Fault::file(&draft))?;
        let place = self.to.join(MANIFEST);
        fs::rename(&draft, &place).map_err(Fault::file(&place))?;
        Ok((written, removed))
    }
}
