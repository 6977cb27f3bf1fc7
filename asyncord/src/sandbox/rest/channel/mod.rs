//! Channels of guilds, and conversations. Discord docs: Channel.

mod body;
mod group;

use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::{get, post, put},
};
use serde_json::Value;

use crate::sandbox::{
    state::{
        channel::{Move, Overwrite, Place, kind},
        ids::GuildId,
    },
    world::App,
};

use super::{
    Done, Reply,
    caller::Caller,
    error::ApiError,
    form::Form,
    list_body::ListBody,
    request::{Params, Payload},
    thread,
};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(
            "/channels/{channel_id}",
            get(one).patch(edit).delete(remove),
        )
        .route(
            "/channels/{channel_id}/permissions/{overwrite_id}",
            put(set_overwrite).delete(delete_overwrite),
        )
        .route("/channels/{channel_id}/followers", post(follow))
        .route("/channels/{channel_id}/typing", post(typing))
        .route(
            "/guilds/{guild_id}/channels",
            get(list).post(create).patch(move_all),
        )
        .merge(group::routes())
}

async fn one(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    let id = params.id("channel_id")?;
    let world = app.world();
    let channel = world.store.channel_for(id, caller.user)?;
    Ok(Json(
        world.store.channel_json_for(channel, Some(caller.user)),
    ))
}

/// Changes a channel, a thread or a group: what the body may hold is different for each.
async fn edit(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: Payload,
) -> Reply {
    let id = params.id("channel_id")?;
    let (kind, is_thread, is_direct) = {
        let world = app.world();
        let channel = world.store.channel_for(id, caller.user)?;
        let is_direct = matches!(channel.place, Place::Direct(_));
        (channel.kind, channel.thread().is_some(), is_direct)
    };
    let form = &mut payload.form;
    let actor = &caller.actor;
    let json = if is_thread {
        let edit = thread::edit_of(form);
        payload.form.finish()?;
        app.change(|store| store.edit_thread(actor, id, edit))?
    } else if is_direct {
        let edit = group::edit_of(form);
        payload.form.finish()?;
        app.change(|store| store.edit_group(actor, id, edit))?
    } else {
        let edit = body::edit_of(form, kind);
        payload.form.finish()?;
        app.change(|store| store.edit_channel(actor, id, edit))?
    };
    Ok(Json(json))
}

async fn remove(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    let id = params.id("channel_id")?;
    let json = app.change(|store| store.delete_channel(&caller.actor, id))?;
    Ok(Json(json))
}

async fn list(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    let id: GuildId = params.id("guild_id")?;
    let world = app.world();
    world.store.guild_for(id, caller.user)?;
    let channels: Vec<Value> = world
        .store
        .channels_of(id)
        .map(|channel| world.store.channel_json(channel))
        .collect();
    Ok(Json(channels.into()))
}

async fn create(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: Payload,
) -> Result<Response, ApiError> {
    let id = params.id("guild_id")?;
    app.world().store.guild_for(id, caller.user)?;
    let form = &mut payload.form;
    let choices = kind::CREATABLE.map(i64::from);
    let kind = form.choice("type", &choices).value();
    let kind = kind.and_then(|kind| u8::try_from(kind).ok());
    let kind = kind.unwrap_or(kind::GUILD_TEXT);
    let mut edit = body::edit_of(form, kind);
    edit.kind = None;
    form.needs(&["name"]);
    payload.form.finish()?;
    let json = app.change(|store| store.create_channel(&caller.actor, id, kind, edit))?;
    Ok((StatusCode::CREATED, Json(json)).into_response())
}

async fn move_all(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    ListBody(list): ListBody,
) -> Done {
    let guild = params.id("guild_id")?;
    let mut moves = Vec::with_capacity(list.len());
    let mut form = Form::new(serde_json::Map::new());
    for (index, fields) in list.into_iter().enumerate() {
        moves.extend(form.within(&index.to_string(), fields, |form| {
            let id = form.id("id");
            Some(Move {
                id: form.required("id", id)?,
                position: form.integer("position", 0..=i64::from(i32::MAX)).value(),
                parent_id: form.id("parent_id"),
                lock_permissions: form.flag("lock_permissions").value().unwrap_or(false),
            })
        }));
    }
    form.finish()?;
    app.change(|store| store.move_channels(&caller.actor, guild, &moves))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn set_overwrite(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: Payload,
) -> Done {
    let channel = params.id("channel_id")?;
    let form = &mut payload.form;
    let overwrite = Overwrite {
        id: params.id("overwrite_id")?,
        kind: body::overwrite_type(form),
        allow: form.bits("allow").or_empty().unwrap_or(0),
        deny: form.bits("deny").or_empty().unwrap_or(0),
    };
    payload.form.finish()?;
    app.change(|store| store.set_overwrite(&caller.actor, channel, &overwrite))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn delete_overwrite(State(app): State<App>, caller: Caller, params: Params) -> Done {
    let channel = params.id("channel_id")?;
    let id = params.id("overwrite_id")?;
    app.change(|store| store.delete_overwrite(&caller.actor, channel, id))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn follow(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: Payload,
) -> Reply {
    let channel = params.id("channel_id")?;
    let target = payload.form.id("webhook_channel_id");
    let target = payload.form.required("webhook_channel_id", target);
    let target = payload.form.finish_with(target)?;
    let json = app.change(|store| store.follow(&caller.actor, channel, target))?;
    Ok(Json(json))
}

async fn typing(State(app): State<App>, caller: Caller, params: Params) -> Done {
    let id = params.id("channel_id")?;
    app.change(|store| store.typing(id, caller.user))?;
    Ok(StatusCode::NO_CONTENT)
}
