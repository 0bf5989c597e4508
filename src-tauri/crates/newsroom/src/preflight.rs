//! What a publication decides about the rules of the preflight.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How grave a publication takes a breach of a rule to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Nobody looks.
    Off,
    /// To be mended, or accepted by name.
    Warning,
    /// Blocks the closing.
    Error,
}

/// A rule that a publication takes otherwise than Marbre does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleChoice {
    /// How grave it is here.
    pub level: Level,
    /// Why; never empty, since who comes next will ask.
    pub reason: String,
    /// Who decided it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub who: String,
}
