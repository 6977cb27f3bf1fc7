//! What a bot asks of the gateway, and how the answers find back.
//!
//! A request is a builder that is awaited. Its payload goes to the shard with a number; the shard's
//! [`Replies`] give the events that answer it to whoever waits, ahead of the queue of handlers.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use serde::Serialize;
use tokio::{
    sync::{mpsc, oneshot},
    time::timeout,
};

pub(super) use self::replies::{Awaits, Replies, Request};
pub use self::{
    channel_info::RequestChannelInfo,
    members::{GuildMembers, RequestGuildMembers},
    sounds::RequestSoundboardSounds,
    voice::UpdateVoiceState,
};
use super::{
    GatewayClient, RequestError, SendError,
    client::{Command, Line},
    machine::Outgoing,
    presence::MAX_PAYLOAD,
};
use crate::{
    event::{Event, RawEvent},
    id::{Id, marker::GuildMarker},
};

mod channel_info;
mod members;
mod replies;
mod sounds;
#[cfg(test)]
mod tests;
mod voice;

/// Opcodes of what a bot sends. Discord docs: Opcodes and Status Codes/Gateway Opcodes.
mod op {
    pub(super) const VOICE_STATE_UPDATE: u8 = 4;
    pub(super) const REQUEST_GUILD_MEMBERS: u8 = 8;
    pub(super) const REQUEST_SOUNDBOARD_SOUNDS: u8 = 31;
    pub(super) const REQUEST_CHANNEL_INFO: u8 = 43;
}

/// Without an answer for so long, none will come: rate limits make Discord wait for half a minute, reconnecting may
/// take as long.
const PATIENCE: Duration = Duration::from_mins(2);

/// A payload as it is sent, if it is small enough.
pub(super) fn frame(op: u8, d: &(impl Serialize + ?Sized)) -> Result<String, SendError> {
    #[derive(Serialize)]
    struct Frame<'a, D: ?Sized> {
        op: u8,
        d: &'a D,
    }

    let text = serde_json::to_string(&Frame { op, d })
        .map_err(|error| SendError::NotJson(error.to_string()))?;
    if text.len() > MAX_PAYLOAD {
        return Err(SendError::TooLarge {
            size: text.len(),
            limit: MAX_PAYLOAD,
        });
    }
    Ok(text)
}

/// Sends a payload over a shard, and waits until it is sent.
pub(super) async fn send(line: &Line, payload: String) -> Result<(), SendError> {
    let (sent, done) = oneshot::channel();
    let outgoing = Outgoing {
        payload,
        request: None,
        not_before: None,
        sent: Some(sent),
    };
    line.commands
        .send(Command::Send(outgoing))
        .await
        .map_err(|_| SendError::Stopped)?;
    done.await.map_err(|_| SendError::Stopped)
}

/// Sends a payload over the shard of a guild, and waits until it is sent, over whichever set of shards.
async fn send_to(
    client: &GatewayClient,
    guild_id: Id<GuildMarker>,
    payload: String,
) -> Result<(), SendError> {
    let mut line = client.line_of(guild_id)?;
    while send(&line, payload.clone()).await.is_err() {
        line = replaced(client, guild_id, &line)?;
    }
    Ok(())
}

/// The shard that took over from one that has ended.
fn replaced(
    client: &GatewayClient,
    guild_id: Id<GuildMarker>,
    ended: &Arc<Line>,
) -> Result<Arc<Line>, SendError> {
    let line = client.line_of(guild_id)?;
    if Arc::ptr_eq(&line, ended) {
        return Err(SendError::Stopped);
    }
    Ok(line)
}

/// The answers to one request.
struct Answers {
    client: GatewayClient,
    guild_id: Id<GuildMarker>,
    awaits: Awaits,
    payload: String,
    patience: Duration,
    /// Where it was asked last, if anywhere.
    line: Option<Arc<Line>>,
    events: mpsc::UnboundedReceiver<RawEvent>,
}

impl Answers {
    /// A request that goes over the shard of a guild when the first answer is waited for.
    fn to(
        client: &GatewayClient,
        guild_id: Id<GuildMarker>,
        awaits: Awaits,
        payload: String,
        patience: Duration,
    ) -> Self {
        Self {
            client: client.clone(),
            guild_id,
            awaits,
            payload,
            patience,
            line: None,
            events: mpsc::unbounded_channel().1,
        }
    }

    /// The next answer. An answer may come twice: what was sent to a connection that was lost is asked again.
    async fn next<E: Event>(&mut self) -> Result<E, RequestError> {
        let event =
            timeout(self.patience, self.raw())
                .await
                .map_err(|_| RequestError::Timeout {
                    after: self.patience,
                })??;
        E::decode(&event).map_err(|error| RequestError::Decode(Arc::new(error)))
    }

    async fn raw(&mut self) -> Result<RawEvent, SendError> {
        loop {
            if let Some(event) = self.events.recv().await {
                return Ok(event);
            }
            // The shard has ended; if another set has taken over, it knows nothing of the request.
            let line = match &self.line {
                None => self.client.line_of(self.guild_id)?,
                Some(ended) => replaced(&self.client, self.guild_id, ended)?,
            };
            self.line = Some(Arc::clone(&line));
            self.events = ask(&line, self.awaits.clone(), self.payload.clone()).await;
        }
    }
}

/// Where the answers come; nowhere, if the shard has ended.
async fn ask(line: &Line, awaits: Awaits, payload: String) -> mpsc::UnboundedReceiver<RawEvent> {
    static NEXT: AtomicU64 = AtomicU64::new(1);

    let (reply, events) = mpsc::unbounded_channel();
    let request = Request {
        id: NEXT.fetch_add(1, Ordering::Relaxed),
        awaits,
        payload,
        reply,
    };
    // The request is dropped if it is not taken, and the way for answers with it.
    let _ = line.commands.send(Command::Request(request)).await;
    events
}
