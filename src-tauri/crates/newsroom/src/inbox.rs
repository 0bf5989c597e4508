//! Inboxes: how much of a sender, a subject and a preheader each of them shows.
//!
//! Lengths in signs at each program's usual size, as published measurements give them; letters are
//! not all as wide, so they are an order of size and not a promise.

use serde::Serialize;
use ts_rs::TS;

/// An inbox that cuts what it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inbox {
    /// Its name in the message files.
    pub key: &'static str,
    /// Signs of the sender's name.
    pub sender: usize,
    /// Signs of the subject.
    pub subject: usize,
    /// Signs of the preheader; none when it shows none.
    pub preheader: usize,
    /// Signs of the line that subject and preheader share, when they do.
    pub shared: Option<usize>,
}

/// The inboxes that the interface imitates.
pub const INBOXES: [Inbox; 4] = [
    Inbox { key: "gmail", sender: 20, subject: 88, preheader: 110, shared: Some(120) },
    Inbox { key: "gmail_mobile", sender: 24, subject: 37, preheader: 40, shared: None },
    Inbox { key: "apple_mail", sender: 26, subject: 48, preheader: 99, shared: None },
    Inbox { key: "orange", sender: 24, subject: 60, preheader: 0, shared: None },
];

/// What an inbox shows of a mail, each part with its mark when it is cut.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct InInbox {
    /// Which inbox: its words are `inbox.<key>`.
    pub key: String,
    /// The sender.
    pub sender: String,
    /// The subject.
    pub subject: String,
    /// Whether the subject is cut.
    pub subject_cut: bool,
    /// The preheader; empty where none is shown.
    pub preheader: String,
    /// Whether both stand on one line.
    pub joined: bool,
}

impl Inbox {
    /// What it shows of a mail.
    pub fn shows(&self, sender: &str, subject: &str, preheader: &str) -> InInbox {
        let (subject, subject_cut) = cut(subject.trim(), self.subject);
        let room = match self.shared {
            Some(line) => line.saturating_sub(subject.chars().count()).min(self.preheader),
            None => self.preheader,
        };
        InInbox {
            key: self.key.to_owned(),
            sender: cut(sender.trim(), self.sender).0,
            subject,
            subject_cut,
            preheader: cut(preheader.trim(), room).0,
            joined: self.shared.is_some(),
        }
    }
}

/// The first `most` signs of `words`, the mark of the cut among them.
fn cut(words: &str, most: usize) -> (String, bool) {
    if words.chars().count() <= most {
        return (words.to_owned(), false);
    }
    let kept: String = words.chars().take(most.saturating_sub(1)).collect();
    let mark = if most == 0 { "" } else { "…" };
    (kept.trim_end().to_owned() + mark, true)
}
