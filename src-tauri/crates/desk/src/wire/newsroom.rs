//! The open newsroom, as the window shows it.

use newsroom::{Author, IssueDate, Publication};
use serde::Serialize;
use ts_rs::TS;

/// What the window needs to know of the newsroom before it draws anything.
#[derive(Clone, Debug, Serialize, TS)]
pub struct NewsroomView {
    /// The folder that holds it.
    pub folder: String,
    /// Its settings.
    pub publication: Publication,
    /// Its authors, by name.
    pub authors: Vec<Author>,
    /// Today, by the clock of the desk.
    pub today: IssueDate,
    /// Where exports go unless told otherwise.
    pub export_folder: String,
    /// The folder whose new files are imported.
    pub inbox: String,
}
