//! The prints of a picture: the files that pages show, made from its original.

use std::collections::BTreeSet;

use newsroom::{EditionKey, Illustration, IllustrationKey, PictureFormat};

use crate::{Composition, edition::Edition};

/// The widths that are made, when the original is wide enough: pictures are never enlarged.
const WIDTHS: [u32; 2] = [1200, 600];

/// The width of a contact print.
const CONTACT: u32 = 320;

/// A file that pages show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Print {
    /// The picture.
    pub illustration: IllustrationKey,
    /// The file's name: `<key>-<width>.<ext>`.
    pub name: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// JPEG, or PNG for what was drawn or is transparent.
    pub format: PictureFormat,
}

/// The prints of `illustration`, the widest first.
pub fn prints(illustration: &Illustration) -> Vec<Print> {
    let widths: BTreeSet<u32> =
        WIDTHS.iter().map(|width| illustration.width.clamp(1, *width)).collect();
    widths.into_iter().rev().map(|width| print(illustration, width)).collect()
}

/// A print to leaf through, smaller than any page shows.
pub fn contact(illustration: &Illustration) -> Print {
    print(illustration, illustration.width.clamp(1, CONTACT))
}

/// The prints of every picture that the edition really shows.
pub fn pictures(composition: &Composition, key: &EditionKey) -> Vec<Print> {
    let Some(edition) = Edition::of(composition, key) else { return Vec::new() };
    let shown: BTreeSet<&IllustrationKey> =
        edition.pieces().flat_map(|piece| piece.pictures(edition.open())).collect();
    shown.into_iter().filter_map(|key| edition.illustration(key)).flat_map(prints).collect()
}

fn print(illustration: &Illustration, width: u32) -> Print {
    let format = match illustration.format {
        PictureFormat::Jpeg | PictureFormat::Tiff => PictureFormat::Jpeg,
        PictureFormat::Png | PictureFormat::Gif | PictureFormat::Webp => PictureFormat::Png,
    };
    Print {
        illustration: illustration.key.clone(),
        name: format!("{}-{width}.{}", illustration.key, format.extension()),
        width,
        height: height(illustration, width),
        format,
    }
}

/// The height of a print of `width`, in proportion.
pub(crate) fn height(illustration: &Illustration, width: u32) -> u32 {
    let full = u64::from(illustration.width.max(1));
    let scaled = (u64::from(illustration.height) * u64::from(width) + full / 2) / full;
    u32::try_from(scaled).unwrap_or(u32::MAX).max(1)
}
