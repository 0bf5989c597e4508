//! What crosses the door: the requests and answers of every command, and the events.
//!
//! TypeScript gets these very types; nothing here decides anything.

pub mod after;
pub mod drafts;
pub mod editions;
pub mod events;
pub mod exports;
pub mod imports;
pub mod issues;
pub mod newsroom;
pub mod preview;
pub mod proofs;
pub mod remarks;
pub mod search;
