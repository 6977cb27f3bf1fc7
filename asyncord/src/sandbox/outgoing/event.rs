//! Events that go to applications. Discord docs: Webhook Events.

use std::time::Duration;

use bytes::Bytes;
use tokio::{sync::mpsc, time::Instant};

use crate::sandbox::{
    inspector::DeliveryPurpose,
    state::{
        endpoint::{EndpointsEdit, WebhookEvent, status},
        ids::ApplicationId,
    },
    world::App,
};

use super::{client::Letter, deliver};

/// For how long an event is sent again and again.
const PERSISTENCE: Duration = Duration::from_mins(10);
/// How long the first pause is; each is twice as long as the one before.
const PAUSE: Duration = Duration::from_secs(1);

/// Sends what there is to send, until the sandbox stops. Events may overtake each other.
pub(crate) async fn run(app: App, mut waiting: mpsc::UnboundedReceiver<WebhookEvent>) {
    loop {
        let event = tokio::select! {
            event = waiting.recv() => event,
            () = app.stopping.cancelled() => return,
        };
        let Some(event) = event else {
            return;
        };
        let sender = app.clone();
        app.sockets.spawn(async move {
            tokio::select! {
                () = persist(&sender, &event) => {}
                () = sender.stopping.cancelled() => {}
            }
        });
    }
}

/// Sends an event until it is taken. An application that takes none gets none any more.
async fn persist(app: &App, event: &WebhookEvent) {
    let body = Bytes::from(event.body.to_string());
    let began = Instant::now();
    let world = app.inspector.forgotten();
    let mut pause = PAUSE;
    loop {
        let now = app.world().store.clock.now();
        let letter = Letter {
            application: event.application,
            url: &event.url,
            now,
            body: &body,
            purpose: DeliveryPurpose::Event,
        };
        let taken = deliver(app, letter, |status, _| {
            if status.is_success() {
                Ok(())
            } else {
                Err(format!("the application answered {status}"))
            }
        });
        match taken.await {
            Ok(()) => return,
            Err(why) => tracing::debug!(%why, "an event was not taken"),
        }
        if began.elapsed() + pause > PERSISTENCE {
            disable(app, event.application);
            return;
        }
        tokio::time::sleep(pause).await;
        if app.inspector.forgotten() != world {
            // Another world has begun, whose applications know nothing of it.
            return;
        }
        pause *= 2;
    }
}

fn disable(app: &App, application: ApplicationId) {
    let edit = EndpointsEdit {
        events_status: Some(status::DISABLED_BY_DISCORD),
        ..EndpointsEdit::default()
    };
    if let Err(refusal) = app.change(|store| store.edit_endpoints(application, edit)) {
        tracing::debug!(?refusal, "the application is gone");
    }
}
