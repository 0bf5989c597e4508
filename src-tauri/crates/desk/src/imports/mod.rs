//! Imports: files are read and understood first, all of them; then they are kept, all or none.

pub(crate) mod front_matter;
mod gather;
mod keep;
mod loose;
pub(crate) mod read;

use std::path::PathBuf;

use base64::prelude::{BASE64_STANDARD as BASE64, Engine};

use crate::{
    Desk, Fault,
    drafts::illustration_choice,
    wire::{
        drafts::IllustrationChoice,
        events::Event,
        imports::{ImportPaths, ImportPicture, ImportReport, Imported, Outcome},
    },
};

pub(crate) use front_matter::part;
pub(crate) use gather::is_importable;
pub(crate) use read::text;

pub(crate) fn import_paths(desk: &Desk, ask: ImportPaths) -> Result<ImportReport, Fault> {
    let paths: Vec<PathBuf> = ask.paths.iter().map(PathBuf::from).collect();
    let intake = gather::gather(desk, &paths)?;
    let report = keep::keep(desk, intake)?;
    tell(desk, &report);
    Ok(report)
}

pub(crate) fn import_picture(desk: &Desk, ask: ImportPicture) -> Result<IllustrationChoice, Fault> {
    let bytes = BASE64
        .decode(&ask.bytes)
        .map_err(|why| Fault::ours("request.malformed", &[("why", &why.to_string())]))?;
    keep_picture(desk, &ask.name, bytes)
}

/// Keeps a picture that has a name and no file; the same bytes twice are one picture.
pub(crate) fn keep_picture(
    desk: &Desk,
    name: &str,
    bytes: Vec<u8>,
) -> Result<IllustrationChoice, Fault> {
    let known = desk.store.read(|reader| reader.illustration_of(&imaging::hash(&bytes)))?;
    let picture = match known {
        Some(picture) => {
            if desk.store.write(|writer| writer.unbin_picture(&picture.key))? {
                desk.tell(&Event::PicturesChanged);
            }
            picture
        }
        None => {
            let (picture, intake) = gather::without_file(desk, name, bytes)?;
            keep::keep(desk, intake)?;
            desk.tell(&Event::PicturesChanged);
            picture
        }
    };
    Ok(illustration_choice(&picture))
}

fn tell(desk: &Desk, report: &ImportReport) {
    let (mut drafts, mut pictures) = (false, false);
    for thing in &report.things {
        match thing {
            Imported::Issue { date, outcome } if *outcome != Outcome::Unchanged => {
                desk.tell(&Event::IssueChanged { date: *date });
            }
            Imported::Illustration { outcome, .. } => pictures |= *outcome != Outcome::Unchanged,
            Imported::Draft { outcome, .. } => drafts |= *outcome != Outcome::Unchanged,
            _ => {}
        }
    }
    if pictures {
        desk.tell(&Event::PicturesChanged);
    }
    if drafts {
        desk.tell(&Event::DraftsChanged);
    }
}
