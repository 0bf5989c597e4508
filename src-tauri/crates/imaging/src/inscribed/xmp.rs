//! XMP: RDF in XML, by namespaces whatever their prefixes.

use quick_xml::{
    NsReader, escape,
    events::{BytesStart, Event},
    name::ResolveResult,
};

use super::{Written, tidied};

const PHOTOSHOP: &str = "http://ns.adobe.com/photoshop/1.0/";
const DUBLIN_CORE: &str = "http://purl.org/dc/elements/1.1/";
const RIGHTS: &str = "http://ns.adobe.com/xap/1.0/rights/";
const IPTC_CORE: &str = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/";
const IPTC_EXTENSION: &str = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/";
const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

type Place = fn(&mut Written) -> &mut String;

/// The properties that are read.
const PROPERTIES: [(&str, &str, Place); 9] = [
    (IPTC_CORE, "AltTextAccessibility", |it| &mut it.alt),
    (DUBLIN_CORE, "description", |it| &mut it.caption),
    (PHOTOSHOP, "Credit", |it| &mut it.credit),
    (DUBLIN_CORE, "creator", |it| &mut it.creator),
    (PHOTOSHOP, "Source", |it| &mut it.source),
    (RIGHTS, "UsageTerms", |it| &mut it.terms),
    (DUBLIN_CORE, "rights", |it| &mut it.rights),
    (IPTC_EXTENSION, "DigitalSourceType", |it| &mut it.way),
    (PHOTOSHOP, "ExpirationDate", |it| &mut it.expires),
];

/// A property that is open, and what was read of it.
struct Open {
    place: Place,
    depth: usize,
    items: usize,
    words: String,
}

pub(super) fn read(xmp: &[u8]) -> Written {
    let mut written = Written::default();
    let Ok(text) = std::str::from_utf8(xmp) else { return written };
    let mut reader = NsReader::from_str(text.trim_end_matches('\0'));
    let mut depth = 0_usize;
    let mut open: Option<Open> = None;
    // What was read before a fault was well written.
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(element) => {
                depth += 1;
                attributes(&reader, &element, &mut written);
                let (namespace, local) = reader.resolver().resolve_element(element.name());
                if let Some(open) = &mut open {
                    let is_item = is(&namespace, RDF) && local.as_ref() == "li";
                    open.items += usize::from(is_item);
                } else if let Some(place) = place(&namespace, local.as_ref()) {
                    open = Some(Open { place, depth, items: 0, words: String::new() });
                }
            }
            Event::Empty(element) => attributes(&reader, &element, &mut written),
            Event::Text(words) => say(&mut open, &words.xml10_content()),
            Event::CData(words) => say(&mut open, &words.xml10_content()),
            Event::GeneralRef(name) => match name.resolve_char_ref() {
                Ok(Some(letter)) => say(&mut open, letter.encode_utf8(&mut [0; 4])),
                _ => say(&mut open, escape::resolve_predefined_entity(&name).unwrap_or_default()),
            },
            Event::End(_) => {
                if let Some(done) = open.take_if(|open| open.depth == depth) {
                    put(&mut written, done.place, &done.words);
                }
                depth = depth.saturating_sub(1);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    written
}

/// Adds words to the open property. The first of several languages is the default one.
fn say(open: &mut Option<Open>, words: &str) {
    if let Some(open) = open.as_mut().filter(|open| open.items <= 1) {
        open.words.push_str(words);
    }
}

/// A property may be an attribute of its description.
fn attributes(reader: &NsReader<&[u8]>, element: &BytesStart<'_>, written: &mut Written) {
    for attribute in element.attributes().filter_map(Result::ok) {
        let (namespace, local) = reader.resolver().resolve_attribute(attribute.key);
        if let Some(place) = place(&namespace, local.as_ref())
            && let Ok(words) = escape::unescape(&attribute.value)
        {
            put(written, place, &words);
        }
    }
}

fn is(namespace: &ResolveResult<'_>, wanted: &str) -> bool {
    matches!(namespace, ResolveResult::Bound(found) if found.as_ref() == wanted)
}

fn place(namespace: &ResolveResult<'_>, local: &str) -> Option<Place> {
    let wanted = PROPERTIES.iter().find(|(of, name, _)| *name == local && is(namespace, of));
    wanted.map(|(_, _, place)| *place)
}

fn put(written: &mut Written, place: Place, words: &str) {
    let place = place(written);
    if place.is_empty() {
        *place = tidied(words);
    }
}
