//! Lists of threads.

use serde_json::{Value, json};

use super::super::{
    super::{
        Refusal, Store,
        bits::permission,
        ids::{ChannelId, GuildId, UserId},
    },
    Channel, Place, Thread, kind, thread_member,
};

/// Which archived threads of a channel are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Archived {
    /// Public ones that were archived before a moment.
    Public(Option<u64>),
    /// Private ones that were archived before a moment.
    Private(Option<u64>),
    /// Private ones that the user is in, with ids below this one.
    JoinedPrivate(Option<ChannelId>),
}

/// A list of threads, with the membership of whom it is for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Threads {
    pub(crate) found: Vec<Value>,
    pub(crate) members: Vec<Value>,
    pub(crate) has_more: bool,
}

impl Threads {
    pub(crate) fn json(self) -> Value {
        json!({
            "threads": self.found,
            "members": self.members,
            "has_more": self.has_more,
        })
    }
}

impl Store {
    /// Shows threads to a user.
    pub(super) fn shown<'s>(
        &'s self,
        threads: impl Iterator<Item = (&'s Channel, &'s Thread)>,
        viewer: UserId,
    ) -> Threads {
        let mut shown = Threads::default();
        for (channel, thread) in threads {
            shown.found.push(self.channel_json(channel));
            shown.members.extend(thread_member(channel, thread, viewer));
        }
        shown
    }

    /// The active threads of a guild that a user sees, the newest first.
    pub(crate) fn active_threads(
        &self,
        guild: GuildId,
        viewer: UserId,
    ) -> Result<Threads, Refusal> {
        self.guild_for(guild, viewer)?;
        let mut threads: Vec<(&Channel, &Thread)> = self
            .threads_of(guild)
            .filter(|(channel, thread)| !thread.archived && self.sees(channel, viewer))
            .collect();
        threads.reverse();
        Ok(self.shown(threads.into_iter(), viewer))
    }

    /// The active threads that a user sees when it comes online: of private ones those that it is in.
    pub(in super::super::super) fn threads_at_start(
        &self,
        guild: GuildId,
        viewer: UserId,
    ) -> Vec<Value> {
        self.threads_of(guild)
            .filter(|(channel, thread)| {
                let is_shown = channel.kind != kind::PRIVATE_THREAD
                    || thread.members.contains_key(&viewer)
                    || self.moderates_threads(thread.parent_id, viewer);
                !thread.archived && is_shown && self.sees(channel, viewer)
            })
            .map(|(channel, _)| self.channel_json_for(channel, Some(viewer)))
            .collect()
    }

    /// The archived threads of a channel, those first that were archived last.
    pub(crate) fn archived_threads(
        &self,
        parent_id: ChannelId,
        viewer: UserId,
        which: Archived,
        limit: usize,
    ) -> Result<Threads, Refusal> {
        let Place::Guild(guild, _) = self.channel_for(parent_id, viewer)?.place else {
            return Err(Refusal::WRONG_CHANNEL_TYPE);
        };
        let needed = match which {
            Archived::Public(_) | Archived::JoinedPrivate(_) => permission::READ_MESSAGE_HISTORY,
            Archived::Private(_) => permission::READ_MESSAGE_HISTORY | permission::MANAGE_THREADS,
        };
        self.channel_with(parent_id, viewer, needed)?;
        let is_wanted = |channel: &Channel, thread: &Thread| {
            let is_private = channel.kind == kind::PRIVATE_THREAD;
            let is_before =
                |before: Option<u64>| before.is_none_or(|before| thread.archive_timestamp < before);
            match which {
                Archived::Public(before) => !is_private && is_before(before),
                Archived::Private(before) => is_private && is_before(before),
                Archived::JoinedPrivate(before) => {
                    is_private
                        && thread.members.contains_key(&viewer)
                        && before.is_none_or(|before| channel.id < before)
                }
            }
        };
        let mut threads: Vec<(&Channel, &Thread)> = self
            .threads_of(guild)
            .filter(|(channel, thread)| {
                thread.archived && thread.parent_id == parent_id && is_wanted(channel, thread)
            })
            .collect();
        match which {
            Archived::JoinedPrivate(_) => threads.reverse(),
            Archived::Public(_) | Archived::Private(_) => {
                threads.sort_by_key(|(channel, thread)| {
                    std::cmp::Reverse((thread.archive_timestamp, channel.id))
                });
            }
        }
        let has_more = threads.len() > limit;
        threads.truncate(limit);
        let mut shown = self.shown(threads.into_iter(), viewer);
        shown.has_more = has_more;
        Ok(shown)
    }
}
