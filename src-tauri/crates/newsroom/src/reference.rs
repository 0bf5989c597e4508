//! Cross-references (renvois): an object, whose printed words are computed.

use serde::{Deserialize, Serialize};

use crate::{DraftSlug, IssueDate, Language};

/// What `[[…]]` points to.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum CrossReference {
    /// An issue: `[[2025-01-15]]`.
    Issue(IssueDate),
    /// An article of an issue: `[[2025-01-15#export-puces]]`.
    ArticleOf(IssueDate, DraftSlug),
    /// An article of the same issue: `[[export-puces]]` or `[[#export-puces]]`.
    Here(DraftSlug),
}

impl CrossReference {
    /// Reads what stands between the brackets; `None` when it points to nothing that can be.
    pub fn read(target: &str) -> Option<Self> {
        let target = target.trim();
        match target.split_once('#') {
            Some(("", article)) => article.trim().parse().ok().map(Self::Here),
            Some((day, article)) => {
                let (day, article) = (day.trim().parse().ok()?, article.trim().parse().ok()?);
                Some(Self::ArticleOf(day, article))
            }
            None => match target.parse::<IssueDate>() {
                Ok(day) => Some(Self::Issue(day)),
                Err(_) => target.parse().ok().map(Self::Here),
            },
        }
    }

    /// The issue it points to, when it is not the one that prints it.
    pub fn issue(&self) -> Option<IssueDate> {
        match self {
            Self::Issue(day) | Self::ArticleOf(day, _) => Some(*day),
            Self::Here(_) => None,
        }
    }

    /// The words for an issue of `day`, printed in the issue of `printed_on`: the year is said
    /// if, and only if, it is not the printing issue's own (house rule).
    pub fn issue_words(
        publication: &str,
        day: IssueDate,
        printed_on: IssueDate,
        language: Language,
    ) -> String {
        let year = if day.year() == printed_on.year() {
            String::new()
        } else {
            format!(" {}", day.year())
        };
        let words = day.day_month(language);
        match language {
            Language::Fr => format!("lire {publication} du {words}{year}"),
            Language::En => format!("see {publication} of {words}{year}"),
        }
    }
}
