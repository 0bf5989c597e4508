//! Test sends: the server that takes them, who gets them, and what became of each.

use std::fmt;

use newsroom::{EditionKey, IssueDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Fault;

/// How the way to a server is closed to others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Security {
    /// Opened in clear, closed before anything is said (STARTTLS).
    #[default]
    Starttls,
    /// Closed from the first byte.
    Tls,
    /// Not at all: for a server of this machine.
    Plain,
}

/// A server that sends mail. Its password is not here, nor in any answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MailServer {
    /// Its name on the network.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the way there is closed.
    pub security: Security,
    /// Who logs in; nobody when it is empty.
    pub user: String,
    /// The address that the envelope is sent from; the publication’s sender when it is empty.
    pub sender: String,
    /// A file (PEM) of certificates that are trusted beside the usual ones; none when it is empty.
    pub authority: String,
}

impl Default for MailServer {
    fn default() -> Self {
        Self {
            host: String::new(),
            port: 587,
            security: Security::default(),
            user: String::new(),
            sender: String::new(),
            authority: String::new(),
        }
    }
}

/// Where a password is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum PasswordPlace {
    /// In the keychain of the system.
    Keychain,
    /// In a file that its owner alone can read.
    File,
}

/// What this machine knows of test sends.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SendingView {
    /// The server.
    pub server: MailServer,
    /// Where the password of its user is, once there is one.
    pub password: Option<PasswordPlace>,
    /// Who got the last test.
    pub recipients: Vec<String>,
}

/// Words that must not be told, not even to who debugs.
#[derive(Clone, Deserialize, TS)]
pub struct Secret(pub(crate) String);

impl Secret {
    /// What somebody typed.
    pub fn typed(words: &str) -> Self {
        Self(words.into())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

/// Chooses the server of test sends.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SaveMailServer {
    /// The server.
    pub server: MailServer,
    /// The password of its user: kept as it was when it is not given, forgotten when it is empty.
    pub password: Option<Secret>,
}

/// Sends an issue to a few people, as its readers will get it.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SendTest {
    /// Its day.
    pub date: IssueDate,
    /// The editions.
    pub editions: Vec<EditionKey>,
    /// The addresses.
    pub recipients: Vec<String>,
}

/// What became of a message.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Delivery {
    /// The edition sent.
    pub edition: EditionKey,
    /// Who it was for.
    pub recipient: String,
    /// Why the server did not take it; nothing when it did.
    pub fault: Option<Fault>,
}
