//! The gateway's events: what a handler can take as its first parameter.
//!
//! An event is named as on the wire without a suffix (`MESSAGE_CREATE` is [`MessageCreate`]), states its
//! name and intents once, where it stands, and derefs to the object it carries. Events that are not
//! typed here, and everything undocumented, are reached through [`RawEvent`], or through a type of one's
//! own: see [`derive(Event)`](derive@Event).

#[macro_use]
mod declare;

mod any;
mod application_command;
mod audit_log;
mod auto_moderation;
mod channel;
mod connection;
pub(crate) mod derive;
mod entitlement;
mod guild;
mod guild_scheduled_event;
mod integration;
mod interaction;
mod invite;
mod member;
mod message;
mod place;
mod poll;
mod presence;
mod raw;
mod reaction;
mod role;
pub(crate) mod shard;
mod soundboard;
mod stage_instance;
mod subscription;
mod thread;
mod typing;
mod user;
mod voice;
mod webhook;

use std::fmt;

#[doc = include_str!("../../docs/event.md")]
pub use asyncord_macros::Event;

pub use self::{
    any::AnyEvent,
    application_command::ApplicationCommandPermissionsUpdate,
    audit_log::{GuildAuditLogEntry, GuildAuditLogEntryCreate},
    auto_moderation::{
        AutoModerationActionExecution, AutoModerationRuleCreate, AutoModerationRuleDelete,
        AutoModerationRuleUpdate,
    },
    channel::{ChannelCreate, ChannelDelete, ChannelInfo, ChannelPinsUpdate, ChannelUpdate},
    connection::{IgnoredPayload, RateLimited, Ready, Resumed},
    entitlement::{EntitlementCreate, EntitlementDelete, EntitlementUpdate},
    guild::{
        AvailableGuild, CreatedGuild, GuildBanAdd, GuildBanRemove, GuildCreate, GuildDelete,
        GuildEmojisUpdate, GuildStickersUpdate, GuildUpdate,
    },
    guild_scheduled_event::{
        GuildScheduledEventCreate, GuildScheduledEventDelete, GuildScheduledEventUpdate,
        GuildScheduledEventUserAdd, GuildScheduledEventUserRemove,
    },
    integration::{
        GuildIntegration, GuildIntegrationsUpdate, IntegrationCreate, IntegrationDelete,
        IntegrationUpdate,
    },
    interaction::InteractionCreate,
    invite::{InviteCreate, InviteDelete},
    member::{
        GuildMember, GuildMemberAdd, GuildMemberRemove, GuildMemberUpdate, GuildMembersChunk,
    },
    message::{MessageCreate, MessageDelete, MessageDeleteBulk, MessageUpdate},
    place::{HasChannel, HasGuild, HasUser, ReplyTarget, Replyable, UserPlace},
    poll::{MessagePollVoteAdd, MessagePollVoteRemove},
    presence::PresenceUpdate,
    raw::RawEvent,
    reaction::{
        MessageReactionAdd, MessageReactionRemove, MessageReactionRemoveAll,
        MessageReactionRemoveEmoji,
    },
    role::{GuildRoleCreate, GuildRoleDelete, GuildRoleUpdate},
    shard::{
        DisconnectCause, ReshardEnded, ReshardStarted, ShardDisconnected, ShardReady, ShardResumed,
        ShardsReady,
    },
    soundboard::{
        GuildSoundboardSoundCreate, GuildSoundboardSoundDelete, GuildSoundboardSoundUpdate,
        GuildSoundboardSoundsUpdate, SoundboardSounds,
    },
    stage_instance::{StageInstanceCreate, StageInstanceDelete, StageInstanceUpdate},
    subscription::{SubscriptionCreate, SubscriptionDelete, SubscriptionUpdate},
    thread::{
        CreatedThread, GuildThreadMember, ThreadCreate, ThreadDelete, ThreadListSync,
        ThreadMemberUpdate, ThreadMembersUpdate, ThreadUpdate,
    },
    typing::TypingStart,
    user::UserUpdate,
    voice::{
        VoiceChannelEffectSend, VoiceChannelStartTimeUpdate, VoiceChannelStatusUpdate,
        VoiceServerUpdate, VoiceStateUpdate,
    },
    webhook::WebhooksUpdate,
};
use crate::{
    id::{
        Id,
        marker::{ChannelMarker, GuildMarker},
    },
    model::{self, Intents},
};

/// A gateway event that a handler can subscribe to.
///
/// Implemented by the types of this module; `#[derive(Event)]` implements it for types of your own.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a gateway event",
    label = "the first parameter of a handler or provider must be a gateway event",
    note = "events live in `asyncord::event`; take one as `MessageCreate`, `&MessageCreate` or `Arc<MessageCreate>`"
)]
pub trait Event: Sized + Send + Sync + 'static {
    /// Which dispatches it is made of.
    const NAMES: EventNames;

    /// The intents of which Discord needs any to send it; all of them are asked for.
    const INTENTS: Intents;

    /// Privileged intents that make it richer: asked for where the application has been granted them.
    const INTENTS_IF_GRANTED: Intents = Intents::empty();

    /// Makes the event of what came over the gateway.
    ///
    /// # Errors
    ///
    /// If the payload does not have the form of this event.
    fn decode(raw: &RawEvent) -> Result<Self, DecodeError>;

    /// Where the event happened.
    fn scope(&self) -> Scope {
        Scope::default()
    }
}

/// Which dispatches an event type is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventNames {
    /// Those with one of these wire names, such as `MESSAGE_CREATE`.
    Only(&'static [&'static str]),
    /// Every one, known or not.
    All,
}

/// Where an event happened: what decides which calls of an `ordered` handler follow one another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Scope {
    /// The guild, or `None` in a direct message and for events of no place.
    pub guild_id: Option<Id<GuildMarker>>,
    /// The channel, where the event has one.
    pub channel_id: Option<Id<ChannelMarker>>,
}

/// A payload that does not have the form of its event.
pub struct DecodeError {
    event: Box<str>,
    source: model::DecodeError,
}

impl DecodeError {
    pub(crate) fn new(event: &str, source: model::DecodeError) -> Self {
        Self {
            event: event.into(),
            source,
        }
    }

    pub(crate) fn custom(event: &str, message: String) -> Self {
        Self::new(event, model::DecodeError::new(String::new(), message))
    }

    /// Where in the payload the fault stands, such as `author.id`; empty where it is the whole.
    pub fn path(&self) -> &str {
        self.source.path()
    }

    /// The wire name of the event.
    pub fn event(&self) -> &str {
        &self.event
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a {} could not be decoded: {}", self.event, self.source)
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for DecodeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}
