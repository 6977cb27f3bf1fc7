//! One bot of a process, and all of them by name, as handlers see them.

use std::{
    any::Any,
    collections::BTreeMap,
    fmt,
    sync::{Arc, Mutex, PoisonError, RwLock},
    time::Duration,
};

use tokio::sync::watch;

use super::Dispatcher;
use crate::{
    gateway::{GatewayClient, GatewayError, GatewayOptions, Stopper},
    model::Intents,
    net::PlainHosts,
    rest::RestClient,
    secret::Token,
};

/// The name of the group that `run` and `connect` make. Who has one bot has never heard of groups, so
/// messages leave it out.
pub(crate) const DEFAULT_GROUP: &str = "default";

/// One bot: its handlers, its connection to the gateway and its REST client; a cheap handle.
#[derive(Clone)]
#[non_exhaustive]
pub struct ClientGroup {
    /// The handlers and their arguments.
    pub dispatcher: Dispatcher,
    /// The connection to the gateway.
    pub gateway: GatewayClient,
    /// The client of the HTTP API.
    pub client: RestClient,
    pub(crate) name: Arc<str>,
    pub(crate) lifecycle: Arc<Lifecycle>,
    /// All groups of the hub, this one included.
    pub(crate) groups: ClientGroups,
}

/// What the hub knows of a group beside its parts.
pub(crate) struct Lifecycle {
    pub(crate) token: Token,
    pub(crate) settings: Mutex<Settings>,
    /// Whether the group runs. Held while it starts and stops.
    pub(crate) state: tokio::sync::Mutex<State>,
}

/// What can be set before a start.
#[derive(Clone, Default)]
pub(crate) struct Settings {
    pub(crate) intents: Option<Intents>,
    pub(crate) gateway: GatewayOptions,
    pub(crate) plain_hosts: PlainHosts,
    pub(crate) shutdown_timeout: Option<Duration>,
    /// The hub's settings for a layer that is not known here: commands.
    pub(crate) commands: Option<Arc<dyn Any + Send + Sync>>,
}

/// Whether a group runs.
#[derive(Default)]
pub(crate) enum State {
    /// It does not.
    #[default]
    Stopped,
    /// It does, or has ended by itself.
    Running {
        /// Asks the shards to end.
        stopper: Stopper,
        /// How it ended, once it has.
        outcome: watch::Receiver<Option<Outcome>>,
    },
}

/// How a group ended.
pub(crate) type Outcome = Result<(), Arc<GatewayError>>;

/// A group as the list knows it: without the list, which would keep itself alive.
#[derive(Clone)]
struct Entry {
    dispatcher: Dispatcher,
    gateway: GatewayClient,
    client: RestClient,
    lifecycle: Arc<Lifecycle>,
}

impl ClientGroup {
    /// The name that the group was made with, `default` for `run` and `connect`.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl fmt::Debug for ClientGroup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientGroup")
            .field("name", &self.name())
            .finish_non_exhaustive()
    }
}

/// The client groups of a hub by name, as the parameter `client_groups` hands them out.
///
/// So an event of one bot can be answered through another:
///
/// ```no_run
/// use asyncord::prelude::*;
///
/// #[handler(group = "listener")]
/// async fn relay(message: MessageCreate, client_groups: ClientGroups) -> Result {
///     if let Some(speaker) = client_groups.get("speaker")
///         && !message.author.bot
///     {
///         speaker.client.channels().messages(message.channel_id).create("heard you").await?;
///     }
///     Ok(())
/// }
/// # fn main() {}
/// ```
#[derive(Clone, Default)]
pub struct ClientGroups(Arc<RwLock<BTreeMap<Arc<str>, Entry>>>);

impl ClientGroups {
    /// The group of this name.
    pub fn get(&self, name: &str) -> Option<ClientGroup> {
        let entries = self.0.read().unwrap_or_else(PoisonError::into_inner);
        entries
            .get_key_value(name)
            .map(|(name, entry)| self.group(name, entry))
    }

    /// The names of all groups, sorted.
    pub fn names(&self) -> Vec<String> {
        let entries = self.0.read().unwrap_or_else(PoisonError::into_inner);
        entries.keys().map(ToString::to_string).collect()
    }

    /// All groups, sorted by name.
    pub fn all(&self) -> Vec<ClientGroup> {
        let entries = self.0.read().unwrap_or_else(PoisonError::into_inner);
        entries
            .iter()
            .map(|(name, entry)| self.group(name, entry))
            .collect()
    }

    /// Adds a group, unless there is one of its name.
    pub(crate) fn insert(
        &self,
        name: Arc<str>,
        client: RestClient,
        dispatcher: Dispatcher,
        lifecycle: Lifecycle,
    ) -> Option<ClientGroup> {
        let mut entries = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if entries.contains_key(&name) {
            return None;
        }
        let entry = Entry {
            dispatcher,
            gateway: GatewayClient::new(),
            client,
            lifecycle: Arc::new(lifecycle),
        };
        let group = self.group(&name, &entry);
        entries.insert(name, entry);
        Some(group)
    }

    fn group(&self, name: &Arc<str>, entry: &Entry) -> ClientGroup {
        let Entry {
            dispatcher,
            gateway,
            client,
            lifecycle,
        } = entry.clone();
        let (name, groups) = (Arc::clone(name), self.clone());
        ClientGroup {
            dispatcher,
            gateway,
            client,
            name,
            lifecycle,
            groups,
        }
    }
}

impl fmt::Debug for ClientGroups {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.names()).finish()
    }
}
