//! What a decoder would do in good faith, and a machine would suffer from: limits of pixels bound
//! memory, not time.

use newsroom::PictureFormat;

use crate::Error;

/// A photograph has ten passes; libjpeg's own limit against fuzzers is 500, a minute of work.
const MOST_SCANS: usize = 100;
/// Texts and profiles of a PNG, which are unpacked whole before any pixel.
const MOST_WORDS: usize = 2 << 20;
/// Profiles unpack a thousandfold; those of cameras and of presses weigh less than this, packed.
const MOST_PROFILE: usize = 1 << 20;
const HEAD: usize = 8;

/// Refuses what would cost minutes or gigabytes, from its structure alone.
pub(crate) fn check(bytes: &[u8], format: PictureFormat) -> Result<(), Error> {
    let why = match format {
        PictureFormat::Jpeg => scans(bytes),
        PictureFormat::Png => words(bytes),
        PictureFormat::Gif | PictureFormat::Webp | PictureFormat::Tiff | PictureFormat::Svg => None,
    };
    why.map_or(Ok(()), |why| Err(Error::Costly { format, why }))
}

/// Counts the passes from segment to segment (ITU-T T.81, B.1.1): thumbnails in a segment, and
/// what some telephones append after the end, are not the picture's.
fn scans(jpeg: &[u8]) -> Option<String> {
    const SCAN: u8 = 0xda;
    const END: u8 = 0xd9;
    let mut scans = 0_usize;
    let mut rest = jpeg.get(2..)?;
    loop {
        // Within the pixels, FF is always followed by a zero or by a restart.
        let at = rest.windows(2).position(|pair| {
            pair[0] == 0xff && !matches!(pair[1], 0x00 | 0x01 | 0xd0..=0xd7 | 0xff)
        });
        let Some((marker, after)) = at.and_then(|at| rest.get(at + 1..)?.split_first()) else {
            break;
        };
        if *marker == END {
            break;
        }
        scans += usize::from(*marker == SCAN);
        let Some(length) = after.first_chunk().map(|length| u16::from_be_bytes(*length)) else {
            break;
        };
        rest = after.get(usize::from(length)..).unwrap_or_default();
    }
    (scans > MOST_SCANS).then(|| format!("its pixels come in {scans} passes"))
}

fn words(png: &[u8]) -> Option<String> {
    let mut rest = png.get(HEAD..).unwrap_or_default();
    let mut weight = 0_usize;
    while let Some((head, after)) = rest.split_at_checked(HEAD) {
        let (length, kind) = head.split_at(4);
        let length = u32::from_be_bytes(length.try_into().ok()?);
        let length = usize::try_from(length).ok()?;
        match kind {
            b"IEND" => break,
            b"iCCP" if length > MOST_PROFILE => {
                return Some(format!("its colour profile weighs {length} bytes"));
            }
            b"tEXt" | b"zTXt" | b"iTXt" | b"eXIf" => weight = weight.saturating_add(length),
            _ => {}
        }
        if weight > MOST_WORDS {
            return Some(format!("its texts weigh {weight} bytes"));
        }
        rest = after.get(length.saturating_add(4)..)?;
    }
    None
}
