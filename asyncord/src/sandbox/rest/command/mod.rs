//! Application commands. Discord docs: Application Commands.

mod definition;
mod language;
mod option;
mod permission;

use axum::{
    Json, Router,
    body::Bytes,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::get,
};
use serde_json::{Map, Value};

use crate::sandbox::{
    state::{
        Store,
        command::{Language, Wanted},
        ids::{ApplicationId, CommandId, GuildId},
    },
    world::App,
};

pub(super) use self::option::read_choices;

use self::{definition::definition, language::Asked};
use super::{
    Done, Reply,
    caller::{Caller, CommandsUpdate, Granted},
    error::ApiError,
    form::Form,
    request::{Params, Payload},
};

/// How many commands one request may bring: of all types together.
const MOST: usize = 131;

pub(super) fn routes() -> Router<App> {
    let mut router = Router::new();
    for place in [
        "/applications/{application_id}/commands",
        "/applications/{application_id}/guilds/{guild_id}/commands",
    ] {
        router = router
            .route(place, get(list).put(overwrite).post(create))
            .route(
                &format!("{place}/{{command_id}}"),
                get(one).patch(edit).delete(remove),
            );
    }
    let permissions = "/applications/{application_id}/guilds/{guild_id}/commands";
    router
        .route(
            &format!("{permissions}/permissions"),
            get(permission::list).put(permission::batch),
        )
        .route(
            &format!("{permissions}/{{command_id}}/permissions"),
            get(permission::one).put(permission::set),
        )
}

/// Whose commands are meant, and of which place.
#[derive(Clone, Copy, Debug)]
struct Place {
    application: ApplicationId,
    guild: Option<GuildId>,
}

impl Place {
    /// Checks that the bot asks for its own commands, in a guild where it is.
    fn of(app: &App, caller: &Caller, params: &Params) -> Result<Self, ApiError> {
        let application = caller.own_application(params)?;
        let world = app.world();
        world.store.application(application)?;
        let guild = match params.text("guild_id") {
            "" => None,
            _ => Some(params.id("guild_id")?),
        };
        if let Some(guild) = guild {
            world.store.check_command_guild(application, guild)?;
        }
        Ok(Self { application, guild })
    }

    fn view(self, store: &Store, id: CommandId) -> Result<Value, ApiError> {
        let command = store.command(self.application, self.guild, id)?;
        Ok(command.json(&Language::Every))
    }
}

async fn list(
    State(app): State<App>,
    caller: Granted<CommandsUpdate>,
    params: Params,
    Asked(language): Asked,
) -> Reply {
    let place = Place::of(&app, &caller, &params)?;
    let world = app.world();
    let commands: Vec<Value> = world
        .store
        .commands_of(place.application, place.guild)
        .map(|command| command.json(&language))
        .collect();
    Ok(Json(commands.into()))
}

async fn one(State(app): State<App>, caller: Granted<CommandsUpdate>, params: Params) -> Reply {
    let place = Place::of(&app, &caller, &params)?;
    let id = params.id("command_id")?;
    place.view(&app.world().store, id).map(Json)
}

async fn create(
    State(app): State<App>,
    caller: Granted<CommandsUpdate>,
    params: Params,
    payload: Payload,
) -> Result<Response, ApiError> {
    let place = Place::of(&app, &caller, &params)?;
    let mut form = payload.form;
    let definition = definition(&mut form, place.guild.is_some());
    form.finish()?;
    app.change_and_view(
        |store| store.put_command(place.application, place.guild, definition),
        |store, (id, is_new)| {
            let status = if is_new {
                StatusCode::CREATED
            } else {
                StatusCode::OK
            };
            Ok((status, Json(place.view(store, id)?)).into_response())
        },
    )
}

async fn edit(
    State(app): State<App>,
    caller: Granted<CommandsUpdate>,
    params: Params,
    payload: Payload,
) -> Reply {
    let place = Place::of(&app, &caller, &params)?;
    let id = params.id("command_id")?;
    // What the body does not say stays: the whole command is read again.
    let mut fields = match place.view(&app.world().store, id)? {
        Value::Object(fields) => fields,
        _ => Map::new(),
    };
    let kind = fields.get("type").cloned();
    fields.append(&mut payload.form.into_fields());
    fields.extend(kind.map(|kind| ("type".to_owned(), kind)));
    let mut form = Form::new(fields);
    let definition = definition(&mut form, place.guild.is_some());
    form.finish()?;
    app.change_and_view(
        |store| store.edit_command(place.application, place.guild, id, definition),
        |store, ()| place.view(store, id).map(Json),
    )
}

async fn remove(State(app): State<App>, caller: Granted<CommandsUpdate>, params: Params) -> Done {
    let place = Place::of(&app, &caller, &params)?;
    let id = params.id("command_id")?;
    app.change(|store| store.delete_command(place.application, place.guild, id))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn overwrite(State(app): State<App>, caller: Caller, params: Params, body: Bytes) -> Reply {
    let place = Place::of(&app, &caller, &params)?;
    let wanted = read_list(&body, place)?;
    app.change_and_view(
        |store| store.overwrite_commands(place.application, place.guild, wanted),
        |store, ()| {
            let commands: Vec<Value> = store
                .commands_of(place.application, place.guild)
                .map(|command| command.json(&Language::Every))
                .collect();
            Ok(Json(commands.into()))
        },
    )
}

/// Reads all commands of a place.
fn read_list(body: &[u8], place: Place) -> Result<Vec<Wanted>, ApiError> {
    let invalid = |_| {
        let message = "The request body contains invalid JSON.";
        ApiError::new(StatusCode::BAD_REQUEST, 50109, message)
    };
    let Value::Array(list) = serde_json::from_slice(body).map_err(invalid)? else {
        let message = "Only iterables may be used in a ListType";
        return Err(ApiError::invalid_field("", "LIST_TYPE_CONVERT", message));
    };
    let mut form = Form::new(Map::new());
    if list.len() > MOST {
        let message = format!("Must be {MOST} or fewer in length.");
        form.error("", "BASE_TYPE_MAX_LENGTH", message);
    }
    let mut wanted: Vec<Wanted> = Vec::with_capacity(list.len());
    for (index, value) in list.into_iter().enumerate() {
        let path = index.to_string();
        let Value::Object(fields) = value else {
            let message = "Only dictionaries may be used in a ModelType";
            form.error(&path, "MODEL_TYPE_CONVERT", message);
            continue;
        };
        let one = form.within(&path, fields, |form| Wanted {
            id: form.id("id").value(),
            definition: definition(form, place.guild.is_some()),
        });
        let is_twice = wanted.iter().any(|other| {
            other.definition.kind == one.definition.kind
                && other.definition.name.plain == one.definition.name.plain
        });
        if is_twice {
            let message = "Application command names must be unique";
            form.error(&path, "APPLICATION_COMMANDS_DUPLICATE_NAME", message);
        }
        wanted.push(one);
    }
    form.finish()?;
    Ok(wanted)
}
