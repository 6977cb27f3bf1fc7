//! Voting, which only people do, and not by Discord's API.

use axum::{Router, extract::State, http::StatusCode, routing::put};

use crate::sandbox::{
    rest::{AS_USER, ApiError, Caller, Params, Payload},
    world::App,
};

pub(super) fn routes() -> Router<App> {
    Router::new().route(
        &format!("{AS_USER}/channels/{{channel_id}}/polls/{{message_id}}/votes"),
        put(vote),
    )
}

/// Votes for the answers named and no others; an empty list takes the votes back.
async fn vote(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: Payload,
) -> Result<StatusCode, ApiError> {
    let channel = params.id("channel_id")?;
    let id = params.id("message_id")?;
    let answers = payload.form.list("answer_ids", 0..=10);
    let answers = payload.form.required("answer_ids", answers);
    let mut wanted = Vec::new();
    for (index, answer) in answers.iter().flatten().enumerate() {
        // As a number or as a text: Discord's own clients send texts.
        let number = answer
            .as_u64()
            .or_else(|| answer.as_str().and_then(|answer| answer.parse().ok()));
        if number.is_none() {
            let path = format!("answer_ids.{index}");
            let message = format!("Value {answer} is not int.");
            payload.form.error(&path, "NUMBER_TYPE_COERCE", message);
        }
        wanted.extend(number);
    }
    payload.form.finish()?;
    app.change(|store| store.vote(channel, id, caller.user, &wanted))?;
    Ok(StatusCode::NO_CONTENT)
}
