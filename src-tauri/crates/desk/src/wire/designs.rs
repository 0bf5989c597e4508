//! How a publication looks, and whether it can be read.

use newsroom::{Design, Pair};
use serde::Serialize;
use ts_rs::TS;

/// A design that comes with the program.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ShippedDesign {
    /// Its name, whose words are `design.name.<name>`.
    pub name: String,
    /// What it says.
    pub design: Design,
}

/// What a design is worth to who reads.
#[derive(Clone, Debug, Serialize, TS)]
pub struct DesignView {
    /// The contrasts by day.
    pub day: Vec<Contrast>,
    /// The contrasts by night.
    pub night: Vec<Contrast>,
    /// What each must reach.
    pub least: f64,
    /// Whether each does.
    pub legible: bool,
}

/// The contrast of words with their ground.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Contrast {
    /// Which words, on which ground.
    pub pair: Pair,
    /// The ratio, from 1 to 21, to the tenth below.
    pub ratio: f64,
    /// Whether it is enough to read.
    pub enough: bool,
}
