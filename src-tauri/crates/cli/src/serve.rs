//! `marbre serve`: a browser as the window, on this machine alone, for who has the token.

use std::{convert::Infallible, net::Ipv4Addr, sync::Arc, time::Duration};

use axum::{
    Json, Router,
    body::to_bytes,
    extract::{DefaultBodyLimit, Path, Query, Request, State},
    http::{HeaderValue, Method, StatusCode, Uri, header},
    middleware::{self, Next},
    response::{
        IntoResponse, Response,
        sse::{Event as Sent, KeepAlive, Sse},
    },
    routing::{get, post},
};
use desk::{Desk, Fault};
use futures_util::stream::unfold;
use rust_embed::RustEmbed;
use serde::Deserialize;
use serde_json::Value;
use tokio::{net::TcpListener, sync::broadcast, task::spawn_blocking, time::timeout};
use uuid::Uuid;

use crate::say::Teller;

/// The interface, as the window shows it.
#[derive(RustEmbed)]
#[folder = "../../../ui/dist"]
#[allow_missing = true]
struct Interface;

/// What the interface may load: itself, and the preview in its frame.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-src 'self'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// For whatever is no page: nothing of it is ever shown, run or framed.
const NOTHING: &str = "default-src 'none'; frame-ancestors 'none'; sandbox";

/// What a command may weigh: the heaviest is a picture that was pasted.
const HEAVIEST: usize = 128 << 20;

/// How long a command may take to arrive; this machine is not far.
const PATIENCE: Duration = Duration::from_secs(30);

#[derive(Clone)]
struct Room {
    desk: Arc<Desk>,
    token: Arc<str>,
    /// Where it listens, as browsers name it.
    origin: Arc<str>,
    events: broadcast::Sender<String>,
}

/// Serves `desk` on the loopback interface until the process ends; `port` 0 takes a free one.
pub(crate) fn serve(desk: Desk, port: u16, teller: &mut Teller<'_>) -> Result<(), Fault> {
    let failed = |why: std::io::Error| Fault {
        code: "file.failed".into(),
        params: [("file".into(), format!("127.0.0.1:{port}")), ("why".into(), why.to_string())]
            .into(),
        ours: false,
    };
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    runtime.map_err(failed)?.block_on(async {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let token: Arc<str> = Uuid::new_v4().simple().to_string().into();
        let (events, _) = broadcast::channel(256);
        let desk = Arc::new(desk);
        let sender = events.clone();
        desk.listen(move |event| {
            if let Ok(text) = serde_json::to_string(event) {
                // Nobody may be listening, and that is fine.
                sender.send(text).ok();
            }
        });
        desk.start_background()?;
        let url = format!("http://{address}/#token={token}");
        let said = serde_json::json!({ "url": url });
        teller.done(&said, "cli.serving", &[("url", &url)]);
        let origin: Arc<str> = address.to_string().into();
        let room = Room { desk, token, origin, events };
        axum::serve(listener, router(room)).await.map_err(failed)
    })
}

fn router(room: Room) -> Router {
    Router::new()
        .route("/call/{name}", post(call))
        .route_layer(middleware::from_fn_with_state(room.clone(), heard_out))
        .route("/events", get(events))
        .route("/preview/{token}/{id}", get(preview))
        .route("/preview/{token}/pictures/{name}", get(picture))
        .fallback(get(interface))
        .layer(DefaultBodyLimit::disable())
        .layer(middleware::from_fn_with_state(room.clone(), at_home))
        .with_state(room)
}

/// Refuses a request that was sent here under another name (DNS rebinding) or by the page of
/// another site, and tells browsers to guess nothing, run nothing and pass nothing on.
async fn at_home(State(room): State<Room>, request: Request, next: Next) -> Response {
    let mut response = if comes_from_home(&request, &room.origin) {
        next.run(request).await
    } else {
        StatusCode::FORBIDDEN.into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(NOTHING));
    response
}

/// Whether a request names us, and was made by our own page or by no page. The frame of the
/// preview is at no origin (`null`), and gets pictures under an address that has the token.
fn comes_from_home(request: &Request, home: &str) -> bool {
    let said = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
    said(header::HOST) == Some(home)
        && match said(header::ORIGIN) {
            None => true,
            Some("null") => request.method() == Method::GET,
            Some(origin) => origin.strip_prefix("http://") == Some(home),
        }
}

/// Hears a command out: from who has the token alone, no longer than any command, and not for
/// ever.
async fn heard_out(State(room): State<Room>, request: Request, next: Next) -> Response {
    let (head, body) = request.into_parts();
    let said = |name: &str| head.headers.get(name).and_then(|value| value.to_str().ok());
    if said("x-marbre-token") != Some(&*room.token) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let promised = said("content-length").and_then(|length| length.parse::<usize>().ok());
    if promised.is_some_and(|length| length > HEAVIEST) {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    }
    match timeout(PATIENCE, to_bytes(body, HEAVIEST)).await {
        Ok(Ok(body)) => next.run(Request::from_parts(head, body.into())).await,
        Ok(Err(_)) => StatusCode::PAYLOAD_TOO_LARGE.into_response(),
        Err(_) => StatusCode::REQUEST_TIMEOUT.into_response(),
    }
}

async fn call(
    State(room): State<Room>,
    Path(name): Path<String>,
    Json(request): Json<Value>,
) -> Response {
    match spawn_blocking(move || room.desk.call(&name, request)).await {
        Ok(Ok(answer)) => Json(answer).into_response(),
        Ok(Err(fault)) => {
            let status = if fault.ours {
                StatusCode::INTERNAL_SERVER_ERROR
            } else {
                StatusCode::UNPROCESSABLE_ENTITY
            };
            (status, Json(fault)).into_response()
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

#[derive(Deserialize)]
struct Token {
    token: String,
}

async fn events(State(room): State<Room>, Query(asked): Query<Token>) -> Response {
    if asked.token != *room.token {
        return StatusCode::FORBIDDEN.into_response();
    }
    let stream = unfold(room.events.subscribe(), async |mut events| {
        loop {
            match events.recv().await {
                Ok(text) => return Some((Ok::<_, Infallible>(Sent::default().data(text)), events)),
                // Who was away too long asks for what there is; the next event tells them.
                Err(broadcast::error::RecvError::Lagged(_)) => {}
                Err(broadcast::error::RecvError::Closed) => return None,
            }
        }
    });
    Sse::new(stream).keep_alive(KeepAlive::default()).into_response()
}

async fn preview(State(room): State<Room>, Path((token, id)): Path<(String, u32)>) -> Response {
    if token != *room.token {
        return StatusCode::FORBIDDEN.into_response();
    }
    let nonce = Uuid::new_v4().simple().to_string();
    let pictures = format!("http://{}", room.origin);
    match room.desk.framed(id, &nonce, &pictures) {
        Some(framed) => page(framed.html.into_bytes(), "text/html; charset=utf-8", &framed.policy),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn picture(
    State(room): State<Room>,
    Path((token, name)): Path<(String, String)>,
) -> Response {
    if token != *room.token {
        return StatusCode::FORBIDDEN.into_response();
    }
    match spawn_blocking(move || room.desk.print(&name)).await {
        Ok(Ok(picture)) => page(picture.bytes, picture.media_type, NOTHING),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn interface(uri: Uri) -> Response {
    let path = match uri.path().trim_start_matches('/') {
        "" => "index.html",
        path => path,
    };
    match Interface::get(path) {
        Some(file) => page(file.data.into_owned(), media_type(path), POLICY),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn page(bytes: Vec<u8>, media_type: &str, policy: &str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, media_type),
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (headers, bytes).into_response()
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}
