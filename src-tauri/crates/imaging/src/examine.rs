//! What the newsroom must know of a file before it keeps it, read from its first bytes only.

use newsroom::PictureFormat;

use crate::{Error, negative::Negative};

/// A picture's facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Examined {
    /// Its format, by its content and not by its name.
    pub format: PictureFormat,
    /// Width in pixels, once turned upright.
    pub width: u32,
    /// Height in pixels, once turned upright.
    pub height: u32,
}

/// Reads the header of a picture; no pixel is decoded.
pub fn examine(bytes: &[u8]) -> Result<Examined, Error> {
    let negative = Negative::open(bytes)?;
    let (width, height) = negative.upright();
    Ok(Examined { format: negative.format, width, height })
}

/// The name under which an original is kept: BLAKE3 of its bytes, in lower-case hexadecimal.
pub fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}
