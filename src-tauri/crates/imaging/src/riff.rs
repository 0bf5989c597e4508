//! What stands around the pixels of a WebP: its colour profile and its XMP, in chunks, and a first
//! one that announces them (RFC 9649).

/// A chunk that may be added, and the flag that announces it.
pub(crate) type Kind = (&'static [u8; 4], u8);

pub(crate) const PROFILE: Kind = (b"ICCP", 0x20);
pub(crate) const XMP: Kind = (b"XMP ", 0x04);

const ALPHA: u8 = 0x10;
const HEAD: usize = 12;

/// The same file with one more chunk; nothing when it is no WebP.
pub(crate) fn with(webp: &[u8], (name, flag): Kind, data: &[u8]) -> Option<Vec<u8>> {
    let mut chunks = chunks(webp)?;
    if chunks.first()?.0 != b"VP8X" {
        let announced = announce(*chunks.first()?)?;
        return with(
            &file(&[&[(b"VP8X", &announced[..])], &chunks[..]].concat())?,
            (name, flag),
            data,
        );
    }
    let mut announced = chunks.first()?.1.to_vec();
    *announced.first_mut()? |= flag;
    chunks[0].1 = &announced;
    // A profile comes before the pixels that it explains; words come last.
    let at = if name == PROFILE.0 { 1 } else { chunks.len() };
    chunks.insert(at, (name, data));
    file(&chunks)
}

type Chunk<'a> = (&'a [u8; 4], &'a [u8]);

fn chunks(webp: &[u8]) -> Option<Vec<Chunk<'_>>> {
    if webp.get(..4)? != b"RIFF" || webp.get(8..HEAD)? != b"WEBP" {
        return None;
    }
    let mut chunks = Vec::new();
    let mut rest = webp.get(HEAD..)?;
    while let Some((name, after)) = rest.split_first_chunk::<4>() {
        let (length, after) = after.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
        chunks.push((name, after.get(..length)?));
        rest = after.get(length + length % 2..).unwrap_or_default();
    }
    Some(chunks)
}

/// The chunk that comes first in a file of several, for one that had its pixels alone.
fn announce((name, data): Chunk<'_>) -> Option<[u8; 10]> {
    let (flags, width, height) = match name {
        b"VP8 " => {
            let side = |at: usize| {
                Some(u32::from(u16::from_le_bytes(*data.get(at..)?.first_chunk()?)) & 0x3fff)
            };
            (0, side(6)?, side(8)?)
        }
        b"VP8L" => {
            let bits = u32::from_le_bytes(*data.get(1..)?.first_chunk()?);
            let alpha = if bits >> 28 & 1 == 1 { ALPHA } else { 0 };
            (alpha, (bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1)
        }
        _ => return None,
    };
    let [w0, w1, w2, _] = width.checked_sub(1)?.to_le_bytes();
    let [h0, h1, h2, _] = height.checked_sub(1)?.to_le_bytes();
    Some([flags, 0, 0, 0, w0, w1, w2, h0, h1, h2])
}

fn file(chunks: &[Chunk<'_>]) -> Option<Vec<u8>> {
    let mut body = b"WEBP".to_vec();
    for (name, data) in chunks {
        body.extend_from_slice(*name);
        body.extend(u32::try_from(data.len()).ok()?.to_le_bytes());
        body.extend_from_slice(data);
        body.extend(std::iter::repeat_n(0, data.len() % 2));
    }
    let length = u32::try_from(body.len()).ok()?.to_le_bytes();
    Some([&b"RIFF"[..], &length, &body].concat())
}
