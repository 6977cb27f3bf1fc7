//! Guilds and their channels. Discord docs: Guild.

use axum::{
    Json, Router,
    extract::State,
    routing::{get, put},
};
use serde_json::json;

use crate::sandbox::{
    state::{Refusal, bits::permission, guild_settings::GuildEdit, ids::iso},
    world::App,
};

use super::{
    Reply,
    caller::Caller,
    form::Form,
    request::{Params, Payload, Query},
};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/guilds/{guild_id}", get(one).patch(edit))
        .route("/guilds/{guild_id}/preview", get(preview))
        .route("/guilds/{guild_id}/vanity-url", get(vanity_url))
        .route("/guilds/{guild_id}/incident-actions", put(incident_actions))
}

async fn one(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    Query(mut query): Query,
) -> Reply {
    let id = params.id("guild_id")?;
    let with_counts = query.flag("with_counts").value().unwrap_or(false);
    query.finish()?;
    let world = app.world();
    let guild = world.store.guild_for(id, caller.user)?;
    let mut json = guild.json();
    if with_counts {
        json["approximate_member_count"] = guild.members.len().into();
        json["approximate_presence_count"] = guild.members.len().into();
    }
    Ok(Json(json))
}

async fn edit(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: Payload,
) -> Reply {
    let id = params.id("guild_id")?;
    let edit = edit_of(&mut payload.form);
    payload.form.finish()?;
    let json = app.change(|store| store.edit_guild(&caller.actor, id, edit))?;
    Ok(Json(json))
}

/// Reads what may be changed of a guild.
fn edit_of(form: &mut Form) -> GuildEdit {
    GuildEdit {
        name: form.text("name", 2..=100).value(),
        description: form.text("description", 0..=300),
        owner_id: form.id("owner_id").value(),
        icon: form.image("icon"),
        splash: form.image("splash"),
        discovery_splash: form.image("discovery_splash"),
        banner: form.image("banner"),
        home_header: form.image("home_header"),
        features: form.texts("features", 0..=1521).value(),
        verification_level: form.choice("verification_level", &[0, 1, 2, 3, 4]),
        default_message_notifications: form.choice("default_message_notifications", &[0, 1]),
        explicit_content_filter: form.choice("explicit_content_filter", &[0, 1, 2]),
        preferred_locale: form.locale("preferred_locale"),
        afk_channel_id: form.id("afk_channel_id"),
        afk_timeout: form
            .choice("afk_timeout", &[60, 300, 900, 1800, 3600])
            .value(),
        system_channel_id: form.id("system_channel_id"),
        system_channel_flags: form.integer("system_channel_flags", 0..=i64::from(i32::MAX)),
        rules_channel_id: form.id("rules_channel_id"),
        public_updates_channel_id: form.id("public_updates_channel_id"),
        safety_alerts_channel_id: form.id("safety_alerts_channel_id"),
        premium_progress_bar_enabled: form.flag("premium_progress_bar_enabled").value(),
    }
}

/// What a guild shows of itself: to its members, and to all if it is discoverable.
async fn preview(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    let id = params.id("guild_id")?;
    let world = app.world();
    let guild = world.store.guild(id)?;
    if !guild.has_feature("DISCOVERABLE") {
        world.store.guild_for(id, caller.user)?;
    }
    Ok(Json(guild.preview_json()))
}

async fn vanity_url(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    let id = params.id("guild_id")?;
    let world = app.world();
    let needed = permission::MANAGE_GUILD;
    let guild = world.store.guild_with(id, caller.user, needed)?;
    if !guild.has_feature("VANITY_URL") {
        return Err(Refusal::INVALID_INVITE.into());
    }
    let code = guild.settings.vanity_url_code.as_deref();
    let invite = code.and_then(|code| world.store.invite(code).ok());
    let uses = invite.map_or(0, |invite| invite.uses);
    Ok(Json(json!({ "code": code, "uses": uses })))
}

async fn incident_actions(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: Payload,
) -> Reply {
    let id = params.id("guild_id")?;
    let invites = payload.form.moment("invites_disabled_until");
    let dms = payload.form.moment("dms_disabled_until");
    payload.form.finish()?;
    let incidents = app.change(|store| store.set_incidents(&caller.actor, id, invites, dms))?;
    Ok(Json(json!({
        "invites_disabled_until": incidents.invites_disabled_until.map(iso),
        "dms_disabled_until": incidents.dms_disabled_until.map(iso),
    })))
}
