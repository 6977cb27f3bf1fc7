//! What the token endpoints are sent: forms, not JSON.

use crate::{
    model::{
        AccessTokenResponse, DeviceAuthorizationResponse, Scope,
        limits::{Faults, Limited},
    },
    rest::{
        request::{Body, Fields},
        transport::Payload,
    },
    secret::Secret,
};

/// What a token is asked for with.
///
/// Discord docs: OAuth2/OAuth2 Flows; the device flow: Account Linking on Consoles.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum TokenGrant {
    /// A code that a user brought back.
    AuthorizationCode {
        /// The code; it is good for some minutes, once.
        code: Secret,
        /// The address that the user was sent back to, as in the [`AuthorizeUrl`](super::AuthorizeUrl).
        redirect_uri: String,
        /// The text whose hash was the challenge, with PKCE.
        code_verifier: Option<Secret>,
    },
    /// What came with the last token.
    RefreshToken(Secret),
    /// Nothing but the application itself: a token in the name of its owner, for trying out.
    ClientCredentials(Vec<Scope>),
    /// The code of a device, whose user has been told what to enter where.
    DeviceCode(Secret),
}

impl TokenGrant {
    fn fields(&self) -> Fields {
        let mut fields = Fields::default();
        let mut set = |name, value: &str| fields.set(name, &value, None);
        match self {
            Self::AuthorizationCode {
                code,
                redirect_uri,
                code_verifier,
            } => {
                set("grant_type", "authorization_code");
                set("code", code.expose());
                set("redirect_uri", redirect_uri);
                if let Some(verifier) = code_verifier {
                    set("code_verifier", verifier.expose());
                }
            }
            Self::RefreshToken(token) => {
                set("grant_type", "refresh_token");
                set("refresh_token", token.expose());
            }
            Self::ClientCredentials(scopes) => {
                set("grant_type", "client_credentials");
                set("scope", &join(scopes));
            }
            Self::DeviceCode(code) => {
                set("grant_type", "urn:ietf:params:oauth:grant-type:device_code");
                set("device_code", code.expose());
            }
        }
        fields
    }
}

impl From<&DeviceAuthorizationResponse> for TokenGrant {
    fn from(device: &DeviceAuthorizationResponse) -> Self {
        Self::DeviceCode(device.device_code.clone())
    }
}

/// A token that is to be good no longer; with an access token its refresh token ends as well.
#[derive(Clone, Debug)]
pub struct TokenRevocation(Secret);

impl From<Secret> for TokenRevocation {
    fn from(token: Secret) -> Self {
        Self(token)
    }
}

impl From<&AccessTokenResponse> for TokenRevocation {
    fn from(token: &AccessTokenResponse) -> Self {
        Self(token.access_token.clone())
    }
}

/// What a device asks for.
#[derive(Clone, Debug)]
pub struct DeviceScopes(Vec<Scope>);

impl<T: IntoIterator<Item = Scope>> From<T> for DeviceScopes {
    fn from(scopes: T) -> Self {
        Self(scopes.into_iter().collect())
    }
}

fn join(scopes: &[Scope]) -> String {
    let scopes: Vec<_> = scopes.iter().map(Scope::as_str).collect();
    scopes.join(" ")
}

fn form(fields: &Fields) -> Payload {
    let mut form = String::new();
    fields.write_urlencoded(&mut form);
    Payload::Form(form.into())
}

/// Of codes and tokens Discord knows whether they are right.
macro_rules! forms {
    ($($name:ident: |$body:ident| $fields:expr;)+) => {$(
        impl Limited for $name {
            fn check(&self, _: &mut Faults) {}
        }

        impl Body for $name {
            fn into_payload(self) -> serde_json::Result<Payload> {
                let $body = self;
                Ok(form(&$fields))
            }
        }
    )+};
}

forms! {
    TokenGrant: |grant| grant.fields();
    TokenRevocation: |token| {
        let mut fields = Fields::default();
        fields.set("token", &token.0.expose(), None);
        fields
    };
    DeviceScopes: |scopes| {
        let mut fields = Fields::default();
        fields.set("scope", &join(&scopes.0), None);
        fields
    };
}
