//! Open stages. Discord docs: Stage Instance.

use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    routing::{get, post},
};
use serde_json::json;

use crate::sandbox::{state::stage::StageDraft, world::App};

use super::{
    Done, Reply,
    caller::Caller,
    form::Form,
    request::{Params, Payload},
};

/// For the members of the guild alone.
const GUILD_ONLY: u8 = 2;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/stage-instances", post(create)).route(
        "/stage-instances/{channel_id}",
        get(one).patch(edit).delete(remove),
    )
}

fn privacy(form: &mut Form) -> Option<u8> {
    let level = form.choice("privacy_level", &[1, 2]).value();
    level.and_then(|level| u8::try_from(level).ok())
}

async fn create(State(app): State<App>, caller: Caller, mut payload: Payload) -> Reply {
    let form = &mut payload.form;
    let channel = form.id("channel_id");
    let channel = form.required("channel_id", channel);
    let topic = form.text("topic", 1..=120);
    let topic = form.required("topic", topic);
    let privacy_level = privacy(form).unwrap_or(GUILD_ONLY);
    let guild_scheduled_event_id = form.id("guild_scheduled_event_id").value();
    let notifies = form.flag("send_start_notification").value();
    let (channel_id, topic) = payload.form.finish_with((channel, topic))?;
    let draft = StageDraft {
        channel_id,
        topic,
        privacy_level,
        guild_scheduled_event_id,
        send_start_notification: notifies.unwrap_or(false),
    };
    let json = app.change(|store| store.open_stage(&caller.actor, draft))?;
    Ok(Json(json))
}

async fn one(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    let channel = params.id("channel_id")?;
    let world = app.world();
    Ok(Json(json!(world.store.stage_for(channel, caller.user)?)))
}

async fn edit(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: Payload,
) -> Reply {
    let channel = params.id("channel_id")?;
    let topic = payload.form.text("topic", 1..=120).value();
    let privacy_level = privacy(&mut payload.form);
    payload.form.finish()?;
    let actor = &caller.actor;
    let json = app.change(|store| store.edit_stage(actor, channel, topic, privacy_level))?;
    Ok(Json(json))
}

async fn remove(State(app): State<App>, caller: Caller, params: Params) -> Done {
    let channel = params.id("channel_id")?;
    app.change(|store| store.delete_stage(&caller.actor, channel))?;
    Ok(StatusCode::NO_CONTENT)
}
