//! Links that lead out of the program.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Asks what there is to know of an address before it is opened.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct LookAtLink {
    /// The address, as the page has it.
    pub address: String,
}

/// An address, as a person must see it before it is opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct LinkView {
    /// All of it, in the letters that the network knows.
    pub address: String,
    /// The site or the mail domain that it leads to, in the same letters.
    pub site: String,
    /// The site in letters of its own, when it has others: they may pass for those of another.
    pub letters: Option<String>,
    /// Whether `open_link` opens it; otherwise the browser that shows the interface does.
    pub opens: bool,
}

/// Opens an address outside the program, once a person has agreed.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct OpenLink {
    /// The address, as [`LinkView`] gave it.
    pub address: String,
}
