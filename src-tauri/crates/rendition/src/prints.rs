//! The prints of a picture: the files that pages show, made from its original.

use std::collections::BTreeSet;

use newsroom::{Crop, EditionKey, Frame, Illustration, IllustrationKey, PictureFormat};

use crate::{Composition, edition::Edition};

/// The widths that are made, when the original is wide enough: pictures are never enlarged.
const FOR_MAILS: [u32; 2] = [1200, 600];
const FOR_PAGES: [u32; 4] = [1600, 1200, 800, 400];

/// The width of a contact print.
const CONTACT: u32 = 320;

/// No key has this sign: what follows it in a name is how the picture is cropped.
const BEFORE_CROP: char = '_';

/// A file that pages show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Print {
    /// The picture.
    pub illustration: IllustrationKey,
    /// What is printed of it.
    pub frame: Frame,
    /// The file's name: `<key>-<width>.<ext>`, `<key>_<crop>-<width>.<ext>` when it is cropped.
    pub name: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// JPEG, or PNG for what was drawn or is transparent; WebP beside them, for pages.
    pub format: PictureFormat,
}

/// The prints of `illustration` that anything shows, mails too, the widest first.
pub fn prints(illustration: &Illustration) -> Vec<Print> {
    wide(illustration, FOR_MAILS, plain(illustration))
}

/// The prints among which a page lets its reader's screen choose, the widest first.
pub(crate) fn ladder(illustration: &Illustration) -> Vec<Print> {
    wide(illustration, FOR_PAGES, plain(illustration))
}

/// The same, lighter, for programs that read WebP.
pub(crate) fn light_ladder(illustration: &Illustration) -> Vec<Print> {
    wide(illustration, FOR_PAGES, PictureFormat::Webp)
}

/// Every print of `illustration` that leaves with a page or a mail.
pub fn every_print(illustration: &Illustration) -> Vec<Print> {
    let mut every = ladder(illustration);
    every.extend(prints(illustration));
    every.extend(light_ladder(illustration));
    every.sort_by(|one, other| one.name.cmp(&other.name));
    every.dedup();
    every
}

fn wide<const N: usize>(
    illustration: &Illustration,
    widths: [u32; N],
    format: PictureFormat,
) -> Vec<Print> {
    let most = illustration.frame().width;
    let widths: BTreeSet<u32> = widths.iter().map(|width| most.clamp(1, *width)).collect();
    widths.into_iter().rev().map(|width| print(illustration, width, format)).collect()
}

fn plain(illustration: &Illustration) -> PictureFormat {
    match illustration.format {
        PictureFormat::Jpeg | PictureFormat::Tiff => PictureFormat::Jpeg,
        PictureFormat::Png | PictureFormat::Gif | PictureFormat::Webp | PictureFormat::Svg => {
            PictureFormat::Png
        }
    }
}

/// A print to leaf through, smaller than any page shows.
pub fn contact(illustration: &Illustration) -> Print {
    let width = illustration.frame().width.clamp(1, CONTACT);
    print(illustration, width, plain(illustration))
}

/// The prints that would be made if nothing were cropped.
pub fn whole(illustration: &Illustration) -> Vec<Print> {
    prints(&Illustration { crop: Crop::default(), ..illustration.clone() })
}

/// The picture and the crop that the name of a print speaks of.
pub fn named(print: &str) -> Option<(IllustrationKey, Crop)> {
    let (name, _) = print.rsplit_once('-')?;
    let (key, crop) = match name.split_once(BEFORE_CROP) {
        Some((key, tag)) => (key, Crop::from_tag(tag)?),
        None => (name, Crop::default()),
    };
    Some((key.parse().ok()?, crop))
}

/// The prints of every picture that the edition really shows.
pub fn pictures(composition: &Composition, key: &EditionKey) -> Vec<Print> {
    let Some(edition) = Edition::of(composition, key) else { return Vec::new() };
    let shown: BTreeSet<&IllustrationKey> =
        edition.pieces().flat_map(|piece| piece.pictures(edition.open())).collect();
    shown.into_iter().filter_map(|key| edition.illustration(key)).flat_map(every_print).collect()
}

fn print(illustration: &Illustration, width: u32, format: PictureFormat) -> Print {
    let frame = illustration.frame();
    let crop =
        illustration.crop.tag().map_or_else(String::new, |tag| format!("{BEFORE_CROP}{tag}"));
    Print {
        illustration: illustration.key.clone(),
        frame,
        name: format!("{}{crop}-{width}.{}", illustration.key, format.extension()),
        width,
        height: height(frame, width),
        format,
    }
}

/// The height of a print of `frame` that is `width` wide, in proportion.
pub(crate) fn height(frame: Frame, width: u32) -> u32 {
    let full = u64::from(frame.width.max(1));
    let scaled = (u64::from(frame.height) * u64::from(width) + full / 2) / full;
    u32::try_from(scaled).unwrap_or(u32::MAX).max(1)
}
