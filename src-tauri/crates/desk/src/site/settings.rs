//! Where the site stands and what it says of itself, as a person writes it in the window.

use newsroom::Publication;
use rendition::Site;
use serde_json::json;

use crate::{
    Desk, Fault,
    wire::{events::Event, site::SaveSite},
};

pub(crate) fn save_site(desk: &Desk, ask: SaveSite) -> Result<Publication, Fault> {
    let at = desk.clock.now();
    let publication = desk.change(|writer| {
        let mut publication = writer.publication()?;
        ask.address.trim().clone_into(&mut publication.base_url);
        publication.site = ask.site;
        if !publication.base_url.is_empty() && Site::of(&publication).is_none() {
            let address = [("address", publication.base_url.as_str())];
            return Err(Fault::theirs("site.malformed", &address));
        }
        writer.save_publication(&publication)?;
        let what = json!({ "address": publication.base_url, "site": publication.site });
        writer.record("save_site", None, &what, at)?;
        Ok(publication)
    })?;
    desk.tell(&Event::NewsroomChanged);
    Ok(publication)
}
