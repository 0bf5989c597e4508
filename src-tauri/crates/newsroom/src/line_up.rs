//! The line-up (chemin de fer): the ordered plan of an issue.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{DraftSlug, EditionKey, Visibility};

/// What a slot is for.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum SlotRole {
    /// The first story: ouverture.
    Lead,
    /// A story.
    Story,
    /// The long form.
    Dossier,
    /// The group of briefs, the only slot that holds several articles.
    Briefs,
    /// The picture of the day.
    Picture,
    /// The figure of the day.
    Figure,
    /// The epigraph.
    Epigraph,
    /// What subscribers get besides, named in open editions only.
    Teaser,
    /// Name, motto, team, legal notice.
    Masthead,
    /// The bios of those who sign in this issue.
    Bios,
    /// The latest articles of the archive.
    Latest,
}

impl SlotRole {
    /// Whether articles are placed in it, rather than computed.
    pub fn holds_articles(self) -> bool {
        match self {
            Self::Lead
            | Self::Story
            | Self::Dossier
            | Self::Briefs
            | Self::Picture
            | Self::Figure => true,
            Self::Epigraph | Self::Teaser | Self::Masthead | Self::Bios | Self::Latest => false,
        }
    }
}

/// A place in the line-up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Slot {
    /// What it is for.
    pub role: SlotRole,
    /// What stands in it: one article, or several briefs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub articles: Vec<DraftSlug>,
    /// Its length in signs, spaces included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget: Option<u32>,
    /// How much each edition shows; an edition that is not named shows all.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub visibility: BTreeMap<EditionKey, Visibility>,
}

impl Slot {
    /// An empty slot.
    pub fn empty(role: SlotRole) -> Self {
        Self { role, articles: Vec::new(), budget: None, visibility: BTreeMap::new() }
    }

    /// How much `edition` shows of what stands here.
    pub fn shows(&self, edition: &EditionKey) -> Visibility {
        self.visibility.get(edition).copied().unwrap_or_default()
    }
}

/// What a place leaves to one text: its length in signs, and how far from it is still right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Budget {
    /// The length asked for.
    pub signs: u32,
    /// A shorter text leaves a hole.
    pub least: u32,
    /// A longer text does not fit.
    pub most: u32,
}

impl Budget {
    /// A text may be a tenth shorter or longer than `signs`.
    pub fn of(signs: u32) -> Self {
        let tenth = signs / 10;
        Self { signs, least: signs - tenth, most: signs.saturating_add(tenth) }
    }
}

/// Why a plan is not a line-up.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LineUpError {
    /// The same article stands in two places.
    #[error("`{0}` is placed twice")]
    PlacedTwice(DraftSlug),
    /// Only briefs share a slot.
    #[error("slot {0} holds several articles, and only briefs share a slot")]
    Crowded(usize),
    /// A computed slot holds no article.
    #[error("slot {0} is computed and holds no article")]
    Computed(usize),
}

/// The slots of an issue, in order; each article stands in one of them at most.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(try_from = "Vec<Slot>", into = "Vec<Slot>")]
#[schemars(with = "Vec<Slot>")]
pub struct LineUp(Vec<Slot>);

impl LineUp {
    /// A line-up of `slots`, if they make one.
    pub fn new(slots: Vec<Slot>) -> Result<Self, LineUpError> {
        let mut placed = BTreeSet::new();
        for (rank, slot) in slots.iter().enumerate() {
            if !slot.role.holds_articles() && !slot.articles.is_empty() {
                return Err(LineUpError::Computed(rank + 1));
            }
            if slot.role != SlotRole::Briefs && slot.articles.len() > 1 {
                return Err(LineUpError::Crowded(rank + 1));
            }
            for article in &slot.articles {
                if !placed.insert(article) {
                    return Err(LineUpError::PlacedTwice(article.clone()));
                }
            }
        }
        Ok(Self(slots))
    }

    /// The slots in order.
    pub fn slots(&self) -> &[Slot] {
        &self.0
    }

    /// Every article with its slot, in printing order.
    pub fn articles(&self) -> impl Iterator<Item = (&DraftSlug, &Slot)> {
        self.0.iter().flat_map(|slot| slot.articles.iter().map(move |article| (article, slot)))
    }

    /// Places `article` in the first free slot of `role`, or in a new one at the right rank.
    pub fn place(&mut self, article: DraftSlug, role: SlotRole) -> Result<(), LineUpError> {
        if self.articles().any(|(placed, _)| *placed == article) {
            return Err(LineUpError::PlacedTwice(article));
        }
        if !role.holds_articles() {
            return Err(LineUpError::Computed(self.0.len()));
        }
        let free = self.0.iter().position(|slot| {
            slot.role == role && (role == SlotRole::Briefs || slot.articles.is_empty())
        });
        match free {
            Some(rank) => self.0[rank].articles.push(article),
            None => {
                let after = self.0.iter().rposition(|slot| slot.role.holds_articles());
                let mut slot = Slot::empty(role);
                slot.articles.push(article);
                self.0.insert(after.map_or(0, |rank| rank + 1), slot);
            }
        }
        Ok(())
    }
}

impl TryFrom<Vec<Slot>> for LineUp {
    type Error = LineUpError;

    fn try_from(slots: Vec<Slot>) -> Result<Self, Self::Error> {
        Self::new(slots)
    }
}

impl From<LineUp> for Vec<Slot> {
    fn from(line_up: LineUp) -> Self {
        line_up.0
    }
}
