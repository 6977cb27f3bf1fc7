//! Asking what goes on in voice channels.

use std::{future::IntoFuture, pin::Pin, time::Duration};

use serde_json::json;

use super::{Answers, Awaits, PATIENCE, frame, op};
use crate::{
    event::ChannelInfo,
    gateway::{GatewayClient, RequestError},
    id::{Id, marker::GuildMarker},
};

/// A request for what goes on in the voice channels of a guild; await it to send it and to have the answer.
///
/// Discord docs: Gateway Events/Request Channel Info.
#[must_use = "a request is sent when it is awaited"]
#[derive(Clone, Debug)]
pub struct RequestChannelInfo {
    client: GatewayClient,
    guild_id: Id<GuildMarker>,
    fields: Vec<&'static str>,
    patience: Duration,
}

impl RequestChannelInfo {
    pub(in crate::gateway) fn new(client: GatewayClient, guild_id: Id<GuildMarker>) -> Self {
        Self {
            client,
            guild_id,
            fields: Vec::new(),
            patience: PATIENCE,
        }
    }

    /// Asks for the channels' statuses. Without a field named, all are asked for.
    pub fn status(mut self) -> Self {
        self.fields.push("status");
        self
    }

    /// Asks since when there has been voice in the channels. Without a field named, all are asked for.
    pub fn voice_start_time(mut self) -> Self {
        self.fields.push("voice_start_time");
        self
    }

    /// Sets how long to wait for the answer; 2 minutes unless set.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.patience = timeout;
        self
    }

    async fn run(self) -> Result<ChannelInfo, RequestError> {
        let fields = if self.fields.is_empty() {
            &["status", "voice_start_time"]
        } else {
            &*self.fields
        };
        let data = json!({ "guild_id": self.guild_id, "fields": fields });
        let payload = frame(op::REQUEST_CHANNEL_INFO, &data)?;
        let awaits = Awaits::ChannelInfo {
            guild_id: self.guild_id,
        };
        let mut answers = Answers::to(&self.client, self.guild_id, awaits, payload, self.patience);
        answers.next().await
    }
}

impl IntoFuture for RequestChannelInfo {
    type Output = Result<ChannelInfo, RequestError>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}
