//! What bots are told when they come to see channels that they did not see before.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::{
    super::{
        Changed, Event, Refusal, Store,
        bits::intent,
        event::Audience,
        ids::{ChannelId, GuildId, UserId},
    },
    thread_member,
};

/// Which bots of a guild see which of its channels.
type Sight = BTreeMap<UserId, BTreeSet<ChannelId>>;

impl Store {
    /// Makes a change by which bots may come to see channels of a guild; those that do are told of the
    /// active threads there by THREAD_LIST_SYNC.
    pub(in super::super) fn telling_of_threads<T>(
        &mut self,
        guild: GuildId,
        change: impl FnOnce(&mut Self) -> Result<Changed<T>, Refusal>,
    ) -> Result<Changed<T>, Refusal> {
        let before = self.sight(guild);
        let mut changed = change(self)?;
        let after = self.sight(guild);
        for (bot, seen) in after {
            let gained: BTreeSet<ChannelId> = before
                .get(&bot)
                .map(|before| seen.difference(before).copied().collect())
                .unwrap_or_default();
            if !gained.is_empty() {
                changed
                    .events
                    .push(self.thread_list_sync(guild, bot, &gained));
            }
        }
        Ok(changed)
    }

    fn sight(&self, guild: GuildId) -> Sight {
        let bots = self
            .guilds
            .get(&guild)
            .into_iter()
            .flat_map(|guild| guild.members.keys())
            .filter(|user| self.users.get(user).is_some_and(|user| user.bot));
        let seen = |bot: UserId| {
            self.channels_of(guild)
                .filter(|channel| self.sees(channel, bot))
                .map(|channel| channel.id)
                .collect()
        };
        bots.map(|bot| (*bot, seen(*bot))).collect()
    }

    fn thread_list_sync(
        &self,
        guild: GuildId,
        user: UserId,
        channels: &BTreeSet<ChannelId>,
    ) -> Event {
        let threads = self.threads_of(guild).filter(|(channel, thread)| {
            !thread.archived && channels.contains(&thread.parent_id) && self.sees(channel, user)
        });
        let (mut shown, mut members) = (Vec::<Value>::new(), Vec::<Value>::new());
        for (channel, thread) in threads {
            shown.push(self.channel_json(channel));
            members.extend(thread_member(channel, thread, user));
        }
        let data = json!({
            "guild_id": guild,
            "channel_ids": channels,
            "threads": shown,
            "members": members,
        });
        let audience = Audience::user(user, Some(guild));
        Event::new("THREAD_LIST_SYNC", audience, intent::GUILDS, data)
    }
}
