//! How the mail leaves: which service sends it, and what that service writes in each copy.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::EditionKey;

/// The service that sends the mail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum MailService {
    /// None that is known: the publication's own addresses are used.
    #[default]
    None,
    /// Brevo.
    Brevo,
    /// Mailchimp.
    Mailchimp,
    /// Mailjet.
    Mailjet,
    /// listmonk.
    Listmonk,
    /// Ghost.
    Ghost,
    /// MailChannels.
    Mailchannels,
}

/// What a service puts in place of its placeholders, and what it would take for one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Placeholders {
    /// The address to leave the list.
    pub unsubscribe: Option<&'static str>,
    /// The address of the mail as a web page.
    pub mirror: Option<&'static str>,
    /// The address where readers change what they receive.
    pub preferences: Option<&'static str>,
    /// The sender's postal address, in a page and in plain text.
    pub address: Option<[&'static str; 2]>,
    /// What begins a placeholder, at the least.
    pub openers: &'static [&'static str],
}

impl MailService {
    /// What it puts in each copy of a mail in French, or in another language.
    pub fn placeholders(self, french: bool) -> Placeholders {
        match self {
            Self::None => Placeholders::default(),
            Self::Brevo => Placeholders {
                unsubscribe: Some("{{ unsubscribe }}"),
                mirror: Some("{{ mirror }}"),
                preferences: Some("{{ update_profile }}"),
                address: None,
                openers: &["{{", "{%"],
            },
            Self::Mailchimp => Placeholders {
                unsubscribe: Some("*|UNSUB|*"),
                mirror: Some("*|ARCHIVE|*"),
                preferences: Some("*|UPDATE_PROFILE|*"),
                address: Some(["*|HTML:LIST_ADDRESS_HTML|*", "*|LIST:ADDRESSLINE|*"]),
                openers: &["*|"],
            },
            Self::Mailjet => Placeholders {
                unsubscribe: Some(if french { "[[UNSUB_LINK_FR]]" } else { "[[UNSUB_LINK_EN]]" }),
                mirror: Some("[[PERMALINK]]"),
                preferences: None,
                address: None,
                openers: &["[[", "{{", "{%"],
            },
            Self::Listmonk => Placeholders {
                unsubscribe: Some("{{ UnsubscribeURL }}"),
                mirror: Some("{{ MessageURL }}"),
                preferences: Some("{{ ManageURL }}"),
                address: None,
                openers: &["{{"],
            },
            Self::Ghost => Placeholders {
                unsubscribe: Some("%%{unsubscribe_url}%%"),
                mirror: None,
                preferences: None,
                address: None,
                openers: &["%%{", "%recipient"],
            },
            Self::Mailchannels => Placeholders {
                unsubscribe: Some("{{mc-unsubscribe-url}}"),
                mirror: None,
                preferences: None,
                address: None,
                openers: &["{{"],
            },
        }
    }
}

/// What the links to the publication's own site say of where they were followed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Utm {
    /// `utm_source`.
    pub source: String,
    /// `utm_medium`.
    #[serde(default = "email")]
    pub medium: String,
    /// `utm_campaign`; `{date}` and `{edition}` are computed.
    #[serde(default = "date")]
    pub campaign: String,
}

fn email() -> String {
    "email".into()
}

fn date() -> String {
    "{date}".into()
}

/// How a publication's mail leaves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Mailing {
    /// The service.
    pub service: MailService,
    /// The lists that get each edition, as the service numbers them.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub lists: BTreeMap<EditionKey, Vec<u32>>,
    /// What links to the publication's own site carry; nothing when it is not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub utm: Option<Utm>,
}

impl Mailing {
    /// Whether it is as founded.
    pub(crate) fn is_founded(&self) -> bool {
        *self == Self::default()
    }
}
