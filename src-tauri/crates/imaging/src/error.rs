//! Why a picture is refused, with the facts that a person needs to act.

use newsroom::PictureFormat;

/// A picture that cannot be taken in or printed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The bytes begin like no format that Marbre takes in.
    #[error("these bytes are no JPEG, PNG, GIF, TIFF, WebP or SVG picture")]
    UnknownFormat,
    /// A format that is known, and that no decoder here reads.
    #[error("{0} is not read here")]
    Unread(&'static str),
    /// A drawing has letters, which look otherwise wherever their font is not.
    #[error("the drawing has text that is not outlined")]
    Lettered,
    /// A drawing calls for what is not drawn in it: a program, a page, a file.
    #[error("the drawing calls for what is not in it: {0}")]
    Foreign(String),
    /// Decoding would cost out of all proportion to what the picture is.
    #[error("the {} picture is made to be costly: {why}", format.extension())]
    Costly {
        /// What it is.
        format: PictureFormat,
        /// What makes it so.
        why: String,
    },
    /// The file is too heavy.
    #[error("the file weighs {bytes} bytes, and {limit} is the most")]
    TooHeavy {
        /// Its weight.
        bytes: usize,
        /// The most that is taken in.
        limit: usize,
    },
    /// The picture announces too many pixels.
    #[error("the picture announces {width} × {height} pixels, and {limit} in all is the most")]
    TooLarge {
        /// Announced width.
        width: u32,
        /// Announced height.
        height: u32,
        /// The most pixels that are decoded.
        limit: u64,
    },
    /// The picture has no pixel.
    #[error("the picture announces {width} × {height} pixels")]
    Blank {
        /// Announced width.
        width: u32,
        /// Announced height.
        height: u32,
    },
    /// The bytes begin like a picture and do not go on like one.
    #[error("the {} picture is damaged: {why}", format.extension())]
    Damaged {
        /// What it begins like.
        format: PictureFormat,
        /// What the decoder said.
        why: String,
    },
    /// GIF, TIFF and SVG are taken in, never made.
    #[error("a picture is developed as JPEG, PNG or WebP, not as {}", .0.extension())]
    NotMade(PictureFormat),
    /// The encoder failed.
    #[error("the {} picture could not be made: {why}", format.extension())]
    Unmade {
        /// What was asked.
        format: PictureFormat,
        /// What the encoder said.
        why: String,
    },
}
