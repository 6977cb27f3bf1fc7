//! How users come into guilds and go: joining, leaving, kicks, bans, bots.

mod ban;
mod bot;
mod prune;
mod request;
#[cfg(test)]
mod tests;

use serde_json::json;

pub(crate) use self::{
    bot::{Integration, REQUESTED},
    prune::Prune,
    request::{JoinRequest, JoinStatus},
};

use super::{
    Actor, Changed, Event, Field, Refusal, Store,
    audit::{Note, action},
    bits::{intent, permission},
    channel::Place,
    event::Audience,
    ids::{GuildId, RoleId, UserId},
    member::{Member, MemberEdit, flag},
    message::{Message, kind},
};

/// A guild without the message that greets who joins.
const SUPPRESS_JOIN_NOTIFICATIONS: i64 = 1;

impl Store {
    /// Lets a user into a guild.
    pub(super) fn join(&mut self, guild: GuildId, user: UserId, roles: Vec<RoleId>) -> Vec<Event> {
        let mut member = Member::new(user, roles, self.clock.now());
        let Some(entry) = self.guilds.get_mut(&guild) else {
            return Vec::new();
        };
        if entry.former_members.contains(&user) {
            member.flags |= flag::DID_REJOIN;
        }
        entry
            .join_requests
            .retain(|_, request| request.user_id != user);
        entry.members.insert(user, member.clone());
        let mut json = self.member_json(&member);
        json["guild_id"] = json!(guild);
        vec![Event::new(
            "GUILD_MEMBER_ADD",
            Audience::Guild(guild),
            intent::GUILD_MEMBERS,
            json,
        )]
    }

    /// Lets a user join who wants to, unless it is banned.
    pub(crate) fn admit(
        &mut self,
        guild_id: GuildId,
        user: UserId,
    ) -> Result<Changed<()>, Refusal> {
        self.admit_with(guild_id, user, REQUESTED)
    }

    /// As [`Store::admit`]; a bot is added by the owner of the guild, with these permissions.
    pub(crate) fn admit_with(
        &mut self,
        guild_id: GuildId,
        user: UserId,
        permissions: u64,
    ) -> Result<Changed<()>, Refusal> {
        let is_bot = self.user(user)?.bot;
        let guild = self.guild(guild_id)?;
        if guild.members.contains_key(&user) {
            return Ok(Changed::nothing(()));
        }
        if guild.bans.contains_key(&user) {
            return Err(Refusal::BANNED);
        }
        if is_bot {
            let owner = Actor::from(guild.owner_id);
            return self.add_bot(&owner, guild_id, user.cast(), permissions);
        }
        let mut events = self.join(guild_id, user, Vec::new());
        events.extend(self.greet(guild_id, user));
        Ok(Changed::new((), events))
    }

    /// Lets somebody in who has allowed an application to do that, and says whether it was new.
    pub(crate) fn add_member(
        &mut self,
        actor: &Actor,
        guild_id: GuildId,
        user: UserId,
        edit: MemberEdit,
    ) -> Result<Changed<bool>, Refusal> {
        let needed = [
            (true, permission::CREATE_INSTANT_INVITE),
            (edit.nick != Field::Absent, permission::MANAGE_NICKNAMES),
            (edit.roles.is_some(), permission::MANAGE_ROLES),
            (edit.mute.is_some(), permission::MUTE_MEMBERS),
            (edit.deaf.is_some(), permission::DEAFEN_MEMBERS),
        ];
        let needed = needed
            .iter()
            .filter(|(is_asked, _)| *is_asked)
            .fold(0, |bits, (_, bit)| bits | bit);
        let guild = self.guild_for(guild_id, actor.user)?;
        self.user(user)?;
        if guild.members.contains_key(&user) {
            return Ok(Changed::nothing(false));
        }
        let guild = self.guild_with(guild_id, actor.user, needed)?;
        for role in edit.roles.iter().flatten() {
            guild.check_assignable(actor.user, *role)?;
        }
        let mut admitted = self.admit(guild_id, user)?;
        let edited = self.edit_member(guild_id, user, edit)?;
        admitted.events.extend(edited.events);
        Ok(Changed::new(true, admitted.events))
    }

    /// Posts the message that says who joined.
    pub(super) fn greet(&mut self, guild_id: GuildId, user: UserId) -> Option<Event> {
        let guild = self.guilds.get(&guild_id)?;
        if guild.settings.system_channel_flags & SUPPRESS_JOIN_NOTIFICATIONS != 0 {
            return None;
        }
        let channel = guild.system_channel_id?;
        let id = self.clock.next_id();
        self.insert_message(Message {
            kind: kind::USER_JOIN,
            ..Message::new(id, channel, user)
        })
        .ok()
    }

    /// Has a member leave of its own will.
    pub(crate) fn leave(
        &mut self,
        guild_id: GuildId,
        user: UserId,
    ) -> Result<Changed<()>, Refusal> {
        let guild = self.guild_for(guild_id, user)?;
        if guild.owner_id == user {
            return Err(Refusal::INVALID_GUILD.because("the owner cannot leave"));
        }
        self.remove_member(guild_id, user)
    }

    /// Ends the memberships of a user that were to last as long as its connection, which has ended.
    pub(crate) fn end_temporary_memberships(&mut self, user: UserId) -> Vec<Event> {
        let temporary = |guild: &GuildId| {
            let member = self.guilds.get(guild).map(|guild| guild.member(user));
            matches!(member, Some(Ok(member)) if member.is_temporary)
        };
        let mut guilds = self.guilds_of(user);
        guilds.retain(temporary);
        guilds
            .into_iter()
            .filter_map(|guild| self.remove_member(guild, user).ok())
            .flat_map(|removed| removed.events)
            .collect()
    }

    /// Throws a member out, who may come back.
    pub(crate) fn kick(
        &mut self,
        actor: &Actor,
        guild_id: GuildId,
        user: UserId,
    ) -> Result<Changed<()>, Refusal> {
        let guild = self.guild_for(guild_id, actor.user)?;
        self.user(user)?;
        guild.member(user)?;
        let guild = self.guild_with(guild_id, actor.user, permission::KICK_MEMBERS)?;
        guild.check_rank(actor.user, user)?;
        let mut changed = self.remove_member(guild_id, user)?;
        let note = Note::on(user);
        changed
            .events
            .extend(self.audit(guild_id, actor, action::MEMBER_KICK, note));
        Ok(changed)
    }

    /// Takes a user out of a guild, who left or was made to; nobody asks whether that is allowed.
    pub(crate) fn remove_member(
        &mut self,
        guild_id: GuildId,
        user_id: UserId,
    ) -> Result<Changed<()>, Refusal> {
        let user = self.user(user_id)?.json();
        let guild = self
            .guilds
            .get_mut(&guild_id)
            .ok_or(Refusal::UNKNOWN_GUILD)?;
        if !guild.members.contains_key(&user_id) {
            return Err(Refusal::UNKNOWN_MEMBER);
        }
        if guild.owner_id == user_id {
            return Err(Refusal::MISSING_PERMISSIONS);
        }
        // While it is a member still, so that its last voice state says who it was.
        let mut events = self.leave_voice(guild_id, user_id);
        if let Some(guild) = self.guilds.get_mut(&guild_id) {
            guild.members.remove(&user_id);
            guild.former_members.insert(user_id);
        }
        for channel in self.channels.values_mut() {
            if let Place::Thread(guild, thread) = &mut channel.place
                && *guild == guild_id
            {
                thread.members.remove(&user_id);
            }
        }
        events.extend([
            Event::new(
                "GUILD_DELETE",
                Audience::user(user_id, Some(guild_id)),
                intent::GUILDS,
                json!({ "id": guild_id }),
            ),
            Event::new(
                "GUILD_MEMBER_REMOVE",
                Audience::Guild(guild_id),
                intent::GUILD_MEMBERS,
                json!({ "guild_id": guild_id, "user": user }),
            ),
        ]);
        events.extend(self.forget_bot(guild_id, user_id.cast()));
        Ok(Changed::new((), events))
    }
}
