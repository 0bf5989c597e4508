//! Whether an original carries content credentials (C2PA): who made it with what, signed. They stay
//! with the original, and no print has them, for they would not hold for its pixels.

use newsroom::PictureFormat;

/// Whether `bytes` hold a manifest store where their format keeps one.
pub(crate) fn has_credentials(bytes: &[u8], format: PictureFormat) -> bool {
    match format {
        PictureFormat::Jpeg => in_jpeg(bytes),
        PictureFormat::Png => in_chunks(bytes.get(8..), b"caBX", 4, u32::from_be_bytes, false),
        PictureFormat::Webp => in_chunks(bytes.get(12..), b"C2PA", 0, u32::from_le_bytes, true),
        PictureFormat::Gif => has(bytes, b"C2PA_GIF"),
        PictureFormat::Svg => has(bytes, b"c2pa:manifest"),
        // They stand behind a tag of the IANA's own number, 52545, of the type UNDEFINED.
        PictureFormat::Tiff => has(bytes, b"jumb") && has(bytes, b"c2pa"),
    }
}

fn has(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

/// In segments APP11, each a piece of a JUMBF box.
fn in_jpeg(jpeg: &[u8]) -> bool {
    let mut at = 2;
    while let Some([0xff, marker, high, low]) = jpeg.get(at..at + 4) {
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        let segment = jpeg.get(at + 4..at + 2 + length).unwrap_or_default();
        if *marker == 0xeb && has(segment, b"jumb") && has(segment, b"c2pa") {
            return true;
        }
        if *marker == 0xda {
            return false;
        }
        at += 2 + length;
    }
    false
}

/// In a chunk of its own: PNG writes the length first and a sum last, RIFF the name first and
/// chunks of even lengths.
fn in_chunks(
    rest: Option<&[u8]>,
    wanted: &[u8],
    sum: usize,
    number: fn([u8; 4]) -> u32,
    is_riff: bool,
) -> bool {
    let mut rest = rest.unwrap_or_default();
    while let Some((head, after)) = rest.split_at_checked(8) {
        let (first, second) = head.split_at(4);
        let (name, length) = if is_riff { (first, second) } else { (second, first) };
        if name == wanted {
            return true;
        }
        let length = length.try_into().map_or(u32::MAX, number);
        let Ok(length) = usize::try_from(length) else { return false };
        let padded = if is_riff { length.saturating_add(length % 2) } else { length };
        rest = after.get(padded.saturating_add(sum)..).unwrap_or_default();
    }
    false
}
