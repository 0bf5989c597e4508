//! Every promise that can be kept without a window, in one binary.
//!
//! The crates are tested through their public faces; a name states the promise it keeps.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that meets what it does not expect must stop"
)]

mod bindings;
mod tidy;

mod imaging;
mod inscriptions;
mod markup;
mod migrations;
mod security;
mod slips;
mod spelling;
mod store;
mod sync;
mod table;
mod typography;

mod corpora;
mod schools;
mod traps;

mod clean_proof;
mod email;
mod leaks;
mod preflight;
mod proofs;
mod renditions;
mod rescue;
mod review;
mod rules;
mod simulators;

mod after;
mod answering;
mod backups;
mod bin;
mod clock;
mod consistency;
mod crops;
mod designs;
mod desk;
mod editions;
mod grammar;
mod house;
mod import;
mod lexicon;
mod life;
mod newsletters;
mod outside;
mod packages;
mod past;
mod pictures;
mod power;
mod references;
mod search_beside;
mod sending;
mod site;
mod words;

mod cli;
