//! Which newsroom the window opens: the one it is given, else the one of last time, else its own.

use std::{
    env,
    error::Error,
    fs,
    path::{Path, PathBuf},
};

use tauri::{AppHandle, Manager};

/// A newsroom to open.
pub(crate) enum Place {
    /// One that somebody named: it must be there.
    Named(PathBuf),
    /// The one of whoever never named any: it is founded when it is not there.
    Own(PathBuf),
}

impl Place {
    pub(crate) fn folder(&self) -> &Path {
        match self {
            Self::Named(folder) | Self::Own(folder) => folder,
        }
    }
}

/// Where passwords are when the system has no keychain: of the person, beside no newsroom.
pub(crate) fn passwords(app: &AppHandle) -> Option<PathBuf> {
    Some(app.path().app_config_dir().ok()?.join("passwords.json"))
}

/// Which newsroom to open.
pub(crate) fn newsroom(app: &AppHandle) -> Result<Place, Box<dyn Error>> {
    let memory = app.path().app_config_dir()?.join("newsroom");
    let given = env::args_os().skip(1).map(PathBuf::from);
    if let Some(folder) = given.into_iter().find(|path| !path.to_string_lossy().starts_with('-')) {
        let folder = std::path::absolute(folder)?;
        if let Some(above) = memory.parent() {
            fs::create_dir_all(above)?;
        }
        fs::write(&memory, folder.to_string_lossy().as_bytes())?;
        return Ok(Place::Named(folder));
    }
    let last = fs::read_to_string(&memory).ok().map(PathBuf::from);
    match last.filter(|folder| folder.exists()) {
        Some(folder) => Ok(Place::Named(folder)),
        None => Ok(Place::Own(app.path().app_data_dir()?.join("Ma lettre.marbre"))),
    }
}
