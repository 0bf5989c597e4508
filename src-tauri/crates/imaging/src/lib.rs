//! Pictures: bytes in, bytes out.
//!
//! Invariant: never enlarges, never forgets orientation or colour profile, and lets nothing else
//! of the original's metadata through (a position, a name, a thumbnail of what was cropped).
//! This crate alone knows codecs.

mod develop;
mod error;
mod examine;
mod negative;

pub use develop::{Recipe, develop};
pub use error::Error;
pub use examine::{examine, hash};
