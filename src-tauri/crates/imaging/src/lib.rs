//! Pictures: bytes in, bytes out.
//!
//! Invariant: never enlarges, never forgets orientation or colour profile, and lets nothing else
//! of the original's metadata through (a position, a name, a thumbnail of what was cropped); what a
//! print says of itself is the newsroom's, a [`Label`].
//! This crate alone knows codecs.

mod credentials;
mod develop;
mod drawing;
mod encode;
mod error;
mod examine;
mod guards;
mod inscribed;
mod label;
mod negative;
mod riff;

pub use develop::{Recipe, develop, develop_all, dominant};
pub use error::Error;
pub use examine::{examine, hash};
pub use inscribed::{Inscribed, inscribed};
pub use label::Label;
pub use negative::HEAVIEST;
