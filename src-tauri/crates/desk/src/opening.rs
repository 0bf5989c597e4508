//! What the window needs to know before it draws anything.

use std::path::Path;

use newsroom::ArticleKind;

use crate::{
    Desk, Fault,
    wire::newsroom::{HouseLimits, NewsroomView},
};

const KINDS: [ArticleKind; 4] =
    [ArticleKind::Story, ArticleKind::Dossier, ArticleKind::Picture, ArticleKind::Figure];

pub(crate) fn newsroom(desk: &Desk, (): ()) -> Result<NewsroomView, Fault> {
    let (publication, authors, person) = desk
        .store
        .read(|reader| Ok((reader.publication()?, reader.authors()?, reader.person()?)))?;
    let shown = |path: Option<&Path>| path.map(|p| p.display().to_string()).unwrap_or_default();
    Ok(NewsroomView {
        folder: shown(desk.store.folder()),
        limits: HouseLimits {
            headline: publication.house_style.headline_signs,
            standfirst: publication.house_style.standfirst_signs,
        },
        usual: KINDS
            .into_iter()
            .filter_map(|kind| Some((kind, publication.usual_budget(kind)?)))
            .collect(),
        publication,
        authors,
        person,
        today: desk.clock.today(),
        export_folder: shown(desk.exports_folder().as_deref()),
        inbox: shown(desk.store.inbox().as_deref()),
    })
}
