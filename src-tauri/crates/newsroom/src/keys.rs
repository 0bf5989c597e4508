//! What things are called, so that one kind of name is never taken for another.

use std::{fmt, str::FromStr};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

/// A key that cannot be: empty, too long, or with a character outside `a-z 0-9 -`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a key: use 1 to 120 characters among a-z, 0-9 and `-`")]
pub struct InvalidKey(pub String);

/// The identity of a draft for its whole life, on every laptop.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema,
)]
#[ts(type = "string & { readonly __brand: \"DraftId\" }")]
#[schemars(with = "String")]
pub struct DraftId(pub Uuid);

impl fmt::Display for DraftId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for DraftId {
    type Err = uuid::Error;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        Uuid::parse_str(s).map(Self)
    }
}

macro_rules! key {
    ($(#[$doc:meta])* $name:ident, $brand:literal) => {
        $(#[$doc])*
        #[derive(
            Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema,
        )]
        #[serde(try_from = "String", into = "String")]
        #[ts(type = $brand)]
        #[schemars(with = "String")]
        pub struct $name(String);

        impl $name {
            /// The key as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl FromStr for $name {
            type Err = InvalidKey;

            fn from_str(s: &str) -> Result<Self, Self::Err> {
                if is_key(s) { Ok(Self(s.to_owned())) } else { Err(InvalidKey(s.to_owned())) }
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidKey;

            fn try_from(s: String) -> Result<Self, Self::Error> {
                if is_key(&s) { Ok(Self(s)) } else { Err(InvalidKey(s)) }
            }
        }

        impl From<$name> for String {
            fn from(key: $name) -> Self {
                key.0
            }
        }
    };
}

key!(
    /// The name of a draft's file and anchor: `export-puces`.
    DraftSlug,
    "string & { readonly __brand: \"DraftSlug\" }"
);
key!(
    /// The name of an author's record: `marion-de-roche`.
    AuthorKey,
    "string & { readonly __brand: \"AuthorKey\" }"
);
key!(
    /// The name of an illustration, as `![[name]]` writes it in a text.
    IllustrationKey,
    "string & { readonly __brand: \"IllustrationKey\" }"
);

fn is_key(s: &str) -> bool {
    (1..=120).contains(&s.len())
        && s.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !s.starts_with('-')
}

/// Makes a key of any words: accents fold to their letter, the rest becomes hyphens.
///
/// Answers `None` when no letter or digit is left.
pub fn slugify(words: &str) -> Option<String> {
    let mut slug = String::with_capacity(words.len());
    // Some systems write an accent as a mark of its own after its letter.
    let is_mark = |letter: &char| ('\u{300}'..='\u{36f}').contains(letter);
    for letter in words.chars().flat_map(char::to_lowercase).filter(|c| !is_mark(c)) {
        let folded = fold(letter);
        if folded.is_empty() {
            if !slug.ends_with('-') && !slug.is_empty() {
                slug.push('-');
            }
        } else {
            slug.push_str(folded.as_str());
        }
        if slug.len() >= 80 {
            break;
        }
    }
    let slug = slug.trim_matches('-');
    (!slug.is_empty()).then(|| slug.to_owned())
}

/// The ASCII letters that stand for `letter`, or nothing when it separates words.
fn fold(letter: char) -> String {
    match letter {
        'a'..='z' | '0'..='9' => letter.to_string(),
        'à' | 'â' | 'ä' | 'á' | 'ã' | 'å' | 'ā' => "a".into(),
        'ç' | 'č' | 'ć' => "c".into(),
        'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ę' => "e".into(),
        'î' | 'ï' | 'í' | 'ì' => "i".into(),
        'ñ' | 'ń' => "n".into(),
        'ô' | 'ö' | 'ó' | 'ò' | 'õ' | 'ø' => "o".into(),
        'ù' | 'û' | 'ü' | 'ú' => "u".into(),
        'ý' | 'ÿ' => "y".into(),
        'š' | 'ś' => "s".into(),
        'ž' | 'ź' | 'ż' => "z".into(),
        'ł' => "l".into(),
        'œ' => "oe".into(),
        'æ' => "ae".into(),
        'ß' => "ss".into(),
        _ => String::new(),
    }
}
