//! Threads: how they are found, rest and wake. Discord docs: Threads.

mod edit;
mod list;
mod member;
mod post;
mod search;
mod start;

#[cfg(test)]
mod tests;

use serde_json::json;

pub(crate) use self::{
    edit::ThreadEdit,
    list::Archived,
    search::{ThreadSearch, ThreadSort},
    start::ThreadDraft,
};

use super::{
    super::{
        Event, Refusal, Store,
        bits::{channel_flag, intent},
        due::Due,
        ids::{ChannelId, GuildId, MessageId},
        message::Message,
    },
    Channel, Place, Thread,
};

const MINUTE_MS: u64 = 60_000;

/// After how many minutes without activity a thread can be archived.
pub(crate) const AUTO_ARCHIVE_DURATIONS: [i64; 4] = [60, 1440, 4320, 10_080];

impl Store {
    /// A thread with its guild.
    fn thread_at(&self, id: ChannelId) -> Result<(GuildId, &Channel, &Thread), Refusal> {
        let channel = self.channel(id)?;
        match &channel.place {
            Place::Thread(guild, thread) => Ok((*guild, channel, thread)),
            Place::Guild(..) | Place::Direct(_) => Err(Refusal::WRONG_CHANNEL_TYPE),
        }
    }

    fn thread_mut(&mut self, id: ChannelId) -> Option<&mut Thread> {
        match &mut self.channels.get_mut(&id)?.place {
            Place::Thread(_, thread) => Some(thread),
            Place::Guild(..) | Place::Direct(_) => None,
        }
    }

    /// The thread that was started from a message.
    pub(in super::super) fn thread_of(&self, message: &Message) -> Option<&Channel> {
        let channel = self.channels.get(&message.id.cast())?;
        let thread = channel.thread()?;
        (thread.parent_id == message.channel_id).then_some(channel)
    }

    /// Has a thread be looked at when it may have rested for long enough.
    fn schedule_rest(&mut self, id: ChannelId) {
        let now = self.clock.now();
        if let Some(thread) = self.thread_mut(id) {
            let at = now + rest_ms(thread);
            self.schedule(at, Due::ThreadRests(id));
        }
    }

    /// Archives a thread in which nothing has happened for as long as it is set to, or looks again later.
    pub(in super::super) fn rest_thread(&mut self, id: ChannelId) -> Vec<Event> {
        let now = self.clock.now();
        let Some(channel) = self.channels.get_mut(&id) else {
            return Vec::new();
        };
        let last = channel.last_message_id.map_or(0, MessageId::timestamp_ms);
        let Place::Thread(_, thread) = &mut channel.place else {
            return Vec::new();
        };
        if thread.archived || thread.flags & channel_flag::PINNED != 0 {
            return Vec::new();
        }
        let rests_at = last.max(thread.archive_timestamp) + rest_ms(thread);
        if rests_at > now {
            self.schedule(rests_at, Due::ThreadRests(id));
            return Vec::new();
        }
        thread.archived = true;
        thread.archive_timestamp = now;
        self.thread_update(id).into_iter().collect()
    }

    /// THREAD_UPDATE as the thread is now.
    pub(in super::super) fn thread_update(&self, id: ChannelId) -> Option<Event> {
        let channel = self.channels.get(&id)?;
        let json = self.channel_json(channel);
        let audience = channel.audience();
        Some(Event::new("THREAD_UPDATE", audience, intent::GUILDS, json))
    }

    /// THREAD_DELETE, for those who saw the thread.
    fn thread_delete(guild: GuildId, channel: &Channel, thread: &Thread) -> Event {
        let data = json!({
            "id": channel.id,
            "guild_id": guild,
            "parent_id": thread.parent_id,
            "type": channel.kind,
        });
        Event::new("THREAD_DELETE", channel.audience(), intent::GUILDS, data)
    }
}

fn rest_ms(thread: &Thread) -> u64 {
    u64::try_from(thread.auto_archive_duration).unwrap_or(0) * MINUTE_MS
}
