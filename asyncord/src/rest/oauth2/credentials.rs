//! What an application shows of itself.

use base64::{Engine, engine::general_purpose::STANDARD};
use http::header::HeaderValue;

use crate::{
    id::{Id, marker::ApplicationMarker},
    secret::Secret,
};

/// What an application shows of itself to be given tokens: its id, and its secret unless it is a public client.
///
/// The secret is in the developer portal, under OAuth2; it is not the bot's token, and not shown by `Debug`.
///
/// Discord docs: OAuth2.
#[derive(Clone, Debug)]
pub struct ClientCredentials {
    client_id: Id<ApplicationMarker>,
    client_secret: Option<Secret>,
}

impl ClientCredentials {
    /// The credentials of an application with a secret.
    pub fn new(
        client_id: impl Into<Id<ApplicationMarker>>,
        client_secret: impl Into<Secret>,
    ) -> Self {
        Self {
            client_id: client_id.into(),
            client_secret: Some(client_secret.into()),
        }
    }

    /// Those of a public client, such as a program on users' machines, which can keep no secret.
    pub fn public(client_id: impl Into<Id<ApplicationMarker>>) -> Self {
        Self {
            client_id: client_id.into(),
            client_secret: None,
        }
    }

    /// The application's id.
    pub fn client_id(&self) -> Id<ApplicationMarker> {
        self.client_id
    }

    /// The header that shows them; `None` of a public client.
    pub(crate) fn authorization(&self) -> Option<HeaderValue> {
        let secret = self.client_secret.as_ref()?.expose();
        let encoded = STANDARD.encode(format!("{}:{secret}", self.client_id));
        let mut header =
            HeaderValue::try_from(format!("Basic {encoded}")).expect("Base64 is ASCII");
        header.set_sensitive(true);
        Some(header)
    }
}
