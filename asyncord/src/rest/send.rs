//! The way of one request: wait, send, wait and send again where that may help, and tell what came of it.

use std::time::Duration;

use bytes::Bytes;
use reqwest::StatusCode;
use tokio::time::Instant;

use super::{
    Error, ErrorKind, RestClient,
    error::Answer,
    limiter::{Limits, Outcome, Refusal},
    operation::OperationInfo,
    request::Request,
    transport::{Failure, Incoming, Outgoing, Payload, TransportError},
};

/// How often a request is repeated after a failure of the network or of Discord.
const MOST_REPETITIONS: u32 = 3;
/// How often a request is repeated after a refusal: the limiter avoids them, so many in a row are no accident.
const MOST_REFUSALS: u32 = 5;
/// The first wait after a failure; each further one is twice as long.
const FIRST_BACKOFF: Duration = Duration::from_millis(250);

impl RestClient {
    /// Sends a request and yields the body of its answer.
    pub(super) async fn send(&self, request: Request) -> Result<Bytes, Error> {
        let Request {
            operation,
            route,
            path,
            reason,
            payload,
            repeatable,
        } = request;
        let transport = self
            .transport()
            .map_err(|error| error.with_operation(operation))?;
        let shared = self.shared();
        let ticket = shared.limiter.ticket();
        let outgoing = Outgoing {
            method: operation.method.clone(),
            path,
            reason,
            authorized: operation.sends_token() && shared.has_token,
            payload,
        };
        let (mut repetitions, mut refusals) = (0, 0);
        loop {
            self.check_token(operation)?;
            let mut permit = shared.limiter.acquire(&route, ticket).await;
            // The wait may have been long.
            self.check_token(operation)?;

            permit.sent();
            let start = Instant::now();
            let result = transport.send(outgoing.clone()).await;
            let took = start.elapsed();
            let error = match result {
                Ok(Incoming {
                    status,
                    headers,
                    body,
                }) => {
                    tracing::debug!(%operation, status = status.as_u16(), ?took, "answered");
                    let limits = Limits::read(&headers);
                    if status == StatusCode::TOO_MANY_REQUESTS {
                        let refusal = Refusal::read(&headers, &body);
                        permit.complete(Outcome::Refused { limits, refusal });
                        refusals += 1;
                        if refusals < MOST_REFUSALS {
                            let wait = refusal.retry_after;
                            tracing::warn!(%operation, ?wait, global = refusal.global, "rate limited");
                            continue;
                        }
                        return Err(refused(operation, status, &body)
                            .with_retry_after(Some(refusal.retry_after)));
                    }
                    permit.complete(Outcome::Answered {
                        limits,
                        learnt: !status.is_server_error(),
                    });
                    if status.is_success() {
                        return Ok(body);
                    }
                    let error = refused(operation, status, &body);
                    if status == StatusCode::UNAUTHORIZED && outgoing.authorized {
                        // Discord bans addresses that go on.
                        return Err(shared.refused.get_or_init(|| error).clone());
                    }
                    if !is_passing(status) || !repeatable {
                        return Err(error);
                    }
                    error
                }
                Err(failed) => {
                    tracing::debug!(%operation, failure = ?failed.failure, ?took, "not answered");
                    let failure = failed.failure;
                    if failure == Failure::Unsent {
                        permit.complete(Outcome::Unsent);
                    } else {
                        permit.complete(Outcome::Lost);
                    }
                    let error = unanswered(operation, failed);
                    let again = match failure {
                        Failure::Unsent => true,
                        Failure::Broken | Failure::Timeout(_) => repeatable,
                        Failure::Invalid => false,
                    };
                    if !again {
                        return Err(error);
                    }
                    error
                }
            };
            if repetitions == MOST_REPETITIONS {
                return Err(error);
            }
            let wait = backoff(repetitions);
            repetitions += 1;
            tracing::debug!(%operation, repetitions, ?wait, "sending again");
            tokio::time::sleep(wait).await;
        }
    }

    /// Fails if Discord has said that the token is not good, or if there is none where one is needed.
    fn check_token(&self, operation: &'static OperationInfo) -> Result<(), Error> {
        if operation.needs_token() && !self.shared().has_token {
            return Err(Error::new(
                ErrorKind::Config,
                "the client was made without a token, which this operation needs",
            )
            .with_operation(operation));
        }
        match self
            .shared()
            .refused
            .get()
            .filter(|_| operation.sends_token())
        {
            Some(error) => Err(error.clone().with_operation(operation)),
            None => Ok(()),
        }
    }
}

/// Whether a status says that trying again may help.
fn is_passing(status: StatusCode) -> bool {
    matches!(
        status,
        StatusCode::BAD_GATEWAY | StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT
    )
}

/// Half to all of a wait that doubles each time.
fn backoff(repetitions: u32) -> Duration {
    FIRST_BACKOFF * 2_u32.pow(repetitions) / 100 * fastrand::u32(50..=100)
}

fn refused(operation: &'static OperationInfo, status: StatusCode, body: &[u8]) -> Error {
    let (kind, message) = match status {
        StatusCode::UNAUTHORIZED => (ErrorKind::Unauthorized, "the token is not accepted"),
        StatusCode::FORBIDDEN => (ErrorKind::Forbidden, "not allowed"),
        StatusCode::NOT_FOUND => (ErrorKind::NotFound, "not found"),
        StatusCode::TOO_MANY_REQUESTS => (ErrorKind::RateLimited, "too many requests"),
        status if status.is_redirection() => (
            ErrorKind::BadRequest,
            "the server points elsewhere, where the token is not sent: give the right address as API URL",
        ),
        status if status.is_server_error() => (ErrorKind::Server, "the server failed"),
        _ => (ErrorKind::BadRequest, "the request is wrong"),
    };
    Error::new(kind, message)
        .with_operation(operation)
        .with_status(status.as_u16())
        .with_answer(Answer::read(body))
}

fn unanswered(operation: &'static OperationInfo, failed: TransportError) -> Error {
    let kind = match failed.failure {
        Failure::Timeout(_) => ErrorKind::Timeout,
        Failure::Unsent | Failure::Broken | Failure::Invalid => ErrorKind::Transport,
    };
    let error = Error::new(kind, failed.message).with_operation(operation);
    match failed.source {
        Some(source) => error.with_source(source),
        None => error,
    }
}

impl Payload {
    /// The JSON that is sent, for tests.
    #[cfg(test)]
    pub(crate) fn json(&self) -> Option<serde_json::Value> {
        match self {
            Self::None => None,
            Self::Json(json) | Self::Multipart { json, .. } => serde_json::from_slice(json).ok(),
        }
    }
}

#[cfg(test)]
mod tests;
