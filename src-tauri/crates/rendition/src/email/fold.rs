//! Lines that every mail server lets pass: one of 998 octets or more gets a `!` in its middle.

/// Beyond this a line is broken at the last space that is no part of an attribute's value.
const WIDEST: usize = 940;

/// Puts a line's end in place of a space wherever a line of `html` would be too long.
pub(crate) fn fold(html: String) -> String {
    if html.len() <= WIDEST || html.split('\n').all(|line| line.len() <= WIDEST) {
        return html;
    }
    // A space and a line's end are one octet each, and neither is part of another letter.
    let mut bytes = html.into_bytes();
    let mut start = 0;
    let (mut space, mut quoted_space) = (None, None);
    let (mut in_tag, mut quoted) = (false, false);
    for at in 0..bytes.len() {
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
        if at + 1 - start > WIDEST
            && let Some(broken) = space.or(quoted_space)
        {
            bytes[broken] = b'\n';
            start = broken + 1;
            (space, quoted_space) = (None, None);
        }
    }
    String::from_utf8(bytes).unwrap_or_default()
}
