//! One bot's start, run and end.

use std::{sync::Arc, time::Duration};

use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use url::Url;

use super::{Error, ErrorKind, intents, signal};
use crate::{
    dispatch::{self, ClientGroup, Clients, Outcome, Prepared, State},
    gateway::{self, ShardConfig},
    lock,
    model::{Application, GatewayBot, Intents},
    rest,
};

/// How long calls under way may take at the end, unless set.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(10);

impl ClientGroup {
    /// Sets the intents by hand instead of leaving them to the handlers' events.
    pub fn set_intents(&self, intents: Intents) -> &Self {
        lock(&self.lifecycle.settings).intents = Some(intents);
        self
    }

    /// Sets how long calls under way may take to finish at the end; 10 seconds unless set.
    pub fn set_shutdown_timeout(&self, timeout: Duration) -> &Self {
        lock(&self.lifecycle.settings).shutdown_timeout = Some(timeout);
        self
    }

    /// Checks the handlers, then connects; returns when the bot is ready to receive events.
    ///
    /// The bot then runs in the background; [`wait`](Self::wait) waits for its end.
    ///
    /// # Errors
    ///
    /// If something is wrong with the handlers, the token, the intents or the connection. Handlers are
    /// checked before anything connects.
    pub async fn start(&self) -> Result<(), Error> {
        let prepared = self.check()?;
        self.connect(prepared).await
    }

    /// Ends the bot cleanly: calls under way finish, the socket closes. Does nothing if it does not run.
    pub async fn stop(&self) {
        let mut state = self.lifecycle.state.lock().await;
        if let State::Running {
            shutdown,
            mut outcome,
        } = std::mem::take(&mut *state)
        {
            shutdown.cancel();
            // An error means that the bot has ended, which is what is waited for.
            let _ = outcome.wait_for(Option::is_some).await;
        }
    }

    /// Waits until the bot has ended; returns at once if it does not run.
    ///
    /// # Errors
    ///
    /// What ended the bot, if nobody asked it to end, such as a token that was reset.
    pub async fn wait(&self) -> Result<(), Error> {
        let mut outcome = match &*self.lifecycle.state.lock().await {
            State::Stopped => return Ok(()),
            State::Running { outcome, .. } => outcome.clone(),
        };
        self.ended(&mut outcome).await
    }

    /// Starts the bot, runs it until Ctrl-C, SIGTERM or an error, and stops it.
    ///
    /// # Errors
    ///
    /// As [`start`](Self::start) and [`wait`](Self::wait).
    pub async fn run(&self) -> Result<(), Error> {
        self.run_until(signal::shutdown()).await
    }

    /// As [`run`](Self::run), but until `end` is done instead of a signal.
    ///
    /// # Errors
    ///
    /// As [`start`](Self::start) and [`wait`](Self::wait).
    pub async fn run_until(&self, end: impl Future<Output = ()>) -> Result<(), Error> {
        let run = async {
            self.start().await?;
            self.wait().await
        };
        signal::run_until(run, self.stop(), end).await
    }

    fn check(&self) -> Result<Prepared, Error> {
        let groups = self.groups.names();
        let mut prepared = dispatch::prepare(&[(self.name(), &self.dispatcher)], &groups)
            .map_err(|error| self.error(error))?;
        Ok(prepared.pop().expect("one dispatcher was given"))
    }

    pub(super) async fn connect(&self, prepared: Prepared) -> Result<(), Error> {
        let mut state = self.lifecycle.state.lock().await;
        if let State::Running { outcome, .. } = &*state
            && outcome.borrow().is_none()
        {
            return Err(self.error(ErrorKind::AlreadyRunning));
        }
        let settings = self.settings();
        self.client.check().map_err(|error| self.error(error))?;
        let application = self.application().await?;
        let intents = intents::resolve(&prepared, settings.intents, application.as_ref())
            .map_err(|error| self.error(error))?;
        let url = self.gateway_url().await?;

        let clients = Clients {
            client: self.client.clone(),
            gateway: self.gateway.clone(),
            client_groups: self.groups.clone(),
        };
        tracing::info!(
            group = &*self.name,
            handlers = prepared.handlers().len(),
            %intents,
            "starting"
        );
        if !prepared.unused().is_empty() {
            crate::warn_user(format_args!(
                "arguments that were given and that nothing asks for: {}",
                prepared.unused().join(", ")
            ));
        }
        // Of several bots, one may well be there for the others to speak through.
        if prepared.is_idle() && self.groups.names().len() == 1 {
            crate::warn_user(format_args!(
                "the bot has no handlers; those in a library are linked only if it is named: \
                 `use my_handlers as _;`"
            ));
        }
        let mut dispatcher = prepared.run(Arc::clone(&self.name), clients, intents);
        dispatcher
            .call_start_hooks()
            .await
            .map_err(|failure| self.error(ErrorKind::Start(failure)))?;
        let config = ShardConfig {
            token: self.lifecycle.token.clone(),
            url,
            intents,
            shard: [0, 1],
            presence: None,
            plain_hosts: settings.plain_hosts,
        };
        let shutdown = CancellationToken::new();
        let (ended, mut outcome) = watch::channel(None);
        let grace = settings.shutdown_timeout.unwrap_or(SHUTDOWN_TIMEOUT);
        let (gateway, stopping) = (self.gateway.clone(), shutdown.clone());
        tokio::spawn(async move {
            let sink = dispatcher.sink();
            let shard = gateway::run_shard(config, &gateway, sink, stopping);
            tokio::pin!(shard);
            let result = tokio::select! {
                biased;
                result = &mut shard => result,
                () = gateway.wait_until_ready() => {
                    dispatcher.begin_tasks();
                    shard.await
                }
            };
            let dropped = dispatcher.drain(grace).await;
            if dropped > 0 {
                crate::warn_user(format_args!(
                    "{dropped} handlers or tasks had not finished after {grace:?} and were dropped"
                ));
            }
            let _ = ended.send(Some(result.map_err(Arc::new)));
        });

        // From here on `stop` finds the bot, also if this start is given up while it waits.
        *state = State::Running {
            shutdown,
            outcome: outcome.clone(),
        };
        drop(state);
        tokio::select! {
            biased;
            result = self.ended(&mut outcome) => result,
            () = self.gateway.wait_until_ready() => Ok(()),
        }
    }

    /// The bot's application, or `None` where the server does not tell of it.
    async fn application(&self) -> Result<Option<Application>, Error> {
        match self.client.applications().me().await {
            Ok(application) => Ok(Some(application)),
            // Other servers than Discord often leave this out; what they would say is only of use to the intents.
            Err(error) if matches!(error.status(), Some(404 | 405 | 501)) => Ok(None),
            Err(error) => Err(self.error(error)),
        }
    }

    async fn gateway_url(&self) -> Result<Url, Error> {
        let bot: GatewayBot = self
            .client
            .gateway()
            .bot()
            .await
            .map_err(|error: rest::Error| self.error(error))?;
        let limit = bot.session_start_limit;
        if limit.remaining == 0 && limit.total > 0 {
            let reset_after_seconds = limit.reset_after.div_ceil(1_000);
            return Err(self.error(ErrorKind::SessionLimit {
                reset_after_seconds,
            }));
        }
        match bot.url.parse::<Url>() {
            Ok(url) if matches!(url.scheme(), "ws" | "wss") => Ok(url),
            _ => Err(self.error(ErrorKind::GatewayUrl(bot.url))),
        }
    }

    /// Waits for the end; a task that died without a word counts as an end.
    async fn ended(&self, outcome: &mut watch::Receiver<Option<Outcome>>) -> Result<(), Error> {
        let outcome = outcome
            .wait_for(Option::is_some)
            .await
            .map(|outcome| outcome.clone());
        match outcome {
            Ok(Some(Err(error))) => Err(self.error(error)),
            Ok(_) | Err(_) => Ok(()),
        }
    }

    fn error(&self, kind: impl Into<ErrorKind>) -> Error {
        Error::new(&self.name, kind)
    }
}
