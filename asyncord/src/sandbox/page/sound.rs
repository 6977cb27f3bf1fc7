//! The files of sounds, where Discord's CDN has them.

use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};

use crate::sandbox::{
    rest::{ApiError, Params},
    world::App,
};

use super::file::secure;

/// The bytes of a guild's sound; those of the sounds that everybody has are not here.
pub(super) async fn sound(State(app): State<App>, params: Params) -> Result<Response, ApiError> {
    let id = params.id("sound_id")?;
    let file = app.world().store.sound_file(id);
    let (content_type, bytes) = file.ok_or_else(ApiError::not_found)?;
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    secure(headers, "sandbox; default-src 'none'");
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    Ok(response)
}
