//! A transport without a network, for tests on paused time.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use bytes::Bytes;
use reqwest::{
    StatusCode,
    header::{HeaderMap, HeaderName, HeaderValue},
};
use tokio::time::Instant;

use super::{Incoming, Outgoing, Sending, Transport, TransportError};

type Answer = Result<Incoming, TransportError>;
type Server = dyn FnMut(&Outgoing) -> Answer + Send;

/// Answers by a function, after a while, and keeps what was sent and when.
#[derive(Clone)]
pub(crate) struct Fake {
    server: Arc<Mutex<Box<Server>>>,
    sent: Arc<Mutex<Vec<(Duration, Outgoing)>>>,
    start: Instant,
    delay: Duration,
}

impl Fake {
    pub(crate) fn new(server: impl FnMut(&Outgoing) -> Answer + Send + 'static) -> Self {
        Self {
            server: Arc::new(Mutex::new(Box::new(server))),
            sent: Arc::default(),
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

    pub(crate) fn sent(&self) -> Vec<Outgoing> {
        let sent = self.sent.lock().unwrap();
        sent.iter().map(|(_, outgoing)| outgoing.clone()).collect()
    }
}

impl Transport for Fake {
    fn send(&self, outgoing: Outgoing) -> Sending<'_> {
        Box::pin(async move {
            // The server counts when a request arrives, half of the way there.
            self.sent
                .lock()
                .unwrap()
                .push((self.start.elapsed(), outgoing.clone()));
            tokio::time::sleep(self.delay / 2).await;
            let answer = (self.server.lock().unwrap())(&outgoing);
            tokio::time::sleep(self.delay / 2).await;
            answer
        })
    }
}

/// An answer without headers.
pub(crate) fn answer(status: u16, body: impl Into<Bytes>) -> Incoming {
    Incoming {
        status: StatusCode::from_u16(status).unwrap(),
        headers: HeaderMap::new(),
        body: body.into(),
    }
}

impl Incoming {
    #[allow(
        clippy::needless_pass_by_value,
        reason = "reads better where it is called"
    )]
    pub(crate) fn header(mut self, name: &'static str, value: impl std::fmt::Display) -> Self {
        let value = HeaderValue::try_from(value.to_string()).unwrap();
        self.headers.insert(HeaderName::from_static(name), value);
        self
    }
}
