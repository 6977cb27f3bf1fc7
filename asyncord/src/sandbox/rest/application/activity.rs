//! Activities and their files. Discord docs: Application/Get Application Activity Instance.

use axum::{
    Json, Router,
    extract::State,
    routing::{get, post},
};
use serde_json::json;

use crate::sandbox::{
    rest::{
        ApiError, Params, Payload, Reply,
        caller::{AnyScope, Caller, Granted},
    },
    world::App,
};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(
            "/applications/{application_id}/activity-instances/{instance_id}",
            get(instance),
        )
        .route("/applications/{application_id}/attachment", post(upload))
}

async fn instance(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    let application = caller.own_application(&params)?;
    let world = app.world();
    let instance = world
        .store
        .activity(application, params.text("instance_id"))
        .ok_or_else(ApiError::not_found)?;
    Ok(Json(world.store.activity_json(instance)))
}

/// Takes a file for a short while, so that an activity can share it.
async fn upload(
    State(app): State<App>,
    caller: Granted<AnyScope>,
    params: Params,
    payload: Payload,
) -> Reply {
    let application = caller.own_application(&params)?;
    let Some(file) = payload.files.into_iter().next() else {
        let message = "This field is required";
        return Err(ApiError::invalid_field(
            "file",
            "BASE_TYPE_REQUIRED",
            message,
        ));
    };
    let attachment = app.change(|store| {
        store.store_application_file(application, &file.filename, file.content_type, file.bytes)
    })?;
    Ok(Json(json!({ "attachment": attachment })))
}
