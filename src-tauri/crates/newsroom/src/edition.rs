//! Editions: an issue for one audience, computed from the one issue.

use std::{fmt, str::FromStr};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::InvalidKey;

/// The name of an edition: `public`, `subscribers`, or another that the publication defines.
#[derive(
    Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(try_from = "String", into = "String")]
#[ts(type = "string")]
#[schemars(with = "String")]
pub struct EditionKey(String);

impl EditionKey {
    /// The edition that anyone may read.
    pub fn public() -> Self {
        Self("public".into())
    }

    /// The edition of those who pay.
    pub fn subscribers() -> Self {
        Self("subscribers".into())
    }

    /// The key as text; it also names the folder of the edition's files.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for EditionKey {
    type Error = InvalidKey;

    fn try_from(s: String) -> Result<Self, Self::Error> {
        let fits = (1..=40).contains(&s.len())
            && s.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && !s.starts_with('-');
        if fits { Ok(Self(s)) } else { Err(InvalidKey(s)) }
    }
}

impl FromStr for EditionKey {
    type Err = InvalidKey;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        s.to_owned().try_into()
    }
}

impl From<EditionKey> for String {
    fn from(key: EditionKey) -> Self {
        key.0
    }
}

impl fmt::Display for EditionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An edition that a publication makes of each issue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EditionPlan {
    /// Its name.
    pub key: EditionKey,
    /// What the interface calls it.
    pub name: String,
    /// Whether anyone may read it. Reserved text never enters an open edition.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub open: bool,
}

/// How much of an article an edition shows.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Visibility {
    /// All of it.
    #[default]
    Full,
    /// Up to the cut that its text marks.
    Cut,
    /// Its headline and standfirst.
    Teaser,
    /// Nothing; the subscribers-only teaser may name it.
    Hidden,
}
