//! What writing does to a thread.

use super::super::{
    super::{
        Event, Refusal, Store,
        bits::permission,
        ids::{ChannelId, UserId},
        message::{Message, kind as message_kind},
    },
    kind,
};

impl Store {
    /// Before somebody writes in a thread: it wakes, unless it is locked, and the writer is in it. Other
    /// channels stay as they are.
    pub(in super::super::super) fn enter_by_writing(
        &mut self,
        id: ChannelId,
        user: UserId,
    ) -> Result<Vec<Event>, Refusal> {
        let Ok((guild, channel, thread)) = self.thread_at(id) else {
            return Ok(Vec::new());
        };
        let moderates = self.permissions_in(channel, user) & permission::MANAGE_THREADS != 0;
        if thread.locked && !moderates {
            return Err(Refusal::THREAD_LOCKED);
        }
        let mut events = Vec::new();
        if thread.archived {
            self.check_room(guild, channel.kind)?;
            let now = self.clock.now();
            if let Some(thread) = self.thread_mut(id) {
                thread.archived = false;
                thread.archive_timestamp = now;
            }
            self.schedule_rest(id);
            events.extend(self.thread_update(id));
            events.extend(self.member_updates(id));
        }
        events.extend(self.enter_thread(id, user)?);
        Ok(events)
    }

    /// Counts a message that was put into a thread; the first of one that began with it does not count.
    pub(in super::super::super) fn count_in_thread(&mut self, message: &Message) {
        let is_first = message.id == message.channel_id.cast()
            || message.kind == message_kind::THREAD_STARTER_MESSAGE;
        if let Some(thread) = self.thread_mut(message.channel_id)
            && !is_first
        {
            thread.message_count += 1;
            thread.total_message_sent += 1;
        }
    }

    /// Counts a message that was taken out of a thread.
    pub(in super::super::super) fn uncount_in_thread(&mut self, message: &Message) {
        let is_first = message.id == message.channel_id.cast()
            || message.kind == message_kind::THREAD_STARTER_MESSAGE;
        if let Some(thread) = self.thread_mut(message.channel_id)
            && !is_first
        {
            thread.message_count = thread.message_count.saturating_sub(1);
        }
    }

    /// Takes those who are mentioned in a thread into it, if they see its channel and the writer may
    /// bring in others.
    pub(in super::super::super) fn bring_in_mentioned(
        &mut self,
        id: ChannelId,
        by: UserId,
        mentioned: &[UserId],
    ) -> Vec<Event> {
        let Ok((guild, channel, thread)) = self.thread_at(id) else {
            return Vec::new();
        };
        let is_closed = channel.kind == kind::PRIVATE_THREAD
            && !thread.invitable
            && thread.owner_id != by
            && !self.moderates_threads(thread.parent_id, by);
        if is_closed {
            return Vec::new();
        }
        let parent = thread.parent_id;
        let coming: Vec<UserId> = mentioned
            .iter()
            .copied()
            .filter(|user| self.is_member(guild, *user))
            .filter(|user| {
                let parent = self.channels.get(&parent);
                parent.is_some_and(|parent| self.sees(parent, *user))
            })
            .collect();
        coming
            .into_iter()
            .flat_map(|user| self.enter_thread(id, user).unwrap_or_default())
            .collect()
    }
}
