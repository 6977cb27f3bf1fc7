//! Making, changing and deleting a guild's channels.

use serde_json::Value;

use super::{
    super::{
        Actor, Changed, Event, Field, Refusal, Store,
        audit::{Note, action},
        bits::{intent, permission},
        guild::Guild,
        ids::{ChannelId, EmojiId, GuildId, TagId},
    },
    GuildChannel, Overwrite, Place, Tag, settings,
};

const MAX_CHANNELS: usize = 500;

/// What is changed of a guild's channel; what is `None` or absent stays.
#[derive(Clone, Debug, Default)]
pub(crate) struct ChannelEdit {
    pub(crate) kind: Option<u8>,
    pub(crate) name: Option<String>,
    pub(crate) topic: Field<String>,
    pub(crate) position: Option<i64>,
    pub(crate) parent_id: Field<ChannelId>,
    pub(crate) nsfw: Option<bool>,
    pub(crate) rate_limit_per_user: Option<i64>,
    pub(crate) bitrate: Option<i64>,
    pub(crate) user_limit: Option<i64>,
    pub(crate) rtc_region: Field<String>,
    pub(crate) video_quality_mode: Option<i64>,
    pub(crate) permission_overwrites: Option<Vec<Overwrite>>,
    pub(crate) default_auto_archive_duration: Field<i64>,
    pub(crate) default_thread_rate_limit_per_user: Option<i64>,
    pub(crate) available_tags: Option<Vec<TagDraft>>,
    pub(crate) default_reaction_emoji: Field<Value>,
    pub(crate) default_sort_order: Field<i64>,
    pub(crate) default_forum_layout: Option<i64>,
    pub(crate) default_tag_setting: Field<String>,
    pub(crate) flags: Option<u64>,
}

/// A tag as it is set; without an id it is a new one.
#[derive(Clone, Debug)]
pub(crate) struct TagDraft {
    pub(crate) id: Option<TagId>,
    pub(crate) name: String,
    pub(crate) moderated: bool,
    pub(crate) emoji_id: Option<EmojiId>,
    pub(crate) emoji_name: Option<String>,
}

impl Store {
    /// Makes a channel in a guild, below the others.
    pub(crate) fn create_channel(
        &mut self,
        actor: &Actor,
        guild: GuildId,
        kind: u8,
        mut edit: ChannelEdit,
    ) -> Result<Changed<Value>, Refusal> {
        self.guild_for(guild, actor.user)?;
        self.check_settings(guild, None, kind, &edit)?;
        self.guild_with(guild, actor.user, permission::MANAGE_CHANNELS)?;
        match &edit.permission_overwrites {
            Some(overwrites) => {
                let granted = self.permissions(guild, actor.user);
                self.check_overwrites(guild, granted, &[], overwrites)?;
            }
            None => edit.permission_overwrites = self.inherited_overwrites(&edit.parent_id),
        }
        if self.channels_of(guild).count() >= MAX_CHANNELS {
            return Err(Refusal::TOO_MANY_CHANNELS);
        }
        let below = self
            .channels_of(guild)
            .filter_map(|channel| channel.own().map(|own| own.position + 1))
            .max()
            .unwrap_or(0);
        let id = self.clock.next_id();
        let own = GuildChannel {
            position: below,
            ..GuildChannel::default()
        };
        self.insert_channel(id, kind, Place::Guild(guild, Box::new(own)));
        let mut changed = self.apply_channel_edit(id, edit, "CHANNEL_CREATE");
        let note = Note::on(id).changes(&Value::Null, &changed.value);
        changed
            .events
            .extend(self.audit(guild, actor, action::CHANNEL_CREATE, note));
        Ok(changed)
    }

    /// The overwrites of the category that a new channel is put into.
    fn inherited_overwrites(&self, parent: &Field<ChannelId>) -> Option<Vec<Overwrite>> {
        let Field::Value(parent) = parent else {
            return None;
        };
        let own = self.channels.get(parent)?.own()?;
        Some(own.permission_overwrites.clone())
    }

    /// Changes a guild's channel.
    pub(crate) fn edit_channel(
        &mut self,
        actor: &Actor,
        id: ChannelId,
        edit: ChannelEdit,
    ) -> Result<Changed<Value>, Refusal> {
        let channel = self.channel_for(id, actor.user)?;
        let Place::Guild(guild, own) = &channel.place else {
            return Err(Refusal::DIRECT_CHANNEL);
        };
        let guild = *guild;
        self.check_settings(
            guild,
            Some(channel),
            edit.kind.unwrap_or(channel.kind),
            &edit,
        )?;
        self.channel_with(id, actor.user, permission::MANAGE_CHANNELS)?;
        if let Some(overwrites) = &edit.permission_overwrites {
            let granted = self.overwritable(channel, actor.user);
            self.check_overwrites(guild, granted, &own.permission_overwrites, overwrites)?;
        }
        let before = self.channel_json(channel);
        self.telling_of_threads(guild, |store| {
            let mut changed = store.apply_channel_edit(id, edit, "CHANNEL_UPDATE");
            if changed.value == before {
                return Ok(Changed::nothing(before));
            }
            let note = Note::on(id).changes(&before, &changed.value);
            changed
                .events
                .extend(store.audit(guild, actor, action::CHANNEL_UPDATE, note));
            Ok(changed)
        })
    }

    pub(super) fn apply_channel_edit(
        &mut self,
        id: ChannelId,
        edit: ChannelEdit,
        event: &'static str,
    ) -> Changed<Value> {
        let tags: Option<Vec<Tag>> = edit.available_tags.map(|drafts| {
            drafts
                .into_iter()
                .map(|draft| Tag {
                    id: draft.id.unwrap_or_else(|| self.clock.next_id()),
                    name: draft.name,
                    moderated: draft.moderated,
                    emoji_id: draft.emoji_id,
                    emoji_name: draft.emoji_name,
                })
                .collect()
        });
        if let Some(channel) = self.channels.get_mut(&id)
            && let Place::Guild(_, own) = &mut channel.place
        {
            channel.kind = edit.kind.unwrap_or(channel.kind);
            if let Some(name) = edit.name {
                own.name = settings::name_of(channel.kind, &name);
            }
            edit.topic.apply(&mut own.topic);
            edit.parent_id.apply(&mut own.parent_id);
            if let Some(overwrites) = edit.permission_overwrites {
                own.permission_overwrites = overwrites;
            }
            own.position = edit.position.unwrap_or(own.position);
            own.nsfw = edit.nsfw.unwrap_or(own.nsfw);
            own.rate_limit_per_user = edit.rate_limit_per_user.unwrap_or(own.rate_limit_per_user);
            let voice = &mut own.voice;
            voice.bitrate = edit.bitrate.unwrap_or(voice.bitrate);
            voice.user_limit = edit.user_limit.unwrap_or(voice.user_limit);
            edit.rtc_region.apply(&mut voice.rtc_region);
            voice.video_quality_mode = edit.video_quality_mode.unwrap_or(voice.video_quality_mode);
            let threads = &mut own.threads;
            edit.default_auto_archive_duration
                .apply(&mut threads.auto_archive_duration);
            threads.rate_limit_per_user = edit
                .default_thread_rate_limit_per_user
                .unwrap_or(threads.rate_limit_per_user);
            let forum = &mut own.forum;
            forum.available_tags =
                tags.unwrap_or_else(|| std::mem::take(&mut forum.available_tags));
            edit.default_reaction_emoji
                .apply(&mut forum.default_reaction_emoji);
            edit.default_sort_order.apply(&mut forum.default_sort_order);
            edit.default_tag_setting
                .apply(&mut forum.default_tag_setting);
            forum.default_forum_layout = edit
                .default_forum_layout
                .unwrap_or(forum.default_forum_layout);
            if let Some(flags) = edit.flags {
                let settable = settings::settable_flags(channel.kind);
                own.flags = own.flags & !settable | flags & settable;
            }
        }
        let Some(channel) = self.channels.get(&id) else {
            return Changed::nothing(Value::Null);
        };
        let json = self.channel_json(channel);
        let event = Event::new(event, channel.own_audience(), intent::GUILDS, json.clone());
        Changed::new(json, vec![event])
    }

    /// Deletes a guild's channel with its messages and threads, or a thread; a direct conversation is
    /// only closed, and a group is left.
    pub(crate) fn delete_channel(
        &mut self,
        actor: &Actor,
        id: ChannelId,
    ) -> Result<Changed<Value>, Refusal> {
        let channel = self.channel_for(id, actor.user)?;
        let json = self.channel_json_for(channel, Some(actor.user));
        let guild = match &channel.place {
            Place::Guild(guild, _) => *guild,
            Place::Thread(..) => return self.delete_thread(actor, id),
            Place::Direct(direct) if direct.group.is_some() => {
                let left = self.remove_recipient(actor.user, id, actor.user)?;
                return Ok(Changed::new(json, left.events));
            }
            Place::Direct(_) => return Ok(Changed::nothing(json)),
        };
        let channel = self.channel_with(id, actor.user, permission::MANAGE_CHANNELS)?;
        let needed = |guild: &Guild| {
            let own = &guild.settings;
            let channels = [own.rules_channel_id, own.public_updates_channel_id];
            guild.has_feature("COMMUNITY") && channels.contains(&Some(id))
        };
        if self.guilds.get(&guild).is_some_and(needed) {
            return Err(Refusal::COMMUNITY_CHANNEL);
        }
        let gone = Event::new(
            "CHANNEL_DELETE",
            channel.own_audience(),
            intent::GUILDS,
            json.clone(),
        );
        let mut events = self.empty_voice(guild, id);
        events.extend(self.close_stage(id));
        events.extend(self.drop_scheduled_events_in(id));
        events.push(gone);
        let threads: Vec<ChannelId> = self
            .threads_of(guild)
            .filter(|(_, thread)| thread.parent_id == id)
            .map(|(channel, _)| channel.id)
            .collect();
        for gone in threads.into_iter().chain([id]) {
            self.erase_channel(gone);
        }
        // The channels of a deleted category stand on their own.
        let orphans: Vec<ChannelId> = self
            .channels_of(guild)
            .filter(|channel| channel.parent_id() == Some(id))
            .map(|channel| channel.id)
            .collect();
        for orphan in orphans {
            let edit = ChannelEdit {
                parent_id: Field::Null,
                ..ChannelEdit::default()
            };
            let changed = self.apply_channel_edit(orphan, edit, "CHANNEL_UPDATE");
            events.extend(changed.events);
        }
        events.extend(self.forget_channel(guild, id));
        let note = Note::on(id).changes(&json, &Value::Null);
        events.extend(self.audit(guild, actor, action::CHANNEL_DELETE, note));
        Ok(Changed::new(json, events))
    }

    /// Takes a channel out of the world with all that is in it.
    pub(super) fn erase_channel(&mut self, id: ChannelId) {
        self.channels.remove(&id);
        self.messages.remove(&id);
        self.files.retain(|_, file| file.channel_id != id);
        self.followers
            .retain(|follower| follower.source != id && follower.target != id);
    }
}
