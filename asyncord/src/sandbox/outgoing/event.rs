//! Events that go to applications. Discord docs: Webhook Events.

use std::time::Duration;

use tokio::{sync::mpsc, time::Instant};

use crate::sandbox::{
    state::{
        endpoint::{EndpointsEdit, WebhookEvent, status},
        ids::ApplicationId,
    },
    world::App,
};

use super::client::Letter;

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
                () = deliver(&sender, &event) => {}
                () = sender.stopping.cancelled() => {}
            }
        });
    }
}

/// Sends an event until it is taken. An application that takes none gets none any more.
async fn deliver(app: &App, event: &WebhookEvent) {
    let began = Instant::now();
    let mut pause = PAUSE;
    loop {
        let now = app.world().store.clock.now();
        let letter = Letter {
            application: event.application,
            url: &event.url,
            now,
            body: &event.body,
            is_genuine: true,
        };
        match app.outgoing.client.post(letter).await {
            Ok((status, _)) if status.is_success() => return,
            Ok((status, _)) => tracing::debug!(%status, "an event was not taken"),
            Err(why) => tracing::debug!(%why, "an event was not taken"),
        }
        if began.elapsed() + pause > PERSISTENCE {
            disable(app, event.application);
            return;
        }
        tokio::time::sleep(pause).await;
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
