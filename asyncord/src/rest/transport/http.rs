//! The real transport: hyper's pooling client over the one TLS configuration.

use std::{error::Error as StdError, future::poll_fn, pin::Pin, time::Duration};

use ::http::{
    HeaderMap, Method, Uri,
    header::{
        ACCEPT, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, HOST, HeaderName, HeaderValue,
        USER_AGENT,
    },
    uri::{Authority, PathAndQuery, Scheme},
};
use bytes::{Bytes, BytesMut};
use hyper::body::{Body, Incoming};
use hyper_util::{
    client::{legacy, proxy::matcher::Matcher},
    rt::{TokioExecutor, TokioTimer},
};

use self::connector::Connector;
use super::{
    Failure, Payload, Request, Response, Sending, Transport, TransportError,
    body::RequestBody,
    multipart::{Flaw, Multipart},
};
use crate::{
    net,
    rest::{Error, ErrorKind},
};

mod connector;

/// How long a connection is kept that nothing is sent on.
const IDLE_TIMEOUT: Duration = Duration::from_secs(90);
/// How often a request is sent anew at once if the server has not looked at it.
const MOST_REJECTIONS: u32 = 2;
/// The largest answer that is taken. Discord's largest, a full list of members, has less than 2 MiB.
const MOST_ANSWER: usize = 64 * 1024 * 1024;

/// For how much of an answer memory is reserved because the server says that so much will come.
const MOST_RESERVED: usize = 4 * 1024 * 1024;

const AUDIT_LOG_REASON: HeaderName = HeaderName::from_static("x-audit-log-reason");

const ANYTHING: HeaderValue = HeaderValue::from_static("*/*");
const JSON: HeaderValue = HeaderValue::from_static("application/json");
const FORM: HeaderValue = HeaderValue::from_static("application/x-www-form-urlencoded");

/// Requests over HTTP.
pub(crate) struct HttpTransport {
    client: legacy::Client<Connector, RequestBody>,
    scheme: Scheme,
    authority: Authority,
    /// What all paths begin with.
    path: String,
    user_agent: HeaderValue,
    /// Without TLS it is known beforehand that HTTP/1.1 is spoken, which wants it.
    host: Option<HeaderValue>,
    timeout: Duration,
}

/// What a transport is made of.
pub(crate) struct HttpOptions<'a> {
    /// The base address with its version, without a slash at the end.
    pub(crate) base: String,
    pub(crate) timeout: Duration,
    pub(crate) user_agent_suffix: Option<&'a str>,
}

impl HttpTransport {
    pub(crate) fn new(options: HttpOptions<'_>) -> Result<Self, Error> {
        Self::through(options, &Matcher::from_env())
    }

    /// A transport that goes through these proxies.
    fn through(options: HttpOptions<'_>, proxies: &Matcher) -> Result<Self, Error> {
        let HttpOptions {
            base,
            timeout,
            user_agent_suffix,
        } = options;
        let user_agent = user_agent(user_agent_suffix)?;
        let unfit = || Error::new(ErrorKind::Config, "`api_url` is no address of HTTP");
        let base = Uri::try_from(base).map_err(|error| unfit().with_source(error))?;
        let connector = Connector::new(&base, proxies, &user_agent, net::tls_config());
        let parts = base.into_parts();
        let (Some(scheme), Some(authority), Some(path)) =
            (parts.scheme, parts.authority, parts.path_and_query)
        else {
            return Err(unfit());
        };
        let host = if scheme == Scheme::HTTP {
            let host = HeaderValue::from_str(authority.as_str());
            Some(host.map_err(|error| unfit().with_source(error))?)
        } else {
            None
        };
        Ok(Self {
            client: builder().build(connector),
            scheme,
            authority,
            path: path.as_str().to_owned(),
            user_agent,
            host,
            timeout,
        })
    }

    async fn exchange(
        &self,
        request: &Request,
        authorization: Option<&HeaderValue>,
    ) -> Result<Response, TransportError> {
        let timeout = request.options.timeout.unwrap_or(self.timeout);
        let attempts = self.attempts(request, authorization);
        match tokio::time::timeout(timeout, attempts).await {
            Ok(result) => result,
            Err(late) => Err(TransportError {
                failure: Failure::Timeout(timeout),
                message: format!("no answer in time ({} s)", timeout.as_secs_f64()),
                source: Some(late.into()),
            }),
        }
    }

    async fn attempts(
        &self,
        request: &Request,
        authorization: Option<&HeaderValue>,
    ) -> Result<Response, TransportError> {
        let mut rejections = 0;
        loop {
            let (sent, flaw) = self.prepare(request, authorization).await?;
            let error = match self.client.request(sent).await {
                Ok(response) => return collect(response).await,
                Err(error) => error,
            };
            if let Some(explained) = flaw.and_then(|flaw| flaw.explain()) {
                return Err(explained);
            }
            let rejected = is_rejection(&error);
            if rejected && rejections < MOST_REJECTIONS && request.payload.is_repeatable() {
                rejections += 1;
                continue;
            }
            let (failure, message) = if error.is_connect() {
                let host = &self.authority;
                (
                    Failure::Unsent,
                    format!("cannot connect to the API at {host}"),
                )
            } else if rejected {
                let host = &self.authority;
                (
                    Failure::Unsent,
                    format!("the API at {host} takes no requests"),
                )
            } else {
                (Failure::Broken, BROKE.to_owned())
            };
            return Err(TransportError {
                failure,
                message,
                source: Some(error.into()),
            });
        }
    }

    /// Puts together what is sent.
    async fn prepare(
        &self,
        request: &Request,
        authorization: Option<&HeaderValue>,
    ) -> Result<(::http::Request<RequestBody>, Option<Flaw>), TransportError> {
        let method = &request.operation.method;
        // As many as most requests have with the length, which hyper adds.
        let mut headers = HeaderMap::with_capacity(6);
        if let Some(authorization) = authorization {
            headers.insert(AUTHORIZATION, authorization.clone());
        }
        if let Some(reason) = &request.reason {
            headers.insert(AUDIT_LOG_REASON, reason.clone());
        }
        for (name, value) in &request.headers {
            headers.append(name, value.clone());
        }
        headers.entry(ACCEPT).or_insert(ANYTHING);
        headers
            .entry(USER_AGENT)
            .or_insert_with(|| self.user_agent.clone());
        if let Some(host) = &self.host {
            headers.entry(HOST).or_insert_with(|| host.clone());
        }

        let mut flaw = None;
        let body = match &request.payload {
            Payload::None => {
                if matches!(*method, Method::POST | Method::PUT | Method::PATCH) {
                    // hyper leaves it out, and some servers then answer 411.
                    headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
                }
                RequestBody::Whole(Bytes::new())
            }
            Payload::Json(json) => {
                headers.append(CONTENT_TYPE, JSON);
                RequestBody::Whole(json.clone())
            }
            Payload::Form(form) => {
                headers.append(CONTENT_TYPE, FORM);
                RequestBody::Whole(form.clone())
            }
            Payload::Multipart {
                json,
                fields,
                files,
            } => {
                let form = Multipart::open(json.as_ref(), fields, files).await?;
                headers.append(CONTENT_TYPE, form.content_type());
                flaw = Some(form.flaw());
                RequestBody::Multipart(Box::new(form))
            }
        };

        let mut sent = ::http::Request::new(body);
        *sent.method_mut() = method.clone();
        *sent.uri_mut() = self.address(&request.path)?;
        *sent.headers_mut() = headers;
        Ok((sent, flaw))
    }

    /// The address of a path. Only the path is looked at, once.
    fn address(&self, path: &str) -> Result<Uri, TransportError> {
        let mut whole = String::with_capacity(self.path.len() + path.len());
        whole.push_str(&self.path);
        whole.push_str(path);
        let invalid = |error: ::http::Error| TransportError {
            failure: Failure::Invalid,
            message: "the request cannot be sent".to_owned(),
            source: Some(error.into()),
        };
        let path = PathAndQuery::from_maybe_shared(Bytes::from(whole))
            .map_err(|error| invalid(error.into()))?;
        let mut parts = ::http::uri::Parts::default();
        parts.scheme = Some(self.scheme.clone());
        parts.authority = Some(self.authority.clone());
        parts.path_and_query = Some(path);
        Uri::from_parts(parts).map_err(|error| invalid(error.into()))
    }
}

impl Transport for HttpTransport {
    fn send<'a>(
        &'a self,
        request: &'a Request,
        authorization: Option<&'a HeaderValue>,
    ) -> Sending<'a> {
        Box::pin(self.exchange(request, authorization))
    }
}

const BROKE: &str = "the connection broke";

fn builder() -> legacy::Builder {
    let mut builder = legacy::Client::builder(TokioExecutor::new());
    builder
        .timer(TokioTimer::new())
        .pool_timer(TokioTimer::new())
        .pool_idle_timeout(IDLE_TIMEOUT)
        .http2_adaptive_window(true);
    builder
}

fn user_agent(suffix: Option<&str>) -> Result<HeaderValue, Error> {
    let mut user_agent = concat!(
        "DiscordBot (https://github.com/asyncord/asyncord, ",
        env!("CARGO_PKG_VERSION"),
        ")"
    )
    .to_owned();
    if let Some(suffix) = suffix {
        user_agent.push(' ');
        user_agent.push_str(suffix);
    }
    HeaderValue::try_from(user_agent).map_err(|_| {
        Error::new(
            ErrorKind::Config,
            "`user_agent_suffix` holds characters that no header can carry: use ASCII letters, digits and signs",
        )
    })
}

/// Reads an answer to its end.
async fn collect(response: ::http::Response<Incoming>) -> Result<Response, TransportError> {
    let (head, mut incoming) = response.into_parts();
    // Most answers are one piece, which is taken as it is.
    let mut first = Bytes::new();
    let mut body = BytesMut::new();
    while let Some(frame) = poll_fn(|cx| Pin::new(&mut incoming).poll_frame(cx)).await {
        let frame = frame.map_err(|error| TransportError {
            failure: Failure::Broken,
            message: BROKE.to_owned(),
            source: Some(error.into()),
        })?;
        // Trailers say nothing.
        let Ok(data) = frame.into_data() else {
            continue;
        };
        if first.len() + body.len() + data.len() > MOST_ANSWER {
            return Err(TransportError {
                failure: Failure::TooLarge,
                message: format!("the answer is larger than {MOST_ANSWER} bytes"),
                source: None,
            });
        }
        if first.is_empty() && body.is_empty() {
            first = data;
        } else {
            if body.is_empty() {
                let rest = usize::try_from(incoming.size_hint().lower()).unwrap_or(MOST_RESERVED);
                body.reserve(first.len() + data.len() + rest.min(MOST_RESERVED));
                body.extend_from_slice(&std::mem::take(&mut first));
            }
            body.extend_from_slice(&data);
        }
    }
    Ok(Response {
        status: head.status,
        headers: head.headers,
        body: if body.is_empty() {
            first
        } else {
            body.freeze()
        },
    })
}

/// Whether the server says that it has not looked at the request: a connection of HTTP/2 that it is about to close,
/// or a stream too many.
fn is_rejection(error: &legacy::Error) -> bool {
    let mut source = error.source();
    while let Some(cause) = source {
        if let Some(error) = cause.downcast_ref::<h2::Error>() {
            return error.is_remote()
                && match error.reason() {
                    Some(h2::Reason::NO_ERROR) => error.is_go_away(),
                    Some(h2::Reason::REFUSED_STREAM) => error.is_reset(),
                    _ => false,
                };
        }
        source = cause.source();
    }
    false
}

#[cfg(test)]
mod tests;
