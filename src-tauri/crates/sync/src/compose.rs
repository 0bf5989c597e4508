//! Two changes made one after the other, as the one change that does both.

use crate::{Change, change::Stretch};

/// What a change does next, in order: `Gone` and `Kept` walk along the old text.
#[derive(Clone, Copy)]
enum Part<'a> {
    Kept(usize),
    Gone(usize),
    Come(&'a str),
}

impl Change {
    /// The one change that does what this one does, and then `next`, which was made on the text
    /// that this one gives.
    pub fn then(&self, next: &Self) -> Self {
        let (mut first, mut second) = (Parts::of(self), Parts::of(next));
        let mut whole = Self::default();
        loop {
            match (first.next, second.next) {
                (Some(Part::Gone(units)), _) => {
                    whole.put(units, "");
                    first.pass(units);
                }
                (_, Some(Part::Come(text))) => {
                    whole.put(0, text);
                    second.pass(usize::MAX);
                }
                (Some(Part::Kept(a)), Some(Part::Kept(b) | Part::Gone(b))) => {
                    let units = a.min(b);
                    match second.next {
                        Some(Part::Gone(_)) => whole.put(units, ""),
                        _ => whole.keep(units),
                    }
                    first.pass(units);
                    second.pass(units);
                }
                (Some(Part::Come(text)), Some(Part::Kept(b) | Part::Gone(b))) => {
                    let (taken, units) = first_units(text, b);
                    if matches!(second.next, Some(Part::Kept(_))) {
                        whole.put(0, taken);
                    }
                    first.pass(units);
                    second.pass(units);
                }
                (None, _) | (_, None) => return whole,
            }
        }
    }

    /// Goes on with `units` that stay.
    pub(crate) fn keep(&mut self, units: usize) {
        match self.stretches_mut().last_mut() {
            _ if units == 0 => {}
            Some(Stretch::Keep(kept)) => *kept += units,
            _ => self.stretches_mut().push(Stretch::Keep(units)),
        }
    }

    /// Goes on with `units` that go, and `text` that comes in their place.
    pub(crate) fn put(&mut self, units: usize, text: &str) {
        match self.stretches_mut().last_mut() {
            _ if units == 0 && text.is_empty() => {}
            Some(Stretch::Replace { delete, insert }) => {
                *delete += units;
                insert.push_str(text);
            }
            _ => {
                let stretch = Stretch::Replace { delete: units, insert: text.to_owned() };
                self.stretches_mut().push(stretch);
            }
        }
    }
}

/// The parts of a change, eaten bit by bit.
struct Parts<'a> {
    next: Option<Part<'a>>,
    rest: Vec<Part<'a>>,
}

impl<'a> Parts<'a> {
    fn of(change: &'a Change) -> Self {
        let mut rest: Vec<Part<'a>> = Vec::with_capacity(change.stretches().len() * 2);
        for stretch in change.stretches().iter().rev() {
            match stretch {
                Stretch::Keep(units) => rest.push(Part::Kept(*units)),
                Stretch::Replace { delete, insert } => {
                    rest.push(Part::Come(insert));
                    rest.push(Part::Gone(*delete));
                }
            }
        }
        rest.retain(|part| !matches!(part, Part::Kept(0) | Part::Gone(0) | Part::Come("")));
        let next = rest.pop();
        Self { next, rest }
    }

    /// Leaves `units` of the part at hand behind.
    fn pass(&mut self, units: usize) {
        let left = match self.next {
            Some(Part::Kept(has)) if has > units => Some(Part::Kept(has - units)),
            Some(Part::Gone(has)) if has > units => Some(Part::Gone(has - units)),
            Some(Part::Come(text)) => {
                let (taken, _) = first_units(text, units);
                let rest = &text[taken.len()..];
                (!rest.is_empty()).then_some(Part::Come(rest))
            }
            _ => None,
        };
        self.next = left.or_else(|| self.rest.pop());
    }
}

/// The beginning of `text` that is `most` UTF-16 units long, or all of it; and its length.
fn first_units(text: &str, most: usize) -> (&str, usize) {
    let mut units = 0;
    for (at, char) in text.char_indices() {
        if units >= most {
            return (&text[..at], units);
        }
        units += char.len_utf16();
    }
    (text, units)
}
