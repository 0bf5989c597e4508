//! Raw HTML in a text: what is harmless passes, what is not prints as the words that it is.
//!
//! A tag inside a line is read and written anew by us, from a list of elements; a whole block
//! goes through ammonia, after the tags that are not on its list were made words.

use std::sync::LazyLock;

use super::{address, escape};

/// The elements that may stand in a line, and the attributes that each may keep.
const IN_LINE: &[(&str, &[&str])] = &[
    ("a", &["href"]),
    ("abbr", &["title"]),
    ("b", &[]),
    ("bdi", &[]),
    ("br", &[]),
    ("cite", &[]),
    ("code", &[]),
    ("del", &[]),
    ("dfn", &[]),
    ("em", &[]),
    ("i", &[]),
    ("img", &["src", "alt"]),
    ("ins", &[]),
    ("kbd", &[]),
    ("mark", &[]),
    ("q", &[]),
    ("s", &[]),
    ("samp", &[]),
    ("small", &[]),
    ("span", &["lang"]),
    ("strong", &[]),
    ("sub", &[]),
    ("sup", &[]),
    ("u", &[]),
    ("var", &[]),
    ("wbr", &[]),
];

/// The elements that a block may add to them.
const IN_BLOCK: &[&str] = &[
    "blockquote",
    "caption",
    "col",
    "colgroup",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "rp",
    "rt",
    "ruby",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "ul",
];

/// The elements that have no end.
const VOID: &[&str] = &["br", "col", "hr", "img", "wbr"];

/// More than this is no island in a text, and sanitising is quadratic in depth.
const LONGEST: usize = 8 * 1024 * 1024;
const DEEPEST: i32 = 200;

/// What a raw tag in a line is.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Tag {
    /// A comment: it vanishes.
    Comment,
    /// An element that opens, with the attributes that it keeps.
    Open { element: &'static str, attributes: Vec<(&'static str, String)>, void: bool },
    /// An element that closes.
    Close(&'static str),
    /// Not allowed: it prints as it was written.
    Refused,
}

/// Reads a raw tag.
pub(crate) fn tag(written: &str) -> Tag {
    if written.starts_with("<!--") {
        return Tag::Comment;
    }
    let Some((closing, name)) = name(written) else { return Tag::Refused };
    let Some((element, kept)) = IN_LINE.iter().find(|(element, _)| *element == name) else {
        return Tag::Refused;
    };
    if closing {
        return Tag::Close(element);
    }
    let inside = written[1 + name.len()..].trim_end_matches('>').trim_end_matches('/');
    let found = attributes(inside);
    let attributes: Vec<(&'static str, String)> = kept
        .iter()
        .filter_map(|name| {
            let (_, value) = found.iter().find(|(found, _)| found == name)?;
            Some((*name, value.clone()))
        })
        .collect();
    if *element == "img" && attributes.len() < kept.len() {
        return Tag::Refused;
    }
    Tag::Open { element, attributes, void: VOID.contains(element) }
}

/// A block of raw HTML, made harmless. Its tags are balanced whatever was written.
pub(crate) fn block(written: &str) -> String {
    match guarded(written) {
        Some(guarded) => SANITISER.clean(&guarded).to_string(),
        None => super::escaped(written),
    }
}

static SANITISER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut sanitiser = ammonia::Builder::empty();
    sanitiser
        .tags(IN_LINE.iter().map(|(element, _)| *element).chain(IN_BLOCK.iter().copied()).collect())
        .add_generic_attributes(["lang", "dir"])
        .add_tag_attributes("a", ["href"])
        .add_tag_attributes("abbr", ["title"])
        .add_tag_attributes("img", ["src", "alt", "width", "height"])
        .add_tag_attributes("ol", ["start"])
        .add_tag_attributes("td", ["colspan", "rowspan"])
        .add_tag_attributes("th", ["colspan", "rowspan", "scope"])
        .add_tag_attributes("time", ["datetime"])
        .url_schemes(["http", "https", "mailto", "tel"].into_iter().collect())
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(None)
        .strip_comments(true);
    sanitiser
});

/// `written` without its comments, its refused tags made words; `None` when it is too deep.
fn guarded(written: &str) -> Option<String> {
    if written.len() > LONGEST {
        return None;
    }
    let mut out = String::with_capacity(written.len());
    let mut rest = written;
    let mut depth = 0;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with("<!--") {
            rest = rest.find("-->").map_or("", |end| &rest[end + 3..]);
            continue;
        }
        let Some((closing, name)) = name(rest) else {
            out.push_str("&lt;");
            rest = &rest[1..];
            continue;
        };
        let Some(end) = end_of_tag(rest) else {
            out.push_str("&lt;");
            rest = &rest[1..];
            continue;
        };
        let (tag, after) = rest.split_at(end);
        rest = after;
        if let Some(told) = untold(&name, tag) {
            escape(&told, &mut out);
            continue;
        }
        if allowed(&name, tag) {
            if !VOID.contains(&name.as_str()) {
                depth += if closing { -1 } else { 1 };
            }
            if depth > DEEPEST {
                return None;
            }
            out.push_str(tag);
        } else {
            escape(tag, &mut out);
        }
    }
    out.push_str(rest);
    Some(out)
}

/// What a block's picture is, in words, when its address leads nowhere from here.
fn untold(name: &str, tag: &str) -> Option<String> {
    let attributes = attributes(tag.get(4..).filter(|_| name == "img")?);
    let find = |name| attributes.iter().find(|(found, _)| found == name).map(|(_, value)| value);
    let (src, alt) = (find("src")?, find("alt")?);
    address::told(src, "").map(|told| format!("{alt} ({told})"))
}

fn allowed(name: &str, tag: &str) -> bool {
    let listed = IN_BLOCK.contains(&name) || IN_LINE.iter().any(|(element, _)| *element == name);
    let described = || attributes(&tag[4..]).iter().any(|(attribute, _)| attribute == "alt");
    listed && (name != "img" || described())
}

/// Whether a tag closes, and its element in lower case; `None` when it is no tag.
fn name(tag: &str) -> Option<(bool, String)> {
    let inside = tag.strip_prefix('<')?;
    let (closing, inside) = match inside.strip_prefix('/') {
        Some(inside) => (true, inside),
        None => (false, inside),
    };
    let end = inside.find(|letter: char| letter.is_whitespace() || "/>".contains(letter));
    let name = &inside[..end.unwrap_or(inside.len())];
    let shaped = name.starts_with(|letter: char| letter.is_ascii_alphabetic());
    shaped.then(|| (closing, name.to_ascii_lowercase()))
}

/// Where the tag at the start of `text` ends: after the first `>` outside quotes.
fn end_of_tag(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// The attributes of a tag, in lower case, with their values read.
fn attributes(inside: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = inside;
    loop {
        rest =
            rest.trim_start_matches(|letter: char| letter.is_whitespace() || "/>".contains(letter));
        if rest.is_empty() {
            return found;
        }
        let end = rest
            .find(|letter: char| letter.is_whitespace() || "=/>".contains(letter))
            .unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let after = after.trim_start();
        let (value, after) = match after.strip_prefix('=') {
            Some(after) => value(after.trim_start()),
            None => ("", after),
        };
        if !name.is_empty() {
            found.push((name.to_ascii_lowercase(), plain(value)));
        }
        rest = after;
    }
}

fn value(rest: &str) -> (&str, &str) {
    match rest.chars().next() {
        Some(quote @ ('"' | '\'')) => rest[1..].split_once(quote).unwrap_or((&rest[1..], "")),
        _ => {
            let end = rest
                .find(|letter: char| letter.is_whitespace() || letter == '>')
                .unwrap_or(rest.len());
            rest.split_at(end)
        }
    }
}

/// The entities that are common in addresses and titles; others stay as they were written,
/// which is harmless since the value is escaped again.
fn plain(value: &str) -> String {
    value
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}
