//! What people do with applications: their commands, components and modals.

use axum::{
    Json, Router,
    extract::State,
    routing::{get, post},
};
use serde_json::{Value, json};

use crate::sandbox::{
    outgoing,
    rest::{AS_USER, ApiError, Caller, Params, Payload, Query, SentFile},
    state::{
        command::Language,
        file::Upload,
        ids::InteractionId,
        interaction::{Act, Use, kind},
    },
    world::App,
};

type Reply = Result<Json<Value>, ApiError>;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(&format!("{AS_USER}/interactions"), post(interact))
        .route(&format!("{AS_USER}/commands"), get(commands))
}

/// Begins an interaction, and says what came of it when the application has answered.
async fn interact(State(app): State<App>, caller: Caller, _: Params, payload: Payload) -> Reply {
    let Payload { mut form, files } = payload;
    let kinds = i64::from(kind::APPLICATION_COMMAND)..=i64::from(kind::MODAL_SUBMIT);
    let kind = form.integer("type", kinds);
    let kind = form.required("type", kind);
    let application = form.id("application_id");
    let application = form.required("application_id", application);
    let channel = form.id("channel_id");
    let channel = form.required("channel_id", channel);
    let data = form.object("data");
    let data = form.required("data", data);
    let guild = form.id("guild_id").value();
    let message = form.id("message_id").value();
    let (kind, application, channel, data) =
        form.finish_with((kind, application, channel, data))?;
    let wanted = Use {
        kind: u8::try_from(kind).unwrap_or(kind::APPLICATION_COMMAND),
        application,
        guild,
        channel,
        message,
        data,
        files: (0..).zip(files).map(upload).collect(),
    };
    let act = app.change(|store| store.interact(caller.user, wanted))?;
    let Act {
        id,
        payload,
        endpoint,
    } = act;
    if let Some(endpoint) = endpoint {
        let sender = app.clone();
        app.sockets
            .spawn(async move { outgoing::interact(&sender, id, &endpoint, &payload).await });
    }
    settled(&app, id).await;
    Ok(Json(app.world().store.outcome(id)?))
}

/// A file under its number, which is its place unless it says another.
fn upload((place, file): (u64, SentFile)) -> (u64, Upload) {
    let upload = Upload {
        filename: file.filename,
        title: None,
        description: None,
        content_type: file.content_type,
        spoiler: false,
        duration_secs: None,
        waveform: None,
        bytes: file.bytes,
    };
    (file.index.unwrap_or(place), upload)
}

/// Waits until an interaction is answered or given up.
async fn settled(app: &App, id: InteractionId) {
    loop {
        let moved = app.answers.notified();
        tokio::pin!(moved);
        // From here on nothing is missed.
        moved.as_mut().enable();
        if !app.world().store.is_waiting(id) {
            return;
        }
        tokio::select! {
            () = moved => {}
            () = app.stopping.cancelled() => return,
        }
    }
}

/// What the picker of commands offers in a channel.
async fn commands(State(app): State<App>, caller: Caller, Query(mut query): Query) -> Reply {
    let channel = query.id("channel_id");
    let channel = query.required("channel_id", channel);
    let channel = query.finish_with(channel)?;
    let world = app.world();
    let channel = world.store.channel_for(channel, caller.user)?;
    let commands: Vec<Value> = world
        .store
        .commands()
        .filter(|command| command.guild_id.is_none() || command.guild_id == channel.guild_id())
        .map(|command| {
            let mut json = command.json(&Language::Every);
            let why = world.store.not_usable(command, channel, caller.user);
            json["usable"] = why.is_none().into();
            if let Some(why) = why {
                json["why"] = json!(why);
            }
            json
        })
        .collect();
    Ok(Json(commands.into()))
}
