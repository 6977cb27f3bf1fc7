//! What a person agrees to, and what the application gets for it.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use url::{Url, form_urlencoded};

use super::{
    super::{
        Changed, Refusal, Store,
        ids::{ApplicationId, ChannelId, GuildId, UserId},
        user::User,
    },
    Challenge, Context, OAuthError, Scope,
    install::Coming,
    token::Extras,
};

/// How long a code is good, in milliseconds.
const CODE_LIFE: u64 = 60_000;

/// What a person lets an application do.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Authorization {
    pub(crate) application_id: ApplicationId,
    pub(crate) user_id: UserId,
    pub(crate) scopes: Vec<Scope>,
    /// The application is installed to the user.
    pub(crate) user_install: bool,
}

/// What a token is asked for with.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Code {
    application_id: ApplicationId,
    user_id: UserId,
    scopes: Vec<Scope>,
    /// As it was given with the request, which the exchange must repeat.
    redirect_uri: Option<String>,
    challenge: Option<Challenge>,
    nonce: Option<String>,
    /// The bot that has come, or that comes when the code is used.
    coming: Option<Coming>,
    webhook: Option<Value>,
    expires_at: u64,
}

/// How an application wants its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ResponseType {
    Code,
    /// The token itself, in the fragment of the address.
    Token,
}

/// What an application asks a person for.
#[derive(Clone, Debug)]
pub(crate) struct AuthorizeRequest {
    pub(crate) client_id: ApplicationId,
    pub(crate) scopes: Vec<Scope>,
    pub(crate) response_type: Option<ResponseType>,
    pub(crate) redirect_uri: Option<String>,
    pub(crate) state: Option<String>,
    pub(crate) nonce: Option<String>,
    pub(crate) challenge: Option<Challenge>,
    pub(crate) permissions: u64,
    pub(crate) guild_id: Option<GuildId>,
    pub(crate) integration_type: Context,
    /// Where the webhook of `webhook.incoming` writes.
    pub(crate) webhook_channel_id: Option<ChannelId>,
}

impl AuthorizeRequest {
    fn asks_for(&self, scope: Scope) -> bool {
        self.scopes.contains(&scope)
    }
}

impl Store {
    /// Checks what an application asks for, and gives the address that the answer goes to.
    pub(crate) fn check_authorization(
        &self,
        request: &AuthorizeRequest,
    ) -> Result<Option<Url>, Refusal> {
        let application = self.application(request.client_id)?;
        let registered = &application.profile.redirect_uris;
        let redirect = match &request.redirect_uri {
            Some(given) if registered.contains(given) => Some(given),
            Some(_) => {
                let message = "Redirect URI is not registered for this application.";
                return Err(Refusal::field(
                    "redirect_uri",
                    "OAUTH2_REDIRECT_URI_INVALID",
                    message,
                ));
            }
            None => registered.first(),
        };
        let redirect: Option<Url> = redirect.and_then(|redirect| redirect.parse().ok());
        let required =
            |field: &str| Refusal::field(field, "BASE_TYPE_REQUIRED", "This field is required");
        if request.response_type.is_some() && redirect.is_none() {
            return Err(required("redirect_uri"));
        }
        let brings_nothing_back = request
            .scopes
            .iter()
            .all(|scope| matches!(scope, Scope::Bot | Scope::Commands));
        let needs_code = application.profile.bot_require_code_grant && request.asks_for(Scope::Bot);
        if request.response_type.is_none() && (!brings_nothing_back || needs_code) {
            return Err(required("response_type"));
        }
        let is_implicit = request.response_type == Some(ResponseType::Token);
        let is_wrong = request.scopes.iter().any(|scope| match scope {
            // For the client credentials alone.
            Scope::CommandsUpdate => true,
            Scope::RoleConnectionsWrite | Scope::WebhookIncoming => is_implicit,
            _ => false,
        });
        if is_wrong {
            let message = "The requested scope cannot be granted this way.";
            return Err(Refusal::field("scope", "OAUTH2_SCOPE_INVALID", message));
        }
        let context = request.integration_type.number().to_string();
        if !application
            .profile
            .integration_types_config
            .contains_key(&context)
        {
            let message = "The application cannot be installed there.";
            return Err(Refusal::field(
                "integration_type",
                "BASE_TYPE_CHOICES",
                message,
            ));
        }
        if request.integration_type == Context::User && request.asks_for(Scope::Bot) {
            let message = "A bot cannot be installed to a user.";
            return Err(Refusal::field("scope", "OAUTH2_SCOPE_INVALID", message));
        }
        Ok(request.response_type.and(redirect))
    }

    /// Lets a person agree, and gives the address that its browser goes to.
    pub(crate) fn authorize(
        &mut self,
        user: UserId,
        request: AuthorizeRequest,
    ) -> Result<Changed<String>, Refusal> {
        self.person(user)?;
        let redirect = self.check_authorization(&request)?;
        let coming = self.coming(user, &request)?;
        let webhook_channel = self.channel_of_webhook(user, &request)?;

        let waits = self
            .application(request.client_id)?
            .profile
            .bot_require_code_grant;
        let mut events = Vec::new();
        if let Some(coming) = coming.filter(|_| !waits) {
            events.extend(self.add_coming(user, request.client_id, coming)?);
        }
        let installed = request.guild_id.filter(|_| {
            request.integration_type == Context::Guild
                && (request.asks_for(Scope::Bot) || request.asks_for(Scope::Commands))
        });
        let context = match request.integration_type {
            Context::Guild => installed.map(|_| Context::Guild),
            Context::User => request.asks_for(Scope::Commands).then_some(Context::User),
        };
        self.note_authorization(
            request.client_id,
            user,
            &request.scopes,
            context.map(|context| (context, installed)),
        );
        let webhook = match webhook_channel {
            Some(channel) => {
                let made = self.webhook_of_application(user, request.client_id, channel)?;
                events.extend(made.events);
                Some(made.value)
            }
            None => None,
        };
        let Some(redirect) = redirect else {
            return Ok(Changed::new(
                format!("{}/oauth2/authorized", self.base_url),
                events,
            ));
        };
        let location = match request.response_type {
            Some(ResponseType::Token) => self.with_token(redirect, user, request),
            Some(ResponseType::Code) | None => {
                self.with_code(redirect, user, request, coming, webhook)
            }
        };
        Ok(Changed::new(location, events))
    }

    /// The bot that comes with the scope `bot`, and where to.
    fn coming(&self, user: UserId, request: &AuthorizeRequest) -> Result<Option<Coming>, Refusal> {
        let brings_commands =
            request.asks_for(Scope::Commands) && request.integration_type == Context::Guild;
        let guild_id = match request.guild_id {
            Some(guild_id) if request.asks_for(Scope::Bot) || brings_commands => guild_id,
            None if request.asks_for(Scope::Bot) => {
                let message = "This field is required";
                return Err(Refusal::field("guild_id", "BASE_TYPE_REQUIRED", message));
            }
            _ => return Ok(None),
        };
        self.check_coming(request.client_id, user, guild_id)?;
        Ok(request.asks_for(Scope::Bot).then_some(Coming {
            guild_id,
            permissions: request.permissions,
        }))
    }

    /// Notes what a person lets an application do, and where it is installed by that.
    pub(crate) fn note_authorization(
        &mut self,
        application_id: ApplicationId,
        user_id: UserId,
        scopes: &[Scope],
        installed: Option<(Context, Option<GuildId>)>,
    ) {
        let installs_user = matches!(installed, Some((Context::User, _)));
        let known = self
            .oauth
            .authorizations
            .iter_mut()
            .find(|known| known.application_id == application_id && known.user_id == user_id);
        match known {
            Some(known) => {
                known.user_install |= installs_user;
                let new = scopes.iter().filter(|scope| !known.scopes.contains(scope));
                let new: Vec<Scope> = new.copied().collect();
                known.scopes.extend(new);
            }
            None => self.oauth.authorizations.push(Authorization {
                application_id,
                user_id,
                scopes: scopes.to_vec(),
                user_install: installs_user,
            }),
        }
        let mut data = json!({
            "user": self.users.get(&user_id).map(User::json),
            "scopes": scopes,
        });
        if let Some((context, guild)) = installed {
            data["integration_type"] = context.number().into();
            if let Some(guild) = guild.and_then(|guild| self.guilds.get(&guild)) {
                data["guild"] = guild.json();
            }
        }
        self.webhook_event(application_id, "APPLICATION_AUTHORIZED", &data);
    }

    /// Ends what a person lets an application do, with all tokens for it.
    pub(crate) fn deauthorize(&mut self, application: ApplicationId, user: UserId) -> Changed<()> {
        let oauth = &mut self.oauth;
        let is_of = |of: ApplicationId, by: UserId| of == application && by == user;
        oauth
            .tokens
            .retain(|_, grant| !is_of(grant.application_id, grant.user_id));
        oauth
            .codes
            .retain(|_, code| !is_of(code.application_id, code.user_id));
        let before = oauth.authorizations.len();
        oauth
            .authorizations
            .retain(|known| !is_of(known.application_id, known.user_id));
        if oauth.authorizations.len() == before {
            return Changed::nothing(());
        }
        let data = json!({ "user": self.users.get(&user).map(User::json) });
        self.webhook_event(application, "APPLICATION_DEAUTHORIZED", &data);
        Changed::nothing(())
    }

    /// Who has authorized an application.
    pub(crate) fn authorizations_of(
        &self,
        application: ApplicationId,
    ) -> impl Iterator<Item = &Authorization> {
        self.oauth
            .authorizations
            .iter()
            .filter(move |known| known.application_id == application)
    }

    fn with_code(
        &mut self,
        mut redirect: Url,
        user_id: UserId,
        request: AuthorizeRequest,
        coming: Option<Coming>,
        webhook: Option<Value>,
    ) -> String {
        let now = self.clock.now();
        self.oauth.codes.retain(|_, code| code.expires_at > now);
        let text = self.new_secret(30);
        let code = Code {
            application_id: request.client_id,
            user_id,
            scopes: request.scopes,
            redirect_uri: request.redirect_uri,
            challenge: request.challenge,
            nonce: request.nonce,
            coming,
            webhook,
            expires_at: now + CODE_LIFE,
        };
        redirect.query_pairs_mut().append_pair("code", &text);
        if let Some(state) = request.state {
            redirect.query_pairs_mut().append_pair("state", &state);
        }
        if let Some(coming) = coming {
            redirect
                .query_pairs_mut()
                .append_pair("guild_id", &coming.guild_id.to_string())
                .append_pair("permissions", &coming.permissions.to_string());
        }
        self.oauth.codes.insert(text, code);
        redirect.into()
    }

    fn with_token(&mut self, mut redirect: Url, user: UserId, request: AuthorizeRequest) -> String {
        let token = self.issue(request.client_id, user, request.scopes, false);
        let mut fragment = form_urlencoded::Serializer::new(String::new());
        for key in ["token_type", "access_token", "expires_in", "scope"] {
            let value = match &token[key] {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            fragment.append_pair(key, &value);
        }
        if let Some(state) = request.state {
            fragment.append_pair("state", &state);
        }
        redirect.set_fragment(Some(&fragment.finish()));
        redirect.into()
    }

    /// Gives a token for a code, which is good once. Without the secret the verifier must prove who asks.
    pub(crate) fn exchange_code(
        &mut self,
        application: ApplicationId,
        has_secret: bool,
        code: &str,
        redirect_uri: Option<&str>,
        verifier: Option<&str>,
    ) -> Result<Changed<Value>, OAuthError> {
        let now = self.clock.now();
        let found = self
            .oauth
            .codes
            .get(code)
            .filter(|code| code.application_id == application && code.expires_at > now)
            .ok_or(OAuthError::INVALID_CODE)?;
        if found.redirect_uri.is_some() && found.redirect_uri.as_deref() != redirect_uri {
            return Err(OAuthError::INVALID_REDIRECT);
        }
        match (&found.challenge, verifier) {
            (Some(challenge), Some(verifier)) if challenge.is_met_by(verifier) => {}
            (Some(_), _) => return Err(OAuthError::INVALID_VERIFIER),
            (None, _) if has_secret => {}
            (None, _) => return Err(OAuthError::INVALID_CLIENT),
        }
        let found = found.clone();
        let events = match found.coming {
            Some(coming) => self
                .add_coming(found.user_id, application, coming)
                .map_err(|_| OAuthError::ACCESS_DENIED)?,
            None => Vec::new(),
        };
        let code = self.oauth.codes.remove(code).unwrap_or(found);
        let extras = Extras {
            guild_id: code.coming.map(|coming| coming.guild_id),
            nonce: code.nonce,
            webhook: code.webhook,
        };
        let json = self.issue_with(application, code.user_id, code.scopes, true, extras);
        Ok(Changed::new(json, events))
    }
}
