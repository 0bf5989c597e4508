//! Slips that no dictionary sees: a text, or an issue, that does not agree with itself.
//!
//! Everything here reads proses (see [`crate::prose`]) and points at signs of them. Finding
//! nothing is better than finding what is no slip: who is warned in vain once reads no more.

mod acronyms;
mod names;
mod quantities;
mod sentences;

use std::ops::Range;

pub use acronyms::{Expansion, acronyms, expansions, is_acronym};
pub use names::{Spelt, spellings, spelt};
pub use quantities::{bare, quantities};
pub use sentences::{LONGEST, long, repeated};

/// A slip, in the prose it is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// The rank of the prose among those read.
    pub prose: usize,
    /// Where, in signs of that prose.
    pub ranks: Range<usize>,
    /// The words there.
    pub words: String,
    /// What is said against them.
    pub sort: Sort,
}

/// The sorts of slip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sort {
    /// The same word, twice running; the second may go.
    Repeated,
    /// A sentence of so many words.
    Long(usize),
    /// A name that is mostly spelt otherwise.
    OtherSpelling(String),
    /// An acronym that was expanded before.
    ExpandedAgain,
    /// An acronym that was expanded otherwise before.
    ExpandedOtherwise(String),
    /// A quantity that the headline or the standfirst gives otherwise.
    OtherQuantity(String),
    /// A sum that the headline or the standfirst gives without its currency.
    Bare(String),
}

impl Sort {
    /// The stable name of the rule.
    pub fn rule(&self) -> &'static str {
        match self {
            Self::Repeated => "consistency.repeated",
            Self::Long(_) => "consistency.long",
            Self::OtherSpelling(_) => "consistency.spelling",
            Self::ExpandedAgain => "consistency.acronym.again",
            Self::ExpandedOtherwise(_) => "consistency.acronym.otherwise",
            Self::OtherQuantity(_) => "consistency.quantity",
            Self::Bare(_) => "consistency.bare",
        }
    }
}
