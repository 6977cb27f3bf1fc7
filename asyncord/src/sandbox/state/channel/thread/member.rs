//! Who is in a thread.

use serde_json::{Value, json};

use super::super::{
    super::{
        Actor, Changed, Event, Refusal, Store,
        bits::{intent, permission},
        event::Audience,
        ids::{ChannelId, GuildId, UserId},
        message::kind as message_kind,
    },
    Channel, kind, thread_member,
};

const MAX_MEMBERS: usize = 1000;
/// Discord counts no further.
const COUNTED: usize = 50;

impl Store {
    /// Lets somebody into a thread by its own will.
    pub(crate) fn join_thread(
        &mut self,
        id: ChannelId,
        user: UserId,
    ) -> Result<Changed<()>, Refusal> {
        self.channel_for(id, user)?;
        self.check_is_active(id)?;
        let events = self.enter_thread(id, user)?;
        Ok(Changed::new((), events))
    }

    /// Lets somebody out of a thread by its own will.
    pub(crate) fn leave_thread(
        &mut self,
        id: ChannelId,
        user: UserId,
    ) -> Result<Changed<()>, Refusal> {
        self.channel_for(id, user)?;
        self.check_is_active(id)?;
        Ok(Changed::new((), self.exit_thread(id, user)))
    }

    /// Takes another member of the guild into a thread.
    pub(crate) fn add_thread_member(
        &mut self,
        actor: &Actor,
        id: ChannelId,
        user: UserId,
    ) -> Result<Changed<()>, Refusal> {
        self.channel_for(id, actor.user)?;
        self.check_is_active(id)?;
        let (guild, channel, thread) = self.thread_at(id)?;
        self.user(user)?;
        self.guild(guild)?.member(user)?;
        let parent = self.channel(thread.parent_id)?;
        if !self.sees(parent, user) {
            return Err(Refusal::MISSING_ACCESS.because("the member does not see the channel"));
        }
        self.channel_with(id, actor.user, permission::SEND_MESSAGES)?;
        let is_closed = channel.kind == kind::PRIVATE_THREAD
            && !thread.invitable
            && thread.owner_id != actor.user;
        if is_closed && !self.moderates_threads(thread.parent_id, actor.user) {
            return Err(Refusal::needs(permission::MANAGE_THREADS, &channel.title()));
        }
        if thread.members.contains_key(&user) {
            return Ok(Changed::nothing(()));
        }
        let mut events = self.enter_thread(id, user)?;
        if user != actor.user {
            let kind = message_kind::RECIPIENT_ADD;
            events.push(self.tell_of_recipient(id, actor.user, user, kind)?);
        }
        Ok(Changed::new((), events))
    }

    /// Takes a member out of a thread.
    pub(crate) fn remove_thread_member(
        &mut self,
        actor: &Actor,
        id: ChannelId,
        user: UserId,
    ) -> Result<Changed<()>, Refusal> {
        self.channel_for(id, actor.user)?;
        self.check_is_active(id)?;
        let (_, channel, thread) = self.thread_at(id)?;
        let is_own = channel.kind == kind::PRIVATE_THREAD && thread.owner_id == actor.user;
        if !is_own {
            self.channel_with(id, actor.user, permission::MANAGE_THREADS)?;
        }
        if !thread.members.contains_key(&user) {
            return Err(Refusal::UNKNOWN_MEMBER);
        }
        let mut events = self.exit_thread(id, user);
        if user != actor.user {
            let kind = message_kind::RECIPIENT_REMOVE;
            events.push(self.tell_of_recipient(id, actor.user, user, kind)?);
        }
        Ok(Changed::new((), events))
    }

    fn check_is_active(&self, id: ChannelId) -> Result<(), Refusal> {
        if self.thread_at(id)?.2.archived {
            return Err(Refusal::ARCHIVED_THREAD);
        }
        Ok(())
    }

    /// Puts somebody among the members of a thread, who is not there yet.
    pub(super) fn enter_thread(
        &mut self,
        id: ChannelId,
        user: UserId,
    ) -> Result<Vec<Event>, Refusal> {
        let now = self.clock.now();
        let (guild, _, thread) = self.thread_at(id)?;
        if thread.members.contains_key(&user) {
            return Ok(Vec::new());
        }
        if thread.members.len() >= MAX_MEMBERS {
            return Err(Refusal::TOO_MANY_THREAD_MEMBERS);
        }
        if let Some(thread) = self.thread_mut(id) {
            thread.members.insert(user, now);
        }
        // Whoever is added may not know the thread yet, and is told of it in any case.
        let json = self.channel_json_for(self.channel(id)?, Some(user));
        let audience = Audience::user(user, Some(guild));
        let mut events = vec![Event::new("THREAD_CREATE", audience, intent::GUILDS, json)];
        events.extend(self.members_update(id, &[user], &[]));
        Ok(events)
    }

    /// Takes somebody from among the members of a thread.
    pub(super) fn exit_thread(&mut self, id: ChannelId, user: UserId) -> Vec<Event> {
        let removed = self
            .thread_mut(id)
            .is_some_and(|thread| thread.members.remove(&user).is_some());
        if removed {
            self.members_update(id, &[], &[user])
        } else {
            Vec::new()
        }
    }

    /// THREAD_MEMBERS_UPDATE: bots that are not told of members are told of themselves.
    pub(super) fn members_update(
        &self,
        id: ChannelId,
        added: &[UserId],
        removed: &[UserId],
    ) -> Vec<Event> {
        let Ok((guild, channel, thread)) = self.thread_at(id) else {
            return Vec::new();
        };
        let mut data = json!({
            "id": id,
            "guild_id": guild,
            "member_count": thread.members.len().min(COUNTED),
        });
        let joined: Vec<Value> = added
            .iter()
            .filter_map(|user| {
                let mut json = thread_member(channel, thread, *user)?;
                json["member"] = self.member_of(guild, *user)?;
                json["presence"] = self.presence_json(*user);
                Some(json)
            })
            .collect();
        if !joined.is_empty() {
            data["added_members"] = joined.into();
        }
        if !removed.is_empty() {
            data["removed_member_ids"] = json!(removed);
        }
        let name = "THREAD_MEMBERS_UPDATE";
        let mut event = Event::new(
            name,
            channel.audience(),
            intent::GUILD_MEMBERS,
            data.clone(),
        );
        let own = added.iter().chain(removed).next();
        event.also = own.map(|user| (*user, intent::GUILDS));
        let mut events = vec![event];
        let out: Vec<UserId> = removed
            .iter()
            .copied()
            .filter(|user| !self.sees(channel, *user))
            .collect();
        if !out.is_empty() {
            let audience = Audience::Users(Some(guild), out);
            events.push(Event::new(name, audience, intent::GUILDS, data));
        }
        events
    }

    /// THREAD_MEMBER_UPDATE to each member of a thread that wakes: it may not know that it is one.
    pub(super) fn member_updates(&self, id: ChannelId) -> Vec<Event> {
        let Ok((guild, channel, thread)) = self.thread_at(id) else {
            return Vec::new();
        };
        let of = |user: &UserId| {
            let mut data = thread_member(channel, thread, *user)?;
            data["guild_id"] = json!(guild);
            let audience = Audience::user(*user, Some(guild));
            let name = "THREAD_MEMBER_UPDATE";
            Some(Event::new(name, audience, intent::GUILDS, data))
        };
        thread.members.keys().filter_map(of).collect()
    }

    /// The members of the guild who see a channel.
    pub(super) fn viewers(&self, guild: GuildId, channel: &Channel) -> Vec<UserId> {
        let members = self.guilds.get(&guild).map(|guild| guild.members.keys());
        members
            .into_iter()
            .flatten()
            .copied()
            .filter(|user| self.sees(channel, *user))
            .collect()
    }

    /// A member of a thread; with its guild member if that is asked for.
    pub(crate) fn thread_member_json(
        &self,
        id: ChannelId,
        user: UserId,
        with_member: bool,
    ) -> Result<Value, Refusal> {
        let (guild, channel, thread) = self.thread_at(id)?;
        let mut json = thread_member(channel, thread, user).ok_or(Refusal::UNKNOWN_MEMBER)?;
        if with_member && let Some(member) = self.member_of(guild, user) {
            json["member"] = member;
        }
        Ok(json)
    }

    /// The members of a thread in the order of their ids; a page of them if guild members are asked for.
    pub(crate) fn thread_members(
        &self,
        id: ChannelId,
        page: Option<(UserId, usize)>,
    ) -> Result<Vec<Value>, Refusal> {
        let thread = self.thread_at(id)?.2;
        let (after, limit) = page.unwrap_or((UserId::new(0), usize::MAX));
        thread
            .members
            .keys()
            .filter(|user| **user > after)
            .take(limit)
            .map(|user| self.thread_member_json(id, *user, page.is_some()))
            .collect()
    }
}
