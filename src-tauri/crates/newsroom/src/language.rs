//! The languages that texts are in, and the spaces that each kind of French asks for.

use std::{fmt, str::FromStr};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A language that Marbre writes computed words in (dates, greetings, labels).
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    TS,
    JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// French.
    #[default]
    Fr,
    /// English.
    En,
}

impl Language {
    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

impl FromStr for Language {
    type Err = String;

    /// Reads `fr`, `fr-FR`, `fr_CA`, `en`, `en-GB`…
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        match s.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase().as_str() {
            "fr" => Ok(Self::Fr),
            "en" => Ok(Self::En),
            _ => Err(s.to_owned()),
        }
    }
}

/// The language of a text, as a BCP 47 tag (`fr`, `en`, `pt-BR`).
#[derive(
    Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(try_from = "String", into = "String")]
#[ts(type = "string")]
#[schemars(with = "String")]
pub struct LanguageTag(String);

impl LanguageTag {
    /// The tag as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether words of this language are words of texts in `other`: `en` is in `en-GB`, `en-US`
    /// is not.
    pub fn is_spoken_in(&self, other: &Self) -> bool {
        let mut theirs = other.0.split('-');
        self.0.split('-').all(|own| theirs.next().is_none_or(|part| own.eq_ignore_ascii_case(part)))
    }
}

impl Default for LanguageTag {
    fn default() -> Self {
        Language::Fr.into()
    }
}

impl From<Language> for LanguageTag {
    fn from(language: Language) -> Self {
        Self(language.tag().to_owned())
    }
}

impl TryFrom<String> for LanguageTag {
    type Error = String;

    fn try_from(tag: String) -> Result<Self, Self::Error> {
        let well_formed = !tag.is_empty()
            && tag.len() <= 35
            && tag.split('-').all(|part| {
                (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
            });
        if well_formed { Ok(Self(tag)) } else { Err(format!("`{tag}` is not a language tag")) }
    }
}

impl FromStr for LanguageTag {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        s.to_owned().try_into()
    }
}

impl From<LanguageTag> for String {
    fn from(tag: LanguageTag) -> Self {
        tag.0
    }
}

impl fmt::Display for LanguageTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A school of typographic spacing.
///
/// French has several in force at once, so it is a choice and never a constant.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Profile {
    /// Narrow before `; ! ?`, full before `:` and inside « ».
    #[default]
    FrPresse,
    /// As the press, but narrow inside « » too.
    FrFine,
    /// The full no-break space everywhere.
    FrNbsp,
    /// Québec: full before `:` and inside « », none before `; ! ?`.
    FrCa,
    /// American English: none.
    EnUs,
    /// British English: none.
    EnGb,
}

impl Profile {
    /// Every profile, the French ones first.
    pub const ALL: [Self; 6] =
        [Self::FrPresse, Self::FrFine, Self::FrNbsp, Self::FrCa, Self::EnUs, Self::EnGb];

    /// The name it is written by.
    pub fn name(self) -> &'static str {
        match self {
            Self::FrPresse => "fr-presse",
            Self::FrFine => "fr-fine",
            Self::FrNbsp => "fr-nbsp",
            Self::FrCa => "fr-ca",
            Self::EnUs => "en-us",
            Self::EnGb => "en-gb",
        }
    }

    /// The profile of a text in the language `tag`, in a house whose own is `self`; none for a
    /// language whose typography is not known.
    pub fn speaking(self, tag: &LanguageTag) -> Option<Self> {
        let language: Language = tag.as_str().parse().ok()?;
        let region = tag.as_str().split('-').nth(1).map(str::to_ascii_uppercase);
        match (language, region.as_deref()) {
            (Language::Fr, Some("CA")) => Some(Self::FrCa),
            (Language::En, Some("US")) => Some(Self::EnUs),
            (Language::En, Some("GB")) => Some(Self::EnGb),
            _ if self.language() == language => Some(self),
            (Language::Fr, _) => Some(Self::FrPresse),
            (Language::En, _) => Some(Self::EnGb),
        }
    }

    /// The language it is of.
    pub fn language(self) -> Language {
        match self {
            Self::FrPresse | Self::FrFine | Self::FrNbsp | Self::FrCa => Language::Fr,
            Self::EnUs | Self::EnGb => Language::En,
        }
    }

    /// What stands before `; ! ?`, if anything.
    pub fn before_high(self) -> &'static str {
        match self {
            Self::FrPresse | Self::FrFine => "\u{202f}",
            Self::FrNbsp => "\u{a0}",
            Self::FrCa | Self::EnUs | Self::EnGb => "",
        }
    }

    /// What stands before `%` and `‰`, if anything.
    pub fn before_percent(self) -> &'static str {
        match self.language() {
            Language::Fr => "\u{a0}",
            Language::En => "",
        }
    }

    /// What stands between groups of three digits.
    pub fn between_thousands(self) -> &'static str {
        match self {
            Self::FrPresse | Self::FrFine => "\u{202f}",
            Self::FrNbsp | Self::FrCa => "\u{a0}",
            Self::EnUs | Self::EnGb => ",",
        }
    }

    /// What stands before a colon, if anything.
    pub fn before_colon(self) -> &'static str {
        match self {
            Self::FrPresse | Self::FrFine | Self::FrNbsp | Self::FrCa => "\u{a0}",
            Self::EnUs | Self::EnGb => "",
        }
    }

    /// The opening and closing quotation marks, with their inner spaces.
    pub fn quotes(self) -> (&'static str, &'static str) {
        match self {
            Self::FrPresse | Self::FrNbsp | Self::FrCa => ("«\u{a0}", "\u{a0}»"),
            Self::FrFine => ("«\u{202f}", "\u{202f}»"),
            Self::EnUs | Self::EnGb => ("“", "”"),
        }
    }
}
