//! Overrides: what an issue, or one edition of it, prints instead of an article's own words and
//! picture. The article is left as it is.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Article, Draft, DraftSlug, EditionKey, IllustrationKey};

/// What is printed of an article instead of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Override {
    /// The article.
    pub article: DraftSlug,
    /// The one edition that it concerns; the whole issue when none is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edition: Option<EditionKey>,
    /// The headline; the article's own when empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub headline: String,
    /// The standfirst; the article's own when empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub standfirst: String,
    /// The signature; the article's own when empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub byline: String,
    /// The illustration; the article's own when none is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub illustration: Option<IllustrationKey>,
    /// Printed without an illustration at its head.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub bare: bool,
}

impl Override {
    /// An override that changes nothing yet.
    pub fn of(article: DraftSlug, edition: Option<EditionKey>) -> Self {
        Self {
            article,
            edition,
            headline: String::new(),
            standfirst: String::new(),
            byline: String::new(),
            illustration: None,
            bare: false,
        }
    }

    /// Whether it leaves the article as it is.
    pub fn is_idle(&self) -> bool {
        self.headline.trim().is_empty()
            && self.standfirst.trim().is_empty()
            && self.byline.trim().is_empty()
            && self.illustration.is_none()
            && !self.bare
    }

    /// `article` as it is printed under this override; the signature is a matter of the edition.
    #[must_use]
    pub fn applied(&self, article: &Article) -> Article {
        let mut article = article.clone();
        let draft = &mut article.draft;
        if !self.headline.is_empty() {
            self.headline.clone_into(&mut draft.headline);
        }
        if !self.standfirst.is_empty() {
            self.standfirst.clone_into(&mut draft.standfirst);
        }
        if self.bare || self.illustration.is_some() {
            draft.illustration.clone_from(&self.illustration);
        }
        article
    }

    /// Gives way to what a correction changed between `printed` and `corrected`.
    pub fn yield_to(&mut self, printed: &Draft, corrected: &Draft) {
        if printed.headline != corrected.headline {
            self.headline.clear();
        }
        if printed.standfirst != corrected.standfirst {
            self.standfirst.clear();
        }
        if printed.authors != corrected.authors {
            self.byline.clear();
        }
        if printed.illustration != corrected.illustration {
            (self.illustration, self.bare) = (None, false);
        }
    }

    /// Takes what `nearer` decides in the place of its own.
    pub(crate) fn take(&mut self, nearer: &Self) {
        fn words(place: &mut String, nearer: &str) {
            if !nearer.trim().is_empty() {
                nearer.trim().clone_into(place);
            }
        }
        words(&mut self.headline, &nearer.headline);
        words(&mut self.standfirst, &nearer.standfirst);
        words(&mut self.byline, &nearer.byline);
        if nearer.illustration.is_some() || nearer.bare {
            self.illustration.clone_from(&nearer.illustration);
            self.bare = nearer.bare;
        }
    }
}
