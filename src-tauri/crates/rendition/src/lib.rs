//! Pages: an edition of an issue becomes web page, e-mail and plain text; and the checks.
//!
//! Invariant: pure. The same proof gives the same bytes, on every machine. The preview and the
//! export are the same function.

mod compare;
mod composition;
mod edition;
mod email;
mod eml;
mod feeds;
mod files;
mod frame;
mod html;
mod leaks;
mod packages;
mod page;
mod preflight;
mod prints;
mod quality;
mod service;
mod simulator;
mod site;
mod text;
mod web;
mod words;

pub use compare::{Difference, compare};
pub use composition::Composition;
pub use edition::{Edition, Part, Piece, SummaryLine, TeaserLine, reference::words_here};
pub use eml::eml;
pub use feeds::{Feed, feeds};
pub use files::{Form, files};
pub use frame::{Bridge, frame_policy, framed};
pub use leaks::{Leak, leaks};
pub use packages::{PACKAGES, Package, Packed, Told, package, packed};
pub use page::{
    Medium, Page, Place, Printed, Scope, Section, Step, locate, page, places, shown_at, written_at,
};
pub use preflight::{
    Answer, Checks, Mending, RULES, Reach, Remark, Rule, Severity, addresses, is_unestablished,
    issues_named, preflight, unfinished,
};
pub use prints::{Print, contact, every_print, named, pictures, prints, whole};
pub use quality::{CLIP, ClientVerdict, SectionWeight, Weight, clients, weigh};
pub use simulator::{Simulator, simulate};

pub use site::{ArticleCard, CardPicture, IssueCard, Neighbours, Site, card, issue_pages};

/// The renderer's name: its version, and a hash of all that decides the bytes of a page.
pub const RENDERER: &str = concat!(env!("CARGO_PKG_VERSION"), "+", env!("MARBRE_RENDERER"));
