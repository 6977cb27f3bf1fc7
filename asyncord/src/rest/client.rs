//! The client: a token, an address and what keeps both within Discord's rules.

use std::{
    fmt,
    sync::{Arc, OnceLock},
};

use super::{
    Error, Middleware, RetryPolicy,
    credentials::Credentials,
    guard::Guard,
    limiter::{InMemoryRateLimiter, RateLimiter},
    metrics::Metrics,
    oauth2::UserTokenOptions,
    retry::Budget,
    transport::Transport,
};
use crate::{
    model::{AccessTokenResponse, AllowedMentions},
    secret::Token,
};

mod builder;

use self::builder::Identity;
pub use self::builder::RestClientBuilder;

/// A client of Discord's HTTP API for one bot.
///
/// Clones are cheap and share connections, rate limits and the knowledge that a token is not good. Make one for
/// each token, and clone it.
///
/// ```no_run
/// use asyncord::rest::RestClient;
///
/// # async fn example() -> Result<(), asyncord::rest::Error> {
/// let client = RestClient::new("the bot's token");
/// let me = client.users().me().await?;
/// println!("{}", me.display_name());
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct RestClient(Arc<Shared>);

pub(super) struct Shared {
    /// The base address, where it is known.
    base: Option<String>,
    /// What requests go through, or why none can.
    transport: Result<Box<dyn Transport>, Error>,
    pub(super) credentials: Credentials,
    pub(super) limiter: Arc<dyn RateLimiter>,
    pub(super) guard: Arc<Guard>,
    pub(super) retry: RetryPolicy,
    pub(super) budget: Budget,
    pub(super) metrics: Metrics,
    middleware: Vec<Arc<dyn Middleware>>,
    allowed_mentions: Option<AllowedMentions>,
    /// The answer that the token is not good.
    pub(super) refused: OnceLock<Error>,
}

impl RestClient {
    /// Makes a client for `token` with the defaults of [`RestClient::builder`].
    ///
    /// What is wrong with the set-up, such as an address in `DISCORD_API_URL` that is none, is reported by
    /// [`RestClient::check`] and by every request.
    pub fn new(token: impl Into<Token>) -> Self {
        Self::builder(token).build().unwrap_or_else(|error| {
            // The client is of no use, but says why whenever it is asked.
            Self(Arc::new(Shared {
                transport: Err(error),
                ..Shared::default()
            }))
        })
    }

    /// Starts a client with other settings than the defaults.
    pub fn builder(token: impl Into<Token>) -> RestClientBuilder {
        RestClientBuilder::new(Identity::Bot(token.into()))
    }

    /// Starts a client that acts in the name of a user, by the access token that the user gave the application.
    ///
    /// It can do what the token's scopes allow, such as [reading the user's
    /// guilds](super::resource::user::Users::my_guilds). With
    /// [`refresh`](RestClientBuilder::refresh) it renews the token by itself.
    ///
    /// ```no_run
    /// # use asyncord::{model::AccessTokenResponse, rest::RestClient};
    /// # async fn example(token: AccessTokenResponse) -> Result<(), asyncord::rest::Error> {
    /// let client = RestClient::builder_for_user(token).build()?;
    /// println!("{}", client.users().me().await?.username);
    /// # Ok(())
    /// # }
    /// ```
    pub fn builder_for_user(token: AccessTokenResponse) -> RestClientBuilder {
        RestClientBuilder::new(Identity::User(Box::new(UserTokenOptions::new(token))))
    }

    /// Starts a client without a bot: for webhooks, answers to interactions that came over HTTP, and what
    /// anyone may ask for.
    ///
    /// ```no_run
    /// # async fn example() -> Result<(), asyncord::rest::Error> {
    /// use asyncord::rest::RestClient;
    ///
    /// let client = RestClient::builder_without_token().build()?;
    /// let webhook = client.webhooks().with_token(223_704_706_495_545_344, "its token");
    /// webhook.execute("The build has failed").username("ci").await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// An operation that needs a bot's token is an error of the kind [`ErrorKind::Config`](super::ErrorKind::Config).
    pub fn builder_without_token() -> RestClientBuilder {
        RestClientBuilder::new(Identity::Nothing)
    }

    /// Says whether the client is set up so that it can send requests at all; sends nothing.
    ///
    /// # Errors
    ///
    /// Of kind [`ErrorKind::Config`](super::ErrorKind::Config): an address that is none, or one to which the token would go without
    /// encryption; a token with characters that no header can carry.
    pub fn check(&self) -> Result<(), Error> {
        self.transport().map(|_| ())
    }

    /// The address that requests go to, with its version; `None` where it could not be made out.
    pub fn api_url(&self) -> Option<&str> {
        self.0.base.as_deref()
    }

    /// A client over another transport, for tests.
    #[cfg(test)]
    pub(crate) fn over(transport: impl Transport) -> Self {
        Self::builder("the token")
            .retry(RetryPolicy::new().budget(1.0, 1_000))
            .over(transport)
    }

    pub(super) fn middleware(&self) -> &[Arc<dyn Middleware>] {
        &self.0.middleware
    }

    /// Whom messages may notify that do not say so themselves.
    pub(super) fn allowed_mentions(&self) -> Option<&AllowedMentions> {
        self.0.allowed_mentions.as_ref()
    }

    pub(super) fn shared(&self) -> &Shared {
        &self.0
    }

    pub(super) fn transport(&self) -> Result<&dyn Transport, Error> {
        match &self.0.transport {
            Ok(transport) => Ok(&**transport),
            Err(error) => Err(error.clone()),
        }
    }
}

impl Default for Shared {
    fn default() -> Self {
        Self {
            base: None,
            transport: Err(Error::new(
                super::ErrorKind::Config,
                "the client has no address",
            )),
            credentials: Credentials::Nothing,
            limiter: Arc::new(InMemoryRateLimiter::default()),
            guard: Arc::new(Guard::new(super::guard::INVALID_REQUESTS)),
            retry: RetryPolicy::new(),
            budget: Budget::new(&RetryPolicy::new()),
            metrics: Metrics::default(),
            middleware: Vec::new(),
            allowed_mentions: None,
            refused: OnceLock::new(),
        }
    }
}

impl fmt::Debug for RestClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RestClient")
            .field("api_url", &self.0.base)
            .finish_non_exhaustive()
    }
}

const _: () = {
    const fn is_shared<T: Clone + Send + Sync + 'static>() {}
    is_shared::<RestClient>();
    is_shared::<Error>();
};
