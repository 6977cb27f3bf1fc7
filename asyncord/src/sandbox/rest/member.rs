//! Members of guilds. Discord docs: Guild/Guild Member Object.

use std::ops::Bound;

use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    routing::{get, patch, put},
};
use serde_json::{Value, json};

use crate::sandbox::{
    state::{
        Field, Refusal,
        bits::intent,
        ids::{GuildId, UserId, parse_iso},
        member::MemberEdit,
    },
    world::App,
};

use super::{
    Done, Reply,
    error::ApiError,
    form::Form,
    request::{Bot, Params, Payload, Query},
};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/guilds/{guild_id}/members", get(list))
        .route("/guilds/{guild_id}/members/search", get(search))
        .route("/guilds/{guild_id}/members/@me", patch(edit_own))
        .route("/guilds/{guild_id}/members/@me/nick", patch(edit_own_nick))
        .route(
            "/guilds/{guild_id}/members/{user_id}",
            get(one).patch(edit).delete(kick),
        )
        .route(
            "/guilds/{guild_id}/members/{user_id}/roles/{role_id}",
            put(add_role).delete(remove_role),
        )
}

async fn one(State(app): State<App>, bot: Bot, params: Params) -> Reply {
    let guild = params.id("guild_id")?;
    let user: UserId = params.id("user_id")?;
    let world = app.world();
    let guild = world.store.guild_for(guild, bot.user)?;
    world.store.user(user)?;
    Ok(Json(world.store.member_json(guild.member(user)?)))
}

async fn list(State(app): State<App>, bot: Bot, params: Params, Query(mut query): Query) -> Reply {
    let guild = params.id("guild_id")?;
    let limit = query.integer("limit", 1..=1000).value().unwrap_or(1);
    let after: UserId = query.id("after").value().unwrap_or(UserId::new(0));
    query.finish()?;
    let world = app.world();
    let guild = world.store.guild_for(guild, bot.user)?;
    let application = world.store.application(bot.application)?;
    if application.privileged_intents & intent::GUILD_MEMBERS == 0 {
        return Err(Refusal::MissingAccess.into());
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
    bot: Bot,
    params: Params,
    Query(mut query): Query,
) -> Reply {
    let guild = params.id("guild_id")?;
    let limit = query.integer("limit", 1..=1000).value().unwrap_or(1);
    let wanted = query.text("query", 1..=100);
    let wanted = query.required("query", wanted).unwrap_or_default();
    query.finish()?;
    let world = app.world();
    let guild = world.store.guild_for(guild, bot.user)?;
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
    let until = form.text("communication_disabled_until", 0..=64);
    let disabled_until = match until {
        Field::Absent => Field::Absent,
        Field::Null => Field::Null,
        Field::Value(text) => {
            let until = parse_iso(&text);
            if until.is_none() {
                form.error(
                    "communication_disabled_until",
                    "DATE_TIME_TYPE_PARSE",
                    format!("Could not parse {text}. Should be ISO8601."),
                );
            }
            until.map_or(Field::Absent, Field::Value)
        }
    };
    MemberEdit {
        nick,
        roles,
        mute,
        deaf,
        disabled_until,
    }
}

async fn edit(State(app): State<App>, bot: Bot, params: Params, mut payload: Payload) -> Reply {
    let guild = params.id("guild_id")?;
    let user = params.id("user_id")?;
    let edit = edit_of(&mut payload.form);
    payload.form.finish()?;
    change(&app, bot, guild, user, edit)
}

async fn edit_own(State(app): State<App>, bot: Bot, params: Params, mut payload: Payload) -> Reply {
    let guild = params.id("guild_id")?;
    let edit = MemberEdit {
        nick: payload.form.text("nick", 0..=32),
        ..MemberEdit::default()
    };
    payload.form.finish()?;
    change(&app, bot, guild, bot.user, edit)
}

/// Discord's old way to change the bot's own name in a guild.
async fn edit_own_nick(
    State(app): State<App>,
    bot: Bot,
    params: Params,
    mut payload: Payload,
) -> Reply {
    let guild = params.id("guild_id")?;
    let edit = MemberEdit {
        nick: payload.form.text("nick", 0..=32),
        ..MemberEdit::default()
    };
    payload.form.finish()?;
    let Json(member) = change(&app, bot, guild, bot.user, edit)?;
    Ok(Json(json!({ "nick": member["nick"] })))
}

fn change(app: &App, bot: Bot, guild: GuildId, user: UserId, edit: MemberEdit) -> Reply {
    let json = app.change(|store| {
        store.guild_for(guild, bot.user)?;
        store.user(user)?;
        store.edit_member(guild, user, edit)
    })?;
    Ok(Json(json))
}

async fn add_role(State(app): State<App>, bot: Bot, params: Params) -> Done {
    set_role(&app, bot, &params, true)
}

async fn remove_role(State(app): State<App>, bot: Bot, params: Params) -> Done {
    set_role(&app, bot, &params, false)
}

fn set_role(app: &App, bot: Bot, params: &Params, has: bool) -> Done {
    let guild = params.id("guild_id")?;
    let user = params.id("user_id")?;
    let role = params.id("role_id")?;
    app.change(|store| {
        store.guild_for(guild, bot.user)?;
        store.user(user)?;
        store.set_member_role(guild, user, role, has)
    })?;
    Ok(StatusCode::NO_CONTENT)
}

async fn kick(State(app): State<App>, bot: Bot, params: Params) -> Done {
    let guild = params.id("guild_id")?;
    let user = params.id("user_id")?;
    app.change(|store| {
        store.guild_for(guild, bot.user)?;
        store.remove_member(guild, user)
    })
    .map_err(ApiError::from)?;
    Ok(StatusCode::NO_CONTENT)
}
