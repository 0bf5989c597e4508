//! The settings of the publication, edited by a person: refused as a whole when one of them could
//! not be printed.

use std::collections::BTreeSet;

use lettre::Address;
use newsroom::{CalloutRegistry, CalloutType, Publication, Sender, slugify};
use rendition::Site;
use serde_json::json;
use url::Url;

use crate::{
    Desk, Fault, opening,
    wire::{events::Event, house::HouseSettings, newsroom::NewsroomView},
};

/// The longest line that a limit may allow, in signs.
const LONGEST: u32 = 2_000;

pub(crate) fn read_house(desk: &Desk, (): ()) -> Result<HouseSettings, Fault> {
    let publication = desk.store.read(|reader| reader.publication())?;
    let (style, sender) = (publication.house_style, publication.sender);
    let (sender_name, sender_address) =
        sender.map(|sender| (sender.name, sender.address)).unwrap_or_default();
    Ok(HouseSettings {
        name: publication.name,
        motto: publication.motto,
        team: publication.team,
        legal: publication.legal,
        base_url: publication.base_url,
        subscribe_url: publication.subscribe_url,
        unsubscribe_url: publication.unsubscribe_url,
        sender_name,
        sender_address,
        greeting: publication.greeting,
        read_more: style.read_more,
        brief_separator: style.brief_separator,
        typography: style.typography,
        nested_guillemets: style.nested_guillemets,
        free_millions: style.free_millions,
        headline_signs: style.headline_signs,
        standfirst_signs: style.standfirst_signs,
        to_do: style.to_do,
        callouts: publication.callouts.0,
    })
}

pub(crate) fn save_house(desk: &Desk, house: HouseSettings) -> Result<NewsroomView, Fault> {
    let at = desk.clock.now();
    let what = json!(house);
    desk.change(|writer| {
        let mut publication = writer.publication()?;
        settle(&mut publication, house)?;
        writer.save_publication(&publication)?;
        Ok(writer.record("save_house", None, &what, at)?)
    })?;
    desk.tell(&Event::NewsroomChanged);
    opening::newsroom(desk, ())
}

/// Gives `publication` the settings of `house`, without blanks around them.
fn settle(publication: &mut Publication, house: HouseSettings) -> Result<(), Fault> {
    let trimmed = |words: String| words.trim().to_owned();
    publication.name = trimmed(house.name);
    if publication.name.is_empty() {
        return Err(Fault::theirs("house.unnamed", &[]));
    }
    publication.motto = trimmed(house.motto);
    publication.team = trimmed(house.team);
    publication.legal = trimmed(house.legal);
    publication.base_url = trimmed(house.base_url);
    if !publication.base_url.is_empty() && Site::of(publication).is_none() {
        let address = [("address", publication.base_url.as_str())];
        return Err(Fault::theirs("site.malformed", &address));
    }
    publication.subscribe_url = trimmed(house.subscribe_url);
    must_lead_somewhere(&publication.subscribe_url)?;
    publication.unsubscribe_url = trimmed(house.unsubscribe_url);
    publication.sender = sender(house.sender_name.trim(), house.sender_address.trim())?;
    publication.greeting = trimmed(house.greeting);
    publication.callouts = callouts(house.callouts)?;
    let style = &mut publication.house_style;
    style.read_more = trimmed(house.read_more);
    style.brief_separator = trimmed(house.brief_separator);
    style.typography = house.typography;
    style.nested_guillemets = house.nested_guillemets;
    style.free_millions = house.free_millions;
    for signs in [house.headline_signs, house.standfirst_signs] {
        if !(1..=LONGEST).contains(&signs) {
            return Err(Fault::theirs("house.signs", &[("most", &LONGEST.to_string())]));
        }
    }
    (style.headline_signs, style.standfirst_signs) = (house.headline_signs, house.standfirst_signs);
    style.to_do = marks(house.to_do)?;
    Ok(())
}

/// Refuses what is neither empty nor the address of a page.
fn must_lead_somewhere(address: &str) -> Result<(), Fault> {
    let leads = Url::parse(address).is_ok_and(|url| matches!(url.scheme(), "http" | "https"));
    if address.is_empty() || leads {
        return Ok(());
    }
    Err(Fault::theirs("house.address", &[("address", address)]))
}

/// Who the mail comes from: nobody without an address.
fn sender(name: &str, address: &str) -> Result<Option<Sender>, Fault> {
    if name.is_empty() && address.is_empty() {
        return Ok(None);
    }
    if address.parse::<Address>().is_err() {
        return Err(Fault::theirs("house.sender", &[("address", address)]));
    }
    Ok(Some(Sender { name: name.to_owned(), address: address.to_owned() }))
}

/// The callouts, each with a label and a key of its own, made of the label when it has none.
fn callouts(callouts: Vec<CalloutType>) -> Result<CalloutRegistry, Fault> {
    let mut keys = BTreeSet::new();
    let mut registered = Vec::with_capacity(callouts.len());
    for callout in callouts {
        let label = callout.label.trim().to_owned();
        let key = slugify(if callout.key.is_empty() { &label } else { &callout.key });
        let Some(key) = key.filter(|_| !label.is_empty()) else {
            return Err(Fault::theirs("house.callout", &[]));
        };
        if !keys.insert(key.clone()) {
            return Err(Fault::theirs("house.callout_twice", &[("label", &label)]));
        }
        registered.push(CalloutType { key, label });
    }
    Ok(CalloutRegistry(registered))
}

/// The marks of what is still to be done, each once; one letter would be met in any text.
fn marks(marks: Vec<String>) -> Result<Vec<String>, Fault> {
    let mut kept: Vec<String> = Vec::with_capacity(marks.len());
    for mark in marks.iter().map(|mark| mark.trim()).filter(|mark| !mark.is_empty()) {
        if mark.chars().filter(|sign| sign.is_alphanumeric()).count() < 2 {
            return Err(Fault::theirs("house.mark", &[("mark", mark)]));
        }
        if !kept.iter().any(|known| known == mark) {
            kept.push(mark.to_owned());
        }
    }
    Ok(kept)
}
