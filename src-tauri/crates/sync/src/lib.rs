//! How texts written in several places come to agree.
//!
//! Invariant: merging commutes and repeats without harm, and a replica writes only under its own
//! name. Loro lives in this crate and nowhere else.

mod change;
mod compose;
mod differences;
mod past;
mod text;

pub use change::Change;
pub use differences::{Piece, differences};
pub use past::{Past, Run, Size};
pub use text::{DraftText, Edit};

/// The longest text, in UTF-16 units: some 800 times the longest article of a newsroom.
///
/// A length that comes from outside is compared with it before anything is allocated.
pub const LONGEST: usize = 16 * 1024 * 1024;

/// Why a text did not take a change.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The JSON is not a change.
    #[error("not a change of a text: {0}")]
    Malformed(&'static str),
    /// The change was made on a text of another length.
    #[error("the change is for a text of {expected} UTF-16 units, and the text has {found}")]
    WrongLength {
        /// The length that the change covers.
        expected: usize,
        /// The length of the text.
        found: usize,
    },
    /// The change would part the two halves of a character.
    #[error("UTF-16 offset {at} is inside a character")]
    InsideCharacter {
        /// The offset.
        at: usize,
    },
    /// The text would become longer than [`LONGEST`].
    #[error("a text of {length} UTF-16 units is longer than the {limit} allowed")]
    TooLong {
        /// The length it would have.
        length: usize,
        /// The limit.
        limit: usize,
    },
    /// There are no words there to hold on to.
    #[error("there are no words there")]
    NothingHeld,
    /// The bytes are not an update, or were damaged on their way.
    #[error("unreadable update: {0}")]
    Unreadable(String),
    /// An update follows one that is not there.
    #[error("an update is missing before one of those given")]
    Gap,
    /// The replica refused what it should have taken.
    #[error("the replica refused: {0}")]
    Replica(String),
}
