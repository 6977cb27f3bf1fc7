//! Scheduled events. Discord docs: Guild Scheduled Event.

mod body;

use axum::{
    Json, Router,
    extract::{RawQuery, State},
    http::StatusCode,
    routing::{get, patch, post},
};
use serde_json::{Map, Value, json};

use crate::sandbox::{
    state::{
        Refusal, Store,
        ids::{GuildId, ScheduledEventId, UserId},
        scheduled_event::{ExceptionId, InterestPage},
    },
    world::App,
};

use super::{
    Done, Reply,
    caller::Caller,
    error::ApiError,
    request::{Params, Payload, Query},
};

const EVENT: &str = "guild_scheduled_event_id";

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/guilds/{guild_id}/scheduled-events", get(list).post(create))
        .route(
            "/guilds/{guild_id}/scheduled-events/{guild_scheduled_event_id}",
            get(one).patch(edit).delete(remove),
        )
        .route(
            "/guilds/{guild_id}/scheduled-events/{guild_scheduled_event_id}/users",
            get(users),
        )
        .route(
            "/guilds/{guild_id}/scheduled-events/{guild_scheduled_event_id}/users/counts",
            get(counts),
        )
        .route(
            "/guilds/{guild_id}/scheduled-events/{guild_scheduled_event_id}/exceptions",
            post(create_exception),
        )
        .route(
            "/guilds/{guild_id}/scheduled-events/{guild_scheduled_event_id}/exceptions/{exception_id}",
            patch(edit_exception).delete(delete_exception),
        )
        .route(
            "/guilds/{guild_id}/scheduled-events/{guild_scheduled_event_id}/{exception_id}/users",
            get(users_of_exception),
        )
        .route(
            "/guilds/{guild_id}/scheduled-events/{guild_scheduled_event_id}/exceptions/{exception_id}/users",
            get(users_of_exception),
        )
}

fn view(store: &Store, guild: GuildId, id: ScheduledEventId, with_count: bool) -> Reply {
    let event = store.scheduled_event(guild, id)?;
    Ok(Json(store.scheduled_event_json(event, with_count)))
}

async fn list(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    Query(mut query): Query,
) -> Reply {
    let guild = params.id("guild_id")?;
    let with_count = query.flag("with_user_count").value().unwrap_or(false);
    query.finish()?;
    let world = app.world();
    world.store.guild_for(guild, caller.user)?;
    let events: Vec<Value> = world
        .store
        .scheduled_events_of(guild, caller.user)
        .map(|event| world.store.scheduled_event_json(event, with_count))
        .collect();
    Ok(Json(events.into()))
}

async fn one(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    Query(mut query): Query,
) -> Reply {
    let guild = params.id("guild_id")?;
    let id = params.id(EVENT)?;
    let with_count = query.flag("with_user_count").value().unwrap_or(false);
    query.finish()?;
    let world = app.world();
    world.store.scheduled_event_for(guild, id, caller.user)?;
    view(&world.store, guild, id, with_count)
}

async fn create(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: Payload,
) -> Reply {
    let guild = params.id("guild_id")?;
    app.world().store.guild_for(guild, caller.user)?;
    let form = &mut payload.form;
    let mut edit = body::edit_of(form);
    edit.status = None;
    form.needs(&[
        "name",
        "privacy_level",
        "scheduled_start_time",
        "entity_type",
    ]);
    payload.form.finish()?;
    app.change_and_view(
        |store| store.create_scheduled_event(&caller.actor, guild, edit),
        |store, id| view(store, guild, id, false),
    )
}

async fn edit(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: Payload,
) -> Reply {
    let guild = params.id("guild_id")?;
    let id = params.id(EVENT)?;
    app.world()
        .store
        .scheduled_event_for(guild, id, caller.user)?;
    let edit = body::edit_of(&mut payload.form);
    payload.form.finish()?;
    app.change_and_view(
        |store| store.edit_scheduled_event(&caller.actor, guild, id, edit),
        |store, ()| view(store, guild, id, false),
    )
}

async fn remove(State(app): State<App>, caller: Caller, params: Params) -> Done {
    let guild = params.id("guild_id")?;
    let id = params.id(EVENT)?;
    app.change(|store| store.delete_scheduled_event(&caller.actor, guild, id))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn users(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    Query(mut query): Query,
) -> Reply {
    let guild = params.id("guild_id")?;
    let id = params.id(EVENT)?;
    let limit = query.integer("limit", 1..=100).value().unwrap_or(100);
    let before: Option<UserId> = query.id("before").value();
    let page = InterestPage {
        limit: usize::try_from(limit).unwrap_or(1),
        before,
        after: query.id("after").value(),
        with_member: query.flag("with_member").value().unwrap_or(false),
    };
    query.finish()?;
    let world = app.world();
    world.store.scheduled_event_for(guild, id, caller.user)?;
    Ok(Json(world.store.interested(guild, id, page)?.into()))
}

/// An exception of an event that the caller may know of.
fn known_exception(
    store: &Store,
    caller: &Caller,
    params: &Params,
    exception: ExceptionId,
) -> Result<(), ApiError> {
    let event =
        store.scheduled_event_for(params.id("guild_id")?, params.id(EVENT)?, caller.user)?;
    let mut exceptions = event.exceptions.iter();
    if exceptions.any(|known| known.id == exception) {
        Ok(())
    } else {
        Err(Refusal::UNKNOWN_SCHEDULED_EVENT.into())
    }
}

/// Nobody says anything about one time of an event apart from the others.
async fn users_of_exception(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    let exception = params.id("exception_id")?;
    known_exception(&app.world().store, &caller, &params, exception)?;
    Ok(Json(json!([])))
}

async fn counts(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    RawQuery(query): RawQuery,
) -> Reply {
    let guild = params.id("guild_id")?;
    let id = params.id(EVENT)?;
    let world = app.world();
    let event = world.store.scheduled_event_for(guild, id, caller.user)?;
    let mut of_exceptions = Map::new();
    for (key, value) in url::form_urlencoded::parse(query.unwrap_or_default().as_bytes()) {
        if key == "guild_scheduled_event_exception_ids" {
            let ids = value.split(',').filter(|id| !id.is_empty());
            of_exceptions.extend(ids.map(|id| (id.to_owned(), json!(0))));
        }
    }
    Ok(Json(json!({
        "guild_scheduled_event_count": event.users.len(),
        "guild_scheduled_event_exception_counts": of_exceptions,
    })))
}

async fn create_exception(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: Payload,
) -> Reply {
    let guild = params.id("guild_id")?;
    let id = params.id(EVENT)?;
    let form = &mut payload.form;
    let original = form.moment("original_scheduled_start_time");
    let original = form.required("original_scheduled_start_time", original);
    let edit = body::exception_of(form);
    let original = payload.form.finish_with(original)?;
    let actor = &caller.actor;
    let json = app.change(|store| store.create_exception(actor, guild, id, original, edit))?;
    Ok(Json(json))
}

async fn edit_exception(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: Payload,
) -> Reply {
    let guild = params.id("guild_id")?;
    let id = params.id(EVENT)?;
    let exception = params.id("exception_id")?;
    let edit = body::exception_of(&mut payload.form);
    payload.form.finish()?;
    let actor = &caller.actor;
    let json = app.change(|store| store.edit_exception(actor, guild, id, exception, edit))?;
    Ok(Json(json))
}

async fn delete_exception(State(app): State<App>, caller: Caller, params: Params) -> Done {
    let guild = params.id("guild_id")?;
    let id = params.id(EVENT)?;
    let exception = params.id("exception_id")?;
    app.change(|store| store.delete_exception(&caller.actor, guild, id, exception))?;
    Ok(StatusCode::NO_CONTENT)
}
