//! Text: the newsroom's Markdown, parsed into a typed tree.
//!
//! Invariant: parsing never fails, for a draft in progress is not an error. This crate alone
//! knows comrak; what leaves it is our own tree, with source positions.

mod convert;
mod language_spans;
mod live;
mod parse;
mod plain;
mod tree;

pub use live::{Change, LiveDocument};
pub use parse::parse;
pub use plain::{inline_text, sentences};
pub use tree::{Alignment, Block, BlockKind, Document, Inline, Item, Placed};
