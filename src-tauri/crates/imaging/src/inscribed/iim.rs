//! The records of the IPTC's Information Interchange Model, which agencies still write, in the
//! resources that Photoshop put them in.

use super::{Written, tidied};

const RESOURCE: &[u8] = b"8BIM\x04\x04";
/// How a file says that its records are in UTF-8.
const UTF_8: &[u8] = b"\x1b%G";

pub(super) fn read(segment: &[u8]) -> Written {
    let mut written = Written::default();
    let mut rest = records(segment);
    let mut is_utf_8 = false;
    while let [0x1c, record, number, high, low, after @ ..] = rest {
        // A length with its first bit set is that of a length: no text is so long.
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        let Some((data, after)) = after.split_at_checked(length) else { break };
        rest = after;
        if (*record, *number) == (1, 90) {
            is_utf_8 = data == UTF_8;
        }
        if *record != 2 {
            continue;
        }
        let place = match number {
            37 => &mut written.expires,
            80 => &mut written.creator,
            110 => &mut written.credit,
            115 => &mut written.source,
            116 => &mut written.rights,
            120 => &mut written.caption,
            _ => continue,
        };
        if place.is_empty() {
            *place = tidied(&words(data, is_utf_8));
        }
    }
    if let Some([year, month, day]) = day(&written.expires) {
        written.expires = format!("{year}-{month}-{day}");
    }
    written
}

/// The records of a segment: after the name and the length of their resource, or at once.
fn records(segment: &[u8]) -> &[u8] {
    let at = segment.windows(RESOURCE.len()).position(|window| window == RESOURCE);
    let Some(after) = at.and_then(|at| segment.get(at + RESOURCE.len()..)) else { return segment };
    let name = after.first().map_or(0, |length| usize::from(*length) + 1);
    after.get(name + name % 2 + 4..).unwrap_or_default()
}

fn words(data: &[u8], is_utf_8: bool) -> String {
    match std::str::from_utf8(data) {
        Ok(words) => words.to_owned(),
        Err(_) if is_utf_8 => String::from_utf8_lossy(data).into_owned(),
        // Without a word on it, a byte is a letter of Latin 1.
        Err(_) => data.iter().map(|byte| char::from(*byte)).collect(),
    }
}

/// A day is eight digits.
fn day(written: &str) -> Option<[&str; 3]> {
    let digits = written.len() == 8 && written.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| [&written[..4], &written[4..6], &written[6..]])
}
