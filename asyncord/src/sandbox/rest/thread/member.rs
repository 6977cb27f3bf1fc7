//! Members of threads.

use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    routing::{get, put},
};

use crate::sandbox::{
    state::{Refusal, bits::intent, ids::UserId},
    world::App,
};

use super::super::{
    Done, Reply,
    caller::Caller,
    request::{Params, Query},
};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/channels/{channel_id}/thread-members", get(list))
        .route(
            "/channels/{channel_id}/thread-members/@me",
            put(join).delete(leave).get(own),
        )
        .route(
            "/channels/{channel_id}/thread-members/{user_id}",
            get(one).put(add).delete(remove),
        )
}

async fn join(State(app): State<App>, caller: Caller, params: Params) -> Done {
    let thread = params.id("channel_id")?;
    app.change(|store| store.join_thread(thread, caller.user))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn leave(State(app): State<App>, caller: Caller, params: Params) -> Done {
    let thread = params.id("channel_id")?;
    app.change(|store| store.leave_thread(thread, caller.user))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn add(State(app): State<App>, caller: Caller, params: Params) -> Done {
    let thread = params.id("channel_id")?;
    let user = params.id("user_id")?;
    app.change(|store| store.add_thread_member(&caller.actor, thread, user))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn remove(State(app): State<App>, caller: Caller, params: Params) -> Done {
    let thread = params.id("channel_id")?;
    let user = params.id("user_id")?;
    app.change(|store| store.remove_thread_member(&caller.actor, thread, user))?;
    Ok(StatusCode::NO_CONTENT)
}

fn member(app: &App, caller: &Caller, params: &Params, user: UserId, mut query: Query) -> Reply {
    let thread = params.id("channel_id")?;
    let with_member = query.0.flag("with_member").value().unwrap_or(false);
    query.0.finish()?;
    let world = app.world();
    world.store.channel_for(thread, caller.user)?;
    Ok(Json(world.store.thread_member_json(
        thread,
        user,
        with_member,
    )?))
}

async fn one(State(app): State<App>, caller: Caller, params: Params, query: Query) -> Reply {
    let user = params.id("user_id")?;
    member(&app, &caller, &params, user, query)
}

async fn own(State(app): State<App>, caller: Caller, params: Params, query: Query) -> Reply {
    member(&app, &caller, &params, caller.user, query)
}

async fn list(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    Query(mut query): Query,
) -> Reply {
    let thread = params.id("channel_id")?;
    let with_member = query.flag("with_member").value().unwrap_or(false);
    let after: UserId = query.id("after").value().unwrap_or(UserId::new(0));
    let limit = query.integer("limit", 1..=100).value().unwrap_or(100);
    query.finish()?;
    let limit = usize::try_from(limit).unwrap_or(1);
    let world = app.world();
    world.store.channel_for(thread, caller.user)?;
    // Bots need the intent; people see the members beside the thread anyway.
    if let Ok(application) = caller.application()
        && world.store.application(application)?.privileged_intents & intent::GUILD_MEMBERS == 0
    {
        return Err(Refusal::MISSING_ACCESS.into());
    }
    let page = with_member.then_some((after, limit));
    let members = world.store.thread_members(thread, page)?;
    Ok(Json(members.into()))
}
