//! Drafts (papiers): a piece of writing, until an issue publishes it.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{AuthorKey, DraftId, DraftSlug, IllustrationKey, IssueDate, LanguageTag};

/// What sort of piece it is (genre).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum ArticleKind {
    /// An article of the day.
    #[default]
    Story,
    /// The long form.
    Dossier,
    /// A few lines in the group of briefs.
    Brief,
    /// The picture of the day.
    Picture,
    /// The figure of the day.
    Figure,
}

/// How far a draft is (état).
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    TS,
    JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum DraftState {
    /// Pitched: idée.
    Idea,
    /// Being written: en cours.
    #[default]
    Writing,
    /// To be read: à relire.
    ToReview,
    /// Read: relu.
    Reviewed,
    /// May be printed: prêt.
    Ready,
    /// Printed: publié; its text no longer changes.
    Published,
    /// Given up: écarté.
    Spiked,
}

/// Every state, in the order of the work, with the word the database and the interface use.
pub const STATES: [(DraftState, &str); 7] = [
    (DraftState::Idea, "idea"),
    (DraftState::Writing, "writing"),
    (DraftState::ToReview, "to_review"),
    (DraftState::Reviewed, "reviewed"),
    (DraftState::Ready, "ready"),
    (DraftState::Published, "published"),
    (DraftState::Spiked, "spiked"),
];

impl DraftState {
    /// The word of [`STATES`].
    pub fn word(self) -> &'static str {
        STATES.iter().find(|(state, _)| *state == self).map_or("", |(_, word)| word)
    }
}

impl fmt::Display for DraftState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// Where an imported draft came from, kept whole so that nothing of it is lost.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// The file's name at import, without its folder.
    pub file: String,
    /// Its front matter, verbatim.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub front_matter: String,
}

/// A draft: everything of a piece but its text, which lives beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Draft {
    /// Its identity.
    pub id: DraftId,
    /// The name of its file and of its anchor.
    pub slug: DraftSlug,
    /// What sort of piece it is.
    pub kind: ArticleKind,
    /// How far it is.
    pub state: DraftState,
    /// The language it is written in.
    pub language: LanguageTag,
    /// Surtitre.
    pub kicker: String,
    /// Titre.
    pub headline: String,
    /// Chapeau.
    pub standfirst: String,
    /// For a brief, the word of it that the group's title takes.
    pub keyword: String,
    /// Who signs, in order.
    pub authors: Vec<AuthorKey>,
    /// The illustration printed with it.
    pub illustration: Option<IllustrationKey>,
    /// For a brief, where "read more" leads; for an imported piece, where it first stood.
    pub link: String,
    /// For a picture or a figure of the day, its source line.
    pub source: String,
    /// The day its front matter or its issue gives it.
    pub date: Option<IssueDate>,
    /// Keywords of the archive.
    pub tags: Vec<String>,
    /// Where it was imported from.
    pub origin: Option<Origin>,
}

impl Draft {
    /// A draft as it is founded: a headline, and all the rest to be written.
    pub fn begun(
        id: DraftId,
        slug: DraftSlug,
        kind: ArticleKind,
        language: LanguageTag,
        headline: String,
    ) -> Self {
        Self {
            id,
            slug,
            kind,
            state: DraftState::Writing,
            language,
            kicker: String::new(),
            headline,
            standfirst: String::new(),
            keyword: String::new(),
            authors: Vec::new(),
            illustration: None,
            link: String::new(),
            source: String::new(),
            date: None,
            tags: Vec::new(),
            origin: None,
        }
    }
}

/// A draft with its text, as an issue prints it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// The piece.
    pub draft: Draft,
    /// Its Markdown.
    pub text: String,
}
