//! HTML as we write it, tag by tag: what simulators change, and what they leave as it is.

/// A piece of a mail.
pub(super) enum Piece<'a> {
    /// Words, or anything that no simulator looks into.
    Text(&'a str),
    /// A comment: all of it, and what Outlook reads in it, if anything.
    Comment { whole: &'a str, inside: Option<&'a str> },
    /// What all but Outlook read, and what stands around it.
    ForOthers { marks: [&'a str; 2], inside: &'a str },
    /// A sheet, with its tags, and what it says.
    Sheet { whole: &'a str, css: &'a str },
    /// A tag.
    Tag(Tag<'a>),
}

/// A tag as it is written.
pub(super) struct Tag<'a> {
    pub(super) whole: &'a str,
    pub(super) name: &'a str,
    pub(super) closing: bool,
    written: &'a str,
}

const FOR_OUTLOOK: &str = "<!--[if mso]>";
const FOR_OTHERS: &str = "<!--[if !mso]><!-->";
const END_OTHERS: &str = "<!--<![endif]-->";
const END: &str = "<![endif]-->";

/// The pieces of `html`, in order. Together they are all of it.
pub(super) fn pieces(html: &str) -> Pieces<'_> {
    Pieces { rest: html }
}

pub(super) struct Pieces<'a> {
    rest: &'a str,
}

impl<'a> Pieces<'a> {
    fn take(&mut self, len: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(len.min(self.rest.len()));
        self.rest = rest;
        taken
    }

    /// Takes what ends with `end`; all that is left when nothing does.
    fn take_to(&mut self, end: &str) -> &'a str {
        self.take(self.rest.find(end).map_or(self.rest.len(), |at| at + end.len()))
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        let at = self.rest.find('<').unwrap_or(self.rest.len());
        if at > 0 {
            return Some(Piece::Text(self.take(at)));
        }
        if self.rest.starts_with(FOR_OTHERS) {
            let open = self.take(FOR_OTHERS.len());
            let end = self.rest.find(END_OTHERS).unwrap_or(self.rest.len());
            let inside = self.take(end);
            return Some(Piece::ForOthers { marks: [open, self.take(END_OTHERS.len())], inside });
        }
        if self.rest.starts_with(FOR_OUTLOOK) {
            let whole = self.take_to(END);
            let inside = whole.strip_prefix(FOR_OUTLOOK).and_then(|it| it.strip_suffix(END));
            return Some(Piece::Comment { whole, inside });
        }
        if self.rest.starts_with("<!--") {
            return Some(Piece::Comment { whole: self.take_to("-->"), inside: None });
        }
        if self.rest.starts_with("<style") {
            let whole = self.take_to("</style>");
            let css = whole.split_once('>').and_then(|(_, css)| css.strip_suffix("</style>"));
            return Some(Piece::Sheet { whole, css: css.unwrap_or_default() });
        }
        let Some(len) = tag_len(self.rest) else { return Some(Piece::Text(self.take(1))) };
        let whole = self.take(len);
        let inner = &whole[1..whole.len() - 1];
        let closing = inner.starts_with('/');
        let inner = inner.trim_start_matches('/').trim_end_matches('/');
        let end = inner.find(|letter: char| letter.is_whitespace()).unwrap_or(inner.len());
        let (name, written) = inner.split_at(end);
        Some(Piece::Tag(Tag { whole, name, closing, written }))
    }
}

/// How long the tag is that `html` begins with; none when no tag does.
fn tag_len(html: &str) -> Option<usize> {
    let begins = html[1..].starts_with(|next: char| next.is_ascii_alphabetic() || next == '/');
    let mut quoted = false;
    for (at, byte) in html.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return begins.then_some(at + 1),
            _ => {}
        }
    }
    None
}

impl<'a> Tag<'a> {
    /// The attributes, in order, as they are written.
    pub(super) fn attributes(&self) -> Vec<(&'a str, Option<&'a str>)> {
        let mut found = Vec::new();
        let mut rest = self.written.trim_start();
        while !rest.is_empty() {
            let end = rest
                .find(|letter: char| letter == '=' || letter.is_whitespace())
                .unwrap_or(rest.len());
            let (name, after) = rest.split_at(end);
            let Some(quoted) = after.strip_prefix("=\"") else {
                found.push((name, None));
                rest = after.trim_start_matches('=').trim_start();
                continue;
            };
            let end = quoted.find('"').unwrap_or(quoted.len());
            found.push((name, Some(&quoted[..end])));
            rest = quoted.get(end + 1..).unwrap_or_default().trim_start();
        }
        found
    }
}

/// The value of an attribute of `tag`.
pub(super) fn attribute_of<'a>(tag: &Tag<'a>, name: &str) -> Option<&'a str> {
    tag.attributes().into_iter().find(|(it, _)| *it == name).and_then(|(_, value)| value)
}
