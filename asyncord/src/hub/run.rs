//! One bot: `run`, which does everything, and `connect`, which leaves the start to the caller.

use std::{borrow::Cow, future::IntoFuture, pin::Pin, sync::Arc, time::Duration};

use super::{ClientHub, Error};
use crate::{
    dispatch::{
        Arguments, ClientGroup, ClosureOutput, Context, DEFAULT_GROUP, Dispatcher, EventParam,
        HandlerFailure, HandlerItem, Middleware, OwnedEvent,
    },
    gateway::GatewayOptions,
    interactions::CommandSync,
    lock,
    model::Intents,
    net::PlainHosts,
    rest::RestClient,
    secret::Token,
};

/// Runs a bot with all handlers of the program until Ctrl-C, SIGTERM or an error.
///
/// A builder that is awaited. Handlers in libraries are linked only if the library is named: write
/// `use my_handlers as _;`.
///
/// ```no_run
/// use asyncord::prelude::*;
///
/// #[handler]
/// async fn ping(message: MessageCreate, client: RestClient, answer: &str) -> Result {
///     if message.content == "!ping" {
///         client.channels().messages(message.channel_id).create(answer).await?;
///     }
///     Ok(())
/// }
///
/// #[tokio::main]
/// async fn main() -> Result {
///     asyncord::run(Token::from_env()?).argument("answer", "pong").await?;
///     Ok(())
/// }
/// ```
pub fn run(token: impl Into<Token>) -> Run {
    Run {
        token: token.into(),
        api_url: None,
        plain_hosts: Vec::new(),
        dispatcher: Dispatcher::default(),
        intents: None,
        gateway: GatewayOptions::default(),
        commands: None,
        shutdown_timeout: None,
    }
}

/// Makes a bot that has yet to be started: a client group of the name `default`.
///
/// ```no_run
/// use asyncord::prelude::*;
///
/// # async fn example() -> Result {
/// let bot = asyncord::connect(Token::from_env()?);
/// bot.dispatcher.add_argument("prefix", "!");
/// bot.start().await?; // checks the handlers, then connects
/// bot.client.users().me().await?;
/// bot.stop().await;
/// # Ok(())
/// # }
/// ```
#[allow(
    clippy::missing_panics_doc,
    reason = "it cannot: a new hub has no groups"
)]
pub fn connect(token: impl Into<Token>) -> ClientGroup {
    ClientHub::new()
        .create_client_group(DEFAULT_GROUP, token)
        .expect("a new hub has no group of this name")
}

/// As [`connect`], with a dispatcher that is there already.
#[cfg(feature = "testkit")]
#[allow(
    clippy::missing_panics_doc,
    reason = "it cannot: a new hub has no groups"
)]
pub(crate) fn connect_with(token: Token, dispatcher: Dispatcher) -> ClientGroup {
    let client = RestClient::new(token.clone());
    ClientHub::new()
        .create(
            &Arc::from(DEFAULT_GROUP),
            token,
            client,
            PlainHosts::from_env(),
            dispatcher,
        )
        .expect("a new hub has no group of this name")
}

/// A bot about to run: what [`run`] returns. Await it to run the bot.
#[must_use = "a bot runs when it is awaited"]
#[derive(Debug)]
pub struct Run {
    token: Token,
    api_url: Option<String>,
    plain_hosts: Vec<String>,
    dispatcher: Dispatcher,
    intents: Option<Intents>,
    gateway: GatewayOptions,
    commands: Option<CommandSync>,
    shutdown_timeout: Option<Duration>,
}

impl Run {
    /// Gives handlers an argument: `value` for every parameter called `name`.
    ///
    /// A later value of the same type replaces an earlier one; one of another type is an error at the start.
    pub fn argument<T: Send + Sync + 'static>(
        self,
        name: impl Into<Cow<'static, str>>,
        value: T,
    ) -> Self {
        self.dispatcher.add_argument(name, value);
        self
    }

    /// Gives handlers the fields of a struct under `#[derive(Arguments)]`, each under its name.
    ///
    /// Several structs and single arguments add up, as in [`argument`](Self::argument).
    pub fn arguments(self, arguments: impl Arguments) -> Self {
        self.dispatcher.add_arguments(arguments);
        self
    }

    /// Adds a handler by the name of its function, for those under `#[handler(manual)]`.
    pub fn add_handler<H: HandlerItem>(self) -> Self {
        self.dispatcher.add_handler::<H>();
        self
    }

    /// Leaves out the handlers that register by themselves, so that only those added are called.
    pub fn without_registered_handlers(self) -> Self {
        self.dispatcher.without_registered_handlers();
        self
    }

    /// Sets the intents by hand instead of leaving them to the handlers' events.
    pub fn intents(mut self, intents: Intents) -> Self {
        self.intents = Some(intents);
        self
    }

    /// Sets how the bot connects to the gateway: shards, compression, presence and so on.
    pub fn gateway(mut self, options: GatewayOptions) -> Self {
        self.gateway = options;
        self
    }

    /// Sets how Discord is told of the commands under [`#[command]`](macro@crate::command): whether at all, for which
    /// guild, and what is deleted.
    pub fn commands(mut self, sync: CommandSync) -> Self {
        self.commands = Some(sync);
        self
    }

    /// Bounds how many calls are in flight at a time; 1,024 unless set, at least 1.
    pub fn calls_in_flight(self, limit: usize) -> Self {
        self.dispatcher.calls_in_flight(limit);
        self
    }

    /// Sets who is told of calls that fail.
    ///
    /// Unless set, and without functions under `#[on_error]`, they are logged with `tracing`, and without a
    /// subscriber written to stderr.
    pub fn on_error(self, hook: impl Fn(Arc<HandlerFailure>) + Send + Sync + 'static) -> Self {
        self.dispatcher.on_error(hook);
        self
    }

    /// Adds a closure as a handler; see [`Dispatcher::on`], which also gives a handle to remove it.
    ///
    /// ```no_run
    /// use asyncord::prelude::*;
    ///
    /// # async fn example() -> Result {
    /// asyncord::run(Token::from_env()?)
    ///     .on(|ready: Ready, _cx: Context| async move { println!("{} is ready", ready.user.username) })
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    #[track_caller]
    pub fn on<E, F, Call>(self, handler: F) -> Self
    where
        E: EventParam + OwnedEvent,
        F: Fn(E, Context) -> Call + Send + Sync + 'static,
        Call: Future<Output: ClosureOutput> + Send + 'static,
    {
        self.dispatcher.on(handler);
        self
    }

    /// Puts a middleware around every handler, inside those that were added before.
    pub fn middleware(self, middleware: impl Middleware) -> Self {
        self.dispatcher.add_middleware(middleware);
        self
    }

    /// Talks to the API at this address instead of Discord's: a sandbox, a proxy, another server.
    ///
    /// Goes before `DISCORD_API_URL` and before the address of a sandbox's token.
    pub fn api_url(mut self, url: impl Into<String>) -> Self {
        self.api_url = Some(url.into());
        self
    }

    /// Allows the token to be sent without encryption to `host`, which must be on a network of your own.
    ///
    /// This machine needs no such permission.
    pub fn allow_plain_host(mut self, host: impl Into<String>) -> Self {
        self.plain_hosts.push(host.into());
        self
    }

    /// Sets how long calls under way may take to finish at the end; 10 seconds unless set.
    pub fn shutdown_timeout(mut self, timeout: Duration) -> Self {
        self.shutdown_timeout = Some(timeout);
        self
    }

    /// Runs the bot until `end` is done instead of until a signal.
    ///
    /// # Errors
    ///
    /// As awaiting it: see [`ClientHub::run`].
    pub async fn until(self, end: impl Future<Output = ()>) -> Result<(), Error> {
        self.into_hub()?.run_until(end).await
    }

    fn into_hub(self) -> Result<ClientHub, Error> {
        let mut builder = RestClient::builder(self.token.clone());
        if let Some(url) = &self.api_url {
            builder = builder.api_url(url);
        }
        let mut plain_hosts = PlainHosts::from_env();
        for host in &self.plain_hosts {
            plain_hosts.allow(host);
            builder = builder.allow_plain_host(host);
        }
        let client = builder
            .build()
            .map_err(|error| Error::new(DEFAULT_GROUP, error))?;
        let hub = ClientHub::new();
        let group = hub.create(
            &Arc::from(DEFAULT_GROUP),
            self.token,
            client,
            plain_hosts,
            self.dispatcher,
        )?;
        let mut settings = lock(&group.lifecycle.settings);
        settings.intents = self.intents;
        settings.gateway = self.gateway;
        settings.shutdown_timeout = self.shutdown_timeout;
        settings.commands = self.commands.map(|sync| Arc::new(sync) as _);
        drop(settings);
        Ok(hub)
    }
}

impl IntoFuture for Run {
    type Output = Result<(), Error>;
    type IntoFuture = Pin<Box<dyn Future<Output = Result<(), Error>> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async { self.into_hub()?.run().await })
    }
}
