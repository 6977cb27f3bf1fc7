//! Forms of clients, and who a client is.

use axum::{
    Json,
    body::Bytes,
    extract::{FromRequest, Request},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::json;

use crate::sandbox::{
    rest::ApiError,
    state::{Changed, Store, ids::ApplicationId, oauth::OAuthError},
    world::App,
};

/// Longer forms there are not.
const MAX_BODY: usize = 64 * 1024;

/// The form of a client, and the head that may say who it is.
pub(super) struct ClientForm {
    pairs: Vec<(String, String)>,
    headers: HeaderMap,
}

/// A client that said who it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Client {
    pub(super) application: ApplicationId,
    /// It proved that by its secret.
    pub(super) has_secret: bool,
}

impl ClientForm {
    pub(super) fn get(&self, key: &str) -> Option<&str> {
        let pair = self.pairs.iter().rev().find(|(name, _)| name == key);
        pair.map(|(_, value)| value.as_str())
            .filter(|value| !value.is_empty())
    }

    /// The id and the secret, of the head or of the form.
    fn credentials(&self) -> Option<(String, Option<String>)> {
        let basic = self
            .headers
            .get(header::AUTHORIZATION)
            .and_then(|header| header.to_str().ok())
            .and_then(|header| header.strip_prefix("Basic "));
        if let Some(basic) = basic {
            let text = String::from_utf8(STANDARD.decode(basic.trim()).ok()?).ok()?;
            let (id, secret) = text.split_once(':')?;
            return Some((id.to_owned(), Some(secret.to_owned())));
        }
        let secret = self.get("client_secret").map(str::to_owned);
        Some((self.get("client_id")?.to_owned(), secret))
    }

    /// Who the client is. Without a secret it must prove itself otherwise; a wrong one is refused.
    pub(super) fn client(&self, store: &Store) -> Result<Client, OAuthError> {
        let (id, secret) = self.credentials().ok_or(OAuthError::INVALID_CLIENT)?;
        let application = id
            .parse()
            .ok()
            .and_then(|id| store.application(id).ok())
            .ok_or(OAuthError::INVALID_CLIENT)?;
        if secret
            .as_deref()
            .is_some_and(|secret| secret != application.client_secret())
        {
            return Err(OAuthError::INVALID_CLIENT);
        }
        Ok(Client {
            application: application.id,
            has_secret: secret.is_some(),
        })
    }

    /// The application of a client that must have a secret.
    pub(super) fn confidential(&self, store: &Store) -> Result<ApplicationId, OAuthError> {
        let client = self.client(store)?;
        if client.has_secret {
            Ok(client.application)
        } else {
            Err(OAuthError::INVALID_CLIENT)
        }
    }
}

impl FromRequest<App> for ClientForm {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &App) -> Result<Self, ApiError> {
        const FORM: &str = "application/x-www-form-urlencoded";

        let (parts, body) = request.into_parts();
        let is_form = parts
            .headers
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.split(';').next())
            .is_some_and(|essence| essence.trim().eq_ignore_ascii_case(FORM));
        if !is_form {
            let message = format!("Expected \"Content-Type\" header to be one of {{'{FORM}'}}.");
            return Err(ApiError::invalid_field("", "CONTENT_TYPE_INVALID", message));
        }
        let bytes: Bytes = axum::body::to_bytes(body, MAX_BODY)
            .await
            .map_err(|_| ApiError::too_large())?;
        Ok(Self {
            pairs: url::form_urlencoded::parse(&bytes).into_owned().collect(),
            headers: parts.headers,
        })
    }
}

/// Makes a change that a client asks for, and answers as RFC 6749 has it.
pub(super) fn answer<T: serde::Serialize>(
    app: &App,
    change: impl FnOnce(&mut Store) -> Result<Changed<T>, OAuthError>,
) -> Response {
    match app.change(change) {
        Ok(value) => {
            let headers = [
                (header::CACHE_CONTROL, "no-store"),
                (header::PRAGMA, "no-cache"),
            ];
            (headers, Json(value)).into_response()
        }
        Err(error) => {
            let status = StatusCode::from_u16(error.status).unwrap_or(StatusCode::BAD_REQUEST);
            let body = json!({ "error": error.error, "error_description": error.description });
            (status, Json(body)).into_response()
        }
    }
}
