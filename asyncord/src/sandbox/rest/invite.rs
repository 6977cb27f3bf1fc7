//! Invites. Discord docs: Invite.

use std::collections::BTreeSet;

use axum::{
    Json, Router,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use serde_json::{Value, json};

use crate::sandbox::{
    state::{
        bits::permission,
        ids::{ChannelId, GuildId, UserId},
        invite::{InviteWish, Target},
    },
    world::App,
};

use super::{
    Done, Reply,
    caller::Caller,
    error::ApiError,
    form::Form,
    request::{Params, Payload, Query, SentFile},
};

const DAY: i64 = 24 * 60 * 60;
const LONGEST: i64 = 60 * DAY;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(
            "/channels/{channel_id}/invites",
            get(of_channel).post(create),
        )
        .route("/guilds/{guild_id}/invites", get(of_guild))
        .route("/invites/{code}", get(one).delete(remove))
        .route(
            "/invites/{code}/target-users",
            get(targets).put(set_targets),
        )
        .route("/invites/{code}/target-users/job-status", get(targets_job))
}

async fn of_channel(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    let id: ChannelId = params.id("channel_id")?;
    let world = app.world();
    let needed = permission::MANAGE_CHANNELS;
    world.store.channel_with(id, caller.user, needed)?;
    let invites: Vec<Value> = world
        .store
        .invites_to(id)
        .map(|invite| world.store.invite_json_with_metadata(invite))
        .collect();
    Ok(Json(invites.into()))
}

/// The numbers of an invite are for those who manage the guild, not for all who read its audit log.
async fn of_guild(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    let id: GuildId = params.id("guild_id")?;
    let world = app.world();
    let store = &world.store;
    store.guild_for(id, caller.user)?;
    let has = store.permissions(id, caller.user);
    let manages = has & permission::MANAGE_GUILD != 0;
    if !manages {
        store.guild_with(id, caller.user, permission::VIEW_AUDIT_LOG)?;
    }
    let invites: Vec<Value> = store
        .invites_of(id)
        .map(|invite| {
            if manages {
                store.invite_json_with_metadata(invite)
            } else {
                store.invite_json(invite)
            }
        })
        .collect();
    Ok(Json(invites.into()))
}

/// Reads what is asked of a new invite.
fn wish_of(form: &mut Form) -> InviteWish {
    let usual = InviteWish::default();
    let max_age = form.integer("max_age", 0..=LONGEST).value();
    let max_uses = form.integer("max_uses", 0..=100).value();
    let target_type = form.choice("target_type", &[1, 2]).value();
    let user = form.id("target_user_id");
    let application = form.id("target_application_id");
    let target = match target_type {
        Some(1) => form.required("target_user_id", user).map(Target::Stream),
        Some(_) => form
            .required("target_application_id", application)
            .map(Target::Application),
        None => None,
    };
    InviteWish {
        max_age: max_age.unwrap_or(usual.max_age),
        max_uses: max_uses.unwrap_or(usual.max_uses),
        temporary: form.flag("temporary").value().unwrap_or(false),
        target,
        role_ids: form
            .ids_or_text("role_ids", 0..=250)
            .value()
            .unwrap_or_default(),
    }
}

async fn create(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: Payload,
) -> Reply {
    let id = params.id("channel_id")?;
    let wish = wish_of(&mut payload.form);
    let is_unique = payload.form.flag("unique").value().unwrap_or(false);
    payload.form.finish()?;
    let targets = match payload.files.first() {
        Some(file) => Some(users_in(file)?),
        None => None,
    };
    app.change_and_view(
        |store| {
            if let Some(users) = &targets {
                users
                    .iter()
                    .try_for_each(|user| store.user(*user).map(|_| ()))?;
            }
            store.create_invite(&caller.actor, id, wish, is_unique, targets)
        },
        |store, code| Ok(Json(store.invite_json_with_metadata(store.invite(&code)?))),
    )
}

/// The users of an uploaded list: a column with `user_id` at its head.
fn users_in(file: &SentFile) -> Result<BTreeSet<UserId>, ApiError> {
    let text = String::from_utf8_lossy(&file.bytes);
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut errors = Vec::new();
    if lines.next() != Some("user_id") {
        errors.push("The header of the file must be 'user_id'.".to_owned());
    }
    let mut users = BTreeSet::new();
    for (number, line) in (2..).zip(lines) {
        match line.trim_matches('"').parse() {
            Ok(user) => {
                users.insert(user);
            }
            Err(_) => errors.push(format!("Line {number}: '{line}' is not a user id.")),
        }
    }
    if errors.is_empty() {
        Ok(users)
    } else {
        Err(ApiError::of_file("target_users_file", &errors))
    }
}

/// An invite, for whoever asks.
async fn one(State(app): State<App>, params: Params, Query(mut query): Query) -> Reply {
    let with_counts = query.flag("with_counts").value().unwrap_or(false);
    query.finish()?;
    let world = app.world();
    let invite = world.store.invite(params.text("code"))?;
    let mut json = world.store.invite_json(invite);
    if with_counts && let Ok(guild) = world.store.guild(invite.guild_id) {
        json["approximate_member_count"] = guild.members.len().into();
        json["approximate_presence_count"] = guild.members.len().into();
    }
    Ok(Json(json))
}

async fn remove(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    let code = params.text("code");
    let json = app.change(|store| store.delete_invite(&caller.actor, code))?;
    Ok(Json(json))
}

async fn targets(
    State(app): State<App>,
    caller: Caller,
    params: Params,
) -> Result<Response, ApiError> {
    let world = app.world();
    let targets = world
        .store
        .invite_targets(params.text("code"), caller.user)?;
    let mut csv = "user_id\n".to_owned();
    for user in &targets.users {
        csv.push_str(&user.to_string());
        csv.push('\n');
    }
    Ok(([(header::CONTENT_TYPE, "text/csv; charset=utf-8")], csv).into_response())
}

async fn set_targets(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    payload: Payload,
) -> Done {
    payload.form.finish()?;
    let Some(file) = payload.files.first() else {
        return Err(ApiError::of_file(
            "target_users_file",
            &["This field is required".to_owned()],
        ));
    };
    let users = users_in(file)?;
    app.change(|store| {
        users
            .iter()
            .try_for_each(|user| store.user(*user).map(|_| ()))?;
        store.set_invite_targets(params.text("code"), caller.user, users)
    })?;
    Ok(StatusCode::NO_CONTENT)
}

async fn targets_job(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    let code = params.text("code");
    let job = app.world().store.invite_targets_job(code, caller.user)?;
    Ok(Json(json!(job)))
}
