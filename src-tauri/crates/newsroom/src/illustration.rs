//! Illustrations, and the passport without which none is printed.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    Author, AuthorKey, Colour, Crop, Frame, IllustrationKey, IssueDate, Language, PictureFile,
    PictureFormat, Publication,
};

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
    /// `compositeWithTrainedAlgorithmicMedia`: assembled, or edited, with an AI model.
    AiComposite,
    /// `humanEdits`: a capture that a person has altered.
    Retouched,
    /// `algorithmicallyEnhanced`: a capture that a program has altered.
    Enhanced,
    /// `negativeFilm`: digitised from a negative.
    Negative,
    /// `positiveFilm`: digitised from a slide.
    Slide,
    /// `print`: digitised from paper.
    Paper,
    /// `screenCapture`: what a screen showed.
    Screen,
    /// `dataDrivenMedia`: drawn from data.
    Data,
    /// `algorithmicMedia`: made by a program that learnt from nothing.
    Algorithm,
}

impl DigitalSource {
    /// Every way, and the term that the IPTC has for it.
    pub const TERMS: [(Self, &'static str); 13] = [
        (Self::Photograph, "digitalCapture"),
        (Self::Negative, "negativeFilm"),
        (Self::Slide, "positiveFilm"),
        (Self::Paper, "print"),
        (Self::Retouched, "humanEdits"),
        (Self::Enhanced, "algorithmicallyEnhanced"),
        (Self::Drawing, "digitalCreation"),
        (Self::Composite, "composite"),
        (Self::Screen, "screenCapture"),
        (Self::Data, "dataDrivenMedia"),
        (Self::Algorithm, "algorithmicMedia"),
        (Self::AiModel, "trainedAlgorithmicMedia"),
        (Self::AiComposite, "compositeWithTrainedAlgorithmicMedia"),
    ];

    /// The IPTC's term.
    pub fn term(self) -> &'static str {
        Self::TERMS.iter().find(|(way, _)| *way == self).map_or("digitalCapture", |(_, term)| term)
    }

    /// The way that the IPTC calls so, by its term or by its address.
    pub fn from_term(term: &str) -> Option<Self> {
        let last = term.trim().rsplit('/').next()?;
        Self::TERMS.iter().find(|(_, known)| *known == last).map(|(way, _)| *way)
    }

    /// Whether an AI model had a part in it.
    pub fn is_ai(self) -> bool {
        matches!(self, Self::AiModel | Self::AiComposite)
    }
}

/// What was done to find whose a picture is, when "D.R." is all that can be printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RightsSearch {
    /// Who looked.
    pub who: String,
    /// The day.
    pub date: IssueDate,
    /// Where, and what came of it.
    #[serde(default)]
    pub what: String,
}

impl RightsSearch {
    /// Whether somebody answers for it.
    pub fn is_signed(&self) -> bool {
        !self.who.trim().is_empty()
    }
}

/// What the newsroom answers for about a picture, whatever file it is kept in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Passport {
    /// What a person who cannot see the picture must know.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub alt: String,
    /// Says nothing to the reader.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub decorative: bool,
    /// The line under the picture.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub caption: String,
    /// The printed credit when it is not the composed one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit: Option<String>,
    /// Who of the newsroom made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<AuthorKey>,
    /// The AI model's name, when one made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tool: Option<String>,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Under which licence it may be printed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub licence: String,
    /// The last day it may be printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<IssueDate>,
    /// How it came to be.
    #[serde(default)]
    pub digital_source: DigitalSource,
    /// Could be taken for a photograph, though a model made it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub realistic: bool,
    /// The search for its author, behind a "D.R.".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub search: Option<RightsSearch>,
    /// Which part of it is printed.
    #[serde(default, skip_serializing_if = "Crop::is_idle")]
    pub crop: Crop,
}

impl Passport {
    /// The same without the blanks around its words; words that are all blank are none.
    #[must_use]
    pub fn tidied(self) -> Self {
        let trim = |words: String| words.trim().to_owned();
        let some = |words: Option<String>| words.map(trim).filter(|words| !words.is_empty());
        let search = self.search.map(|search| RightsSearch {
            who: trim(search.who),
            what: trim(search.what),
            ..search
        });
        Self {
            alt: trim(self.alt),
            caption: trim(self.caption),
            credit: some(self.credit),
            tool: some(self.tool),
            source: trim(self.source),
            licence: trim(self.licence),
            // No picture is realistic by an AI's doing when no AI had a part in it.
            realistic: self.realistic && self.digital_source.is_ai(),
            search: search.filter(|search| !search.who.is_empty() || !search.what.is_empty()),
            crop: self.crop.tidied(),
            ..self
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
    /// The search for its author, behind a "D.R.".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub search: Option<RightsSearch>,
    /// Which part of it is printed.
    #[serde(default, skip_serializing_if = "Crop::is_idle")]
    pub crop: Crop,
    /// Whether the original carries content credentials (C2PA), which stay with it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub credentials: bool,
    /// What stands in its place until it comes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colour: Option<Colour>,
}

impl Illustration {
    /// The picture of a file, of which nothing else is known yet.
    pub fn of_file(key: IllustrationKey, hash: String, file: PictureFile) -> Self {
        let PictureFile { format, width, height, credentials, colour } = file;
        Self {
            key,
            hash,
            format,
            width,
            height,
            alt: String::new(),
            decorative: false,
            caption: String::new(),
            credit: None,
            author: None,
            tool: None,
            source: String::new(),
            licence: String::new(),
            expires: None,
            digital_source: DigitalSource::default(),
            realistic: false,
            search: None,
            crop: Crop::default(),
            credentials,
            colour,
        }
    }

    /// The same passport on another file.
    #[must_use]
    pub fn with_file(self, hash: String, file: PictureFile) -> Self {
        Self::of_file(self.key.clone(), hash, file).with_passport(self.passport())
    }

    /// What its file is.
    pub fn file(&self) -> PictureFile {
        let Self { format, width, height, credentials, colour, .. } = *self;
        PictureFile { format, width, height, credentials, colour }
    }

    /// What is printed of it.
    pub fn frame(&self) -> Frame {
        self.crop.frame(self.width, self.height)
    }

    /// Its passport.
    pub fn passport(&self) -> Passport {
        let picture = self.clone();
        Passport {
            alt: picture.alt,
            decorative: picture.decorative,
            caption: picture.caption,
            credit: picture.credit,
            author: picture.author,
            tool: picture.tool,
            source: picture.source,
            licence: picture.licence,
            expires: picture.expires,
            digital_source: picture.digital_source,
            realistic: picture.realistic,
            search: picture.search,
            crop: picture.crop,
        }
    }

    /// The same file with another passport.
    #[must_use]
    pub fn with_passport(self, passport: Passport) -> Self {
        Self {
            alt: passport.alt,
            decorative: passport.decorative,
            caption: passport.caption,
            credit: passport.credit,
            author: passport.author,
            tool: passport.tool,
            source: passport.source,
            licence: passport.licence,
            expires: passport.expires,
            digital_source: passport.digital_source,
            realistic: passport.realistic,
            search: passport.search,
            crop: passport.crop,
            ..self
        }
    }

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

/// The pictures that a text calls for: `![[name]]`, `![[pictures/name.png|caption]]`.
///
/// Reads letters only, so that it may name one that stands in code; it never misses one.
pub fn figures_named(text: &str) -> BTreeSet<IllustrationKey> {
    let named = |rest: &str| {
        let inside = rest.lines().next()?.split_once("]]")?.0;
        let target = inside.split('|').next()?.trim();
        let file = target.rsplit('/').next()?;
        file.rsplit_once('.').map_or(file, |(stem, _)| stem).parse().ok()
    };
    text.split("![[").skip(1).filter_map(named).collect()
}
