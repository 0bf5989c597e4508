//! The passwords of this machine: in the keychain of the system, else in a file of the person who
//! works at it, that only they can read. Never in a newsroom, whose folder is copied and given.

use std::{collections::BTreeMap, fs, io::Write, path::PathBuf, sync::Arc, time::Duration};

use crate::{
    Fault,
    secrets::{Keychain, ask},
    wire::sending::PasswordPlace,
};

/// The keychain is asked for so long: it may ask for a password of its own, and somebody is there.
const PATIENCE: Duration = Duration::from_secs(20);

/// Who keeps them.
#[derive(Default)]
pub(crate) struct Passwords {
    keychain: Option<Arc<dyn Keychain>>,
    file: Option<PathBuf>,
}

impl Passwords {
    pub(crate) fn with(keychain: Arc<dyn Keychain>, file: Option<PathBuf>) -> Self {
        Self { keychain: Some(keychain), file }
    }

    /// The password of an account, and where it is.
    pub(crate) fn read(&self, account: &str) -> Option<(String, PasswordPlace)> {
        let asked = account.to_owned();
        let kept = ask(self.keychain.as_ref(), PATIENCE, move |keychain| keychain.read(&asked));
        let kept = kept.and_then(Result::ok).flatten().and_then(|it| String::from_utf8(it).ok());
        match kept {
            Some(password) => Some((password, PasswordPlace::Keychain)),
            None => Some((self.of_file().remove(account)?, PasswordPlace::File)),
        }
    }

    /// Keeps the password of an account; an empty one is forgotten.
    pub(crate) fn keep(&self, account: &str, password: &str) -> Result<(), Fault> {
        let (asked, secret) = (account.to_owned(), password.to_owned());
        let kept = ask(self.keychain.as_ref(), PATIENCE, move |keychain| {
            if secret.is_empty() {
                keychain.forget(&asked)
            } else {
                keychain.keep(&asked, secret.as_bytes())
            }
        });
        let mut all = self.of_file();
        let before = all.clone();
        if password.is_empty() || matches!(kept, Some(Ok(()))) {
            all.remove(account);
        } else {
            all.insert(account.to_owned(), password.to_owned());
        }
        if all == before { Ok(()) } else { self.write(&all) }
    }

    fn of_file(&self) -> BTreeMap<String, String> {
        let text = self.file.as_ref().and_then(|file| fs::read(file).ok()).unwrap_or_default();
        serde_json::from_slice(&text).unwrap_or_default()
    }

    fn write(&self, all: &BTreeMap<String, String>) -> Result<(), Fault> {
        let file = self.file.as_ref().and_then(|file| Some((file, file.parent()?)));
        let Some((place, folder)) = file else { return Err(Fault::ours("sending.keep", &[])) };
        let words = serde_json::to_vec_pretty(all).unwrap_or_default();
        fs::create_dir_all(folder).map_err(Fault::file(folder))?;
        // A temporary file is its owner’s alone from the first byte (0600), and stays so.
        let mut file = tempfile::NamedTempFile::new_in(folder).map_err(Fault::file(folder))?;
        file.write_all(&words).map_err(Fault::file(place))?;
        file.as_file().sync_all().map_err(Fault::file(place))?;
        file.persist(place).map_err(|why| Fault::file(place)(why.error))?;
        Ok(())
    }
}
