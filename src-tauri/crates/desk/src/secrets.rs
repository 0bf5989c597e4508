//! Where secrets are: in the keychain of the system, which may be absent, locked or silent.

use std::{
    sync::{Arc, mpsc},
    thread,
    time::Duration,
};

/// What the secrets of this program are filed under.
const SERVICE: &str = "Marbre";

/// Where a host keeps secrets, each under the name of an account.
pub trait Keychain: Send + Sync {
    /// The secret, if there is one; why not, when it cannot be told.
    fn read(&self, account: &str) -> Result<Option<Vec<u8>>, String>;
    /// Keeps the secret.
    fn keep(&self, account: &str, secret: &[u8]) -> Result<(), String>;
    /// Forgets the secret, if there is one.
    fn forget(&self, account: &str) -> Result<(), String>;
}

/// The keychain of the system.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemKeychain;

impl SystemKeychain {
    fn entry(account: &str) -> Result<keyring::Entry, String> {
        keyring::Entry::new(SERVICE, account).map_err(|why| why.to_string())
    }
}

impl Keychain for SystemKeychain {
    fn read(&self, account: &str) -> Result<Option<Vec<u8>>, String> {
        match Self::entry(account)?.get_secret() {
            Ok(secret) => Ok(Some(secret)),
            Err(keyring::Error::NoEntry) => Ok(None),
            Err(why) => Err(why.to_string()),
        }
    }

    fn keep(&self, account: &str, secret: &[u8]) -> Result<(), String> {
        Self::entry(account)?.set_secret(secret).map_err(|why| why.to_string())
    }

    fn forget(&self, account: &str) -> Result<(), String> {
        match Self::entry(account)?.delete_credential() {
            Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
            Err(why) => Err(why.to_string()),
        }
    }
}

/// Asks the keychain, and gives up on it when it does not answer in time: a locked one waits for
/// a password that nobody may be there to type.
pub(crate) fn ask<T: Send + 'static>(
    keychain: Option<&Arc<dyn Keychain>>,
    patience: Duration,
    question: impl FnOnce(&dyn Keychain) -> T + Send + 'static,
) -> Option<T> {
    let keychain = Arc::clone(keychain?);
    let (answer, answered) = mpsc::channel();
    thread::spawn(move || {
        // Who asked may have left meanwhile.
        answer.send(question(&*keychain)).ok();
    });
    answered.recv_timeout(patience).ok()
}
