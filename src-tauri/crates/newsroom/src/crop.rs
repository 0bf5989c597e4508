//! Which part of a picture is printed: a ratio, and the point that must stay in sight. The original
//! is never cut; each print is.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Places are counted in thousandths of the picture, so that they hold for another file too.
const WHOLE: u16 = 1000;
const MIDDLE: u16 = WHOLE / 2;

/// The proportions of a print.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema,
)]
pub enum Ratio {
    /// Those of the original.
    #[default]
    #[serde(rename = "original")]
    Original,
    /// That of a screen.
    #[serde(rename = "16:9")]
    Wide,
    /// That of most cameras.
    #[serde(rename = "4:3")]
    Standard,
    /// A square.
    #[serde(rename = "1:1")]
    Square,
}

impl Ratio {
    /// Width to height, unless they are the original's.
    fn sides(self) -> Option<(u32, u32)> {
        match self {
            Self::Original => None,
            Self::Wide => Some((16, 9)),
            Self::Standard => Some((4, 3)),
            Self::Square => Some((1, 1)),
        }
    }
}

/// How a picture is cropped: a frame of `ratio`, as large as the picture holds, in which the focal
/// point stands as far from the edges, in proportion, as it does in the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Crop {
    /// The proportions.
    #[serde(default)]
    pub ratio: Ratio,
    /// The focal point, in thousandths of the width from the left.
    #[serde(default = "middle")]
    pub x: u16,
    /// The focal point, in thousandths of the height from the top.
    #[serde(default = "middle")]
    pub y: u16,
}

fn middle() -> u16 {
    MIDDLE
}

impl Default for Crop {
    fn default() -> Self {
        Self { ratio: Ratio::Original, x: MIDDLE, y: MIDDLE }
    }
}

impl Crop {
    /// Whether nobody decided anything.
    pub fn is_idle(&self) -> bool {
        *self == Self::default()
    }

    /// The same with its focal point in the picture.
    #[must_use]
    pub fn tidied(self) -> Self {
        Self { x: self.x.min(WHOLE), y: self.y.min(WHOLE), ..self }
    }

    /// What is printed of a picture of `width` by `height`.
    pub fn frame(self, width: u32, height: u32) -> Frame {
        let Some((across, down)) = self.ratio.sides() else {
            return Frame { x: 0, y: 0, width, height };
        };
        let side = |of: u32, by: u32, per: u32| {
            let (of, by, per) = (u64::from(of), u64::from(by), u64::from(per));
            u32::try_from((of * by + per / 2) / per).unwrap_or(u32::MAX).max(1)
        };
        let (framed_width, framed_height) =
            if u64::from(width) * u64::from(down) > u64::from(height) * u64::from(across) {
                (side(height, across, down).min(width), height)
            } else {
                (width, side(width, down, across).min(height))
            };
        let start = |spare: u32, at: u16| {
            u32::try_from((u64::from(spare) * u64::from(at.min(WHOLE)) + 500) / 1000).unwrap_or(0)
        };
        Frame {
            x: start(width - framed_width, self.x),
            y: start(height - framed_height, self.y),
            width: framed_width,
            height: framed_height,
        }
    }

    /// What names the crop in the file of a print: `16x9-500-350`. Nothing for a whole picture.
    pub fn tag(self) -> Option<String> {
        let (across, down) = self.ratio.sides()?;
        Some(format!("{across}x{down}-{}-{}", self.x, self.y))
    }

    /// The crop that `tag` names.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let mut parts = tag.split('-');
        let (sides, x, y) = (parts.next()?, parts.next()?, parts.next()?);
        let ratio = match sides {
            "16x9" => Ratio::Wide,
            "4x3" => Ratio::Standard,
            "1x1" => Ratio::Square,
            _ => return None,
        };
        let crop = Self { ratio, x: x.parse().ok()?, y: y.parse().ok()? };
        (parts.next().is_none() && crop.tidied() == crop).then_some(crop)
    }
}

/// A rectangle of a picture that stands upright, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Frame {
    /// How far from the left it begins.
    pub x: u32,
    /// How far from the top it begins.
    pub y: u32,
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}
