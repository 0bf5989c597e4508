//! The difference of two pages, as the few steps that lead from one to the other.

use std::sync::Arc;

use super::{Medium, Printed, Section};

/// One step from a page to the next. Sections and blocks are counted from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Replaces blocks of a section.
    Blocks {
        /// Which section.
        section: usize,
        /// The first block replaced.
        at: usize,
        /// How many go.
        remove: usize,
        /// The elements that come.
        insert: Vec<String>,
    },
    /// Replaces a whole section.
    Section {
        /// Which section.
        section: usize,
        /// Its element.
        html: String,
    },
    /// The page changed beyond its sections.
    Reload,
}

/// The step from `old` to `new`, if they differ.
pub(super) fn section(rank: usize, old: &Section, new: &Section, medium: Medium) -> Option<Step> {
    if old.open != new.open || old.close != new.close {
        return Some(Step::Section { section: rank, html: new.element(medium) });
    }
    let before = old.blocks.iter().zip(&new.blocks).take_while(same).count();
    let after = old.blocks[before..]
        .iter()
        .rev()
        .zip(new.blocks[before..].iter().rev())
        .take_while(same)
        .count();
    // A block of which nothing is shown is no element, and has no place among them.
    let shown = |blocks: &[Printed]| blocks.iter().filter(|printed| printed.shows()).count();
    let gone = shown(&old.blocks[before..old.blocks.len() - after]);
    let come = &new.blocks[before..new.blocks.len() - after];
    let insert: Vec<String> = come
        .iter()
        .filter(|printed| printed.shows())
        .map(|printed| printed.element(medium))
        .collect();
    if gone == 0 && insert.is_empty() {
        return None;
    }
    Some(Step::Blocks { section: rank, at: shown(&old.blocks[..before]), remove: gone, insert })
}

fn same((old, new): &(&Printed, &Printed)) -> bool {
    Arc::ptr_eq(&old.html, &new.html) || old.html == new.html
}
