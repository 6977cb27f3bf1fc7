//! Users and what is the bot's own. Discord docs: User.

use std::hash::{DefaultHasher, Hash, Hasher};

use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    routing::{delete, get, post},
};
use serde_json::{Value, json};

use crate::sandbox::{
    state::{
        Field, Store,
        ids::{GuildId, UserId},
        user::UserEdit,
    },
    world::App,
};

use super::{
    Done, Reply,
    error::ApiError,
    request::{Bot, Params, Payload, Query},
};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/users/@me", get(current).patch(edit))
        .route("/users/@me/channels", post(open_direct))
        .route("/users/@me/guilds", get(guilds))
        .route("/users/@me/guilds/{guild_id}", delete(leave))
        .route("/users/{user_id}", get(one))
}

async fn current(State(app): State<App>, bot: Bot) -> Reply {
    Ok(Json(app.world().store.user(bot.user)?.private_json()))
}

async fn one(State(app): State<App>, _: Bot, params: Params) -> Reply {
    let id = params.id("user_id")?;
    Ok(Json(app.world().store.user(id)?.json()))
}

async fn edit(State(app): State<App>, bot: Bot, mut payload: Payload) -> Reply {
    let form = &mut payload.form;
    let username = form.text("username", 2..=32).value();
    let avatar = form.text("avatar", 0..=usize::MAX);
    if let Field::Value(image) = &avatar
        && !is_image(image)
    {
        form.error("avatar", "IMAGE_INVALID", "Invalid image data");
    }
    payload.form.finish()?;
    let edit = UserEdit {
        username,
        avatar: avatar.map(|image| hash_of(&image)),
    };
    app.change_and_view(
        |store| store.edit_user(bot.user, edit),
        |store, ()| Ok(Json(store.user(bot.user)?.private_json())),
    )
    .map_err(ApiError::from)
}

fn is_image(data: &str) -> bool {
    ["jpeg", "png", "gif", "webp"].iter().any(|format| {
        data.strip_prefix("data:image/")
            .and_then(|rest| rest.strip_prefix(format))
            .is_some_and(|rest| rest.starts_with(";base64,"))
    })
}

/// A name for an image, as long as Discord's.
fn hash_of(image: &str) -> String {
    let mut hasher = DefaultHasher::new();
    image.hash(&mut hasher);
    let first = hasher.finish();
    first.hash(&mut hasher);
    format!("{first:016x}{:016x}", hasher.finish())
}

async fn guilds(State(app): State<App>, bot: Bot, Query(mut query): Query) -> Reply {
    let limit = query.integer("limit", 1..=200).value().unwrap_or(200);
    let after = query.id("after").value();
    let before = query.id("before").value();
    let with_counts = query.flag("with_counts").value().unwrap_or(false);
    query.finish()?;
    let world = app.world();
    let guilds: Vec<Value> = world
        .store
        .guilds_of(bot.user)
        .into_iter()
        .filter(|id| after.is_none_or(|after| *id > after))
        .filter(|id| before.is_none_or(|before| *id < before))
        .take(usize::try_from(limit).unwrap_or(200))
        .filter_map(|id| partial_guild(&world.store, id, bot.user, with_counts))
        .collect();
    Ok(Json(guilds.into()))
}

fn partial_guild(store: &Store, id: GuildId, user: UserId, with_counts: bool) -> Option<Value> {
    let guild = store.guild(id).ok()?;
    let mut json = json!({
        "id": guild.id,
        "name": guild.name,
        "icon": null,
        "banner": null,
        "owner": guild.owner_id == user,
        "permissions": store.permissions(id, user).to_string(),
        "features": [],
    });
    if with_counts {
        json["approximate_member_count"] = guild.members.len().into();
        json["approximate_presence_count"] = guild.members.len().into();
    }
    Some(json)
}

async fn leave(State(app): State<App>, bot: Bot, params: Params) -> Done {
    let guild = params.id("guild_id")?;
    app.change(|store| {
        store.guild_for(guild, bot.user)?;
        store.remove_member(guild, bot.user)
    })?;
    Ok(StatusCode::NO_CONTENT)
}

async fn open_direct(State(app): State<App>, bot: Bot, mut payload: Payload) -> Reply {
    let recipient = payload.form.id("recipient_id");
    let recipient = payload.form.required("recipient_id", recipient);
    payload.form.finish()?;
    let Some(recipient) = recipient else {
        return Err(ApiError::not_found());
    };
    app.change_and_view(
        |store| store.open_direct(bot.user, recipient),
        |store, id| {
            let channel = store.channel(id)?;
            Ok(Json(store.channel_json_for(channel, Some(bot.user))))
        },
    )
    .map_err(ApiError::from)
}
