//! Channels of guilds, their threads, and direct conversations.

mod access;
mod direct;
mod edit;
mod json;
pub(crate) mod kind;
mod order;
mod overwrite;
mod place;
mod settings;
pub(crate) mod thread;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use serde_json::json;

pub(crate) use self::{
    direct::GroupEdit,
    edit::{ChannelEdit, TagDraft},
    json::thread_member,
    order::Move,
    overwrite::Overwrite,
    place::{Direct, Group, GuildChannel, Place, Tag, Thread, VoiceSettings},
};

use super::{
    Changed, Event, Refusal, Store,
    bits::intent,
    event::Audience,
    ids::{ChannelId, GuildId, MessageId, UserId},
};

/// A channel; its messages stand in the store.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Channel {
    pub(crate) id: ChannelId,
    pub(crate) kind: u8,
    pub(crate) place: Place,
    pub(crate) last_message_id: Option<MessageId>,
    pub(crate) last_pin_at: Option<u64>,
}

impl Channel {
    pub(crate) fn guild_id(&self) -> Option<GuildId> {
        match self.place {
            Place::Guild(guild, _) | Place::Thread(guild, _) => Some(guild),
            Place::Direct(_) => None,
        }
    }

    /// The category of a channel, or the channel of a thread.
    pub(crate) fn parent_id(&self) -> Option<ChannelId> {
        match &self.place {
            Place::Guild(_, own) => own.parent_id,
            Place::Thread(_, thread) => Some(thread.parent_id),
            Place::Direct(_) => None,
        }
    }

    /// What a guild's channel has that is no thread.
    pub(crate) fn own(&self) -> Option<&GuildChannel> {
        match &self.place {
            Place::Guild(_, own) => Some(own),
            Place::Thread(..) | Place::Direct(_) => None,
        }
    }

    pub(crate) fn thread(&self) -> Option<&Thread> {
        match &self.place {
            Place::Thread(_, thread) => Some(thread),
            Place::Guild(..) | Place::Direct(_) => None,
        }
    }

    /// What people call it.
    pub(crate) fn title(&self) -> String {
        match &self.place {
            Place::Guild(_, own) => format!("#{}", own.name),
            Place::Thread(_, thread) => format!("#{}", thread.name),
            Place::Direct(_) => "a direct conversation".to_owned(),
        }
    }

    /// Who hears of what happens in it.
    pub(crate) fn audience(&self) -> Audience {
        match &self.place {
            Place::Guild(guild, _) | Place::Thread(guild, _) => Audience::Channel(*guild, self.id),
            Place::Direct(direct) => Audience::Users(None, direct.recipients.clone()),
        }
    }

    /// Who hears of itself: of a guild's channels every member of the guild.
    pub(crate) fn own_audience(&self) -> Audience {
        match self.place {
            Place::Guild(guild, _) => Audience::Guild(guild),
            Place::Thread(..) | Place::Direct(_) => self.audience(),
        }
    }

    /// The intent for an event of this channel, of the two that are for guilds and for direct messages.
    pub(crate) fn intent(&self, guild: u64, direct: u64) -> u64 {
        match self.place {
            Place::Guild(..) | Place::Thread(..) => guild,
            Place::Direct(_) => direct,
        }
    }

    pub(crate) fn takes_messages(&self) -> bool {
        !matches!(
            self.kind,
            kind::GUILD_CATEGORY | kind::GUILD_FORUM | kind::GUILD_MEDIA
        )
    }

    pub(crate) fn is_voice(&self) -> bool {
        matches!(self.kind, kind::GUILD_VOICE | kind::GUILD_STAGE_VOICE)
    }
}

impl Store {
    pub(crate) fn channel(&self, id: ChannelId) -> Result<&Channel, Refusal> {
        self.channels.get(&id).ok_or(Refusal::UNKNOWN_CHANNEL)
    }

    /// The channel, for a user who must be able to see it.
    pub(crate) fn channel_for(&self, id: ChannelId, user: UserId) -> Result<&Channel, Refusal> {
        let channel = self.channel(id)?;
        if self.sees(channel, user) {
            return Ok(channel);
        }
        let why = format!("needs VIEW_CHANNEL in {}", channel.title());
        Err(Refusal::MISSING_ACCESS.because(why))
    }

    /// Whether threads of this channel are posts.
    pub(crate) fn is_forum(&self, id: ChannelId) -> bool {
        self.channels
            .get(&id)
            .is_some_and(|channel| matches!(channel.kind, kind::GUILD_FORUM | kind::GUILD_MEDIA))
    }

    pub(crate) fn channels(&self) -> impl Iterator<Item = &Channel> {
        self.channels.values()
    }

    /// The channels of a guild without its threads.
    pub(crate) fn channels_of(&self, guild: GuildId) -> impl Iterator<Item = &Channel> {
        self.channels
            .values()
            .filter(move |channel| matches!(channel.place, Place::Guild(own, _) if own == guild))
    }

    /// The threads of a guild.
    pub(crate) fn threads_of(&self, guild: GuildId) -> impl Iterator<Item = (&Channel, &Thread)> {
        self.channels
            .values()
            .filter_map(move |channel| match &channel.place {
                Place::Thread(own, thread) if *own == guild => Some((channel, &**thread)),
                _ => None,
            })
    }

    pub(super) fn insert_channel(&mut self, id: ChannelId, kind: u8, place: Place) {
        self.channels.insert(
            id,
            Channel {
                id,
                kind,
                place,
                last_message_id: None,
                last_pin_at: None,
            },
        );
    }

    /// Tells that a user is typing.
    pub(crate) fn typing(&self, id: ChannelId, user: UserId) -> Result<Changed<()>, Refusal> {
        let channel = self.channel_for(id, user)?;
        if !channel.takes_messages() {
            return Err(Refusal::NOT_A_TEXT_CHANNEL);
        }
        let mut data = json!({
            "channel_id": id,
            "user_id": user,
            "timestamp": self.clock.now() / 1000,
        });
        if let Some(guild) = channel.guild_id() {
            data["guild_id"] = json!(guild);
            if let Some(member) = self.member_of(guild, user) {
                data["member"] = member;
            }
        }
        let intents = channel.intent(intent::GUILD_MESSAGE_TYPING, intent::DIRECT_MESSAGE_TYPING);
        Ok(Changed::new(
            (),
            vec![Event::new(
                "TYPING_START",
                channel.audience(),
                intents,
                data,
            )],
        ))
    }
}
