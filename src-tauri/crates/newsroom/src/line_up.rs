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

/// Away from its budget by more than this, a slot is too short or too long.
const TOLERANCE_PERCENT: u64 = 10;

/// How a length fits a budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Fit {
    /// Too short.
    Under,
    /// Within a tenth of it.
    Right,
    /// Too long.
    Over,
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
    /// For briefs, the title of the group; made of its items' keywords when empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// How much each edition shows; an edition that is not named shows all.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub visibility: BTreeMap<EditionKey, Visibility>,
}

impl Slot {
    /// An empty slot.
    pub fn empty(role: SlotRole) -> Self {
        Self {
            role,
            articles: Vec::new(),
            budget: None,
            title: String::new(),
            visibility: BTreeMap::new(),
        }
    }

    /// How `signs` fit the budget, when there is one.
    pub fn fit(&self, signs: u32) -> Option<Fit> {
        let budget = self.budget.filter(|budget| *budget > 0)?;
        let percent = u64::from(signs) * 100;
        let (least, most) = (100 - TOLERANCE_PERCENT, 100 + TOLERANCE_PERCENT);
        Some(match percent {
            _ if percent > u64::from(budget) * most => Fit::Over,
            _ if percent < u64::from(budget) * least => Fit::Under,
            _ => Fit::Right,
        })
    }

    /// Whether another article can stand here.
    pub fn has_room(&self) -> bool {
        self.role == SlotRole::Briefs || (self.role.holds_articles() && self.articles.is_empty())
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
    /// There are not so many slots.
    #[error("there is no slot {0}")]
    NoSlot(usize),
    /// The article stands nowhere in it.
    #[error("`{0}` is not placed")]
    NotPlaced(DraftSlug),
    /// The name of a picture cannot be one.
    #[error(transparent)]
    Picture(crate::InvalidKey),
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

/// What the chief does at the table. Each answers an error and changes nothing when the result
/// would be no line-up.
impl LineUp {
    /// The slots without their articles: a template.
    #[must_use]
    pub fn emptied(&self) -> Self {
        Self(self.0.iter().map(|slot| Slot { articles: Vec::new(), ..slot.clone() }).collect())
    }

    /// The rank of the slot where `article` stands.
    pub fn slot_of(&self, article: &DraftSlug) -> Option<usize> {
        self.0.iter().position(|slot| slot.articles.contains(article))
    }

    /// Adds an empty slot before the one of rank `at`.
    pub fn add(&mut self, at: usize, role: SlotRole) {
        self.0.insert(at.min(self.0.len()), Slot::empty(role));
    }

    /// Takes a slot away, and answers the articles that stood in it.
    pub fn remove(&mut self, slot: usize) -> Result<Vec<DraftSlug>, LineUpError> {
        self.slot(slot)?;
        Ok(self.0.remove(slot).articles)
    }

    /// Moves a slot, so that it stands at rank `to`.
    pub fn move_slot(&mut self, slot: usize, to: usize) -> Result<(), LineUpError> {
        self.slot(slot)?;
        let moved = self.0.remove(slot);
        self.0.insert(to.min(self.0.len()), moved);
        Ok(())
    }

    /// Puts `article` in a slot, at `rank` among the articles of that slot; it leaves the place
    /// where it stood.
    pub fn put(&mut self, article: DraftSlug, slot: usize, rank: usize) -> Result<(), LineUpError> {
        self.slot(slot)?;
        self.attempt(|slots| {
            slots.iter_mut().for_each(|slot| slot.articles.retain(|it| *it != article));
            let articles = &mut slots[slot].articles;
            articles.insert(rank.min(articles.len()), article);
        })
    }

    /// Puts `article` in a new slot of `role` before the one of rank `at`; it leaves the place
    /// where it stood.
    pub fn put_new(
        &mut self,
        article: DraftSlug,
        at: usize,
        role: SlotRole,
    ) -> Result<(), LineUpError> {
        self.attempt(|slots| {
            slots.iter_mut().for_each(|slot| slot.articles.retain(|it| *it != article));
            let slot = Slot { articles: vec![article], ..Slot::empty(role) };
            slots.insert(at.min(slots.len()), slot);
        })
    }

    /// Takes `article` out; its slot stays, free.
    pub fn take_out(&mut self, article: &DraftSlug) -> Result<(), LineUpError> {
        let slot = self.slot_of(article).ok_or_else(|| LineUpError::NotPlaced(article.clone()))?;
        self.0[slot].articles.retain(|it| it != article);
        Ok(())
    }

    /// Changes what a slot is for, its budget, its title or its visibility.
    pub fn revise(
        &mut self,
        slot: usize,
        change: impl FnOnce(&mut Slot),
    ) -> Result<(), LineUpError> {
        self.slot(slot)?;
        self.attempt(|slots| change(&mut slots[slot]))
    }

    pub(crate) fn forget_titles(&mut self) {
        self.0.iter_mut().for_each(|slot| slot.title.clear());
    }

    fn slot(&self, rank: usize) -> Result<&Slot, LineUpError> {
        self.0.get(rank).ok_or(LineUpError::NoSlot(rank + 1))
    }

    fn attempt(&mut self, change: impl FnOnce(&mut Vec<Slot>)) -> Result<(), LineUpError> {
        let mut slots = self.0.clone();
        change(&mut slots);
        *self = Self::new(slots)?;
        Ok(())
    }

    /// Takes `article` out of its slot, which stays; answers where it was.
    pub fn lift(&mut self, article: &DraftSlug) -> Option<Place> {
        let held = |slot: &Slot| slot.articles.iter().position(|placed| placed == article);
        let (slot, rank) =
            self.0.iter().enumerate().find_map(|(at, slot)| Some((at, held(slot)?)))?;
        self.0[slot].articles.remove(rank);
        Some(Place { slot, rank, role: self.0[slot].role })
    }

    /// Puts `article` back where it was, if that place is still free; answers whether it was.
    pub fn put_back(&mut self, article: DraftSlug, place: Place) -> bool {
        let placed = self.articles().any(|(placed, _)| *placed == article);
        let Some(slot) = self.0.get_mut(place.slot).filter(|slot| slot.role == place.role) else {
            return false;
        };
        if placed || (slot.role != SlotRole::Briefs && !slot.articles.is_empty()) {
            return false;
        }
        let rank = place.rank.min(slot.articles.len());
        slot.articles.insert(rank, article);
        true
    }
}

/// Where an article stands in a line-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The slot's rank.
    pub slot: usize,
    /// The article's rank in it.
    pub rank: usize,
    /// What the slot is for.
    pub role: SlotRole,
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
