//! The frame of the preview: an exported page, with the one script that may speak to the window.
//!
//! The page itself is untouched; the script stands after it, and a policy that lets no other
//! script run and nothing remote load comes with it.

use crate::html::escaped;

/// The script that patches the page, and what it must know.
#[derive(Clone, Copy, Debug)]
pub struct Bridge<'a> {
    /// Its source.
    pub script: &'a str,
    /// The nonce of this answer.
    pub nonce: &'a str,
    /// The revision of the page.
    pub revision: u32,
    /// The address before the names of the files in e-mails; may be empty.
    pub base: &'a str,
}

/// The page with its bridge, just before the end of its body.
pub fn framed(page: &str, bridge: &Bridge<'_>) -> String {
    let script = format!(
        "<script nonce=\"{}\" data-revision=\"{}\" data-base=\"{}\">{}</script>",
        escaped(bridge.nonce),
        bridge.revision,
        escaped(bridge.base),
        bridge.script
    );
    let at = page.rfind("</body>").unwrap_or(page.len());
    let (before, after) = page.split_at(at);
    format!("{before}{script}{after}")
}

/// The policy that every answer to the frame carries: an origin of its own, no script but the
/// bridge, nothing from outside, pictures from `pictures` alone.
pub fn frame_policy(nonce: &str, pictures: &str) -> String {
    format!(
        "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'unsafe-inline'; \
         img-src {pictures}; base-uri 'none'; form-action 'none'; sandbox allow-scripts"
    )
}
