//! The open newsroom, as the window shows it.

use newsroom::{ArticleKind, Author, Budget, IssueDate, Publication};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the window needs to know of the newsroom before it draws anything.
#[derive(Clone, Debug, Serialize, TS)]
pub struct NewsroomView {
    /// The folder that holds it.
    pub folder: String,
    /// Its settings.
    pub publication: Publication,
    /// How long the house has the lines around a text, whether it said so or not.
    pub limits: HouseLimits,
    /// How long texts usually are, by kind; a kind for which nothing is planned is left out.
    pub usual: Vec<(ArticleKind, Budget)>,
    /// Its authors, by name.
    pub authors: Vec<Author>,
    /// Who sits at this machine, by name; empty when nobody said.
    pub person: String,
    /// Today, by the clock of the desk.
    pub today: IssueDate,
    /// Where exports go unless told otherwise.
    pub export_folder: String,
    /// The folder whose new files are imported.
    pub inbox: String,
}

/// The longest lines that the house wants, in signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct HouseLimits {
    /// Of a headline.
    pub headline: u32,
    /// Of a standfirst.
    pub standfirst: u32,
}

/// Says who sits at this machine: everything from now on is done in this name.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SignAs {
    /// The name as it is signed; empty for nobody.
    pub name: String,
}
