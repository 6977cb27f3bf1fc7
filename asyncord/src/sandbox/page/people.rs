//! What people have at the page beside the operations of Discord's API.

use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    routing::{get, put},
};
use serde_json::{Map, Value, json};

use crate::sandbox::{
    rest::{AS_USER, ApiError, Caller, Payload},
    state::{
        Refusal,
        presence::{Activity, Presence, Status},
    },
    world::App,
};

pub(super) fn routes() -> Router<App> {
    let own = Router::new()
        .route("/permissions", get(permissions))
        .route("/presence", put(set_presence));
    Router::new().nest(AS_USER, own)
}

/// What a person may do in each guild and each channel, as sets of bits.
async fn permissions(State(app): State<App>, caller: Caller) -> Result<Json<Value>, ApiError> {
    let world = app.world();
    let store = &world.store;
    let guilds: Map<String, Value> = store
        .guilds_of(caller.user)
        .into_iter()
        .map(|guild| {
            let bits = store.permissions(guild, caller.user);
            (guild.to_string(), bits.to_string().into())
        })
        .collect();
    let channels: Map<String, Value> = store
        .channels()
        .map(|channel| {
            let bits = store.permissions_in(channel, caller.user);
            (channel.id.to_string(), bits.to_string().into())
        })
        .collect();
    Ok(Json(json!({ "guilds": guilds, "channels": channels })))
}

/// Has a person show itself in another way.
async fn set_presence(
    State(app): State<App>,
    caller: Caller,
    mut payload: Payload,
) -> Result<StatusCode, ApiError> {
    const STATUSES: &str =
        "Value must be one of ('online', 'idle', 'dnd', 'invisible', 'offline').";

    let form = &mut payload.form;
    let name = form.text("status", 1..=16);
    let name = form.required("status", name);
    let status = name.as_deref().and_then(Status::parse);
    if name.is_some() && status.is_none() {
        form.error("status", "BASE_TYPE_CHOICES", STATUSES);
    }
    let mut activities = Vec::new();
    for (index, activity) in form
        .list("activities", 0..=10)
        .value()
        .into_iter()
        .flatten()
        .enumerate()
    {
        match serde_json::from_value::<Activity>(activity) {
            Ok(activity) => activities.push(activity),
            Err(error) => {
                let path = format!("activities.{index}");
                form.error(&path, "MODEL_TYPE_CONVERT", error.to_string());
            }
        }
    }
    let status = payload.form.finish_with(status)?;
    let presence = Presence { status, activities };
    app.change::<(), Refusal>(|store| store.set_presence(caller.user, Some(presence)))?;
    Ok(StatusCode::NO_CONTENT)
}
