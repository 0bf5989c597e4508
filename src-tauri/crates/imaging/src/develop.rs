//! From an original to what an edition prints: upright, at the right size, and anonymous.

use image::{
    DynamicImage, ExtendedColorType, ImageEncoder, ImageResult,
    codecs::{jpeg::JpegEncoder, png::PngEncoder},
    imageops::FilterType,
};
use newsroom::{Frame, PictureFormat};

use crate::{
    Error,
    negative::{Negative, lies, lying},
};

const JPEG_QUALITY: u8 = 82;

/// What is asked of a development.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recipe {
    /// What is printed of the upright picture; all of it when nothing is said.
    pub frame: Option<Frame>,
    /// Width in pixels; what is printed keeps its own when that is narrower.
    pub width: u32,
    /// JPEG or PNG.
    pub format: PictureFormat,
}

/// Develops an original by `recipe`. Same bytes, same recipe: same bytes.
///
/// Of its metadata only the colour profile goes through. Of a moving picture, the first frame.
pub fn develop(bytes: &[u8], recipe: &Recipe) -> Result<Vec<u8>, Error> {
    if !matches!(recipe.format, PictureFormat::Jpeg | PictureFormat::Png) {
        return Err(Error::NotMade(recipe.format));
    }
    let mut negative = Negative::open(bytes)?;
    let orientation = negative.orientation;
    let upright = negative.upright();
    let profile = negative.profile.take();
    let mut picture = eight_bits(negative.pixels()?);
    if recipe.format == PictureFormat::Jpeg {
        picture = on_white(picture);
    }
    let mut size = upright;
    if let Some(frame) = recipe.frame.filter(|frame| (frame.width, frame.height) != upright) {
        let Frame { x, y, width, height } = lying(frame, upright, orientation);
        picture = picture.crop_imm(x, y, width, height);
        size = if lies(orientation) { (height, width) } else { (width, height) };
    }
    let (width, height) = fit(size, recipe.width);
    // Turning comes last: it costs less on the smaller picture.
    let (width, height) = if lies(orientation) { (height, width) } else { (width, height) };
    if (width, height) != (picture.width(), picture.height()) {
        picture = resize(&picture, width, height);
    }
    picture.apply_orientation(orientation);
    let profile = profile.filter(|profile| describes(profile, &picture));
    encode(&picture, recipe.format, profile)
        .map_err(|why| Error::Unmade { format: recipe.format, why: why.to_string() })
}

/// The size of `upright` at `width`, never larger than it is.
fn fit((width, height): (u32, u32), asked: u32) -> (u32, u32) {
    if asked == 0 || asked >= width {
        return (width, height);
    }
    let (width, height, asked) = (u64::from(width), u64::from(height), u64::from(asked));
    let scaled = ((height * asked + width / 2) / width).max(1);
    (u32::try_from(asked).unwrap_or(u32::MAX), u32::try_from(scaled).unwrap_or(u32::MAX))
}

fn eight_bits(picture: DynamicImage) -> DynamicImage {
    let colour = picture.color();
    match (colour.has_color(), colour.has_alpha()) {
        (false, false) => DynamicImage::ImageLuma8(picture.into_luma8()),
        (false, true) => DynamicImage::ImageLumaA8(picture.into_luma_alpha8()),
        (true, false) => DynamicImage::ImageRgb8(picture.into_rgb8()),
        (true, true) => {
            let picture = picture.into_rgba8();
            // Most GIF have no hole; a plain picture is lighter.
            if picture.pixels().all(|pixel| pixel[3] == u8::MAX) {
                DynamicImage::ImageRgb8(DynamicImage::ImageRgba8(picture).into_rgb8())
            } else {
                DynamicImage::ImageRgba8(picture)
            }
        }
    }
}

/// JPEG has no transparency: what showed through becomes the white of the page.
fn on_white(picture: DynamicImage) -> DynamicImage {
    if !picture.color().has_alpha() {
        return picture;
    }
    let coloured = picture.color().has_color();
    let mut picture = picture.into_rgba8();
    for pixel in picture.pixels_mut() {
        let alpha = u16::from(pixel[3]);
        for channel in &mut pixel.0[..3] {
            let blended = u16::from(*channel) * alpha + 255 * (255 - alpha);
            *channel = u8::try_from((blended + 127) / 255).unwrap_or(u8::MAX);
        }
        pixel[3] = u8::MAX;
    }
    let picture = DynamicImage::ImageRgba8(picture);
    if coloured {
        DynamicImage::ImageRgb8(picture.into_rgb8())
    } else {
        DynamicImage::ImageLuma8(picture.into_luma8())
    }
}

fn resize(picture: &DynamicImage, width: u32, height: u32) -> DynamicImage {
    if !picture.color().has_alpha() {
        return picture.resize_exact(width, height, FilterType::Lanczos3);
    }
    // Averaging colours that are not weighted by their opacity draws a dark seam around holes.
    let mut weighted = picture.to_rgba32f();
    for pixel in weighted.pixels_mut() {
        let alpha = pixel[3];
        pixel.0[..3].iter_mut().for_each(|channel| *channel *= alpha);
    }
    let mut weighted = image::imageops::resize(&weighted, width, height, FilterType::Lanczos3);
    for pixel in weighted.pixels_mut() {
        let alpha = pixel[3];
        if alpha > 0.0 {
            pixel.0[..3].iter_mut().for_each(|channel| *channel = (*channel / alpha).min(1.0));
        }
    }
    DynamicImage::ImageRgba8(DynamicImage::ImageRgba32F(weighted).into_rgba8())
}

/// Whether a profile speaks of the channels that the picture has: the profile of a CMYK original
/// would falsify the RGB that its decoder gave.
fn describes(profile: &[u8], picture: &DynamicImage) -> bool {
    match profile.get(16..20) {
        Some(b"RGB ") => picture.color().has_color(),
        Some(b"GRAY") => !picture.color().has_color(),
        _ => false,
    }
}

fn encode(
    picture: &DynamicImage,
    format: PictureFormat,
    profile: Option<Vec<u8>>,
) -> ImageResult<Vec<u8>> {
    let mut bytes = Vec::new();
    let (width, height) = (picture.width(), picture.height());
    let channels = ExtendedColorType::from(picture.color());
    if format == PictureFormat::Jpeg {
        let mut encoder = JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY);
        keep(&mut encoder, profile);
        encoder.write_image(picture.as_bytes(), width, height, channels)?;
    } else {
        let mut encoder = PngEncoder::new(&mut bytes);
        keep(&mut encoder, profile);
        encoder.write_image(picture.as_bytes(), width, height, channels)?;
    }
    Ok(bytes)
}

fn keep(encoder: &mut impl ImageEncoder, profile: Option<Vec<u8>>) {
    if let Some(profile) = profile {
        // JPEG and PNG both hold a profile; the error is for encoders that do not.
        drop(encoder.set_icc_profile(profile));
    }
}
