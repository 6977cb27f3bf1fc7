//! Interactions that go over HTTP.

use bytes::Bytes;
use http::StatusCode;
use serde_json::{Map, Value};

use crate::sandbox::{
    inspector::DeliveryPurpose,
    rest::inline,
    state::{
        Changed, Field, Refusal,
        endpoint::EndpointsEdit,
        ids::{ApplicationId, InteractionId},
    },
    world::App,
};

use super::{client::Letter, deliver, target::is_refused};

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
        body: &Bytes::from(payload.to_string()),
        purpose: DeliveryPurpose::Interaction,
    };
    if app.outgoing.is_time_to_probe() {
        probe(app, letter).await;
    }
    let outcome = deliver(app, letter, |status, body| match status {
        // The answer comes by itself.
        StatusCode::ACCEPTED => Ok(()),
        StatusCode::OK => {
            let fields: Map<String, Value> = serde_json::from_slice(body)
                .map_err(|error| format!("the answer is not a JSON object: {error}"))?;
            inline(app, id, &token, fields)
                .map_err(|error| format!("the answer was refused: {error}"))
        }
        _ => Err(format!("the application answered {status}")),
    })
    .await;
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
        purpose: DeliveryPurpose::WrongSignature,
        ..letter
    };
    if let Err(why) = deliver(app, forged, is_refused).await {
        tracing::warn!(%why, "the interactions endpoint is taken away");
        forget(app, letter.application);
    }
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
