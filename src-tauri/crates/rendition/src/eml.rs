//! The `.eml`: the mail as it is sent, text and HTML, to the octet the same each time.

mod quoted_printable;

use mail_builder::{
    MessageBuilder,
    headers::{
        address::Address, content_type::ContentType, date::Date, message_id::MessageId, raw::Raw,
        text::Text,
    },
    mime::MimePart,
};
use newsroom::{EditionKey, IssueDate, Publication};

use crate::{
    Composition,
    edition::Edition,
    html::address,
    page::{Medium, Scope, page},
};

/// The mail of an edition; `None` when the publication makes no such edition.
pub fn eml(composition: &Composition, key: &EditionKey) -> Option<Vec<u8>> {
    let body = |medium| page(composition, key, medium, &Scope::Issue).map(|page| page.contents());
    mail(composition, key, &body(Medium::Text)?, &body(Medium::Email)?)
}

/// The mail of an edition whose two parts are written already.
pub(crate) fn mail(
    composition: &Composition,
    key: &EditionKey,
    text: &str,
    html: &str,
) -> Option<Vec<u8>> {
    let edition = Edition::of(composition, key)?;
    let proof = edition.proof();
    let publication = &proof.publication;
    let day = proof.plan.date;
    let host = host(publication);
    let (name, sender) = match &publication.sender {
        Some(sender) => (one_line(&sender.name), one_line(&sender.address)),
        None => (one_line(&publication.name), format!("redaction@{host}")),
    };
    let boundary = boundary(text, html);
    let tag = publication.locale.tag();
    let parts = vec![part("text/plain", text), part("text/html", html)];
    let alternative = ContentType::new("multipart/alternative").attribute("boundary", boundary);
    let mut message = MessageBuilder::new()
        .from(Address::new_address(Some(name), sender))
        .subject(one_line(edition.subject()))
        .date(Date { date: morning(day) })
        .message_id(MessageId::new(format!("{day}.{key}@{host}")))
        .header("Content-Language", Text::new(tag))
        .header("List-Id", Raw::new(format!("<{key}.{host}>")))
        .header("Auto-Submitted", Raw::new("auto-generated"));
    // A service that fills in where to leave writes these headers itself.
    let leave = edition.unsubscribe().filter(|to| address::is_web(to) || is_mailbox(to));
    if let Some(leave) = leave {
        let one_click = leave.starts_with("https://");
        message = message.header("List-Unsubscribe", Raw::new(format!("<{leave}>")));
        if one_click {
            message =
                message.header("List-Unsubscribe-Post", Raw::new("List-Unsubscribe=One-Click"));
        }
    }
    let mut out = Vec::with_capacity(text.len() + html.len() * 5 / 4);
    message.body(MimePart::new(alternative, parts)).serialize(&mut out);
    Some(out)
}

fn is_mailbox(to: &str) -> bool {
    to.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("mailto:"))
}

/// `words` as they travel.
pub(crate) fn encoded(words: &str) -> Vec<u8> {
    quoted_printable::encode(words)
}

fn part(kind: &'static str, words: &str) -> MimePart<'static> {
    let kind = ContentType::new(kind).attribute("charset", "utf-8");
    MimePart::new(kind, encoded(words)).transfer_encoding("quoted-printable")
}

/// A boundary that the contents alone decide, and that quoted-printable can never contain.
fn boundary(text: &str, html: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(text.as_bytes()).update(html.as_bytes());
    format!("=_{}", &hasher.finalize().to_hex()[..32])
}

/// The host of the publication's web site, else the one of its sender.
fn host(publication: &Publication) -> String {
    let web = address::host(publication.base_url.trim()).filter(|host| !host.is_empty());
    let mail = || publication.sender.as_ref().and_then(|sender| sender.address.split_once('@'));
    web.or_else(|| mail().map(|(_, host)| host.trim())).unwrap_or("localhost").to_owned()
}

/// A header is one line: what could begin another is left out.
fn one_line(words: &str) -> String {
    words.split(char::is_control).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Six o'clock, universal time, on the day of the issue, in seconds since 1970.
fn morning(day: IssueDate) -> i64 {
    let date = day.day();
    // Days since 1 March 0000, so that the leap day ends its year.
    let (year, month) = (i64::from(date.year()), i64::from(date.month()));
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = year * 365 + year.div_euclid(4) - year.div_euclid(100)
        + year.div_euclid(400)
        + (153 * month + 2) / 5
        + i64::from(date.day())
        - 1;
    const MARCH_0000_TO_1970: i64 = 719_468;
    (days - MARCH_0000_TO_1970) * 86_400 + 6 * 3600
}
