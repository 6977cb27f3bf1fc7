//! Bans. Discord docs: Guild/Create Guild Ban.

use serde_json::{Value, json};

use super::super::{
    Actor, Changed, Event, Refusal, Store,
    audit::{Note, action},
    bits::{intent, permission},
    event::Audience,
    guild::Guild,
    ids::{ChannelId, GuildId, MessageId, UserId},
    user::User,
};

/// Who could be banned and who could not.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct BulkBan {
    pub(crate) banned: Vec<UserId>,
    pub(crate) failed: Vec<UserId>,
}

impl Store {
    /// A ban as REST shows it.
    pub(crate) fn ban_json(&self, guild: &Guild, user: UserId) -> Result<Value, Refusal> {
        let reason = guild.bans.get(&user).ok_or(Refusal::UNKNOWN_BAN)?;
        let user = self.users.get(&user).map(User::json);
        Ok(json!({ "user": user, "reason": reason }))
    }

    /// Bans a user, a member or not, and deletes what it wrote in the last seconds.
    pub(crate) fn ban(
        &mut self,
        actor: &Actor,
        guild_id: GuildId,
        user: UserId,
        delete_seconds: u64,
    ) -> Result<Changed<()>, Refusal> {
        let guild = self.guild_for(guild_id, actor.user)?;
        self.user(user)?;
        self.guild_with(guild_id, actor.user, permission::BAN_MEMBERS)?;
        guild.check_bannable(actor.user, user)?;
        let events = self.put_ban(actor, guild_id, user, delete_seconds)?;
        Ok(Changed::new((), events))
    }

    /// Bans up to 200 users at once; who cannot be banned is passed over.
    pub(crate) fn bulk_ban(
        &mut self,
        actor: &Actor,
        guild_id: GuildId,
        users: &[UserId],
        delete_seconds: u64,
    ) -> Result<Changed<BulkBan>, Refusal> {
        let needed = permission::BAN_MEMBERS | permission::MANAGE_GUILD;
        self.guild_with(guild_id, actor.user, needed)?;
        let (mut done, mut events) = (BulkBan::default(), Vec::new());
        for user in users {
            let guild = self.guild(guild_id)?;
            let is_possible = self.users.contains_key(user)
                && !guild.bans.contains_key(user)
                && guild.check_bannable(actor.user, *user).is_ok();
            if !is_possible {
                done.failed.push(*user);
                continue;
            }
            events.extend(self.put_ban(actor, guild_id, *user, delete_seconds)?);
            done.banned.push(*user);
        }
        if done.banned.is_empty() {
            return Err(Refusal::FAILED_TO_BAN);
        }
        Ok(Changed::new(done, events))
    }

    fn put_ban(
        &mut self,
        actor: &Actor,
        guild_id: GuildId,
        user: UserId,
        delete_seconds: u64,
    ) -> Result<Vec<Event>, Refusal> {
        let guild = self
            .guilds
            .get_mut(&guild_id)
            .ok_or(Refusal::UNKNOWN_GUILD)?;
        if guild.bans.contains_key(&user) {
            return Ok(Vec::new());
        }
        guild.bans.insert(user, actor.reason.clone());
        guild
            .join_requests
            .retain(|_, request| request.user_id != user);
        let is_member = guild.members.contains_key(&user);
        let mut events: Vec<Event> = self
            .ban_event("GUILD_BAN_ADD", guild_id, user)
            .into_iter()
            .collect();
        if is_member {
            events.extend(self.remove_member(guild_id, user)?.events);
        }
        events.extend(self.delete_recent(guild_id, user, delete_seconds));
        events.extend(self.audit(guild_id, actor, action::MEMBER_BAN_ADD, Note::on(user)));
        Ok(events)
    }

    pub(crate) fn unban(
        &mut self,
        actor: &Actor,
        guild_id: GuildId,
        user: UserId,
    ) -> Result<Changed<()>, Refusal> {
        self.guild_with(guild_id, actor.user, permission::BAN_MEMBERS)?;
        let guild = self
            .guilds
            .get_mut(&guild_id)
            .ok_or(Refusal::UNKNOWN_GUILD)?;
        guild.bans.remove(&user).ok_or(Refusal::UNKNOWN_BAN)?;
        let mut events: Vec<Event> = self
            .ban_event("GUILD_BAN_REMOVE", guild_id, user)
            .into_iter()
            .collect();
        events.extend(self.audit(guild_id, actor, action::MEMBER_BAN_REMOVE, Note::on(user)));
        Ok(Changed::new((), events))
    }

    fn ban_event(&self, name: &'static str, guild: GuildId, user: UserId) -> Option<Event> {
        let user = self.users.get(&user)?.json();
        let watchers = permission::BAN_MEMBERS | permission::VIEW_AUDIT_LOG;
        Some(Event::new(
            name,
            Audience::Permitted(guild, watchers),
            intent::GUILD_MODERATION,
            json!({ "guild_id": guild, "user": user }),
        ))
    }

    /// Deletes what a user wrote in a guild in the last seconds.
    fn delete_recent(&mut self, guild: GuildId, user: UserId, seconds: u64) -> Vec<Event> {
        if seconds == 0 {
            return Vec::new();
        }
        let since = self.clock.now().saturating_sub(seconds * 1000);
        let recent: Vec<(ChannelId, Vec<MessageId>)> = self
            .channels
            .values()
            .filter(|channel| channel.guild_id() == Some(guild))
            .map(|channel| {
                let messages = self.messages_of(channel.id);
                let ids = messages
                    .take_while(|message| message.id.timestamp_ms() >= since)
                    .filter(|message| message.author_id == user && message.webhook.is_none())
                    .map(|message| message.id)
                    .collect();
                (channel.id, ids)
            })
            .collect();
        let mut events = Vec::new();
        for (id, mut messages) in recent {
            messages.reverse();
            for message in &messages {
                self.remove_message(id, *message);
            }
            let Some(channel) = self.channels.get(&id).filter(|_| !messages.is_empty()) else {
                continue;
            };
            events.push(Event::new(
                "MESSAGE_DELETE_BULK",
                channel.audience(),
                intent::GUILD_MESSAGES,
                json!({ "ids": messages, "channel_id": id, "guild_id": guild }),
            ));
        }
        events
    }
}

impl Guild {
    /// Checks that a member may ban a user: outsiders always, members below itself.
    fn check_bannable(&self, user: UserId, banned: UserId) -> Result<(), Refusal> {
        if self.members.contains_key(&banned) {
            self.check_rank(user, banned)
        } else {
            Ok(())
        }
    }
}
