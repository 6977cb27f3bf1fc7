//! Threads. Discord docs: Channel and Threads.

mod list;
mod member;

use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::post,
};

use crate::sandbox::{
    state::{
        Store,
        channel::{
            kind,
            thread::{AUTO_ARCHIVE_DURATIONS, ThreadDraft, ThreadEdit},
        },
        ids::{ChannelId, UserId},
    },
    world::App,
};

use super::{
    Reply,
    caller::Caller,
    error::ApiError,
    form::Form,
    message_body,
    request::{Params, Payload},
};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/channels/{channel_id}/threads", post(start))
        .route(
            "/channels/{channel_id}/messages/{message_id}/threads",
            post(start_from_message),
        )
        .merge(list::routes())
        .merge(member::routes())
}

/// Reads what is set of a thread that is to be started.
fn draft_of(form: &mut Form) -> Option<ThreadDraft> {
    let name = form.text("name", 1..=100);
    let name = form.required("name", name);
    Some(ThreadDraft {
        auto_archive_duration: form
            .choice("auto_archive_duration", &AUTO_ARCHIVE_DURATIONS)
            .value(),
        rate_limit_per_user: form.integer("rate_limit_per_user", 0..=21_600).value(),
        invitable: form.flag("invitable").value(),
        applied_tags: form.ids("applied_tags", 0..=5).value().unwrap_or_default(),
        name: name?,
    })
}

/// Reads what is changed of a thread.
pub(super) fn edit_of(form: &mut Form) -> ThreadEdit {
    ThreadEdit {
        name: form.text("name", 1..=100).value(),
        archived: form.flag("archived").value(),
        auto_archive_duration: form
            .choice("auto_archive_duration", &AUTO_ARCHIVE_DURATIONS)
            .value(),
        locked: form.flag("locked").value(),
        invitable: form.flag("invitable").value(),
        rate_limit_per_user: form.integer("rate_limit_per_user", 0..=21_600).or_empty(),
        flags: form.bits("flags").value(),
        applied_tags: form.ids("applied_tags", 0..=5).or_empty(),
    }
}

fn view(store: &Store, id: ChannelId, viewer: UserId) -> Reply {
    let channel = store.channel(id)?;
    let mut json = store.channel_json_for(channel, Some(viewer));
    if let Ok(message) = store.message(id, id.cast()) {
        json["message"] = store.message_json(message, Some(viewer));
    }
    Ok(Json(json))
}

fn created(reply: Json<serde_json::Value>) -> Response {
    (StatusCode::CREATED, reply).into_response()
}

/// Starts a thread without a message, or in a forum with its first.
async fn start(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: Payload,
) -> Result<Response, ApiError> {
    let parent = params.id("channel_id")?;
    let is_forum = {
        let world = app.world();
        world.store.channel_for(parent, caller.user)?;
        world.store.is_forum(parent)
    };
    let form = &mut payload.form;
    let draft = draft_of(form);
    let actor = &caller.actor;
    let reply = if is_forum {
        let message = form.object("message");
        let message = form.required("message", message);
        let Payload { form, files } = payload;
        let (draft, message) = form.finish_with((draft, message))?;
        let message = message_body::draft(Payload {
            form: Form::nested("message", message),
            files,
        })?;
        app.change_and_view(
            |store| store.start_post(actor, parent, draft, message),
            |store, id| view(store, id, caller.user),
        )?
    } else {
        let kinds = [
            kind::ANNOUNCEMENT_THREAD,
            kind::PUBLIC_THREAD,
            kind::PRIVATE_THREAD,
        ];
        let kind = form.choice("type", &kinds.map(i64::from)).value();
        let kind = kind.and_then(|kind| u8::try_from(kind).ok());
        // As Discord does it until the next version of its API.
        let kind = kind.unwrap_or(kind::PRIVATE_THREAD);
        let draft = payload.form.finish_with(draft)?;
        app.change_and_view(
            |store| store.start_thread(actor, parent, kind, draft),
            |store, id| view(store, id, caller.user),
        )?
    };
    Ok(created(reply))
}

async fn start_from_message(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: Payload,
) -> Result<Response, ApiError> {
    let parent = params.id("channel_id")?;
    let message = params.id("message_id")?;
    {
        let world = app.world();
        world.store.channel_for(parent, caller.user)?;
        world.store.message(parent, message)?;
    }
    let draft = draft_of(&mut payload.form);
    let draft = payload.form.finish_with(draft)?;
    let reply = app.change_and_view(
        |store| store.start_thread_from(&caller.actor, parent, message, draft),
        |store, id| view(store, id, caller.user),
    )?;
    Ok(created(reply))
}
