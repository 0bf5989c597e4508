//! What a mail weighs, and what each client makes of it.

use newsroom::{DraftId, EditionKey, IssueDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Asks for the quality of an issue's mail.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct WeighMail {
    /// The issue's day.
    pub date: IssueDate,
    /// Which edition.
    pub edition: EditionKey,
}

/// The quality of a mail. Weights are in bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct MailQuality {
    /// Gmail shows no more than this.
    pub clip: u32,
    /// Its weight as it is written.
    pub raw: u32,
    /// Its weight as it travels.
    pub encoded: u32,
    /// Its weight as it arrives, once a service has rewritten its links.
    pub arriving: u32,
    /// How many links it has.
    pub links: u32,
    /// Its sections as they arrive, the heaviest first.
    pub sections: Vec<MailSection>,
    /// The day of what is known of the clients.
    pub tested: String,
    /// What each client makes of it.
    pub clients: Vec<MailClient>,
}

/// A section of a mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct MailSection {
    /// What it is called.
    pub title: String,
    /// The draft that it prints, if it prints one alone.
    pub draft: Option<DraftId>,
    /// Its weight as it arrives.
    pub bytes: u32,
}

/// What a client makes of a mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct MailClient {
    /// Its name in the data of caniemail.com.
    pub client: String,
    /// What it does not do, of what the mail asks.
    pub refuses: Vec<String>,
    /// What it does in part.
    pub alters: Vec<String>,
    /// How much of what the mail asks nobody tried in it.
    pub untried: u32,
    /// How much the mail asks.
    pub asked: u32,
}
