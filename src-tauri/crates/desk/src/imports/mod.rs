//! Imports: files are read and understood first, all of them; then they are kept, all or none.

mod front_matter;
mod gather;
mod keep;
mod loose;
mod read;

use std::path::PathBuf;

use crate::{
    Desk, Fault,
    wire::{
        events::Event,
        imports::{ImportPaths, ImportReport, Imported, Outcome},
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

fn tell(desk: &Desk, report: &ImportReport) {
    let mut drafts = false;
    for thing in &report.things {
        match thing {
            Imported::Issue { date, outcome } if *outcome != Outcome::Unchanged => {
                desk.tell(&Event::IssueChanged { date: *date });
            }
            Imported::Draft { outcome, .. } => drafts |= *outcome != Outcome::Unchanged,
            _ => {}
        }
    }
    if drafts {
        desk.tell(&Event::DraftsChanged);
    }
}
