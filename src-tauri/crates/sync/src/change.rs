//! A change as the editor says it: what it keeps, what it takes away, what it brings.

use serde_json::Value;

use crate::{Error, LONGEST};

/// A stretch of the text, in UTF-16 units, and what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Stretch {
    /// It stays.
    Keep(usize),
    /// It goes, and `insert` comes in its place.
    Replace {
        /// How many units go.
        delete: usize,
        /// The text that comes.
        insert: String,
    },
}

/// One `ChangeSet` of CodeMirror: it covers the whole text, from its first unit to its last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    stretches: Vec<Stretch>,
}

impl Change {
    /// Reads `ChangeSet.toJSON()`: a number keeps so many UTF-16 units; `[n, ...lines]` deletes
    /// `n` and inserts the lines, joined by line feeds.
    pub fn from_json(json: &Value) -> Result<Self, Error> {
        let parts = json.as_array().ok_or(Error::Malformed("it is not a list"))?;
        let stretches = parts.iter().map(stretch).collect::<Result<Vec<_>, _>>()?;
        let change = Self { stretches };
        within_limit(change.length_before())?;
        within_limit(change.length_after())?;
        Ok(change)
    }

    /// The same change in the form that [`Change::from_json`] reads.
    pub fn to_json(&self) -> Value {
        self.stretches.iter().map(part).collect()
    }

    /// Inserts `text` at `at` in a text of `length` units.
    pub fn insert(at: usize, text: &str, length: usize) -> Self {
        Self::replace(at, 0, text, length)
    }

    /// Puts `text` in the place of `delete` units from `at` on, in a text of `length` units.
    pub fn replace(at: usize, delete: usize, text: &str, length: usize) -> Self {
        let after = length.saturating_sub(at.saturating_add(delete));
        let mut stretches = Vec::with_capacity(3);
        if at > 0 {
            stretches.push(Stretch::Keep(at));
        }
        stretches.push(Stretch::Replace { delete, insert: normalized(text) });
        if after > 0 {
            stretches.push(Stretch::Keep(after));
        }
        Self { stretches }
    }

    /// The length of the text it applies to, in UTF-16 units.
    pub fn length_before(&self) -> usize {
        self.stretches.iter().fold(0_usize, |length, stretch| {
            length.saturating_add(match stretch {
                Stretch::Keep(kept) => *kept,
                Stretch::Replace { delete, .. } => *delete,
            })
        })
    }

    /// The length of the text it gives, in UTF-16 units.
    pub fn length_after(&self) -> usize {
        self.stretches.iter().fold(0_usize, |length, stretch| {
            length.saturating_add(match stretch {
                Stretch::Keep(kept) => *kept,
                Stretch::Replace { insert, .. } => utf16_length(insert),
            })
        })
    }

    pub(crate) fn stretches(&self) -> &[Stretch] {
        &self.stretches
    }

    pub(crate) fn stretches_mut(&mut self) -> &mut Vec<Stretch> {
        &mut self.stretches
    }
}

/// `text` with line feeds for all line ends, as the editor counts them.
pub(crate) fn normalized(text: &str) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.to_owned()
    }
}

pub(crate) fn utf16_length(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

pub(crate) fn within_limit(length: usize) -> Result<(), Error> {
    if length > LONGEST {
        return Err(Error::TooLong { length, limit: LONGEST });
    }
    Ok(())
}

fn stretch(part: &Value) -> Result<Stretch, Error> {
    match part {
        Value::Number(_) => Ok(Stretch::Keep(units(part)?)),
        Value::Array(parts) => {
            let (first, lines) =
                parts.split_first().ok_or(Error::Malformed("a replacement is empty"))?;
            let lines = lines.iter().map(line).collect::<Result<Vec<_>, _>>()?;
            Ok(Stretch::Replace { delete: units(first)?, insert: lines.join("\n") })
        }
        _ => Err(Error::Malformed("a part is neither a number nor a list")),
    }
}

fn units(count: &Value) -> Result<usize, Error> {
    count
        .as_u64()
        .and_then(|count| usize::try_from(count).ok())
        .ok_or(Error::Malformed("a length is not a whole number"))
}

fn line(line: &Value) -> Result<&str, Error> {
    let line = line.as_str().ok_or(Error::Malformed("a line is not a text"))?;
    if line.contains(['\n', '\r']) {
        return Err(Error::Malformed("a line holds a line end"));
    }
    Ok(line)
}

fn part(stretch: &Stretch) -> Value {
    match stretch {
        Stretch::Keep(kept) => Value::from(*kept),
        Stretch::Replace { delete, insert } => {
            let mut parts = vec![Value::from(*delete)];
            if !insert.is_empty() {
                parts.extend(insert.split('\n').map(Value::from));
            }
            Value::Array(parts)
        }
    }
}
