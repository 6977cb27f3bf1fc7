//! What newcomers see: the welcome screen and onboarding. Discord docs: Guild/Welcome Screen Object.

use axum::{Json, Router, extract::State, http::StatusCode, routing::get};
use serde_json::Value;

use crate::{
    id::Id,
    sandbox::{
        state::{
            community::{OnboardingEdit, Prompt, PromptOption, WelcomeChannel, WelcomeEdit},
            ids::GuildId,
        },
        world::App,
    },
};

use super::{
    Done, Reply,
    caller::Caller,
    form::Form,
    request::{Params, Payload},
};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(
            "/guilds/{guild_id}/welcome-screen",
            get(screen).patch(edit_screen),
        )
        .route(
            "/guilds/{guild_id}/onboarding",
            get(onboarding).put(edit_onboarding),
        )
        .route("/guilds/{guild_id}/new-member-welcome", get(home))
}

async fn screen(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    let id = params.id("guild_id")?;
    let screen = app.world().store.welcome_screen(id, caller.user)?;
    Ok(Json(screen))
}

async fn edit_screen(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: Payload,
) -> Reply {
    let id = params.id("guild_id")?;
    let form = &mut payload.form;
    let edit = WelcomeEdit {
        enabled: form.flag("enabled").value(),
        description: form.text("description", 0..=140),
        channels: read_list(form, "welcome_channels", 5, welcome_channel),
    };
    payload.form.finish()?;
    let json = app.change(|store| store.edit_welcome_screen(&caller.actor, id, edit))?;
    Ok(Json(json))
}

fn welcome_channel(form: &mut Form) -> Option<WelcomeChannel> {
    let channel = form.id("channel_id");
    let channel_id = form.required("channel_id", channel);
    let description = form.text("description", 1..=50);
    let description = form.required("description", description);
    Some(WelcomeChannel {
        channel_id: channel_id?,
        description: description?,
        emoji_id: form.id("emoji_id").value(),
        emoji_name: form.text("emoji_name", 0..=100).value(),
    })
}

/// Reads each object of a list; null stands for an empty list.
fn read_list<T>(
    form: &mut Form,
    key: &str,
    most: usize,
    read: impl FnMut(&mut Form) -> Option<T>,
) -> Option<Vec<T>> {
    let objects = form.objects(key, 0..=most).or_empty()?;
    Some(form.each(key, objects, read))
}

async fn onboarding(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    let id = params.id("guild_id")?;
    let world = app.world();
    let guild = world.store.guild_for(id, caller.user)?;
    Ok(Json(guild.community.onboarding.json(id)))
}

async fn edit_onboarding(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: Payload,
) -> Reply {
    let id = params.id("guild_id")?;
    let form = &mut payload.form;
    let edit = OnboardingEdit {
        prompts: read_list(form, "prompts", 15, prompt),
        default_channel_ids: form.ids("default_channel_ids", 0..=500).or_empty(),
        enabled: form.flag("enabled").value(),
        mode: form.choice("mode", &[0, 1]).value(),
    };
    payload.form.finish()?;
    let json: Value = app.change(|store| store.edit_onboarding(&caller.actor, id, edit))?;
    Ok(Json(json))
}

fn prompt(form: &mut Form) -> Option<Prompt> {
    let id = form.id("id");
    let id = form.required("id", id);
    let title = form.text("title", 1..=100);
    let title = form.required("title", title);
    let options = read_list(form, "options", 50, option).unwrap_or_default();
    if options.is_empty() {
        let message = "Must be between 1 and 50 in length.";
        form.error("options", "BASE_TYPE_BAD_LENGTH", message);
    }
    Some(Prompt {
        id: id?,
        kind: form.choice("type", &[0, 1]).value().unwrap_or(0),
        title: title?,
        options,
        single_select: form.flag("single_select").value().unwrap_or(false),
        required: form.flag("required").value().unwrap_or(false),
        in_onboarding: form.flag("in_onboarding").value().unwrap_or(false),
    })
}

fn option(form: &mut Form) -> Option<PromptOption> {
    let title = form.text("title", 1..=50);
    let title = form.required("title", title);
    Some(PromptOption {
        // One without an id is new.
        id: form.id("id").value().unwrap_or(Id::new(0)),
        title: title?,
        description: form
            .text("description", 0..=100)
            .value()
            .unwrap_or_default(),
        emoji_id: form.id("emoji_id").value(),
        emoji_name: form.text("emoji_name", 0..=100).value(),
        emoji_animated: form.flag("emoji_animated").value().unwrap_or(false),
        role_ids: form.ids("role_ids", 0..=50).value().unwrap_or_default(),
        channel_ids: form.ids("channel_ids", 0..=50).value().unwrap_or_default(),
    })
}

/// The guide for newcomers, which only Discord's client can set up: there is none.
async fn home(State(app): State<App>, caller: Caller, params: Params) -> Done {
    let id: GuildId = params.id("guild_id")?;
    app.world().store.guild_for(id, caller.user)?;
    Ok(StatusCode::NO_CONTENT)
}
