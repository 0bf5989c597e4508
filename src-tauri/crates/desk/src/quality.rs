//! The quality of an issue's mail: the very bytes that an export would write, weighed and read as
//! each client reads them.

use rendition::{CLIP, Edition, Medium, Scope, SectionWeight};

use crate::{
    Desk, Fault,
    preview::{number, unknown_edition},
    wire::quality::{MailClient, MailQuality, MailSection, WeighMail},
};

pub(crate) fn weigh_mail(desk: &Desk, ask: WeighMail) -> Result<MailQuality, Fault> {
    let composition = desk.compose_issue(&desk.room(), ask.date)?;
    let unknown = || unknown_edition(&ask.edition);
    let edition = Edition::of(&composition, &ask.edition).ok_or_else(unknown)?;
    let page = rendition::page(&composition, &ask.edition, Medium::Email, &Scope::Issue)
        .ok_or_else(unknown)?;
    let weight = rendition::weigh(&edition, &page);
    let (tested, clients) = rendition::clients(&page.contents());
    let articles = &composition.proof().articles;
    let section = |SectionWeight { title, article, bytes }| MailSection {
        title,
        draft: article.and_then(|slug| articles.get(&slug)).map(|article| article.draft.id),
        bytes: number(bytes),
    };
    Ok(MailQuality {
        clip: number(CLIP),
        raw: number(weight.raw),
        encoded: number(weight.encoded),
        arriving: number(weight.arriving),
        links: number(weight.links),
        sections: weight.sections.into_iter().map(section).collect(),
        tested: tested.to_owned(),
        clients: clients
            .into_iter()
            .map(|verdict| MailClient {
                client: verdict.client.to_owned(),
                refuses: verdict.refuses.into_iter().map(str::to_owned).collect(),
                alters: verdict.alters.into_iter().map(str::to_owned).collect(),
                untried: number(verdict.untried),
                asked: number(verdict.asked),
            })
            .collect(),
    })
}
