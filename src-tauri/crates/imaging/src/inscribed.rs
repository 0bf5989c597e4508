//! What a file says of itself: its XMP first, then its IPTC records, then its EXIF.
//!
//! Metadata is anybody's words: what cannot be read is not there, and nothing here fails.

mod exif;
mod iim;
mod xmp;

use newsroom::{DigitalSource, IssueDate};

use crate::negative::Negative;

/// More than this is no caption.
const MOST: usize = 4 << 20;
/// What cameras write where a caption should stand.
const BY_CAMERAS: [&str; 4] = ["OLYMPUS DIGITAL CAMERA", "SONY DSC", "KONICA MINOLTA", "DCIM"];

/// What was read; an empty text is one that is not there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inscribed {
    /// The alternative text.
    pub alt: String,
    /// The caption.
    pub caption: String,
    /// The credit, or who made it.
    pub credit: String,
    /// Where it comes from.
    pub source: String,
    /// Under which terms it may be used, or whose it is.
    pub licence: String,
    /// The last day it may be used.
    pub expires: Option<IssueDate>,
    /// How it came to be.
    pub digital_source: Option<DigitalSource>,
}

/// Reads what the file of a picture says of itself.
pub fn inscribed(bytes: &[u8]) -> Inscribed {
    let Ok(negative) = Negative::open(bytes) else { return Inscribed::default() };
    let written = negative.inscriptions();
    let readable = |found: Option<Vec<u8>>| found.filter(|it| it.len() <= MOST).unwrap_or_default();
    let found = [
        xmp::read(&readable(written.xmp)),
        iim::read(&readable(written.iptc)),
        exif::read(&readable(written.exif)),
    ];
    let first = |of: fn(&Written) -> &String| {
        found.iter().map(of).find(|words| !words.is_empty()).cloned().unwrap_or_default()
    };
    let either = |one: String, other: String| if one.is_empty() { other } else { one };
    let caption = first(|it| &it.caption);
    let is_by_camera = BY_CAMERAS.iter().any(|words| caption.starts_with(words));
    let expires = first(|it| &it.expires);
    Inscribed {
        alt: first(|it| &it.alt),
        caption: if is_by_camera { String::new() } else { caption },
        credit: either(first(|it| &it.credit), first(|it| &it.creator)),
        source: first(|it| &it.source),
        licence: either(first(|it| &it.terms), first(|it| &it.rights)),
        expires: expires.get(..10).unwrap_or(&expires).parse().ok(),
        digital_source: DigitalSource::from_term(&first(|it| &it.way)),
    }
}

/// The fields as one of the three ways has them.
#[derive(Default)]
struct Written {
    alt: String,
    caption: String,
    credit: String,
    creator: String,
    source: String,
    terms: String,
    rights: String,
    expires: String,
    way: String,
}

/// Words on one line, without what no field holds.
fn tidied(words: &str) -> String {
    let words: String = words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    words.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
