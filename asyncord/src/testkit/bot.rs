//! The bot under test.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
    time::Duration,
};

use tokio::sync::Notify;

use crate::{ClientGroup, Dispatcher, HandlerFailure, Token, gateway::GatewayOptions, lock};

/// The bot, and what went wrong in it that nobody has asked for yet.
pub(super) struct Bot {
    group: ClientGroup,
    failures: Arc<Failures>,
}

#[derive(Default)]
struct Failures {
    waiting: Mutex<VecDeque<Arc<HandlerFailure>>>,
    added: Notify,
}

impl Bot {
    pub(super) fn new(token: Token, dispatcher: Dispatcher, gateway: GatewayOptions) -> Self {
        let failures = Arc::new(Failures::default());
        let noted = Arc::clone(&failures);
        dispatcher.on_error(move |failure| {
            lock(&noted.waiting).push_back(failure);
            noted.added.notify_one();
        });
        let group = crate::hub::connect_with(token, dispatcher);
        group.set_gateway(gateway);
        Self { group, failures }
    }

    pub(super) fn group(&self) -> &ClientGroup {
        &self.group
    }

    pub(super) async fn stop(&self) {
        self.group.stop().await;
    }

    /// The oldest failure that nobody has got yet.
    pub(super) fn next_failure(&self) -> Option<Arc<HandlerFailure>> {
        lock(&self.failures.waiting).pop_front()
    }

    /// The next failure, for which it is waited.
    pub(super) async fn failure(&self, patience: Duration) -> Option<Arc<HandlerFailure>> {
        let next = async {
            loop {
                if let Some(failure) = self.next_failure() {
                    return failure;
                }
                self.failures.added.notified().await;
            }
        };
        tokio::time::timeout(patience, next).await.ok()
    }

    /// What failed so far and nobody has got yet, in words.
    pub(super) fn failures(&self) -> Vec<String> {
        let waiting = lock(&self.failures.waiting);
        waiting.iter().map(ToString::to_string).collect()
    }
}
