//! What a client identified as, and which events are for it.

use std::borrow::Cow;

use crate::sandbox::state::{
    Event, Store,
    bits::intent,
    event::{Audience, LeftOut},
    ids::{ApplicationId, GuildId, UserId},
};

/// What a client identified with.
#[derive(Clone, Debug)]
pub(super) struct Identity {
    pub(super) application: ApplicationId,
    pub(super) user: UserId,
    pub(super) intents: u64,
    /// Its number, and of how many.
    pub(super) shard: (u64, u64),
    /// Of guilds of more members than this those who are offline do not come.
    pub(super) large_threshold: usize,
}

/// Why a session does not get an event.
pub(super) enum Miss {
    /// It is another shard's, or another bot's.
    NotMeant,
    /// The bot could have had it; for the inspector.
    Withheld(Cow<'static, str>),
}

impl Identity {
    /// Whether the guild's events come on this shard; what has no guild comes on the first.
    pub(super) fn serves(&self, guild: Option<GuildId>) -> bool {
        let (id, count) = self.shard;
        guild.map_or(0, |guild| (guild.get() >> 22) % count) == id
    }

    /// The guilds of the shard that the bot is in.
    pub(super) fn guilds(&self, store: &Store) -> Vec<GuildId> {
        let mut guilds = store.guilds_of(self.user);
        guilds.retain(|guild| self.serves(Some(*guild)));
        guilds
    }

    /// Why the session does not get an event; nothing if it does.
    pub(super) fn misses(&self, store: &Store, event: &Event) -> Option<Miss> {
        if !self.serves(event.audience.guild()) {
            return Some(Miss::NotMeant);
        }
        match event.audience.leaves_out(store, self.user) {
            Some(LeftOut::Stranger) => return Some(Miss::NotMeant),
            Some(LeftOut::Unpermitted) => {
                let why = "not sent: the bot has not the permission to hear of it";
                return Some(Miss::Withheld(why.into()));
            }
            None => {}
        }
        let asked = event.intents == 0
            || self.intents & event.intents != 0
            || event.also.is_some_and(|(user, intents)| {
                user == self.user && (intents == 0 || self.intents & intents != 0)
            });
        (!asked).then(|| {
            let names = intent::NAMES
                .iter()
                .filter(|(_, bit)| event.intents & bit != 0);
            let names: Vec<&str> = names.map(|(name, _)| *name).collect();
            let why = format!("not sent: the intent {} is missing", names.join(" or "));
            Miss::Withheld(why.into())
        })
    }

    pub(super) fn reads_content(&self, event: &Event) -> bool {
        self.intents & intent::MESSAGE_CONTENT != 0
            || matches!(event.audience, Audience::Users(None, _))
    }
}
