//! A picture that stays on the web when its page is pasted: fetched when a person asks for it, has
//! seen its address, and never otherwise.

use std::{io, time::Duration};

use ureq::{
    Agent, Body, Error,
    http::{Response, StatusCode},
};
use url::Url;

use crate::{
    Desk, Fault, imports, links,
    outside::{HOPS, agent, is_outside},
    wire::{drafts::IllustrationChoice, imports::FetchPicture},
};

/// So long may a picture take to come.
const PATIENCE: Duration = Duration::from_secs(30);
/// A heavier one is to be asked of who made it.
const HEAVIEST: u64 = 30 << 20;

pub(crate) fn fetch_picture(desk: &Desk, ask: FetchPicture) -> Result<IllustrationChoice, Fault> {
    let url = links::allowed(&ask.address)?;
    let (end, bytes) = fetch(&agent("picture asked for by a person", PATIENCE), url)?;
    let name = ask.name.trim();
    imports::keep_picture(desk, if name.is_empty() { &end } else { name }, bytes)
}

/// The end of its address and the bytes of the picture at an address, wherever it leads to.
fn fetch(agent: &Agent, mut url: Url) -> Result<(String, Vec<u8>), Fault> {
    url.set_fragment(None);
    for _ in 0..HOPS {
        if !is_outside(&url) {
            return Err(fault("fetch.inside", &url, &[]));
        }
        let answer = agent.get(url.as_str()).header("accept", "image/*").call();
        let answer = answer.map_err(|why| silent(&url, &why))?;
        match leads_to(&answer, &url)? {
            Some(next) => url = next,
            None => return read(answer, &url),
        }
    }
    Err(fault("fetch.astray", &url, &[]))
}

/// Where an answer sends on to.
fn leads_to(answer: &Response<Body>, url: &Url) -> Result<Option<Url>, Fault> {
    if !answer.status().is_redirection() {
        return Ok(None);
    }
    let next = answer.headers().get("location").and_then(|next| next.to_str().ok());
    let next = next.and_then(|next| url.join(next).ok());
    next.map(Some).ok_or_else(|| fault("fetch.astray", url, &[]))
}

fn read(answer: Response<Body>, url: &Url) -> Result<(String, Vec<u8>), Fault> {
    if answer.status() != StatusCode::OK {
        let status = answer.status().as_u16().to_string();
        return Err(fault("fetch.refused", url, &[("status", &status)]));
    }
    let body = answer.into_body();
    let kind = body.mime_type().unwrap_or_default().to_owned();
    if !kind.starts_with("image/") {
        return Err(fault("fetch.kind", url, &[("kind", &kind)]));
    }
    let most = (HEAVIEST >> 20).to_string();
    let heavy = || fault("fetch.heavy", url, &[("most", &most)]);
    if body.content_length().is_some_and(|length| length > HEAVIEST) {
        return Err(heavy());
    }
    let bytes = body.into_with_config().limit(HEAVIEST).read_to_vec();
    let bytes = bytes.map_err(|why| match why {
        Error::BodyExceedsLimit(_) => heavy(),
        why => silent(url, &why),
    })?;
    Ok((end(url), bytes))
}

fn end(url: &Url) -> String {
    let last = url.path_segments().and_then(|mut parts| parts.next_back()).unwrap_or_default();
    last.to_owned()
}

/// Why there was no answer.
fn silent(url: &Url, why: &Error) -> Fault {
    match why {
        Error::Io(why) if why.kind() == io::ErrorKind::PermissionDenied => {
            fault("fetch.inside", url, &[])
        }
        why => fault("fetch.silent", url, &[("why", &why.to_string())]),
    }
}

fn fault(code: &str, url: &Url, more: &[(&str, &str)]) -> Fault {
    let mut params = vec![("address", url.as_str())];
    params.extend_from_slice(more);
    Fault::theirs(code, &params)
}
