//! OAuth2: having users allow an application something, and acting in their name.
//!
//! 1. An [`AuthorizeUrl`] leads the user to Discord, which sends them back with a code.
//! 2. [`OAuth2Application::exchange_code`](super::resource::oauth2::OAuth2Application::exchange_code) makes an access
//!    token of the code.
//! 3. [`RestClient::builder_for_user`](super::RestClient::builder_for_user) makes a client of the token, which renews it.
//!
//! ```no_run
//! use asyncord::{
//!     model::{AccessTokenResponse, Scope},
//!     rest::{RestClient, oauth2::{AuthorizeUrl, ClientCredentials}},
//! };
//!
//! # async fn example(code: &str) -> Result<(), Box<dyn std::error::Error>> {
//! let redirect = "https://example.com/discord";
//! let credentials = ClientCredentials::new(157_730_590_492_196_864, "the client secret");
//! let url = AuthorizeUrl::new(credentials.client_id(), [Scope::Identify, Scope::Guilds])
//!     .redirect_uri(redirect)
//!     .state("a text that no one can guess, kept in the user's session");
//! println!("send the user to {url}");
//!
//! // The user comes back with `?code=…&state=…`.
//! let client = RestClient::builder_without_token().build()?;
//! let application = client.oauth2().application(&credentials);
//! let token: AccessTokenResponse = application.exchange_code(code, redirect).await?;
//!
//! let user = RestClient::builder_for_user(token)
//!     .refresh(credentials)
//!     .token_store(|token: AccessTokenResponse| async move {
//!         println!("keep the new refresh token: {} characters", token.refresh_token.map_or(0, |it| it.expose().len()));
//!         Ok::<(), std::io::Error>(())
//!     })
//!     .build()?;
//! println!("{} guilds", user.users().my_guilds().await?.len());
//! # Ok(())
//! # }
//! ```
//!
//! Discord docs: OAuth2.

mod authorize_url;
mod credentials;
mod grant;
#[cfg(test)]
mod tests;
mod user_token;

pub(crate) use self::user_token::{UserToken, UserTokenOptions};
pub use self::{
    authorize_url::{AuthorizeUrl, Prompt},
    credentials::ClientCredentials,
    grant::{DeviceScopes, TokenGrant, TokenRevocation},
    user_token::{TokenStore, TokenStoreFuture},
};
