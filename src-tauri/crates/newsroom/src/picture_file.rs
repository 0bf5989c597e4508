//! What the file of a picture is, whatever the newsroom knows of what it shows.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Colour;

/// A picture format that Marbre takes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PictureFormat {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// GIF (its first frame is printed).
    Gif,
    /// WebP.
    Webp,
    /// TIFF (its first page is printed).
    Tiff,
    /// SVG, drawn before it is printed.
    Svg,
}

impl PictureFormat {
    /// The usual end of the file's name.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Gif => "gif",
            Self::Webp => "webp",
            Self::Tiff => "tif",
            Self::Svg => "svg",
        }
    }

    /// The media type (RFC 2046).
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Gif => "image/gif",
            Self::Webp => "image/webp",
            Self::Tiff => "image/tiff",
            Self::Svg => "image/svg+xml",
        }
    }
}

/// What the file of a picture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PictureFile {
    /// Its format, by its content and not by its name.
    pub format: PictureFormat,
    /// Width in pixels, once turned upright.
    pub width: u32,
    /// Height in pixels, once turned upright.
    pub height: u32,
    /// Whether it carries content credentials (C2PA).
    pub credentials: bool,
    /// The colour that it has most of, once its pixels were seen; none when it has holes.
    pub colour: Option<Colour>,
}
