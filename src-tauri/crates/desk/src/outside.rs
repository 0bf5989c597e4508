//! The network beyond this machine, for the few things that are asked of it when a person asks.
//!
//! Nothing here reaches the newsroom’s own network, whatever an address is called: a hostile draft
//! must not have this machine knock at its neighbours’ doors.

use std::{
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    time::Duration,
};

use ureq::{
    Agent, Error,
    config::Config,
    http::Uri,
    unversioned::{
        resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver},
        transport::{DefaultConnector, NextTimeout},
    },
};
use url::{Host, Url};

/// So many times is an address followed to another.
pub(crate) const HOPS: usize = 6;

/// Asks sites, no longer than `patience` each, without cookies; says that it is for `purpose`.
/// It follows no redirection by itself: each address must be looked at first.
pub(crate) fn agent(purpose: &str, patience: Duration) -> Agent {
    let name = format!("Marbre/{} ({purpose})", env!("CARGO_PKG_VERSION"));
    let config = Agent::config_builder()
        .timeout_global(Some(patience))
        .http_status_as_error(false)
        .max_redirects(0)
        .user_agent(name)
        .build();
    Agent::with_parts(config, DefaultConnector::default(), Outward::default())
}

/// Whether an address is on the web, and not on the network of this machine, as far as it says.
pub(crate) fn is_outside(url: &Url) -> bool {
    let web = matches!(url.scheme(), "http" | "https");
    web && match url.host() {
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            let inside = [".local", ".localhost", ".internal", ".lan", ".home.arpa"];
            name.contains('.') && !inside.iter().any(|end| name.ends_with(end))
        }
        Some(Host::Ipv4(address)) => is_public(address.into()),
        Some(Host::Ipv6(address)) => is_public(address.into()),
        None => false,
    }
}

/// Whether a machine of that address is anybody’s to ask.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_4(address),
        IpAddr::V6(address) => match translated(address) {
            Some(address) => is_public_4(address),
            None => {
                !(address.to_ipv4_mapped().is_some()
                    || address.is_loopback()
                    || address.is_unspecified()
                    || address.is_multicast()
                    || address.is_unique_local()
                    || address.is_unicast_link_local())
            }
        },
    }
}

fn is_public_4(address: Ipv4Addr) -> bool {
    let [first, second, ..] = address.octets();
    // RFC 6598: behind a provider’s translator, or a private network laid over the internet.
    let is_shared = first == 100 && (64..128).contains(&second);
    !(first == 0
        || is_shared
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_broadcast())
}

/// The address that a translator of RFC 6052 would ask in the place of this one.
fn translated(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let [0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0, a, b, c, d] = address.octets() else {
        return None;
    };
    Some(Ipv4Addr::new(a, b, c, d))
}

/// Finds the machines of a name, and leaves out those of this network: a name can lead anywhere.
#[derive(Debug, Default)]
struct Outward(DefaultResolver);

impl Resolver for Outward {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.0.resolve(uri, config, timeout)?;
        // The proxy of the system is the person’s own choice; what it reaches is its own affair.
        if config.proxy().is_some_and(|proxy| proxy.uri() == uri) {
            return Ok(found);
        }
        let mut outside = self.0.empty();
        found.iter().filter(|it| is_public(it.ip())).for_each(|it| outside.push(*it));
        if outside.is_empty() {
            return Err(Error::Io(io::ErrorKind::PermissionDenied.into()));
        }
        Ok(outside)
    }
}
