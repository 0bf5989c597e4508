//! A line of words as HTML: emphasis, links, cross-references, calls of notes.

use markup::{Inline, inline_text};
use newsroom::DraftSlug;

use crate::{
    edition::{
        Edition, anchor,
        body::{Notes, note},
        reference::Lead,
    },
    email::Sheet,
    html::{address, attribute, escape, raw},
};

/// What writing the words of an article needs to know.
pub(crate) struct Scribe<'e, 'c> {
    /// The edition.
    pub(crate) edition: &'e Edition<'c>,
    /// The article.
    pub(crate) slug: &'c DraftSlug,
    /// The notes that are printed with it.
    pub(crate) notes: &'e Notes<'c>,
    /// What gives each element its look; on the web the stylesheet does.
    pub(crate) sheet: Option<&'c Sheet>,
    /// Whether a link may lead inside the page, and an element may have a name.
    pub(crate) anchors: bool,
}

impl Scribe<'_, '_> {
    /// The attributes of an element that stands in a line.
    fn dress(&self, element: &str) -> &str {
        self.sheet.map_or("", |sheet| sheet.dress(element))
    }

    /// Writes `inlines`.
    pub(crate) fn line(&self, inlines: &[Inline], out: &mut String) {
        self.run(inlines, false, out);
    }

    fn run(&self, inlines: &[Inline], linked: bool, out: &mut String) {
        let mut raw_open: Vec<&'static str> = Vec::new();
        for inline in inlines {
            let linked = linked || raw_open.contains(&"a");
            match inline {
                Inline::Html(tag) => self.raw(tag, linked, &mut raw_open, out),
                inline => self.inline(inline, linked, out),
            }
        }
        while let Some(element) = raw_open.pop() {
            close(element, out);
        }
    }

    fn inline(&self, inline: &Inline, linked: bool, out: &mut String) {
        match inline {
            Inline::Text(words) => escape(words, out),
            Inline::Emphasis(inner) => self.wrap("em", inner, linked, out),
            Inline::Strong(inner) => self.wrap("strong", inner, linked, out),
            Inline::Strike(inner) => self.wrap("s", inner, linked, out),
            Inline::Code(words) => {
                self.open("code", out);
                out.push('>');
                escape(words, out);
                close("code", out);
            }
            Inline::Link { url, inlines, .. } => {
                let to = if linked { None } else { self.address(url) };
                match to {
                    Some(to) => {
                        self.open_link(&to, out);
                        let from = out.len();
                        self.run(inlines, true, out);
                        if out[from..].trim().is_empty() {
                            escape(url, out);
                        }
                        close("a", out);
                    }
                    None => {
                        let from = out.len();
                        self.run(inlines, linked, out);
                        self.tell(url, linked, from, out);
                    }
                }
            }
            Inline::Image { url, alt, .. } => self.picture(url, alt, out),
            Inline::CrossReference { target, reference, label, .. } => {
                let (words, lead) = self.edition.cross_reference(
                    reference.as_ref(),
                    target,
                    label.as_deref(),
                    self.slug,
                );
                let to = match lead {
                    Lead::Here(article) if self.anchors => Some(self.edition.lead_here(&article)),
                    Lead::Here(article) => self.edition.own_address(Some(&article)),
                    Lead::Address(address) => Some(address),
                    Lead::Nowhere => None,
                };
                self.words_to(&words, to.filter(|_| !linked).as_deref(), out);
            }
            Inline::Language { tag, inlines } => {
                self.open("span", out);
                attribute("lang", tag.as_str(), out);
                out.push('>');
                self.run(inlines, linked, out);
                close("span", out);
            }
            Inline::FootnoteCall { name, call, .. } => self.call(name, *call, linked, out),
            Inline::SoftBreak => out.push('\n'),
            Inline::HardBreak => out.push_str("<br>\n"),
            Inline::Html(_) => {}
        }
    }

    /// Writes `words`, linked to `to` if that leads anywhere.
    pub(crate) fn words_to(&self, words: &str, to: Option<&str>, out: &mut String) {
        match to {
            Some(to) => {
                self.open_link(to, out);
                escape(words, out);
                close("a", out);
            }
            None => escape(words, out),
        }
    }

    /// The address that `written` leads to, if it may.
    pub(crate) fn address(&self, written: &str) -> Option<String> {
        address::link(written, &self.edition.proof().publication.base_url)
    }

    /// Says after the words, which begin at `from`, the address that they cannot lead to.
    fn tell(&self, written: &str, linked: bool, from: usize, out: &mut String) {
        let base = &self.edition.proof().publication.base_url;
        let told = address::told(written, base).filter(|_| !linked);
        if let Some(told) = told.filter(|told| !out[from..].contains(told.as_str())) {
            escape(&format!(" ({told})"), out);
        }
    }

    fn call(&self, name: &str, call: u32, linked: bool, out: &mut String) {
        let Some((number, note)) = note(self.notes, name) else { return };
        self.open("sup", out);
        out.push('>');
        let number = number.to_string();
        if self.anchors && !linked {
            let slug = anchor(self.slug);
            self.open_link(&format!("#{slug}_note-{number}"), out);
            // The note leads back to its first call; the others need no name.
            if note.first_call == call {
                out.truncate(out.len() - 1);
                attribute("id", &format!("{slug}_appel-{number}"), out);
                out.push('>');
            }
            out.push_str(&number);
            close("a", out);
        } else {
            out.push_str(&number);
        }
        close("sup", out);
    }

    fn picture(&self, url: &str, alt: &str, out: &mut String) {
        match address::picture(url, &self.edition.proof().publication.base_url) {
            Some(url) if !alt.trim().is_empty() => {
                out.push_str("<img");
                attribute("src", &url, out);
                attribute("alt", alt.trim(), out);
                out.push_str(self.dress("img"));
                out.push('>');
            }
            _ => {
                let from = out.len();
                escape(alt, out);
                self.tell(url, false, from, out);
            }
        }
    }

    /// A raw tag of the text: an element of the list is written anew, another is words.
    fn raw(&self, written: &str, linked: bool, raw_open: &mut Vec<&'static str>, out: &mut String) {
        match raw::tag(written) {
            raw::Tag::Comment => {}
            raw::Tag::Refused => escape(written, out),
            raw::Tag::Close(element) => {
                if raw_open.contains(&element) {
                    while let Some(open) = raw_open.pop() {
                        close(open, out);
                        if open == element {
                            break;
                        }
                    }
                }
            }
            raw::Tag::Open { element: "img", attributes, .. } => {
                if let [(_, url), (_, alt)] = attributes.as_slice() {
                    self.picture(url, alt, out);
                }
            }
            raw::Tag::Open { element: "a", attributes, .. } => {
                let to = attributes.first().and_then(|(_, to)| self.address(to));
                if let Some(to) = to.filter(|_| !linked) {
                    self.open_link(&to, out);
                    raw_open.push("a");
                }
            }
            raw::Tag::Open { element, attributes, void } => {
                self.open(element, out);
                for (name, value) in &attributes {
                    attribute(name, value, out);
                }
                out.push('>');
                if !void {
                    raw_open.push(element);
                }
            }
        }
    }

    fn wrap(&self, element: &str, inner: &[Inline], linked: bool, out: &mut String) {
        self.open(element, out);
        out.push('>');
        self.run(inner, linked, out);
        close(element, out);
    }

    /// Writes `<element` and its dress; the caller adds attributes and the `>`.
    pub(crate) fn open(&self, element: &str, out: &mut String) {
        out.push('<');
        out.push_str(element);
        out.push_str(self.dress(element));
    }

    fn open_link(&self, to: &str, out: &mut String) {
        out.push_str("<a");
        // Only pages on the web have anchors: this is a mail.
        let followed = if self.anchors { to.into() } else { self.edition.followed(to) };
        attribute("href", &followed, out);
        out.push_str(self.dress("a"));
        out.push('>');
    }
}

/// Whether a run of inlines prints no word.
pub(crate) fn wordless(inlines: &[Inline]) -> bool {
    inline_text(inlines).trim().is_empty()
        && !inlines.iter().any(|inline| matches!(inline, Inline::Html(_) | Inline::Image { .. }))
}

pub(crate) fn close(element: &str, out: &mut String) {
    out.push_str("</");
    out.push_str(element);
    out.push('>');
}
