//! Joining and leaving voice channels.

use std::{future::IntoFuture, pin::Pin};

use serde::Serialize;

use super::{frame, op, send_to};
use crate::{
    gateway::{GatewayClient, SendError},
    id::{
        Id,
        marker::{ChannelMarker, GuildMarker},
    },
};

/// A change of the bot's voice state; await it to send it. It returns when it is sent.
///
/// ```
/// # use asyncord::prelude::*;
/// # async fn example(gateway: GatewayClient, guild_id: Id<GuildMarker>, channel_id: Id<ChannelMarker>) -> Result {
/// gateway.update_voice_state(guild_id, channel_id).self_deaf(true).await?;
/// gateway.update_voice_state(guild_id, None).await?; // leaves
/// # Ok(())
/// # }
/// ```
///
/// Discord docs: Gateway Events/Update Voice State.
#[must_use = "it is sent when it is awaited"]
#[derive(Clone, Debug)]
pub struct UpdateVoiceState {
    client: GatewayClient,
    state: State,
}

#[derive(Clone, Debug, Serialize)]
struct State {
    guild_id: Id<GuildMarker>,
    channel_id: Option<Id<ChannelMarker>>,
    self_mute: bool,
    self_deaf: bool,
}

impl UpdateVoiceState {
    pub(in crate::gateway) fn new(
        client: GatewayClient,
        guild_id: Id<GuildMarker>,
        channel_id: Option<Id<ChannelMarker>>,
    ) -> Self {
        Self {
            client,
            state: State {
                guild_id,
                channel_id,
                self_mute: false,
                self_deaf: false,
            },
        }
    }

    /// Sets whether the bot mutes itself.
    pub fn self_mute(mut self, mute: bool) -> Self {
        self.state.self_mute = mute;
        self
    }

    /// Sets whether the bot hears nothing.
    pub fn self_deaf(mut self, deaf: bool) -> Self {
        self.state.self_deaf = deaf;
        self
    }

    async fn run(self) -> Result<(), SendError> {
        let payload = frame(op::VOICE_STATE_UPDATE, &self.state)?;
        send_to(&self.client, self.state.guild_id, payload).await
    }
}

impl IntoFuture for UpdateVoiceState {
    type Output = Result<(), SendError>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}
