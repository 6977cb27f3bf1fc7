//! The offline Discord itself: what there is and what can happen to it.
//!
//! Nothing here does I/O. Every change is one function that checks, changes and returns the events that
//! the change fires, so that whoever holds the lock on the store can hand them out in the same breath.

pub(crate) mod application;
pub(crate) mod bits;
pub(crate) mod channel;
pub(crate) mod event;
mod field;
pub(crate) mod file;
pub(crate) mod guild;
pub(crate) mod ids;
pub(crate) mod member;
pub(crate) mod mention;
pub(crate) mod message;
mod pin;
pub(crate) mod posting;
pub(crate) mod reaction;
mod refusal;
pub(crate) mod seed;
pub(crate) mod user;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap};

pub(crate) use self::{
    event::{Changed, Event},
    field::Field,
    refusal::Refusal,
};

use self::{
    application::Application,
    channel::Channel,
    file::StoredFile,
    guild::Guild,
    ids::{ApplicationId, AttachmentId, ChannelId, GuildId, IdSource, MessageId, UserId},
    message::Message,
    user::User,
};

/// All there is in one sandbox.
#[derive(Debug)]
pub(crate) struct Store {
    ids: IdSource,
    base_url: String,
    default_user: UserId,
    users: BTreeMap<UserId, User>,
    applications: BTreeMap<ApplicationId, Application>,
    tokens: HashMap<String, ApplicationId>,
    guilds: BTreeMap<GuildId, Guild>,
    channels: BTreeMap<ChannelId, Channel>,
    messages: HashMap<ChannelId, BTreeMap<MessageId, Message>>,
    files: HashMap<AttachmentId, StoredFile>,
}

impl Store {
    fn empty(base_url: &str, default_user: UserId) -> Self {
        Self {
            ids: IdSource::default(),
            base_url: base_url.to_owned(),
            default_user,
            users: BTreeMap::new(),
            applications: BTreeMap::new(),
            tokens: HashMap::new(),
            guilds: BTreeMap::new(),
            channels: BTreeMap::new(),
            messages: HashMap::new(),
            files: HashMap::new(),
        }
    }

    /// Whom a person at the page writes as, unless it says otherwise.
    pub(crate) fn default_user(&self) -> UserId {
        self.default_user
    }
}
