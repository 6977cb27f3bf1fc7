//! The messages of webhooks. Discord docs: Webhook/Get Webhook Message.

use axum::{Json, extract::State, http::StatusCode};
use serde_json::Value;

use crate::sandbox::{
    rest::{
        Done, Reply,
        error::ApiError,
        interaction::followup,
        message_body,
        request::{Params, Payload, Query},
    },
    state::{Refusal, ids::MessageId, interaction::is_token, webhook::Webhook},
    world::App,
};

use super::{
    execute::{Options, components_of},
    known_by_token,
};

/// The webhook and the message that a request is about, and what its query says.
fn target(
    app: &App,
    params: &Params,
    Query(query): Query,
) -> Result<(Webhook, Options, MessageId), ApiError> {
    let webhook = known_by_token(app, params)?;
    let options = Options::read(query, true)?;
    if params.text("message_id") == "@original" {
        // Only interactions have a first response.
        return Err(Refusal::UNKNOWN_MESSAGE.into());
    }
    Ok((webhook, options, params.id("message_id")?))
}

pub(super) async fn one(State(app): State<App>, params: Params, query: Query) -> Reply {
    if is_token(params.text("webhook_token")) {
        return followup::one(&app, &params);
    }
    let (webhook, options, message) = target(&app, &params, query)?;
    let store = &app.world().store;
    let (_, message) = store.webhook_message(webhook.id, options.thread_id, message)?;
    Ok(Json(store.message_json(message, None)))
}

pub(super) async fn edit(
    State(app): State<App>,
    params: Params,
    query: Query,
    mut payload: Payload,
) -> Reply {
    if is_token(params.text("webhook_token")) {
        return followup::edit(&app, &params, payload);
    }
    let (webhook, options, message) = target(&app, &params, query)?;
    let (id, thread) = (webhook.id, options.thread_id);
    let flags = {
        let world = app.world();
        let (_, message) = world.store.webhook_message(id, thread, message)?;
        message.flags
    };
    let components = payload.form.objects("components", 0..=40).value();
    if let Some(components) = components {
        let components = components.into_iter().map(Value::Object).collect();
        components_of(&mut payload.form, &webhook, options, components);
    }
    let mut edit = message_body::edit(payload, flags)?;
    if !options.may_have_components(&webhook) {
        edit.components = None;
    }
    app.change_and_view(
        |store| store.edit_webhook_message(id, thread, message, edit),
        |store, channel| {
            let message = store.message(channel, message)?;
            Ok(Json(store.message_json(message, None)))
        },
    )
}

pub(super) async fn remove(State(app): State<App>, params: Params, query: Query) -> Done {
    if is_token(params.text("webhook_token")) {
        return followup::remove(&app, &params);
    }
    let (webhook, options, message) = target(&app, &params, query)?;
    let thread = options.thread_id;
    app.change(|store| store.delete_webhook_message(webhook.id, thread, message))?;
    Ok(StatusCode::NO_CONTENT)
}
