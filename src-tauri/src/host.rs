//! The one command, and the desk behind it.

use std::sync::Arc;

use desk::{Desk, Fault, SystemClock};
use newsroom::Language;
use serde_json::Value;
use tauri::State;

use crate::place::Place;

/// The desk, or why there is none: the window says it to whoever opened it.
pub(crate) struct Host(Result<Arc<Desk>, Fault>);

impl Host {
    /// Opens the newsroom at `place`.
    pub(crate) fn open(place: &Place) -> Self {
        let desk = match place {
            Place::Own(folder) if !folder.exists() => {
                Desk::found(folder, "Ma lettre", Language::Fr, SystemClock)
            }
            Place::Own(folder) | Place::Named(folder) => Desk::open(folder, SystemClock),
        };
        Self(desk.map(Arc::new))
    }

    pub(crate) fn desk(&self) -> Option<&Arc<Desk>> {
        self.0.as_ref().ok()
    }
}

/// Passes a command on. Off the main thread: SQLite and rendering block.
#[tauri::command(async)]
pub(crate) fn call(host: State<'_, Arc<Host>>, name: &str, request: Value) -> Result<Value, Fault> {
    match &host.0 {
        Ok(desk) => desk.call(name, request),
        Err(fault) => Err(fault.clone()),
    }
}
