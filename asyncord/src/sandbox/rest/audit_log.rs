//! The audit log. Discord docs: Audit Log.

use axum::{Json, Router, extract::State, routing::get};

use crate::sandbox::{
    state::{
        audit_log::Filter,
        ids::{GuildId, UserId},
    },
    world::App,
};

use super::{
    Reply,
    caller::Caller,
    request::{Params, Query},
};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/guilds/{guild_id}/audit-logs", get(list))
}

async fn list(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    Query(mut query): Query,
) -> Reply {
    let id: GuildId = params.id("guild_id")?;
    let kind = query
        .integer("action_type", 0..=i64::from(u16::MAX))
        .value();
    let limit = query.integer("limit", 1..=100).value().unwrap_or(50);
    let target: Option<UserId> = query.id("target_id").value();
    let filter = Filter {
        user_id: query.id("user_id").value(),
        target_id: target.map(|target| target.to_string()),
        // 0 is no action: it stands for all of them.
        action_type: kind
            .filter(|kind| *kind != 0)
            .and_then(|kind| u16::try_from(kind).ok()),
        before: query.id("before").value(),
        after: query.id("after").value(),
        limit: usize::try_from(limit).unwrap_or(50),
    };
    query.finish()?;
    let world = app.world();
    let log = world.store.audit_log(id, caller.user, &filter)?;
    Ok(Json(log))
}
