//! Users and what is the bot's own. Discord docs: User.

use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    routing::{delete, get, post},
};
use serde_json::{Value, json};

use crate::sandbox::{
    state::{
        Refusal, Store,
        ids::{GuildId, UserId},
        oauth::Scope,
        user::UserEdit,
    },
    world::App,
};

use super::{
    Done, Reply,
    caller::{Caller, Connections, Granted, Guilds, GuildsMembersRead, Identify, OnBehalf},
    request::{Params, Payload, Query},
};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/users/@me", get(current).patch(edit))
        .route("/users/@me/channels", post(open_direct))
        .route("/users/@me/guilds", get(guilds))
        .route("/users/@me/connections", get(connections))
        .route("/users/@me/guilds/{guild_id}", delete(leave))
        .route("/users/@me/guilds/{guild_id}/member", get(own_member))
        .route("/users/{user_id}", get(one))
}

async fn current(State(app): State<App>, caller: Granted<Identify>) -> Reply {
    let mut json = app.world().store.user(caller.user)?.private_json();
    if let Some(grant) = caller.grant() {
        show_email(&mut json, grant.scopes.contains(&Scope::Email));
    }
    Ok(Json(json))
}

/// With the scope for it the address is shown, without it not even that there is one.
fn show_email(user: &mut Value, is_granted: bool) {
    let Some(name) = user["username"].as_str() else {
        return;
    };
    let email = format!("{name}@example.com");
    if is_granted {
        user["email"] = email.into();
    } else if let Some(fields) = user.as_object_mut() {
        fields.remove("email");
        fields.remove("verified");
    }
}

async fn one(State(app): State<App>, _: Caller, params: Params) -> Reply {
    let id = params.id("user_id")?;
    Ok(Json(app.world().store.user(id)?.json()))
}

async fn edit(State(app): State<App>, caller: Caller, mut payload: Payload) -> Reply {
    let form = &mut payload.form;
    let username = form.text("username", 2..=32).value();
    let avatar = form.image("avatar");
    let banner = form.image("banner");
    payload.form.finish()?;
    let edit = UserEdit {
        username,
        avatar,
        banner,
    };
    app.change_and_view(
        |store| store.edit_user(caller.user, edit),
        |store, ()| Ok(Json(store.user(caller.user)?.private_json())),
    )
}

async fn guilds(State(app): State<App>, caller: Granted<Guilds>, Query(mut query): Query) -> Reply {
    let limit = query.integer("limit", 1..=200).value().unwrap_or(200);
    let after = query.id("after").value();
    let before = query.id("before").value();
    let with_counts = query.flag("with_counts").value().unwrap_or(false);
    query.finish()?;
    let world = app.world();
    let mut ids = world.store.guilds_of(caller.user);
    ids.retain(|id| after.is_none_or(|after| *id > after));
    ids.retain(|id| before.is_none_or(|before| *id < before));
    let limit = usize::try_from(limit).unwrap_or(200);
    let from = if before.is_some() && after.is_none() {
        ids.len().saturating_sub(limit)
    } else {
        0
    };
    let guilds: Vec<Value> = ids
        .into_iter()
        .skip(from)
        .take(limit)
        .filter_map(|id| partial_guild(&world.store, id, caller.user, with_counts))
        .collect();
    Ok(Json(guilds.into()))
}

fn partial_guild(store: &Store, id: GuildId, user: UserId, with_counts: bool) -> Option<Value> {
    let guild = store.guild(id).ok()?;
    let mut json = json!({
        "id": guild.id,
        "name": guild.name,
        "icon": guild.settings.icon,
        "banner": guild.settings.banner,
        "owner": guild.owner_id == user,
        "permissions": store.permissions(id, user).to_string(),
        "features": guild.settings.features,
    });
    if with_counts {
        json["approximate_member_count"] = guild.members.len().into();
        json["approximate_presence_count"] = guild.members.len().into();
    }
    Some(json)
}

async fn connections(State(app): State<App>, caller: Granted<Connections>) -> Reply {
    let world = app.world();
    Ok(Json(json!(world.store.connections_of(caller.user))))
}

/// The user as a member of a guild.
async fn own_member(
    State(app): State<App>,
    caller: OnBehalf<GuildsMembersRead>,
    params: Params,
) -> Reply {
    let id = params.id("guild_id")?;
    let world = app.world();
    let guild = world.store.guild_for(id, caller.user)?;
    let mut json = world.store.member_json(guild.member(caller.user)?);
    json["permissions"] = world.store.permissions(id, caller.user).to_string().into();
    Ok(Json(json))
}

async fn leave(State(app): State<App>, caller: Caller, params: Params) -> Done {
    let guild = params.id("guild_id")?;
    app.change(|store| store.leave(guild, caller.user))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn open_direct(State(app): State<App>, caller: Caller, mut payload: Payload) -> Reply {
    if payload.form.raw("access_tokens").value().is_some() {
        // Of users who let an application into groups there are none.
        return Err(Refusal::INVALID_OAUTH2_TOKEN.into());
    }
    if !caller.is_bot() && payload.form.has("recipients") {
        return open_group(&app, &caller, payload);
    }
    let recipient = payload.form.id("recipient_id");
    let recipient = payload.form.required("recipient_id", recipient);
    let recipient = payload.form.finish_with(recipient)?;
    app.change_and_view(
        |store| store.open_direct(caller.user, recipient),
        |store, id| {
            let channel = store.channel(id)?;
            Ok(Json(store.channel_json_for(channel, Some(caller.user))))
        },
    )
}

/// Opens a conversation of several people, as their clients do it.
fn open_group(app: &App, caller: &Caller, mut payload: Payload) -> Reply {
    let others = payload.form.ids("recipients", 1..=9);
    let others = payload.form.required("recipients", others);
    let others: Vec<UserId> = payload.form.finish_with(others)?;
    app.change_and_view(
        |store| store.open_group(caller.user, &others),
        |store, id| {
            let channel = store.channel(id)?;
            Ok(Json(store.channel_json_for(channel, Some(caller.user))))
        },
    )
}
