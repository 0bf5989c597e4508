//! What a mail owes to the service that sends it: its placeholders as they are, no words of ours
//! that look like one, and where a link was followed from.

use std::borrow::Cow;

use newsroom::Placeholders;

use crate::{edition::Edition, html::address, page::Medium};

impl Edition<'_> {
    /// What the service puts in each copy.
    pub(crate) fn placeholders(&self) -> Placeholders {
        let publication = &self.proof().publication;
        publication.mailing.service.placeholders(publication.locale == newsroom::Language::Fr)
    }

    /// Where readers leave the list: what the service fills in, else the address of the settings,
    /// which may be a placeholder itself.
    pub(crate) fn unsubscribe(&self) -> Option<String> {
        if let Some(placeholder) = self.placeholders().unsubscribe {
            return Some(placeholder.to_owned());
        }
        let publication = &self.proof().publication;
        let written = publication.unsubscribe_url.trim();
        if ["{{", "*|", "[[", "%"].iter().any(|mark| written.starts_with(mark)) {
            return Some(written.to_owned());
        }
        address::link(written, &publication.base_url)
    }

    /// Where a reader sees the mail as a page. The site may show what is open; a closed edition
    /// has no other page than the service's, if it has one.
    pub(crate) fn online(&self) -> Option<String> {
        let mirror = || self.placeholders().mirror.map(str::to_owned);
        let own = || self.own_address(None);
        if self.open() { own().or_else(mirror) } else { mirror().or_else(own) }
    }

    /// Whether the service could take something in `words` for a placeholder.
    pub(crate) fn is_risky(&self, words: &str, medium: Medium) -> bool {
        let openers = self.placeholders().openers;
        medium != Medium::Web && openers.iter().any(|opener| words.contains(opener))
    }

    /// `words` of a page as the service must get them, so that it takes none for a placeholder.
    pub(crate) fn guarded(&self, words: String, medium: Medium) -> String {
        if !self.is_risky(&words, medium) {
            return words;
        }
        let openers = self.placeholders().openers;
        let mut out = String::with_capacity(words.len() + 64);
        let mut rest = words.as_str();
        while let Some(first) = rest.chars().next() {
            let opener = openers.iter().find(|opener| rest.starts_with(**opener));
            // In an address of ours such signs are encoded: this one is the service's.
            let given = medium == Medium::Email && out.ends_with(" href=\"");
            if given && opener.is_some() {
                let end = rest.find('"').unwrap_or(rest.len());
                out.push_str(&rest[..end]);
                rest = &rest[end..];
                continue;
            }
            out.push(first);
            rest = &rest[first.len_utf8()..];
            let Some(second) = rest.chars().next().filter(|_| opener.is_some()) else { continue };
            if medium == Medium::Email {
                out.push_str(&format!("&#{};", u32::from(second)));
                rest = &rest[second.len_utf8()..];
            } else {
                out.push(' ');
            }
        }
        out
    }

    /// The address `to` as the mail gives it: on the publication's own site, it says where it was
    /// followed.
    pub(crate) fn followed<'a>(&self, to: &'a str) -> Cow<'a, str> {
        let publication = &self.proof().publication;
        let Some(utm) = &publication.mailing.utm else { return Cow::Borrowed(to) };
        let own = address::host(publication.base_url.trim()).filter(|host| !host.is_empty());
        if own.is_none() || address::host(to) != own || to.contains("utm_source=") {
            return Cow::Borrowed(to);
        }
        let campaign = utm
            .campaign
            .replace("{date}", &self.proof().plan.date.to_string())
            .replace("{edition}", self.key().as_str());
        let (page, fragment) = to.split_at(to.find('#').unwrap_or(to.len()));
        let mut out = page.to_owned();
        let mut mark = if page.contains('?') { '&' } else { '?' };
        for (name, value) in
            [("source", &utm.source), ("medium", &utm.medium), ("campaign", &campaign)]
        {
            if !value.is_empty() {
                out.push_str(&format!("{mark}utm_{name}={}", address::value(value)));
                mark = '&';
            }
        }
        out.push_str(fragment);
        Cow::Owned(out)
    }
}
