//! What anyone or a bot may ask about OAuth2.

use crate::{
    model::{Application, OAuth2Keys},
    rest::RestClient,
};

group! {
    /// OAuth2; from [`RestClient::oauth2`].
    pub struct OAuth2 {}
}

impl RestClient {
    /// OAuth2.
    pub fn oauth2(&self) -> OAuth2 {
        OAuth2::new(self)
    }
}

operation! {
    /// Gets the application that the bot belongs to, as OAuth2 tells of it.
    ///
    /// Discord docs: OAuth2/Get Current Bot Application Information.
    GetMyOAuth2Application = GET "/oauth2/applications/@me" -> Application;
    fn OAuth2::my_application();
}

operation! {
    /// Gets the keys by which signed tokens of OpenID Connect are verified.
    ///
    /// In Discord's specification, not in its documentation.
    GetOAuth2Keys = GET "/oauth2/keys" -> OAuth2Keys, public;
    fn OAuth2::keys();
}
