//! Exports.

use newsroom::{EditionKey, IssueDate, MailService};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What an export writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum ExportForm {
    /// `web/<edition>/index.html` and its pictures.
    Web,
    /// `email/<edition>.html` and `.eml`.
    Email,
    /// `text/<edition>.txt`.
    Text,
    /// `folder/`: the issue folder, everything in plain files.
    Folder,
}

/// Exports an issue.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct ExportIssue {
    /// Its day.
    pub date: IssueDate,
    /// The folder to write; the newsroom's own when none is given.
    pub to: Option<String>,
    /// The editions; all when none is named.
    pub editions: Vec<EditionKey>,
    /// The forms; web, e-mail and text when none is named.
    pub forms: Vec<ExportForm>,
}

/// A file that an export wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExportedFile {
    /// Its path inside the export, with `/`.
    pub path: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// BLAKE3 of its bytes, in hexadecimal.
    pub hash: String,
}

/// What an export made.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ExportReport {
    /// The folder written.
    pub folder: String,
    /// The hash of the proof that was printed.
    pub proof: String,
    /// Every file but the manifest.
    pub files: Vec<ExportedFile>,
}

/// Chooses the service that sends the mail.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
pub struct ChooseMailService {
    /// The service.
    pub service: MailService,
}
