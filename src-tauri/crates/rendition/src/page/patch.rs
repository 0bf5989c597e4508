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
    let (gone, come) = (old.blocks.len() - after, new.blocks.len() - after);
    if before == gone && before == come {
        return None;
    }
    let insert = new.blocks[before..come].iter().map(|printed| printed.html.to_string()).collect();
    Some(Step::Blocks { section: rank, at: before, remove: gone - before, insert })
}

fn same((old, new): &(&Printed, &Printed)) -> bool {
    Arc::ptr_eq(&old.html, &new.html) || old.html == new.html
}
