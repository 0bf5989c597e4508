//! Whether the pages that an issue sends its readers to are there: asked on the network, when a
//! person asks for it and never otherwise.
//!
//! A page is asked for without what counts readers and without cookies.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Mutex,
    thread,
    time::Duration,
};

use newsroom::IssueDate;
use rendition::Answer;
use ureq::{Agent, Error, http::StatusCode};
use url::Url;

use crate::{
    Desk, Fault, held,
    outside::{HOPS, agent, is_outside},
    remarks,
    wire::remarks::ReachedLinks,
};

/// So long is an address waited for.
const PATIENCE: Duration = Duration::from_secs(10);
/// So many are asked at a time.
const AT_ONCE: usize = 8;

pub(crate) fn reach_links(desk: &Desk, date: IssueDate) -> Result<ReachedLinks, Fault> {
    let addresses = rendition::addresses(&desk.compose_issue(&desk.room(), date)?);
    let answers = ask(addresses);
    // A machine without a network would find every page missing.
    if !answers.is_empty() && answers.values().all(|answer| *answer == Answer::Silent) {
        return Err(Fault::theirs("link.offline", &[("count", &answers.len().to_string())]));
    }
    let count = |kind: fn(&Answer) -> bool| {
        u32::try_from(answers.values().filter(|answer| kind(answer)).count()).unwrap_or(u32::MAX)
    };
    let mut reached = ReachedLinks {
        asked: count(|_| true),
        gone: count(|answer| matches!(answer, Answer::Gone(_))),
        silent: count(|answer| *answer == Answer::Silent),
        remarks: Vec::new(),
    };
    held(&desk.checks).hear(answers);
    reached.remarks = remarks::review_issue(desk, date)?;
    Ok(reached)
}

/// Asks for all the addresses, some at a time.
fn ask(addresses: BTreeSet<String>) -> BTreeMap<String, Answer> {
    let agent = agent("link check", PATIENCE);
    let waiting = Mutex::new(addresses);
    let answers = Mutex::new(BTreeMap::new());
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                loop {
                    let next = held(&waiting).pop_first();
                    let Some(address) = next else { break };
                    let answer = reach(&agent, &address);
                    held(&answers).insert(address, answer);
                }
            });
        }
    });
    answers.into_inner().unwrap_or_default()
}

/// What an address answers, wherever it leads to.
fn reach(agent: &Agent, address: &str) -> Answer {
    let Ok(mut url) = Url::parse(address) else { return Answer::Silent };
    url.set_fragment(None);
    for _ in 0..HOPS {
        if !is_outside(&url) {
            return Answer::Silent;
        }
        let Ok((status, next)) = knock(agent, &url) else { return Answer::Silent };
        match next {
            Some(next) if status.is_redirection() => match url.join(&next) {
                Ok(next) => url = next,
                Err(_) => return Answer::Silent,
            },
            _ => return read(status),
        }
    }
    Answer::Silent
}

/// The status of an address, and where it sends on to. Only what answers no to `HEAD`, which some
/// servers do not know, is asked for whole.
fn knock(agent: &Agent, url: &Url) -> Result<(StatusCode, Option<String>), Error> {
    let mut answer = agent.head(url.as_str()).call()?;
    if answer.status().is_client_error() || answer.status().is_server_error() {
        answer = agent.get(url.as_str()).call()?;
    }
    let next = answer.headers().get("location").and_then(|next| next.to_str().ok());
    Ok((answer.status(), next.map(str::to_owned)))
}

/// Only these say that a page is not there (RFC 9110, 15.5.5 and 15.5.11). Others that refuse —
/// 401, 403, 429 — refuse a program, and let readers in.
fn read(status: StatusCode) -> Answer {
    match status {
        StatusCode::NOT_FOUND | StatusCode::GONE => Answer::Gone(status.as_u16()),
        status if status.is_server_error() => Answer::Silent,
        _ => Answer::There,
    }
}
