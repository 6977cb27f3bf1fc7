//! Discord's CDN, below `/cdn`: images under their hashes, emojis, stickers and default avatars.
//!
//! Files come as they were uploaded, whatever size or format the address asks for: the sandbox does not
//! change pictures. Their type is always that of their bytes.

use std::hash::{DefaultHasher, Hash, Hasher};

use axum::{
    Router,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use bytes::Bytes;

use crate::sandbox::{
    rest::{ApiError, Params},
    state::{
        Store, drawing,
        expression::{standard_file, standard_sticker},
        image::StoredImage,
    },
    world::App,
};

use super::file;

/// How many default avatars there are.
const AVATARS: usize = 6;

pub(super) fn routes() -> Router<App> {
    let mut routes = Router::new()
        .route("/emojis/{file}", get(emoji))
        .route("/stickers/{file}", get(sticker))
        .route("/embed/avatars/{file}", get(default_avatar))
        .route(
            "/attachments/{channel_id}/{attachment_id}/{filename}",
            get(file::attachment),
        );
    // Whose image it is does not matter: it has one hash.
    for path in [
        "/icons/{owner_id}/{file}",
        "/splashes/{owner_id}/{file}",
        "/discovery-splashes/{owner_id}/{file}",
        "/banners/{owner_id}/{file}",
        "/avatars/{owner_id}/{file}",
        "/guilds/{guild_id}/users/{owner_id}/avatars/{file}",
        "/guilds/{guild_id}/users/{owner_id}/banners/{file}",
        "/app-icons/{owner_id}/{file}",
        "/role-icons/{owner_id}/{file}",
        "/guild-events/{owner_id}/{file}",
        "/channel-icons/{owner_id}/{file}",
    ] {
        routes = routes.route(path, get(image));
    }
    routes
}

/// A file's name without its extension.
fn stem(params: &Params) -> &str {
    let file = params.text("file");
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

/// Finds a file in the world and sends it.
fn send(
    app: &App,
    headers: &HeaderMap,
    find: impl FnOnce(&Store) -> Option<StoredImage>,
) -> Result<Response, ApiError> {
    let found = find(&app.world().store).ok_or_else(ApiError::not_found)?;
    Ok(respond(headers, &found.content_type, found.bytes))
}

async fn image(
    State(app): State<App>,
    params: Params,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    send(&app, &headers, |store| store.image(stem(&params)).cloned())
}

async fn emoji(
    State(app): State<App>,
    params: Params,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    send(&app, &headers, |store| {
        let (emoji, _) = store.find_emoji(stem(&params).parse().ok()?)?;
        store.image(&emoji.image).cloned()
    })
}

async fn sticker(
    State(app): State<App>,
    params: Params,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    send(&app, &headers, |store| {
        let id = stem(&params).parse().ok()?;
        if let Some((_, index)) = standard_sticker(id) {
            return Some(StoredImage {
                content_type: "image/png".to_owned(),
                bytes: standard_file(index),
            });
        }
        store.image(&store.find_sticker(id)?.file).cloned()
    })
}

async fn default_avatar(params: Params, headers: HeaderMap) -> Result<Response, ApiError> {
    let index: Option<usize> = stem(&params).parse().ok();
    let index = index.filter(|index| *index < AVATARS);
    let index = index.ok_or_else(ApiError::not_found)?;
    Ok(respond(&headers, "image/png", drawing::avatar(index)))
}

fn respond(asked: &HeaderMap, content_type: &str, bytes: Bytes) -> Response {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    let tag = format!("\"{:016x}\"", hasher.finish());
    let is_known = asked
        .get(header::IF_NONE_MATCH)
        .and_then(|known| known.to_str().ok())
        .is_some_and(|known| known.split(',').any(|known| known.trim() == tag));
    let mut response = if is_known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        bytes.into_response()
    };
    let headers = response.headers_mut();
    file::serve_as(headers, content_type);
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("max-age=31536000"),
    );
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    response
}
