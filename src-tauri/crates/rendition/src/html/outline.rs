//! The levels of subheads: whatever a text wrote, a page never skips one.

use markup::{Block, BlockKind};

/// The levels of the text that enclose the place one has come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Outline(Vec<u8>);

impl Outline {
    /// Takes in a subhead of `level`, and gives its depth, from 1.
    pub(crate) fn enter(&mut self, level: u8) -> usize {
        while self.0.last().is_some_and(|last| *last >= level) {
            self.0.pop();
        }
        self.0.push(level);
        self.0.len()
    }

    /// Whether `block` is of a kind that may hold subheads.
    pub(crate) fn concerns(block: &Block) -> bool {
        matches!(
            block.kind,
            BlockKind::Heading { .. }
                | BlockKind::Reserved(_)
                | BlockKind::Group(_)
                | BlockKind::Language { .. }
        )
    }

    /// Takes in the subheads of `block`; says whether it has any.
    pub(crate) fn pass(&mut self, block: &Block) -> bool {
        match &block.kind {
            BlockKind::Heading { level, .. } => {
                self.enter(*level);
                true
            }
            BlockKind::Reserved(blocks)
            | BlockKind::Group(blocks)
            | BlockKind::Language { blocks, .. } => {
                // All of them are passed: what follows depends on the last.
                blocks.iter().filter(|block| self.pass(block)).count() > 0
            }
            _ => false,
        }
    }
}
