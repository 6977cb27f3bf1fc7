//! Changing and deleting threads.

use serde_json::Value;

use super::{
    super::{
        super::{
            Actor, Changed, Event, Refusal, Store,
            audit::{Note, action},
            bits::{channel_flag, permission},
            ids::{ChannelId, TagId},
            message::{Message, kind as message_kind},
        },
        Channel, Thread, kind,
    },
    start::check_applied_tags,
};

/// What is changed of a thread; what is `None` stays.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ThreadEdit {
    pub(crate) name: Option<String>,
    pub(crate) archived: Option<bool>,
    pub(crate) auto_archive_duration: Option<i64>,
    pub(crate) locked: Option<bool>,
    pub(crate) invitable: Option<bool>,
    pub(crate) rate_limit_per_user: Option<i64>,
    pub(crate) flags: Option<u64>,
    pub(crate) applied_tags: Option<Vec<TagId>>,
}

impl ThreadEdit {
    /// Whether all that it does is to wake the thread, which everybody may who writes there.
    fn only_wakes(&self) -> bool {
        *self
            == Self {
                archived: Some(false),
                ..Self::default()
            }
    }

    /// Whether only those may make it who manage threads, not the one who started it.
    fn is_moderation(&self, thread: &Thread) -> bool {
        self.locked.is_some_and(|locked| locked != thread.locked)
            || self.flags.is_some_and(|flags| flags != thread.flags)
            || self
                .rate_limit_per_user
                .is_some_and(|limit| limit != thread.rate_limit_per_user)
    }
}

impl Store {
    /// Changes a thread.
    pub(crate) fn edit_thread(
        &mut self,
        actor: &Actor,
        id: ChannelId,
        edit: ThreadEdit,
    ) -> Result<Changed<Value>, Refusal> {
        self.channel_for(id, actor.user)?;
        self.check_thread_edit(actor, id, &edit)?;
        let (guild, channel, thread) = self.thread_at(id)?;
        let before = self.channel_json(channel);
        let was_archived = thread.archived;
        let wakes = was_archived && edit.archived == Some(false);
        if wakes {
            self.check_room(guild, channel.kind)?;
        }
        let renamed = edit.name.clone().filter(|name| *name != thread.name);
        self.apply_thread_edit(id, edit);
        let json = self.channel_json(self.channel(id)?);
        if json == before {
            return Ok(Changed::nothing(json));
        }
        self.schedule_rest(id);
        let mut events: Vec<Event> = Vec::new();
        events.extend(self.thread_update(id));
        if wakes {
            events.extend(self.member_updates(id));
        }
        if let Some(name) = renamed {
            let told = self.clock.next_id();
            events.push(self.insert_message(Message {
                kind: message_kind::CHANNEL_NAME_CHANGE,
                content: name,
                ..Message::new(told, id, actor.user)
            })?);
        }
        let note = Note::on(id).changes(&flat(&before), &flat(&json));
        events.extend(self.audit(guild, actor, action::THREAD_UPDATE, note));
        let json = self.channel_json_for(self.channel(id)?, Some(actor.user));
        Ok(Changed::new(json, events))
    }

    fn check_thread_edit(
        &self,
        actor: &Actor,
        id: ChannelId,
        edit: &ThreadEdit,
    ) -> Result<(), Refusal> {
        let (guild, channel, thread) = self.thread_at(id)?;
        let granted = self.permissions_in(channel, actor.user);
        let moderates = granted & permission::MANAGE_THREADS != 0;
        let wakes = thread.archived && edit.archived == Some(false);
        if thread.archived && !wakes {
            return Err(Refusal::ARCHIVED_THREAD);
        }
        let is_owner = thread.owner_id == actor.user;
        let may = if wakes && edit.only_wakes() {
            moderates || !thread.locked && granted & permission::SEND_MESSAGES != 0
        } else if edit.is_moderation(thread) || thread.locked {
            moderates
        } else {
            moderates || is_owner
        };
        if !may {
            return Err(Refusal::needs(permission::MANAGE_THREADS, &channel.title()));
        }
        if edit.invitable.is_some() && channel.kind != kind::PRIVATE_THREAD {
            let message = "Only private threads can be invitable or not";
            return Err(Refusal::field("invitable", "THREAD_NOT_PRIVATE", message));
        }
        let Some(parent) = self.channel(thread.parent_id)?.own() else {
            return Err(Refusal::UNKNOWN_CHANNEL);
        };
        if let Some(tags) = &edit.applied_tags {
            check_applied_tags(parent, &thread.applied_tags, tags, moderates)?;
        }
        let pins = edit.flags.is_some_and(|flags| {
            flags & channel_flag::PINNED != 0 && thread.flags & channel_flag::PINNED == 0
        });
        let mut others = self.threads_of(guild).filter(|(_, other)| {
            other.parent_id == thread.parent_id && other.flags & channel_flag::PINNED != 0
        });
        if pins && others.next().is_some() {
            return Err(Refusal::TOO_MANY_PINNED_THREADS);
        }
        Ok(())
    }

    fn apply_thread_edit(&mut self, id: ChannelId, edit: ThreadEdit) {
        let now = self.clock.now();
        let is_post = self
            .channels
            .get(&id)
            .and_then(Channel::parent_id)
            .is_some_and(|parent| self.is_forum(parent));
        let Some(thread) = self.thread_mut(id) else {
            return;
        };
        thread.name = edit
            .name
            .unwrap_or_else(|| std::mem::take(&mut thread.name));
        let archived = edit.archived.unwrap_or(thread.archived);
        let duration = edit
            .auto_archive_duration
            .unwrap_or(thread.auto_archive_duration);
        if (archived, duration) != (thread.archived, thread.auto_archive_duration) {
            thread.archived = archived;
            thread.auto_archive_duration = duration;
            thread.archive_timestamp = now;
        }
        thread.locked = edit.locked.unwrap_or(thread.locked);
        thread.invitable = edit.invitable.unwrap_or(thread.invitable);
        thread.rate_limit_per_user = edit
            .rate_limit_per_user
            .unwrap_or(thread.rate_limit_per_user);
        if let Some(flags) = edit.flags.filter(|_| is_post) {
            thread.flags = flags & channel_flag::PINNED;
        }
        if thread.archived {
            thread.flags &= !channel_flag::PINNED;
        }
        if let Some(tags) = edit.applied_tags {
            thread.applied_tags = tags;
        }
    }

    /// Deletes a thread with its messages.
    pub(crate) fn delete_thread(
        &mut self,
        actor: &Actor,
        id: ChannelId,
    ) -> Result<Changed<Value>, Refusal> {
        self.channel_with(id, actor.user, permission::MANAGE_THREADS)?;
        let (guild, channel, thread) = self.thread_at(id)?;
        let json = self.channel_json_for(channel, Some(actor.user));
        let mut gone = Self::thread_delete(guild, channel, thread);
        // When the event is handed out, the thread is gone and nobody sees it any more.
        gone.audience =
            super::super::super::event::Audience::Users(Some(guild), self.viewers(guild, channel));
        self.erase_channel(id);
        let note = Note::on(id).changes(&flat(&json), &Value::Null);
        let mut events = vec![gone];
        events.extend(self.audit(guild, actor, action::THREAD_DELETE, note));
        Ok(Changed::new(json, events))
    }
}

/// A thread as the audit log compares it: what is inside its metadata stands beside the rest.
fn flat(json: &Value) -> Value {
    let mut json = json.clone();
    let Some(object) = json.as_object_mut() else {
        return json;
    };
    if let Some(Value::Object(metadata)) = object.remove("thread_metadata") {
        object.extend(metadata);
    }
    object.remove("archive_timestamp");
    json
}
