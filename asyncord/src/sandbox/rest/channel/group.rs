//! Conversations of more than two. Discord docs: Channel/Group DM Add Recipient.

use axum::{Router, extract::State, http::StatusCode, routing::put};

use crate::sandbox::{
    state::{Refusal, channel::GroupEdit},
    world::App,
};

use super::super::{
    Done,
    caller::Caller,
    form::Form,
    request::{Params, Payload},
};

pub(super) fn routes() -> Router<App> {
    Router::new().route(
        "/channels/{channel_id}/recipients/{user_id}",
        put(add).delete(remove),
    )
}

/// Reads what is set of a group.
pub(super) fn edit_of(form: &mut Form) -> GroupEdit {
    let name = form.text("name", 1..=100);
    let icon = form.image("icon");
    GroupEdit { name, icon }
}

/// Takes somebody into a group. Applications need a token of that user with the scope `gdm.join`, which
/// nobody has here.
async fn add(State(app): State<App>, caller: Caller, params: Params, mut payload: Payload) -> Done {
    let channel = params.id("channel_id")?;
    let user = params.id("user_id")?;
    if caller.is_bot() {
        let token = payload.form.text("access_token", 1..=usize::MAX);
        payload.form.required("access_token", token);
        payload.form.finish()?;
        app.world().store.channel_for(channel, caller.user)?;
        return Err(Refusal::INVALID_OAUTH2_TOKEN.into());
    }
    app.change(|store| store.add_recipient(caller.user, channel, user))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn remove(State(app): State<App>, caller: Caller, params: Params) -> Done {
    let channel = params.id("channel_id")?;
    let user = params.id("user_id")?;
    app.change(|store| store.remove_recipient(caller.user, channel, user))?;
    Ok(StatusCode::NO_CONTENT)
}
