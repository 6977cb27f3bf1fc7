//! Members of guilds: what they are and how that is changed.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    Changed, Event, Field, Refusal, Store,
    bits::intent,
    event::Audience,
    guild::Guild,
    ids::{ChannelId, GuildId, RoleId, UserId, iso},
    image::Image,
    user::User,
};

/// A user in a guild.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Member {
    pub(crate) user_id: UserId,
    pub(crate) nick: Option<String>,
    pub(crate) roles: Vec<RoleId>,
    pub(crate) joined_at: u64,
    pub(crate) mute: bool,
    pub(crate) deaf: bool,
    /// Timed out until then.
    pub(crate) disabled_until: Option<u64>,
    /// The hash of the picture it has in this guild.
    pub(crate) avatar: Option<String>,
    pub(crate) banner: Option<String>,
    pub(crate) bio: Option<String>,
    pub(crate) flags: u64,
    /// Goes with its connection, unless it is given a role before.
    pub(crate) is_temporary: bool,
}

/// Flags of a member. Discord docs: Guild/Guild Member Flags.
pub(crate) mod flag {
    pub(crate) const DID_REJOIN: u64 = 1;
    pub(crate) const BYPASSES_VERIFICATION: u64 = 1 << 2;
}

impl Member {
    pub(crate) fn new(user_id: UserId, roles: Vec<RoleId>, joined_at: u64) -> Self {
        Self {
            user_id,
            nick: None,
            roles,
            joined_at,
            mute: false,
            deaf: false,
            disabled_until: None,
            avatar: None,
            banner: None,
            bio: None,
            flags: 0,
            is_temporary: false,
        }
    }

    pub(crate) fn is_timed_out(&self, now: u64) -> bool {
        self.disabled_until.is_some_and(|until| until > now)
    }

    /// The member without its user, as beside a message's author.
    pub(crate) fn partial_json(&self) -> Value {
        json!({
            "nick": self.nick,
            "avatar": self.avatar,
            "avatar_decoration_data": null,
            "banner": self.banner,
            "collectibles": null,
            "roles": self.roles,
            "joined_at": iso(self.joined_at),
            "premium_since": null,
            "deaf": self.deaf,
            "mute": self.mute,
            "flags": self.flags,
            "pending": false,
            "communication_disabled_until": self.disabled_until.map(iso),
        })
    }
}

/// What is changed of a member; what is `None` or absent stays.
#[derive(Debug, Default)]
pub(crate) struct MemberEdit {
    pub(crate) nick: Field<String>,
    pub(crate) roles: Option<Vec<RoleId>>,
    pub(crate) mute: Option<bool>,
    pub(crate) deaf: Option<bool>,
    /// The voice channel it is moved to, or out of all of them.
    pub(crate) channel_id: Field<ChannelId>,
    pub(crate) disabled_until: Field<u64>,
    pub(crate) flags: Option<u64>,
    pub(crate) avatar: Field<Image>,
    pub(crate) banner: Field<Image>,
    pub(crate) bio: Field<String>,
}

impl Guild {
    pub(crate) fn member(&self, user: UserId) -> Result<&Member, Refusal> {
        self.members.get(&user).ok_or(Refusal::UNKNOWN_MEMBER)
    }

    /// Checks that a member may manage another one.
    pub(crate) fn check_rank(&self, user: UserId, other: UserId) -> Result<(), Refusal> {
        if self.outranks(user, other) {
            return Ok(());
        }
        let why = "the other member's highest role is not below the member's own";
        Err(Refusal::MISSING_PERMISSIONS.because(why))
    }
}

impl Store {
    pub(crate) fn member_json(&self, member: &Member) -> Value {
        let mut json = member.partial_json();
        json["user"] = self
            .users
            .get(&member.user_id)
            .map_or(Value::Null, User::json);
        json
    }

    /// A member of a guild with its user, where there is one.
    pub(crate) fn member_of(&self, guild: GuildId, user: UserId) -> Option<Value> {
        let member = self.guilds.get(&guild)?.members.get(&user)?;
        Some(self.member_json(member))
    }

    /// Changes a member, by whose roles a bot may come to see channels; nobody asks whether that is
    /// allowed.
    pub(crate) fn edit_member(
        &mut self,
        guild_id: GuildId,
        user_id: UserId,
        edit: MemberEdit,
    ) -> Result<Changed<Value>, Refusal> {
        self.telling_of_threads(guild_id, |store| {
            store.apply_member_edit(guild_id, user_id, edit)
        })
    }

    fn apply_member_edit(
        &mut self,
        guild_id: GuildId,
        user_id: UserId,
        edit: MemberEdit,
    ) -> Result<Changed<Value>, Refusal> {
        let guild = self
            .guilds
            .get_mut(&guild_id)
            .ok_or(Refusal::UNKNOWN_GUILD)?;
        if let Some(roles) = &edit.roles
            && roles.iter().any(|role| !guild.roles.contains_key(role))
        {
            return Err(Refusal::UNKNOWN_ROLE);
        }
        let member = guild
            .members
            .get_mut(&user_id)
            .ok_or(Refusal::UNKNOWN_MEMBER)?;
        edit.nick.apply(&mut member.nick);
        // An empty nickname is none.
        member.nick = member.nick.take().filter(|nick| !nick.is_empty());
        if let Some(roles) = edit.roles {
            member.roles = roles;
            member.roles.sort_unstable();
            member.roles.dedup();
            member.roles.retain(|role| *role != guild_id.get());
            member.is_temporary &= member.roles.is_empty();
        }
        member.mute = edit.mute.unwrap_or(member.mute);
        member.deaf = edit.deaf.unwrap_or(member.deaf);
        edit.disabled_until.apply(&mut member.disabled_until);
        if let Some(flags) = edit.flags {
            let settable = flag::BYPASSES_VERIFICATION;
            member.flags = member.flags & !settable | flags & settable;
        }
        edit.bio.apply(&mut member.bio);
        let avatar = self.store_image_field(edit.avatar);
        let banner = self.store_image_field(edit.banner);
        if let Some(guild) = self.guilds.get_mut(&guild_id)
            && let Some(member) = guild.members.get_mut(&user_id)
        {
            avatar.apply(&mut member.avatar);
            banner.apply(&mut member.banner);
        }
        let json = self.member_of(guild_id, user_id).unwrap_or_default();
        let mut events: Vec<Event> = self.member_update(guild_id, user_id).into_iter().collect();
        events.extend(self.moderate_profile(guild_id, user_id));
        Ok(Changed::new(json, events))
    }

    /// GUILD_MEMBER_UPDATE, which the member itself gets without the intent.
    pub(super) fn member_update(&self, guild_id: GuildId, user_id: UserId) -> Option<Event> {
        let mut json = self.member_of(guild_id, user_id)?;
        json["guild_id"] = json!(guild_id);
        Some(
            Event::new(
                "GUILD_MEMBER_UPDATE",
                Audience::Guild(guild_id),
                intent::GUILD_MEMBERS,
                json,
            )
            .also_to(user_id),
        )
    }
}

impl Store {
    /// The members whose user name or nickname begins with a text, in whatever case; all of them with an
    /// empty one.
    pub(crate) fn members_named<'s>(
        &'s self,
        guild: &'s Guild,
        prefix: &str,
    ) -> impl Iterator<Item = &'s Member> {
        let prefix = prefix.to_lowercase();
        guild.members.values().filter(move |member| {
            let user = self.users.get(&member.user_id);
            [
                user.map(|user| user.username.as_str()),
                user.and_then(|user| user.global_name.as_deref()),
                member.nick.as_deref(),
            ]
            .into_iter()
            .flatten()
            .any(|name| name.to_lowercase().starts_with(&prefix))
        })
    }
}
