//! The `preview://` scheme: the pages of the preview and their pictures, in an origin that has no
//! way to the newsroom.

use std::borrow::Cow;

use tauri::http::{Response, StatusCode, Uri, header};
use uuid::Uuid;

use crate::host::Host;

/// Where the pages may take pictures from: this scheme, under its two spellings.
const PICTURES: &str = "preview: http://preview.localhost";

/// Answers `preview://localhost/<id>` and `preview://localhost/pictures/<name>`.
pub(crate) fn answer(host: &Host, uri: &Uri) -> Response<Cow<'static, [u8]>> {
    found(host, uri.path()).unwrap_or_else(|| {
        // Every answer carries the sandbox: this scheme must never be taken for the window.
        page(StatusCode::NOT_FOUND, Vec::new(), "text/plain", "default-src 'none'; sandbox")
    })
}

fn found(host: &Host, path: &str) -> Option<Response<Cow<'static, [u8]>>> {
    let desk = host.desk().ok()?;
    let path = path.trim_start_matches('/');
    if let Some(name) = path.strip_prefix("pictures/") {
        let picture = desk.print(name).ok()?;
        let policy = "default-src 'none'; sandbox";
        return Some(page(StatusCode::OK, picture.bytes, picture.media_type, policy));
    }
    let nonce = Uuid::new_v4().simple().to_string();
    let framed = desk.framed(path.parse().ok()?, &nonce, PICTURES)?;
    let html = framed.html.into_bytes();
    Some(page(StatusCode::OK, html, "text/html; charset=utf-8", &framed.policy))
}

fn page(
    status: StatusCode,
    bytes: Vec<u8>,
    media_type: &str,
    policy: &str,
) -> Response<Cow<'static, [u8]>> {
    let mut response = Response::new(Cow::Owned(bytes));
    *response.status_mut() = status;
    let headers = [
        (header::CONTENT_TYPE, media_type),
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    for (name, value) in headers {
        if let Ok(value) = value.try_into() {
            response.headers_mut().insert(name, value);
        }
    }
    response
}
