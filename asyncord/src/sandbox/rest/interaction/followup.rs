//! What applications say later, by the token of the interaction: the messages of its webhook, whose
//! routes are those of webhooks.

use axum::{Json, http::StatusCode};

use crate::sandbox::{
    state::{
        Store,
        bits::message_flag,
        ids::{ApplicationId, ChannelId, MessageId},
    },
    world::App,
};

use super::super::{
    Done, Reply,
    error::ApiError,
    message_body::{read_draft, read_edit},
    request::{Params, Payload},
};

/// The message that a path names; nothing is `@original`.
fn message(params: &Params) -> Result<Option<MessageId>, ApiError> {
    match params.text("message_id") {
        "@original" => Ok(None),
        _ => params.id("message_id").map(Some),
    }
}

fn view(store: &Store, (channel, id): (ChannelId, MessageId)) -> Reply {
    let message = store.message(channel, id)?;
    Ok(Json(store.message_json(message, None)))
}

/// Posts a further message. Whatever the query says, the message is answered.
pub(in crate::sandbox::rest) fn create(app: &App, params: &Params, payload: Payload) -> Reply {
    let application: ApplicationId = params.id("webhook_id")?;
    let token = params.text("webhook_token");
    app.world().store.interaction_by_token(application, token)?;
    let Payload { mut form, files } = payload;
    let flags = message_flag::ON_CREATE | message_flag::EPHEMERAL;
    let draft = read_draft(&mut form, files, flags);
    form.finish()?;
    app.change_and_view(|store| store.post_followup(application, token, draft), view)
}

pub(in crate::sandbox::rest) fn one(app: &App, params: &Params) -> Reply {
    let application = params.id("webhook_id")?;
    let id = message(params)?;
    let world = app.world();
    let found = world
        .store
        .response(application, params.text("webhook_token"), id)?;
    view(&world.store, found)
}

pub(in crate::sandbox::rest) fn edit(app: &App, params: &Params, payload: Payload) -> Reply {
    let application = params.id("webhook_id")?;
    let token = params.text("webhook_token");
    let id = message(params)?;
    let flags = {
        let world = app.world();
        let (channel, id) = world.store.response(application, token, id)?;
        world.store.message(channel, id)?.flags
    };
    let Payload { mut form, files } = payload;
    let edit = read_edit(&mut form, files, flags);
    form.finish()?;
    app.change_and_view(
        |store| store.edit_response(application, token, id, edit),
        view,
    )
}

pub(in crate::sandbox::rest) fn remove(app: &App, params: &Params) -> Done {
    let application = params.id("webhook_id")?;
    let id = message(params)?;
    app.change(|store| store.delete_response(application, params.text("webhook_token"), id))?;
    Ok(StatusCode::NO_CONTENT)
}
