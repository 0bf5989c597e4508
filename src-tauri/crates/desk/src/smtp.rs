//! The conversation with a server that sends mail (SMTP), and what its refusals mean.
//!
//! Nothing is said in clear but to a server of this machine, and a certificate that is not
//! trusted ends the conversation.

use std::{
    error::Error as _,
    fs, io,
    net::{IpAddr, ToSocketAddrs},
    time::Duration,
};

use lettre::{
    Address,
    transport::smtp::{
        Error,
        authentication::{Credentials, DEFAULT_MECHANISMS},
        client::{Certificate, SmtpConnection, TlsParameters},
        commands::{Data, Mail, Rcpt, Rset},
        extension::{ClientId, Extension, MailParameter},
    },
};

use crate::{
    Fault,
    wire::sending::{MailServer, Security},
};

/// So long is each answer waited for.
const PATIENCE: Duration = Duration::from_secs(20);

/// A conversation with a server that let us in.
pub(crate) struct Conversation(SmtpConnection);

impl Conversation {
    /// Knocks at a server, closes the way, and logs in.
    pub(crate) fn with(server: &MailServer, password: Option<&str>) -> Result<Self, Fault> {
        let host = server.host.as_str();
        if server.security == Security::Plain && !is_of_this_machine(host) {
            return Err(Fault::theirs("sending.clear", &[("host", host)]));
        }
        let place = [("host", host), ("port", &server.port.to_string())];
        let addresses: Vec<_> = (host, server.port)
            .to_socket_addrs()
            .map_err(|_| Fault::theirs("sending.host", &place))?
            .collect();
        let tls = match server.security {
            Security::Plain => None,
            _ => Some(trusted(server)?),
        };
        let ours = ClientId::default();
        let at_once = tls.as_ref().filter(|_| server.security == Security::Tls);
        let connection = SmtpConnection::connect(&*addresses, Some(PATIENCE), &ours, at_once, None);
        let mut connection = connection.map_err(|why| unreached(&why, server))?;
        if let (Security::Starttls, Some(tls)) = (server.security, &tls) {
            if !connection.can_starttls() {
                return Err(untrusted(host, "STARTTLS"));
            }
            connection.starttls(tls, &ours).map_err(|why| unreached(&why, server))?;
        }
        if !server.user.is_empty() {
            let password = password.ok_or_else(|| {
                Fault::theirs("sending.password", &[("user", &server.user), ("host", host)])
            })?;
            let credentials = Credentials::new(server.user.clone(), password.to_owned());
            connection.auth(DEFAULT_MECHANISMS, &credentials).map_err(|why| {
                let params = [("user", &*server.user), ("host", host), ("why", &said(&why))];
                Fault::theirs("sending.login", &params)
            })?;
        }
        Ok(Self(connection))
    }

    /// Hands a message over, to the byte, for one recipient.
    pub(crate) fn send(
        &mut self,
        from: &Address,
        to: &Address,
        message: &[u8],
    ) -> Result<(), Fault> {
        let international = !AsRef::<str>::as_ref(to).is_ascii()
            && self.0.server_info().supports_feature(Extension::SmtpUtfEight);
        let parameters = if international { vec![MailParameter::SmtpUtfEight] } else { vec![] };
        let refused = |code: &'static str, address: &Address| {
            let address = address.to_string();
            move |why: Error| {
                let params = [("address", address.as_str()), ("why", &said(&why))];
                // 552 is about the size wherever it is said (RFC 5321, 4.2.2; RFC 1870).
                let heavy = why.status().is_some_and(|code| u16::from(code) == 552)
                    || said(&why).contains("5.3.4");
                Fault::theirs(if heavy { "sending.heavy" } else { code }, &params)
            }
        };
        let mail = Mail::new(Some(from.clone()), parameters);
        self.0.command(mail).map_err(refused("sending.sender", from))?;
        self.0.command(Rcpt::new(to.clone(), vec![])).map_err(refused("sending.recipient", to))?;
        self.0.command(Data).map_err(refused("sending.message", to))?;
        // The end of the last line is written by the one that ends the message: the server gets
        // every byte, and none more.
        let message = message.strip_suffix(b"\r\n").unwrap_or(message);
        self.0.message(message).map_err(refused("sending.message", to))?;
        Ok(())
    }

    /// After a refusal: whether the server still listens.
    pub(crate) fn begin_again(&mut self) -> bool {
        self.0.command(Rset).is_ok()
    }

    pub(crate) fn end(mut self) {
        // All was taken: how it says good-bye changes nothing.
        self.0.quit().ok();
    }
}

/// Whether what is said to `host` leaves this machine by no wire. A name is not asked for: who
/// answers for it could be elsewhere.
fn is_of_this_machine(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost")
        || host.trim_matches(['[', ']']).parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
}

/// Who is trusted: those that browsers trust, and the authority of the house.
fn trusted(server: &MailServer) -> Result<TlsParameters, Fault> {
    let mut tls = TlsParameters::builder(server.host.clone());
    if !server.authority.is_empty() {
        let path = std::path::Path::new(&server.authority);
        let pem = fs::read(path).map_err(Fault::file(path))?;
        let unread = |_| Fault::theirs("sending.authority", &[("file", &server.authority)]);
        tls = tls.add_root_certificate(Certificate::from_pem(&pem).map_err(unread)?);
    }
    tls.build().map_err(|why| untrusted(&server.host, &said(&why)))
}

/// Why a server could not be spoken to.
fn unreached(why: &Error, server: &MailServer) -> Fault {
    let kind = kind_of(why);
    // rustls says what it holds against a certificate as data that is not valid.
    if why.is_tls() || kind == Some(io::ErrorKind::InvalidData) {
        return untrusted(&server.host, &said(why));
    }
    let port = server.port.to_string();
    let params = [("host", server.host.as_str()), ("port", &port), ("why", &said(why))];
    let code = match kind {
        Some(io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock) => "sending.silent",
        _ => "sending.refused",
    };
    Fault::theirs(code, &params)
}

fn untrusted(host: &str, why: &str) -> Fault {
    Fault::theirs("sending.tls", &[("host", host), ("why", why)])
}

fn kind_of(why: &Error) -> Option<io::ErrorKind> {
    Some(why.source()?.downcast_ref::<io::Error>()?.kind())
}

/// What the server said, or the system.
fn said(why: &Error) -> String {
    let words = why.source().map_or_else(|| why.to_string(), ToString::to_string);
    match why.status() {
        Some(code) => format!("{code} {words}"),
        None => words,
    }
}
