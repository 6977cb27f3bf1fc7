//! Webhooks: making and managing them. Discord docs: Webhook.

mod compatible;
mod execute;
mod message;

use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    routing::{get, post},
};
use serde_json::Value;

use crate::sandbox::{
    state::{
        Field, Store,
        ids::{ChannelId, GuildId, WebhookId},
        webhook::{Webhook, WebhookEdit, forbidden_word},
    },
    world::App,
};

use super::{
    Done, Reply,
    caller::Caller,
    error::ApiError,
    form::Form,
    request::{Params, Payload},
};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(
            "/channels/{channel_id}/webhooks",
            get(of_channel).post(create),
        )
        .route("/guilds/{guild_id}/webhooks", get(of_guild))
        .route(
            "/webhooks/{webhook_id}",
            get(one).patch(edit).delete(remove),
        )
        .route(
            "/webhooks/{webhook_id}/{webhook_token}",
            get(one_by_token)
                .patch(edit_by_token)
                .delete(remove_by_token)
                .post(execute::post),
        )
        .route(
            "/webhooks/{webhook_id}/{webhook_token}/slack",
            post(compatible::slack),
        )
        .route(
            "/webhooks/{webhook_id}/{webhook_token}/github",
            post(compatible::github),
        )
        .route(
            "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}",
            get(message::one)
                .patch(message::edit)
                .delete(message::remove),
        )
}

/// The webhook of a path, for who knows the token there.
fn known_by_token(app: &App, params: &Params) -> Result<Webhook, ApiError> {
    let id = params.id("webhook_id")?;
    let world = app.world();
    let token = params.text("webhook_token");
    Ok(world.store.webhook_by_token(id, token)?.clone())
}

/// A name that a webhook or one of its messages may have.
fn name_of(form: &mut Form, key: &str) -> Option<String> {
    let name = form.text(key, 1..=80).value()?;
    if let Some(word) = forbidden_word(&name) {
        form.error(
            key,
            "USERNAME_INVALID_CONTAINS",
            format!("Username cannot contain \"{word}\""),
        );
    }
    Some(name.trim().to_owned())
}

fn edit_of(form: &mut Form) -> WebhookEdit {
    WebhookEdit {
        name: name_of(form, "name"),
        avatar: form.image("avatar"),
        channel_id: form.id("channel_id").value(),
    }
}

fn view(store: &Store, id: WebhookId, caller: &Caller) -> Reply {
    let webhook = store.webhook_for(id, caller.user)?;
    Ok(Json(store.webhook_json(webhook, true)))
}

fn view_all(store: &Store, webhooks: Vec<&Webhook>) -> Json<Value> {
    let all = webhooks.into_iter();
    Json(
        all.map(|webhook| store.webhook_json(webhook, true))
            .collect(),
    )
}

async fn of_channel(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    let channel: ChannelId = params.id("channel_id")?;
    let store = &app.world().store;
    let webhooks = store.webhooks_of_channel(channel, caller.user)?;
    Ok(view_all(store, webhooks))
}

async fn of_guild(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    let guild: GuildId = params.id("guild_id")?;
    let store = &app.world().store;
    let webhooks = store.webhooks_of_guild(guild, caller.user)?;
    Ok(view_all(store, webhooks))
}

async fn create(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: Payload,
) -> Reply {
    let channel = params.id("channel_id")?;
    app.world().store.channel_for(channel, caller.user)?;
    let form = &mut payload.form;
    let name = Field::from(name_of(form, "name"));
    let name = form.required("name", name);
    let avatar = form.image("avatar").value();
    let name = payload.form.finish_with(name)?;
    app.change_and_view(
        |store| store.create_webhook(&caller.actor, channel, name, avatar),
        |store, id| view(store, id, &caller),
    )
}

async fn one(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    let id = params.id("webhook_id")?;
    view(&app.world().store, id, &caller)
}

async fn edit(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: Payload,
) -> Reply {
    let id = params.id("webhook_id")?;
    app.world().store.webhook_for(id, caller.user)?;
    let edit = edit_of(&mut payload.form);
    payload.form.finish()?;
    app.change_and_view(
        |store| store.edit_webhook(Some(&caller.actor), id, edit),
        |store, ()| view(store, id, &caller),
    )
}

async fn remove(State(app): State<App>, caller: Caller, params: Params) -> Done {
    let id = params.id("webhook_id")?;
    app.change(|store| store.delete_webhook(Some(&caller.actor), id))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn one_by_token(State(app): State<App>, params: Params) -> Reply {
    let webhook = known_by_token(&app, &params)?;
    Ok(Json(app.world().store.webhook_json(&webhook, false)))
}

async fn edit_by_token(State(app): State<App>, params: Params, mut payload: Payload) -> Reply {
    let id = known_by_token(&app, &params)?.id;
    let token = params.text("webhook_token");
    let edit = edit_of(&mut payload.form);
    payload.form.finish()?;
    app.change_and_view(
        |store| store.edit_webhook(None, id, edit),
        |store, ()| {
            let webhook = store.webhook_by_token(id, token)?;
            Ok(Json(store.webhook_json(webhook, false)))
        },
    )
}

async fn remove_by_token(State(app): State<App>, params: Params) -> Done {
    let id = known_by_token(&app, &params)?.id;
    app.change(|store| store.delete_webhook(None, id))?;
    Ok(StatusCode::NO_CONTENT)
}
