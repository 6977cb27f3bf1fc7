//! The widget of a guild. Discord docs: Guild/Get Guild Widget.

use axum::{
    Json, Router,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
    routing::get,
};

use crate::sandbox::{
    state::{Refusal, bits::permission},
    world::App,
};

use super::{
    Reply,
    caller::Caller,
    error::ApiError,
    request::{Params, Payload, Query},
};

/// One pixel in the colour of Discord's widgets.
const IMAGE: &[u8] = &[
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x48, 0x44, 0x52,
    0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x02, 0x00, 0x00, 0x00, 0x90, 0x77, 0x53,
    0xDE, 0x00, 0x00, 0x00, 0x0C, 0x49, 0x44, 0x41, 0x54, 0x78, 0xDA, 0x63, 0x88, 0x48, 0xFD, 0x04,
    0x00, 0x02, 0xC8, 0x01, 0xB0, 0xE1, 0xD8, 0xF1, 0xF7, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4E,
    0x44, 0xAE, 0x42, 0x60, 0x82,
];
const STYLES: [&str; 5] = ["shield", "banner1", "banner2", "banner3", "banner4"];

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/guilds/{guild_id}/widget", get(settings).patch(edit))
        .route("/guilds/{guild_id}/widget.json", get(widget))
        .route("/guilds/{guild_id}/widget.png", get(image))
}

async fn settings(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    let id = params.id("guild_id")?;
    let world = app.world();
    let needed = permission::MANAGE_GUILD;
    let guild = world.store.guild_with(id, caller.user, needed)?;
    Ok(Json(guild.widget_settings_json()))
}

async fn edit(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: Payload,
) -> Reply {
    let id = params.id("guild_id")?;
    let enabled = payload.form.flag("enabled").value();
    let channel = payload.form.id("channel_id");
    payload.form.finish()?;
    let json = app.change(|store| store.edit_widget(&caller.actor, id, enabled, channel))?;
    Ok(Json(json))
}

/// The widget, for whoever asks.
async fn widget(State(app): State<App>, params: Params) -> Reply {
    let id = params.id("guild_id")?;
    let json = app.change(|store| store.widget(id))?;
    Ok(Json(json))
}

/// A picture in place of the widget.
async fn image(
    State(app): State<App>,
    params: Params,
    Query(mut query): Query,
) -> Result<Response, ApiError> {
    let id = params.id("guild_id")?;
    let style = query.text("style", 0..=16).value();
    if style.is_some_and(|style| !STYLES.contains(&style.as_str())) {
        let message = format!("Value must be one of {STYLES:?}.");
        query.error("style", "BASE_TYPE_CHOICES", message);
    }
    query.finish()?;
    if !app.world().store.guild(id)?.settings.widget_enabled {
        return Err(Refusal::WIDGET_DISABLED.into());
    }
    Ok(([(header::CONTENT_TYPE, "image/png")], IMAGE).into_response())
}
