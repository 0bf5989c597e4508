//! Test sends: an issue, to the byte as its readers will get it, to people whom somebody named.
//!
//! The server and its recipients are this machine’s affair: they are written beside the signing
//! key, in no table, and no backup or export carries them.

use std::{fs, io::Write, path::PathBuf};

use lettre::Address;
use serde::{Deserialize, Serialize};

use crate::{
    Desk, Fault, exports,
    smtp::Conversation,
    wire::sending::{Delivery, MailServer, SaveMailServer, SendTest, SendingView},
};

/// The file of what is remembered, in the newsroom’s folder.
const FILE: [&str; 2] = ["machine", "sending.json"];

/// What is remembered from one test to the next.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Remembered {
    server: MailServer,
    recipients: Vec<String>,
}

pub(crate) fn sending(desk: &Desk, (): ()) -> Result<SendingView, Fault> {
    let Remembered { server, recipients } = desk.remembered();
    let password = match server.user.as_str() {
        "" => None,
        _ => desk.passwords.read(&account(&server)).map(|(_, place)| place),
    };
    Ok(SendingView { server, password, recipients })
}

pub(crate) fn save_mail_server(desk: &Desk, ask: SaveMailServer) -> Result<SendingView, Fault> {
    let server = trimmed(ask.server);
    if let Some(password) = ask.password {
        desk.passwords.keep(&account(&server), &password.0)?;
    }
    desk.remember(&Remembered { server, ..desk.remembered() })?;
    sending(desk, ())
}

pub(crate) fn send_test(desk: &Desk, ask: SendTest) -> Result<Vec<Delivery>, Fault> {
    let Remembered { server, .. } = desk.remembered();
    if server.host.is_empty() {
        return Err(Fault::theirs("sending.server", &[]));
    }
    let recipients =
        ask.recipients.iter().map(|typed| address(typed)).collect::<Result<Vec<_>, _>>()?;
    if recipients.is_empty() {
        return Err(Fault::theirs("sending.nobody", &[]));
    }
    if ask.editions.is_empty() {
        return Err(Fault::theirs("editions.none", &[]));
    }
    let from = match server.sender.as_str() {
        "" => desk.store.read(|reader| reader.publication())?.sender.map(|it| it.address),
        sender => Some(sender.to_owned()),
    };
    let from = address(&from.ok_or_else(|| Fault::theirs("sending.from", &[]))?)?;
    // The very function of the export: what a reserved sentence stops there, it stops here.
    let messages = exports::messages(desk, ask.date, &ask.editions)?;
    let password = match server.user.as_str() {
        "" => None,
        _ => desk.passwords.read(&account(&server)).map(|(password, _)| password),
    };
    let mut conversation = Some(Conversation::with(&server, password.as_deref())?);
    desk.remember(&Remembered {
        server: server.clone(),
        recipients: recipients.iter().map(ToString::to_string).collect(),
    })?;
    let mut deliveries = Vec::new();
    for (edition, message) in messages {
        for recipient in &recipients {
            let mut deliver = || {
                let mut open = match conversation.take() {
                    Some(open) => open,
                    None => Conversation::with(&server, password.as_deref())?,
                };
                let sent = open.send(&from, recipient, &message);
                if sent.is_ok() || open.begin_again() {
                    conversation = Some(open);
                }
                sent
            };
            let fault = deliver().err();
            let (edition, recipient) = (edition.clone(), recipient.to_string());
            deliveries.push(Delivery { edition, recipient, fault });
        }
    }
    if let Some(conversation) = conversation {
        conversation.end();
    }
    Ok(deliveries)
}

/// The name of a password: it is told to the server for which it was typed, and to no other.
fn account(server: &MailServer) -> String {
    format!("smtp:{}@{}:{}", server.user, server.host.to_ascii_lowercase(), server.port)
}

fn address(typed: &str) -> Result<Address, Fault> {
    typed.trim().parse().map_err(|_| Fault::theirs("sending.address", &[("address", typed.trim())]))
}

fn trimmed(server: MailServer) -> MailServer {
    let of = |words: &str| words.trim().to_owned();
    MailServer {
        host: of(&server.host),
        user: of(&server.user),
        sender: of(&server.sender),
        authority: of(&server.authority),
        ..server
    }
}

impl Desk {
    fn memory_of_sending(&self) -> Option<PathBuf> {
        Some(self.store.folder()?.join(FILE[0]).join(FILE[1]))
    }

    fn remembered(&self) -> Remembered {
        let bytes = self.memory_of_sending().and_then(|file| fs::read(file).ok());
        serde_json::from_slice(&bytes.unwrap_or_default()).unwrap_or_default()
    }

    fn remember(&self, what: &Remembered) -> Result<(), Fault> {
        let Some(place) = self.memory_of_sending() else { return Ok(()) };
        let folder = place.parent().unwrap_or(&place);
        fs::create_dir_all(folder).map_err(Fault::file(folder))?;
        let bytes = serde_json::to_vec_pretty(what)
            .map_err(|why| Fault::ours("request.malformed", &[("why", &why.to_string())]))?;
        let mut file = tempfile::NamedTempFile::new_in(folder).map_err(Fault::file(folder))?;
        file.write_all(&bytes).map_err(Fault::file(&place))?;
        file.persist(&place).map_err(|why| Fault::file(&place)(why.error))?;
        Ok(())
    }
}
