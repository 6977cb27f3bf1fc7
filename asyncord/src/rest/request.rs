//! From a request that is still being put together to one that can be sent.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::{Method, header::HeaderValue};
use serde::{Serialize, Serializer, de::DeserializeOwned, ser::SerializeMap};
use serde_json::Value;

use super::{
    Error, ErrorKind, RestClient,
    check::{Faults, Limit},
    decode,
    limiter::Route,
    operation::OperationInfo,
    transport::Payload,
};
use crate::{
    id::Id,
    model::{ReactionEmoji, limits::Limited},
    secret::Secret,
};

/// What may stand in a path segment as it is. Everything else is percent-encoded.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b':');

/// A request that is being put together.
pub(crate) struct Draft {
    client: RestClient,
    operation: &'static OperationInfo,
    path: Vec<(&'static str, String)>,
    query: Fields,
    reason: Option<String>,
    of_interaction: bool,
}

impl Draft {
    pub(crate) fn new(client: &RestClient, operation: &'static OperationInfo) -> Self {
        Self {
            client: client.clone(),
            operation,
            path: Vec::new(),
            query: Fields::default(),
            reason: None,
            of_interaction: false,
        }
    }

    pub(crate) fn set_path(&mut self, name: &'static str, value: &impl PathValue) {
        self.path.push((name, value.text()));
    }

    pub(crate) fn set_query(
        &mut self,
        name: &'static str,
        value: &impl Serialize,
        limit: Option<Limit>,
    ) {
        self.query.set(name, value, limit);
    }

    /// Says that it answers an interaction: the global limit does not count it.
    pub(crate) fn set_of_interaction(&mut self, of_interaction: bool) {
        self.of_interaction = of_interaction;
    }

    pub(crate) fn set_reason(&mut self, reason: String) {
        self.reason = Some(reason);
    }

    /// Checks everything, and makes the request of it.
    pub(crate) fn finish(self, body: impl Body) -> Result<(RestClient, Request), Error> {
        let operation = self.operation;
        let mut faults = Faults::default();
        let (path, major) = self.fill_path(&mut faults);
        let path = self.add_query(path, &mut faults);
        let reason = self.encode_reason(&mut faults);
        body.check(&mut faults);
        let faults = faults.into_vec();
        if !faults.is_empty() {
            return Err(Error::validation(operation, faults));
        }
        let repeatable = operation.is_idempotent() || body.repeatable();
        let payload = body
            .into_payload()
            .map_err(|error| Error::encode(operation, &error))?;
        let payload = match payload {
            // Discord wants an object, were it an empty one.
            Payload::None if operation.method == Method::PATCH => Payload::Json("{}".into()),
            payload => payload,
        };
        Ok((
            self.client,
            Request {
                operation,
                route: Route::new(operation, major).of_interaction(self.of_interaction),
                path,
                reason,
                payload,
                repeatable,
            },
        ))
    }

    /// Puts the values into the template; also returns that of the top-level resource, if the path has one.
    fn fill_path(&self, faults: &mut Faults) -> (String, Option<String>) {
        let mut path = String::with_capacity(self.operation.template.len() + 32);
        let mut major = None;
        let mut segments = self.operation.template.split('/').skip(1).peekable();
        let top = segments.peek().copied().unwrap_or_default();
        let has_major = matches!(top, "channels" | "guilds" | "webhooks" | "interactions");
        for (index, segment) in segments.enumerate() {
            path.push('/');
            let Some(name) = segment
                .strip_prefix('{')
                .and_then(|segment| segment.strip_suffix('}'))
            else {
                path.push_str(segment);
                continue;
            };
            let value = self
                .path
                .iter()
                .find(|(given, _)| *given == name)
                .map_or("", |(_, value)| value);
            // A dot segment would lead to another operation.
            if matches!(value, "" | "." | "..") {
                faults.add(
                    name,
                    "BASE_TYPE_REQUIRED",
                    format!("`{value}` is no {name}"),
                );
            }
            path.extend(utf8_percent_encode(value, SEGMENT));
            if index == 1 && has_major {
                major = Some(value.to_owned());
            } else if name.ends_with("_token")
                && let Some(major) = &mut major
            {
                // A webhook's token makes it another resource.
                major.push('/');
                major.push_str(value);
            }
        }
        (path, major)
    }

    fn add_query(&self, mut path: String, faults: &mut Faults) -> String {
        self.query.check(faults);
        let mut separator = '?';
        for Entry { name, value, .. } in &self.query.0 {
            let values = match value {
                Value::Array(values) => values.as_slice(),
                Value::Null => &[],
                value => std::slice::from_ref(value),
            };
            for value in values {
                path.push(separator);
                path.push_str(name);
                path.push('=');
                match value {
                    Value::String(text) => path.extend(utf8_percent_encode(text, SEGMENT)),
                    other => path.push_str(&other.to_string()),
                }
                separator = '&';
            }
        }
        path
    }

    fn encode_reason(&self, faults: &mut Faults) -> Option<HeaderValue> {
        let reason = self.reason.as_deref()?;
        faults.characters("reason", reason, 1..=512);
        let encoded = utf8_percent_encode(reason, SEGMENT).to_string();
        Some(HeaderValue::try_from(encoded).expect("percent-encoded text is ASCII"))
    }
}

/// What may stand in a path.
pub(crate) trait PathValue {
    /// As it stands there, not encoded.
    fn text(&self) -> String;
}

impl<M> PathValue for Id<M> {
    fn text(&self) -> String {
        self.to_string()
    }
}

/// A token in a path is shown to no one but Discord.
impl PathValue for Secret {
    fn text(&self) -> String {
        self.expose().to_owned()
    }
}

macro_rules! shown {
    ($($ty:ty),+) => {$(
        impl PathValue for $ty {
            fn text(&self) -> String {
                self.to_string()
            }
        }
    )+};
}

shown!(String, u32, ReactionEmoji);

impl fmt::Debug for Draft {
    // The values in the path may be secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.operation)
    }
}

/// A request that is complete and checked.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) operation: &'static OperationInfo,
    pub(crate) route: Route,
    /// Path and query, encoded, to be appended to the base address.
    pub(crate) path: String,
    pub(crate) reason: Option<HeaderValue>,
    pub(crate) payload: Payload,
    /// Whether it may be sent again when it is not known whether it arrived.
    pub(crate) repeatable: bool,
}

/// What a request carries.
pub(crate) trait Body: Limited + Send + 'static {
    /// Whether sending it twice does no more than sending it once.
    fn repeatable(&self) -> bool {
        false
    }

    /// Encodes it.
    fn into_payload(self) -> serde_json::Result<Payload>;
}

/// Named values: the optional and required parts of a query or a JSON body, as they were set.
#[derive(Debug, Default)]
pub(crate) struct Fields(Vec<Entry>);

#[derive(Debug)]
struct Entry {
    name: &'static str,
    value: Value,
    limit: Option<Limit>,
}

impl Fields {
    /// Sets a value, in place of one that was set before.
    pub(crate) fn set(&mut self, name: &'static str, value: &impl Serialize, limit: Option<Limit>) {
        let value = serde_json::to_value(value).expect("plain data can be written as JSON");
        self.0.retain(|entry| entry.name != name);
        self.0.push(Entry { name, value, limit });
    }
}

impl Limited for Fields {
    fn check(&self, faults: &mut Faults) {
        for Entry { name, value, limit } in &self.0 {
            if let Some(limit) = limit {
                limit.check(name, value, faults);
            }
        }
    }
}

impl Body for Fields {
    fn into_payload(self) -> serde_json::Result<Payload> {
        if self.0.is_empty() {
            return Ok(Payload::None);
        }
        serde_json::to_vec(&self).map(|json| Payload::Json(json.into()))
    }
}

impl Serialize for Fields {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for Entry { name, value, .. } in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

/// The answer to a request, once it is awaited.
#[must_use = "a request is sent when it is awaited"]
pub struct ResponseFuture<T>(Pin<Box<dyn Future<Output = Result<T, Error>> + Send>>);

impl<T: DeserializeOwned + Send + 'static> ResponseFuture<T> {
    pub(crate) fn new(draft: Draft, body: impl Body) -> Self {
        let operation = draft.operation;
        // The part that is the same for every answer is not made anew for each type.
        let sent = draft
            .finish(body)
            .map(|(client, request)| async move { client.send(request).await });
        Self(Box::pin(async move {
            let answer = sent?.await?;
            decode::decode(operation, &answer)
        }))
    }
}

impl<T> Future for ResponseFuture<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.as_mut().poll(context)
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
