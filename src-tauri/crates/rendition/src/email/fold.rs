//! Lines that every mail server lets pass: one of 998 octets or more gets a `!` in its middle.

/// Beyond this a line is broken at the last space that is no part of an attribute's value.
const WIDEST: usize = 940;

/// `html` with a line's end in place of a space wherever a line would be too long.
pub(crate) fn fold(html: &str) -> String {
    if html.len() <= WIDEST || html.split('\n').all(|line| line.len() <= WIDEST) {
        return html.to_owned();
    }
    let mut breaks = Vec::new();
    let mut start = 0;
    let (mut space, mut quoted_space) = (None, None);
    let (mut in_tag, mut quoted) = (false, false);
    let bytes = html.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\n' => {
                start = at + 1;
                (space, quoted_space) = (None, None);
            }
            b'<' => in_tag = true,
            b'>' if !quoted => in_tag = false,
            b'"' if in_tag => quoted = !quoted,
            b' ' if quoted => quoted_space = Some(at),
            b' ' => space = Some(at),
            _ => {}
        }
        at += 1;
        if at - start > WIDEST
            && let Some(broken) = space.or(quoted_space)
        {
            breaks.push(broken);
            start = broken + 1;
            (space, quoted_space) = (None, None);
        }
    }
    let mut out = String::with_capacity(html.len());
    let mut from = 0;
    for broken in breaks {
        out.push_str(&html[from..broken]);
        out.push('\n');
        from = broken + 1;
    }
    out.push_str(&html[from..]);
    out
}
