//! Members of guilds. Discord docs: Guild/Guild Member Object.

use std::ops::Bound;

use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::{get, patch, put},
};
use serde_json::{Value, json};

use crate::sandbox::{
    state::{
        Field, Refusal,
        bits::intent,
        ids::{GuildId, UserId},
        member::MemberEdit,
        membership::REQUESTED,
        oauth::Scope,
    },
    world::App,
};

use super::{
    Done, Reply,
    caller::Caller,
    error::ApiError,
    form::Form,
    request::{Params, Payload, Query},
};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/guilds/{guild_id}/members", get(list))
        .route("/guilds/{guild_id}/members/search", get(search))
        .route("/guilds/{guild_id}/members/@me", patch(edit_own))
        .route("/guilds/{guild_id}/members/@me/nick", patch(edit_own_nick))
        .route(
            "/guilds/{guild_id}/members/{user_id}",
            get(one).put(add).patch(edit).delete(kick),
        )
        .route(
            "/guilds/{guild_id}/members/{user_id}/roles/{role_id}",
            put(add_role).delete(remove_role),
        )
}

async fn one(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    let guild = params.id("guild_id")?;
    let user: UserId = params.id("user_id")?;
    let world = app.world();
    let guild = world.store.guild_for(guild, caller.user)?;
    world.store.user(user)?;
    Ok(Json(world.store.member_json(guild.member(user)?)))
}

async fn list(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    Query(mut query): Query,
) -> Reply {
    let guild = params.id("guild_id")?;
    let limit = query.integer("limit", 1..=1000).value().unwrap_or(1);
    let after: UserId = query.id("after").value().unwrap_or(UserId::new(0));
    query.finish()?;
    let world = app.world();
    let guild = world.store.guild_for(guild, caller.user)?;
    // Bots need the intent; people see the members beside the channel anyway.
    if let Ok(application) = caller.application()
        && world.store.application(application)?.privileged_intents & intent::GUILD_MEMBERS == 0
    {
        return Err(Refusal::MISSING_ACCESS.into());
    }
    let members: Vec<Value> = guild
        .members
        .range((Bound::Excluded(after), Bound::Unbounded))
        .take(usize::try_from(limit).unwrap_or(1))
        .map(|(_, member)| world.store.member_json(member))
        .collect();
    Ok(Json(members.into()))
}

async fn search(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    Query(mut query): Query,
) -> Reply {
    let guild = params.id("guild_id")?;
    let limit = query.integer("limit", 1..=1000).value().unwrap_or(1);
    let wanted = query.text("query", 1..=100);
    let wanted = query.required("query", wanted);
    let wanted = query.finish_with(wanted)?;
    let world = app.world();
    let guild = world.store.guild_for(guild, caller.user)?;
    let members: Vec<Value> = world
        .store
        .members_named(guild, &wanted)
        .take(usize::try_from(limit).unwrap_or(1))
        .map(|member| world.store.member_json(member))
        .collect();
    Ok(Json(members.into()))
}

/// Reads what may be changed of a member.
fn edit_of(form: &mut Form) -> MemberEdit {
    let nick = form.text("nick", 0..=32);
    let roles = form.ids("roles", 0..=250).or_empty();
    let mute = form.flag("mute").value();
    let deaf = form.flag("deaf").value();
    MemberEdit {
        nick,
        roles,
        mute,
        deaf,
        channel_id: form.id("channel_id"),
        disabled_until: form.moment("communication_disabled_until"),
        flags: form.bits("flags").value(),
        ..MemberEdit::default()
    }
}

async fn edit(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: Payload,
) -> Reply {
    let guild = params.id("guild_id")?;
    let user = params.id("user_id")?;
    let edit = edit_of(&mut payload.form);
    payload.form.finish()?;
    let json = app.change(|store| store.update_member(&caller.actor, guild, user, edit))?;
    Ok(Json(json))
}

/// Adds a user who has let the application do that.
async fn add(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: Payload,
) -> Result<Response, ApiError> {
    let guild: GuildId = params.id("guild_id")?;
    let user: UserId = params.id("user_id")?;
    let Ok(application) = caller.application() else {
        return add_bot(&app, &caller, guild, user, payload);
    };
    let form = &mut payload.form;
    let token = form.text("access_token", 1..=10_240);
    let token = form.required("access_token", token);
    let edit = MemberEdit {
        channel_id: Field::Absent,
        disabled_until: Field::Absent,
        ..edit_of(form)
    };
    let token = payload.form.finish_with(token)?;
    let (is_new, member) = app.change_and_view(
        |store| {
            if store.user_of_bearer(application, &token, Scope::GuildsJoin)? != user {
                return Err(Refusal::INVALID_OAUTH2_TOKEN);
            }
            store.add_member(&caller.actor, guild, user, edit)
        },
        |store, is_new| Ok::<_, ApiError>((is_new, store.member_of(guild, user))),
    )?;
    Ok(if is_new {
        (StatusCode::CREATED, Json(json!(member))).into_response()
    } else {
        StatusCode::NO_CONTENT.into_response()
    })
}

/// People add bots as they do on the page where Discord asks them: with the permissions it is to have.
fn add_bot(
    app: &App,
    caller: &Caller,
    guild: GuildId,
    user: UserId,
    mut payload: Payload,
) -> Result<Response, ApiError> {
    let permissions = payload.form.bits("permissions").value();
    payload.form.finish()?;
    let permissions = permissions.unwrap_or(REQUESTED);
    app.change(|store| {
        if !store.user(user)?.bot {
            return Err(Refusal::ONLY_BOTS);
        }
        store.add_bot(&caller.actor, guild, user.cast(), permissions)
    })?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

async fn edit_own(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: Payload,
) -> Reply {
    let guild = params.id("guild_id")?;
    let form = &mut payload.form;
    let edit = MemberEdit {
        nick: form.text("nick", 0..=32),
        avatar: form.image("avatar"),
        banner: form.image("banner"),
        bio: form.text("bio", 0..=190),
        ..MemberEdit::default()
    };
    payload.form.finish()?;
    let json = app.change(|store| store.update_own_member(&caller.actor, guild, edit))?;
    Ok(Json(json))
}

/// Discord's old way to change the bot's own name in a guild.
async fn edit_own_nick(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: Payload,
) -> Reply {
    let guild = params.id("guild_id")?;
    let edit = MemberEdit {
        nick: payload.form.text("nick", 0..=32),
        ..MemberEdit::default()
    };
    payload.form.finish()?;
    let member = app.change(|store| store.update_own_member(&caller.actor, guild, edit))?;
    Ok(Json(json!({ "nick": member["nick"] })))
}

async fn add_role(State(app): State<App>, caller: Caller, params: Params) -> Done {
    set_role(&app, &caller, &params, true)
}

async fn remove_role(State(app): State<App>, caller: Caller, params: Params) -> Done {
    set_role(&app, &caller, &params, false)
}

fn set_role(app: &App, caller: &Caller, params: &Params, has: bool) -> Done {
    let guild = params.id("guild_id")?;
    let user = params.id("user_id")?;
    let role = params.id("role_id")?;
    app.change(|store| store.update_member_role(&caller.actor, guild, user, role, has))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn kick(State(app): State<App>, caller: Caller, params: Params) -> Done {
    let guild = params.id("guild_id")?;
    let user = params.id("user_id")?;
    app.change(|store| store.kick(&caller.actor, guild, user))?;
    Ok(StatusCode::NO_CONTENT)
}
