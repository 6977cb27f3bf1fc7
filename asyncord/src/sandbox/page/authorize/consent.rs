//! The page that asks a person, and the one for devices.

use axum::{
    extract::{RawQuery, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};

use crate::sandbox::{
    rest::{ApiError, Form, Payload, Query, authorize_request},
    state::{
        Refusal, Store,
        channel::Place,
        ids::UserId,
        oauth::{AuthorizeRequest, DeviceAnswer, Scope},
    },
    world::App,
};

use super::html::{escape, menu, page};

/// Asks a person whether it lets an application in.
pub(in crate::sandbox::page) async fn ask(
    State(app): State<App>,
    RawQuery(query): RawQuery,
) -> Result<Response, ApiError> {
    let query = query.unwrap_or_default();
    let request = authorize_request(Form::of_query(Some(&query)))?;
    let world = app.world();
    let redirect = world.store.check_authorization(&request)?;
    let application = world.store.application(request.client_id)?;
    let heading = format!("{} wants access to your account", application.name);
    let action = format!("/oauth2/authorize?{query}");
    let body = format!(
        "<p>It asks for:</p>{}<form method=\"post\" action=\"{}\">{}{}{}</form>",
        scopes(&request.scopes),
        escape(&action),
        people(&world.store),
        places(&world.store, &request),
        BUTTONS,
    );
    Ok(page(StatusCode::OK, &heading, &body, redirect.as_ref()))
}

const BUTTONS: &str = "<p><button name=\"decision\" value=\"agree\">Authorize</button> \
                       <button name=\"decision\" value=\"cancel\">Cancel</button></p>";

fn scopes(scopes: &[Scope]) -> String {
    let items: Vec<_> = scopes.iter().map(|scope| escape(scope.name())).collect();
    format!("<ul><li>{}</li></ul>", items.join("</li><li>"))
}

/// The menu of those who can agree.
fn people(store: &Store) -> String {
    let people: Vec<(String, String)> = store
        .users()
        .filter(|user| !user.bot)
        .map(|user| (user.id.to_string(), user.username.clone()))
        .collect();
    menu(
        "You are",
        "user_id",
        &people,
        &store.default_user().to_string(),
    )
}

/// The menus of guilds and channels, where one is needed.
fn places(store: &Store, request: &AuthorizeRequest) -> String {
    let mut html = String::new();
    if request.scopes.contains(&Scope::Bot) {
        let guilds: Vec<(String, String)> = store
            .guilds()
            .map(|guild| (guild.id.to_string(), guild.name.clone()))
            .collect();
        let chosen = request.guild_id.map(|guild| guild.to_string());
        html += &menu("Add to", "guild_id", &guilds, &chosen.unwrap_or_default());
    }
    if request.scopes.contains(&Scope::WebhookIncoming) {
        let channels: Vec<(String, String)> = store
            .channels()
            .filter(|channel| matches!(channel.place, Place::Guild(..)) && channel.takes_messages())
            .map(|channel| (channel.id.to_string(), channel.title()))
            .collect();
        let chosen = request
            .webhook_channel_id
            .map(|channel| channel.to_string());
        let chosen = chosen.unwrap_or_default();
        html += &menu("Write to", "webhook_channel_id", &channels, &chosen);
    }
    html
}

/// Who answers, and whether it agrees.
fn decision(form: &mut Form) -> (Option<UserId>, bool) {
    let user = form.id("user_id");
    let user = form.required("user_id", user);
    let decision = form.text("decision", 1..=16).value();
    (user, decision.as_deref() == Some("agree"))
}

/// Takes the answer, and sends the browser where it belongs.
pub(in crate::sandbox::page) async fn answer(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    mut payload: Payload,
) -> Result<Response, ApiError> {
    let mut request = authorize_request(Form::of_query(query.as_deref()))?;
    let (user, agrees) = decision(&mut payload.form);
    let guild = payload.form.id("guild_id").value();
    let channel = payload.form.id("webhook_channel_id").value();
    let user = payload.form.finish_with(user)?;
    request.guild_id = guild.or(request.guild_id);
    request.webhook_channel_id = channel.or(request.webhook_channel_id);
    if !agrees {
        return denied(&app, &request);
    }
    let location = app.change(|store| store.authorize(user, request));
    Ok(match location {
        Ok(location) => Redirect::to(&location).into_response(),
        Err(refusal) => refused(&refusal),
    })
}

/// Tells an application that the person does not want it.
fn denied(app: &App, request: &AuthorizeRequest) -> Result<Response, ApiError> {
    let redirect = app.world().store.check_authorization(request)?;
    let Some(mut redirect) = redirect else {
        return Ok(page(
            StatusCode::OK,
            "Cancelled",
            "<p>Nothing was authorized.</p>",
            None,
        ));
    };
    let words = "The resource owner or authorization server denied the request";
    redirect
        .query_pairs_mut()
        .append_pair("error", "access_denied")
        .append_pair("error_description", words);
    if let Some(state) = &request.state {
        redirect.query_pairs_mut().append_pair("state", state);
    }
    Ok(Redirect::to(redirect.as_str()).into_response())
}

fn refused(refusal: &Refusal) -> Response {
    let status = StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::BAD_REQUEST);
    let details = refusal.errors.as_ref().map(ToString::to_string);
    let why = details.or_else(|| refusal.why.clone()).unwrap_or_default();
    let body = format!("<p>{}</p>", escape(&why));
    page(status, &refusal.message, &body, None)
}

/// What a person sees when there is nowhere to go on to.
pub(in crate::sandbox::page) async fn done() -> Response {
    let body = "<p>You can close this page.</p>";
    page(StatusCode::OK, "Authorized", body, None)
}

/// Asks for the code that a device shows.
pub(in crate::sandbox::page) async fn ask_for_device(
    State(app): State<App>,
    Query(mut query): Query,
) -> Response {
    let code = query.text("user_code", 0..=16).value().unwrap_or_default();
    let world = app.world();
    let asked = world.store.device_asks(&code).ok();
    let details = asked.map(|(application, asked)| {
        let name = world
            .store
            .application(application)
            .map(|known| known.name.clone());
        let name = name.unwrap_or_default();
        format!("<p>{} asks for:</p>{}", escape(&name), scopes(asked))
    });
    let body = format!(
        "{}<form method=\"post\" action=\"/activate\"><label>Code \
         <input name=\"user_code\" value=\"{}\"></label>{}{BUTTONS}</form>",
        details.unwrap_or_default(),
        escape(&code),
        people(&world.store),
    );
    page(StatusCode::OK, "Connect your device", &body, None)
}

/// Lets a device in or not.
pub(in crate::sandbox::page) async fn answer_device(
    State(app): State<App>,
    mut payload: Payload,
) -> Result<Response, ApiError> {
    let code = payload.form.text("user_code", 1..=16);
    let code = payload.form.required("user_code", code);
    let (user, agrees) = decision(&mut payload.form);
    let (code, user) = payload.form.finish_with((code, user))?;
    let answer = if agrees {
        DeviceAnswer::Agreed(user)
    } else {
        DeviceAnswer::Denied
    };
    let answered = app.change(|store| store.answer_device(&code, answer));
    Ok(match answered {
        Ok(()) => Redirect::to("/oauth2/authorized").into_response(),
        Err(refusal) => refused(&refusal),
    })
}
