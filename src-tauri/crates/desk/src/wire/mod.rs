//! What crosses the door: the requests and answers of every command, and the events.
//!
//! TypeScript gets these very types; nothing here decides anything.

pub mod after;
pub mod backups;
pub mod bin;
pub mod designs;
pub mod drafts;
pub mod editions;
pub mod events;
pub mod exports;
pub mod house;
pub mod imports;
pub mod issues;
pub mod lexicon;
pub mod links;
pub mod margin;
pub mod newsroom;
pub mod packages;
pub mod past;
pub mod pictures;
pub mod preview;
pub mod proofs;
pub mod quality;
pub mod references;
pub mod remarks;
pub mod rescue;
pub mod review;
pub mod rights_of_reply;
pub mod search;
pub mod sending;
pub mod site;
