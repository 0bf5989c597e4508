//! How a publication looks: its type, its colours by day and by night, the width of its column.
//! The web page and the e-mail are both dressed from it.
//!
//! Only what every medium can show can be said: a face is one of a few that readers have, a
//! colour is opaque, and words are legible on their ground or the design is not kept.

use std::{borrow::Cow, fmt, str::FromStr};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use ts_rs::TS;

/// An opaque colour, written `#rrggbb`.
#[derive(Clone, Copy, PartialEq, Eq, TS)]
#[ts(type = "string")]
pub struct Colour([u8; 3]);

/// What is no colour.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no colour: write #rrggbb")]
pub struct InvalidColour(String);

impl Colour {
    const fn of(rgb: u32) -> Self {
        let [_, red, green, blue] = rgb.to_be_bytes();
        Self([red, green, blue])
    }

    /// How much light it gives, from 0 to 1 (WCAG 2.2, relative luminance).
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// The contrast with another, from 1 to 21 (WCAG 2.2, contrast ratio).
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }
}

impl From<[u8; 3]> for Colour {
    fn from(rgb: [u8; 3]) -> Self {
        Self(rgb)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl fmt::Debug for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl FromStr for Colour {
    type Err = InvalidColour;

    fn from_str(written: &str) -> Result<Self, InvalidColour> {
        let invalid = || InvalidColour(written.to_owned());
        let digits = written.strip_prefix('#').filter(|digits| digits.len() == 6);
        let digits = digits.filter(|digits| digits.bytes().all(|it| it.is_ascii_hexdigit()));
        u32::from_str_radix(digits.ok_or_else(invalid)?, 16).map(Self::of).map_err(|_| invalid())
    }
}

impl Serialize for Colour {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Colour {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Cow::<str>::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Colour {
    fn schema_name() -> Cow<'static, str> {
        "Colour".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^#[0-9a-fA-F]{6}$" })
    }
}

/// The colours of a page, by day or by night.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Palette {
    /// Around the column of a mail.
    pub desk: Colour,
    /// The ground of words.
    pub paper: Colour,
    /// The ground of what is set apart.
    pub tint: Colour,
    /// Lines that separate.
    pub rule: Colour,
    /// Words.
    pub ink: Colour,
    /// Words that stand back: standfirsts, captions, signatures.
    pub soft: Colour,
    /// Kickers, labels, links.
    pub accent: Colour,
    /// Words on a ground of the accent’s colour.
    pub on_accent: Colour,
}

/// Words on a ground, as a page has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Pair {
    /// Words on the paper.
    InkPaper,
    /// Words of a callout.
    InkTint,
    /// A caption on the paper.
    SoftPaper,
    /// What stands back, in a callout.
    SoftTint,
    /// A kicker on the paper.
    AccentPaper,
    /// The label of a callout.
    AccentTint,
    /// The words of a button.
    OnAccent,
}

impl Palette {
    const fn of(all: [u32; 8]) -> Self {
        let [desk, paper, tint, rule, ink, soft, accent, on_accent] = all;
        Self {
            desk: Colour::of(desk),
            paper: Colour::of(paper),
            tint: Colour::of(tint),
            rule: Colour::of(rule),
            ink: Colour::of(ink),
            soft: Colour::of(soft),
            accent: Colour::of(accent),
            on_accent: Colour::of(on_accent),
        }
    }

    /// The contrast of all words that a page prints with their grounds.
    pub fn contrasts(&self) -> [(Pair, f64); 7] {
        [
            (Pair::InkPaper, self.ink.contrast(self.paper)),
            (Pair::InkTint, self.ink.contrast(self.tint)),
            (Pair::SoftPaper, self.soft.contrast(self.paper)),
            (Pair::SoftTint, self.soft.contrast(self.tint)),
            (Pair::AccentPaper, self.accent.contrast(self.paper)),
            (Pair::AccentTint, self.accent.contrast(self.tint)),
            (Pair::OnAccent, self.on_accent.contrast(self.accent)),
        ]
    }
}

/// A face, by the class that typographers put it in: readers have one of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Face {
    /// Old style: Iowan, Palatino; Georgia in a mail.
    Garalde,
    /// Georgia, Charter.
    Transitional,
    /// Without serifs: Helvetica, Arial.
    Lineale,
    /// Without serifs, drawn after the hand: Gill Sans, Optima, Candara.
    Humanist,
    /// Square serifs: Rockwell.
    Slab,
}

impl Face {
    /// Every face.
    pub const ALL: [Self; 5] =
        [Self::Garalde, Self::Transitional, Self::Lineale, Self::Humanist, Self::Slab];
}

/// How wide the column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// 560 pixels in a mail.
    Narrow,
    /// 600.
    Usual,
    /// 640.
    Wide,
}

impl Measure {
    /// The column of a page, in rem.
    pub const fn rem(self) -> u32 {
        match self {
            Self::Narrow => 36,
            Self::Usual => 40,
            Self::Wide => 44,
        }
    }
}

/// How a page is built: its name, its headings, what is set apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// All in the middle, under a double line.
    Classic,
    /// To the left, under a thick line.
    Daily,
    /// Large light headings in the middle, between thin lines.
    Review,
    /// The name on a band of the accent’s colour.
    Banner,
}

/// A design.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Design {
    /// How pages are built.
    pub layout: Layout,
    /// The face of headings.
    pub headings: Face,
    /// The face of words.
    pub text: Face,
    /// The width of the column.
    pub measure: Measure,
    /// The colours by day.
    pub day: Palette,
    /// The colours by night.
    pub night: Palette,
}

impl Design {
    /// What words need at least to be read (WCAG 2.2, 1.4.3, AA).
    pub const LEAST: f64 = 4.5;

    /// The one that publications are founded with.
    pub const CLASSIC: Self = Self {
        layout: Layout::Classic,
        headings: Face::Garalde,
        text: Face::Garalde,
        measure: Measure::Usual,
        day: Palette::of([
            0xf1ece1, 0xfdfbf6, 0xf5f0e5, 0xd8d0c2, 0x1e1b17, 0x645c52, 0x8f2a1b, 0xfdfbf6,
        ]),
        night: Palette::of([
            0x100e0c, 0x1a1815, 0x26221d, 0x403a32, 0xe9e3d8, 0xb3a99a, 0xeda28d, 0x1a1815,
        ]),
    };

    /// Cool paper, blue accent, headings without serifs.
    pub const DAILY: Self = Self {
        layout: Layout::Daily,
        headings: Face::Lineale,
        text: Face::Transitional,
        measure: Measure::Usual,
        day: Palette::of([
            0xe7eaee, 0xfcfdfe, 0xeef1f5, 0xc6cdd6, 0x12181f, 0x4f5a66, 0x17457c, 0xfcfdfe,
        ]),
        night: Palette::of([
            0x0a0d11, 0x12161c, 0x1c222b, 0x38414d, 0xe3e8ee, 0xa5b0bd, 0x8fbcf0, 0x0d1a2b,
        ]),
    };

    /// Large and light, a green accent.
    pub const REVIEW: Self = Self {
        layout: Layout::Review,
        headings: Face::Transitional,
        text: Face::Garalde,
        measure: Measure::Narrow,
        day: Palette::of([
            0xe9ebe2, 0xfbfcf8, 0xf1f3ea, 0xccd1c1, 0x1a1f1a, 0x565e52, 0x2c5741, 0xfbfcf8,
        ]),
        night: Palette::of([
            0x0c0f0c, 0x151a15, 0x20271f, 0x3a4338, 0xe4e8dd, 0xa8b1a0, 0x9fcbae, 0x12231a,
        ]),
    };

    /// Salmon paper, the name on a band.
    pub const SALMON: Self = Self {
        layout: Layout::Banner,
        headings: Face::Slab,
        text: Face::Transitional,
        measure: Measure::Usual,
        day: Palette::of([
            0xf0dccb, 0xfdf1e7, 0xf6e4d5, 0xdcc3ae, 0x26201c, 0x655448, 0x0e5660, 0xfdf1e7,
        ]),
        night: Palette::of([
            0x120d0a, 0x1c1511, 0x2a201a, 0x4a3b31, 0xf0e2d6, 0xbfab9b, 0x84c5cc, 0x0e2023,
        ]),
    };

    /// Those that come with the program, by name.
    pub const SHIPPED: [(&'static str, Self); 4] = [
        ("classic", Self::CLASSIC),
        ("daily", Self::DAILY),
        ("review", Self::REVIEW),
        ("salmon", Self::SALMON),
    ];

    /// Whether it is as founded: it is then not written down, and proofs keep their hash.
    pub fn is_founded(&self) -> bool {
        *self == Self::CLASSIC
    }

    /// Whether all words can be read on their ground, by day and by night.
    pub fn is_legible(&self) -> bool {
        [self.day, self.night]
            .iter()
            .flat_map(Palette::contrasts)
            .all(|(_, contrast)| contrast >= Self::LEAST)
    }
}

impl Default for Design {
    fn default() -> Self {
        Self::CLASSIC
    }
}
