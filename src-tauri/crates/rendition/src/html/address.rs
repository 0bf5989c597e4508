//! Which addresses a page may lead to, and how they are written.

/// Where a link may lead: the web, a mailbox, a telephone.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// Schemes that no reader types and no page repeats.
const TRAPS: [&str; 5] = ["javascript", "vbscript", "data", "file", "blob"];

/// `written` as an absolute address of an allowed scheme; a relative one is taken from `base`.
///
/// `None` means that the words are printed without a link.
pub(crate) fn link(written: &str, base: &str) -> Option<String> {
    let address = absolute(written, base)?;
    let scheme = scheme(&address)?;
    let allowed = SCHEMES.iter().any(|known| known.eq_ignore_ascii_case(scheme));
    (allowed && address.len() > scheme.len() + 1).then_some(address)
}

/// `written` as words, when no link can lead there but a reader may want to know: an address of a
/// site that has no address here, or of a scheme that is misspelt.
pub(crate) fn told(written: &str, base: &str) -> Option<String> {
    let bare = written.trim();
    let scheme = scheme(bare).map(str::to_ascii_lowercase);
    let trap = scheme.is_some_and(|scheme| TRAPS.contains(&scheme.as_str()));
    let hidden = bare.is_empty() || bare.starts_with('#') || bare.contains(char::is_control);
    let led = link(written, base).is_some();
    (!led && !trap && !hidden).then(|| bare.to_owned())
}

/// `written` as the absolute web address of a picture.
pub(crate) fn picture(written: &str, base: &str) -> Option<String> {
    link(written, base).filter(|address| is_web(address))
}

/// Whether `address` is on the web, and names a host.
pub(crate) fn is_web(address: &str) -> bool {
    host(address).is_some_and(|host| !host.is_empty())
}

/// The host of a web address.
pub(crate) fn host(address: &str) -> Option<&str> {
    let scheme = scheme(address)?;
    let web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let rest = address.get(scheme.len() + 1..)?.strip_prefix("//").filter(|_| web)?;
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    Some(host.split(':').next().unwrap_or_default())
}

fn absolute(written: &str, base: &str) -> Option<String> {
    // Browsers drop these inside an address, so that `java\tscript:` would run.
    let bare: String = written.chars().filter(|letter| !letter.is_control()).collect();
    let bare = bare.trim();
    // `[words]((https://…))` is a slip that many renderers forgive.
    let inside = bare.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let bare = inside.filter(|inside| scheme(inside).is_some()).unwrap_or(bare);
    if bare.is_empty() || bare.starts_with('#') || bare.starts_with('?') {
        return None;
    }
    if let Some(scheme) = scheme(bare) {
        let web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
        return (!web || is_web(bare)).then(|| encoded(bare));
    }
    let base = base.trim().trim_end_matches('/');
    let disguised = bare.split('/').next().is_some_and(|first| first.contains(':'));
    if disguised || !is_web(base) {
        return None;
    }
    let origin_end = base.find("://").map(|at| at + 3)?;
    let origin = base[origin_end..].find('/').map_or(base, |slash| &base[..origin_end + slash]);
    let joined = if bare.starts_with("//") {
        format!("{}:{bare}", scheme(base)?)
    } else if bare.starts_with('/') {
        format!("{origin}{bare}")
    } else {
        format!("{base}/{}", bare.trim_start_matches("./"))
    };
    is_web(&joined).then(|| encoded(&joined))
}

fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let shaped = scheme.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && scheme.chars().all(|letter| letter.is_ascii_alphanumeric() || "+-.".contains(letter));
    shaped.then_some(scheme)
}

/// `words` as the value of a part of a query.
pub(crate) fn value(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for byte in words.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                out.push(char::from(byte));
            }
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// What may not stand in an address as it is, percent-encoded; the rest as it was written.
fn encoded(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for (at, letter) in address.char_indices() {
        let hexadecimal =
            |from: usize| address.as_bytes().get(from).is_some_and(u8::is_ascii_hexdigit);
        match letter {
            '%' if hexadecimal(at + 1) && hexadecimal(at + 2) => out.push('%'),
            ' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' | '[' | ']' | '%' => {
                out.push('%');
                out.push_str(&format!("{:02X}", u32::from(letter)));
            }
            letter if letter.is_whitespace() => out.push_str("%20"),
            letter => out.push(letter),
        }
    }
    out
}
