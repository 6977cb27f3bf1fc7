//! What people do in a guild that bots do not do by REST: sit in voice channels, and be interested in
//! events.

use axum::{Router, extract::State, http::StatusCode, routing::put};

use crate::sandbox::{
    rest::{AS_USER, ApiError, Caller, Params, Payload},
    state::voice::VoiceJoin,
    world::App,
};

type Done = Result<StatusCode, ApiError>;

pub(super) fn routes() -> Router<App> {
    let routes = Router::new()
        .route("/guilds/{guild_id}/voice", put(voice))
        .route(
            "/guilds/{guild_id}/scheduled-events/{guild_scheduled_event_id}/users/@me",
            put(interest).delete(no_interest),
        );
    Router::new().nest(AS_USER, routes)
}

async fn voice(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: Payload,
) -> Done {
    let guild = params.id("guild_id")?;
    let form = &mut payload.form;
    let mut flag = |key: &str| form.flag(key).value().unwrap_or(false);
    let mut join = VoiceJoin {
        channel_id: None,
        self_mute: flag("self_mute"),
        self_deaf: flag("self_deaf"),
        self_video: flag("self_video"),
        self_stream: flag("self_stream"),
    };
    join.channel_id = form.id("channel_id").value();
    payload.form.finish()?;
    app.change(|store| store.join_voice(guild, caller.user, join))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn interest(State(app): State<App>, caller: Caller, params: Params) -> Done {
    set_interest(&app, &caller, &params, true)
}

async fn no_interest(State(app): State<App>, caller: Caller, params: Params) -> Done {
    set_interest(&app, &caller, &params, false)
}

fn set_interest(app: &App, caller: &Caller, params: &Params, interested: bool) -> Done {
    let guild = params.id("guild_id")?;
    let event = params.id("guild_scheduled_event_id")?;
    app.change(|store| store.set_interest(guild, event, caller.user, interested))?;
    Ok(StatusCode::NO_CONTENT)
}
