//! Who a client is to Discord.

use std::sync::Arc;

use http::header::HeaderValue;

use super::{Authentication, Error, ErrorKind, OperationInfo, RestClient, oauth2::UserToken};

/// Who a client is to Discord.
pub(super) enum Credentials {
    /// No one: for webhooks, and what anyone may ask for.
    Nothing,
    /// A bot, with the header that says so.
    Bot(HeaderValue),
    /// An application in the name of a user.
    User(Arc<UserToken>),
}

/// The header of a token; a token that none can carry is an error.
pub(crate) fn header(scheme: &str, token: &str) -> Result<HeaderValue, Error> {
    let mut header = HeaderValue::try_from(format!("{scheme} {token}")).map_err(|_| {
        Error::new(
            ErrorKind::Config,
            "the token holds characters that no token has: copy it anew from where it came from",
        )
    })?;
    header.set_sensitive(true);
    Ok(header)
}

impl Credentials {
    /// Fails where an operation needs other credentials.
    pub(super) fn check(&self, operation: &'static OperationInfo) -> Result<(), Error> {
        let missing = match (operation.authentication, self) {
            (Authentication::Public | Authentication::Credentials, _)
            | (Authentication::Bot, Self::Bot(_))
            | (Authentication::BotOrBearer, Self::Bot(_) | Self::User(_))
            | (Authentication::Bearer, Self::User(_)) => return Ok(()),
            (Authentication::Bot | Authentication::BotOrBearer, Self::Nothing) => {
                "the client was made without a token, which this operation needs"
            }
            (Authentication::Bot, Self::User(_)) => {
                "this operation needs a bot's token, and the client has a user's access token"
            }
            (Authentication::Bearer, Self::Nothing | Self::Bot(_)) => {
                "this operation needs a user's access token: make a client by `RestClient::builder_for_user`"
            }
        };
        Err(Error::new(ErrorKind::Config, missing).with_operation(operation))
    }

    /// What goes with a request; a user's token is renewed first if its end is near.
    pub(super) async fn authorization(
        &self,
        client: &RestClient,
        operation: &'static OperationInfo,
    ) -> Result<Option<HeaderValue>, Error> {
        // What is asked for by a token in the path shows no other to whoever owns it.
        if operation.has_token_in_path() {
            return Ok(None);
        }
        match (operation.authentication, self) {
            (Authentication::Credentials, _)
            | (_, Self::Nothing)
            | (Authentication::Public, Self::User(_)) => Ok(None),
            (_, Self::Bot(header)) => Ok(Some(header.clone())),
            (_, Self::User(token)) => token.header(client).await.map(Some),
        }
    }
}
