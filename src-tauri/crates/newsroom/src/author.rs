//! The people who sign.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::AuthorKey;

/// An author's record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Author {
    /// The record's name.
    pub key: AuthorKey,
    /// Full name, as a byline prints it.
    pub name: String,
    /// Initials as this person wants them ("M. de R."); short bylines and credits use them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub initials: String,
    /// One or two sentences printed at the foot of the issues this person signs.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub bio: String,
}

impl Author {
    /// The short signature: the initials, or the full name when none were given.
    pub fn short(&self) -> &str {
        if self.initials.is_empty() { &self.name } else { &self.initials }
    }
}
