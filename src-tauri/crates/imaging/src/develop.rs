//! From an original to what an edition prints: upright, at the right size, and anonymous.

use fast_image_resize::{ResizeOptions, Resizer};
use image::{DynamicImage, metadata::Orientation};
use newsroom::{Colour, Frame, PictureFormat};

use crate::{
    Error,
    encode::encode,
    negative::{Negative, lies, lying},
};

/// What is asked of a development.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recipe {
    /// What is printed of the upright picture; all of it when nothing is said.
    pub frame: Option<Frame>,
    /// Width in pixels; what is printed keeps its own when that is narrower.
    pub width: u32,
    /// JPEG, PNG or WebP.
    pub format: PictureFormat,
}

/// Develops an original by `recipe`. Same bytes, same recipe: same bytes.
///
/// Of its metadata only the colour profile goes through. Of a moving picture, the first frame.
pub fn develop(bytes: &[u8], recipe: &Recipe) -> Result<Vec<u8>, Error> {
    let mut prints = develop_all(bytes, std::slice::from_ref(recipe))?;
    prints.pop().ok_or(Error::NotMade(recipe.format))
}

/// Develops an original by each recipe, decoded once: what one gives never depends on the others.
pub fn develop_all(bytes: &[u8], recipes: &[Recipe]) -> Result<Vec<Vec<u8>>, Error> {
    let mut negative = Negative::open(bytes)?;
    let room = Room {
        orientation: negative.orientation,
        upright: negative.upright(),
        profile: negative.profile.take(),
        // What was drawn, or has holes, is kept to the pixel; WebP does that too.
        drawn: !matches!(negative.format, PictureFormat::Jpeg | PictureFormat::Tiff),
        picture: eight_bits(negative.pixels()?),
    };
    recipes.iter().map(|recipe| room.print(recipe)).collect()
}

/// An original, decoded, from which prints are made.
struct Room {
    orientation: Orientation,
    upright: (u32, u32),
    profile: Option<Vec<u8>>,
    drawn: bool,
    picture: DynamicImage,
}

impl Room {
    fn print(&self, recipe: &Recipe) -> Result<Vec<u8>, Error> {
        let mut picture = self.sized(recipe)?;
        if recipe.format == PictureFormat::Jpeg {
            picture = on_white(picture);
        }
        // Turning comes last: it costs less on the smaller picture.
        picture.apply_orientation(self.orientation);
        let profile = self.profile.as_deref().filter(|profile| describes(profile, &picture));
        encode(&picture, recipe.format, self.drawn, profile)
    }

    /// What is printed, at its size, as it lies in the file.
    fn sized(&self, recipe: &Recipe) -> Result<DynamicImage, Error> {
        let all = Frame { x: 0, y: 0, width: self.upright.0, height: self.upright.1 };
        let frame = lying(recipe.frame.unwrap_or(all), self.upright, self.orientation);
        let turned = lies(self.orientation);
        let size = if turned { (frame.height, frame.width) } else { (frame.width, frame.height) };
        let (width, height) = fit(size, recipe.width);
        let (width, height) = if turned { (height, width) } else { (width, height) };
        if (width, height) == (frame.width, frame.height) {
            return Ok(self.picture.crop_imm(frame.x, frame.y, width, height));
        }
        let mut sized = DynamicImage::new(width, height, self.picture.color());
        let options = ResizeOptions::new().crop(
            frame.x.into(),
            frame.y.into(),
            frame.width.into(),
            frame.height.into(),
        );
        Resizer::new()
            .resize(&self.picture, &mut sized, &options)
            .map_err(|why| Error::Unmade { format: recipe.format, why: why.to_string() })?;
        Ok(sized)
    }
}

/// The colour that a print has most of, to stand in its place until it comes; none for a picture
/// with holes, through which it would show.
pub fn dominant(print: &[u8]) -> Result<Option<Colour>, Error> {
    let picture = eight_bits(Negative::open(print)?.pixels()?);
    if picture.color().has_alpha() {
        return Ok(None);
    }
    // Shades that nobody tells apart are counted as one: four bits a channel.
    let mut shades = vec![(0_u32, [0_u32; 3]); 1 << 12];
    for pixel in picture.to_rgb8().pixels() {
        let [red, green, blue] = pixel.0.map(usize::from);
        let (times, sum) = &mut shades[red >> 4 << 8 | green >> 4 << 4 | blue >> 4];
        *times += 1;
        sum.iter_mut().zip(pixel.0).for_each(|(sum, channel)| *sum += u32::from(channel));
    }
    let most = shades.into_iter().max_by_key(|(times, _)| *times).filter(|(times, _)| *times > 0);
    let mean = |(times, sum): (u32, [u32; 3])| {
        Colour::from(sum.map(|channel| u8::try_from(channel / times).unwrap_or(u8::MAX)))
    };
    Ok(most.map(mean))
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

/// Whether a profile speaks of the channels that the picture has: the profile of a CMYK original
/// would falsify the RGB that its decoder gave.
fn describes(profile: &[u8], picture: &DynamicImage) -> bool {
    match profile.get(16..20) {
        Some(b"RGB ") => picture.color().has_color(),
        Some(b"GRAY") => !picture.color().has_color(),
        _ => false,
    }
}
