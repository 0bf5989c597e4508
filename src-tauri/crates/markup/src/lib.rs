//! Text: the newsroom's Markdown, parsed into a typed tree.
//!
//! Invariant: parsing never fails, for a draft in progress is not an error, and fixing typography
//! twice changes nothing. This crate alone knows comrak; what leaves it is our own tree, with
//! source positions.

mod convert;
mod language_spans;
mod live;
mod parse;
mod plain;
pub mod prose;
pub mod slips;
mod tongue;
mod tree;
pub mod typography;
mod words;

pub use live::{Change, LiveDocument};
pub use parse::parse;
pub use plain::{inline_text, sentences};
pub use prose::{Letter, Passage};
pub use slips::expansions;
pub use tongue::{english_around, is_english};
pub use tree::{Alignment, Block, BlockKind, Document, Inline, Item, Placed};
pub use words::{Word, is_apostrophe, is_hyphen, words};
