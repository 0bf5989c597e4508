//! The three words that a camera may be taught to write in EXIF.

use super::{Written, tidied};

const DESCRIPTION: u16 = 0x010e;
const ARTIST: u16 = 0x013b;
const COPYRIGHT: u16 = 0x8298;
/// The type of a text.
const ASCII: u16 = 2;
const ENTRY: usize = 12;

/// The directory of a TIFF header, with its byte order.
struct Directory<'a> {
    bytes: &'a [u8],
    is_big: bool,
}

pub(super) fn read(exif: &[u8]) -> Written {
    found(exif).unwrap_or_default()
}

fn found(exif: &[u8]) -> Option<Written> {
    let bytes = exif.strip_prefix(b"Exif\0\0").unwrap_or(exif);
    let is_big = match bytes.get(..2)? {
        b"MM" => true,
        b"II" => false,
        _ => return None,
    };
    let directory = Directory { bytes, is_big };
    let start = usize::try_from(directory.long(4)?).ok()?;
    let mut written = Written::default();
    for rank in 0..usize::from(directory.short(start)?) {
        let entry = start + 2 + rank * ENTRY;
        let place = match directory.short(entry)? {
            DESCRIPTION => &mut written.caption,
            ARTIST => &mut written.creator,
            COPYRIGHT => &mut written.rights,
            _ => continue,
        };
        *place = directory.text(entry).map(tidied).unwrap_or_default();
    }
    Some(written)
}

impl<'a> Directory<'a> {
    fn short(&self, at: usize) -> Option<u16> {
        let bytes = *self.bytes.get(at..)?.first_chunk()?;
        Some(if self.is_big { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) })
    }

    fn long(&self, at: usize) -> Option<u32> {
        let bytes = *self.bytes.get(at..)?.first_chunk()?;
        Some(if self.is_big { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) })
    }

    /// The text of an entry: in it when it is short, else where it says.
    fn text(&self, entry: usize) -> Option<&'a str> {
        if self.short(entry + 2)? != ASCII {
            return None;
        }
        let length = usize::try_from(self.long(entry + 4)?).ok()?;
        let at =
            if length <= 4 { entry + 8 } else { usize::try_from(self.long(entry + 8)?).ok()? };
        let text = self.bytes.get(at..at.checked_add(length)?)?;
        std::str::from_utf8(text).ok().map(|text| text.trim_end_matches('\0'))
    }
}
