//! What the site of a publication says of itself: the legal notice, and where faults are told.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::IssueDate;

/// The fields of the legal notice that the law asks of a site (loi nº 2004-575 du 21 juin 2004,
/// LCEN, art. 1-1; loi nº 86-897 du 1er août 1986 for the press), and of its `security.txt`
/// (RFC 9116). A field without words is not printed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SiteSettings {
    /// Who publishes: name or company, legal form, capital, register number.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<_>")]
    pub publisher: String,
    /// The publisher's postal address.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<_>")]
    pub address: String,
    /// Telephone or e-mail by which the publisher is reached.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<_>")]
    pub contact: String,
    /// Directeur ou directrice de la publication.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<_>")]
    pub director: String,
    /// Who keeps the site: name, address and telephone of the host.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<_>")]
    pub host: String,
    /// International Standard Serial Number.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<_>")]
    pub issn: String,
    /// Number given by the commission paritaire des publications et agences de presse.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<_>")]
    pub cppap: String,
    /// Where a fault of the site is told: a `mailto:`, `tel:` or `https:` address.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<_>")]
    pub security: String,
    /// The day after which the address of `security` is no longer good; `security.txt` must say
    /// it, and is not written without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub security_expires: Option<IssueDate>,
}

impl SiteSettings {
    /// Whether nobody has said anything: it is then not written down, and proofs keep their hash.
    pub fn is_founded(&self) -> bool {
        *self == Self::default()
    }
}
