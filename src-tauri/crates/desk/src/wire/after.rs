//! After the closing: corrections, errata, and the ledger of what issues said to watch.

use newsroom::{
    ArticleKind, AuthorKey, CorrectionLevel, DraftId, DraftSlug, IllustrationKey, IssueDate,
    WatchState,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An article as readers have it now, to be corrected.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
pub struct ReadPublished {
    /// The article.
    pub draft: DraftId,
}

/// An article as readers have it now.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PublishedArticle {
    /// The issue that published it.
    pub issue: IssueDate,
    /// Its slug.
    pub slug: DraftSlug,
    /// Which version this is, from 1.
    pub version: u32,
    /// What sort of piece it is.
    pub kind: ArticleKind,
    /// Its words and its picture.
    pub now: Correctable,
    /// Its pictures of which the library says something else than readers see.
    pub pictures: Vec<PictureChange>,
    /// What was corrected before, the first first.
    pub corrections: Vec<CorrectionView>,
}

/// What a correction may change of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Correctable {
    /// Surtitre.
    pub kicker: String,
    /// Its headline.
    pub headline: String,
    /// Its standfirst.
    pub standfirst: String,
    /// Its Markdown.
    pub text: String,
    /// Who signs, in order.
    pub authors: Vec<AuthorKey>,
    /// The illustration at its head.
    pub illustration: Option<IllustrationKey>,
    /// For a picture or a figure of the day, its source line.
    pub source: String,
}

/// A picture of a published article whose passport changed since.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct PictureChange {
    /// The picture.
    pub key: IllustrationKey,
    /// What readers see of it.
    pub printed: PictureWords,
    /// What the library says.
    pub now: PictureWords,
}

/// What readers see of a picture besides itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct PictureWords {
    /// Its caption.
    pub caption: String,
    /// Its credit, as it is printed.
    pub credit: String,
    /// Its alternative text.
    pub alt: String,
}

/// A correction that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct CorrectionView {
    /// The issue.
    pub issue: IssueDate,
    /// The article.
    pub slug: DraftSlug,
    /// Its headline.
    pub headline: String,
    /// Which version of the article it makes.
    pub version: u32,
    /// How grave what is corrected was.
    pub level: CorrectionLevel,
    /// What readers are told.
    pub note: String,
    /// Who corrected.
    pub who: String,
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// What became of its erratum.
    pub erratum: ErratumState,
    /// The issue that prints the erratum.
    pub printed_in: Option<IssueDate>,
}

/// What became of an erratum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum ErratumState {
    /// Nobody decided yet.
    Offered,
    /// An issue prints it.
    Printed,
    /// It was declined.
    Declined,
}

/// Corrects a published article.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct CorrectArticle {
    /// The article.
    pub draft: DraftId,
    /// How grave what is corrected was.
    pub level: CorrectionLevel,
    /// What readers are told.
    pub note: String,
    /// The article, as it now reads.
    pub now: Correctable,
    /// Whether its pictures are printed with what the library now says of them.
    pub pictures: bool,
}

/// Names one erratum.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SettleErratum {
    /// The issue of the corrected article.
    pub issue: IssueDate,
    /// The article.
    pub slug: DraftSlug,
    /// The version that the correction made.
    pub version: u32,
    /// The issue that prints it; none declines it.
    pub into: Option<IssueDate>,
}

/// Something that an issue said to watch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct WatchItem {
    /// The issue.
    pub issue: IssueDate,
    /// The article.
    pub slug: DraftSlug,
    /// The article's headline.
    pub headline: String,
    /// Its draft.
    pub draft: DraftId,
    /// The fingerprint of its words.
    pub mark: String,
    /// Its own short title, often empty.
    pub title: String,
    /// Its words.
    pub words: String,
    /// What became of it.
    pub state: WatchState,
    /// The day to look again: the one set by a person, else the one that its words name.
    pub due: Option<IssueDate>,
    /// Whether a person set that day.
    pub set: bool,
    /// Whether that day has come, for the issue in preparation.
    pub is_due: bool,
    /// The issue that took it up again.
    pub followed_in: Option<IssueDate>,
    /// Who decided last.
    pub who: String,
}

/// Decides of an item of the ledger.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct DecideWatch {
    /// The issue.
    pub issue: IssueDate,
    /// The article.
    pub slug: DraftSlug,
    /// The fingerprint of its words.
    pub mark: String,
    /// Its state from now on.
    pub state: WatchState,
    /// The day to look again, as a person sets it.
    pub due: Option<IssueDate>,
}

/// Takes an item of the ledger up again in an issue in preparation.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct FollowWatch {
    /// The issue that said to watch it.
    pub issue: IssueDate,
    /// The article.
    pub slug: DraftSlug,
    /// The fingerprint of its words.
    pub mark: String,
    /// The issue that takes it up.
    pub into: IssueDate,
}
