//! Cross-references (renvois): the words and the link that this edition gives each of them.

use newsroom::{CrossReference, DraftSlug, IssueDate, SlotRole, Visibility};

use super::Edition;
use crate::Composition;

/// Where a printed cross-reference leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Lead {
    /// To an article of this edition.
    Here(DraftSlug),
    /// To another issue.
    Address(String),
    /// Nowhere: the article is not in this edition, or nobody knows it.
    Nowhere,
}

/// The words that a reference from the article `from` to `article`, of the same issue, has in the
/// fullest edition; `None` when the issue has no such article.
pub fn words_here(
    composition: &Composition,
    article: &DraftSlug,
    from: &DraftSlug,
) -> Option<String> {
    let editions = &composition.proof().publication.editions;
    let fullest = editions.iter().find(|edition| !edition.open).or_else(|| editions.first())?;
    let edition = Edition::of(composition, &fullest.key)?;
    edition.place(article)?;
    Some(edition.here(article, article.as_str(), from).0)
}

impl Edition<'_> {
    /// The words and the link of a cross-reference that stands in `from`.
    pub(crate) fn cross_reference(
        &self,
        reference: Option<&CrossReference>,
        target: &str,
        label: Option<&str>,
        from: &DraftSlug,
    ) -> (String, Lead) {
        let own = self.proof().plan.date;
        let (words, lead) = match reference {
            None => (target.to_owned(), Lead::Nowhere),
            Some(CrossReference::Issue(day)) => (self.issue_words(*day), self.lead_to(*day, None)),
            Some(CrossReference::ArticleOf(day, article)) if *day != own => {
                (self.issue_words(*day), self.lead_to(*day, Some(article)))
            }
            Some(CrossReference::ArticleOf(_, article) | CrossReference::Here(article)) => {
                self.here(article, target, from)
            }
        };
        (label.map_or(words, str::to_owned), lead)
    }

    fn issue_words(&self, day: IssueDate) -> String {
        let publication = &self.proof().publication;
        let printed_on = self.proof().plan.date;
        CrossReference::issue_words(&publication.name, day, printed_on, publication.locale)
    }

    /// The link to another issue, if the archive knows it, and the article in it.
    fn lead_to(&self, day: IssueDate, article: Option<&DraftSlug>) -> Lead {
        let Some(issue) = self.proof().archive.get(&day) else { return Lead::Nowhere };
        let known = article.is_none_or(|article| issue.articles.contains_key(article));
        match self.address(day, article).filter(|_| known) {
            Some(address) => Lead::Address(address),
            None => Lead::Nowhere,
        }
    }

    /// A reference inside the issue: what it is, and on which side of the place it is made from.
    fn here(&self, article: &DraftSlug, target: &str, from: &DraftSlug) -> (String, Lead) {
        let place = self.place(article);
        let known = self.printed(article);
        let (Some(place), Some(known)) = (place, known) else {
            return (target.to_owned(), Lead::Nowhere);
        };
        let words = self.words();
        let (open, close) = self.proof().publication.house_style.typography.quotes();
        let headline = known.draft.headline.trim();
        let mut printed = match place.role {
            SlotRole::Dossier => words.read_dossier.to_owned(),
            SlotRole::Picture => words.see_picture.to_owned(),
            SlotRole::Figure => words.see_figure.to_owned(),
            SlotRole::Briefs => format!("{}{open}{headline}{close}", words.read_brief),
            _ => format!("{}{open}{headline}{close}", words.read_article),
        };
        if place.shows == Visibility::Hidden {
            printed.push_str(words.gated);
            return (printed, Lead::Nowhere);
        }
        let rank = self.place(from).map_or(0, |from| from.rank);
        printed.push_str(if place.rank > rank { words.below } else { words.above });
        let lead = if article == from { Lead::Nowhere } else { Lead::Here(article.clone()) };
        (printed, lead)
    }
}
