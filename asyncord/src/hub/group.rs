//! One bot's start, run and end.

use std::{sync::Arc, time::Duration};

use tokio::sync::watch;
use url::Url;

use super::{Error, ErrorKind, intents, signal};
use crate::{
    dispatch::{self, ClientGroup, Clients, Outcome, Prepared, Settings, State},
    gateway::{self, GatewayOptions, Setup, Stopper},
    interactions::{
        self, Function, declare,
        sync::{CommandSync, DeclaredCommand},
    },
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

    /// Sets how the bot connects to the gateway: shards, compression, presence and so on.
    pub fn set_gateway(&self, options: GatewayOptions) -> &Self {
        lock(&self.lifecycle.settings).gateway = options;
        self
    }

    /// Sets how Discord is told of the commands: whether at all, for which guild, and what is deleted.
    pub fn set_commands(&self, sync: CommandSync) -> &Self {
        lock(&self.lifecycle.settings).commands = Some(Arc::new(sync));
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

    /// Ends the bot cleanly: calls under way finish, sockets close. Does nothing if it does not run.
    ///
    /// Its sessions end with it, so that it is shown offline at once; to start it again soon, see
    /// [`suspend`](Self::suspend).
    pub async fn stop(&self) {
        self.end(false).await;
    }

    /// Ends the bot cleanly, but leaves its sessions to the next start, which takes them up again: no event is missed
    /// in between, and none of the day's identifies is spent. Does nothing if it does not run.
    ///
    /// Discord keeps sessions for a few minutes, and shows the bot online for as long. Where they are kept,
    /// [`GatewayOptions::store`] says.
    pub async fn suspend(&self) {
        self.end(true).await;
    }

    pub(super) async fn end(&self, keep_sessions: bool) {
        let mut state = self.lifecycle.state.lock().await;
        if let State::Running {
            stopper,
            mut outcome,
        } = std::mem::take(&mut *state)
        {
            stopper.stop(keep_sessions);
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

    /// Starts the bot, runs it until Ctrl-C, SIGTERM or an error, and stops it; on SIGTERM it
    /// [suspends](Self::suspend) it, since service managers send that to start it again.
    ///
    /// # Errors
    ///
    /// As [`start`](Self::start) and [`wait`](Self::wait).
    pub async fn run(&self) -> Result<(), Error> {
        let run = async {
            self.start().await?;
            self.wait().await
        };
        signal::run(run, |keep| self.end(keep), signal::asked()).await
    }

    /// As [`run`](Self::run), but until `end` is done instead of a signal; then it is stopped.
    ///
    /// # Errors
    ///
    /// As [`start`](Self::start) and [`wait`](Self::wait).
    pub async fn run_until(&self, end: impl Future<Output = ()>) -> Result<(), Error> {
        let run = async {
            self.start().await?;
            self.wait().await
        };
        signal::run(run, |keep| self.end(keep), signal::Asked::after(end)).await
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
        settings
            .gateway
            .check()
            .map_err(|error| self.error(error))?;
        let commands = prepared.handlers().iter().filter_map(Function::of);
        let commands = declare(commands).map_err(|error| self.error(error))?;
        self.client.check().map_err(|error| self.error(error))?;
        let application = self.application().await?;
        self.register(commands, &settings, application.as_ref())
            .await?;
        let intents = intents::resolve(&prepared, settings.intents, application.as_ref())
            .map_err(|error| self.error(error))?;
        let info: GatewayBot = self
            .client
            .gateway()
            .bot()
            .await
            .map_err(|error: rest::Error| self.error(error))?;

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
        let grace = settings.shutdown_timeout.unwrap_or(SHUTDOWN_TIMEOUT);
        let setup = self.setup(intents, settings, info, application.as_ref())?;
        let stopper = Stopper::default();
        let (ended, mut outcome) = watch::channel(None);
        let (gateway, stopping) = (self.gateway.clone(), stopper.clone());
        tokio::spawn(async move {
            let sink = dispatcher.sink();
            let shards = gateway::run_shards(setup, &gateway, sink, &stopping);
            tokio::pin!(shards);
            let result = tokio::select! {
                biased;
                result = &mut shards => result,
                () = gateway.wait_until_ready() => {
                    dispatcher.begin_tasks();
                    shards.await
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
            stopper,
            outcome: outcome.clone(),
        };
        drop(state);
        tokio::select! {
            biased;
            result = self.ended(&mut outcome) => result,
            () = self.gateway.wait_until_ready() => Ok(()),
        }
    }

    /// Tells Discord of the commands, as far as it does not know them.
    async fn register(
        &self,
        commands: Vec<DeclaredCommand>,
        settings: &Settings,
        application: Option<&Application>,
    ) -> Result<(), Error> {
        let given = settings.commands.as_deref();
        let given = given.and_then(|given| given.downcast_ref::<CommandSync>());
        let sync = given.cloned().unwrap_or_default();
        // Who declares nothing and says nothing of it has nothing to do with commands.
        if sync.is_off() || (commands.is_empty() && given.is_none()) {
            return Ok(());
        }
        let Some(application) = application else {
            crate::warn_user(format_args!(
                "the server does not tell of the application: its commands are not registered"
            ));
            return Ok(());
        };
        interactions::sync::sync(&self.client, application.id, commands, &sync)
            .await
            .map(drop)
            .map_err(|error| self.error(ErrorKind::CommandSync(error)))
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

    /// What the shards are started with.
    fn setup(
        &self,
        intents: Intents,
        settings: Settings,
        info: GatewayBot,
        application: Option<&Application>,
    ) -> Result<Setup, Error> {
        Ok(Setup {
            group: Arc::clone(&self.name),
            token: self.lifecycle.token.clone(),
            intents,
            plain_hosts: settings.plain_hosts,
            url: match &settings.gateway.url {
                Some(url) => self.websocket_url(url)?,
                None => self.websocket_url(&info.url)?,
            },
            options: settings.gateway,
            info,
            refresh: {
                let client = self.client.clone();
                Arc::new(move || {
                    let client = client.clone();
                    Box::pin(async move { Ok(client.gateway().bot().await?) })
                })
            },
            application: application.map(|application| application.id.to_string()),
        })
    }

    fn websocket_url(&self, url: &str) -> Result<Url, Error> {
        match url.parse::<Url>() {
            Ok(url) if matches!(url.scheme(), "ws" | "wss") => Ok(url),
            _ => Err(self.error(ErrorKind::GatewayUrl(url.to_owned()))),
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
