//! The API for those who play the people: the page, and programs that test bots.

use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    routing::{get, patch, post, put},
};
use serde_json::Value;

use crate::sandbox::{
    gateway::announce,
    rest::{Form, Params, Payload, Query, page_of, privileged_intents, read_draft},
    state::{
        Refusal, Store,
        bits::{intent, message_flag},
        ids::{ChannelId, MessageId, UserId},
        posting::MessageEdit,
        reaction::Emoji,
    },
    world::App,
};

use super::{Done, Reply, view};

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
        .route("/applications", get(applications).post(create_application))
        .route("/users", post(create_user))
}

async fn state(State(app): State<App>) -> Reply {
    Ok(Json(view::state(&app.world())))
}

/// Whom the request is for; everything is done in somebody's name.
fn actor(form: &mut Form) -> Option<UserId> {
    let user = form.id("user_id");
    form.required("user_id", user)
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

async fn create(State(app): State<App>, params: Params, payload: Payload) -> Reply {
    let channel = params.id("channel_id")?;
    let Payload { mut form, files } = payload;
    let user = actor(&mut form);
    let draft = read_draft(&mut form, files, message_flag::ON_CREATE);
    let user = form.finish_with(user)?;
    app.change_and_view(
        |store| {
            store.user(user)?;
            store.post(channel, user, draft)
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
    let (user, content) = payload.form.finish_with((user, content))?;
    let edit = MessageEdit {
        content: Some(content.trim().to_owned()),
        ..MessageEdit::default()
    };
    app.change_and_view(
        |store| store.edit_message(channel, id, user, edit),
        |store, ()| message(store, channel, id),
    )
}

async fn remove(State(app): State<App>, params: Params, Query(mut query): Query) -> Done {
    let channel = params.id("channel_id")?;
    let id = params.id("message_id")?;
    let user = actor(&mut query);
    let user = query.finish_with(user)?;
    app.change(|store| store.delete_message(channel, id, &user.into()))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn react(State(app): State<App>, params: Params, Query(mut query): Query) -> Done {
    let channel = params.id("channel_id")?;
    let id = params.id("message_id")?;
    let emoji = Emoji::parse(params.text("emoji_name"))?;
    let user = actor(&mut query);
    let user = query.finish_with(user)?;
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
    let user = query.finish_with(user)?;
    app.change(|store| store.remove_reaction(channel, id, user, user, &emoji))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn typing(State(app): State<App>, params: Params, mut payload: Payload) -> Done {
    let channel = params.id("channel_id")?;
    let user = actor(&mut payload.form);
    let user = payload.form.finish_with(user)?;
    app.change(|store| store.typing(channel, user))?;
    Ok(StatusCode::NO_CONTENT)
}

/// Opens the conversation of two users.
async fn open_direct(State(app): State<App>, mut payload: Payload) -> Reply {
    let user = actor(&mut payload.form);
    let recipient = payload.form.id("recipient_id");
    let recipient = payload.form.required("recipient_id", recipient);
    let (user, recipient) = payload.form.finish_with((user, recipient))?;
    app.change_and_view(
        |store| store.open_direct(user, recipient),
        |store, id| Ok(Json(store.channel_json(store.channel(id)?))),
    )
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
