//! The client: a token, an address and what keeps both within Discord's rules.

use std::{
    env, fmt,
    sync::{Arc, OnceLock},
    time::Duration,
};

use super::{
    Error,
    base_url::{self, API_URL_VARIABLE},
    limiter::{GLOBAL_PER_SECOND, Limiter},
    transport::{HttpOptions, HttpTransport, Transport},
};
use crate::{net::PlainHosts, secret::Token};

/// How long a request may take, uploads included, if nothing else is set.
const TIMEOUT: Duration = Duration::from_secs(30);

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
    pub(super) has_token: bool,
    pub(super) limiter: Limiter,
    /// The answer that the token is not good.
    pub(super) refused: OnceLock<Error>,
}

impl RestClient {
    /// Makes a client for `token` with the defaults of [`RestClient::builder`].
    ///
    /// What is wrong with the set-up, such as an address in `DISCORD_API_URL` that is none, is reported by
    /// [`RestClient::check`] and by every request.
    pub fn new(token: impl Into<Token>) -> Self {
        Self::builder(token)
            .build()
            .unwrap_or_else(|error| Self::with(None, Err(error), true, GLOBAL_PER_SECOND))
    }

    /// Starts a client with other settings than the defaults.
    pub fn builder(token: impl Into<Token>) -> RestClientBuilder {
        RestClientBuilder {
            token: Some(token.into()),
            ..Self::builder_without_token()
        }
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
        RestClientBuilder {
            token: None,
            api_url: None,
            plain_hosts: PlainHosts::from_env(),
            timeout: TIMEOUT,
            user_agent_suffix: None,
            requests_per_second: GLOBAL_PER_SECOND,
        }
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

    fn with(
        base: Option<String>,
        transport: Result<Box<dyn Transport>, Error>,
        has_token: bool,
        requests_per_second: u32,
    ) -> Self {
        Self(Arc::new(Shared {
            base,
            transport,
            has_token,
            limiter: Limiter::new(requests_per_second),
            refused: OnceLock::new(),
        }))
    }

    /// A client over another transport, for tests.
    #[cfg(test)]
    pub(crate) fn over(transport: impl Transport) -> Self {
        Self::with(None, Ok(Box::new(transport)), true, GLOBAL_PER_SECOND)
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

impl fmt::Debug for RestClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RestClient")
            .field("api_url", &self.0.base)
            .finish_non_exhaustive()
    }
}

/// Settings of a [`RestClient`].
#[must_use = "nothing is made before `build`"]
pub struct RestClientBuilder {
    token: Option<Token>,
    api_url: Option<String>,
    plain_hosts: PlainHosts,
    timeout: Duration,
    user_agent_suffix: Option<String>,
    requests_per_second: u32,
}

impl RestClientBuilder {
    /// Sends to another API than Discord's: a sandbox, a proxy.
    ///
    /// `/v10` is appended unless the address ends in a version. Without this, the address of the token counts, then the
    /// environment variable `DISCORD_API_URL`, then `https://discord.com/api`.
    pub fn api_url(mut self, api_url: &str) -> Self {
        self.api_url = Some(api_url.to_owned());
        self
    }

    /// Allows the token to go to `host` without encryption, as it always may to this machine.
    ///
    /// The environment variable `DISCORD_PLAIN_HOSTS` does the same for several hosts, separated by commas.
    pub fn allow_plain_host(mut self, host: impl AsRef<str>) -> Self {
        self.plain_hosts.allow(host.as_ref());
        self
    }

    /// Sets how long a request may take from connecting to the end of the answer, 30 seconds by default.
    ///
    /// Each attempt has this time; waiting for rate limits is not counted.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Appends to the `User-Agent`, which begins with the library's name and version.
    pub fn user_agent_suffix(mut self, suffix: impl Into<String>) -> Self {
        self.user_agent_suffix = Some(suffix.into());
        self
    }

    /// Sets how many requests go out in a second, all operations together: 50 by default, which Discord allows every
    /// bot. What answers interactions is not counted.
    pub fn requests_per_second(mut self, requests: u32) -> Self {
        self.requests_per_second = requests;
        self
    }

    /// Makes the client; connects to nothing.
    ///
    /// # Errors
    ///
    /// As [`RestClient::check`].
    pub fn build(self) -> Result<RestClient, Error> {
        let environment = env::var(API_URL_VARIABLE).ok();
        let base = base_url::resolve(
            self.api_url.as_deref(),
            self.token.as_ref().and_then(Token::api_url),
            environment.as_deref(),
            &self.plain_hosts,
        )?;
        let transport = HttpTransport::new(HttpOptions {
            base: base.clone(),
            token: self.token.as_ref(),
            timeout: self.timeout,
            user_agent_suffix: self.user_agent_suffix.as_deref(),
        })?;
        Ok(RestClient::with(
            Some(base),
            Ok(Box::new(transport)),
            self.token.is_some(),
            self.requests_per_second,
        ))
    }
}

impl fmt::Debug for RestClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RestClientBuilder")
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}

const _: () = {
    const fn is_shared<T: Clone + Send + Sync + 'static>() {}
    is_shared::<RestClient>();
    is_shared::<Error>();
};
