//! What the web page and the e-mail have in common: characters, addresses, lines of words.

pub(crate) mod address;
pub(crate) mod line;
pub(crate) mod outline;
pub(crate) mod raw;

/// Writes `words` so that no browser takes them for a tag or an attribute's end.
///
/// Control characters go: no page may carry them, and one of them was enough to have a mail
/// clipped.
pub(crate) fn escape(words: &str, out: &mut String) {
    let bytes = words.as_bytes();
    let (mut from, mut at) = (0, 0);
    while at < bytes.len() {
        let (escaped, len) = match bytes[at] {
            b'&' => ("&amp;", 1),
            b'<' => ("&lt;", 1),
            b'>' => ("&gt;", 1),
            b'"' => ("&quot;", 1),
            0..0x20 | 0x7f if !matches!(bytes[at], b'\n' | b'\t') => ("", 1),
            0xc2 if matches!(bytes.get(at + 1), Some(0x80..0xa0)) => ("", 2),
            _ => {
                at += 1;
                continue;
            }
        };
        out.push_str(&words[from..at]);
        out.push_str(escaped);
        at += len;
        from = at;
    }
    out.push_str(&words[from..]);
}

/// `words`, escaped.
pub(crate) fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 16);
    escape(words, &mut out);
    out
}

/// Writes ` name="value"`.
pub(crate) fn attribute(name: &str, value: &str, out: &mut String) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape(value, out);
    out.push('"');
}
