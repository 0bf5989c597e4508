//! What hands a mail over to the service that sends it: requests ready for its API, and the choice
//! of the service.

use std::collections::BTreeMap;

use newsroom::{EditionKey, MailService, Publication};
use rendition::{Composition, Edition, Medium, Scope};
use serde_json::{Value, json};

use crate::{
    Desk, Fault,
    wire::{events::Event, exports::ChooseMailService},
};

pub(crate) fn choose_mail_service(
    desk: &Desk,
    ask: ChooseMailService,
) -> Result<Publication, Fault> {
    let at = desk.clock.now();
    let publication = desk.change(|writer| {
        let mut publication = writer.publication()?;
        publication.mailing.service = ask.service;
        writer.save_publication(&publication)?;
        writer.record("choose_mail_service", None, &json!({ "service": ask.service }), at)?;
        Ok(publication)
    })?;
    desk.tell(&Event::NewsroomChanged);
    Ok(publication)
}

/// The requests that give the mail of an edition to its service, by path; none for a service that
/// has no such door, and for an edition that the publication does not make.
pub(crate) fn requests(
    composition: &Composition,
    key: &EditionKey,
) -> Result<BTreeMap<String, Vec<u8>>, Fault> {
    let Some(edition) = Edition::of(composition, key) else { return Ok(BTreeMap::new()) };
    let bodies = match edition.proof().publication.mailing.service {
        MailService::Listmonk => listmonk(composition, key, &edition),
        MailService::Brevo => brevo(composition, key, &edition),
        MailService::Mailjet => mailjet(composition, key, &edition),
        MailService::None
        | MailService::Mailchimp
        | MailService::Ghost
        | MailService::Mailchannels => Vec::new(),
    };
    let written = |(name, body): (&str, Value)| {
        let bytes = serde_json::to_vec_pretty(&body)
            .map_err(|why| Fault::ours("request.malformed", &[("why", &why.to_string())]))?;
        Ok((format!("email/{key}.{name}.json"), bytes))
    };
    bodies.into_iter().map(written).collect()
}

/// `POST /api/campaigns`.
fn listmonk(
    composition: &Composition,
    key: &EditionKey,
    edition: &Edition<'_>,
) -> Vec<(&'static str, Value)> {
    let mut body = json!({
        "name": name(edition, key),
        "subject": edition.subject(),
        "lists": lists(edition, key),
        "type": "regular",
        "content_type": "html",
        "messenger": "email",
        "body": words(composition, key, Medium::Email),
        "altbody": words(composition, key, Medium::Text),
        "tags": [key.as_str()],
    });
    if let Some(sender) = &edition.proof().publication.sender {
        body["from_email"] = json!(format!("{} <{}>", sender.name, sender.address));
    }
    vec![("campaign", body)]
}

/// `POST /v3/emailCampaigns`.
fn brevo(
    composition: &Composition,
    key: &EditionKey,
    edition: &Edition<'_>,
) -> Vec<(&'static str, Value)> {
    let mut body = json!({
        "name": name(edition, key),
        "subject": edition.subject(),
        "previewText": edition.preheader(),
        "htmlContent": words(composition, key, Medium::Email),
        "recipients": { "listIds": lists(edition, key) },
        "tag": key.as_str(),
    });
    if let Some(sender) = &edition.proof().publication.sender {
        body["sender"] = json!({ "name": sender.name, "email": sender.address });
    }
    vec![("campaign", body)]
}

/// `POST /v3/REST/campaigndraft`, then `POST /v3/REST/campaigndraft/{ID}/detailcontent`.
fn mailjet(
    composition: &Composition,
    key: &EditionKey,
    edition: &Edition<'_>,
) -> Vec<(&'static str, Value)> {
    let publication = &edition.proof().publication;
    let mut draft = json!({
        "Title": name(edition, key),
        "Subject": edition.subject(),
        "Locale": match publication.locale {
            newsroom::Language::Fr => "fr_FR",
            newsroom::Language::En => "en_US",
        },
        "EditMode": "html2",
    });
    // A draft goes to one list.
    if let Some(list) = lists(edition, key).first() {
        draft["ContactsListID"] = json!(list);
    }
    if let Some(sender) = &publication.sender {
        draft["SenderName"] = json!(sender.name);
        draft["SenderEmail"] = json!(sender.address);
    }
    let content = json!({
        "Html-part": words(composition, key, Medium::Email),
        "Text-part": words(composition, key, Medium::Text),
    });
    vec![("draft", draft), ("content", content)]
}

fn name(edition: &Edition<'_>, key: &EditionKey) -> String {
    let proof = edition.proof();
    format!("{} {} {key}", proof.publication.name, proof.plan.date)
}

fn lists<'e>(edition: &Edition<'e>, key: &EditionKey) -> &'e [u32] {
    let lists = &edition.proof().publication.mailing.lists;
    lists.get(key).map(Vec::as_slice).unwrap_or_default()
}

fn words(composition: &Composition, key: &EditionKey, medium: Medium) -> Option<String> {
    rendition::page(composition, key, medium, &Scope::Issue).map(|page| page.contents())
}
