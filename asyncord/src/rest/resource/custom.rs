//! Operations that Discord added after this version of the library.

use std::{fmt, future::IntoFuture, marker::PhantomData};

use serde::{Serialize, de::DeserializeOwned};

use crate::rest::{
    Authentication, Error, OperationInfo, RequestOptions, ResponseFuture, RestClient,
    request::{Draft, Fields},
};

impl OperationInfo {
    /// An operation of the bot's that this library does not know, for [`RestClient::request`].
    ///
    /// `method` is an HTTP method of Discord's (`GET`, `POST`, `PUT`, `PATCH` or `DELETE`; anything else counts as `GET`),
    /// `template` the path after the version with its parameters' names, from which the key for rate limits is made:
    /// `/channels/{channel_id}/things/{thing_id}`.
    pub const fn custom(name: &'static str, method: &str, template: &'static str) -> Self {
        let method = match method.as_bytes() {
            b"POST" => http::Method::POST,
            b"PUT" => http::Method::PUT,
            b"PATCH" => http::Method::PATCH,
            b"DELETE" => http::Method::DELETE,
            _ => http::Method::GET,
        };
        Self {
            name,
            method,
            template,
            reason: true,
            authentication: Authentication::Bot,
            deprecated: false,
            accessor: ("RestClient", "request"),
            docs: &[],
        }
    }
}

impl RestClient {
    /// Asks for something that this library has no method for, with all that other requests have: rate limits,
    /// repetitions, errors.
    ///
    /// ```no_run
    /// # async fn example(client: asyncord::RestClient) -> Result<(), asyncord::rest::Error> {
    /// use asyncord::rest::OperationInfo;
    ///
    /// static GET_THING: OperationInfo =
    ///     OperationInfo::custom("GetThing", "GET", "/channels/{channel_id}/things/{thing_id}");
    ///
    /// let thing: serde_json::Value = client
    ///     .request(&GET_THING)
    ///     .path("channel_id", 41_771_983_423_143_937_u64)
    ///     .path("thing_id", 5)
    ///     .query("with_counts", true)
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn request<T>(&self, operation: &'static OperationInfo) -> CustomRequest<T> {
        CustomRequest {
            draft: Draft::new(self, operation),
            body: Fields::default(),
            answer: PhantomData,
        }
    }
}

/// A request for something that this library has no method for; from [`RestClient::request`].
///
/// A parameter of the template that is not set is an error of the kind
/// [`Validation`](crate::rest::ErrorKind::Validation) when it is awaited.
#[must_use = "a request is sent when it is awaited"]
pub struct CustomRequest<T> {
    draft: Draft,
    body: Fields,
    answer: PhantomData<fn() -> T>,
}

impl<T> CustomRequest<T> {
    /// Sets a parameter of the template; it is percent-encoded.
    pub fn path(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.draft.set_path(name, &value.to_string());
        self
    }

    /// Sets a parameter of the query; a list repeats it.
    ///
    /// What cannot be written as JSON counts as null, which is not sent.
    pub fn query(mut self, name: &'static str, value: impl Serialize) -> Self {
        let value = serde_json::to_value(value).unwrap_or_default();
        self.draft.set_query(name, &value, None);
        self
    }

    /// Sets a field of the body.
    ///
    /// What cannot be written as JSON counts as null.
    pub fn field(mut self, name: &'static str, value: impl Serialize) -> Self {
        let value = serde_json::to_value(value).unwrap_or_default();
        self.body.set(name, &value, None);
        self
    }

    /// Sets the reason that the guild's audit log shows, 1 to 512 characters.
    pub fn reason(mut self, reason: impl Into<String>) -> Self {
        self.draft.set_reason(reason.into());
        self
    }

    /// Sets how this one request is sent: its time-out, and how often it is repeated.
    pub fn with(mut self, options: RequestOptions) -> Self {
        self.draft.set_options(options);
        self
    }
}

impl<T: DeserializeOwned + Send + 'static> IntoFuture for CustomRequest<T> {
    type Output = Result<T, Error>;
    type IntoFuture = ResponseFuture<T>;

    fn into_future(self) -> Self::IntoFuture {
        ResponseFuture::new(self.draft, self.body)
    }
}

impl<T> fmt::Debug for CustomRequest<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.draft.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::rest::{ErrorKind, OperationInfo, Response, RestClient, transport::fake::Fake};

    static UPDATE: OperationInfo = OperationInfo::custom(
        "UpdateThing",
        "PATCH",
        "/channels/{channel_id}/things/{name}",
    );

    #[tokio::test(start_paused = true)]
    async fn what_the_library_does_not_know_is_sent_as_all_else_is() {
        let fake = Fake::new(|_| Ok(Response::json(&json!({"a": 1}))));
        let client = RestClient::over(fake.clone());
        let answer: Value = client
            .request(&UPDATE)
            .path("channel_id", 5_u64)
            .path("name", "a/b")
            .query("ids", [1, 2])
            .field("color", "red")
            .reason("why not")
            .await
            .unwrap();
        assert_eq!(answer, json!({"a": 1}));
        let sent = &fake.sent()[0];
        assert_eq!(sent.path(), "/channels/5/things/a%2Fb?ids=1&ids=2");
        assert_eq!(sent.json(), Some(&br#"{"color":"red"}"#[..]));
        assert_eq!(sent.reason.as_ref().unwrap(), "why%20not");
        let error = client
            .request::<()>(&UPDATE)
            .path("channel_id", 5)
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Validation);
        assert!(error.to_string().contains("`` is no name"), "{error}");
    }
}
