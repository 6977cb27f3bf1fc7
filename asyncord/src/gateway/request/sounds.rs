//! Asking for the soundboard sounds of guilds.

use std::{collections::BTreeMap, future::IntoFuture, pin::Pin, time::Duration};

use serde_json::json;

use super::{Answers, Awaits, PATIENCE, frame, op};
use crate::{
    event::SoundboardSounds,
    gateway::{GatewayClient, RequestError, ShardId},
    id::{Id, marker::GuildMarker},
};

/// Ids of one payload, so that it stays within 4,096 bytes.
const MAX_IDS: usize = 150;

/// A request for the soundboard sounds of guilds; await it to send it and to have one answer for each guild.
///
/// Discord answers only for guilds that the bot is in: others are waited for in vain, and then the whole request fails.
///
/// Discord docs: Gateway Events/Request Soundboard Sounds.
#[must_use = "a request is sent when it is awaited"]
#[derive(Clone, Debug)]
pub struct RequestSoundboardSounds {
    client: GatewayClient,
    guild_ids: Vec<Id<GuildMarker>>,
    patience: Duration,
}

impl RequestSoundboardSounds {
    pub(in crate::gateway) fn new(client: GatewayClient, guild_ids: Vec<Id<GuildMarker>>) -> Self {
        Self {
            client,
            guild_ids,
            patience: PATIENCE,
        }
    }

    /// Sets how long to wait for each of the answers; 2 minutes unless set.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.patience = timeout;
        self
    }

    async fn run(self) -> Result<Vec<SoundboardSounds>, RequestError> {
        let total = self.client.shard_count();
        let mut by_shard = BTreeMap::<ShardId, Vec<Id<GuildMarker>>>::new();
        for guild_id in &self.guild_ids {
            let guilds = by_shard
                .entry(ShardId::of_guild(*guild_id, total))
                .or_default();
            if !guilds.contains(guild_id) {
                guilds.push(*guild_id);
            }
        }
        let mut all = Vec::new();
        for guilds in by_shard.values() {
            for guilds in guilds.chunks(MAX_IDS) {
                all.extend(self.ask(guilds).await?);
            }
        }
        Ok(all)
    }

    async fn ask(
        &self,
        guild_ids: &[Id<GuildMarker>],
    ) -> Result<Vec<SoundboardSounds>, RequestError> {
        let data = json!({ "guild_ids": guild_ids });
        let payload = frame(op::REQUEST_SOUNDBOARD_SOUNDS, &data)?;
        let awaits = Awaits::Sounds {
            guild_ids: guild_ids.to_vec(),
        };
        let mut answers = Answers::to(&self.client, guild_ids[0], awaits, payload, self.patience);
        let mut sounds = BTreeMap::new();
        while sounds.len() < guild_ids.len() {
            let answer: SoundboardSounds = answers.next().await?;
            sounds.insert(answer.guild_id, answer);
        }
        Ok(sounds.into_values().collect())
    }
}

impl IntoFuture for RequestSoundboardSounds {
    type Output = Result<Vec<SoundboardSounds>, RequestError>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}
