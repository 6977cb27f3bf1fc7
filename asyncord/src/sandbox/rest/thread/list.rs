//! Lists of threads.

use axum::{
    Json, Router,
    extract::{RawQuery, State},
    routing::get,
};

use crate::sandbox::{
    state::{
        channel::thread::{Archived, ThreadSearch, ThreadSort},
        ids::TagId,
    },
    world::App,
};

use super::super::{
    Reply,
    caller::Caller,
    form::Form,
    request::{Params, Query},
};

/// How many threads a list holds unless its caller says otherwise.
const PAGE: i64 = 50;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/guilds/{guild_id}/threads/active", get(active))
        .route(
            "/channels/{channel_id}/threads/archived/public",
            get(public_archived),
        )
        .route(
            "/channels/{channel_id}/threads/archived/private",
            get(private_archived),
        )
        .route(
            "/channels/{channel_id}/users/@me/threads/archived/private",
            get(joined_archived),
        )
        .route("/channels/{channel_id}/threads/search", get(search))
}

async fn active(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    let guild = params.id("guild_id")?;
    let threads = app.world().store.active_threads(guild, caller.user)?;
    Ok(Json(threads.json()))
}

fn limit_of(query: &mut Form) -> usize {
    let limit = query.integer("limit", 1..=100).value().unwrap_or(PAGE);
    usize::try_from(limit).unwrap_or(1)
}

fn archived(
    app: &App,
    caller: &Caller,
    params: &Params,
    mut query: Form,
    which: impl FnOnce(&mut Form) -> Archived,
) -> Reply {
    let channel = params.id("channel_id")?;
    let limit = limit_of(&mut query);
    let which = which(&mut query);
    query.finish()?;
    let world = app.world();
    let threads = world
        .store
        .archived_threads(channel, caller.user, which, limit)?;
    Ok(Json(threads.json()))
}

async fn public_archived(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    Query(query): Query,
) -> Reply {
    archived(&app, &caller, &params, query, |query| {
        Archived::Public(query.moment("before").value())
    })
}

async fn private_archived(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    Query(query): Query,
) -> Reply {
    archived(&app, &caller, &params, query, |query| {
        Archived::Private(query.moment("before").value())
    })
}

async fn joined_archived(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    Query(query): Query,
) -> Reply {
    archived(&app, &caller, &params, query, |query| {
        Archived::JoinedPrivate(query.id("before").value())
    })
}

/// The tags of a query, the key repeated or the ids with commas between them.
fn tags(query: Option<&str>) -> Vec<TagId> {
    url::form_urlencoded::parse(query.unwrap_or_default().as_bytes())
        .filter(|(key, _)| key == "tag")
        .flat_map(|(_, value)| {
            let ids = value.split(',').filter_map(|id| id.trim().parse().ok());
            ids.collect::<Vec<TagId>>()
        })
        .collect()
}

/// One of the words that a field of a query takes; the first of them if it is not there.
fn word<T: Copy>(query: &mut Form, key: &str, words: &[(&str, T)], default: T) -> T {
    let Some(text) = query.text(key, 0..=32).value() else {
        return default;
    };
    if let Some((_, value)) = words.iter().find(|(word, _)| *word == text) {
        return *value;
    }
    let words: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
    let message = format!("Value must be one of ({}).", words.join(", "));
    query.error(key, "BASE_TYPE_CHOICES", message);
    default
}

async fn search(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    RawQuery(raw): RawQuery,
    Query(mut query): Query,
) -> Reply {
    let channel = params.id("channel_id")?;
    let query = &mut query;
    let small = |number: Option<i64>, default| {
        number.map_or(default, |number| usize::try_from(number).unwrap_or(default))
    };
    let search = ThreadSearch {
        name: query.text("name", 0..=100).value(),
        tags: tags(raw.as_deref()),
        all_tags: word(
            query,
            "tag_setting",
            &[("match_all", true), ("match_some", false)],
            false,
        ),
        archived: query.flag("archived").value(),
        min_id: query.id("min_id").value(),
        max_id: query.id("max_id").value(),
        sort: word(
            query,
            "sort_by",
            &[
                ("relevance", ThreadSort::Relevance),
                ("creation_time", ThreadSort::CreationTime),
                ("last_message_time", ThreadSort::LastMessageTime),
                ("archive_time", ThreadSort::ArchiveTime),
            ],
            ThreadSort::default(),
        ),
        ascending: word(
            query,
            "sort_order",
            &[("asc", true), ("desc", false)],
            false,
        ),
        limit: small(query.integer("limit", 1..=25).value(), 25),
        offset: small(query.integer("offset", 0..=9975).value(), 0),
    };
    std::mem::replace(query, Form::of_query(None)).finish()?;
    let world = app.world();
    let found = world.store.search_threads(channel, caller.user, &search)?;
    Ok(Json(found))
}
