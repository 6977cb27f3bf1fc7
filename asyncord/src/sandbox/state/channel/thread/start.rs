//! How threads begin.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::{
    super::{
        Actor, Changed, Event, Refusal, Store,
        audit::{Note, action},
        bits::{channel_flag, intent, message_flag, permission},
        ids::{ChannelId, GuildId, MessageId, TagId, UserId},
        message::{Message, Reference, kind as message_kind},
        posting::Draft,
    },
    Channel, GuildChannel, Place, Thread, kind,
};

const MAX_ACTIVE: usize = 1000;
/// Three days, as people's clients propose.
const AUTO_ARCHIVE_DURATION: i64 = 4320;
/// The types of messages that people write.
const WRITTEN: [u8; 4] = [
    message_kind::DEFAULT,
    message_kind::REPLY,
    message_kind::CHAT_INPUT_COMMAND,
    message_kind::CONTEXT_MENU_COMMAND,
];

/// A thread to be started.
#[derive(Clone, Debug, Default)]
pub(crate) struct ThreadDraft {
    pub(crate) name: String,
    pub(crate) auto_archive_duration: Option<i64>,
    pub(crate) rate_limit_per_user: Option<i64>,
    pub(crate) invitable: Option<bool>,
    pub(crate) applied_tags: Vec<TagId>,
}

impl Store {
    /// Starts a thread from a message, whose id it takes.
    pub(crate) fn start_thread_from(
        &mut self,
        actor: &Actor,
        parent_id: ChannelId,
        message_id: MessageId,
        draft: ThreadDraft,
    ) -> Result<Changed<ChannelId>, Refusal> {
        let parent = self.channel_for(parent_id, actor.user)?;
        let kind = match parent.kind {
            kind::GUILD_ANNOUNCEMENT => kind::ANNOUNCEMENT_THREAD,
            kind::GUILD_TEXT => kind::PUBLIC_THREAD,
            _ => return Err(Refusal::WRONG_CHANNEL_TYPE),
        };
        let message = self.message(parent_id, message_id)?;
        if !WRITTEN.contains(&message.kind) {
            return Err(Refusal::SYSTEM_MESSAGE);
        }
        let author = message.author_id;
        let webhook = message.webhook.clone();
        let needed = permission::CREATE_PUBLIC_THREADS | permission::READ_MESSAGE_HISTORY;
        let guild = self.parent_with(parent_id, actor.user, needed)?.0;
        let id: ChannelId = message_id.cast();
        if self.channels.contains_key(&id) {
            return Err(Refusal::THREAD_ALREADY_CREATED);
        }
        self.check_room(guild, kind)?;
        self.insert_thread(id, kind, parent_id, actor.user, draft)?;
        self.message_mut(parent_id, message_id)?.flags |= message_flag::HAS_THREAD;
        let mut events = self.thread_begun(actor, guild, id)?;
        events.push(self.message_event("MESSAGE_UPDATE", parent_id, message_id)?);
        let first = self.clock.next_id();
        events.push(self.insert_message(Message {
            kind: message_kind::THREAD_STARTER_MESSAGE,
            reference: Some(Reference {
                kind: 0,
                guild_id: Some(guild),
                channel_id: parent_id,
                message_id,
            }),
            webhook,
            ..Message::new(first, id, author)
        })?);
        Ok(Changed::new(id, events))
    }

    /// Starts a thread that no message stands at the beginning of.
    pub(crate) fn start_thread(
        &mut self,
        actor: &Actor,
        parent_id: ChannelId,
        kind: u8,
        draft: ThreadDraft,
    ) -> Result<Changed<ChannelId>, Refusal> {
        let parent = self.channel_for(parent_id, actor.user)?;
        let needed = match (parent.kind, kind) {
            (kind::GUILD_TEXT, kind::PUBLIC_THREAD)
            | (kind::GUILD_ANNOUNCEMENT, kind::ANNOUNCEMENT_THREAD) => {
                permission::CREATE_PUBLIC_THREADS
            }
            (kind::GUILD_TEXT, kind::PRIVATE_THREAD) => permission::CREATE_PRIVATE_THREADS,
            _ => return Err(Refusal::WRONG_CHANNEL_TYPE),
        };
        let guild = self.parent_with(parent_id, actor.user, needed)?.0;
        self.check_room(guild, kind)?;
        let id = self.clock.next_id();
        let name = draft.name.clone();
        self.insert_thread(id, kind, parent_id, actor.user, draft)?;
        let mut events = self.thread_begun(actor, guild, id)?;
        if kind != kind::PRIVATE_THREAD {
            let told = self.clock.next_id();
            events.push(self.insert_message(Message {
                kind: message_kind::THREAD_CREATED,
                content: name,
                announces: Some(id),
                ..Message::new(told, parent_id, actor.user)
            })?);
        }
        Ok(Changed::new(id, events))
    }

    /// Posts in a forum or media channel: a thread with its first message, which has its id.
    pub(crate) fn start_post(
        &mut self,
        actor: &Actor,
        forum: ChannelId,
        draft: ThreadDraft,
        mut message: Draft,
    ) -> Result<Changed<ChannelId>, Refusal> {
        self.channel_for(forum, actor.user)?;
        if !self.is_forum(forum) {
            return Err(Refusal::WRONG_CHANNEL_TYPE);
        }
        let (guild, own) = self.parent_with(forum, actor.user, permission::SEND_MESSAGES)?;
        let moderates = self.moderates_threads(forum, actor.user);
        check_applied_tags(own, &[], &draft.applied_tags, moderates)?;
        self.check_room(guild, kind::PUBLIC_THREAD)?;
        let id: ChannelId = self.clock.next_id();
        self.insert_thread(id, kind::PUBLIC_THREAD, forum, actor.user, draft)?;
        message.id = Some(id.cast());
        let posted = match self.post(id, actor.user, message) {
            Ok(posted) => posted,
            Err(refusal) => {
                self.erase_channel(id);
                return Err(refusal);
            }
        };
        if let Some(channel) = self.channels.get_mut(&forum) {
            channel.last_message_id = Some(id.cast());
        }
        let mut events = self.thread_begun(actor, guild, id)?;
        events.extend(posted.events);
        Ok(Changed::new(id, events))
    }

    /// The guild and the settings of a channel in which somebody needs these permissions.
    fn parent_with(
        &self,
        id: ChannelId,
        user: UserId,
        needed: u64,
    ) -> Result<(GuildId, &GuildChannel), Refusal> {
        match &self.channel_with(id, user, needed)?.place {
            Place::Guild(guild, own) => Ok((*guild, own)),
            Place::Thread(..) | Place::Direct(_) => Err(Refusal::WRONG_CHANNEL_TYPE),
        }
    }

    /// Whether somebody manages the threads of a channel.
    pub(super) fn moderates_threads(&self, parent: ChannelId, user: UserId) -> bool {
        self.channels.get(&parent).is_some_and(|channel| {
            self.permissions_in(channel, user) & permission::MANAGE_THREADS != 0
        })
    }

    /// Whether one thread more can be active in a guild.
    pub(super) fn check_room(&self, guild: GuildId, kind: u8) -> Result<(), Refusal> {
        let is_announcement = |channel: &Channel| channel.kind == kind::ANNOUNCEMENT_THREAD;
        let announces = kind == kind::ANNOUNCEMENT_THREAD;
        let active = self
            .threads_of(guild)
            .filter(|(channel, thread)| !thread.archived && is_announcement(channel) == announces);
        match active.count() < MAX_ACTIVE {
            true => Ok(()),
            false if announces => Err(Refusal::TOO_MANY_ACTIVE_ANNOUNCEMENT_THREADS),
            false => Err(Refusal::TOO_MANY_ACTIVE_THREADS),
        }
    }

    fn insert_thread(
        &mut self,
        id: ChannelId,
        kind: u8,
        parent_id: ChannelId,
        owner_id: UserId,
        draft: ThreadDraft,
    ) -> Result<(), Refusal> {
        let Place::Guild(guild, parent) = &self.channel(parent_id)?.place else {
            return Err(Refusal::WRONG_CHANNEL_TYPE);
        };
        let guild = *guild;
        let now = self.clock.now();
        let thread = Thread {
            parent_id,
            owner_id,
            name: draft.name,
            rate_limit_per_user: draft
                .rate_limit_per_user
                .unwrap_or(parent.threads.rate_limit_per_user),
            archived: false,
            auto_archive_duration: draft
                .auto_archive_duration
                .or(parent.threads.auto_archive_duration)
                .unwrap_or(AUTO_ARCHIVE_DURATION),
            archive_timestamp: now,
            locked: false,
            invitable: draft.invitable.unwrap_or(true),
            members: BTreeMap::from([(owner_id, now)]),
            message_count: 0,
            total_message_sent: 0,
            applied_tags: draft.applied_tags,
            flags: 0,
        };
        self.insert_channel(id, kind, Place::Thread(guild, Box::new(thread)));
        self.schedule_rest(id);
        Ok(())
    }

    /// What a new thread tells: its owner is in it from the beginning.
    fn thread_begun(
        &mut self,
        actor: &Actor,
        guild: GuildId,
        id: ChannelId,
    ) -> Result<Vec<Event>, Refusal> {
        let channel = self.channel(id)?;
        let json = self.channel_json(channel);
        let audience = channel.audience();
        let mut data = json.clone();
        data["newly_created"] = true.into();
        let mut events = vec![Event::new("THREAD_CREATE", audience, intent::GUILDS, data)];
        events.extend(self.members_update(id, &[actor.user], &[]));
        let note = Note::on(id).changes(&Value::Null, &json);
        events.extend(self.audit(guild, actor, action::THREAD_CREATE, note));
        Ok(events)
    }
}

/// Whether the tags of a post may become others.
pub(super) fn check_applied_tags(
    forum: &GuildChannel,
    old: &[TagId],
    new: &[TagId],
    moderates: bool,
) -> Result<(), Refusal> {
    let tags = &forum.forum.available_tags;
    for id in new.iter().filter(|id| !old.contains(id)) {
        let tag = tags.iter().find(|tag| tag.id == *id);
        let tag = tag.ok_or(Refusal::UNKNOWN_TAG)?;
        if tag.moderated && !moderates {
            return Err(Refusal::needs(permission::MANAGE_THREADS, &forum.name));
        }
    }
    if forum.flags & channel_flag::REQUIRE_TAG != 0 && new.is_empty() && !moderates {
        return Err(if tags.iter().any(|tag| !tag.moderated) {
            Refusal::TAG_REQUIRED
        } else {
            Refusal::NO_TAGS_TO_USE
        });
    }
    Ok(())
}
