//! What a print says of itself, for whoever finds the file alone: its credit, what it shows, and how
//! it came to be, in XMP by the IPTC's names.

use newsroom::{DigitalSource, PictureFormat};

use crate::{Error, riff};

/// A segment of a JPEG holds no more, with the name of what it is.
const MOST: usize = 60_000;
const JPEG_NAME: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
/// The keyword, then: not compressed, no language, no other keyword.
const PNG_NAME: &[u8] = b"XML:com.adobe.xmp\0\0\0\0\0";
/// The signature and the header, which come first in any PNG.
const PNG_HEAD: usize = 33;

/// What is written in a print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The printed credit.
    pub credit: String,
    /// The alternative text; empty for a decorative picture.
    pub alt: String,
    /// How the picture came to be.
    pub digital_source: DigitalSource,
}

impl Label {
    /// The print with this label in it; its pixels are not touched.
    pub fn on(&self, print: &[u8], format: PictureFormat) -> Result<Vec<u8>, Error> {
        let xmp = self.xmp();
        let damaged = || {
            let why = "it stops before its first pixel".into();
            Error::Damaged { format, why }
        };
        let (at, labelled) = match format {
            PictureFormat::Jpeg => (2, segment(&xmp)),
            PictureFormat::Png => (PNG_HEAD, chunk(&xmp)),
            PictureFormat::Webp => {
                return riff::with(print, riff::XMP, xmp.as_bytes()).ok_or_else(damaged);
            }
            other => return Err(Error::NotMade(other)),
        };
        let (head, rest) = print.split_at_checked(at).ok_or_else(damaged)?;
        Ok([head, &labelled, rest].concat())
    }

    fn xmp(&self) -> String {
        let mut xmp = String::from(
            "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
             <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\
             <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
             <rdf:Description rdf:about=\"\" \
             xmlns:photoshop=\"http://ns.adobe.com/photoshop/1.0/\" \
             xmlns:Iptc4xmpCore=\"http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/\" \
             xmlns:Iptc4xmpExt=\"http://iptc.org/std/Iptc4xmpExt/2008-02-29/\">",
        );
        if !self.credit.trim().is_empty() {
            element("photoshop:Credit", &self.credit, &mut xmp);
        }
        let way = format!("{DIGITAL_SOURCES}{}", self.digital_source.term());
        element("Iptc4xmpExt:DigitalSourceType", &way, &mut xmp);
        if !self.alt.trim().is_empty() {
            xmp.push_str("<Iptc4xmpCore:AltTextAccessibility><rdf:Alt>");
            xmp.push_str("<rdf:li xml:lang=\"x-default\">");
            escape(&self.alt, &mut xmp);
            xmp.push_str("</rdf:li></rdf:Alt></Iptc4xmpCore:AltTextAccessibility>");
        }
        xmp.push_str("</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>");
        xmp
    }
}

/// Where the IPTC keeps its vocabulary.
pub(crate) const DIGITAL_SOURCES: &str = "http://cv.iptc.org/newscodes/digitalsourcetype/";

fn element(name: &str, words: &str, out: &mut String) {
    out.push('<');
    out.push_str(name);
    out.push('>');
    escape(words, out);
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

/// What XML allows of `words`, as much as a JPEG holds.
fn escape(words: &str, out: &mut String) {
    for letter in words.trim().chars() {
        if out.len() > MOST {
            return;
        }
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' | '\t' => out.push(' '),
            control if control.is_control() || matches!(control, '\u{fffe}' | '\u{ffff}') => {}
            letter => out.push(letter),
        }
    }
}

fn segment(xmp: &str) -> Vec<u8> {
    let length = u16::try_from(2 + JPEG_NAME.len() + xmp.len()).unwrap_or(u16::MAX);
    [&[0xff, 0xe1][..], &length.to_be_bytes(), JPEG_NAME, xmp.as_bytes()].concat()
}

fn chunk(xmp: &str) -> Vec<u8> {
    let data = [PNG_NAME, xmp.as_bytes()].concat();
    let length = u32::try_from(data.len()).unwrap_or(u32::MAX).to_be_bytes();
    let body = [&b"iTXt"[..], &data].concat();
    let sum = crc32fast::hash(&body).to_be_bytes();
    [&length[..], &body, &sum].concat()
}
