//! What the house decides once for all its issues, and who signs in them.

use newsroom::{AuthorKey, CalloutType, Profile};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The settings of the publication that have no desk of their own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HouseSettings {
    /// Its name.
    pub name: String,
    /// Its motto.
    pub motto: String,
    /// The team, as the masthead prints it.
    pub team: String,
    /// The legal notice, as the masthead prints it.
    pub legal: String,
    /// Where its issues stand on the web; empty for nowhere.
    pub base_url: String,
    /// Where a reader subscribes; empty for nowhere.
    pub subscribe_url: String,
    /// Where a reader leaves the list: an address, or the placeholder of the e-mail service.
    pub unsubscribe_url: String,
    /// The name that inboxes show.
    pub sender_name: String,
    /// The address that the mail comes from; empty for none.
    pub sender_address: String,
    /// The dateline greeting; `{publication}` and `{date}` are computed.
    pub greeting: String,
    /// The words of a brief's link.
    pub read_more: String,
    /// What stands between a brief's title and its text.
    pub brief_separator: String,
    /// The school of spacing.
    pub typography: Profile,
    /// Whether a quotation within a quotation keeps guillemets.
    pub nested_guillemets: bool,
    /// Whether a plain space stands before *millions*.
    pub free_millions: bool,
    /// How long a headline may be, in signs.
    pub headline_signs: u32,
    /// How long a standfirst may be, in signs.
    pub standfirst_signs: u32,
    /// What a writer puts where something is still to be done.
    pub to_do: Vec<String>,
    /// The callouts, in the order of the menus; a new one has no key yet.
    pub callouts: Vec<CalloutType>,
}

/// Keeps the record of someone who signs.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SaveAuthor {
    /// Whose it is; none for somebody new.
    pub key: Option<AuthorKey>,
    /// Full name, as a byline prints it.
    pub name: String,
    /// Initials as this person wants them.
    pub initials: String,
    /// One or two sentences printed at the foot of the issues that this person signs.
    pub bio: String,
}
