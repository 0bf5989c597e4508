//! The fields that the chief writes in around the articles: a remark names the one that it is
//! about, and is mended there.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    Decisions, DraftSlug, EditionKey, Epigraph, IllustrationKey, IssuePlan, OverrideFields,
    PlanChange, SummaryItem,
};

/// A field that holds words of an issue, and is no article's own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(tag = "field", rename_all = "snake_case")]
pub enum IssueField {
    /// Titre du numéro.
    Title,
    /// Objet.
    Subject,
    /// Préheader.
    Preheader,
    /// Salutation.
    Greeting,
    /// A line of the summary.
    Summary {
        /// Its rank.
        at: usize,
    },
    /// The quotation.
    Epigraph,
    /// Who said it.
    EpigraphAuthor,
    /// Where.
    EpigraphSource,
    /// A line of the subscribers-only teaser.
    Teaser {
        /// Its rank.
        at: usize,
    },
    /// The team of the masthead.
    Team,
    /// The title of a group of briefs.
    Group {
        /// Its slot.
        slot: usize,
    },
    /// What is printed instead of an article's headline.
    Headline {
        /// Which article.
        article: DraftSlug,
        /// In one edition; in the whole issue when none is named.
        edition: Option<EditionKey>,
    },
    /// What is printed instead of an article's standfirst.
    Standfirst {
        /// Which article.
        article: DraftSlug,
        /// In one edition; in the whole issue when none is named.
        edition: Option<EditionKey>,
    },
    /// What is printed instead of an article's byline.
    Byline {
        /// Which article.
        article: DraftSlug,
        /// In one edition; in the whole issue when none is named.
        edition: Option<EditionKey>,
    },
    /// What a picture says to those who cannot see it.
    Alt {
        /// The picture.
        picture: IllustrationKey,
    },
    /// The words under a picture.
    Caption {
        /// The picture.
        picture: IllustrationKey,
    },
    /// Whose picture it is.
    Credit {
        /// The picture.
        picture: IllustrationKey,
    },
}

impl IssueField {
    /// The stable word of its sort; its label is `field.<name>` in the message files.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Subject => "subject",
            Self::Preheader => "preheader",
            Self::Greeting => "greeting",
            Self::Summary { .. } => "summary",
            Self::Epigraph => "epigraph",
            Self::EpigraphAuthor => "epigraph_author",
            Self::EpigraphSource => "epigraph_source",
            Self::Teaser { .. } => "teaser",
            Self::Team => "team",
            Self::Group { .. } => "group",
            Self::Headline { .. } => "headline",
            Self::Standfirst { .. } => "standfirst",
            Self::Byline { .. } => "byline",
            Self::Alt { .. } => "alt",
            Self::Caption { .. } => "caption",
            Self::Credit { .. } => "credit",
        }
    }

    /// The article that it stands in the place of words of.
    pub fn article(&self) -> Option<&DraftSlug> {
        match self {
            Self::Headline { article, .. }
            | Self::Standfirst { article, .. }
            | Self::Byline { article, .. } => Some(article),
            _ => None,
        }
    }

    /// What `plan` decides in words. What it leaves to be computed is not there.
    pub fn decided(plan: &IssuePlan) -> Vec<(Self, &str)> {
        let mut fields = vec![
            (Self::Title, plan.title.as_str()),
            (Self::Subject, &plan.subject),
            (Self::Preheader, &plan.preheader),
        ];
        let items = |items: &'_ [SummaryItem]| 0..items.len();
        fields.extend(
            items(&plan.summary).map(|at| (Self::Summary { at }, plan.summary[at].text.as_str())),
        );
        fields.push((Self::Greeting, &plan.greeting));
        if let Some(Epigraph { text, author, source }) = &plan.epigraph {
            fields.extend([
                (Self::Epigraph, text.as_str()),
                (Self::EpigraphAuthor, author),
                (Self::EpigraphSource, source),
            ]);
        }
        let slots = plan.line_up.slots().iter().enumerate();
        fields.extend(slots.map(|(slot, it)| (Self::Group { slot }, it.title.as_str())));
        for it in &plan.overrides {
            let (article, edition) = (&it.article, &it.edition);
            let of = || (article.clone(), edition.clone());
            let ((article, edition), words) = (of(), it.headline.as_str());
            fields.push((Self::Headline { article, edition }, words));
            let ((article, edition), words) = (of(), it.standfirst.as_str());
            fields.push((Self::Standfirst { article, edition }, words));
            let ((article, edition), words) = (of(), it.byline.as_str());
            fields.push((Self::Byline { article, edition }, words));
        }
        fields.extend(
            items(&plan.teaser).map(|at| (Self::Teaser { at }, plan.teaser[at].text.as_str())),
        );
        fields.push((Self::Team, &plan.team));
        fields.retain(|(_, words)| !words.trim().is_empty());
        fields
    }

    /// The change that writes `words` in it; none when it is no field of `plan`.
    pub fn writing(&self, plan: &IssuePlan, words: String) -> Option<PlanChange> {
        let decide = |fields| Some(PlanChange::Decide { fields });
        let words = Some(words);
        match self.clone() {
            Self::Title => decide(Decisions { title: words, ..Decisions::default() }),
            Self::Subject => decide(Decisions { subject: words, ..Decisions::default() }),
            Self::Preheader => decide(Decisions { preheader: words, ..Decisions::default() }),
            Self::Greeting => decide(Decisions { greeting: words, ..Decisions::default() }),
            Self::Team => decide(Decisions { team: words, ..Decisions::default() }),
            Self::Summary { at } => {
                Some(PlanChange::Summary { items: written(&plan.summary, at, words?)? })
            }
            Self::Teaser { at } => {
                Some(PlanChange::Teaser { items: written(&plan.teaser, at, words?)? })
            }
            Self::Epigraph | Self::EpigraphAuthor | Self::EpigraphSource => {
                let mut epigraph = plan.epigraph.clone()?;
                match self {
                    Self::EpigraphAuthor => epigraph.author = words?,
                    Self::EpigraphSource => epigraph.source = words?,
                    _ => epigraph.text = words?,
                }
                Some(PlanChange::Epigraph { epigraph: Some(epigraph) })
            }
            Self::Group { slot } => Some(PlanChange::GroupTitle { slot, title: words? }),
            Self::Headline { article, edition } => {
                let fields = OverrideFields { headline: words, ..OverrideFields::default() };
                Some(PlanChange::Override { article, edition, fields })
            }
            Self::Standfirst { article, edition } => {
                let fields = OverrideFields { standfirst: words, ..OverrideFields::default() };
                Some(PlanChange::Override { article, edition, fields })
            }
            Self::Byline { article, edition } => {
                let fields = OverrideFields { byline: words, ..OverrideFields::default() };
                Some(PlanChange::Override { article, edition, fields })
            }
            Self::Alt { .. } | Self::Caption { .. } | Self::Credit { .. } => None,
        }
    }
}

/// `items` with other words at a rank.
fn written(items: &[SummaryItem], at: usize, words: String) -> Option<Vec<SummaryItem>> {
    let mut items = items.to_vec();
    items.get_mut(at)?.text = words;
    Some(items)
}
