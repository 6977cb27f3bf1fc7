//! What a change of the world tells those who watch it.

use serde_json::Value;

use super::{
    Store,
    bits::permission,
    ids::{ChannelId, GuildId, UserId},
};

/// Who hears of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Audience {
    /// The members of the guild.
    Guild(GuildId),
    /// The members of the guild who see the channel.
    Channel(GuildId, ChannelId),
    /// The members of the guild with any of these permissions in it.
    Permitted(GuildId, u64),
    /// The members of the guild with any of these permissions in the channel.
    PermittedIn(GuildId, ChannelId, u64),
    /// These users, on the shard of the guild where there is one.
    Users(Option<GuildId>, Vec<UserId>),
    /// Nobody but the page.
    Page,
}

impl Audience {
    /// One user alone.
    pub(crate) fn user(user: UserId, guild: Option<GuildId>) -> Self {
        Self::Users(guild, vec![user])
    }

    /// The guild whose shard brings it.
    pub(crate) fn guild(&self) -> Option<GuildId> {
        match self {
            Self::Guild(guild)
            | Self::Channel(guild, _)
            | Self::Permitted(guild, _)
            | Self::PermittedIn(guild, _, _) => Some(*guild),
            Self::Users(guild, _) => *guild,
            Self::Page => None,
        }
    }

    /// Why a user is not among those who hear of it; nothing if it is.
    pub(crate) fn leaves_out(&self, store: &Store, user: UserId) -> Option<LeftOut> {
        let may = |guild: &GuildId, channel: Option<&ChannelId>, needed: u64| {
            let granted = match channel {
                None => store.permissions(*guild, user),
                Some(channel) => store
                    .channel(*channel)
                    .map_or(0, |channel| store.permissions_in(channel, user)),
            };
            granted & needed != 0
        };
        let is_in = match self {
            Self::Guild(guild)
            | Self::Channel(guild, _)
            | Self::Permitted(guild, _)
            | Self::PermittedIn(guild, _, _) => store.is_member(*guild, user),
            Self::Users(_, users) => users.contains(&user),
            Self::Page => false,
        };
        if !is_in {
            return Some(LeftOut::Stranger);
        }
        let is_permitted = match self {
            Self::Channel(guild, channel) => may(guild, Some(channel), permission::VIEW_CHANNEL),
            Self::Permitted(guild, needed) => may(guild, None, *needed),
            Self::PermittedIn(guild, channel, needed) => may(guild, Some(channel), *needed),
            Self::Guild(_) | Self::Users(..) | Self::Page => true,
        };
        (!is_permitted).then_some(LeftOut::Unpermitted)
    }
}

/// Why a user does not hear of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LeftOut {
    /// It is no member, or none of those whom it is for.
    Stranger,
    /// It has not the permission.
    Unpermitted,
}

/// One dispatch of the gateway, before it is known which sessions get it.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    /// The name on the wire.
    pub(crate) name: &'static str,
    /// The payload, with everything in it.
    pub(crate) data: Value,
    pub(crate) audience: Audience,
    /// A session needs any of these intents; with 0 it needs none.
    pub(crate) intents: u64,
    /// This user gets the event with any of these intents instead; with 0 it needs none.
    pub(crate) also: Option<(UserId, u64)>,
    /// The payload is a message, whose content is kept from sessions without `MESSAGE_CONTENT`.
    pub(crate) is_message: bool,
}

impl Event {
    pub(crate) fn new(name: &'static str, audience: Audience, intents: u64, data: Value) -> Self {
        Self {
            name,
            data,
            audience,
            intents,
            also: None,
            is_message: false,
        }
    }

    pub(crate) fn also_to(mut self, user: UserId) -> Self {
        self.also = Some((user, 0));
        self
    }

    pub(crate) fn with_content(mut self) -> Self {
        self.is_message = true;
        self
    }
}

/// The outcome of a change, and what it tells.
#[derive(Debug)]
pub(crate) struct Changed<T> {
    pub(crate) value: T,
    pub(crate) events: Vec<Event>,
}

impl<T> Changed<T> {
    pub(crate) fn new(value: T, events: Vec<Event>) -> Self {
        Self { value, events }
    }

    /// A change that turned out to be none.
    pub(crate) fn nothing(value: T) -> Self {
        Self::new(value, Vec::new())
    }
}
