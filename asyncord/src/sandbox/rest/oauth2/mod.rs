//! OAuth2. Discord docs: OAuth2.

mod client;
mod request;
mod token;

use axum::{Json, Router, extract::State, routing::get};
use serde_json::json;

use crate::sandbox::{
    state::oauth::{Scope, public_keys},
    world::App,
};

pub(crate) use self::request::authorize_request;

use super::{
    Reply,
    caller::{AnyScope, Granted, OpenId},
    error::ApiError,
};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/oauth2/@me", get(authorization))
        .route("/oauth2/keys", get(keys))
        .route("/oauth2/userinfo", get(user_info))
        .merge(token::routes())
}

async fn authorization(State(app): State<App>, caller: Granted<AnyScope>) -> Reply {
    // Bots authorize nothing.
    let grant = caller.grant().ok_or_else(ApiError::unauthorized)?;
    Ok(Json(app.world().store.grant_json(grant)))
}

async fn keys() -> Json<serde_json::Value> {
    Json(public_keys())
}

async fn user_info(State(app): State<App>, caller: Granted<OpenId>) -> Reply {
    let world = app.world();
    let user = world.store.user(caller.user)?;
    let mut json = json!({
        "sub": user.id,
        "preferred_username": user.username,
        "nickname": user.global_name,
        "locale": "en-US",
    });
    if let Some(avatar) = &user.avatar {
        let address = format!(
            "https://cdn.discordapp.com/avatars/{}/{avatar}.png",
            user.id
        );
        json["picture"] = address.into();
    }
    if caller
        .grant()
        .is_some_and(|grant| grant.scopes.contains(&Scope::Email))
    {
        json["email"] = format!("{}@example.com", user.username).into();
        json["email_verified"] = true.into();
    }
    Ok(Json(json))
}
