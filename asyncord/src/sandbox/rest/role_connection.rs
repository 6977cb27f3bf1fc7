//! What applications know of their users. Discord docs: Application Role Connection Metadata.

use std::collections::BTreeMap;

use axum::{Json, Router, extract::State, http::StatusCode, routing::get};
use serde_json::{Value, json};

use crate::sandbox::{
    state::role_connection::{Metadata, RoleConnectionEdit},
    world::App,
};

use super::{
    Done, Reply,
    body_list::PayloadList,
    caller::{Caller, OnBehalf, RoleConnectionsWrite},
    error::ApiError,
    form::Form,
    request::{Params, Payload},
};

/// How many things an application can know.
const MOST: usize = 5;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(
            "/applications/{application_id}/role-connections/metadata",
            get(metadata).put(set_metadata),
        )
        .route(
            "/users/@me/applications/{application_id}/role-connection",
            get(one).put(edit).delete(remove),
        )
}

async fn metadata(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    let application = caller.own_application(&params)?;
    let world = app.world();
    Ok(Json(json!(
        world.store.role_connection_metadata(application)
    )))
}

async fn set_metadata(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: PayloadList,
) -> Reply {
    let application = caller.own_application(&params)?;
    if payload.objects.len() > MOST {
        let message = format!("Must be {MOST} or fewer in length.");
        payload.form.error("", "BASE_TYPE_MAX_LENGTH", message);
    }
    let mut keys = Vec::new();
    let records = payload.read(|form| {
        let record = read_metadata(form)?;
        if keys.contains(&record.key) {
            let message = "Keys must be unique.";
            form.error("key", "METADATA_KEY_DUPLICATE", message);
        }
        keys.push(record.key.clone());
        Some(record)
    })?;
    app.change(|store| {
        Ok::<_, ApiError>(store.set_role_connection_metadata(application, records))
    })?;
    let world = app.world();
    Ok(Json(json!(
        world.store.role_connection_metadata(application)
    )))
}

fn read_metadata(form: &mut Form) -> Option<Metadata> {
    let kind = form.integer("type", 1..=8);
    let kind = form.required("type", kind);
    let key = form.text("key", 1..=50);
    let key = form.required("key", key);
    if let Some(key) = &key
        && !key
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'))
    {
        let message = "Must be a-z, 0-9, or _ characters only.";
        form.error("key", "STRING_TYPE_REGEX", message);
    }
    let name = form.text("name", 1..=100);
    let name = form.required("name", name);
    let description = form.text("description", 1..=200);
    let description = form.required("description", description);
    let name_localizations = texts(form, "name_localizations");
    let description_localizations = texts(form, "description_localizations");
    Some(Metadata {
        kind: u8::try_from(kind?).ok()?,
        key: key?,
        name: name?,
        name_localizations,
        description: description?,
        description_localizations,
    })
}

/// An object whose values are texts.
fn texts(form: &mut Form, key: &str) -> Option<BTreeMap<String, String>> {
    let fields = form.object(key).value()?;
    let mut texts = BTreeMap::new();
    for (name, value) in fields {
        // Numbers and booleans are written as texts, as Discord does.
        let text = match value {
            Value::String(text) => text,
            Value::Bool(flag) => u8::from(flag).to_string(),
            Value::Number(number) => number.to_string(),
            other => {
                let message = format!("Could not interpret \"{other}\" as string.");
                form.error(&format!("{key}.{name}"), "STRING_TYPE_CONVERT", message);
                continue;
            }
        };
        texts.insert(name, text);
    }
    Some(texts)
}

/// The application in the path, in whose name a person may ask.
fn application(
    caller: &Caller,
    params: &Params,
) -> Result<crate::sandbox::state::ids::ApplicationId, ApiError> {
    if caller.grant().is_some() {
        caller.own_application(params)
    } else {
        params.id("application_id")
    }
}

async fn one(
    State(app): State<App>,
    caller: OnBehalf<RoleConnectionsWrite>,
    params: Params,
) -> Reply {
    let application = application(&caller, &params)?;
    let world = app.world();
    world.store.application(application)?;
    Ok(Json(world.store.role_connection(application, caller.user)))
}

async fn edit(
    State(app): State<App>,
    caller: OnBehalf<RoleConnectionsWrite>,
    params: Params,
    mut payload: Payload,
) -> Reply {
    let application = application(&caller, &params)?;
    let form = &mut payload.form;
    let edit = RoleConnectionEdit {
        platform_name: form.text("platform_name", 0..=50),
        platform_username: form.text("platform_username", 0..=100),
        metadata: texts(form, "metadata"),
    };
    payload.form.finish()?;
    let json = app.change(|store| store.edit_role_connection(application, caller.user, edit))?;
    Ok(Json(json))
}

async fn remove(
    State(app): State<App>,
    caller: OnBehalf<RoleConnectionsWrite>,
    params: Params,
) -> Done {
    let application = application(&caller, &params)?;
    app.change(|store| {
        store.application(application)?;
        Ok::<_, ApiError>(store.delete_role_connection(application, caller.user))
    })?;
    Ok(StatusCode::NO_CONTENT)
}
