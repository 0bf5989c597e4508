//! What a file holds compressed: the entries of an archive, a gzip stream, the compressed texts of
//! a picture. They are known by their signatures, wherever they begin.

use flate2::{Decompress, FlushDecompress, Status};

/// No file of ours unpacks to more; a bomb is left where it is.
pub(super) const MOST: usize = 64 << 20;
/// What is unpacked at a time.
const STEP: usize = 32 << 10;
/// A shorter stream is more likely chance.
const LEAST: usize = 10;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
const GZIP: &[u8] = b"\x1f\x8b\x08";
const ENTRY: &[u8] = b"PK\x03\x04";

/// Bytes that were compressed, or put away in an archive.
pub(super) struct Unpacked {
    /// What the file calls them.
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

/// What `bytes` hold, as long as `left` allows.
pub(super) fn of(bytes: &[u8], left: &mut usize) -> Vec<Unpacked> {
    let mut unpacked = Vec::new();
    if bytes.starts_with(PNG) {
        // The pixels are no words, and are most of the file.
        for (kind, data) in chunks(bytes).filter(|(kind, _)| !matches!(*kind, b"IDAT" | b"fdAT")) {
            let found = streams(data, left).into_iter();
            unpacked.extend(found.map(|it| it.within(&String::from_utf8_lossy(kind))));
        }
    } else {
        unpacked = streams(bytes, left);
    }
    unpacked
}

impl Unpacked {
    fn within(self, name: &str) -> Self {
        let name = if self.name.is_empty() { name.to_owned() } else { self.name };
        Self { name, ..self }
    }
}

/// The chunks of a PNG, by their kinds.
fn chunks(png: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    let mut rest = png.get(PNG.len()..).unwrap_or_default();
    std::iter::from_fn(move || {
        let (length, after) = rest.split_first_chunk::<4>()?;
        let (kind, after) = after.split_at_checked(4)?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?.min(after.len());
        let (data, after) = after.split_at(length);
        rest = after.get(4..).unwrap_or_default();
        Some((kind, data))
    })
}

/// Every stream and every entry, wherever they begin.
fn streams(bytes: &[u8], left: &mut usize) -> Vec<Unpacked> {
    let mut unpacked = Vec::new();
    let mut stream = Decompress::new(false);
    let mut at = 0;
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let found = if rest.starts_with(ENTRY) {
            entry(rest, &mut stream, left)
        } else if rest.starts_with(GZIP) {
            gzip(rest, &mut stream, left)
        } else if is_zlib(rest) {
            inflate(rest, Head::Zlib, &mut stream, left)
                .filter(|(bytes, _)| bytes.len() >= LEAST)
                .map(|(bytes, read)| (Unpacked { name: String::new(), bytes }, read))
        } else {
            None
        };
        at += match found {
            Some((found, read)) => {
                unpacked.push(found);
                read.max(1)
            }
            None => 1,
        };
    }
    unpacked
}

/// Whether a zlib stream may begin here: both bytes of its head agree.
fn is_zlib(bytes: &[u8]) -> bool {
    let Some([method, flags]) = bytes.first_chunk() else { return false };
    method & 0x8f == 8 && flags & 0x20 == 0 && u16::from_be_bytes([*method, *flags]) % 31 == 0
}

/// A gzip member, and how many bytes it takes.
fn gzip(bytes: &[u8], stream: &mut Decompress, left: &mut usize) -> Option<(Unpacked, usize)> {
    let flags = *bytes.get(3)?;
    let mut at = 10;
    if flags & 4 != 0 {
        at += 2 + usize::from(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?));
    }
    let mut name = String::new();
    for (flag, is_name) in [(8, true), (16, false)] {
        if flags & flag != 0 {
            let words = bytes.get(at..)?.split(|byte| *byte == 0).next()?;
            if is_name {
                name = String::from_utf8_lossy(words).into_owned();
            }
            at += words.len() + 1;
        }
    }
    if flags & 2 != 0 {
        at += 2;
    }
    let (bytes, read) = inflate(bytes.get(at..)?, Head::None, stream, left)?;
    Some((Unpacked { name, bytes }, at + read))
}

/// An entry of a zip archive, and how many bytes it takes. The directory at the archive's end is
/// not asked: an entry that it hides can be read all the same.
fn entry(bytes: &[u8], stream: &mut Decompress, left: &mut usize) -> Option<(Unpacked, usize)> {
    let short = |at: usize| Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?));
    let (method, name, extra) = (short(8)?, usize::from(short(26)?), usize::from(short(28)?));
    let size = usize::try_from(u32::from_le_bytes(*bytes.get(18..)?.first_chunk()?)).ok()?;
    let data = 30 + name + extra;
    let name = String::from_utf8_lossy(bytes.get(30..30 + name)?).into_owned();
    let packed = bytes.get(data..)?;
    let (bytes, read) = match method {
        0 => {
            // Written as a stream, it says its size only after its bytes.
            let next = || packed.windows(4).position(|it| it.starts_with(b"PK") && it[2] < 9);
            let size = if size == 0 { next().unwrap_or(packed.len()) } else { size };
            let stored = packed.get(..size.min(*left)).unwrap_or(packed);
            *left -= stored.len().min(*left);
            (stored.to_vec(), stored.len())
        }
        8 => inflate(packed, Head::None, stream, left)?,
        _ => return None,
    };
    Some((Unpacked { name, bytes }, data + read))
}

/// What stands before the compressed bytes, for the decoder to read.
enum Head {
    None,
    Zlib,
}

/// What comes out of a stream, even of a damaged one, and how many bytes went in.
fn inflate(
    bytes: &[u8],
    head: Head,
    stream: &mut Decompress,
    left: &mut usize,
) -> Option<(Vec<u8>, usize)> {
    stream.reset(matches!(head, Head::Zlib));
    let mut out = Vec::new();
    loop {
        let before = (stream.total_in(), stream.total_out());
        let read = usize::try_from(before.0).ok()?;
        out.reserve(STEP.min(*left));
        let status = stream.decompress_vec(bytes.get(read..)?, &mut out, FlushDecompress::None);
        let written = usize::try_from(stream.total_out() - before.1).ok()?;
        *left -= written.min(*left);
        let stuck = before == (stream.total_in(), stream.total_out());
        if !matches!(status, Ok(Status::Ok)) || stuck || *left == 0 {
            break;
        }
    }
    let read = usize::try_from(stream.total_in()).ok()?;
    (!out.is_empty()).then_some((out, read))
}
