//! Editions: those that a publication makes, where they are cut, how two of them differ.

use newsroom::{DraftId, DraftSlug, EditionKey, EditionPlan, IssueDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The editions that the publication makes from now on.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SaveEditions {
    /// All of them, in order.
    pub editions: Vec<EditionPlan>,
}

/// Puts the cut of a text where a person is.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
pub struct CutHere {
    /// The draft.
    pub draft: DraftId,
    /// Where, in UTF-16 units of its text: the cut comes before the paragraph that holds it, or
    /// after it when it is at its end.
    pub at: u32,
}

/// Moves the cut of a text by paragraphs.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
pub struct ShiftCut {
    /// The draft.
    pub draft: DraftId,
    /// How many, upwards when negative.
    pub by: i32,
}

/// Puts the cut before a block of a preview.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
pub struct DragCut {
    /// Which preview.
    pub id: u32,
    /// Which section.
    pub section: u32,
    /// Which block of it; after the last when none is given.
    pub block: Option<u32>,
}

/// Where the cut of a text is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct CutPlace {
    /// Offset of the mark in the text, in UTF-16 units.
    pub at: u32,
}

/// Where the cuts of a preview's page are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct CutOnPage {
    /// Which section.
    pub section: u32,
    /// The block that it comes before; the section's end when there is none.
    pub block: u32,
}

/// Asks how two editions of an issue differ.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct CompareEditions {
    /// The issue.
    pub date: IssueDate,
    /// One edition.
    pub left: EditionKey,
    /// The other.
    pub right: EditionKey,
}

/// A section that two editions do not print alike.
#[derive(Clone, Debug, Serialize, TS)]
pub struct EditionDifference {
    /// The article it is, when it is one.
    pub article: Option<DraftSlug>,
    /// The draft of that article.
    pub draft: Option<DraftId>,
    /// The article's headline, or the role of a computed section.
    pub section: String,
    /// Whether `section` is a headline.
    pub headline: bool,
    /// The paragraphs that differ, side by side.
    pub rows: Vec<DifferentRow>,
    /// How many paragraphs are the same.
    pub same: u32,
}

/// Paragraphs that stand face to face.
#[derive(Clone, Debug, Serialize, TS)]
pub struct DifferentRow {
    /// In the one edition.
    pub left: Option<String>,
    /// In the other.
    pub right: Option<String>,
}
