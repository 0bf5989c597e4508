//! What the chief may do to a plan, one thing at a time: each gives another plan or changes
//! nothing, and never prints an article twice.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    AuthorKey, DraftSlug, EditionKey, Epigraph, IssuePlan, LatestChoice, LineUpError, Override,
    SlotRole, SummaryItem, TimeOfDay, Visibility,
};

/// One change of a plan. Slots and places are counted from 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum PlanChange {
    /// Adds an empty slot.
    AddSlot {
        /// Before which.
        at: usize,
        /// What it is for.
        role: SlotRole,
    },
    /// Takes a slot away; its articles leave the issue.
    RemoveSlot {
        /// Which.
        slot: usize,
    },
    /// Moves a slot.
    MoveSlot {
        /// Which.
        slot: usize,
        /// The rank that it takes.
        to: usize,
    },
    /// Puts an article in a slot, wherever it stood before.
    Put {
        /// Which.
        article: DraftSlug,
        /// In which slot.
        slot: usize,
        /// Its place among the articles of the slot.
        rank: usize,
    },
    /// Puts an article in a new slot, wherever it stood before.
    PutNew {
        /// Which.
        article: DraftSlug,
        /// Before which slot.
        at: usize,
        /// What the new slot is for.
        role: SlotRole,
    },
    /// Takes an article out of the issue.
    TakeOut {
        /// Which.
        article: DraftSlug,
    },
    /// Says what a slot is for.
    Role {
        /// Which.
        slot: usize,
        /// What it is for.
        role: SlotRole,
    },
    /// Gives a slot its length.
    Budget {
        /// Which.
        slot: usize,
        /// In signs; none takes it away.
        budget: Option<u32>,
    },
    /// Says how much an edition shows of a slot.
    Show {
        /// Which.
        slot: usize,
        /// To whom.
        edition: EditionKey,
        /// How much.
        visibility: Visibility,
    },
    /// Titles a group of briefs.
    GroupTitle {
        /// Which slot.
        slot: usize,
        /// Its title; the computed one when empty.
        title: String,
    },
    /// Prints something else than an article's own.
    Override {
        /// Which article.
        article: DraftSlug,
        /// In one edition; in the whole issue when none is named.
        edition: Option<EditionKey>,
        /// What.
        fields: OverrideFields,
    },
    /// Decides words around the articles.
    Decide {
        /// Which.
        fields: Decisions,
    },
    /// Decides the summary line; empty, it is computed.
    Summary {
        /// Its items.
        items: Vec<SummaryItem>,
    },
    /// Decides the subscribers-only teaser; empty, it is computed.
    Teaser {
        /// Its items.
        items: Vec<SummaryItem>,
    },
    /// Decides the epigraph.
    Epigraph {
        /// The quotation, if there is one.
        epigraph: Option<Epigraph>,
    },
    /// Decides whose bios are printed.
    Bios {
        /// Whose; those who sign when none is given.
        authors: Option<Vec<AuthorKey>>,
    },
    /// Decides the latest articles that are named.
    Latest {
        /// Which; the last of the archive when none is given.
        articles: Option<Vec<LatestChoice>>,
    },
    /// Decides when it is sent.
    SendTime {
        /// When; at the publication's hour when none is given.
        time: Option<TimeOfDay>,
    },
}

/// What an override changes. A field left out stays as it is; an empty one is the article's own
/// again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields)]
pub struct OverrideFields {
    /// Titre.
    pub headline: Option<String>,
    /// Chapeau.
    pub standfirst: Option<String>,
    /// Signature.
    pub byline: Option<String>,
    /// The illustration's name.
    pub illustration: Option<String>,
    /// Without an illustration.
    pub bare: Option<bool>,
}

/// Words that the chief decides. A field left out stays as it is; an empty one is computed again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields)]
pub struct Decisions {
    /// The title.
    pub title: Option<String>,
    /// The mail's subject.
    pub subject: Option<String>,
    /// What inboxes show beside it.
    pub preheader: Option<String>,
    /// The greeting.
    pub greeting: Option<String>,
    /// The team of the masthead.
    pub team: Option<String>,
}

impl PlanChange {
    /// Does it to `plan`, or changes nothing.
    pub fn apply(&self, plan: &mut IssuePlan) -> Result<(), LineUpError> {
        let line_up = &mut plan.line_up;
        match self.clone() {
            Self::AddSlot { at, role } => line_up.add(at, role),
            Self::RemoveSlot { slot } => {
                let out = line_up.remove(slot)?;
                out.iter().for_each(|article| plan.forget(article));
            }
            Self::MoveSlot { slot, to } => line_up.move_slot(slot, to)?,
            Self::Put { article, slot, rank } => line_up.put(article, slot, rank)?,
            Self::PutNew { article, at, role } => line_up.put_new(article, at, role)?,
            Self::TakeOut { article } => {
                line_up.take_out(&article)?;
                plan.forget(&article);
            }
            Self::Role { slot, role } => line_up.revise(slot, |it| it.role = role)?,
            Self::Budget { slot, budget } => {
                line_up.revise(slot, |it| it.budget = budget.filter(|budget| *budget > 0))?;
            }
            Self::Show { slot, edition, visibility } => line_up.revise(slot, |it| {
                if visibility == Visibility::Full {
                    it.visibility.remove(&edition);
                } else {
                    it.visibility.insert(edition, visibility);
                }
            })?,
            Self::GroupTitle { slot, title } => line_up.revise(slot, |it| it.title = title)?,
            Self::Override { article, edition, fields } => {
                plan.overrule(&article, edition, fields)?;
            }
            Self::Decide { fields } => plan.decide(fields),
            Self::Summary { items } => plan.summary = items,
            Self::Teaser { items } => plan.teaser = items,
            Self::Epigraph { epigraph } => {
                plan.epigraph = epigraph.filter(|it| {
                    [&it.text, &it.author, &it.source].iter().any(|words| !words.is_empty())
                });
            }
            Self::Bios { authors } => plan.bios = authors,
            Self::Latest { articles } => plan.latest = articles,
            Self::SendTime { time } => plan.send_time = time,
        }
        Ok(())
    }

    /// The stable word of what it does, by which the interface says what would be undone.
    pub fn word(&self) -> &'static str {
        match self {
            Self::AddSlot { .. } => "add_slot",
            Self::RemoveSlot { .. } => "remove_slot",
            Self::MoveSlot { .. } => "move_slot",
            Self::Put { .. } | Self::PutNew { .. } => "put",
            Self::TakeOut { .. } => "take_out",
            Self::Role { .. } => "role",
            Self::Budget { .. } => "budget",
            Self::Show { .. } => "show",
            Self::GroupTitle { .. } => "group_title",
            Self::Override { .. } => "override",
            Self::Decide { .. } => "decide",
            Self::Summary { .. } => "summary",
            Self::Teaser { .. } => "teaser",
            Self::Epigraph { .. } => "epigraph",
            Self::Bios { .. } => "bios",
            Self::Latest { .. } => "latest",
            Self::SendTime { .. } => "send_time",
        }
    }

    /// What is being typed, when it is words: keystrokes that follow each other are undone as one.
    pub fn typing(&self) -> Option<String> {
        match self {
            Self::Budget { slot, .. } | Self::GroupTitle { slot, .. } => {
                Some(format!("{}:{slot}", self.word()))
            }
            Self::Override { article, edition, fields } => {
                let field = [
                    ("headline", fields.headline.is_some()),
                    ("standfirst", fields.standfirst.is_some()),
                    ("byline", fields.byline.is_some()),
                ];
                let (field, _) = field.into_iter().find(|(_, typed)| *typed)?;
                let edition = edition.as_ref().map_or("", EditionKey::as_str);
                Some(format!("override:{article}:{edition}:{field}"))
            }
            Self::Decide { fields } => {
                let field = [
                    ("title", fields.title.is_some()),
                    ("subject", fields.subject.is_some()),
                    ("preheader", fields.preheader.is_some()),
                    ("greeting", fields.greeting.is_some()),
                    ("team", fields.team.is_some()),
                ];
                let (field, _) = field.into_iter().find(|(_, typed)| *typed)?;
                Some(format!("decide:{field}"))
            }
            Self::Summary { .. } | Self::Teaser { .. } | Self::Epigraph { .. } => {
                Some(self.word().to_owned())
            }
            _ => None,
        }
    }
}

impl IssuePlan {
    /// Forgets what was decided of an article that leaves the issue.
    fn forget(&mut self, article: &DraftSlug) {
        self.overrides.retain(|it| it.article != *article);
        self.summary.retain(|it| it.article != *article);
        self.teaser.retain(|it| it.article != *article);
    }

    fn overrule(
        &mut self,
        article: &DraftSlug,
        edition: Option<EditionKey>,
        fields: OverrideFields,
    ) -> Result<(), LineUpError> {
        if self.line_up.slot_of(article).is_none() {
            return Err(LineUpError::NotPlaced(article.clone()));
        }
        let known =
            self.overrides.iter().position(|it| it.article == *article && it.edition == edition);
        let mut decided = match known {
            Some(at) => self.overrides[at].clone(),
            None => Override::of(article.clone(), edition),
        };
        put(&mut decided.headline, fields.headline);
        put(&mut decided.standfirst, fields.standfirst);
        put(&mut decided.byline, fields.byline);
        put(&mut decided.bare, fields.bare);
        if let Some(name) = fields.illustration {
            decided.illustration = match name.as_str() {
                "" => None,
                name => Some(name.parse().map_err(LineUpError::Picture)?),
            };
        }
        match known {
            Some(at) => self.overrides[at] = decided,
            None => self.overrides.push(decided),
        }
        self.overrides.retain(|it| !it.is_idle());
        Ok(())
    }

    fn decide(&mut self, fields: Decisions) {
        put(&mut self.title, fields.title);
        put(&mut self.subject, fields.subject);
        put(&mut self.preheader, fields.preheader);
        put(&mut self.greeting, fields.greeting);
        put(&mut self.team, fields.team);
    }
}

fn put<T>(place: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *place = value;
    }
}
