//! Links: that they lead somewhere, say where, and tell nobody who follows them.

use std::{
    collections::{BTreeMap, BTreeSet},
    net::Ipv4Addr,
    ops::Range,
};

use markup::{Inline, inline_text};
use newsroom::SlotRole;

use super::{Kept, Mending, Place, Remarks, rules, twins::bare};
use crate::{Composition, html::address};

/// What an address said to someone who asked whether it is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A page is there, or a site that will not say so to a program.
    There,
    /// That there is no such page, with the status of HTTP (RFC 9110) that says it.
    Gone(u16),
    /// Nothing: no such host, no connection, no sound certificate, or a server that failed.
    Silent,
}

/// A link of an article.
#[derive(Debug)]
pub(super) struct Use {
    /// Its words, in small letters.
    name: String,
    /// Where it leads, without what counts its readers.
    to: String,
    span: Option<Range<usize>>,
    /// Whether it is the “read more” of a brief.
    brief: bool,
}

/// Parameters that only tell who follows a link.
const TRACKERS: [&str; 20] = [
    "fbclid",
    "gclid",
    "gbraid",
    "wbraid",
    "dclid",
    "msclkid",
    "yclid",
    "twclid",
    "igshid",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "oly_anon_id",
    "oly_enc_id",
    "vero_id",
    "_hsenc",
    "_hsmi",
    "s_cid",
    "rb_clickid",
    "ref_src",
];
/// Hosts that hide where a link leads; spam filters distrust them.
const SHORTENERS: [&str; 17] = [
    "bit.ly",
    "t.co",
    "tinyurl.com",
    "goo.gl",
    "ow.ly",
    "is.gd",
    "buff.ly",
    "lnkd.in",
    "rebrand.ly",
    "cutt.ly",
    "t.ly",
    "shorturl.at",
    "rb.gy",
    "dlvr.it",
    "fb.me",
    "ift.tt",
    "urlz.fr",
];
/// Words that say nothing of where a link leads.
const GENERIC: [&str; 26] = [
    "ici",
    "là",
    "cliquez ici",
    "cliquer ici",
    "par ici",
    "lien",
    "ce lien",
    "le lien",
    "voir",
    "lire",
    "lire ici",
    "lire la suite",
    "en savoir plus",
    "plus d infos",
    "plus",
    "suite",
    "la suite",
    "here",
    "click here",
    "link",
    "this link",
    "read more",
    "more",
    "learn more",
    "see",
    "source",
];

pub(super) fn check(composition: &Composition, place: &Place<'_>, remarks: &mut Remarks<'_>) {
    let base = composition.proof().publication.base_url.as_str();
    for placed in &place.document.blocks {
        placed.block.each_inline(&mut |inline| {
            let Inline::Link { url, inlines, span, .. } = inline else { return };
            let span = placed.start + span.start..placed.start + span.end;
            judge(place, url, base, Some(&span), remarks);
            let words = inline_text(inlines);
            if GENERIC.contains(&bare(&words).as_str()) {
                let params = [("words", words)];
                remarks.on_words(&rules::LINK_GENERIC, place.slug, Some(span), params);
            }
        });
    }
    let link = place.article.draft.link.trim();
    if !link.is_empty() {
        judge(place, link, base, None, remarks);
    }
}

fn judge(
    place: &Place<'_>,
    url: &str,
    base: &str,
    span: Option<&Range<usize>>,
    remarks: &mut Remarks<'_>,
) {
    let url = url.trim();
    let lower = url.to_ascii_lowercase();
    let params = || [("url", url.to_owned())];
    let mut tell = |rule| remarks.on_words(rule, place.slug, span.cloned(), params());
    if ["data:", "blob:", "javascript:", "vbscript:"].iter().any(|head| lower.starts_with(head)) {
        tell(&rules::LINK_DATA);
        return;
    }
    if lower.starts_with("file:") || is_local(address::host(url).unwrap_or_default()) {
        tell(&rules::LINK_LOCAL);
        return;
    }
    // The placeholders of e-mail services are theirs to fill.
    let placeholder = url.contains("{{") || url.contains("*|") || url.contains("[[");
    if !placeholder && is_broken(url, base) {
        tell(&rules::LINK_BROKEN);
        return;
    }
    let host = address::host(&lower).unwrap_or_default();
    if SHORTENERS.contains(&host.strip_prefix("www.").unwrap_or(host)) {
        tell(&rules::LINK_SHORTENED);
    }
    let clean = untracked(url);
    if clean != url {
        let mending = rewritten(place, url, &clean, span);
        let rule = &rules::LINK_TRACKED;
        remarks.mendable(rule, place.slug, span.cloned(), params(), mending);
    }
}

fn is_local(host: &str) -> bool {
    match host.parse::<Ipv4Addr>() {
        Ok(address) => {
            address.is_private()
                || address.is_loopback()
                || address.is_link_local()
                || address.is_unspecified()
        }
        Err(_) => host == "localhost" || host.ends_with(".local") || host.ends_with(".internal"),
    }
}

fn is_broken(url: &str, base: &str) -> bool {
    if url.is_empty() || url.contains(char::is_whitespace) {
        return true;
    }
    if url.starts_with('#') || url.starts_with('?') {
        return false;
    }
    if let Some(mailbox) = url.strip_prefix("mailto:") {
        let address = mailbox.split('?').next().unwrap_or_default();
        return !address
            .split_once('@')
            .is_some_and(|(who, at)| !who.is_empty() && at.contains('.'));
    }
    let Some(absolute) = address::link(url, base) else { return true };
    let typed_web = url.contains("://");
    let host = address::host(&absolute);
    // `exemple.fr/page` is a page of ours only by mistake.
    let forgotten = !typed_web
        && !url.starts_with(['/', '.'])
        && url.split('/').next().is_some_and(|first| first.starts_with("www."));
    forgotten || (typed_web && host.is_none_or(|host| !is_host(host)))
}

fn is_host(host: &str) -> bool {
    host.contains('.')
        && host.split('.').all(|part| {
            !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
        })
}

/// `url` without the parameters that count who follows it.
pub(super) fn untracked(url: &str) -> String {
    let (address, fragment) = match url.split_once('#') {
        Some((address, fragment)) => (address, Some(fragment)),
        None => (url, None),
    };
    let Some((path, query)) = address.split_once('?') else { return url.to_owned() };
    let counts = |part: &&str| {
        let name = part.split('=').next().unwrap_or_default().to_ascii_lowercase();
        name.starts_with("utm_") || TRACKERS.contains(&name.as_str())
    };
    if !query.split('&').any(|part| counts(&part)) {
        return url.to_owned();
    }
    let kept: Vec<&str> = query.split('&').filter(|part| !counts(part)).collect();
    let mut clean = path.to_owned();
    if !kept.is_empty() {
        clean.push('?');
        clean.push_str(&kept.join("&"));
    }
    if let Some(fragment) = fragment {
        clean.push('#');
        clean.push_str(fragment);
    }
    clean
}

fn rewritten(place: &Place<'_>, url: &str, clean: &str, span: Option<&Range<usize>>) -> Mending {
    let Some(span) = span else { return Vec::new() };
    let Some(at) = place.article.text.get(span.clone()).and_then(|text| text.find(url)) else {
        return Vec::new();
    };
    vec![(span.start + at..span.start + at + url.len(), clean.to_owned())]
}

/// The links of an article, for the comparison of all.
pub(super) fn uses(place: &Place<'_>) -> Vec<Use> {
    let mut uses = Vec::new();
    for placed in &place.document.blocks {
        placed.block.each_inline(&mut |inline| {
            if let Inline::Link { url, inlines, span, .. } = inline {
                let span = Some(placed.start + span.start..placed.start + span.end);
                let name = bare(&inline_text(inlines));
                uses.push(Use { name, to: untracked(url.trim()), span, brief: false });
            }
        });
    }
    let link = place.article.draft.link.trim();
    if place.slot.role == SlotRole::Briefs && !link.is_empty() {
        let name = bare(place.headline());
        uses.push(Use { name, to: untracked(link), span: None, brief: true });
    }
    uses
}

/// The addresses of the web that an issue sends its readers to, without what counts them; never
/// one of the newsroom’s own network.
pub fn addresses(composition: &Composition) -> BTreeSet<String> {
    let places = super::placed(composition);
    let uses = places.iter().flat_map(uses);
    uses.map(|link| link.to)
        .filter(|to| address::is_web(to) && !is_broken(to, ""))
        .filter(|to| !is_local(address::host(to).unwrap_or_default()))
        .collect()
}

/// What was found by asking: pages that are not there, hosts that said nothing.
pub(super) fn unanswered(
    kept: &[(&Place<'_>, &Kept)],
    answers: &BTreeMap<String, Answer>,
    remarks: &mut Remarks<'_>,
) {
    for (place, kept) in kept {
        for link in &kept.facts.links {
            let url = || ("url", link.to.clone());
            let span = link.span.clone();
            match answers.get(&link.to) {
                Some(Answer::Gone(status)) => {
                    let params = [url(), ("status", status.to_string())];
                    remarks.on_words(&rules::LINK_GONE, place.slug, span, params);
                }
                Some(Answer::Silent) => {
                    remarks.on_words(&rules::LINK_SILENT, place.slug, span, [url()]);
                }
                Some(Answer::There) | None => {}
            }
        }
    }
}

/// Two links of one name that lead apart, and two briefs that lead to the same page.
pub(super) fn compare(kept: &[(&Place<'_>, &Kept)], remarks: &mut Remarks<'_>) {
    let mut names: BTreeMap<&str, &str> = BTreeMap::new();
    let mut briefs: BTreeMap<&str, &Place<'_>> = BTreeMap::new();
    for (place, kept) in kept {
        for link in &kept.facts.links {
            if link.name.is_empty() || GENERIC.contains(&link.name.as_str()) {
                continue;
            }
            match names.get(link.name.as_str()) {
                Some(other) if *other != link.to => {
                    let params = [
                        ("words", link.name.clone()),
                        ("url", link.to.clone()),
                        ("other", (*other).to_owned()),
                    ];
                    let span = link.span.clone();
                    remarks.on_words(&rules::LINK_NAMESAKES, place.slug, span, params);
                }
                Some(_) => {}
                None => {
                    names.insert(&link.name, &link.to);
                }
            }
            if link.brief {
                if let Some(other) = briefs.get(link.to.as_str()) {
                    let other = other.headline().to_owned();
                    let params = [("url", link.to.clone()), ("other", other)];
                    remarks.on_article(&rules::LINK_TWICE, place.slug, params);
                } else {
                    briefs.insert(&link.to, place);
                }
            }
        }
    }
}
