//! OAuth2: tokens, and what they allow.

use std::time::Duration;

use super::{
    Application, Guild, List, Locale, Text, Timestamp, User, Webhook,
    wire::{UnixSeconds, object},
};
use crate::secret::Secret;

mod scope;
#[cfg(test)]
mod tests;

pub use self::scope::Scope;

/// What a bearer token stands for: the application, the user and the scopes.
///
/// Discord docs: OAuth2/Get Current Authorization Information.
#[object]
pub struct CurrentAuthorization {
    /// The application, in a few fields.
    pub application: Option<Box<Application>>,
    /// What the user has allowed it.
    pub scopes: List<Scope>,
    /// When the token ends.
    pub expires: Option<Timestamp>,
    /// The user, with the scope `identify`.
    pub user: Option<Box<User>>,
}

/// A token for the API in the name of a user.
///
/// A grant by client credentials gives one of the bot's owner, without a refresh token.
///
/// Discord docs: OAuth2/Access Token Response.
#[object]
pub struct AccessTokenResponse {
    /// The token.
    #[wire(with = Text)]
    pub access_token: Secret,
    /// How it is used: `Bearer`.
    pub token_type: Text,
    /// How long it is good, in seconds from when it was given; see [`lifetime`](Self::lifetime).
    pub expires_in: u32,
    /// What the next token can be had with.
    #[wire(with = Text)]
    pub refresh_token: Option<Secret>,
    /// What it allows, with spaces between; see [`scopes`](Self::scopes).
    pub scope: Text,
    /// The webhook that was made, with the scope `webhook.incoming`.
    pub webhook: Option<Box<Webhook>>,
    /// The guild that the bot was added to, with the scope `bot`.
    pub guild: Option<Box<Guild>>,
    /// Who the user is, signed, with the scope `openid`.
    #[wire(with = Text)]
    pub id_token: Option<Secret>,
}

impl AccessTokenResponse {
    /// What the token allows.
    pub fn scopes(&self) -> impl Iterator<Item = Scope> {
        self.scope.split_ascii_whitespace().map(Scope::from)
    }

    /// Whether the token allows `scope`.
    pub fn has_scope(&self, scope: &Scope) -> bool {
        self.scope
            .split_ascii_whitespace()
            .any(|own| own == scope.as_str())
    }

    /// How long the token is good from when it was given.
    pub fn lifetime(&self) -> Duration {
        Duration::from_secs(self.expires_in.into())
    }
}

/// A token for a provisional account: that of a player without an account of Discord's.
///
/// For games that use the Social SDK.
///
/// Discord docs: Using Provisional Accounts/Bot Token Endpoint.
#[object]
pub struct ProvisionalTokenResponse {
    /// The token.
    #[wire(with = Text)]
    pub access_token: Secret,
    /// How it is used: `Bearer`.
    pub token_type: Text,
    /// How long it is good, in seconds from when it was given.
    pub expires_in: u32,
    /// What it allows, with spaces between.
    pub scope: Text,
    /// Who the player is, signed.
    #[wire(with = Text)]
    pub id_token: Option<Secret>,
    /// What the next token can be had with.
    #[wire(with = Text)]
    pub refresh_token: Option<Secret>,
    /// What it allows.
    pub scopes: List<Scope>,
    /// When it ends.
    #[wire(with = UnixSeconds)]
    pub expires_at_s: Option<Timestamp>,
}

/// Why a token was not given.
///
/// Discord docs: OAuth2/Authorization Code Grant; RFC 6749, section 5.2.
#[object]
#[derive(Eq)]
pub struct OAuth2Error {
    /// What is wrong, such as `invalid_grant`; `authorization_pending` where the user has yet to agree.
    pub error: Text,
    /// The same for people.
    pub error_description: Option<Text>,
}

/// How a user authorizes an application from a device without a keyboard.
///
/// Discord docs: Account Linking on Consoles/Device Authorization Flow.
#[object]
pub struct DeviceAuthorizationResponse {
    /// What the application asks for the token with.
    #[wire(with = Text)]
    pub device_code: Secret,
    /// What the user enters.
    pub user_code: Text,
    /// Where the user enters it.
    pub verification_uri: Text,
    /// The same, with the code filled in; for a QR code.
    pub verification_uri_complete: Option<Text>,
    /// How long the codes are good, in seconds.
    pub expires_in: u32,
    /// How many seconds to wait between questions for the token.
    pub interval: u32,
}

/// Who a user is, as OpenID Connect tells it.
///
/// In Discord's specification, not in its documentation.
#[object]
pub struct OpenIdUserInfo {
    /// The user's id.
    pub sub: Text,
    /// The address, with the scope `email`.
    pub email: Option<Text>,
    /// Whether the address was verified.
    pub email_verified: Option<bool>,
    /// The user's name.
    pub preferred_username: Option<Text>,
    /// The name that is shown.
    pub nickname: Option<Text>,
    /// The URL of the avatar.
    pub picture: Option<Text>,
    /// The language of the user's client.
    pub locale: Option<Locale>,
}

/// The keys that Discord signs OpenID tokens with.
///
/// In Discord's specification, not in its documentation.
#[object]
pub struct OAuth2Keys {
    /// The keys, on the wire `keys`.
    #[wire(name = "keys")]
    pub list: List<OAuth2Key>,
}

/// A key that Discord signs OpenID tokens with, as a JSON Web Key.
///
/// In Discord's specification, not in its documentation.
#[object]
#[derive(Eq)]
pub struct OAuth2Key {
    /// The sort of key: `RSA`.
    pub kty: Text,
    /// What it is for: `sig`.
    #[wire(name = "use")]
    pub usage: Text,
    /// The key's id.
    pub kid: Text,
    /// The modulus, in Base64.
    pub n: Text,
    /// The exponent, in Base64.
    pub e: Text,
    /// The algorithm: `RS256`.
    pub alg: Text,
}

open_string_enum! {
    /// Where the account of a player without one of Discord's comes from.
    ///
    /// Discord docs: Using Provisional Accounts/External Auth Types.
    pub enum ExternalAuthType {
        /// An ID token of an OpenID Connect provider.
        Oidc = "OIDC",
        /// An access token of Epic Online Services.
        EpicOnlineServicesAccessToken = "EPIC_ONLINE_SERVICES_ACCESS_TOKEN",
        /// An ID token of Epic Online Services.
        EpicOnlineServicesIdToken = "EPIC_ONLINE_SERVICES_ID_TOKEN",
        /// A session ticket of Steam.
        SteamSessionTicket = "STEAM_SESSION_TICKET",
        /// An ID token of Unity's services.
        UnityServicesIdToken = "UNITY_SERVICES_ID_TOKEN",
        /// A token that the application's bot gave out.
        DiscordBotIssuedAccessToken = "DISCORD_BOT_ISSUED_ACCESS_TOKEN",
        /// An ID token of Apple.
        AppleIdToken = "APPLE_ID_TOKEN",
        /// An ID token of the PlayStation Network.
        PlaystationNetworkIdToken = "PLAYSTATION_NETWORK_ID_TOKEN",
    }
}
