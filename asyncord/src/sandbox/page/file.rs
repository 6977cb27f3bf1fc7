//! The page's own files, and the files that people attach.

use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::sandbox::{
    rest::{ApiError, Params},
    state::ids::{AttachmentId, ChannelId},
    world::App,
};

const INDEX: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/web/dist/index.html"));
const SCRIPT: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/web/dist/app.js"));
const STYLE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/web/dist/app.css"));

/// Types that a browser may show in place; everything else is for saving.
const SHOWN: [&str; 4] = ["image/png", "image/jpeg", "image/gif", "image/webp"];

pub(super) async fn index(headers: HeaderMap) -> Response {
    page_file(&headers, INDEX, "text/html; charset=utf-8")
}

pub(super) async fn script(headers: HeaderMap) -> Response {
    page_file(&headers, SCRIPT, "text/javascript; charset=utf-8")
}

pub(super) async fn style(headers: HeaderMap) -> Response {
    page_file(&headers, STYLE, "text/css; charset=utf-8")
}

fn page_file(headers: &HeaderMap, text: &'static str, content_type: &'static str) -> Response {
    // The guard has let only our own names through.
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .unwrap_or_default();
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
         img-src 'self' data:; media-src 'self'; font-src 'self' data:; \
         connect-src 'self' ws://{host}; base-uri 'none'; form-action 'none'; \
         frame-ancestors 'none'"
    );
    let mut response = text.into_response();
    let headers = response.headers_mut();
    secure(headers, &policy);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

/// The bytes of an attachment.
pub(super) async fn attachment(
    State(app): State<App>,
    params: Params,
) -> Result<Response, ApiError> {
    let channel: ChannelId = params.id("channel_id")?;
    let id: AttachmentId = params.id("attachment_id")?;
    let file = app
        .world()
        .store
        .file(id)
        .filter(|file| file.channel_id == channel && file.filename == params.text("filename"))
        .cloned()
        .ok_or_else(ApiError::not_found)?;
    let name = utf8_percent_encode(&file.filename, NON_ALPHANUMERIC);
    let disposition = format!(
        "{}; filename*=UTF-8''{name}",
        disposition(&file.content_type)
    );
    let mut response = file.bytes.into_response();
    let headers = response.headers_mut();
    serve_as(headers, &file.content_type);
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    Ok(response)
}

/// How a browser is to take a file: only some types are harmless enough to be shown in place.
fn disposition(content_type: &str) -> &'static str {
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    if SHOWN.contains(&essence) {
        "inline"
    } else {
        "attachment"
    }
}

/// Writes the headers of somebody's file, so that nothing in it can run.
pub(super) fn serve_as(headers: &mut HeaderMap, content_type: &str) {
    secure(headers, "sandbox; default-src 'none'");
    let value = HeaderValue::from_str(content_type)
        .unwrap_or(HeaderValue::from_static("application/octet-stream"));
    headers.insert(header::CONTENT_TYPE, value);
    headers.insert(
        header::CONTENT_DISPOSITION,
        HeaderValue::from_static(disposition(content_type)),
    );
}

pub(super) fn secure(headers: &mut HeaderMap, policy: &str) {
    if let Ok(policy) = HeaderValue::from_str(policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_FRAME_OPTIONS, "DENY"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
}
