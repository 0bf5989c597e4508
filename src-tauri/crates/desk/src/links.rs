//! Links of a page, which lead out of the program: they are shown in full before they are
//! followed, and a host follows them.

use std::io;

use url::Url;

use crate::{
    Desk, Fault,
    wire::links::{LinkView, LookAtLink, OpenLink},
};

/// Where a link may lead; every other scheme could start a program.
const SCHEMES: [&str; 3] = ["https", "http", "mailto"];

/// Opens an address in the program that the system has for it.
pub(crate) type Opener = Box<dyn Fn(&str) -> io::Result<()> + Send + Sync>;

pub(crate) fn look_at_link(desk: &Desk, ask: LookAtLink) -> Result<LinkView, Fault> {
    let url = allowed(&ask.address)?;
    let site = site(&url);
    let (letters, sound) = idna::domain_to_unicode(&site);
    let letters = (sound.is_ok() && letters != site).then_some(letters);
    Ok(LinkView { address: url.into(), site, letters, opens: desk.opener.get().is_some() })
}

pub(crate) fn open_link(desk: &Desk, ask: OpenLink) -> Result<(), Fault> {
    let address = String::from(allowed(&ask.address)?);
    let failed = |why: &str| Fault::theirs("link.failed", &[("address", &address), ("why", why)]);
    let opener = desk.opener.get().ok_or_else(|| failed("no_opener"))?;
    opener(&address).map_err(|why| failed(&why.to_string()))
}

pub(crate) fn allowed(address: &str) -> Result<Url, Fault> {
    let refused = || Fault::theirs("link.refused", &[("address", address)]);
    let url = Url::parse(address.trim()).map_err(|_| refused())?;
    let leads = url.scheme() == "mailto" || url.has_host();
    if leads && SCHEMES.contains(&url.scheme()) { Ok(url) } else { Err(refused()) }
}

/// The host, or the one of a mailbox, in the letters that the network knows.
fn site(url: &Url) -> String {
    match url.host_str() {
        Some(host) => host.to_owned(),
        None => {
            let domain = url.path().rsplit('@').next().unwrap_or_default();
            let web = Url::parse(&format!("https://{domain}"));
            let host = web.ok().and_then(|web| web.host_str().map(str::to_owned));
            host.unwrap_or_else(|| domain.to_owned())
        }
    }
}

impl Desk {
    /// Has links opened by `opener`. A host that never says how opens them itself.
    pub fn open_links_with(&self, opener: impl Fn(&str) -> io::Result<()> + Send + Sync + 'static) {
        // The first one stays: a desk has one host.
        self.opener.set(Box::new(opener)).ok();
    }
}
