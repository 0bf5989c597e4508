//! Where the pieces of an edition are set down: on the one page of an issue, on a page of their
//! own, or in a feed. That decides where links between them lead and how deep a headline is.

use newsroom::{DraftSlug, SlotRole};

/// The ground that a rendition stands on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ground {
    /// The level of an article's headline.
    pub(crate) level: usize,
    /// What stands before the name of a print.
    pub(crate) pictures: String,
    /// What stands before the name of an article's page; `None` when articles have none.
    pub(crate) pages: Option<String>,
    /// Whether the articles of the issue stand on this very page, each under its anchor.
    pub(crate) whole: bool,
}

impl Default for Ground {
    /// The one page of an issue.
    fn default() -> Self {
        Self { level: 2, pictures: "pictures/".into(), pages: None, whole: true }
    }
}

impl Ground {
    /// The page of an issue, on a site where articles have pages of their own, too.
    pub(crate) fn issue() -> Self {
        Self { pages: Some(String::new()), ..Self::default() }
    }

    /// The page of an article.
    pub(crate) fn article() -> Self {
        Self { level: 1, pages: Some(String::new()), whole: false, ..Self::default() }
    }

    /// An entry of a feed, read far from the site whose issue is at `address`.
    pub(crate) fn feed(address: &str) -> Self {
        Self {
            level: 2,
            pictures: format!("{address}pictures/"),
            pages: Some(address.to_owned()),
            whole: false,
        }
    }
}

/// The name of an article's page, beside the page of its issue. One name is taken.
pub(crate) fn page_name(slug: &DraftSlug) -> String {
    match slug.as_str() {
        "index" => "article-index.html".to_owned(),
        slug => format!("{slug}.html"),
    }
}

/// Whether articles of a slot have pages of their own: a brief is read among its like.
pub(crate) fn has_page(role: SlotRole) -> bool {
    matches!(
        role,
        SlotRole::Lead | SlotRole::Story | SlotRole::Dossier | SlotRole::Picture | SlotRole::Figure
    )
}
