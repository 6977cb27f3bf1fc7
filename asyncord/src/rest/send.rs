//! The way of one request: wait, send, wait and send again where that may help, and tell what came of it.

use std::{future::Future, pin::Pin, sync::Arc, time::Duration};

use http::{StatusCode, header::HeaderValue};
use serde::Deserialize;
use tokio::time::Instant;

use super::{
    Error, ErrorCode, ErrorKind, Request, Response, RestClient,
    credentials::Credentials,
    error::Answer,
    guard,
    limiter::{self, Limits, Outcome, Permit, Refusal, Ticket},
    metrics::OperationMetrics,
    middleware::Next,
    operation::OperationInfo,
    transport::{Failure, TransportError},
};

/// How often a request is repeated after a refusal: the limiter avoids them, so many in a row are no accident.
const MOST_REFUSALS: u32 = 5;
/// How often a search is repeated while Discord makes its index.
const MOST_INDEX_WAITS: u32 = 10;
/// The longest wait for an index.
const LONGEST_INDEX_WAIT: Duration = Duration::from_secs(30);
/// The wait for an index where Discord says that it will be a short one.
const SHORT_INDEX_WAIT: Duration = Duration::from_secs(1);

impl RestClient {
    /// Sends a request, in a box of its own.
    pub(super) fn send_boxed(
        self,
        request: Request,
    ) -> Pin<Box<dyn Future<Output = Result<Response, Error>> + Send>> {
        Box::pin(async move { self.send(request).await })
    }

    /// Sends a request through the middleware, and yields its answer, which is a success.
    pub(super) async fn send(&self, request: Request) -> Result<Response, Error> {
        if self.middleware().is_empty() {
            return self.dispatch(request).await;
        }
        let operation = request.operation;
        let ids = request.ids();
        // Boxed, as what is seldom needed below: every request would carry the room for it.
        let response = Box::pin(Next::new(self).run(request)).await?;
        // Middleware may make up answers.
        if response.status.is_success() {
            Ok(response)
        } else {
            Err(refused(operation, &response).with_ids(ids))
        }
    }

    /// Sends a request to Discord.
    pub(super) async fn dispatch(&self, request: Request) -> Result<Response, Error> {
        let mut way = Way::new(self, request);
        let result = way.go().await;
        result.map_err(|error| error.with_ids(way.request.ids()))
    }

    /// Fails if Discord has said that the token is not good.
    fn check_token(&self, request: &Request) -> Result<(), Error> {
        let operation = request.operation;
        let uses_token = !operation.has_token_in_path() && request.authorization.is_none();
        match self.shared().refused.get().filter(|_| uses_token) {
            Some(error) => Err(error.clone().with_operation(operation)),
            None => Ok(()),
        }
    }
}

/// A request on its way, with what it has been through.
struct Way<'a> {
    client: &'a RestClient,
    request: Request,
    operation: &'static OperationInfo,
    metrics: Arc<OperationMetrics>,
    ticket: Ticket,
    repetitions: u32,
    refusals: u32,
    index_waits: u32,
    renewed: bool,
}

/// What to do after an attempt.
enum Step {
    Done(Response),
    /// Asks the limiter again, which knows how long to wait.
    Again,
    /// Repeats after a failure, if that is allowed.
    Repeat {
        cause: &'static str,
        error: Error,
        least_wait: Duration,
    },
}

impl<'a> Way<'a> {
    fn new(client: &'a RestClient, request: Request) -> Self {
        Self {
            client,
            operation: request.operation,
            metrics: client.shared().metrics.of(request.operation),
            request,
            ticket: Ticket::draw(),
            repetitions: 0,
            refusals: 0,
            index_waits: 0,
            renewed: false,
        }
    }

    async fn go(&mut self) -> Result<Response, Error> {
        let shared = self.client.shared();
        shared.budget.deposit();
        loop {
            match self.attempt().await? {
                Step::Done(response) => return Ok(response),
                Step::Again => {}
                Step::Repeat {
                    cause,
                    error,
                    least_wait,
                } => {
                    let most = self.request.options.retries.unwrap_or(shared.retry.retries);
                    if self.repetitions >= most || !self.request.payload.is_repeatable() {
                        return Err(error);
                    }
                    if !shared.budget.withdraw() {
                        tracing::warn!(
                            operation = %self.operation,
                            "not sent again: too many requests have failed lately"
                        );
                        return Err(error);
                    }
                    let wait = jittered(shared.retry.wait(self.repetitions)).max(least_wait);
                    self.repetitions += 1;
                    self.metrics.retry(cause);
                    tracing::info!(
                        operation = %self.operation,
                        repetition = self.repetitions,
                        cause,
                        ?wait,
                        "sending again"
                    );
                    tokio::time::sleep(wait).await;
                }
            }
        }
    }

    /// Waits for all limits, and sends once.
    async fn attempt(&mut self) -> Result<Step, Error> {
        let (client, operation) = (self.client, self.operation);
        let shared = client.shared();
        let transport = client
            .transport()
            .map_err(|error| error.with_operation(operation))?;
        shared.credentials.check(operation)?;
        client.check_token(&self.request)?;
        let mut authorization = self.request.authorization.clone();
        if authorization.is_none() {
            let of_client = shared.credentials.authorization(client, operation).await;
            authorization = of_client.map_err(|error| self.not_renewed(error))?;
        }
        let asked = Instant::now();
        // What answers an interaction waits for nothing but its own limits.
        if !self.request.route.is_exempt_from_global() {
            shared.guard.admit(operation).await?;
        }
        let limiter = &shared.limiter;
        let mut permit = limiter
            .acquire(&self.request.route, self.ticket)
            .await
            .map_err(|error| error.with_operation(operation))?;
        // The wait may have been long.
        client.check_token(&self.request)?;
        if !self.request.route.is_exempt_from_global() {
            shared.guard.check(operation)?;
        }
        let start = Instant::now();
        self.metrics.waited(start - asked);

        permit.sent();
        let in_flight = self.metrics.in_flight();
        let result = transport.send(&self.request, authorization.as_ref()).await;
        drop(in_flight);
        let took = start.elapsed();
        match result {
            Ok(response) => {
                let status = response.status;
                tracing::debug!(%operation, status = status.as_u16(), ?took, "answered");
                self.metrics.attempt(Some(status), took);
                self.answered(response, permit, authorization.as_ref())
                    .await
            }
            Err(failed) => {
                tracing::debug!(%operation, failure = ?failed.failure, ?took, "not answered");
                self.metrics.attempt(None, took);
                self.not_answered(failed, permit)
            }
        }
    }

    async fn answered(
        &mut self,
        response: Response,
        permit: Permit,
        authorization: Option<&HeaderValue>,
    ) -> Result<Step, Error> {
        let (operation, status) = (self.operation, response.status);
        let shared = self.client.shared();
        let limits = Limits::read(&response.headers);
        if status == StatusCode::TOO_MANY_REQUESTS {
            let refusal = Refusal::read(&response.headers, &response.body);
            permit.complete(Outcome::Refused { limits, refusal });
            return self.limited(&response, refusal);
        }
        permit.complete(Outcome::Answered {
            limits,
            learnt: !status.is_server_error(),
        });
        if status == StatusCode::ACCEPTED
            && let Some(wait) = index_wait(&response.body)
        {
            return Box::pin(self.index_not_ready(&response, wait)).await;
        }
        if status.is_success() {
            return Ok(Step::Done(response));
        }
        let error = refused(operation, &response);
        if guard::is_invalid(status, false) {
            shared.guard.count(operation, status);
        }
        if status == StatusCode::UNAUTHORIZED && self.request.authorization.is_none() {
            return Box::pin(self.unauthorized(error, authorization)).await;
        }
        if is_passing(status) && self.is_repeatable() {
            let least_wait = limiter::pause(&response.headers);
            return Ok(Step::Repeat {
                cause: "server",
                error,
                least_wait,
            });
        }
        Err(error)
    }

    /// Discord does not take the token: a user's is renewed, with a bot's nothing more is sent.
    async fn unauthorized(
        &mut self,
        error: Error,
        authorization: Option<&HeaderValue>,
    ) -> Result<Step, Error> {
        let shared = self.client.shared();
        let Some(authorization) = authorization else {
            return Err(error);
        };
        if let Credentials::User(token) = &shared.credentials
            && !std::mem::replace(&mut self.renewed, true)
        {
            let replaced = token.replace(self.client, authorization).await;
            if replaced.map_err(|error| self.not_renewed(error))? {
                return Ok(Step::Again);
            }
        }
        // Discord bans addresses that go on.
        Err(shared.refused.get_or_init(|| error).clone())
    }

    /// A user's token could not be renewed. If it never can be, nothing more is sent.
    fn not_renewed(&self, error: Error) -> Error {
        if error.oauth2_error().is_some() && !error.is_retryable() {
            let _ = self.client.shared().refused.set(error.clone());
        }
        error
    }

    fn limited(&mut self, response: &Response, refusal: Refusal) -> Result<Step, Error> {
        let (operation, status) = (self.operation, response.status);
        if guard::is_invalid(status, refusal.shared) {
            self.client.shared().guard.count(operation, status);
        }
        let scope = match refusal {
            Refusal { global: true, .. } => "global",
            Refusal { shared: true, .. } => "shared",
            _ => "user",
        };
        self.metrics.refused(scope);
        self.refusals += 1;
        if self.refusals >= MOST_REFUSALS || !self.request.payload.is_repeatable() {
            return Err(refused(operation, response).with_retry_after(Some(refusal.retry_after)));
        }
        tracing::warn!(%operation, wait = ?refusal.retry_after, scope, "rate limited");
        Ok(Step::Again)
    }

    /// A search before its index is made.
    async fn index_not_ready(
        &mut self,
        response: &Response,
        wait: Duration,
    ) -> Result<Step, Error> {
        let retries = self.request.options.retries;
        if self.index_waits >= retries.unwrap_or(MOST_INDEX_WAITS) {
            return Err(Error::new(
                ErrorKind::NotReady,
                "Discord is still making the index that is searched",
            )
            .with_operation(self.operation)
            .with_answer(Answer::read(&response.body))
            .with_status(response.status.as_u16())
            .with_retry_after(Some(wait)));
        }
        self.index_waits += 1;
        self.metrics.retry("index");
        tracing::info!(operation = %self.operation, ?wait, "waiting for the index that is searched");
        tokio::time::sleep(wait).await;
        Ok(Step::Again)
    }

    fn not_answered(&self, failed: TransportError, permit: Permit) -> Result<Step, Error> {
        let failure = failed.failure;
        permit.complete(match failure {
            Failure::Unsent | Failure::Invalid => Outcome::Unsent,
            Failure::Broken | Failure::Timeout(_) | Failure::TooLarge => Outcome::Lost,
        });
        let error = unanswered(self.operation, failed);
        let cause = match failure {
            Failure::Unsent => "connect",
            Failure::Broken if self.is_repeatable() => "broken",
            Failure::Timeout(_) if self.is_repeatable() => "timeout",
            _ => return Err(error),
        };
        Ok(Step::Repeat {
            cause,
            error,
            least_wait: Duration::ZERO,
        })
    }

    /// Whether it may be sent again when it is not known whether it arrived.
    fn is_repeatable(&self) -> bool {
        let Request {
            options,
            repeatable,
            ..
        } = &self.request;
        options.repeatable.unwrap_or(*repeatable)
    }
}

/// How long to wait, if an answer says that an index is not made yet.
fn index_wait(body: &[u8]) -> Option<Duration> {
    #[derive(Deserialize)]
    struct NotReady {
        code: u32,
        #[serde(default)]
        retry_after: f64,
    }
    let answer: NotReady = serde_json::from_slice(body).ok()?;
    if answer.code != ErrorCode::INDEX_NOT_YET_AVAILABLE.0 {
        return None;
    }
    let wait = Duration::try_from_secs_f64(answer.retry_after).unwrap_or_default();
    Some(if wait.is_zero() {
        SHORT_INDEX_WAIT
    } else {
        wait.min(LONGEST_INDEX_WAIT)
    })
}

/// Whether a status says that trying again may help.
pub(super) fn is_passing(status: StatusCode) -> bool {
    matches!(
        status,
        StatusCode::BAD_GATEWAY | StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT
    )
}

/// Half to all of a wait.
fn jittered(wait: Duration) -> Duration {
    wait.mul_f64(0.5 + fastrand::f64() / 2.0)
}

fn refused(operation: &'static OperationInfo, response: &Response) -> Error {
    let status = response.status;
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
        .with_answer(Answer::read(&response.body))
}

fn unanswered(operation: &'static OperationInfo, failed: TransportError) -> Error {
    let kind = match failed.failure {
        Failure::Timeout(_) => ErrorKind::Timeout,
        Failure::Unsent | Failure::Broken => ErrorKind::Transport,
        Failure::Invalid => ErrorKind::Validation,
        Failure::TooLarge => ErrorKind::Decode,
    };
    let error = Error::new(kind, failed.message).with_operation(operation);
    match failed.source {
        Some(source) => error.with_source(source),
        None => error,
    }
}

#[cfg(test)]
mod tests;
