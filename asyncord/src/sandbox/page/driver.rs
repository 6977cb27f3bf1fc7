//! The API for those who play the people: the page, and programs that test bots.

use axum::{
    Json, Router,
    extract::State,
    routing::{get, post},
};

use crate::sandbox::{
    gateway::announce,
    rest::{Payload, privileged_intents},
    state::{Refusal, bits::intent},
    world::App,
};

use super::{Reply, view};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/state", get(state))
        .route("/applications", get(applications).post(create_application))
        .route("/users", post(create_user))
}

async fn state(State(app): State<App>) -> Reply {
    Ok(Json(view::state(&app.world())))
}

/// All applications, with their tokens.
async fn applications(State(app): State<App>) -> Reply {
    let world = app.world();
    let all = world.store.applications().map(view::new_application);
    Ok(Json(all.collect()))
}

async fn create_application(State(app): State<App>, mut payload: Payload) -> Reply {
    let form = &mut payload.form;
    let name = form.text("name", 1..=32);
    let name = form.required("name", name);
    let privileged = privileged_intents(form).unwrap_or(intent::PRIVILEGED);
    let name = payload.form.finish_with(name)?;
    let mut world = app.world();
    let created = world.store.create_application(&name, privileged);
    world.publish(&created.events);
    announce(&world);
    Ok(Json(view::new_application(&created.value)))
}

async fn create_user(State(app): State<App>, mut payload: Payload) -> Reply {
    let form = &mut payload.form;
    let username = form.text("username", 2..=32);
    let username = form.required("username", username);
    let global_name = form.text("global_name", 1..=32).value();
    let username = payload.form.finish_with(username)?;
    app.change_and_view(
        |store| Ok::<_, Refusal>(store.create_user(username, global_name)),
        |store, id| Ok(Json(store.user(id)?.json())),
    )
}
