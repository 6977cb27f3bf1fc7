//! OAuth2: what people let applications do in their name. Discord docs: OAuth2.

mod authorize;
mod device;
mod error;
mod install;
mod pkce;
mod scope;
mod signature;
mod token;
mod webhook;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub(crate) use self::{
    authorize::{Authorization, AuthorizeRequest, ResponseType},
    device::DeviceAnswer,
    error::OAuthError,
    install::Context,
    pkce::{Challenge, Method},
    scope::Scope,
    signature::public_keys,
    token::Grant,
};

use self::{authorize::Code, device::Device};
use super::{
    Refusal, Store,
    ids::{ApplicationId, UserId},
};

/// How long an access token is good, in seconds.
pub(crate) const TOKEN_SECONDS: u64 = 604_800;

/// Everything that has been authorized.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct OAuth {
    /// By the access token.
    tokens: BTreeMap<String, Grant>,
    /// By the code that a token is asked for with.
    codes: BTreeMap<String, Code>,
    /// By the device's code.
    devices: BTreeMap<String, Device>,
    authorizations: Vec<Authorization>,
}

impl Store {
    /// What a bearer token is good for, if it still is.
    pub(crate) fn bearer(&self, token: &str) -> Option<&Grant> {
        let now = self.clock.now();
        let grant = self.oauth.tokens.get(token)?;
        (grant.expires_at > now).then_some(grant)
    }

    /// Whose token it is, which must have a scope: for operations where it comes beside the bot's own.
    pub(crate) fn user_of_bearer(
        &self,
        application: ApplicationId,
        token: &str,
        scope: Scope,
    ) -> Result<UserId, Refusal> {
        let token = token.strip_prefix("Bearer ").unwrap_or(token);
        let grant = self
            .bearer(token)
            .filter(|grant| grant.application_id == application)
            .ok_or(Refusal::INVALID_OAUTH2_TOKEN)?;
        if grant.scopes.contains(&scope) {
            Ok(grant.user_id)
        } else {
            Err(Refusal::MISSING_OAUTH2_SCOPE.because(format!("needs the scope {scope}")))
        }
    }

    /// A text that nobody has yet. It looks random and need not be: only this process takes it.
    pub(super) fn new_secret(&mut self, length: usize) -> String {
        let seed = self.clock.next_id::<()>().get();
        secret(seed, length)
    }
}

/// A text of letters and digits, the same for the same seed.
pub(super) fn secret(seed: u64, length: usize) -> String {
    let mut random = fastrand::Rng::with_seed(seed);
    (0..length).map(|_| random.alphanumeric()).collect()
}
