//! Tokens, and what they are got with. Discord docs: OAuth2/Authorization Code Grant.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    super::{
        Changed, Store,
        ids::{ApplicationId, GuildId, UserId, iso},
        user::User,
    },
    OAuthError, Scope, TOKEN_SECONDS, signature,
};

/// How long an access token and a refresh token are.
const LENGTH: usize = 30;

/// What a token is good for.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Grant {
    pub(crate) application_id: ApplicationId,
    pub(crate) user_id: UserId,
    pub(crate) scopes: Vec<Scope>,
    /// Milliseconds of Unix time.
    pub(crate) expires_at: u64,
    refresh_token: Option<String>,
}

/// What comes with a token beside itself.
#[derive(Debug, Default)]
pub(super) struct Extras {
    /// The guild that a bot was added to.
    pub(super) guild_id: Option<GuildId>,
    /// What the client wants to find in the signed statement.
    pub(super) nonce: Option<String>,
    pub(super) webhook: Option<Value>,
}

impl Store {
    /// Makes a token and what its address answers.
    pub(crate) fn issue(
        &mut self,
        application_id: ApplicationId,
        user_id: UserId,
        scopes: Vec<Scope>,
        refreshable: bool,
    ) -> Value {
        self.issue_with(
            application_id,
            user_id,
            scopes,
            refreshable,
            Extras::default(),
        )
    }

    pub(super) fn issue_with(
        &mut self,
        application_id: ApplicationId,
        user_id: UserId,
        scopes: Vec<Scope>,
        refreshable: bool,
        extras: Extras,
    ) -> Value {
        let access_token = self.new_secret(LENGTH);
        let refresh_token = refreshable.then(|| self.new_secret(LENGTH));
        let mut json = json!({
            "token_type": "Bearer",
            "access_token": access_token,
            "expires_in": TOKEN_SECONDS,
            "scope": Scope::write_list(&scopes),
        });
        if let Some(token) = &refresh_token {
            json["refresh_token"] = token.as_str().into();
        }
        if scopes.contains(&Scope::OpenId)
            && let Some(statement) = self.statement(application_id, user_id, extras.nonce)
        {
            json["id_token"] = statement.into();
        }
        if let Some(guild) = extras.guild_id.and_then(|guild| self.guilds.get(&guild)) {
            json["guild"] = guild.json();
        }
        if let Some(webhook) = extras.webhook {
            json["webhook"] = webhook;
        }
        let grant = Grant {
            application_id,
            user_id,
            scopes,
            expires_at: self.clock.now().saturating_add(TOKEN_SECONDS * 1000),
            refresh_token,
        };
        self.oauth.tokens.insert(access_token, grant);
        json
    }

    /// The signed statement of who the user is.
    fn statement(
        &self,
        application: ApplicationId,
        user: UserId,
        nonce: Option<String>,
    ) -> Option<String> {
        let now = self.clock.now() / 1000;
        let mut claims = json!({
            "iss": self.base_url,
            "aud": application,
            "sub": user,
            "iat": now,
            "exp": now + 3600,
            "preferred_username": self.users.get(&user)?.username,
        });
        if let Some(nonce) = nonce {
            claims["nonce"] = nonce.into();
        }
        signature::sign(&claims)
    }

    /// Gives a token for a refresh token, which is good once, as is the token before.
    pub(crate) fn refresh_token(
        &mut self,
        application: ApplicationId,
        refresh_token: &str,
    ) -> Result<Changed<Value>, OAuthError> {
        let found = self.oauth.tokens.iter().find(|(_, grant)| {
            grant.application_id == application
                && grant.refresh_token.as_deref() == Some(refresh_token)
        });
        let Some((access_token, grant)) = found else {
            return Err(OAuthError::INVALID_REFRESH_TOKEN);
        };
        let (access_token, grant) = (access_token.clone(), grant.clone());
        self.oauth.tokens.remove(&access_token);
        let json = self.issue(application, grant.user_id, grant.scopes, true);
        Ok(Changed::nothing(json))
    }

    /// Gives the owner of an application a token without a refresh token.
    pub(crate) fn client_credentials(
        &mut self,
        application: ApplicationId,
        scopes: Vec<Scope>,
    ) -> Result<Changed<Value>, OAuthError> {
        // These need a person who agrees, or a place.
        if scopes
            .iter()
            .any(|scope| matches!(scope, Scope::Bot | Scope::WebhookIncoming))
        {
            return Err(OAuthError::INVALID_SCOPE);
        }
        let owner = self
            .applications
            .get(&application)
            .ok_or(OAuthError::INVALID_CLIENT)?
            .owner_id;
        let json = self.issue(application, owner, scopes, false);
        Ok(Changed::nothing(json))
    }

    /// Takes back a token, and with it all tokens of its authorization. An unknown one is no error.
    pub(crate) fn revoke_token(&mut self, application: ApplicationId, token: &str) -> Changed<()> {
        let found = self.oauth.tokens.iter().find(|(access_token, grant)| {
            grant.application_id == application
                && (*access_token == token || grant.refresh_token.as_deref() == Some(token))
        });
        match found.map(|(_, grant)| grant.user_id) {
            Some(user) => self.deauthorize(application, user),
            None => Changed::nothing(()),
        }
    }

    /// What a token is good for, as who has it sees it. Discord docs: OAuth2/Get Current Authorization
    /// Information.
    pub(crate) fn grant_json(&self, grant: &Grant) -> Value {
        let application = self.applications.get(&grant.application_id);
        let mut json = json!({
            "application": application.map(|application| self.public_application_json(application)),
            "expires": iso(grant.expires_at),
            "scopes": grant.scopes,
        });
        if grant.scopes.contains(&Scope::Identify) {
            json["user"] = json!(self.users.get(&grant.user_id).map(User::json));
        }
        json
    }
}
