//! Requests to join, which Discord's specification has and its documentation has not.

use axum::{
    Json, Router,
    extract::State,
    routing::{get, patch},
};
use serde_json::{Value, json};

use crate::sandbox::{
    state::{
        bits::permission,
        ids::{GuildId, JoinRequestId},
        membership::JoinStatus,
    },
    world::App,
};

use super::{
    Reply,
    caller::Caller,
    form::Form,
    request::{Params, Payload, Query},
};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/guilds/{guild_id}/requests", get(list))
        .route("/guilds/{guild_id}/requests/{request_id}", patch(review))
}

fn status(form: &mut Form, key: &str) -> Option<JoinStatus> {
    let text = form.text(key, 0..=16).value()?;
    let status = JoinStatus::parse(&text);
    if status.is_none() {
        let message = "Value must be one of ('STARTED', 'SUBMITTED', 'REJECTED', 'APPROVED').";
        form.error(key, "BASE_TYPE_CHOICES", message);
    }
    status
}

async fn list(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    Query(mut query): Query,
) -> Reply {
    let id: GuildId = params.id("guild_id")?;
    let wanted = status(&mut query, "status");
    let limit = query.integer("limit", 1..=100).value().unwrap_or(100);
    let before: Option<JoinRequestId> = query.id("before").value();
    let after: Option<JoinRequestId> = query.id("after").value();
    query.finish()?;
    let world = app.world();
    let needed = permission::KICK_MEMBERS;
    let guild = world.store.guild_with(id, caller.user, needed)?;
    let found: Vec<Value> = guild
        .join_requests
        .values()
        .rev()
        .filter(|request| wanted.is_none_or(|wanted| request.status == wanted))
        .filter(|request| before.is_none_or(|before| request.id < before))
        .filter(|request| after.is_none_or(|after| request.id > after))
        .map(|request| world.store.join_request_json(id, request))
        .collect();
    let total = found.len();
    let limit = usize::try_from(limit).unwrap_or(100);
    let page: Vec<Value> = found.into_iter().take(limit).collect();
    Ok(Json(json!({ "total": total, "guild_join_requests": page })))
}

async fn review(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: Payload,
) -> Reply {
    let guild = params.id("guild_id")?;
    let id = params.id("request_id")?;
    let form = &mut payload.form;
    let action = status(form, "action");
    let is_approved = match action {
        Some(JoinStatus::Approved) => true,
        Some(JoinStatus::Rejected) => false,
        Some(JoinStatus::Started | JoinStatus::Submitted) | None => {
            let message = "Value must be one of ('REJECTED', 'APPROVED').";
            form.error("action", "BASE_TYPE_CHOICES", message);
            false
        }
    };
    let reason = form.text("rejection_reason", 0..=160).value();
    payload.form.finish()?;
    let json = app
        .change(|store| store.review_join_request(&caller.actor, guild, id, is_approved, reason))?;
    Ok(Json(json))
}
