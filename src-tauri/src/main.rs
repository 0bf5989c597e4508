//! The window on the newsroom: opens a desk and passes on what it is asked. Adds no rule.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod frame;
mod host;
mod place;

use std::{error::Error, sync::Arc};

use tauri::{Manager, Url, WebviewUrl, WebviewWindowBuilder, webview::NewWindowResponse};

use host::Host;

fn main() -> Result<(), Box<dyn Error>> {
    tauri::Builder::default()
        .register_asynchronous_uri_scheme_protocol("preview", |context, request, responder| {
            let host = context.app_handle().state::<Arc<Host>>().inner().clone();
            // Pictures take time to develop, and the window must not wait for them.
            std::thread::spawn(move || responder.respond(frame::answer(&host, request.uri())));
        })
        .invoke_handler(tauri::generate_handler![host::call])
        .setup(|app| {
            let place = place::newsroom(app.handle())?;
            let host = Arc::new(Host::open(app.handle().clone(), place));
            if host.is_shown_elsewhere() {
                std::process::exit(0);
            }
            app.manage(host);
            WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
                .title("Marbre")
                .inner_size(1280.0, 800.0)
                .prevent_overflow()
                .min_inner_size(800.0, 560.0)
                // The page takes what is dropped: the system's own handler would keep it from it.
                .disable_drag_drop_handler()
                .on_navigation(stays_home)
                .on_new_window(|_, _| NewWindowResponse::Deny)
                .build()?;
            Ok(())
        })
        .run(tauri::generate_context!())?;
    Ok(())
}

/// The window and its frame never leave the program.
fn stays_home(url: &Url) -> bool {
    match url.scheme() {
        "tauri" | "preview" | "about" => true,
        "http" => matches!(url.host_str(), Some("tauri.localhost" | "preview.localhost")),
        _ => false,
    }
}
