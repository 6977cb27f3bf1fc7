//! OAuth2: tokens, and what they stand for.

use std::time::Duration;

use crate::{
    model::{
        AccessTokenResponse, Application, CurrentAuthorization, DeviceAuthorizationResponse,
        OAuth2Keys, OpenIdUserInfo, Scope,
    },
    rest::{
        Error, ErrorKind, OperationInfo, RestClient,
        oauth2::{ClientCredentials, DeviceScopes, TokenGrant, TokenRevocation},
        request::Draft,
    },
    secret::Secret,
};

group! {
    /// OAuth2; from [`RestClient::oauth2`].
    pub struct OAuth2 {}
}

/// An application that is given tokens; from [`OAuth2::application`].
///
/// What is asked for in its name shows its id and secret, not the client's token.
#[derive(Clone, Debug)]
pub struct OAuth2Application {
    client: RestClient,
    credentials: ClientCredentials,
}

impl RestClient {
    /// OAuth2.
    pub fn oauth2(&self) -> OAuth2 {
        OAuth2::new(self)
    }
}

impl OAuth2 {
    /// An application that is given tokens.
    pub fn application(&self, credentials: &ClientCredentials) -> OAuth2Application {
        OAuth2Application {
            client: self.client.clone(),
            credentials: credentials.clone(),
        }
    }
}

impl OAuth2Application {
    fn draft(&self, operation: &'static OperationInfo) -> Draft {
        let mut draft = Draft::new(&self.client, operation);
        match self.credentials.authorization() {
            Some(authorization) => draft.set_authorization(authorization),
            None => draft.set_client_id(self.credentials.client_id()),
        }
        draft
    }

    /// Makes a token of the code that a user brought back, with the address that the user was sent back to.
    ///
    /// Discord docs: OAuth2/Authorization Code Grant.
    pub fn exchange_code(
        &self,
        code: impl Into<Secret>,
        redirect_uri: impl Into<String>,
    ) -> RequestToken {
        self.token(TokenGrant::AuthorizationCode {
            code: code.into(),
            redirect_uri: redirect_uri.into(),
            code_verifier: None,
        })
    }

    /// Makes the next token of a refresh token, which is good once.
    ///
    /// Discord docs: OAuth2/Authorization Code Grant.
    pub fn refresh(&self, refresh_token: impl Into<Secret>) -> RequestToken {
        self.token(TokenGrant::RefreshToken(refresh_token.into()))
    }

    /// Gets a token in the name of the application's owner, for trying out.
    ///
    /// Discord docs: OAuth2/Client Credentials Grant.
    pub fn client_credentials(&self, scopes: impl IntoIterator<Item = Scope>) -> RequestToken {
        self.token(TokenGrant::ClientCredentials(scopes.into_iter().collect()))
    }

    /// Waits until the user of a device has entered the code, and gets the token.
    ///
    /// It asks as often as Discord says.
    ///
    /// # Errors
    ///
    /// As [`token`](Self::token): of kind [`ErrorKind::BadRequest`] once the user refuses or the code has ended.
    pub async fn device_token(
        &self,
        device: &DeviceAuthorizationResponse,
    ) -> Result<AccessTokenResponse, Error> {
        let mut interval = Duration::from_secs(device.interval.max(1).into());
        loop {
            tokio::time::sleep(interval).await;
            let error = match self.token(device).await {
                Ok(token) => return Ok(token),
                Err(error) => error,
            };
            match error.oauth2_error() {
                Some("authorization_pending") => {}
                // RFC 8628, section 3.5.
                Some("slow_down") => interval += Duration::from_secs(5),
                _ if error.kind() == ErrorKind::Timeout => interval *= 2,
                _ => return Err(error),
            }
        }
    }
}

operation! {
    /// Gets a token for what a grant shows; [`exchange_code`](OAuth2Application::exchange_code) and others are shorter.
    ///
    /// Discord docs: OAuth2/OAuth2 URLs.
    RequestToken = POST "/oauth2/token" -> AccessTokenResponse, credentials;
    fn OAuth2Application::token();
    with TokenGrant as grant;
}

operation! {
    /// Ends a token; with an access token its refresh token ends as well.
    ///
    /// Discord docs: OAuth2/Token Revocation Example.
    RevokeToken = POST "/oauth2/token/revoke" -> (), credentials;
    fn OAuth2Application::revoke();
    with TokenRevocation as token;
}

operation! {
    /// Begins the flow of a device without a keyboard: its user enters a code elsewhere;
    /// [`device_token`](OAuth2Application::device_token) waits for that.
    ///
    /// Discord docs: Account Linking on Consoles/Device Authorization Flow.
    AuthorizeDevice = POST "/oauth2/device/authorize" -> DeviceAuthorizationResponse, credentials;
    fn OAuth2Application::authorize_device();
    with DeviceScopes as scopes;
}

operation! {
    /// Gets the application that the bot belongs to, as OAuth2 tells of it.
    ///
    /// Discord docs: OAuth2/Get Current Bot Application Information.
    GetMyOAuth2Application = GET "/oauth2/applications/@me" -> Application;
    fn OAuth2::my_application();
}

operation! {
    /// Gets what the access token stands for: the application, the user and the scopes.
    ///
    /// Discord docs: OAuth2/Get Current Authorization Information.
    GetCurrentAuthorization = GET "/oauth2/@me" -> CurrentAuthorization, bearer;
    fn OAuth2::current_authorization();
}

operation! {
    /// Gets who the user is, as OpenID Connect tells it.
    ///
    /// Needs the scope openid.
    ///
    /// In Discord's specification, not in its documentation.
    GetOpenIdUserInfo = GET "/oauth2/userinfo" -> OpenIdUserInfo, bearer;
    fn OAuth2::user_info();
}

operation! {
    /// Gets the keys by which signed tokens of OpenID Connect are verified.
    ///
    /// In Discord's specification, not in its documentation.
    GetOAuth2Keys = GET "/oauth2/keys" -> OAuth2Keys, public;
    fn OAuth2::keys();
}
