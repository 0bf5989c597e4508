//! The proof (bon à tirer): everything that printing an issue needs, in one value.
//!
//! Every rendition is a pure function of a proof. An open issue's proof is pulled anew from the
//! store; a closed issue's is frozen, and its hash is what the chief signed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    Article, Author, AuthorKey, DraftSlug, Illustration, IllustrationKey, IssueDate, IssuePlan,
    Publication,
};

/// What a cross-reference may say of an article of another issue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchivedArticle {
    /// Its headline.
    pub headline: String,
}

/// What a cross-reference may say of another issue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchivedIssue {
    /// Its title.
    pub title: String,
    /// Its articles.
    pub articles: BTreeMap<DraftSlug, ArchivedArticle>,
}

/// An article of the archive, as "latest articles" lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LatestArticle {
    /// Its issue.
    pub date: IssueDate,
    /// Its anchor there.
    pub slug: DraftSlug,
    /// Its headline.
    pub headline: String,
}

/// Everything that printing an issue needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// The settings.
    pub publication: Publication,
    /// The plan.
    pub plan: IssuePlan,
    /// Every article of the line-up, by slug.
    pub articles: BTreeMap<DraftSlug, Article>,
    /// Every author that the articles or the pictures name.
    pub authors: BTreeMap<AuthorKey, Author>,
    /// Every illustration that the articles name.
    pub illustrations: BTreeMap<IllustrationKey, Illustration>,
    /// The issues that cross-references point to, as far as the archive knows them.
    pub archive: BTreeMap<IssueDate, ArchivedIssue>,
    /// The latest articles of the archive before this issue, newest first; none of them was
    /// hidden from the open edition.
    pub latest: Vec<LatestArticle>,
}
