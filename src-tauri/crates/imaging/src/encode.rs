//! From pixels to the bytes of a file.

use image::{DynamicImage, ExtendedColorType, ImageEncoder, codecs::png::PngEncoder};
use jpeg_encoder::{ChromaSubsamplingMethod, ColorType, Encoder};
use newsroom::PictureFormat;
use webp::{PixelLayout, WebPConfig};

use crate::{Error, riff};

const JPEG_QUALITY: u8 = 82;
/// Quality and method of libwebp: from there on, more time saves little.
const PHOTOGRAPH: (f32, i32) = (80.0, 4);
const DRAWING: (f32, i32) = (90.0, 4);
const TO_THE_PIXEL: (f32, i32) = (25.0, 2);

/// The bytes of `picture` in `format`, with its colour profile; `drawn` when its original was kept
/// to the pixel, as drawings are.
pub(crate) fn encode(
    picture: &DynamicImage,
    format: PictureFormat,
    drawn: bool,
    profile: Option<&[u8]>,
) -> Result<Vec<u8>, Error> {
    let made = match format {
        PictureFormat::Jpeg => jpeg(picture, profile),
        PictureFormat::Png => png(picture, profile),
        PictureFormat::Webp => webp(picture, drawn, profile),
        PictureFormat::Gif | PictureFormat::Tiff | PictureFormat::Svg => {
            return Err(Error::NotMade(format));
        }
    };
    made.map_err(|why| Error::Unmade { format, why })
}

/// Progressive: a reader sees the whole picture at once, and sharp soon after.
fn jpeg(picture: &DynamicImage, profile: Option<&[u8]>) -> Result<Vec<u8>, String> {
    let side = |side: u32| u16::try_from(side).map_err(|_| "it is longer than a JPEG may be");
    let (width, height) = (side(picture.width())?, side(picture.height())?);
    let colour = if picture.color().has_color() { ColorType::Rgb } else { ColorType::Luma };
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, JPEG_QUALITY);
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    encoder.set_chroma_subsampling_method(ChromaSubsamplingMethod::Average);
    if let Some(profile) = profile {
        encoder.add_icc_profile(profile).map_err(said)?;
    }
    encoder.encode(picture.as_bytes(), width, height, colour).map_err(said)?;
    Ok(bytes)
}

fn png(picture: &DynamicImage, profile: Option<&[u8]>) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let mut encoder = PngEncoder::new(&mut bytes);
    if let Some(profile) = profile {
        encoder.set_icc_profile(profile.to_vec()).map_err(said)?;
    }
    let (width, height) = (picture.width(), picture.height());
    let channels = ExtendedColorType::from(picture.color());
    encoder.write_image(picture.as_bytes(), width, height, channels).map_err(said)?;
    Ok(bytes)
}

/// A drawing is kept to the pixel, unless it is a photograph in disguise and weighs too much.
fn webp(picture: &DynamicImage, drawn: bool, profile: Option<&[u8]>) -> Result<Vec<u8>, String> {
    let bytes = if drawn {
        let exact = pressed(picture, TO_THE_PIXEL, true)?;
        let near = pressed(picture, DRAWING, false)?;
        if near.len() < exact.len() / 2 { near } else { exact }
    } else {
        pressed(picture, PHOTOGRAPH, false)?
    };
    let Some(profile) = profile else { return Ok(bytes) };
    riff::with(&bytes, riff::PROFILE, profile).ok_or_else(|| "libwebp wrote no WebP".to_owned())
}

fn pressed(
    picture: &DynamicImage,
    (quality, method): (f32, i32),
    lossless: bool,
) -> Result<Vec<u8>, String> {
    let (pixels, layout) = if picture.color().has_alpha() {
        (picture.to_rgba8().into_raw(), PixelLayout::Rgba)
    } else {
        (picture.to_rgb8().into_raw(), PixelLayout::Rgb)
    };
    let mut recipe = WebPConfig::new().map_err(|()| "libwebp has another version")?;
    recipe.lossless = i32::from(lossless);
    recipe.quality = quality;
    recipe.method = method;
    let encoder = webp::Encoder::new(&pixels, layout, picture.width(), picture.height());
    let made = encoder.encode_advanced(&recipe).map_err(|why| format!("{why:?}"))?;
    Ok(made.to_vec())
}

fn said(why: impl ToString) -> String {
    why.to_string()
}
