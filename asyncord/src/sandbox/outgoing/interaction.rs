//! Interactions that go over HTTP.

use http::StatusCode;
use serde_json::{Map, Value};

use crate::sandbox::{
    rest::inline,
    state::{
        Changed, Field, Refusal,
        endpoint::EndpointsEdit,
        ids::{ApplicationId, InteractionId},
    },
    world::App,
};

use super::{client::Letter, target::is_refused};

/// Sends an interaction, and takes the answer if it comes with the response.
pub(crate) async fn interact(app: &App, id: InteractionId, url: &str, payload: &Value) {
    let (application, token, now) = {
        let world = app.world();
        let Ok(interaction) = world.store.interaction(id) else {
            return;
        };
        let now = world.store.clock.now();
        (interaction.application_id, interaction.token.clone(), now)
    };
    let letter = Letter {
        application,
        url,
        now,
        body: payload,
        is_genuine: true,
    };
    if app.outgoing.is_time_to_probe() {
        probe(app, letter).await;
    }
    let answer = app.outgoing.client.post(letter).await;
    let outcome = match answer {
        // The answer comes by itself.
        Ok((StatusCode::ACCEPTED, _)) => return,
        Ok((StatusCode::OK, body)) => match serde_json::from_slice::<Map<String, Value>>(&body) {
            Ok(fields) => inline(app, id, &token, fields).map_err(|error| format!("{error:?}")),
            Err(error) => Err(error.to_string()),
        },
        Ok((status, _)) => Err(format!("the application answered {status}")),
        Err(why) => Err(why.to_string()),
    };
    if let Err(why) = outcome {
        tracing::debug!(%id, %why, "an interaction was not answered");
        fail(app, id);
    }
}

fn fail(app: &App, id: InteractionId) {
    // Nothing can go wrong in it.
    let _ = app.change(|store| {
        let events = store.fail_interaction(id);
        Ok::<_, Refusal>(Changed::new((), events))
    });
}

/// Tries whether the application still checks signatures; one that does not loses its address.
async fn probe(app: &App, letter: Letter<'_>) {
    let forged = Letter {
        is_genuine: false,
        ..letter
    };
    let Err(why) = is_refused(app.outgoing.client.post(forged).await) else {
        return;
    };
    tracing::warn!(%why, "the interactions endpoint is taken away");
    forget(app, letter.application);
}

fn forget(app: &App, application: ApplicationId) {
    let edit = EndpointsEdit {
        interactions_url: Field::Null,
        ..EndpointsEdit::default()
    };
    if let Err(refusal) = app.change(|store| store.edit_endpoints(application, edit)) {
        tracing::debug!(?refusal, "the application is gone");
    }
}
