//! The real transport: reqwest over the one TLS configuration.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use reqwest::{
    Client, Method, RequestBuilder,
    header::{AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, HeaderName, HeaderValue},
    multipart::{Form, Part},
    redirect,
};

use super::{Failure, File, Incoming, Outgoing, Payload, Sending, Transport, TransportError};
use crate::{
    net,
    rest::{Error, ErrorKind},
    secret::Token,
};

/// How long a connection may take to be made.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// The largest answer that is taken. Discord's largest, a full list of members, has less than 2 MiB.
const MOST_ANSWER: usize = 64 * 1024 * 1024;

const AUDIT_LOG_REASON: HeaderName = HeaderName::from_static("x-audit-log-reason");

/// Requests over HTTP.
pub(crate) struct HttpTransport {
    client: Client,
    /// The header with the bot's token, if there is one.
    authorization: Option<HeaderValue>,
    base: String,
    timeout: Duration,
}

/// What a transport is made of.
pub(crate) struct HttpOptions<'a> {
    /// The base address with its version, without a slash at the end.
    pub(crate) base: String,
    pub(crate) token: Option<&'a Token>,
    pub(crate) timeout: Duration,
    pub(crate) user_agent_suffix: Option<&'a str>,
}

/// The header with a bot's token.
fn authorization(token: &Token) -> Result<HeaderValue, Error> {
    let mut header = HeaderValue::try_from(format!("Bot {}", token.expose())).map_err(|_| {
        Error::new(
            ErrorKind::Config,
            "the token holds characters that no token has: copy it anew from the developer portal",
        )
    })?;
    header.set_sensitive(true);
    Ok(header)
}

impl HttpTransport {
    pub(crate) fn new(options: HttpOptions<'_>) -> Result<Self, Error> {
        let HttpOptions {
            base,
            token,
            timeout,
            user_agent_suffix,
        } = options;
        let authorization = token.map(authorization).transpose()?;
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
            authorization,
            base,
            timeout,
        })
    }

    async fn exchange(&self, outgoing: Outgoing) -> Result<Incoming, TransportError> {
        let Outgoing {
            method,
            path,
            reason,
            authorized,
            payload,
        } = outgoing;
        let with_length = matches!(method, Method::POST | Method::PUT | Method::PATCH);
        let mut request = self.client.request(method, format!("{}{path}", self.base));
        if let Some(authorization) = self.authorization.as_ref().filter(|_| authorized) {
            request = request.header(AUTHORIZATION, authorization);
        }
        if let Some(reason) = reason {
            request = request.header(AUDIT_LOG_REASON, reason);
        }
        if matches!(payload, Payload::None) && with_length {
            // hyper leaves it out, and some servers then answer 411.
            request = request.header(CONTENT_LENGTH, 0);
        }
        let request = with_payload(request, payload).map_err(|error| self.explain(error))?;
        let mut response = request.send().await.map_err(|error| self.explain(error))?;

        let status = response.status();
        let headers = std::mem::take(response.headers_mut());
        let mut body = BytesMut::new();
        while let Some(chunk) = response
            .chunk()
            .await
            .map_err(|error| self.explain(error))?
        {
            if body.len() + chunk.len() > MOST_ANSWER {
                return Err(TransportError {
                    failure: Failure::Invalid,
                    message: format!("the answer is larger than {MOST_ANSWER} bytes"),
                    source: None,
                });
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Incoming {
            status,
            headers,
            body: body.freeze(),
        })
    }

    fn explain(&self, error: reqwest::Error) -> TransportError {
        // Also where a time-out ended it, a connection that was never made carried nothing.
        let (failure, message) = if error.is_connect() {
            (Failure::Unsent, "cannot connect to the API")
        } else if error.is_timeout() {
            (Failure::Timeout(self.timeout), "no answer in time")
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

    /// Where requests go, as far as it is no secret.
    fn host(&self) -> &str {
        let rest = self.base.split_once("://").map_or("", |(_, rest)| rest);
        rest.split('/').next().unwrap_or_default()
    }
}

impl Transport for HttpTransport {
    fn send(&self, outgoing: Outgoing) -> Sending<'_> {
        Box::pin(self.exchange(outgoing))
    }
}

fn with_payload(
    request: RequestBuilder,
    payload: Payload,
) -> Result<RequestBuilder, reqwest::Error> {
    Ok(match payload {
        Payload::None => request,
        Payload::Json(json) => request.header(CONTENT_TYPE, "application/json").body(json),
        Payload::Multipart { json, files } => {
            // Browsers send names as they are, and so Discord expects them.
            let form = Form::new().percent_encode_noop();
            let mut form = form.part("payload_json", part(json).mime_str("application/json")?);
            for file in files {
                let File {
                    part: name,
                    filename,
                    content_type,
                    bytes,
                } = file;
                let mut part = part(bytes).file_name(filename);
                if let Some(content_type) = content_type {
                    part = part.mime_str(&content_type)?;
                }
                form = form.part(name, part);
            }
            request.multipart(form)
        }
    })
}

fn part(bytes: Bytes) -> Part {
    let length = bytes.len() as u64;
    Part::stream_with_length(bytes, length)
}

#[cfg(test)]
mod tests;
