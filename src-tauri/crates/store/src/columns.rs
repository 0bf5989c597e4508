//! How the newsroom's values stand in columns: words as text, structures as JSON.

use std::{fmt::Display, str::FromStr};

use newsroom::DraftId;
use rusqlite::Row;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::{Error, Result};

/// The word that stands for a value (`to_review`), the same as on the wire.
pub(crate) fn word(value: &impl Serialize) -> Result<String> {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => Ok(word),
        Ok(other) => Err(Error::damaged("word", other)),
        Err(why) => Err(Error::damaged("word", why)),
    }
}

/// The value that the word in `column` stands for.
pub(crate) fn from_word<T: DeserializeOwned>(row: &Row<'_>, column: &str) -> Result<T> {
    serde_json::from_value(Value::String(row.get(column)?))
        .map_err(|why| Error::damaged(column, why))
}

/// The value that the word in `column` stands for, if there is one.
pub(crate) fn parsed_word<T: DeserializeOwned>(row: &Row<'_>, column: &str) -> Result<Option<T>> {
    match row.get::<_, Option<String>>(column)? {
        Some(_) => from_word(row, column).map(Some),
        None => Ok(None),
    }
}

/// The key or date in `column`, if there is one.
pub(crate) fn parsed<T>(row: &Row<'_>, column: &str) -> Result<Option<T>>
where
    T: FromStr,
    T::Err: Display,
{
    row.get::<_, Option<String>>(column)?
        .map(|text| text.parse().map_err(|why| Error::damaged(column, why)))
        .transpose()
}

pub(crate) fn json(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|why| Error::damaged("json", why))
}

/// The structure that the JSON in `column` holds.
pub(crate) fn from_json<T: DeserializeOwned>(row: &Row<'_>, column: &str) -> Result<T> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text).map_err(|why| Error::damaged(column, why))
}

/// The draft whose identity is in `column`.
pub(crate) fn draft_id(row: &Row<'_>, column: &str) -> Result<DraftId> {
    let bytes: Vec<u8> = row.get(column)?;
    bytes.try_into().map(DraftId).map_err(|_| Error::damaged(column, "not 16 bytes"))
}
