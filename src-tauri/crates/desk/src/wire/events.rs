//! What the desk tells without being asked.

use newsroom::{DraftId, IssueDate};
use serde::Serialize;
use ts_rs::TS;

use super::{drafts::DraftSummary, imports::ImportReport};
use crate::Fault;

/// An event.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// A draft's text changed; an editor that shows it pulls.
    DraftChanged {
        /// Which.
        draft: DraftId,
        /// The version it is at.
        version: u32,
    },
    /// What is remarked on a draft changed, though its words did not.
    RemarksChanged {
        /// Which.
        draft: DraftId,
    },
    /// The lexicon or the archive knows other words: what is remarked on any draft may change.
    LexiconChanged,
    /// The list of drafts changed in many places, or lost some.
    DraftsChanged,
    /// What a list says of one draft changed, or it is new there.
    DraftListed {
        /// What the list says now.
        summary: DraftSummary,
    },
    /// A note beside a draft changed.
    MarginChanged {
        /// Which draft.
        draft: DraftId,
    },
    /// An issue changed.
    IssueChanged {
        /// Its day.
        date: IssueDate,
    },
    /// The pictures of the newsroom, or what is known of them, changed.
    PicturesChanged,
    /// The settings changed.
    NewsroomChanged,
    /// Files of the inbox were imported.
    InboxImported {
        /// What they gave.
        report: ImportReport,
    },
    /// A file of the inbox could not be imported, and waits there.
    InboxRefused {
        /// The file's name.
        file: String,
        /// Why.
        fault: Fault,
    },
}
