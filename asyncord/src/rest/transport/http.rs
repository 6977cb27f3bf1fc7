//! The real transport: reqwest over the one TLS configuration.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use reqwest::{
    Body, Client, Method, RequestBuilder,
    header::{AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, HeaderName, HeaderValue},
    multipart::{Form, Part},
    redirect,
};
use tokio_util::io::ReaderStream;

use super::{
    Failure, File, FileContent, Payload, Request, Response, Sending, Transport, TransportError,
};
use crate::{
    net,
    rest::{Error, ErrorKind},
};

/// How long a connection may take to be made.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// The largest answer that is taken. Discord's largest, a full list of members, has less than 2 MiB.
const MOST_ANSWER: usize = 64 * 1024 * 1024;

const AUDIT_LOG_REASON: HeaderName = HeaderName::from_static("x-audit-log-reason");

/// Requests over HTTP.
pub(crate) struct HttpTransport {
    client: Client,
    base: String,
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
        let HttpOptions {
            base,
            timeout,
            user_agent_suffix,
        } = options;
        let mut user_agent = concat!(
            "DiscordBot (https://github.com/asyncord/asyncord, ",
            env!("CARGO_PKG_VERSION"),
            ")"
        )
        .to_owned();
        if let Some(suffix) = user_agent_suffix {
            user_agent.push(' ');
            user_agent.push_str(suffix);
        }
        let user_agent = HeaderValue::try_from(user_agent).map_err(|_| {
            Error::new(
                ErrorKind::Config,
                "`user_agent_suffix` holds characters that no header can carry: use ASCII letters, digits and signs",
            )
        })?;

        let mut tls = net::tls_config();
        // reqwest leaves a given configuration as it is, also where it lacks the offer of HTTP/2.
        tls.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        let mut client = Client::builder()
            .tls_backend_preconfigured(tls)
            .user_agent(user_agent)
            // The token is for the address it was given for.
            .redirect(redirect::Policy::none())
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(timeout)
            .http2_adaptive_window(true)
            .tcp_nodelay(true);
        if base.starts_with("http:") {
            // A proxy of the environment tunnels https, but reads all of plain http, the token included.
            client = client.no_proxy();
        }
        let client = client.build().map_err(|error| {
            Error::new(ErrorKind::Config, "the HTTP client cannot be set up")
                .with_source(error.without_url())
        })?;
        Ok(Self {
            client,
            base,
            timeout,
        })
    }

    async fn exchange(
        &self,
        request: &Request,
        authorization: Option<&HeaderValue>,
    ) -> Result<Response, TransportError> {
        let method = request.operation.method.clone();
        let with_length = matches!(method, Method::POST | Method::PUT | Method::PATCH);
        let timeout = request.options.timeout.unwrap_or(self.timeout);
        let address = format!("{}{}", self.base, request.path);
        let mut sent = self.client.request(method, address).timeout(timeout);
        if let Some(authorization) = authorization {
            sent = sent.header(AUTHORIZATION, authorization);
        }
        if let Some(reason) = &request.reason {
            sent = sent.header(AUDIT_LOG_REASON, reason);
        }
        for (name, value) in &request.headers {
            sent = sent.header(name, value);
        }
        if matches!(request.payload, Payload::None) && with_length {
            // hyper leaves it out, and some servers then answer 411.
            sent = sent.header(CONTENT_LENGTH, 0);
        }
        let sent = self.with_payload(sent, &request.payload, timeout).await?;
        let mut response = sent
            .send()
            .await
            .map_err(|error| self.explain(error, timeout))?;

        let status = response.status();
        let headers = std::mem::take(response.headers_mut());
        let mut body = BytesMut::new();
        while let Some(chunk) = response
            .chunk()
            .await
            .map_err(|error| self.explain(error, timeout))?
        {
            if body.len() + chunk.len() > MOST_ANSWER {
                return Err(TransportError {
                    failure: Failure::TooLarge,
                    message: format!("the answer is larger than {MOST_ANSWER} bytes"),
                    source: None,
                });
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Response {
            status,
            headers,
            body: body.freeze(),
        })
    }

    fn explain(&self, error: reqwest::Error, timeout: Duration) -> TransportError {
        // Also where a time-out ended it, a connection that was never made carried nothing.
        let (failure, message) = if error.is_connect() {
            (Failure::Unsent, "cannot connect to the API")
        } else if error.is_timeout() {
            (Failure::Timeout(timeout), "no answer in time")
        } else if error.is_builder() {
            (Failure::Invalid, "the request cannot be sent")
        } else {
            (Failure::Broken, "the connection broke")
        };
        let message = match failure {
            Failure::Timeout(timeout) => format!("{message} ({} s)", timeout.as_secs_f64()),
            Failure::Unsent => format!("{message} at {}", self.host()),
            _ => message.to_owned(),
        };
        TransportError {
            failure,
            message,
            source: Some(error.without_url().into()),
        }
    }

    async fn with_payload(
        &self,
        request: RequestBuilder,
        payload: &Payload,
        timeout: Duration,
    ) -> Result<RequestBuilder, TransportError> {
        Ok(match payload {
            Payload::None => request,
            Payload::Json(json) => request
                .header(CONTENT_TYPE, "application/json")
                .body(json.clone()),
            Payload::Form(form) => request
                .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(form.clone()),
            Payload::Multipart {
                json,
                fields,
                files,
            } => {
                // Browsers send names as they are, and so Discord expects them.
                let mut form = Form::new().percent_encode_noop();
                if let Some(json) = json {
                    let json = part(json.clone())
                        .mime_str("application/json")
                        .map_err(|error| self.explain(error, timeout))?;
                    form = form.part("payload_json", json);
                }
                for (name, value) in fields {
                    form = form.part(*name, Part::text(value.clone()));
                }
                for file in files {
                    form = form.part(file.part.clone(), part_of(file).await?);
                }
                request.multipart(form)
            }
        })
    }

    /// Where requests go, as far as it is no secret.
    fn host(&self) -> &str {
        let rest = self.base.split_once("://").map_or("", |(_, rest)| rest);
        rest.split('/').next().unwrap_or_default()
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

/// A part with the bytes of a file, which are read while they are sent.
async fn part_of(file: &File) -> Result<Part, TransportError> {
    let unreadable = |message: String, source: Option<std::io::Error>| TransportError {
        failure: Failure::Invalid,
        message: format!("the file `{}` {message}", file.filename),
        source: source.map(Into::into),
    };
    let part = match &file.content {
        FileContent::Bytes(bytes) => part(bytes.clone()),
        FileContent::Path(path) => {
            let opened = async {
                let opened = tokio::fs::File::open(path).await?;
                let size = opened.metadata().await?.len();
                std::io::Result::Ok((opened, size))
            };
            let (opened, size) = opened.await.map_err(|error| {
                unreadable(
                    format!("cannot be read from {}", path.display()),
                    Some(error),
                )
            })?;
            Part::stream_with_length(Body::wrap_stream(ReaderStream::new(opened)), size)
        }
        FileContent::Stream(stream) => {
            let bytes = stream.take().ok_or_else(|| {
                unreadable(
                    "is a stream that was sent before, and cannot be sent again".to_owned(),
                    None,
                )
            })?;
            let body = Body::wrap_stream(bytes);
            match file.content.size() {
                Some(size) => Part::stream_with_length(body, size),
                None => Part::stream(body),
            }
        }
    };
    let part = part.file_name(file.filename.clone());
    match &file.content_type {
        Some(content_type) => part
            .mime_str(content_type)
            .map_err(|_| unreadable("has a content type that is none".to_owned(), None)),
        None => Ok(part),
    }
}

fn part(bytes: Bytes) -> Part {
    let length = bytes.len() as u64;
    Part::stream_with_length(bytes, length)
}

#[cfg(test)]
mod tests;
