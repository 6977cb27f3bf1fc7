//! A transport without a network, for tests on paused time.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use bytes::Bytes;
use http::header::{HeaderName, HeaderValue};
use tokio::time::Instant;

use super::{Request, Response, Sending, Transport, TransportError};

type Answer = Result<Response, TransportError>;
type Server = dyn FnMut(&Request) -> Answer + Send;

/// Answers by a function, after a while, and keeps what was sent and when.
#[derive(Clone)]
pub(crate) struct Fake {
    server: Arc<Mutex<Box<Server>>>,
    sent: Arc<Mutex<Vec<(Duration, Request)>>>,
    authorizations: Arc<Mutex<Vec<Option<HeaderValue>>>>,
    start: Instant,
    delay: Duration,
}

impl Fake {
    pub(crate) fn new(server: impl FnMut(&Request) -> Answer + Send + 'static) -> Self {
        Self {
            server: Arc::new(Mutex::new(Box::new(server))),
            sent: Arc::default(),
            authorizations: Arc::default(),
            start: Instant::now(),
            delay: Duration::ZERO,
        }
    }

    /// Answers each request this long after it was sent.
    pub(crate) fn delay(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// When requests were sent, in milliseconds since the start, in this order.
    pub(crate) fn times(&self) -> Vec<u128> {
        let sent = self.sent.lock().unwrap();
        sent.iter().map(|(time, _)| time.as_millis()).collect()
    }

    pub(crate) fn sent(&self) -> Vec<Request> {
        let sent = self.sent.lock().unwrap();
        sent.iter().map(|(_, request)| request.clone()).collect()
    }

    /// The authorizations that requests carried, in this order.
    pub(crate) fn authorizations(&self) -> Vec<Option<String>> {
        let authorizations = self.authorizations.lock().unwrap();
        authorizations
            .iter()
            .map(|value| {
                value
                    .as_ref()
                    .map(|value| value.to_str().unwrap().to_owned())
            })
            .collect()
    }
}

impl Transport for Fake {
    fn send<'a>(
        &'a self,
        request: &'a Request,
        authorization: Option<&'a HeaderValue>,
    ) -> Sending<'a> {
        Box::pin(async move {
            // The server counts when a request arrives, half of the way there.
            self.sent
                .lock()
                .unwrap()
                .push((self.start.elapsed(), request.clone()));
            self.authorizations
                .lock()
                .unwrap()
                .push(authorization.cloned());
            tokio::time::sleep(self.delay / 2).await;
            let answer = (self.server.lock().unwrap())(request);
            tokio::time::sleep(self.delay / 2).await;
            answer
        })
    }
}

/// An answer without headers.
pub(crate) fn answer(status: u16, body: impl Into<Bytes>) -> Response {
    Response::new(status, body)
}

impl Response {
    #[allow(
        clippy::needless_pass_by_value,
        reason = "reads better where it is called"
    )]
    pub(crate) fn with(mut self, name: &'static str, value: impl std::fmt::Display) -> Self {
        let value = HeaderValue::try_from(value.to_string()).unwrap();
        self.headers.insert(HeaderName::from_static(name), value);
        self
    }
}
