//! A picture whose header was read and judged, and whose pixels still wait.
//!
//! A file of a few bytes can announce a picture of gigabytes, so the judgement comes before any
//! memory is asked for.

use std::io::Cursor;

use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, metadata::Orientation};
use newsroom::{Frame, PictureFormat};

use crate::{
    Error,
    drawing::{draw, is_drawing, measure},
    guards,
};

/// How many bytes a picture's file may have.
pub const HEAVIEST: usize = 100 * 1024 * 1024;
const MOST_PIXELS: u64 = 100_000_000;
/// What decoding may hold at once: the largest picture in four channels of eight bits.
const MEMORY: u64 = MOST_PIXELS * 4 + (16 << 20);

/// A picture before its development.
pub(crate) struct Negative<'a> {
    pub(crate) format: PictureFormat,
    pub(crate) orientation: Orientation,
    pub(crate) profile: Option<Vec<u8>>,
    width: u32,
    height: u32,
    bytes: &'a [u8],
    /// None for a drawing.
    decoder: Option<Box<dyn ImageDecoder + 'a>>,
}

/// The metadata of a file, unread.
#[derive(Default)]
pub(crate) struct Inscriptions {
    pub(crate) xmp: Option<Vec<u8>>,
    pub(crate) iptc: Option<Vec<u8>>,
    pub(crate) exif: Option<Vec<u8>>,
}

impl<'a> Negative<'a> {
    /// Reads the header and refuses what must not be decoded.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Error> {
        if bytes.len() > HEAVIEST {
            return Err(Error::TooHeavy { bytes: bytes.len(), limit: HEAVIEST });
        }
        if is_drawing(bytes) {
            return Self::drawn(bytes);
        }
        let (format, codec) = sniff(bytes).ok_or_else(|| unread(bytes))?;
        guards::check(bytes, format)?;
        let damaged = |why: image::ImageError| Error::Damaged { format, why: why.to_string() };
        let mut reader = ImageReader::with_format(Cursor::new(bytes), codec);
        let mut limits = Limits::default();
        limits.max_alloc = Some(MEMORY);
        reader.limits(limits);
        let mut decoder = reader.into_decoder().map_err(damaged)?;
        let (width, height) = decoder.dimensions();
        if width == 0 || height == 0 {
            return Err(Error::Blank { width, height });
        }
        if u64::from(width) * u64::from(height) > MOST_PIXELS {
            return Err(Error::TooLarge { width, height, limit: MOST_PIXELS });
        }
        let orientation = decoder.orientation().map_err(damaged)?;
        let profile = decoder.icc_profile().map_err(damaged)?;
        let decoder: Option<Box<dyn ImageDecoder + 'a>> = Some(Box::new(decoder));
        Ok(Self { format, orientation, profile, width, height, bytes, decoder })
    }

    fn drawn(bytes: &'a [u8]) -> Result<Self, Error> {
        let (width, height) = measure(bytes)?;
        Ok(Self {
            format: PictureFormat::Svg,
            orientation: Orientation::NoTransforms,
            profile: None,
            width,
            height,
            bytes,
            decoder: None,
        })
    }

    /// What the file says of itself, as its decoder finds it.
    pub(crate) fn inscriptions(self) -> Inscriptions {
        let Some(mut decoder) = self.decoder else { return Inscriptions::default() };
        Inscriptions {
            xmp: decoder.xmp_metadata().ok().flatten(),
            iptc: decoder.iptc_metadata().ok().flatten(),
            exif: decoder.exif_metadata().ok().flatten(),
        }
    }

    /// Width and height once turned upright.
    pub(crate) fn upright(&self) -> (u32, u32) {
        if lies(self.orientation) { (self.height, self.width) } else { (self.width, self.height) }
    }

    /// Decodes the pixels, as they lie in the file.
    pub(crate) fn pixels(self) -> Result<DynamicImage, Error> {
        let format = self.format;
        if format == PictureFormat::Jpeg && !ends(self.bytes) {
            return Err(Error::Damaged { format, why: "the file stops before its end".into() });
        }
        let Some(decoder) = self.decoder else { return draw(self.bytes) };
        DynamicImage::from_decoder(decoder).map_err(|why| match why {
            image::ImageError::Limits(_) => {
                Error::TooLarge { width: self.width, height: self.height, limit: MOST_PIXELS }
            }
            why => Error::Damaged { format, why: why.to_string() },
        })
    }
}

/// Whether turning upright exchanges width and height.
pub(crate) fn lies(orientation: Orientation) -> bool {
    match orientation {
        Orientation::Rotate90
        | Orientation::Rotate270
        | Orientation::Rotate90FlipH
        | Orientation::Rotate270FlipH => true,
        Orientation::NoTransforms
        | Orientation::Rotate180
        | Orientation::FlipHorizontal
        | Orientation::FlipVertical => false,
    }
}

/// Where `frame`, of a picture that is `upright` once turned, is in the file. What reaches beyond
/// the picture is left out.
pub(crate) fn lying(frame: Frame, upright: (u32, u32), orientation: Orientation) -> Frame {
    let x = frame.x.min(upright.0.saturating_sub(1));
    let y = frame.y.min(upright.1.saturating_sub(1));
    let width = frame.width.clamp(1, upright.0 - x);
    let height = frame.height.clamp(1, upright.1 - y);
    let (right, bottom) = (upright.0 - x - width, upright.1 - y - height);
    let (x, y) = match orientation {
        Orientation::NoTransforms => (x, y),
        Orientation::Rotate180 => (right, bottom),
        Orientation::FlipHorizontal => (right, y),
        Orientation::FlipVertical => (x, bottom),
        Orientation::Rotate90 => (y, right),
        Orientation::Rotate90FlipH => (y, x),
        Orientation::Rotate270 => (bottom, x),
        Orientation::Rotate270FlipH => (bottom, right),
    };
    let (width, height) = if lies(orientation) { (height, width) } else { (width, height) };
    Frame { x, y, width, height }
}

/// What telephones write, and what is no picture at all.
fn unread(bytes: &[u8]) -> Error {
    let brand = bytes.get(4..12).filter(|brand| brand.starts_with(b"ftyp"));
    match brand.map(|brand| &brand[4..]) {
        Some(b"heic" | b"heix" | b"hevc" | b"hevx" | b"heim" | b"heis" | b"mif1" | b"msf1") => {
            Error::Unread("HEIC")
        }
        Some(b"avif" | b"avis") => Error::Unread("AVIF"),
        _ => Error::UnknownFormat,
    }
}

fn sniff(bytes: &[u8]) -> Option<(PictureFormat, ImageFormat)> {
    let codec = image::guess_format(bytes).ok()?;
    let format = match codec {
        ImageFormat::Jpeg => PictureFormat::Jpeg,
        ImageFormat::Png => PictureFormat::Png,
        ImageFormat::Gif => PictureFormat::Gif,
        ImageFormat::WebP => PictureFormat::Webp,
        ImageFormat::Tiff => PictureFormat::Tiff,
        _ => return None,
    };
    Some((format, codec))
}

/// Whether a JPEG's pixels have their end mark. The decoder paints what is missing grey rather
/// than say so, and half a photograph must not be printed.
fn ends(jpeg: &[u8]) -> bool {
    let mut at = 2;
    while let Some([0xff, marker, high, low]) = jpeg.get(at..at + 4) {
        let pixels = *marker == 0xda;
        at += 2 + usize::from(u16::from_be_bytes([*high, *low]));
        if pixels {
            break;
        }
    }
    let rest = jpeg.get(at..).unwrap_or_default();
    rest.windows(2).any(|pair| pair == [0xff, 0xd9])
}
