//! The one command, and the desk behind it.

use std::sync::{Arc, PoisonError, RwLock};

use desk::{Desk, Fault, SystemClock, SystemKeychain};
use newsroom::Language;
use serde_json::Value;
use tauri::{AppHandle, Emitter, Manager, State};

use crate::place::{self, Place};

/// What tells whether the newsroom is there; asked again, it is opened again.
const OPENING: &str = "newsroom";

/// The desk, or why there is none: the window says it to whoever opened it.
pub(crate) struct Host {
    app: AppHandle,
    place: Place,
    desk: RwLock<Result<Arc<Desk>, Fault>>,
}

impl Host {
    /// Opens the newsroom at `place`, whose events go to the windows of `app`.
    pub(crate) fn open(app: AppHandle, place: Place) -> Self {
        let desk = RwLock::new(opened(&app, &place));
        Self { app, place, desk }
    }

    pub(crate) fn desk(&self) -> Result<Arc<Desk>, Fault> {
        self.desk.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Whether another window has the newsroom, and came to the front.
    pub(crate) fn is_shown_elsewhere(&self) -> bool {
        self.desk().is_err_and(|why| why.code == "store.in_use") && desk::knock(self.place.folder())
    }

    /// What kept the newsroom from opening may be gone.
    fn try_again(&self) {
        let mut desk = self.desk.write().unwrap_or_else(PoisonError::into_inner);
        if desk.is_err() {
            *desk = opened(&self.app, &self.place);
        }
    }

    fn call(&self, name: &str, request: Value) -> Result<Value, Fault> {
        if name == OPENING {
            self.try_again();
        }
        match self.desk() {
            Ok(desk) => desk.call(name, request),
            Err(_) if desk::RESCUES.contains(&name) => {
                desk::call_wreck(self.place.folder(), name, request)
            }
            Err(fault) => Err(fault),
        }
    }
}

fn opened(app: &AppHandle, place: &Place) -> Result<Arc<Desk>, Fault> {
    let desk = match place {
        Place::Own(folder) if !folder.exists() => {
            Desk::found(folder, "Ma lettre", Language::Fr, SystemClock)
        }
        Place::Own(folder) | Place::Named(folder) => Desk::open(folder, SystemClock),
    };
    let desk = desk?
        .with_keychain(Arc::new(SystemKeychain))
        .with_passwords(Arc::new(SystemKeychain), place::passwords(app));
    let desk = Arc::new(desk);
    desk.open_links_with(|address| open::that_detached(address));
    let handle = app.clone();
    desk.listen(move |event| {
        // A window that is closing hears nothing more.
        handle.emit("desk", event).ok();
    });
    let handle = app.clone();
    desk.show_with(move || show(&handle));
    desk.start_background()?;
    Ok(desk)
}

/// A window manager may keep a window where it is, and that is its right.
fn show(app: &AppHandle) {
    if let Some(window) = app.get_webview_window("main") {
        window.unminimize().ok();
        window.show().ok();
        window.set_focus().ok();
    }
}

/// Passes a command on. Off the main thread: SQLite and rendering block.
#[tauri::command(async)]
pub(crate) fn call(host: State<'_, Arc<Host>>, name: &str, request: Value) -> Result<Value, Fault> {
    host.call(name, request)
}
