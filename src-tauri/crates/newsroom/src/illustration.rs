//! Illustrations, and the passport without which none is printed.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Author, AuthorKey, IllustrationKey, IssueDate, Language, Publication};

/// How a picture came to be, by the vocabulary of the IPTC
/// (<https://cv.iptc.org/newscodes/digitalsourcetype/>).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum DigitalSource {
    /// `digitalCapture`: a photograph.
    #[default]
    Photograph,
    /// `digitalCreation`: drawn by a person with software.
    Drawing,
    /// `composite`: assembled from several sources.
    Composite,
    /// `trainedAlgorithmicMedia`: made by an AI model.
    AiModel,
}

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
}

impl PictureFormat {
    /// The usual end of the file's name.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Gif => "gif",
            Self::Webp => "webp",
        }
    }

    /// The media type (RFC 2046).
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Gif => "image/gif",
            Self::Webp => "image/webp",
        }
    }
}

/// A picture of the newsroom. The original file is kept beside the database, under its hash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Illustration {
    /// Its name, which texts use.
    pub key: IllustrationKey,
    /// BLAKE3 of the original's bytes, in lower-case hexadecimal.
    pub hash: String,
    /// The original's format.
    pub format: PictureFormat,
    /// Width in pixels, once turned upright.
    pub width: u32,
    /// Height in pixels, once turned upright.
    pub height: u32,
    /// What a person who cannot see it must know; empty and not decorative is a fault.
    #[serde(default)]
    pub alt: String,
    /// Says nothing to the reader, and a screen reader may skip it.
    #[serde(default)]
    pub decorative: bool,
    /// The line under the picture.
    #[serde(default)]
    pub caption: String,
    /// The printed credit when it is not the composed one ("D.R.", an agency).
    #[serde(default)]
    pub credit: Option<String>,
    /// Who of the newsroom made it.
    #[serde(default)]
    pub author: Option<AuthorKey>,
    /// The AI model's name, when one made it.
    #[serde(default)]
    pub tool: Option<String>,
    /// Where it comes from.
    #[serde(default)]
    pub source: String,
    /// Under which licence it may be printed.
    #[serde(default)]
    pub licence: String,
    /// The last day it may be printed.
    #[serde(default)]
    pub expires: Option<IssueDate>,
    /// How it came to be.
    #[serde(default)]
    pub digital_source: DigitalSource,
    /// Could be taken for a photograph of what it shows, though a model made it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub realistic: bool,
}

impl Illustration {
    /// The printed credit: the one given, else "Le Pli, M. de R. avec Midjourney".
    ///
    /// Empty when nothing is known of it.
    pub fn credit_line(&self, publication: &Publication, author: Option<&Author>) -> String {
        if let Some(credit) = self.credit.as_deref().filter(|credit| !credit.trim().is_empty()) {
            return credit.to_owned();
        }
        let with = match publication.locale {
            Language::Fr => "avec",
            Language::En => "with",
        };
        match (author, self.tool.as_deref().filter(|tool| !tool.is_empty())) {
            (Some(author), Some(tool)) => {
                format!("{}, {} {with} {tool}", publication.name, author.short())
            }
            (Some(author), None) => format!("{}, {}", publication.name, author.short()),
            (None, Some(tool)) => format!("{} {with} {tool}", publication.name),
            (None, None) => String::new(),
        }
    }
}
