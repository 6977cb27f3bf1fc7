//! Settings of a client.

use std::{
    env, fmt,
    sync::{Arc, OnceLock},
    time::Duration,
};

use super::{RestClient, Shared};
use crate::{
    model::AllowedMentions,
    net::PlainHosts,
    rest::{
        Error, Middleware, RetryPolicy,
        base_url::{self, API_URL_VARIABLE},
        credentials::{self, Credentials},
        guard::Guard,
        limiter::{InMemoryRateLimiter, RateLimiter},
        metrics,
        oauth2::{ClientCredentials, TokenStore, UserToken, UserTokenOptions},
        retry::Budget,
        transport::{HttpOptions, HttpTransport, Transport},
    },
    secret::Token,
};

/// How long a request may take, uploads included, if nothing else is set.
const TIMEOUT: Duration = Duration::from_secs(30);

/// Who a client will be to Discord.
pub(super) enum Identity {
    Nothing,
    Bot(Token),
    User(Box<UserTokenOptions>),
}

/// Settings of a [`RestClient`].
#[must_use = "nothing is made before `build`"]
pub struct RestClientBuilder {
    identity: Identity,
    api_url: Option<String>,
    plain_hosts: PlainHosts,
    timeout: Duration,
    user_agent_suffix: Option<String>,
    requests_per_second: Option<u32>,
    limiter: Option<Arc<dyn RateLimiter>>,
    invalid_requests: Option<u32>,
    retry: RetryPolicy,
    middleware: Vec<Arc<dyn Middleware>>,
    allowed_mentions: Option<AllowedMentions>,
}

impl RestClientBuilder {
    pub(super) fn new(identity: Identity) -> Self {
        Self {
            identity,
            api_url: None,
            plain_hosts: PlainHosts::from_env(),
            timeout: TIMEOUT,
            user_agent_suffix: None,
            requests_per_second: None,
            limiter: None,
            invalid_requests: None,
            retry: RetryPolicy::new(),
            middleware: Vec::new(),
            allowed_mentions: Some(AllowedMentions::none().all_users().replied_user(true)),
        }
    }

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
    ///
    /// Clients of one token share their limiter, so this holds for all of them.
    pub fn requests_per_second(mut self, requests: u32) -> Self {
        self.requests_per_second = Some(requests);
        self
    }

    /// Sets what decides when requests may be sent, in place of the [`InMemoryRateLimiter`] that all clients of one
    /// token and address share in a process.
    ///
    /// [`requests_per_second`](Self::requests_per_second) is for the latter only.
    pub fn rate_limiter(mut self, limiter: impl RateLimiter) -> Self {
        self.limiter = Some(Arc::new(limiter));
        self
    }

    /// Sets how many invalid requests (401, 403, 429) this process may send in ten minutes: 10,000 by default, at which
    /// Discord bans an address for a while.
    ///
    /// From half of it requests are spaced, at 95 % they fail with an error of the kind
    /// [`RateLimited`](crate::rest::ErrorKind::RateLimited) without being sent. Several processes behind one address
    /// are to share the 10,000 between them.
    pub fn invalid_request_limit(mut self, requests: u32) -> Self {
        self.invalid_requests = Some(requests);
        self
    }

    /// Sets how requests are repeated after a failure of the network or of Discord.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// Puts code around every request; what is added first stands outermost.
    pub fn middleware(mut self, middleware: impl Middleware) -> Self {
        self.middleware.push(Arc::new(middleware));
        self
    }

    /// Sets whom messages may notify that do not say so themselves; `None` leaves it to Discord.
    ///
    /// By default users whom the text mentions and the author of a message that is answered, so that a text that comes
    /// from others never notifies everyone or a role.
    pub fn allowed_mentions(
        mut self,
        allowed_mentions: impl Into<Option<AllowedMentions>>,
    ) -> Self {
        self.allowed_mentions = allowed_mentions.into();
        self
    }

    /// Renews a user's access token by itself, shortly before it ends or when Discord no longer takes it.
    ///
    /// Only for [`RestClient::builder_for_user`]; others have nothing to renew.
    pub fn refresh(mut self, credentials: ClientCredentials) -> Self {
        if let Identity::User(options) = &mut self.identity {
            options.credentials = Some(credentials);
        }
        self
    }

    /// Sets where renewed tokens are kept, so that they are there after a restart.
    ///
    /// Only for [`RestClient::builder_for_user`].
    pub fn token_store(mut self, store: impl TokenStore) -> Self {
        if let Identity::User(options) = &mut self.identity {
            options.store = Some(Arc::new(store));
        }
        self
    }

    /// Makes the client; connects to nothing.
    ///
    /// # Errors
    ///
    /// As [`RestClient::check`].
    pub fn build(self) -> Result<RestClient, Error> {
        let environment = env::var(API_URL_VARIABLE).ok();
        let of_token = match &self.identity {
            Identity::Bot(token) => token.api_url(),
            Identity::Nothing | Identity::User(_) => None,
        };
        let base = base_url::resolve(
            self.api_url.as_deref(),
            of_token,
            environment.as_deref(),
            &self.plain_hosts,
        )?;
        let transport = HttpTransport::new(HttpOptions {
            base: base.clone(),
            timeout: self.timeout,
            user_agent_suffix: self.user_agent_suffix.as_deref(),
        })?;
        let guard = Guard::shared(&base);
        self.assemble(Some(base), Box::new(transport), guard)
    }

    /// Makes the client over another transport, for tests; with a limiter of its own, whose clock is the test's.
    #[cfg(test)]
    pub(crate) fn over(mut self, transport: impl Transport) -> RestClient {
        self.limiter
            .get_or_insert_with(|| Arc::new(InMemoryRateLimiter::default()));
        let guard = Arc::new(Guard::new(crate::rest::guard::INVALID_REQUESTS));
        self.assemble(None, Box::new(transport), guard).unwrap()
    }

    fn assemble(
        self,
        base: Option<String>,
        transport: Box<dyn Transport>,
        guard: Arc<Guard>,
    ) -> Result<RestClient, Error> {
        metrics::describe();
        let limiter = self.limiter.unwrap_or_else(|| {
            let token = match &self.identity {
                Identity::Nothing => "",
                Identity::Bot(token) => token.expose(),
                Identity::User(options) => options.token.access_token.expose(),
            };
            let limiter = shared_limiter(base.as_deref(), token);
            if let Some(requests) = self.requests_per_second {
                limiter.set_requests_per_second(requests);
            }
            Arc::new(limiter)
        });
        if let Some(limit) = self.invalid_requests {
            guard.set_limit(limit);
        }
        let credentials = match self.identity {
            Identity::Nothing => Credentials::Nothing,
            Identity::Bot(token) => Credentials::Bot(credentials::header("Bot", token.expose())?),
            Identity::User(options) => Credentials::User(Arc::new(UserToken::new(*options)?)),
        };
        Ok(RestClient(Arc::new(Shared {
            base,
            transport: Ok(transport),
            credentials,
            limiter,
            guard,
            retry: self.retry,
            budget: Budget::new(&self.retry),
            metrics: metrics::Metrics::default(),
            middleware: self.middleware,
            allowed_mentions: self.allowed_mentions,
            refused: OnceLock::new(),
        })))
    }
}

/// The limiter of a token at an address. Only a hash of both is kept.
fn shared_limiter(base: Option<&str>, token: &str) -> InMemoryRateLimiter {
    use std::hash::{BuildHasher, RandomState};
    static HASHER: OnceLock<RandomState> = OnceLock::new();
    let key = HASHER.get_or_init(RandomState::new).hash_one((base, token));
    InMemoryRateLimiter::shared(key)
}

impl fmt::Debug for RestClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RestClientBuilder")
            .field("timeout", &self.timeout)
            .field("retry", &self.retry)
            .finish_non_exhaustive()
    }
}
