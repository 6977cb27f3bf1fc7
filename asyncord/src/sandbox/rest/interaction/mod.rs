//! Answers to interactions. Discord docs: Receiving and Responding to Interactions.
//!
//! The token in the path is all the proof that they need.

pub(super) mod followup;
mod read;

use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::post,
};
use serde_json::{Value, json};

use crate::sandbox::{
    state::{Store, bits::message_flag, ids::InteractionId, interaction::callback},
    world::App,
};

pub(crate) use self::read::inline;

use super::{
    error::ApiError,
    request::{Params, Payload, Query},
};

pub(super) fn routes() -> Router<App> {
    Router::new().route(
        "/interactions/{interaction_id}/{interaction_token}/callback",
        post(respond),
    )
}

async fn respond(
    State(app): State<App>,
    params: Params,
    Query(mut query): Query,
    payload: Payload,
) -> Result<Response, ApiError> {
    let id = params.id("interaction_id")?;
    let token = params.text("interaction_token");
    let with_response = query.flag("with_response").value().unwrap_or(false);
    query.finish()?;
    let answer = read::answer(&app, id, token, payload)?;
    app.change_and_view(
        |store| store.answer(id, token, answer),
        |store, ()| {
            if with_response {
                Ok(Json(view(store, id)?).into_response())
            } else {
                Ok(StatusCode::NO_CONTENT.into_response())
            }
        },
    )
}

/// What came of an answer. Discord docs: Receiving and Responding/Interaction Callback Response Object.
fn view(store: &Store, id: InteractionId) -> Result<Value, ApiError> {
    let interaction = store.interaction(id)?;
    let callback = interaction.callback();
    let mut about = json!({
        "id": id,
        "type": interaction.kind,
        "channel_id": interaction.channel_id,
    });
    if let Some(guild) = interaction.guild_id {
        about["guild_id"] = json!(guild);
    }
    let mut resource = None;
    if let Some(original) = interaction.original
        && let Ok(message) = store.message(interaction.channel_id, original)
    {
        let has = |flag: u64| message.flags & flag != 0;
        about["response_message_id"] = json!(original);
        about["response_message_loading"] = has(message_flag::LOADING).into();
        about["response_message_ephemeral"] = has(message_flag::EPHEMERAL).into();
        if matches!(callback, callback::MESSAGE | callback::UPDATE) {
            let message = store.message_json(message, None);
            resource = Some(json!({ "type": callback, "message": message }));
        }
    }
    if callback == callback::LAUNCH_ACTIVITY {
        let instance = format!("i-{id}-gc-{}", interaction.channel_id);
        resource = Some(json!({ "type": callback, "activity_instance": { "id": instance } }));
        about["activity_instance_id"] = instance.into();
    }
    let mut view = json!({ "interaction": about });
    if let Some(resource) = resource {
        view["resource"] = resource;
    }
    Ok(view)
}
