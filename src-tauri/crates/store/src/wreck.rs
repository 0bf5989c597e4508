//! A newsroom whose database is damaged or gone: what is left of it, and how it is replaced. The
//! damaged file is kept, always.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use newsroom::Publication;

use crate::{
    Error, Past, Result, backups, connection,
    folder::Folder,
    salvage::{self, Found, Mend},
};

/// The folder of a damaged newsroom, held by this value alone.
pub struct Wreck {
    folder: Folder,
}

impl Wreck {
    /// Takes the newsroom in `folder`, whatever has become of its database.
    pub fn take(folder: &Path) -> Result<Self> {
        Ok(Self { folder: Folder::lock_wreck(folder)? })
    }

    /// The names and lengths of the backups, the first that was made first.
    pub fn backups(&self) -> Result<Vec<(String, u64)>> {
        backups::list(&self.folder)
    }

    /// The newsroom as the backup `name` has it, of which a copy in `scratch` is brought up to
    /// date.
    pub fn past(&self, name: &str, scratch: &Path) -> Result<Past> {
        let file = backups::file_of(&self.folder, name)?;
        if !file.is_file() {
            return Err(Error::missing("backup", name));
        }
        Past::read_from(&file, scratch)
    }

    /// Founds in the folder `into` a newsroom of all that can still be read of this one;
    /// `publication` is what it is called when even that is lost. The damaged file is only read.
    pub fn salvage(
        &self,
        into: &Path,
        publication: &Publication,
        mend: &Mend<'_>,
    ) -> Result<Found> {
        // SQLite may write beside what it reads.
        let copy = into.join("damaged.db");
        for (from, to) in self.parts().into_iter().zip([copy.clone(), log_of(&copy)]) {
            match fs::copy(&from, &to) {
                Ok(_) => {}
                Err(why) if why.kind() == io::ErrorKind::NotFound => {}
                Err(why) => return Err(Error::io(&from)(why)),
            }
        }
        salvage::salvage(&copy, &into.join("newsroom.db"), publication, mend)
    }

    /// Puts the sound database `with` in the place of the damaged one, which is kept under
    /// `name` in the folder that this answers; none when there was nothing to keep.
    pub fn replace(&self, with: &Path, name: &str) -> Result<Option<PathBuf>> {
        connection::sound(&connection::look(with)?)?;
        let [database, log] = self.parts();
        let fresh = self.folder.path().join("newsroom.db.part");
        fs::copy(with, &fresh).map_err(Error::io(&fresh))?;
        File::open(&fresh).and_then(|file| file.sync_all()).map_err(Error::io(&fresh))?;
        let mut kept = None;
        for part in [&database, &log] {
            if let (true, Some(file)) = (part.is_file(), part.file_name()) {
                let place = self.folder.damaged(name)?;
                keep(part, &place.join(file))?;
                kept = Some(place);
            }
        }
        // A log that outlived its database would be read into the one that replaces it.
        if log.is_file() {
            fs::remove_file(&log).map_err(Error::io(&log))?;
        }
        fs::rename(&fresh, &database).map_err(Error::io(&database))?;
        sync_folder(self.folder.path())?;
        Ok(kept)
    }

    /// Keeps the sound database `of` as the backup `name`.
    pub fn keep_backup(&self, of: &Path, name: &str) -> Result<()> {
        connection::back_up(&connection::look(of)?, &backups::file_of(&self.folder, name)?)
    }

    /// The database and its log.
    fn parts(&self) -> [PathBuf; 2] {
        let database = self.folder.database();
        let log = log_of(&database);
        [database, log]
    }
}

fn log_of(database: &Path) -> PathBuf {
    database.with_extension("db-wal")
}

/// Gives the file a second name; where the disk knows no such thing, a copy.
fn keep(file: &Path, name: &Path) -> Result<()> {
    if name.exists() {
        return Ok(());
    }
    if fs::hard_link(file, name).is_err() {
        fs::copy(file, name).map_err(Error::io(name))?;
    }
    File::open(name).and_then(|file| file.sync_all()).map_err(Error::io(name))
}

fn sync_folder(folder: &Path) -> Result<()> {
    #[cfg(unix)]
    File::open(folder).and_then(|file| file.sync_all()).map_err(Error::io(folder))?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}
