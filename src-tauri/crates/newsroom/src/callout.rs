//! Callouts (encadrés): the labelled blocks that a publication registers.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A kind of callout of one publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CalloutType {
    /// What a text writes: `> [!filigrane]`.
    pub key: String,
    /// What readers see: *En filigrane*.
    pub label: String,
}

/// The callouts of a publication, in the order its menus show them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(transparent)]
pub struct CalloutRegistry(pub Vec<CalloutType>);

impl CalloutRegistry {
    /// The label of `key`, if the publication registered it; case does not matter.
    pub fn label(&self, key: &str) -> Option<&str> {
        let key = key.to_lowercase();
        self.0.iter().find(|callout| callout.key == key).map(|callout| callout.label.as_str())
    }
}
