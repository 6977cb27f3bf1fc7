//! Invites: ways into guilds. Discord docs: Invite.

mod accept;
mod json;
mod target;
#[cfg(test)]
mod tests;
mod vanity;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    Actor, Changed, Event, Refusal, Store,
    audit::{Note, action},
    bits::{intent, permission},
    channel::{Channel, Place, kind},
    due::Due,
    event::Audience,
    guild::Guild,
    ids::{ApplicationId, ChannelId, GuildId, RoleId, UserId},
};

/// How many invites a guild may have.
const MOST: usize = 1000;

/// An invite to a guild.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Invite {
    pub(crate) code: String,
    pub(crate) guild_id: GuildId,
    pub(crate) channel_id: ChannelId,
    /// Nobody, if the widget made it.
    pub(crate) inviter_id: Option<UserId>,
    pub(crate) created_at: u64,
    pub(crate) uses: i64,
    pub(crate) wish: InviteWish,
    /// Who alone may use it, and when the list came.
    pub(crate) targets: Option<Targets>,
}

/// What is asked of a new invite.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct InviteWish {
    /// Seconds for which it is good; 0 for ever.
    pub(crate) max_age: i64,
    /// How often it can be used; 0 always.
    pub(crate) max_uses: i64,
    /// Who joins by it stays only while connected, unless given a role.
    pub(crate) temporary: bool,
    pub(crate) target: Option<Target>,
    /// What who joins by it gets.
    pub(crate) role_ids: Vec<RoleId>,
}

impl Default for InviteWish {
    fn default() -> Self {
        Self {
            max_age: 24 * 60 * 60,
            max_uses: 0,
            temporary: false,
            target: None,
            role_ids: Vec::new(),
        }
    }
}

/// What an invite to a voice channel is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Target {
    /// Somebody's stream.
    Stream(UserId),
    /// An activity.
    Application(ApplicationId),
}

/// The users that an invite is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Targets {
    pub(crate) users: BTreeSet<UserId>,
    pub(crate) uploaded_at: u64,
}

impl Invite {
    /// When it ends, in milliseconds of Unix time.
    pub(crate) fn expires_at(&self) -> Option<u64> {
        let seconds = u64::try_from(self.wish.max_age)
            .ok()
            .filter(|age| *age > 0)?;
        Some(self.created_at + seconds * 1000)
    }

    fn is_used_up(&self) -> bool {
        self.wish.max_uses > 0 && self.uses >= self.wish.max_uses
    }
}

impl Store {
    /// An invite by its code.
    pub(crate) fn invite(&self, code: &str) -> Result<&Invite, Refusal> {
        self.invites.get(code).ok_or(Refusal::UNKNOWN_INVITE)
    }

    pub(crate) fn invites_to(&self, channel: ChannelId) -> impl Iterator<Item = &Invite> {
        self.invites
            .values()
            .filter(move |invite| invite.channel_id == channel && !self.is_vanity(invite))
    }

    pub(crate) fn invites_of(&self, guild: GuildId) -> impl Iterator<Item = &Invite> {
        self.invites
            .values()
            .filter(move |invite| invite.guild_id == guild && !self.is_vanity(invite))
    }

    /// Makes an invite, or finds one like it unless it must be new.
    pub(crate) fn create_invite(
        &mut self,
        actor: &Actor,
        channel_id: ChannelId,
        wish: InviteWish,
        is_unique: bool,
        targets: Option<BTreeSet<UserId>>,
    ) -> Result<Changed<String>, Refusal> {
        let channel = self.channel_for(channel_id, actor.user)?;
        let Place::Guild(guild_id, _) = channel.place else {
            return Err(match channel.place {
                Place::Direct(_) => Refusal::DIRECT_CHANNEL,
                Place::Guild(..) | Place::Thread(..) => Refusal::WRONG_CHANNEL_TYPE,
            });
        };
        if channel.kind == kind::GUILD_CATEGORY {
            return Err(Refusal::WRONG_CHANNEL_TYPE);
        }
        self.check_target(channel, &wish)?;
        self.channel_with(channel_id, actor.user, permission::CREATE_INSTANT_INVITE)?;
        self.check_given_roles(guild_id, actor.user, &wish.role_ids)?;
        let like = self.invites.values().find(|invite| {
            invite.channel_id == channel_id
                && invite.inviter_id == Some(actor.user)
                && invite.wish == wish
                && invite.targets.is_none()
        });
        if let Some(like) = like.filter(|_| !is_unique && targets.is_none()) {
            return Ok(Changed::nothing(like.code.clone()));
        }
        if self.invites_of(guild_id).count() >= MOST {
            return Err(Refusal::TOO_MANY_INVITES);
        }
        let targets = targets.map(|users| Targets {
            users,
            uploaded_at: self.clock.now(),
        });
        let (code, event) =
            self.insert_invite(guild_id, channel_id, Some(actor.user), wish, targets);
        let mut events = vec![event];
        let note = self
            .invites
            .get(&code)
            .map(|invite| invite.note(false))
            .unwrap_or_default();
        events.extend(self.audit(guild_id, actor, action::INVITE_CREATE, note));
        Ok(Changed::new(code, events))
    }

    fn check_target(&self, channel: &Channel, wish: &InviteWish) -> Result<(), Refusal> {
        let Some(target) = wish.target else {
            return Ok(());
        };
        if channel.kind != kind::GUILD_VOICE {
            return Err(Refusal::field(
                "target_type",
                "GUILD_INVITE_INVALID_TARGET_TYPE",
                "Only invites to voice channels have a target.",
            ));
        }
        match target {
            Target::Stream(user) => self.user(user).map(|_| ()),
            Target::Application(application) => self.application(application).map(|_| ()),
        }
    }

    /// Checks that an inviter may give the roles that its invite brings.
    fn check_given_roles(
        &self,
        guild: GuildId,
        user: UserId,
        roles: &[RoleId],
    ) -> Result<(), Refusal> {
        if roles.is_empty() {
            return Ok(());
        }
        let guild = self.guild_with(guild, user, permission::MANAGE_ROLES)?;
        roles
            .iter()
            .try_for_each(|role| guild.check_assignable(user, *role))
    }

    /// Makes the invite that the widget shows, or finds it.
    pub(super) fn widget_invite(
        &mut self,
        channel_id: ChannelId,
        wish: InviteWish,
    ) -> Changed<String> {
        let existing = self
            .invites_to(channel_id)
            .find(|invite| invite.inviter_id.is_none());
        if let Some(invite) = existing {
            return Changed::nothing(invite.code.clone());
        }
        let guild = self.channels.get(&channel_id).and_then(Channel::guild_id);
        let Some(guild) = guild else {
            return Changed::nothing(String::new());
        };
        let (code, event) = self.insert_invite(guild, channel_id, None, wish, None);
        Changed::new(code, vec![event])
    }

    fn insert_invite(
        &mut self,
        guild_id: GuildId,
        channel_id: ChannelId,
        inviter_id: Option<UserId>,
        wish: InviteWish,
        targets: Option<Targets>,
    ) -> (String, Event) {
        let invite = Invite {
            code: code(),
            guild_id,
            channel_id,
            inviter_id,
            created_at: self.clock.now(),
            uses: 0,
            wish,
            targets,
        };
        let code = invite.code.clone();
        if let Some(at) = invite.expires_at() {
            self.schedule(at, Due::InviteEnds(code.clone()));
        }
        let event = self.invite_created(&invite);
        self.invites.insert(code.clone(), invite);
        (code, event)
    }

    /// Revokes an invite, and gives it as it was.
    pub(crate) fn delete_invite(
        &mut self,
        actor: &Actor,
        code: &str,
    ) -> Result<Changed<Value>, Refusal> {
        let invite = self.invite(code)?;
        let (guild, channel) = (invite.guild_id, invite.channel_id);
        self.guild_for(guild, actor.user)
            .map_err(|_| Refusal::MISSING_ACCESS)?;
        let manages = self.guild_with(guild, actor.user, permission::MANAGE_GUILD);
        if manages.is_err() {
            self.channel_with(channel, actor.user, permission::MANAGE_CHANNELS)?;
        }
        let json = self.invite_json(invite);
        let note = invite.note(true);
        let mut events: Vec<Event> = self.remove_invite(code).into_iter().collect();
        events.extend(self.audit(guild, actor, action::INVITE_DELETE, note));
        Ok(Changed::new(json, events))
    }

    /// Takes an invite out of the world, and tells of it.
    fn remove_invite(&mut self, code: &str) -> Option<Event> {
        let invite = self.invites.remove(code)?;
        Some(invite_event(
            "INVITE_DELETE",
            &invite,
            json!({
                "channel_id": invite.channel_id,
                "guild_id": invite.guild_id,
                "code": invite.code,
            }),
        ))
    }

    /// Ends an invite whose time has come.
    pub(super) fn end_invite(&mut self, code: &str) -> Vec<Event> {
        let now = self.clock.now();
        let is_over = self
            .invites
            .get(code)
            .and_then(Invite::expires_at)
            .is_some_and(|at| at <= now);
        if is_over {
            self.remove_invite(code).into_iter().collect()
        } else {
            Vec::new()
        }
    }

    /// Takes out the invites to a channel that is gone.
    pub(super) fn forget_invites_to(&mut self, channel: ChannelId) -> Vec<Event> {
        let codes: Vec<String> = self
            .invites_to(channel)
            .map(|invite| invite.code.clone())
            .collect();
        // Nobody sees a channel that is gone, so nobody hears of them.
        for code in codes {
            self.invites.remove(&code);
        }
        Vec::new()
    }

    /// How an invite into a guild stands with raids and who closed the guild.
    fn check_open(&self, guild: &Guild) -> Result<(), Refusal> {
        let until = guild.incidents.invites_disabled_until;
        let is_closed = until.is_some_and(|until| until > self.clock.now());
        if is_closed || guild.has_feature("INVITES_DISABLED") {
            let why = "the guild has closed its invites";
            return Err(Refusal::MISSING_PERMISSIONS.because(why));
        }
        Ok(())
    }
}

impl Invite {
    /// What the audit log says of it when it is made or deleted.
    fn note(&self, is_gone: bool) -> Note {
        let all = json!({
            "code": self.code,
            "channel_id": self.channel_id,
            "inviter_id": self.inviter_id,
            "uses": self.uses,
            "max_uses": self.wish.max_uses,
            "max_age": self.wish.max_age,
            "temporary": self.wish.temporary,
            "flags": 0,
        });
        let (old, new) = if is_gone {
            (&all, &Value::Null)
        } else {
            (&Value::Null, &all)
        };
        Note::default().changes(old, new)
    }
}

/// An event of an invite, which those hear who manage its channel.
fn invite_event(name: &'static str, invite: &Invite, data: Value) -> Event {
    let audience = Audience::PermittedIn(
        invite.guild_id,
        invite.channel_id,
        permission::MANAGE_CHANNELS,
    );
    Event::new(name, audience, intent::GUILD_INVITES, data)
}

/// A code as Discord's are: eight letters and digits.
fn code() -> String {
    (0..8).map(|_| fastrand::alphanumeric()).collect()
}
