//! What a call is given beside its event.

use std::{any::Any, fmt, sync::Arc};

use super::{
    ClientGroups,
    output::Outbox,
    pool::{Found, Pool},
    waiters::{Events, WaitFor, Waiters},
};
use crate::{event::Event, gateway::GatewayClient, rest::RestClient};

/// What every handler of a client group can ask for.
pub(crate) struct Clients {
    pub(crate) client: RestClient,
    pub(crate) gateway: GatewayClient,
    pub(crate) client_groups: ClientGroups,
}

/// The client group that a call belongs to.
pub(crate) struct Group {
    pub(crate) name: Arc<str>,
    pub(crate) clients: Clients,
    pub(crate) arguments: Pool,
    pub(crate) waiters: Waiters,
}

/// What a handler can reach without naming it one by one: taken as the parameter `cx`, and by closures.
///
/// A cheap handle.
///
/// ```
/// use asyncord::prelude::*;
///
/// #[handler]
/// async fn ping(message: MessageCreate, cx: Context) -> Result {
///     cx.client().channels().messages(message.channel_id).create("pong").await?;
///     Ok(())
/// }
/// # fn main() {}
/// ```
#[derive(Clone)]
pub struct Context {
    pub(super) group: Arc<Group>,
    pub(super) shard: Option<u32>,
}

impl Context {
    /// The client of the HTTP API.
    pub fn client(&self) -> &RestClient {
        &self.group.clients.client
    }

    /// The connection to the gateway.
    pub fn gateway(&self) -> &GatewayClient {
        &self.group.clients.gateway
    }

    /// All client groups of the hub.
    pub fn client_groups(&self) -> &ClientGroups {
        &self.group.clients.client_groups
    }

    /// The name of the client group that the call belongs to.
    pub fn group_name(&self) -> &str {
        &self.group.name
    }

    /// The shard that the event came over; `None` in tasks and hooks.
    pub fn shard(&self) -> Option<u32> {
        self.shard
    }

    /// The argument that the program gave under `name`, if it is a `T`.
    ///
    /// A parameter of that name is the better way: the start checks that its argument is there.
    pub fn argument<T: Send + Sync + 'static>(&self, name: &str) -> Option<Arc<T>> {
        match self.group.arguments.find::<T>(name) {
            Found::Value(value) => Some(value),
            Found::Absent | Found::Other(_) | Found::Computed(_) => None,
        }
    }
}

/// Waiting for events.
impl Context {
    /// Waits for the first event `E` from now on that `predicate` accepts.
    ///
    /// It counts from this call, not from the `await`: nothing is missed while a question is being sent. The
    /// predicate runs where events come in, before any queue, so it must be quick and must not block. A
    /// handler that waits takes no place among the calls in flight.
    ///
    /// Give it a [`timeout`](WaitFor::timeout): without one it waits until the bot ends. In an `ordered`
    /// handler it holds up the calls behind it; should these fill the queue, no event comes in any more, and
    /// only the time-out ends it.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use asyncord::prelude::*;
    ///
    /// #[handler(waits(MessageCreate))]
    /// async fn ask(message: MessageCreate, cx: Context) -> Result {
    ///     if message.content != "!name" {
    ///         return Ok(());
    ///     }
    ///     let messages = cx.client().channels().messages(message.channel_id);
    ///     let (channel, author) = (message.channel_id, message.author.id);
    ///     let answer = cx
    ///         .wait_for::<MessageCreate>(move |m| m.channel_id == channel && m.author.id == author)
    ///         .timeout(Duration::from_secs(60));
    ///     messages.create("What is your name?").await?;
    ///     match answer.await {
    ///         Ok(answer) => messages.create(format!("Hello {}", answer.content)).await?,
    ///         Err(_) => messages.create("Never mind").await?,
    ///     };
    ///     Ok(())
    /// }
    /// # fn main() {}
    /// ```
    ///
    /// # Errors
    ///
    /// Awaiting it fails with a [`WaitError`](crate::WaitError): the time is over, the bot ends, or the intents
    /// that `E` needs are off; `#[handler(waits(E))]` brings them.
    pub fn wait_for<E: Event>(
        &self,
        predicate: impl FnMut(&E) -> bool + Send + 'static,
    ) -> WaitFor<E> {
        self.group.waiters.wait_for(predicate)
    }

    /// The events `E` from now on, as a stream.
    ///
    /// ```
    /// use asyncord::prelude::*;
    ///
    /// #[handler(waits(MessageReactionAdd))]
    /// async fn count_to_three(message: MessageCreate, cx: Context) -> Result {
    ///     if message.content == "!vote" {
    ///         let question = message.id;
    ///         let mut votes = cx
    ///             .events::<MessageReactionAdd>()
    ///             .filter(move |reaction| reaction.message_id == question);
    ///         for _ in 0..3 {
    ///             votes.next().await;
    ///         }
    ///         cx.client().channels().messages(message.channel_id).create("accepted").await?;
    ///     }
    ///     Ok(())
    /// }
    /// # fn main() {}
    /// ```
    pub fn events<E: Event>(&self) -> Events<E> {
        self.group.waiters.events()
    }
}

impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context")
            .field("group", &self.group.name)
            .field("shard", &self.shard)
            .finish_non_exhaustive()
    }
}

/// A value that a provider made for one event.
#[doc(hidden)]
pub(crate) type Value = Arc<dyn Any + Send + Sync>;

/// What one call takes its parameters from.
#[doc(hidden)]
pub struct CallContext {
    pub(super) context: Context,
    /// What providers made for this call, in the order in which the function needs it.
    pub(super) computed: Vec<Value>,
    /// Where the handler's answer goes; only there for handlers that give one.
    pub(super) outbox: Option<Outbox>,
}

impl CallContext {
    pub(crate) fn context(&self) -> &Context {
        &self.context
    }

    pub(super) fn shard(&self) -> Option<u32> {
        self.context.shard
    }

    /// One for a call that needs something of its own.
    pub(super) fn alone(&self) -> Self {
        Self {
            context: self.context.clone(),
            computed: Vec::new(),
            outbox: None,
        }
    }

    pub(crate) fn new(group: Arc<Group>, shard: Option<u32>) -> Self {
        Self {
            context: Context { group, shard },
            computed: Vec::new(),
            outbox: None,
        }
    }
}
