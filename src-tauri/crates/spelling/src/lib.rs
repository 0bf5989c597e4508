//! Spelling: which words of a prose nobody knows, and what they may have meant.
//!
//! Invariant: pure, but for dictionaries that are read once and kept; no text makes it fail. This
//! crate alone knows spellbook. What a newsroom knows beyond its dictionaries comes in by
//! [`Known`].

mod accents;
mod check;
mod dictionary;
mod distance;
mod lexicon;

pub use check::{Sort, Unknown, unknown};
pub use dictionary::{Dictionary, Tongue, dictionary, tongue};
pub use distance::{fold, near_keys, within_one};
pub use lexicon::{Advice, Lexicon};
