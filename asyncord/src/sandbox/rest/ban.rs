//! Bans. Discord docs: Guild/Get Guild Bans.

use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    routing::{get, post},
};
use serde_json::{Value, json};

use crate::sandbox::{
    state::{
        bits::permission,
        ids::{GuildId, UserId},
    },
    world::App,
};

use super::{
    Done, Reply,
    caller::Caller,
    form::Form,
    request::{Params, Payload, Query},
};

const WEEK: i64 = 7 * 24 * 60 * 60;
const DAY: i64 = 24 * 60 * 60;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/guilds/{guild_id}/bans", get(list))
        .route(
            "/guilds/{guild_id}/bans/{user_id}",
            get(one).put(create).delete(remove),
        )
        .route("/guilds/{guild_id}/bulk-ban", post(bulk))
}

async fn list(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    Query(mut query): Query,
) -> Reply {
    let id: GuildId = params.id("guild_id")?;
    let limit = query.integer("limit", 1..=1000).value().unwrap_or(1000);
    let before: Option<UserId> = query.id("before").value();
    let after: Option<UserId> = query.id("after").value().filter(|_| before.is_none());
    query.finish()?;
    let limit = usize::try_from(limit).unwrap_or(1000);
    let world = app.world();
    let needed = permission::BAN_MEMBERS;
    let guild = world.store.guild_with(id, caller.user, needed)?;
    let mut users: Vec<UserId> = guild.bans.keys().copied().collect();
    users.retain(|user| after.is_none_or(|after| *user > after));
    users.retain(|user| before.is_none_or(|before| *user < before));
    // Those nearest to `before`, in rising order all the same.
    let from = match before {
        Some(_) => users.len().saturating_sub(limit),
        None => 0,
    };
    let bans: Result<Vec<Value>, _> = users
        .into_iter()
        .skip(from)
        .take(limit)
        .map(|user| world.store.ban_json(guild, user))
        .collect();
    Ok(Json(bans?.into()))
}

async fn one(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    let id = params.id("guild_id")?;
    let user = params.id("user_id")?;
    let world = app.world();
    let needed = permission::BAN_MEMBERS;
    let guild = world.store.guild_with(id, caller.user, needed)?;
    Ok(Json(world.store.ban_json(guild, user)?))
}

/// How far back messages are deleted; days are the old way to say it.
fn delete_seconds(form: &mut Form) -> u64 {
    let seconds = form.integer("delete_message_seconds", 0..=WEEK).value();
    let days = form.integer("delete_message_days", 0..=7).value();
    let seconds = seconds.or(days.map(|days| days * DAY)).unwrap_or(0);
    u64::try_from(seconds).unwrap_or(0)
}

async fn create(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: Payload,
) -> Done {
    let id = params.id("guild_id")?;
    let user = params.id("user_id")?;
    let seconds = delete_seconds(&mut payload.form);
    payload.form.finish()?;
    app.change(|store| store.ban(&caller.actor, id, user, seconds))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn remove(State(app): State<App>, caller: Caller, params: Params) -> Done {
    let id = params.id("guild_id")?;
    let user = params.id("user_id")?;
    app.change(|store| store.unban(&caller.actor, id, user))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn bulk(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: Payload,
) -> Reply {
    let id = params.id("guild_id")?;
    let form = &mut payload.form;
    let users = form.ids("user_ids", 1..=200);
    let users = form.required("user_ids", users);
    let seconds = delete_seconds(form);
    let mut users: Vec<UserId> = payload.form.finish_with(users)?;
    users.sort_unstable();
    users.dedup();
    let done = app.change(|store| store.bulk_ban(&caller.actor, id, &users, seconds))?;
    Ok(Json(json!({
        "banned_users": done.banned,
        "failed_users": done.failed,
    })))
}
