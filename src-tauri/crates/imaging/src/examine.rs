//! What the newsroom must know of a file before it keeps it, read from its first bytes only.

use newsroom::PictureFile;

use crate::{Error, credentials::has_credentials, negative::Negative};

/// Reads the header of a picture; no pixel is decoded.
pub fn examine(bytes: &[u8]) -> Result<PictureFile, Error> {
    let negative = Negative::open(bytes)?;
    let (width, height) = negative.upright();
    let credentials = has_credentials(bytes, negative.format);
    Ok(PictureFile { format: negative.format, width, height, credentials, colour: None })
}

/// The name under which an original is kept: BLAKE3 of its bytes, in lower-case hexadecimal.
pub fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}
