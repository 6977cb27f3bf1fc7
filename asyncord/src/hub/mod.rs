//! The bots of a process: the only place that knows all parts.
//!
//! [`run`] is the shortest way, [`connect`] gives one bot before it starts, [`ClientHub`] holds several.

mod error;
mod group;
mod intents;
mod run;
mod signal;

use std::{fmt, sync::Arc};

#[cfg(feature = "testkit")]
pub(crate) use self::run::connect_with;
pub use self::{
    error::{Error, ErrorKind},
    intents::IntentsError,
    run::{Run, connect, run},
};
use crate::{
    dispatch::{self, ClientGroup, ClientGroups, Dispatcher, Lifecycle, Settings, State},
    lock,
    net::PlainHosts,
    rest::RestClient,
    secret::Token,
};

/// Several bots in one process, each a named client group.
///
/// Their handlers see each other by the parameter `client_groups`; `#[handler(group = "name")]` binds a
/// handler to one of them, without it a handler serves all.
///
/// ```no_run
/// use asyncord::prelude::*;
///
/// # async fn example() -> Result {
/// let hub = ClientHub::new();
/// hub.create_client_group("listener", Token::from_var("LISTENER_TOKEN")?)?;
/// let speaker = hub.create_client_group("speaker", Token::from_var("SPEAKER_TOKEN")?)?;
/// speaker.dispatcher.add_argument("greeting", "hello");
/// hub.run().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Default)]
pub struct ClientHub {
    groups: ClientGroups,
}

impl fmt::Debug for ClientHub {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientHub")
            .field("groups", &self.groups)
            .finish()
    }
}

impl ClientHub {
    /// A hub without groups.
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes a bot of the name `name`, which does not connect before [`start`](Self::start).
    ///
    /// # Errors
    ///
    /// If there is a group of this name.
    pub fn create_client_group(
        &self,
        name: impl Into<Arc<str>>,
        token: impl Into<Token>,
    ) -> Result<ClientGroup, Error> {
        let token = token.into();
        let client = RestClient::new(token.clone());
        self.create(
            &name.into(),
            token,
            client,
            PlainHosts::from_env(),
            Dispatcher::default(),
        )
    }

    fn create(
        &self,
        name: &Arc<str>,
        token: Token,
        client: RestClient,
        plain_hosts: PlainHosts,
        dispatcher: Dispatcher,
    ) -> Result<ClientGroup, Error> {
        let lifecycle = Lifecycle {
            token,
            settings: Settings {
                plain_hosts,
                ..Settings::default()
            }
            .into(),
            state: State::default().into(),
        };
        self.groups
            .insert(Arc::clone(name), client, dispatcher, lifecycle)
            .ok_or_else(|| Error::new(name, ErrorKind::DuplicateGroup))
    }

    /// The groups by name.
    pub fn client_groups(&self) -> ClientGroups {
        self.groups.clone()
    }

    /// Checks the handlers of all groups, and only if nothing is wrong connects them.
    ///
    /// Returns when every bot is ready to receive events. The bots then run in the background;
    /// [`wait`](Self::wait) waits for their end.
    ///
    /// # Errors
    ///
    /// If something is wrong with a group's handlers, token, intents or connection; no group then runs.
    pub async fn start(&self) -> Result<(), Error> {
        let groups = self.groups.all();
        let dispatchers: Vec<_> = groups
            .iter()
            .map(|group| (group.name(), &group.dispatcher))
            .collect();
        let prepared = dispatch::prepare(&dispatchers, &self.groups.names())?;
        let starts = groups
            .iter()
            .zip(prepared)
            .map(|(group, prepared)| group.connect(prepared));
        let outcomes = futures_util::future::join_all(starts).await;
        if let Some(error) = outcomes.into_iter().find_map(Result::err) {
            self.stop().await;
            return Err(error);
        }
        Ok(())
    }

    /// Ends all bots cleanly: calls under way finish within 10 seconds, sockets close.
    ///
    /// Does nothing for groups that do not run.
    pub async fn stop(&self) {
        self.end(false).await;
    }

    /// Ends all bots cleanly, but leaves their sessions to the next start; see [`ClientGroup::suspend`].
    pub async fn suspend(&self) {
        self.end(true).await;
    }

    async fn end(&self, keep_sessions: bool) {
        let groups = self.groups.all();
        futures_util::future::join_all(groups.iter().map(|group| group.end(keep_sessions))).await;
    }

    /// Waits until every bot has ended, or one of them by an error.
    ///
    /// # Errors
    ///
    /// The first error that ended a bot, such as a token that was reset.
    pub async fn wait(&self) -> Result<(), Error> {
        let groups = self.groups.all();
        futures_util::future::try_join_all(groups.iter().map(ClientGroup::wait))
            .await
            .map(|_| ())
    }

    /// Starts all bots, runs them until Ctrl-C, SIGTERM or an error, and stops them; on SIGTERM it
    /// [suspends](Self::suspend) them, since service managers send that to start a program again.
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

    /// As [`run`](Self::run), but until `end` is done instead of a signal; then they are stopped.
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
}

/// What is set on a group before it starts.
impl ClientGroup {
    pub(crate) fn settings(&self) -> Settings {
        lock(&self.lifecycle.settings).clone()
    }
}
