//! The offline Discord itself: what there is and what can happen to it.
//!
//! Nothing here does I/O. Every change is one function that checks, changes and returns the events that
//! the change fires, so that whoever holds the lock on the store can hand them out in the same breath.

mod actor;
pub(crate) mod application;
pub(crate) mod audit;
pub(crate) mod audit_log;
pub(crate) mod auto_moderation;
pub(crate) mod bits;
pub(crate) mod channel;
mod clock;
pub(crate) mod command;
pub(crate) mod community;
pub(crate) mod component;
mod crosspost;
pub(crate) mod drawing;
mod due;
pub(crate) mod endpoint;
pub(crate) mod event;
pub(crate) mod expression;
mod field;
pub(crate) mod file;
mod follow;
mod form_errors;
mod founding;
pub(crate) mod guild;
pub(crate) mod guild_settings;
pub(crate) mod ids;
pub(crate) mod image;
pub(crate) mod interaction;
pub(crate) mod invite;
pub(crate) mod lobby;
pub(crate) mod member;
mod member_edit;
pub(crate) mod membership;
pub(crate) mod mention;
pub(crate) mod message;
mod message_rules;
pub(crate) mod monetization;
pub(crate) mod oauth;
pub(crate) mod partner;
pub(crate) mod permission;
mod pin;
pub(crate) mod poll;
pub(crate) mod posting;
pub(crate) mod presence;
pub(crate) mod reaction;
mod refusal;
mod removal;
pub(crate) mod role;
pub(crate) mod role_connection;
pub(crate) mod scheduled_event;
pub(crate) mod search;
pub(crate) mod seed;
mod snapshot;
pub(crate) mod soundboard;
pub(crate) mod stage;
pub(crate) mod template;
pub(crate) mod user;
pub(crate) mod voice;
pub(crate) mod webhook;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

pub(crate) use self::{
    actor::Actor,
    clock::Clock,
    event::{Changed, Event},
    field::Field,
    form_errors::FormErrors,
    refusal::Refusal,
};

use self::{
    application::{Application, activity::ActivityInstance},
    channel::Channel,
    command::Commands,
    due::Due,
    endpoint::WebhookEvent,
    file::StoredFile,
    follow::Follower,
    guild::Guild,
    ids::{
        ApplicationId, AttachmentId, ChannelId, GuildId, InteractionId, LobbyId, MessageId,
        ScheduledEventId, SoundId, UserId, WebhookId,
    },
    image::StoredImage,
    interaction::Interaction,
    invite::Invite,
    lobby::Lobby,
    message::Message,
    monetization::Monetization,
    oauth::OAuth,
    partner::Partner,
    presence::Presence,
    role_connection::RoleConnections,
    scheduled_event::ScheduledEvent,
    soundboard::Sound,
    stage::StageInstance,
    user::{Connection, User},
    voice::VoiceState,
    webhook::Webhook,
};

/// All there is in one sandbox. Its serialized form is that of snapshots.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Store {
    #[serde(skip)]
    pub(crate) clock: Clock,
    /// Where its files are served, without a slash at the end.
    #[serde(skip)]
    base_url: String,
    default_user: UserId,
    users: BTreeMap<UserId, User>,
    applications: BTreeMap<ApplicationId, Application>,
    #[serde(skip)]
    tokens: HashMap<String, ApplicationId>,
    guilds: BTreeMap<GuildId, Guild>,
    invites: BTreeMap<String, Invite>,
    /// By their hashes.
    pub(crate) images: HashMap<String, StoredImage>,
    channels: BTreeMap<ChannelId, Channel>,
    messages: HashMap<ChannelId, BTreeMap<MessageId, Message>>,
    files: HashMap<AttachmentId, StoredFile>,
    oauth: OAuth,
    connections: BTreeMap<UserId, Vec<Connection>>,
    role_connections: RoleConnections,
    monetization: Monetization,
    activities: Vec<ActivityInstance>,
    lobbies: BTreeMap<LobbyId, Lobby>,
    partner: Partner,
    due: BTreeSet<(u64, Due)>,
    webhooks: BTreeMap<WebhookId, Webhook>,
    /// When users wrote last, for slow mode.
    last_posts: BTreeMap<ChannelId, BTreeMap<UserId, u64>>,
    /// What a refused change fires nevertheless.
    #[serde(skip)]
    aside: Vec<Event>,
    commands: Commands,
    interactions: BTreeMap<InteractionId, Interaction>,
    /// Those who wait for answers have not been told of the last one yet.
    #[serde(skip)]
    interactions_moved: bool,
    /// Events that are to be sent to applications.
    #[serde(skip)]
    outbox: Vec<WebhookEvent>,
    /// Who is in which voice channel.
    voice_states: BTreeMap<GuildId, BTreeMap<UserId, VoiceState>>,
    /// The stages that are open, by their channels.
    stages: BTreeMap<ChannelId, StageInstance>,
    scheduled_events: BTreeMap<ScheduledEventId, ScheduledEvent>,
    /// The sounds of guilds.
    sounds: BTreeMap<SoundId, Sound>,
    /// Which channels follow which announcement channels.
    followers: Vec<Follower>,
    /// Of those who show themselves otherwise than by being there.
    #[serde(default)]
    presences: BTreeMap<UserId, Presence>,
}

impl Store {
    fn empty(base_url: &str, default_user: UserId) -> Self {
        Self {
            clock: Clock::default(),
            base_url: base_url.to_owned(),
            default_user,
            users: BTreeMap::new(),
            applications: BTreeMap::new(),
            tokens: HashMap::new(),
            guilds: BTreeMap::new(),
            invites: BTreeMap::new(),
            images: HashMap::new(),
            channels: BTreeMap::new(),
            messages: HashMap::new(),
            files: HashMap::new(),
            oauth: OAuth::default(),
            connections: BTreeMap::new(),
            role_connections: RoleConnections::default(),
            monetization: Monetization::default(),
            activities: Vec::new(),
            lobbies: BTreeMap::new(),
            partner: Partner::default(),
            due: BTreeSet::new(),
            webhooks: BTreeMap::new(),
            last_posts: BTreeMap::new(),
            aside: Vec::new(),
            commands: Commands::default(),
            interactions: BTreeMap::new(),
            interactions_moved: false,
            outbox: Vec::new(),
            voice_states: BTreeMap::new(),
            stages: BTreeMap::new(),
            scheduled_events: BTreeMap::new(),
            sounds: BTreeMap::new(),
            followers: Vec::new(),
            presences: BTreeMap::new(),
        }
    }

    /// Gives the events that a change fired though it was refused.
    pub(crate) fn take_aside(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.aside)
    }

    /// Whom a person at the page writes as, unless it says otherwise.
    pub(crate) fn default_user(&self) -> UserId {
        self.default_user
    }
}
