//! Members of guilds: joining, leaving, names and roles.

use serde_json::{Value, json};

use super::{
    Changed, Event, Field, Refusal, Store,
    bits::intent,
    event::Audience,
    guild::Guild,
    ids::{GuildId, RoleId, UserId, iso, now_ms},
    user::User,
};

/// A user in a guild.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub(crate) user_id: UserId,
    pub(crate) nick: Option<String>,
    pub(crate) roles: Vec<RoleId>,
    pub(crate) joined_at: u64,
    pub(crate) mute: bool,
    pub(crate) deaf: bool,
    /// Timed out until then.
    pub(crate) disabled_until: Option<u64>,
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
        }
    }

    /// The member without its user, as beside a message's author.
    pub(crate) fn partial_json(&self) -> Value {
        json!({
            "nick": self.nick,
            "avatar": null,
            "avatar_decoration_data": null,
            "banner": null,
            "collectibles": null,
            "roles": self.roles,
            "joined_at": iso(self.joined_at),
            "premium_since": null,
            "deaf": self.deaf,
            "mute": self.mute,
            "flags": 0,
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
    pub(crate) disabled_until: Field<u64>,
}

impl Guild {
    pub(crate) fn member(&self, user: UserId) -> Result<&Member, Refusal> {
        self.members.get(&user).ok_or(Refusal::UnknownMember)
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

    /// Lets a user into a guild.
    pub(super) fn join(&mut self, guild: GuildId, user: UserId, roles: Vec<RoleId>) -> Vec<Event> {
        let member = Member::new(user, roles, now_ms());
        let mut json = self.member_json(&member);
        json["guild_id"] = json!(guild);
        let Some(entry) = self.guilds.get_mut(&guild) else {
            return Vec::new();
        };
        entry.members.insert(user, member);
        vec![Event::new(
            "GUILD_MEMBER_ADD",
            Audience::Guild(guild),
            intent::GUILD_MEMBERS,
            json,
        )]
    }

    /// Takes a user out of a guild, who left or was kicked.
    pub(crate) fn remove_member(
        &mut self,
        guild_id: GuildId,
        user_id: UserId,
    ) -> Result<Changed<()>, Refusal> {
        let user = self.user(user_id)?.json();
        let guild = self
            .guilds
            .get_mut(&guild_id)
            .ok_or(Refusal::UnknownGuild)?;
        if !guild.members.contains_key(&user_id) {
            return Err(Refusal::UnknownMember);
        }
        if guild.owner_id == user_id {
            return Err(Refusal::MissingPermissions);
        }
        guild.members.remove(&user_id);
        Ok(Changed::new(
            (),
            vec![
                Event::new(
                    "GUILD_DELETE",
                    Audience::User(user_id, Some(guild_id)),
                    intent::GUILDS,
                    json!({ "id": guild_id }),
                ),
                Event::new(
                    "GUILD_MEMBER_REMOVE",
                    Audience::Guild(guild_id),
                    intent::GUILD_MEMBERS,
                    json!({ "guild_id": guild_id, "user": user }),
                ),
            ],
        ))
    }

    pub(crate) fn edit_member(
        &mut self,
        guild_id: GuildId,
        user_id: UserId,
        edit: MemberEdit,
    ) -> Result<Changed<Value>, Refusal> {
        let guild = self
            .guilds
            .get_mut(&guild_id)
            .ok_or(Refusal::UnknownGuild)?;
        if let Some(roles) = &edit.roles
            && roles.iter().any(|role| !guild.roles.contains_key(role))
        {
            return Err(Refusal::UnknownRole);
        }
        let member = guild
            .members
            .get_mut(&user_id)
            .ok_or(Refusal::UnknownMember)?;
        edit.nick.apply(&mut member.nick);
        // An empty nickname is none.
        member.nick = member.nick.take().filter(|nick| !nick.is_empty());
        if let Some(roles) = edit.roles {
            member.roles = roles;
            member.roles.sort_unstable();
            member.roles.dedup();
            member.roles.retain(|role| *role != guild_id.get());
        }
        member.mute = edit.mute.unwrap_or(member.mute);
        member.deaf = edit.deaf.unwrap_or(member.deaf);
        edit.disabled_until.apply(&mut member.disabled_until);
        let json = self.member_of(guild_id, user_id).unwrap_or_default();
        Ok(Changed::new(
            json,
            self.member_update(guild_id, user_id).into_iter().collect(),
        ))
    }

    /// Gives a member a role, or takes it.
    pub(crate) fn set_member_role(
        &mut self,
        guild_id: GuildId,
        user_id: UserId,
        role: RoleId,
        has: bool,
    ) -> Result<Changed<()>, Refusal> {
        let guild = self.guild(guild_id)?;
        if !guild.roles.contains_key(&role) || role == guild_id.get() {
            return Err(Refusal::UnknownRole);
        }
        let mut roles = guild.member(user_id)?.roles.clone();
        if roles.contains(&role) == has {
            return Ok(Changed::nothing(()));
        }
        if has {
            roles.push(role);
        } else {
            roles.retain(|other| *other != role);
        }
        let edit = MemberEdit {
            roles: Some(roles),
            ..MemberEdit::default()
        };
        let changed = self.edit_member(guild_id, user_id, edit)?;
        Ok(Changed::new((), changed.events))
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
