//! From a request that is still being put together to one that can be sent.

use std::{
    fmt,
    future::Future,
    marker::PhantomData,
    pin::Pin,
    task::{Context, Poll, ready},
};

use http::header::{HeaderName, HeaderValue};

use super::{
    Error, ErrorKind, RequestOptions, Response, decode::FromAnswer, limiter::Route,
    operation::OperationInfo, transport::Payload,
};
use crate::model::{AllowedMentions, limits::Limited};

mod draft;
mod fields;

pub(crate) use self::{
    draft::Draft,
    fields::{Fields, Joined},
};

/// A request that is complete and checked, as [middleware](super::Middleware) sees it.
///
/// Neither `Debug` nor an error shows its path, which may hold the token of a webhook.
#[derive(Clone)]
pub struct Request {
    pub(crate) operation: &'static OperationInfo,
    pub(crate) route: Route,
    /// Path and query, encoded, to be appended to the base address.
    pub(crate) path: String,
    pub(crate) reason: Option<HeaderValue>,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    /// An authorization of its own.
    pub(crate) authorization: Option<HeaderValue>,
    pub(crate) payload: Payload,
    /// Whether it may be sent again when it is not known whether it arrived.
    pub(crate) repeatable: bool,
    pub(crate) options: RequestOptions,
}

impl Request {
    /// What it asks for.
    pub fn operation(&self) -> &'static OperationInfo {
        self.operation
    }

    /// Path and query as they are sent, from the version on, percent-encoded: `/channels/1/messages?limit=5`.
    ///
    /// The path of a webhook or an interaction holds its token, which is a secret.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The ids in the path by their names: `("channel_id", 1)`.
    pub fn ids(&self) -> Vec<(&'static str, u64)> {
        let path = self.path.split('?').next().unwrap_or_default();
        let segments = self.operation.template.split('/').zip(path.split('/'));
        segments
            .filter_map(|(name, value)| {
                let name = name.strip_prefix('{')?.strip_suffix('}')?;
                let id = name.ends_with("_id").then(|| value.parse().ok())?;
                Some((name, id?))
            })
            .collect()
    }

    /// The body as JSON, if it has one; of an upload the part that tells of the files.
    pub fn json(&self) -> Option<&[u8]> {
        match &self.payload {
            Payload::Json(json) => Some(json),
            Payload::Multipart { json, .. } => json.as_deref(),
            Payload::None | Payload::Form(_) => None,
        }
    }

    /// How it is sent.
    pub fn options(&self) -> RequestOptions {
        self.options
    }

    /// Sets how it is sent.
    pub fn set_options(&mut self, options: RequestOptions) {
        self.options = options;
    }

    /// Adds a header, such as one that a proxy on the way asks for.
    ///
    /// Those that the client sets itself, `authorization` and `content-type` among them, are not to be set here.
    ///
    /// # Errors
    ///
    /// Of kind [`ErrorKind::Config`] if no header has such a name or value.
    pub fn add_header(&mut self, name: &str, value: &str) -> Result<(), Error> {
        let wrong = || {
            Error::new(
                ErrorKind::Config,
                format!("no header can be called `{name}` or have the value that was given for it"),
            )
        };
        let name = HeaderName::try_from(name).map_err(|_| wrong())?;
        let value = HeaderValue::try_from(value).map_err(|_| wrong())?;
        self.headers.push((name, value));
        Ok(())
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("operation", &format_args!("{}", self.operation))
            .field("ids", &self.ids())
            .finish_non_exhaustive()
    }
}

/// What a request carries.
pub(crate) trait Body: Limited + Send + 'static {
    /// Whether sending it twice does no more than sending it once.
    fn repeatable(&self) -> bool {
        false
    }

    /// The names of the fields that are changed, where Discord may limit some changes apart from others.
    fn changes(&self) -> Vec<&'static str> {
        Vec::new()
    }

    /// Takes over whom messages may notify, where it does not say so itself.
    fn set_default_mentions(&mut self, _allowed_mentions: Option<&AllowedMentions>) {}

    /// Encodes it.
    fn into_payload(self) -> serde_json::Result<Payload>;
}

/// The answer to a request, once it is awaited.
#[must_use = "a request is sent when it is awaited"]
pub struct ResponseFuture<T> {
    operation: &'static OperationInfo,
    way: Way,
    answer: PhantomData<fn() -> T>,
}

/// How far a request has come. It is the same for every type of answer, so that its code is there once.
enum Way {
    /// It is wrong, and was not sent.
    Wrong(Option<Error>),
    Sent(Pin<Box<dyn Future<Output = Result<Response, Error>> + Send>>),
}

impl<T: FromAnswer> ResponseFuture<T> {
    pub(crate) fn new(draft: Draft, body: impl Body) -> Self {
        Self {
            operation: draft.operation(),
            way: draft.finish(body).map_or_else(
                |error| Way::Wrong(Some(error)),
                |(client, request)| Way::Sent(client.send_boxed(request)),
            ),
            answer: PhantomData,
        }
    }
}

impl<T: FromAnswer> Future for ResponseFuture<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let operation = self.operation;
        let answer = match &mut self.way {
            Way::Wrong(error) => Err(error.take().expect("a future is not polled after its end")),
            Way::Sent(answer) => ready!(answer.as_mut().poll(context)),
        };
        Poll::Ready(answer.and_then(|answer| T::from_answer(operation, &answer)))
    }
}

impl<T> fmt::Debug for ResponseFuture<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ResponseFuture")
    }
}

impl Error {
    fn validation(
        operation: &'static OperationInfo,
        faults: Vec<super::error::FieldError>,
    ) -> Self {
        Self::new(ErrorKind::Validation, "the request was not sent")
            .with_operation(operation)
            .with_fields(faults)
    }

    fn encode(operation: &'static OperationInfo, error: &serde_json::Error) -> Self {
        Self::new(
            ErrorKind::Validation,
            format!("the request cannot be written as JSON: {error}"),
        )
        .with_operation(operation)
    }
}
