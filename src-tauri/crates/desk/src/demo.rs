//! The demo newsroom: a fictional letter with two issues in its archive and tomorrow's in
//! preparation, carried inside the program.

use std::{fs, path::Path};

use rust_embed::RustEmbed;

use crate::{Clock, Desk, Fault, wire::imports::ImportPaths};
use newsroom::{IssueDate, Language};

#[derive(RustEmbed)]
#[folder = "../../../tests/newsrooms/pli"]
struct Files;

/// The day of the demo's issue in preparation.
const DEMO_ISSUE: &str = "2026-11-23";

impl Desk {
    /// Founds the demo newsroom in `folder`.
    pub fn found_demo(folder: &Path, clock: impl Clock + 'static) -> Result<Self, Fault> {
        let desk = Self::found(folder, "Le Pli", Language::Fr, clock)?;
        let apart = tempfile::tempdir().map_err(Fault::file(folder))?;
        for name in Files::iter() {
            let place = apart.path().join(name.as_ref());
            let above = place.parent().unwrap_or(&place);
            fs::create_dir_all(above).map_err(Fault::file(above))?;
            if let Some(file) = Files::get(&name) {
                fs::write(&place, &file.data).map_err(Fault::file(&place))?;
            }
        }
        desk.import_paths(ImportPaths { paths: vec![apart.path().display().to_string()] })?;
        Ok(desk)
    }

    /// The day of the demo's issue in preparation.
    pub fn demo_issue() -> Option<IssueDate> {
        DEMO_ISSUE.parse().ok()
    }
}
