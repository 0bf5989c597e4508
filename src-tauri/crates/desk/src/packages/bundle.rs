//! The issue as data: `issue.json`, for a pipeline of one's own. Its JSON Schema is published.

use std::collections::BTreeMap;

use newsroom::{Author, DraftSlug, IllustrationKey, IssueDate, Passport, Publication};
use rendition::Composition;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    Desk, Fault,
    issue_folder::{ArticleMatter, IssueFile},
};

/// `issue.json`: what an issue folder says, in one document.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct IssueData {
    /// BLAKE3 of the proof.
    pub(crate) proof: String,
    /// The settings of the newsletter.
    pub(crate) publication: Publication,
    /// Those who sign.
    pub(crate) authors: Vec<Author>,
    /// The issue and its line-up.
    pub(crate) issue: IssueFile,
    /// Its articles, by slug.
    pub(crate) articles: BTreeMap<DraftSlug, ArticleData>,
    /// The passports of its pictures, by name; the originals are in `folder/pictures`.
    pub(crate) pictures: BTreeMap<IllustrationKey, Passport>,
}

/// An article of `issue.json`.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ArticleData {
    /// What stands above its text.
    pub(crate) record: ArticleMatter,
    /// Its Markdown.
    pub(crate) text: String,
}

impl IssueData {
    pub(super) fn of(
        desk: &Desk,
        composition: &Composition,
        date: IssueDate,
        hash: &str,
    ) -> Result<Self, Fault> {
        let proof = composition.proof();
        let articles = proof.articles.iter().map(|(slug, article)| {
            let record = ArticleMatter::from(article.draft.clone());
            (slug.clone(), ArticleData { record, text: article.text.clone() })
        });
        let pictures = proof.illustrations.iter();
        Ok(Self {
            proof: hash.to_owned(),
            publication: proof.publication.clone(),
            authors: proof.authors.values().cloned().collect(),
            issue: IssueFile::of(&proof.plan, desk.issue(date)?.state()),
            articles: articles.collect(),
            pictures: pictures.map(|(key, it)| (key.clone(), it.passport())).collect(),
        })
    }
}
