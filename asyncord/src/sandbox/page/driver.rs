//! The API for those who play the people: the page, and programs that test bots.

use std::time::Duration;

use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    routing::{get, patch, post, put},
};
use serde_json::{Value, json};

use crate::sandbox::{
    gateway::announce,
    rest::{ApiError, Form, Limit, Params, Payload, Query, Scope, draft, page_of},
    state::{
        Refusal, Store,
        bits::intent,
        ids::{ApplicationId, ChannelId, MessageId, UserId},
        posting::MessageEdit,
        reaction::Emoji,
    },
    world::App,
};

use super::view;

type Reply = Result<Json<Value>, ApiError>;
type Done = Result<StatusCode, ApiError>;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/state", get(state))
        .route("/channels", post(open_direct))
        .route("/channels/{channel_id}/messages", get(list).post(create))
        .route(
            "/channels/{channel_id}/messages/{message_id}",
            patch(edit).delete(remove),
        )
        .route(
            "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}",
            put(react).delete(unreact),
        )
        .route("/channels/{channel_id}/typing", post(typing))
        .route("/applications", post(create_application))
        .route("/users", post(create_user))
        .route("/gateway/cut", post(cut))
        .route("/rate-limits", post(rate_limits))
}

async fn state(State(app): State<App>) -> Reply {
    Ok(Json(view::state(&app.world())))
}

/// Whom the request is for; everything is done in somebody's name.
fn actor(form: &mut Form) -> UserId {
    let user = form.id("user_id");
    // With an error the form is refused before anybody looks at the id.
    form.required("user_id", user).unwrap_or(UserId::new(0))
}

fn message(store: &Store, channel: ChannelId, id: MessageId) -> Reply {
    let message = store.message(channel, id)?;
    Ok(Json(store.message_json(message, None)))
}

async fn list(State(app): State<App>, params: Params, Query(mut query): Query) -> Reply {
    let channel = params.id("channel_id")?;
    let limit = query.integer("limit", 1..=1000).value().unwrap_or(50);
    let page = page_of(&mut query);
    query.finish()?;
    let world = app.world();
    world.store.channel(channel)?;
    let messages: Vec<Value> = world
        .store
        .page_of_messages(channel, page, usize::try_from(limit).unwrap_or(50))
        .into_iter()
        .map(|message| view::message_for_page(&world.store, message))
        .collect();
    Ok(Json(messages.into()))
}

async fn create(State(app): State<App>, params: Params, mut payload: Payload) -> Reply {
    let channel = params.id("channel_id")?;
    let user = actor(&mut payload.form);
    let draft = draft(payload)?;
    app.change_and_view(
        |store| {
            store.user(user)?;
            store.post(channel, user, draft).map_err(ApiError::from)
        },
        |store, id| message(store, channel, id),
    )
}

async fn edit(State(app): State<App>, params: Params, mut payload: Payload) -> Reply {
    let channel = params.id("channel_id")?;
    let id = params.id("message_id")?;
    let user = actor(&mut payload.form);
    let content = payload.form.text("content", 0..=2000);
    let content = payload.form.required("content", content);
    payload.form.finish()?;
    let edit = MessageEdit {
        content: content.map(|content| content.trim().to_owned()),
        ..MessageEdit::default()
    };
    app.change_and_view(
        |store| {
            store
                .edit_message(channel, id, user, edit)
                .map_err(ApiError::from)
        },
        |store, ()| message(store, channel, id),
    )
}

async fn remove(State(app): State<App>, params: Params, Query(mut query): Query) -> Done {
    let channel = params.id("channel_id")?;
    let id = params.id("message_id")?;
    let user = actor(&mut query);
    query.finish()?;
    app.change(|store| store.delete_message(channel, id, user))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn react(State(app): State<App>, params: Params, Query(mut query): Query) -> Done {
    let channel = params.id("channel_id")?;
    let id = params.id("message_id")?;
    let emoji = Emoji::parse(params.text("emoji_name"))?;
    let user = actor(&mut query);
    query.finish()?;
    app.change(|store| {
        store.user(user)?;
        store.add_reaction(channel, id, user, &emoji)
    })?;
    Ok(StatusCode::NO_CONTENT)
}

async fn unreact(State(app): State<App>, params: Params, Query(mut query): Query) -> Done {
    let channel = params.id("channel_id")?;
    let id = params.id("message_id")?;
    let emoji = Emoji::parse(params.text("emoji_name"))?;
    let user = actor(&mut query);
    query.finish()?;
    app.change(|store| store.remove_reaction(channel, id, user, user, &emoji))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn typing(State(app): State<App>, params: Params, mut payload: Payload) -> Done {
    let channel = params.id("channel_id")?;
    let user = actor(&mut payload.form);
    payload.form.finish()?;
    app.change(|store| store.typing(channel, user))?;
    Ok(StatusCode::NO_CONTENT)
}

/// Opens the conversation of two users.
async fn open_direct(State(app): State<App>, mut payload: Payload) -> Reply {
    let user = actor(&mut payload.form);
    let recipient = payload.form.id("recipient_id");
    let recipient = payload
        .form
        .required("recipient_id", recipient)
        .unwrap_or(user);
    payload.form.finish()?;
    app.change_and_view(
        |store| store.open_direct(user, recipient),
        |store, id| Ok(Json(store.channel_json(store.channel(id)?))),
    )
    .map_err(|refusal: Refusal| refusal.into())
}

async fn create_application(State(app): State<App>, mut payload: Payload) -> Reply {
    let form = &mut payload.form;
    let name = form.text("name", 1..=32);
    let name = form.required("name", name).unwrap_or_default();
    let privileged = match form.list("privileged_intents", 0..=3).value() {
        None => intent::PRIVILEGED,
        Some(names) => privileged_intents(form, &names),
    };
    payload.form.finish()?;
    let mut world = app.world();
    let created = world.store.create_application(&name, privileged);
    world.publish(&created.events);
    announce(&world);
    Ok(Json(view::new_application(&created.value)))
}

fn privileged_intents(form: &mut Form, names: &[Value]) -> u64 {
    let mut intents = 0;
    for (index, name) in names.iter().enumerate() {
        match intent::PRIVILEGED_NAMES
            .iter()
            .find(|(known, _)| name == known)
        {
            Some((_, bit)) => intents |= bit,
            None => form.error(
                &format!("privileged_intents.{index}"),
                "BASE_TYPE_CHOICES",
                "Value must be one of ('GUILD_MEMBERS', 'GUILD_PRESENCES', 'MESSAGE_CONTENT').",
            ),
        }
    }
    intents
}

async fn create_user(State(app): State<App>, mut payload: Payload) -> Reply {
    let form = &mut payload.form;
    let username = form.text("username", 2..=32);
    let username = form.required("username", username).unwrap_or_default();
    let global_name = form.text("global_name", 1..=32).value();
    payload.form.finish()?;
    let reply = app.change_and_view::<_, _, Refusal>(
        |store| Ok(store.create_user(username, global_name)),
        |store, id| Ok(Json(store.user(id)?.json())),
    )?;
    Ok(reply)
}

async fn cut(State(app): State<App>, mut payload: Payload) -> Reply {
    let application: Option<ApplicationId> = payload.form.id("application_id").value();
    let code = payload.form.integer("close_code", 1000..=4999).value();
    payload.form.finish()?;
    let mut world = app.world();
    let code = code.and_then(|code| u16::try_from(code).ok());
    let cut = world.sessions.cut(application, code);
    announce(&world);
    Ok(Json(json!({ "cut": cut })))
}

async fn rate_limits(State(app): State<App>, mut payload: Payload) -> Done {
    let form = &mut payload.form;
    let requests = form.integer("limit", 0..=1_000_000);
    let requests = form.required("limit", requests).unwrap_or(0);
    let window = form.integer("window_ms", 1..=3_600_000);
    let window = form.required("window_ms", window).unwrap_or(1);
    let scope = match form.text("scope", 0..=16).value().as_deref() {
        None | Some("user") => Scope::User,
        Some("shared") => Scope::Shared,
        Some("global") => Scope::Global,
        Some(_) => {
            let message = "Value must be one of ('user', 'shared', 'global').";
            form.error("scope", "BASE_TYPE_CHOICES", message);
            Scope::User
        }
    };
    payload.form.finish()?;
    app.rate_limits.set(Limit {
        requests: u32::try_from(requests).unwrap_or(u32::MAX),
        window: Duration::from_millis(u64::try_from(window).unwrap_or(1)),
        scope,
    });
    Ok(StatusCode::NO_CONTENT)
}
