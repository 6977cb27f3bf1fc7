//! The handle by which the rest of a program asks and commands the gateway.

use std::{
    collections::BTreeMap,
    fmt,
    sync::{Arc, Mutex},
    time::Duration,
};

use tokio::sync::{mpsc, oneshot, watch};

pub(crate) use self::presence::Shown;
pub(super) use self::{
    line::{Command, Control, Health, Inbox, Line, all_ready},
    presence::{Board, source as presence_source},
};
pub use self::{
    line::{ShardInfo, ShardStatus},
    shard::Shard,
};
use super::{
    GatewayError, IdentifyBudget, IdentifyQueue, PresenceUpdate, ReshardError, SendError, ShardId,
    request::{RequestChannelInfo, RequestGuildMembers, RequestSoundboardSounds, UpdateVoiceState},
};
use crate::{
    id::{
        Id,
        marker::{ChannelMarker, GuildMarker},
    },
    model::Intents,
};

mod line;
mod presence;
mod shard;
#[cfg(test)]
mod tests;

/// Asks and commands the gateway connection of one bot: all of its shards in this process.
///
/// Handlers take it as the argument `gateway`. Clones are cheap and mean the same connection.
///
/// ```
/// use asyncord::{gateway::{Activity, GatewayClient}, prelude::*};
///
/// # async fn example(gateway: GatewayClient, guild_id: Id<GuildMarker>) -> Result {
/// gateway.update_presence(Activity::listening("the rain")).await?;
/// for shard in gateway.shards() {
///     println!("{}: {:?}, {:?}, {} guilds", shard.id, shard.status, shard.latency, shard.guilds);
/// }
/// let found = gateway.request_guild_members(guild_id).query("ada").limit(5).await?;
/// println!("{} members", found.members.len());
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct GatewayClient {
    pub(super) shared: Arc<Shared>,
}

/// What all clones of a client share, and the manager with them.
pub(super) struct Shared {
    pub(super) table: watch::Sender<Arc<Table>>,
    pub(super) presence: Mutex<Board>,
    running: Mutex<bool>,
}

/// The shards that run.
#[derive(Clone, Default)]
pub(super) struct Table {
    /// How many there are in all processes; 0 while the bot does not run.
    pub(super) total: u32,
    pub(super) lines: BTreeMap<u32, Arc<Line>>,
    pub(super) intents: Intents,
    pub(super) queue: Option<Arc<dyn IdentifyQueue>>,
    pub(super) orders: Option<mpsc::Sender<Order>>,
}

/// What the manager is told to do.
pub(super) enum Order {
    Reshard {
        total: Option<u32>,
        done: oneshot::Sender<Result<(), ReshardError>>,
    },
}

impl GatewayClient {
    /// Makes the client of a bot that is not started yet.
    pub(crate) fn new() -> Self {
        Self {
            shared: Arc::new(Shared {
                table: watch::Sender::default(),
                presence: Mutex::default(),
                running: Mutex::default(),
            }),
        }
    }

    fn table(&self) -> Arc<Table> {
        Arc::clone(&self.shared.table.borrow())
    }

    /// Where the connection stands: [`Ready`](ShardStatus::Ready) if all shards of this process receive events, else
    /// the status of the one that is least far.
    pub fn status(&self) -> ShardStatus {
        let table = self.table();
        let statuses = table.lines.values().map(|line| line.health.borrow().status);
        statuses.min().unwrap_or_default()
    }

    /// The mean of the shards' latencies, of those that have one yet; see [`ShardInfo::latency`].
    pub fn latency(&self) -> Option<Duration> {
        let table = self.table();
        let known = table
            .lines
            .values()
            .filter_map(|line| line.health.borrow().latency);
        let (sum, count) = known.fold((Duration::ZERO, 0), |(sum, count), latency| {
            (sum + latency, count + 1)
        });
        sum.checked_div(count)
    }

    /// What is known of each shard of this process, by number.
    pub fn shards(&self) -> Vec<ShardInfo> {
        self.table()
            .lines
            .values()
            .map(|line| line.info())
            .collect()
    }

    /// The shard of this number, if it is one of this process.
    pub fn shard(&self, number: u32) -> Option<Shard> {
        let line = self.table().lines.get(&number).cloned()?;
        Some(Shard {
            client: self.clone(),
            line,
        })
    }

    /// The shard that serves a guild, if it is one of this process.
    pub fn shard_of(&self, guild_id: impl Into<Id<GuildMarker>>) -> Option<Shard> {
        let total = self.shard_count();
        if total == 0 {
            return None;
        }
        self.shard(ShardId::of_guild(guild_id, total).number())
    }

    /// How many shards the bot has in all processes; 0 while it does not run.
    pub fn shard_count(&self) -> u32 {
        self.table().total
    }

    /// How many guilds the shards of this process serve; without the intent `GUILDS`, how many they served when their
    /// sessions began.
    pub fn guild_count(&self) -> u64 {
        let table = self.table();
        let guilds = table
            .lines
            .values()
            .map(|line| u64::from(line.health.borrow().guilds));
        guilds.sum()
    }

    /// The intents that events are asked for with; none while the bot does not run.
    ///
    /// Discord docs: Gateway/Gateway Intents.
    pub fn intents(&self) -> Intents {
        self.table().intents
    }

    /// What is left of the sessions that may be started in a day; `None` while the bot does not run.
    pub fn identifies(&self) -> Option<IdentifyBudget> {
        self.table().queue.as_ref().map(|queue| queue.budget())
    }

    /// Resolves when all shards of this process receive events; at once if they do so already. While the bot does not
    /// run, it waits for a start.
    pub async fn wait_until_ready(&self) {
        let mut tables = self.shared.table.subscribe();
        loop {
            let table = Arc::clone(&tables.borrow_and_update());
            let lines: Vec<_> = table.lines.values().cloned().collect();
            tokio::select! {
                () = all_ready(&lines), if !lines.is_empty() => return,
                // The sender lives in the client that is borrowed.
                _ = tables.changed() => {}
            }
        }
    }

    /// Shows another status or activity on all shards.
    ///
    /// The newest presence is kept: it is sent as soon as the connection and Discord's limit (5 in 20
    /// seconds) allow, one that was overtaken by a newer one is not, and later sessions begin with it.
    /// Before the start it is the presence to start with.
    ///
    /// # Errors
    ///
    /// If the presence has more than 3,584 bytes: it must fit into an Identify too.
    ///
    /// Discord docs: Gateway Events/Update Presence.
    #[expect(
        clippy::unused_async,
        reason = "where the shards are another process's, it has to be asked"
    )]
    pub async fn update_presence(
        &self,
        presence: impl Into<PresenceUpdate>,
    ) -> Result<(), SendError> {
        let presence = presence.into();
        presence.encode()?;
        self.show(Shown::Same(presence));
        Ok(())
    }

    /// Shows on each shard what `template` makes of it; it is asked again whenever a session begins.
    ///
    /// ```
    /// # use asyncord::gateway::{Activity, GatewayClient, SendError};
    /// # async fn example(gateway: GatewayClient) -> Result<(), SendError> {
    /// gateway.update_presence_with(|shard| Activity::playing(format!("on shard {}", shard.id))).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// If what it makes for one of the shards of this moment has more than 3,584 bytes; what it makes later is then not
    /// shown, and logged as an error.
    ///
    /// Discord docs: Gateway Events/Update Presence.
    #[expect(
        clippy::unused_async,
        reason = "where the shards are another process's, it has to be asked"
    )]
    pub async fn update_presence_with<P: Into<PresenceUpdate>>(
        &self,
        template: impl Fn(&ShardInfo) -> P + Send + Sync + 'static,
    ) -> Result<(), SendError> {
        for info in self.shards() {
            template(&info).into().encode()?;
        }
        self.show(Shown::template(template));
        Ok(())
    }

    fn show(&self, shown: Shown) {
        let before = crate::lock(&self.shared.presence).set(shown);
        // What a template holds is the user's: it is dropped without the lock.
        drop(before);
        for line in self.table().lines.values() {
            // A shard that has ended shows nothing.
            let _ = line.controls.send(Control::PresenceChanged);
        }
    }

    /// Joins or moves to a voice channel, or leaves it with `None`; await what it returns.
    ///
    /// The connection for voice itself is up to whoever asks: Discord answers with a
    /// [`VoiceStateUpdate`](crate::event::VoiceStateUpdate) and a
    /// [`VoiceServerUpdate`](crate::event::VoiceServerUpdate).
    ///
    /// # Errors
    ///
    /// Awaiting it fails if the bot does not run, or the guild's shard is another process's.
    ///
    /// Discord docs: Gateway Events/Update Voice State.
    pub fn update_voice_state(
        &self,
        guild_id: impl Into<Id<GuildMarker>>,
        channel_id: impl Into<Option<Id<ChannelMarker>>>,
    ) -> UpdateVoiceState {
        UpdateVoiceState::new(self.clone(), guild_id.into(), channel_id.into())
    }

    /// Asks for members of a guild; await what it returns. Discord's answers, up to 1,000 members each, are collected.
    ///
    /// # Errors
    ///
    /// Awaiting it fails if the request is not one that Discord answers, an intent is missing, the bot does not run, the
    /// guild's shard is another process's, or an answer does not come in time.
    ///
    /// Discord docs: Gateway Events/Request Guild Members.
    pub fn request_guild_members(
        &self,
        guild_id: impl Into<Id<GuildMarker>>,
    ) -> RequestGuildMembers {
        RequestGuildMembers::new(self.clone(), guild_id.into())
    }

    /// Asks for the soundboard sounds of guilds; await what it returns.
    ///
    /// # Errors
    ///
    /// Awaiting it fails if the bot does not run, the shard of one of the guilds is another process's, or one of the
    /// answers does not come in time.
    ///
    /// Discord docs: Gateway Events/Request Soundboard Sounds.
    pub fn request_soundboard_sounds<I: Into<Id<GuildMarker>>>(
        &self,
        guild_ids: impl IntoIterator<Item = I>,
    ) -> RequestSoundboardSounds {
        let guild_ids = guild_ids.into_iter().map(Into::into).collect();
        RequestSoundboardSounds::new(self.clone(), guild_ids)
    }

    /// Asks what goes on in the voice channels of a guild; await what it returns.
    ///
    /// # Errors
    ///
    /// Awaiting it fails if the bot does not run, the guild's shard is another process's, or the answer does not come in
    /// time.
    ///
    /// Discord docs: Gateway Events/Request Channel Info.
    pub fn request_channel_info(&self, guild_id: impl Into<Id<GuildMarker>>) -> RequestChannelInfo {
        RequestChannelInfo::new(self.clone(), guild_id.into())
    }

    /// Replaces the shards by another number of them, without missing an event or handling one twice; returns
    /// when that is done. `None` takes the number that Discord recommends.
    ///
    /// The new ones are started beside the present ones and take over when all of them are complete. Each takes one
    /// of the day's identifies.
    ///
    /// # Errors
    ///
    /// If the bot does not run, runs a part of its shards only, is resharding already, the day's identifies do not
    /// suffice, `GET /gateway/bot` fails, or a new shard fails. The present ones then go on.
    ///
    /// Discord docs: Gateway/Sharding.
    pub async fn reshard(&self, total: impl Into<Option<u32>>) -> Result<(), ReshardError> {
        let Some(orders) = self.table().orders.clone() else {
            return Err(ReshardError::Stopped);
        };
        let (done, outcome) = oneshot::channel();
        let order = Order::Reshard {
            total: total.into(),
            done,
        };
        orders
            .send(order)
            .await
            .map_err(|_| ReshardError::Stopped)?;
        outcome.await.unwrap_or(Err(ReshardError::Stopped))
    }

    /// The way to the shard of a guild.
    pub(super) fn line_of(&self, guild_id: Id<GuildMarker>) -> Result<Arc<Line>, SendError> {
        let table = self.table();
        if table.total == 0 {
            return Err(SendError::Stopped);
        }
        let id = ShardId::of_guild(guild_id, table.total);
        table
            .lines
            .get(&id.number())
            .cloned()
            .ok_or(SendError::OtherProcess { shard: id })
    }

    /// Marks the bot as running for as long as the value lives that comes back.
    pub(super) fn start(&self) -> Result<Running, GatewayError> {
        let mut running = crate::lock(&self.shared.running);
        if *running {
            return Err(GatewayError::AlreadyRunning);
        }
        *running = true;
        Ok(Running {
            client: self.clone(),
        })
    }
}

impl fmt::Debug for GatewayClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GatewayClient")
            .field("status", &self.status())
            .field("latency", &self.latency())
            .field("shard_count", &self.shard_count())
            .finish_non_exhaustive()
    }
}

/// The running of a bot's shards, which ends when this is dropped.
pub(super) struct Running {
    client: GatewayClient,
}

impl Running {
    /// Makes these the shards that are asked and commanded.
    pub(super) fn publish(&self, table: Table) {
        self.client.shared.table.send_replace(Arc::new(table));
    }

    pub(super) fn shared(&self) -> &Arc<Shared> {
        &self.client.shared
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.publish(Table::default());
        *crate::lock(&self.client.shared.running) = false;
    }
}
