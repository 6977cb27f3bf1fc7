//! Where a user allows an application something.

use std::fmt;

use url::form_urlencoded::Serializer;

use crate::{
    id::{
        Id,
        marker::{ApplicationMarker, GuildMarker},
    },
    model::{ApplicationIntegrationType, Permissions, Scope},
};

const ADDRESS: &str = "https://discord.com/oauth2/authorize?";

/// The address where a user allows an application something, or adds a bot to a guild.
///
/// ```
/// use asyncord::{model::{Permissions, Scope}, rest::oauth2::AuthorizeUrl};
///
/// let invite = AuthorizeUrl::new(157_730_590_492_196_864, [Scope::Bot, Scope::ApplicationsCommands])
///     .permissions(Permissions::SEND_MESSAGES);
/// assert_eq!(
///     invite.to_string(),
///     "https://discord.com/oauth2/authorize?client_id=157730590492196864&scope=bot+applications.commands\
///      &permissions=2048"
/// );
/// ```
///
/// Discord docs: OAuth2/Authorization Code Grant, OAuth2/Bot Authorization Flow.
#[derive(Clone, Debug, PartialEq)]
#[must_use = "an address is for a user to go to"]
pub struct AuthorizeUrl {
    client_id: Id<ApplicationMarker>,
    scopes: Vec<Scope>,
    response_type: Option<&'static str>,
    redirect_uri: Option<String>,
    state: Option<String>,
    prompt: Option<Prompt>,
    code_challenge: Option<String>,
    permissions: Option<Permissions>,
    guild_id: Option<Id<GuildMarker>>,
    disable_guild_select: Option<bool>,
    integration_type: Option<ApplicationIntegrationType>,
}

/// Whether a user who has allowed the same before is asked again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Prompt {
    /// They are.
    Consent,
    /// They are not, and are sent back at once.
    None,
}

impl AuthorizeUrl {
    /// An address that asks for these scopes.
    pub fn new(
        client_id: impl Into<Id<ApplicationMarker>>,
        scopes: impl IntoIterator<Item = Scope>,
    ) -> Self {
        Self {
            client_id: client_id.into(),
            scopes: scopes.into_iter().collect(),
            response_type: None,
            redirect_uri: None,
            state: None,
            prompt: None,
            code_challenge: None,
            permissions: None,
            guild_id: None,
            disable_guild_select: None,
            integration_type: None,
        }
    }

    /// Sets where the user comes back to with a code: one of the redirects that are registered for the application.
    pub fn redirect_uri(mut self, redirect_uri: impl Into<String>) -> Self {
        self.redirect_uri = Some(redirect_uri.into());
        self.response_type.get_or_insert("code");
        self
    }

    /// Has the access token itself come back, in the address's fragment, instead of a code: for pages without a
    /// server. Such a token cannot be renewed.
    pub fn implicit(mut self) -> Self {
        self.response_type = Some("token");
        self
    }

    /// Sets a text that comes back with the code. One that no one can guess, checked when it comes back, keeps others
    /// from slipping their code to the user.
    pub fn state(mut self, state: impl Into<String>) -> Self {
        self.state = Some(state.into());
        self
    }

    /// Sets whether a user who has allowed the same before is asked again.
    pub fn prompt(mut self, prompt: Prompt) -> Self {
        self.prompt = Some(prompt);
        self
    }

    /// Sets the challenge of PKCE, for public clients: the SHA-256 of the verifier, in URL-safe Base64 without padding.
    pub fn code_challenge(mut self, challenge: impl Into<String>) -> Self {
        self.code_challenge = Some(challenge.into());
        self
    }

    /// Sets what the bot asks to be allowed in the guild, with the scope `bot`.
    pub fn permissions(mut self, permissions: Permissions) -> Self {
        self.permissions = Some(permissions);
        self
    }

    /// Chooses the guild beforehand, with the scope `bot` or `webhook.incoming`.
    pub fn guild_id(mut self, guild_id: impl Into<Id<GuildMarker>>) -> Self {
        self.guild_id = Some(guild_id.into());
        self
    }

    /// Whether the user cannot choose another guild.
    pub fn disable_guild_select(mut self, disable: bool) -> Self {
        self.disable_guild_select = Some(disable);
        self
    }

    /// Sets whether the application is installed in a guild or for the user.
    pub fn integration_type(mut self, integration_type: ApplicationIntegrationType) -> Self {
        self.integration_type = Some(integration_type);
        self
    }

    /// The address.
    pub fn url(&self) -> String {
        let scopes: Vec<_> = self.scopes.iter().map(Scope::as_str).collect();
        let mut query = Serializer::for_suffix(ADDRESS.to_owned(), ADDRESS.len());
        query.append_pair("client_id", &self.client_id.to_string());
        query.append_pair("scope", &scopes.join(" "));
        let prompt = self.prompt.map(|prompt| match prompt {
            Prompt::Consent => "consent",
            Prompt::None => "none",
        });
        let method = self.code_challenge.as_ref().map(|_| "S256");
        let parts = [
            ("response_type", self.response_type.map(str::to_owned)),
            ("redirect_uri", self.redirect_uri.clone()),
            ("state", self.state.clone()),
            ("prompt", prompt.map(str::to_owned)),
            ("code_challenge", self.code_challenge.clone()),
            ("code_challenge_method", method.map(str::to_owned)),
            (
                "permissions",
                self.permissions.map(|it| it.bits().to_string()),
            ),
            ("guild_id", self.guild_id.map(|it| it.to_string())),
            (
                "disable_guild_select",
                self.disable_guild_select.map(|it| it.to_string()),
            ),
            (
                "integration_type",
                self.integration_type.map(|it| it.value().to_string()),
            ),
        ];
        for (name, value) in parts {
            if let Some(value) = value {
                query.append_pair(name, &value);
            }
        }
        query.finish()
    }
}

impl fmt::Display for AuthorizeUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.url())
    }
}

impl From<AuthorizeUrl> for String {
    fn from(address: AuthorizeUrl) -> Self {
        address.url()
    }
}
