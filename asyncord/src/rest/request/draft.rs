//! A request that is being put together.

use std::fmt;

use bytes::Bytes;
use http::{
    Method,
    header::{HeaderName, HeaderValue},
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::{Body, Fields, Request};
use crate::{
    id::{Id, marker::ApplicationMarker},
    model::{ReactionEmoji, limits::Limited},
    rest::{
        Error, RequestOptions, RestClient,
        check::{Faults, Limit},
        limiter::Route,
        operation::OperationInfo,
        transport::Payload,
    },
    secret::Secret,
};

/// What may stand in a path segment or a query as it is. Everything else is percent-encoded.
pub(super) const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b':');

/// A request that is being put together.
#[derive(Clone)]
pub(crate) struct Draft {
    client: RestClient,
    operation: &'static OperationInfo,
    path: Vec<(&'static str, String)>,
    query: Fields,
    reason: Option<String>,
    of_interaction: bool,
    headers: Vec<(HeaderName, String)>,
    authorization: Option<HeaderValue>,
    client_id: Option<Id<ApplicationMarker>>,
    options: RequestOptions,
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
            headers: Vec::new(),
            authorization: None,
            client_id: None,
            options: RequestOptions::default(),
        }
    }

    pub(crate) fn operation(&self) -> &'static OperationInfo {
        self.operation
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

    pub(crate) fn query_mut(&mut self) -> &mut Fields {
        &mut self.query
    }

    /// Says that it answers an interaction: the global limit does not count it.
    pub(crate) fn set_of_interaction(&mut self, of_interaction: bool) {
        self.of_interaction = of_interaction;
    }

    pub(crate) fn set_reason(&mut self, reason: String) {
        self.reason = Some(reason);
    }

    /// Sends another authorization than the client's.
    pub(crate) fn set_authorization(&mut self, authorization: HeaderValue) {
        self.authorization = Some(authorization);
    }

    /// Adds a header; the value comes from an author, not a user.
    pub(crate) fn set_header(&mut self, name: HeaderName, value: &str) {
        self.headers.push((name, value.to_owned()));
    }

    /// Names a public client, which has no secret to show, in the form that is sent.
    pub(crate) fn set_client_id(&mut self, client_id: Id<ApplicationMarker>) {
        self.client_id = Some(client_id);
    }

    pub(crate) fn set_options(&mut self, options: RequestOptions) {
        self.options = options;
    }

    /// Checks everything, and makes the request of it.
    pub(crate) fn finish(self, mut body: impl Body) -> Result<(RestClient, Request), Error> {
        let operation = self.operation;
        let mut faults = Faults::default();
        let (path, major) = self.fill_path(&mut faults);
        let path = self.add_query(path, &mut faults);
        let reason = self.encode_reason(&mut faults);
        let headers = self.encode_headers(&mut faults);
        body.set_default_mentions(self.client.allowed_mentions());
        body.check(&mut faults);
        let faults = faults.into_vec();
        if !faults.is_empty() {
            return Err(Error::validation(operation, faults));
        }
        let mut route = Route::new(operation, major.as_deref()).of_interaction(self.of_interaction);
        if operation.method == Method::PATCH {
            route = route.changing(body.changes().into_iter());
        }
        let repeatable = operation.is_idempotent() || body.repeatable();
        let payload = body
            .into_payload()
            .map_err(|error| Error::encode(operation, &error))?;
        let payload = match payload {
            // Discord wants an object, were it an empty one.
            Payload::None if operation.method == Method::PATCH => Payload::Json("{}".into()),
            Payload::Form(form) => Payload::Form(self.name_client(form)),
            payload => payload,
        };
        Ok((
            self.client,
            Request {
                operation,
                route,
                path,
                reason,
                headers,
                authorization: self.authorization,
                payload,
                repeatable,
                options: self.options,
            },
        ))
    }

    fn encode_headers(&self, faults: &mut Faults) -> Vec<(HeaderName, HeaderValue)> {
        let encode = |(name, value): &(HeaderName, String)| {
            let encoded = HeaderValue::try_from(value.as_str());
            if encoded.is_err() {
                faults.add(name, "BASE_TYPE_BAD_VALUE", "no header can have this value");
            }
            Some((name.clone(), encoded.ok()?))
        };
        self.headers.iter().filter_map(encode).collect()
    }

    fn name_client(&self, form: Bytes) -> Bytes {
        match self.client_id {
            Some(client_id) => {
                let mut form = form.to_vec();
                form.extend(format!("&client_id={client_id}").into_bytes());
                form.into()
            }
            None => form,
        }
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
        let length = path.len();
        path.push('?');
        self.query.write_urlencoded(&mut path);
        if path.len() == length + 1 {
            path.pop();
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
