//! The files as they would be sent: their weight, and what must not be in them.

use std::collections::{BTreeMap, BTreeSet};

use newsroom::EditionKey;

use super::{Remarks, rules};
use crate::{
    Composition,
    leaks::leaks,
    quality::{CLIP, NEAR, TRACKING},
};

pub(super) fn check(
    composition: &Composition,
    artefacts: &BTreeMap<EditionKey, BTreeMap<String, Vec<u8>>>,
    remarks: &mut Remarks<'_>,
) {
    let publication = &composition.proof().publication;
    for (key, files) in artefacts {
        let plan = publication.edition(key);
        let edition = plan.map_or_else(|| key.to_string(), |plan| plan.name.clone());
        weight(&edition, files, remarks);
        barriers(&edition, files, remarks);
        if plan.is_none_or(|plan| plan.open) {
            leaking(composition, key, &edition, files, remarks);
        }
    }
}

fn weight(edition: &str, files: &BTreeMap<String, Vec<u8>>, remarks: &mut Remarks<'_>) {
    let weight = files.iter().filter_map(|(path, bytes)| sent(path, bytes)).max();
    let Some(weight) = weight else { return };
    let rule = match weight {
        weight if weight > CLIP => &rules::WEIGHT_CLIPPED,
        weight if weight > NEAR => &rules::WEIGHT_NEAR,
        _ => return,
    };
    let weight = weight.div_ceil(1000).to_string();
    remarks.on_issue(rule, [("edition", edition.to_owned()), ("weight", weight)]);
}

/// The weight that the file at `path` will have in an inbox, when it is a mail's HTML.
fn sent(path: &str, bytes: &[u8]) -> Option<usize> {
    let name = path.to_ascii_lowercase();
    let html = if name.ends_with(".eml") {
        html_part(bytes)?
    } else if name.starts_with("email/") && name.ends_with(".html") {
        bytes
    } else {
        return None;
    };
    Some(html.len() + count(html, b"<a ") * TRACKING)
}

/// The HTML of a multipart message, still encoded.
fn html_part(message: &[u8]) -> Option<&[u8]> {
    let head = find(message, b"text/html")?;
    let part = message.get(head..)?;
    let body = [&b"\r\n\r\n"[..], b"\n\n"]
        .iter()
        .filter_map(|blank| Some(find(part, blank)? + blank.len()))
        .min()?;
    let body = part.get(body..)?;
    let end = find(body, b"\n--").unwrap_or(body.len());
    body.get(..end)
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

fn count(bytes: &[u8], what: &[u8]) -> usize {
    bytes.windows(what.len()).filter(|window| *window == what).count()
}

/// What would keep a reader out of the pages: one remark a page and a kind of barrier.
fn barriers(edition: &str, files: &BTreeMap<String, Vec<u8>>, remarks: &mut Remarks<'_>) {
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let Ok(html) = str::from_utf8(bytes) else { continue };
        for barrier in found_barriers(html) {
            let facts = [
                ("edition", edition.to_owned()),
                ("path", path.clone()),
                ("barrier", barrier.to_owned()),
            ];
            remarks.on_issue(&rules::BARRIER, facts);
        }
    }
}

/// The barriers of a page, by the names of the criteria of WCAG 2.2 that it fails.
fn found_barriers(html: &str) -> BTreeSet<&'static str> {
    let mut found = BTreeSet::new();
    let mut named = BTreeSet::new();
    let mut language = false;
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let Some(end) = rest.find('>') else { break };
        let (tag, after) = (&rest[..end], &rest[end + 1..]);
        let name = tag.split([' ', '\n', '/']).next().unwrap_or_default().to_ascii_lowercase();
        match name.as_str() {
            "html" => language = tag.contains("lang="),
            "img" if !tag.contains("alt=") => {
                found.insert("1.1.1");
            }
            "a" if tag.contains("href=")
                && !tag.contains("aria-label=")
                && after.find("</a").is_some_and(|end| is_silent(&after[..end])) =>
            {
                found.insert("2.4.4");
            }
            _ => {}
        }
        if let Some(id) = attribute(tag, " id=\"")
            && !named.insert(id)
        {
            found.insert("4.1.2");
        }
        rest = after;
    }
    if html.contains("<html") && !language {
        found.insert("3.1.1");
    }
    found
}

/// Whether the inside of a link says nothing to who cannot see it.
fn is_silent(inside: &str) -> bool {
    let spoken = inside.contains("alt=\"") && !inside.contains("alt=\"\"");
    let mut depth = 0;
    let words = inside.chars().any(|letter| {
        match letter {
            '<' => depth += 1,
            '>' => depth -= 1,
            _ => return depth == 0 && letter.is_alphanumeric(),
        }
        false
    });
    !spoken && !words
}

fn attribute<'t>(tag: &'t str, opening: &str) -> Option<&'t str> {
    let (_, rest) = tag.split_once(opening)?;
    rest.split('"').next()
}

/// One remark for each article and file: a whole dossier that leaks is one fault.
fn leaking(
    composition: &Composition,
    key: &EditionKey,
    edition: &str,
    files: &BTreeMap<String, Vec<u8>>,
    remarks: &mut Remarks<'_>,
) {
    let mut told = BTreeSet::new();
    for leak in leaks(composition, key, files) {
        if told.insert((leak.article.clone(), leak.path.clone())) {
            let facts = [
                ("edition", edition.to_owned()),
                ("path", leak.place()),
                ("sentence", leak.sentence),
            ];
            remarks.on_article(&rules::LEAK, &leak.article, facts);
        }
    }
}
