//! Giving tokens out and taking them back. Discord docs: OAuth2/OAuth2 URLs.

use axum::{Router, extract::State, response::Response, routing::post};
use serde_json::json;

use crate::sandbox::{
    state::{
        Changed, Store,
        oauth::{OAuthError, Scope},
    },
    world::App,
};

use super::client::{ClientForm, answer};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/oauth2/token", post(token))
        .route("/oauth2/token/revoke", post(revoke))
        .route("/oauth2/device/authorize", post(authorize_device))
}

async fn token(State(app): State<App>, form: ClientForm) -> Response {
    answer(&app, |store| give(store, &form))
}

fn give(store: &mut Store, form: &ClientForm) -> Result<Changed<serde_json::Value>, OAuthError> {
    let client = form.client(store)?;
    match form.get("grant_type") {
        Some("authorization_code") => store.exchange_code(
            client.application,
            client.has_secret,
            form.get("code").ok_or(OAuthError::MISSING_CODE)?,
            form.get("redirect_uri"),
            form.get("code_verifier"),
        ),
        Some("refresh_token") => {
            let token = form.get("refresh_token");
            store.refresh_token(
                client.application,
                token.ok_or(OAuthError::MISSING_REFRESH_TOKEN)?,
            )
        }
        Some("client_credentials") => {
            let application = form.confidential(store)?;
            store.client_credentials(application, scopes(form)?)
        }
        Some("urn:ietf:params:oauth:grant-type:device_code") => {
            let code = form.get("device_code");
            store.device_token(
                client.application,
                code.ok_or(OAuthError::MISSING_DEVICE_CODE)?,
            )
        }
        _ => Err(OAuthError::UNSUPPORTED_GRANT_TYPE),
    }
}

fn scopes(form: &ClientForm) -> Result<Vec<Scope>, OAuthError> {
    form.get("scope")
        .and_then(Scope::parse_list)
        .ok_or(OAuthError::INVALID_SCOPE)
}

async fn revoke(State(app): State<App>, form: ClientForm) -> Response {
    answer(&app, |store| {
        let client = form.client(store)?;
        let token = form.get("token").ok_or(OAuthError::MISSING_TOKEN)?;
        let revoked = store.revoke_token(client.application, token);
        Ok(Changed::new(json!({}), revoked.events))
    })
}

async fn authorize_device(State(app): State<App>, form: ClientForm) -> Response {
    answer(&app, |store| {
        let client = form.client(store)?;
        Ok(store.authorize_device(client.application, scopes(&form)?))
    })
}
