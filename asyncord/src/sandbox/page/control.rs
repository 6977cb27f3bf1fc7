//! Control over the sandbox itself: its clock, its world, what goes wrong in it and how strict it is.

use std::time::Duration;

use axum::{
    Json, Router,
    body::Bytes,
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde_json::{Value, json};

use crate::sandbox::{
    fault::Fault,
    gateway::{Rules, Sessions, announce, settle},
    rest::{ApiError, Form, Limit, Payload, Query, RateLimitMode, Scope},
    snapshot::{Snapshot, SnapshotError},
    state::ids::ApplicationId,
    world::App,
};

type Reply = Result<Json<Value>, ApiError>;
type Done = Result<StatusCode, ApiError>;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/openapi.json", get(description))
        .route("/clock", get(clock).post(put_clock_forward))
        .route("/log", get(log))
        .route("/snapshot", get(snapshot).put(restore))
        .route("/reset", post(reset))
        .route("/faults", get(faults).post(add_fault).delete(end_faults))
        .route("/rate-limits", get(rate_limits).post(set_rate_limits))
        .route("/gateway", get(rules).patch(set_rules))
        .route("/gateway/cut", post(cut))
        .route("/gateway/reconnect", post(reconnect))
        .route("/gateway/heartbeat", post(heartbeat))
        .route("/gateway/invalid-session", post(invalidate))
        .route("/gateway/restart", post(restart))
}

/// What this API is, for programs.
async fn description() -> Response {
    const DESCRIPTION: &str = include_str!("openapi.json");

    let json = HeaderValue::from_static("application/json");
    ([(header::CONTENT_TYPE, json)], DESCRIPTION).into_response()
}

async fn clock(State(app): State<App>) -> Reply {
    Ok(Json(json!({ "now": app.world().store.clock.now() })))
}

async fn put_clock_forward(State(app): State<App>, mut payload: Payload) -> Reply {
    let ms = payload.form.integer("advance_ms", 0..=i64::MAX);
    let ms = payload.form.required("advance_ms", ms);
    let ms = payload.form.finish_with(ms)?;
    app.put_clock_forward(u64::try_from(ms).unwrap_or(0));
    clock(State(app)).await
}

/// The inspector's entries, the oldest first.
async fn log(State(app): State<App>, Query(mut query): Query) -> Reply {
    let after = query.integer("after", 0..=i64::MAX).value();
    let limit = query.integer("limit", 1..=10_000).value().unwrap_or(100);
    query.finish()?;
    let after = after.and_then(|after| u64::try_from(after).ok());
    let limit = usize::try_from(limit).unwrap_or(100);
    Ok(Json(json!(app.inspector.entries(after, limit))))
}

fn no_snapshot(error: &SnapshotError) -> ApiError {
    ApiError::invalid_field("", "SNAPSHOT_INVALID", error.to_string())
}

async fn snapshot(State(app): State<App>) -> Result<Response, ApiError> {
    let snapshot = Snapshot::of(&app.world().store).map_err(|error| no_snapshot(&error))?;
    let json = HeaderValue::from_static("application/json");
    let text = snapshot.as_json().to_owned();
    Ok(([(header::CONTENT_TYPE, json)], text).into_response())
}

async fn restore(State(app): State<App>, body: Bytes) -> Done {
    let text = String::from_utf8_lossy(&body).into_owned();
    Snapshot::from_json(text)
        .and_then(|snapshot| app.restore(&snapshot))
        .map_err(|error| no_snapshot(&error))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn reset(State(app): State<App>) -> Done {
    app.reset().map_err(|error| no_snapshot(&error))?;
    Ok(StatusCode::NO_CONTENT)
}

fn fault_json(id: u64, fault: &Fault) -> Value {
    let mut json = json!(fault);
    json["id"] = id.into();
    json
}

async fn faults(State(app): State<App>) -> Reply {
    let faults = app.faults.all();
    let faults = faults.iter().map(|(id, fault)| fault_json(*id, fault));
    Ok(Json(faults.collect()))
}

async fn add_fault(State(app): State<App>, body: Bytes) -> Reply {
    let fault: Fault = serde_json::from_slice(&body)
        .map_err(|error| ApiError::invalid_field("", "FAULT_INVALID", error.to_string()))?;
    let id = app.faults.add(fault.clone());
    Ok(Json(fault_json(id, &fault)))
}

/// Ends the fault of `?id=`, or all.
async fn end_faults(State(app): State<App>, Query(mut query): Query) -> Reply {
    let id = query.integer("id", 0..=i64::MAX).value();
    query.finish()?;
    let id = id.and_then(|id| u64::try_from(id).ok());
    Ok(Json(json!({ "ended": app.faults.remove(id) })))
}

async fn rate_limits(State(app): State<App>) -> Reply {
    let mut json = match app.rate_limits.mode() {
        RateLimitMode::Off => json!({ "mode": "off" }),
        RateLimitMode::Discord => json!({ "mode": "discord" }),
        RateLimitMode::Only(limit) => json!({
            "mode": "only",
            "limit": limit.requests,
            "window_ms": u64::try_from(limit.window.as_millis()).unwrap_or(u64::MAX),
            "scope": limit.scope.name(),
        }),
    };
    json["invalid_limit"] = json!(app.rate_limits.invalid_limit());
    Ok(Json(json))
}

/// Takes a mode by its name, or one limit for every route.
async fn set_rate_limits(State(app): State<App>, mut payload: Payload) -> Done {
    let form = &mut payload.form;
    let invalid = form.integer("invalid_limit", 1..=1_000_000).value();
    let mode = match form.text("mode", 0..=16).value().as_deref() {
        Some("off") => Some(RateLimitMode::Off),
        Some("discord") => Some(RateLimitMode::Discord),
        Some("only") | None => limit(form).map(RateLimitMode::Only),
        Some(_) => {
            let message = "Value must be one of ('off', 'discord', 'only').";
            form.error("mode", "BASE_TYPE_CHOICES", message);
            None
        }
    };
    let mode = payload.form.finish_with(mode)?;
    app.set_rate_limits(mode);
    let invalid = invalid.and_then(|invalid| u32::try_from(invalid).ok());
    app.rate_limits.set_invalid_limit(invalid);
    Ok(StatusCode::NO_CONTENT)
}

fn limit(form: &mut Form) -> Option<Limit> {
    let requests = form.integer("limit", 0..=1_000_000);
    let requests = form.required("limit", requests);
    let window = form.integer("window_ms", 1..=3_600_000);
    let window = form.required("window_ms", window);
    let scope = match form.text("scope", 0..=16).value().as_deref() {
        None | Some("user") => Some(Scope::User),
        Some("shared") => Some(Scope::Shared),
        Some("global") => Some(Scope::Global),
        Some(_) => {
            let message = "Value must be one of ('user', 'shared', 'global').";
            form.error("scope", "BASE_TYPE_CHOICES", message);
            None
        }
    };
    let window = Duration::from_millis(u64::try_from(window?).ok()?);
    let mut limit = Limit::new(u32::try_from(requests?).ok()?, window);
    limit.scope = scope?;
    Some(limit)
}

fn rules_json(rules: &Rules) -> Value {
    json!({
        "enforced": rules.enforced,
        "max_concurrency": rules.max_concurrency,
        "identifies_per_day": rules.identifies_per_day,
        "guilds_per_shard": rules.guilds_per_shard,
        "shards": rules.shards,
    })
}

async fn rules(State(app): State<App>) -> Reply {
    Ok(Json(rules_json(&app.world().sessions.rules)))
}

/// Changes what is given; numbers of session starts are enforced from then on.
async fn set_rules(State(app): State<App>, mut payload: Payload) -> Reply {
    let form = &mut payload.form;
    let enforced = form.flag("enforced").value();
    let concurrency = form.integer("max_concurrency", 1..=1000).value();
    let per_day = form.integer("identifies_per_day", 0..=1_000_000).value();
    let guilds = form.integer("guilds_per_shard", 0..=1_000_000).value();
    let shards = form.integer("shards", 1..=100_000);
    payload.form.finish()?;
    let mut world = app.world();
    let rules = &mut world.sessions.rules;
    if let Some(number) = concurrency.and_then(|number| u64::try_from(number).ok()) {
        rules.max_concurrency = number;
    }
    if let Some(number) = per_day.and_then(|number| u32::try_from(number).ok()) {
        rules.identifies_per_day = number;
    }
    if let Some(number) = guilds.and_then(|number| usize::try_from(number).ok()) {
        rules.guilds_per_shard = number;
    }
    shards
        .map(|number| u64::try_from(number).unwrap_or(1))
        .apply(&mut rules.shards);
    rules.enforced =
        enforced.unwrap_or(rules.enforced || concurrency.is_some() || per_day.is_some());
    Ok(Json(rules_json(rules)))
}

/// Does something to the sessions of the bot that a request names, or of all.
fn act(
    app: &App,
    application: Option<ApplicationId>,
    act: impl FnOnce(&mut Sessions, Option<ApplicationId>) -> usize,
) -> usize {
    let mut world = app.world();
    let count = act(&mut world.sessions, application);
    settle(&mut world);
    announce(&world);
    count
}

async fn cut(State(app): State<App>, mut payload: Payload) -> Reply {
    let application = payload.form.id("application_id").value();
    let code = payload.form.integer("close_code", 1000..=4999).value();
    payload.form.finish()?;
    let code = code.and_then(|code| u16::try_from(code).ok());
    let cut = act(&app, application, |sessions, only| sessions.cut(only, code));
    Ok(Json(json!({ "cut": cut })))
}

async fn reconnect(State(app): State<App>, mut payload: Payload) -> Reply {
    let application = payload.form.id("application_id").value();
    payload.form.finish()?;
    let told = act(&app, application, Sessions::reconnect);
    Ok(Json(json!({ "told": told })))
}

async fn heartbeat(State(app): State<App>, mut payload: Payload) -> Reply {
    let application = payload.form.id("application_id").value();
    payload.form.finish()?;
    let told = act(&app, application, Sessions::ask_for_heartbeat);
    Ok(Json(json!({ "told": told })))
}

async fn invalidate(State(app): State<App>, mut payload: Payload) -> Reply {
    let application = payload.form.id("application_id").value();
    let resumable = payload.form.flag("resumable").value().unwrap_or(false);
    payload.form.finish()?;
    let told = act(&app, application, |sessions, only| {
        sessions.invalidate(only, resumable)
    });
    Ok(Json(json!({ "told": told })))
}

async fn restart(State(app): State<App>, mut payload: Payload) -> Done {
    let keeps = payload.form.flag("keep_sessions").value().unwrap_or(true);
    payload.form.finish()?;
    app.restart_gateway(keeps);
    act(&app, None, |_, _| 0);
    Ok(StatusCode::NO_CONTENT)
}
