//! Gestures: how a change of a text was made, so that it can be undone later.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How a change of a text was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Gesture {
    /// A step of its own.
    #[default]
    Own,
    /// More of the step before: one undoing takes both.
    Joined,
    /// It undid the last step that was not undone.
    Undo,
    /// It did again what was undone last.
    Redo,
    /// It brought back an earlier moment of the text.
    Restore,
}
