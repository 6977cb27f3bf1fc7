//! What members may change of each other and of themselves. Discord docs: Guild/Modify Guild Member.

use serde_json::{Value, json};

use super::{
    Actor, Changed, Event, Field, Refusal, Store,
    audit::{Note, action},
    bits::permission,
    guild::Guild,
    ids::{GuildId, RoleId, UserId},
    member::MemberEdit,
    voice::VoiceSet,
};

/// The longest time-out: 28 days.
const LONGEST_TIMEOUT_MS: u64 = 28 * 24 * 60 * 60 * 1000;

/// What a change does to the member in voice.
fn in_voice(edit: &MemberEdit) -> VoiceSet {
    VoiceSet {
        channel_id: edit.channel_id.clone(),
        mute: edit.mute,
        deaf: edit.deaf,
    }
}

impl Store {
    /// Changes a member, with the rights and the rank that each part of the change needs.
    pub(crate) fn update_member(
        &mut self,
        actor: &Actor,
        guild_id: GuildId,
        user: UserId,
        edit: MemberEdit,
    ) -> Result<Changed<Value>, Refusal> {
        let guild = self.guild_for(guild_id, actor.user)?;
        self.user(user)?;
        guild.member(user)?;
        self.check_member_edit(guild, actor.user, user, &edit)?;
        let in_voice = in_voice(&edit);
        let mut changed = self.edit_noted(actor, guild_id, user, edit)?;
        changed
            .events
            .extend(self.apply_voice_set(actor, guild_id, user, &in_voice));
        Ok(changed)
    }

    /// Changes a member's own name or pictures.
    pub(crate) fn update_own_member(
        &mut self,
        actor: &Actor,
        guild_id: GuildId,
        edit: MemberEdit,
    ) -> Result<Changed<Value>, Refusal> {
        let guild = self.guild_for(guild_id, actor.user)?;
        if !matches!(edit.nick, Field::Absent) {
            self.check_nick(guild, actor.user, actor.user)?;
        }
        self.edit_noted(actor, guild_id, actor.user, edit)
    }

    fn check_member_edit(
        &self,
        guild: &Guild,
        actor: UserId,
        user: UserId,
        edit: &MemberEdit,
    ) -> Result<(), Refusal> {
        let needs = |bits: u64| self.guild_with(guild.id, actor, bits).map(|_| ());
        if !matches!(edit.nick, Field::Absent) {
            self.check_nick(guild, actor, user)?;
        }
        if let Some(roles) = &edit.roles {
            needs(permission::MANAGE_ROLES)?;
            for role in differing(guild, user, roles) {
                guild.check_assignable(actor, role)?;
            }
        }
        self.check_voice_set(actor, guild.id, user, &in_voice(edit))?;
        if !matches!(edit.disabled_until, Field::Absent) {
            self.check_timeout(guild, actor, user, &edit.disabled_until)?;
        }
        if edit.flags.is_some() {
            let all_three =
                permission::MODERATE_MEMBERS | permission::KICK_MEMBERS | permission::BAN_MEMBERS;
            let has_any = [permission::MANAGE_GUILD, permission::MANAGE_ROLES]
                .into_iter()
                .any(|bits| needs(bits).is_ok());
            if !has_any {
                needs(all_three)?;
            }
        }
        Ok(())
    }

    fn check_nick(&self, guild: &Guild, actor: UserId, user: UserId) -> Result<(), Refusal> {
        let manages = self.guild_with(guild.id, actor, permission::MANAGE_NICKNAMES);
        if actor == user {
            let changes = self.guild_with(guild.id, actor, permission::CHANGE_NICKNAME);
            return manages.or(changes).map(|_| ());
        }
        manages?;
        guild.check_rank(actor, user)
    }

    fn check_timeout(
        &self,
        guild: &Guild,
        actor: UserId,
        user: UserId,
        until: &Field<u64>,
    ) -> Result<(), Refusal> {
        let now = self.clock.now();
        if matches!(until, Field::Value(until) if *until > now + LONGEST_TIMEOUT_MS) {
            return Err(Refusal::field(
                "communication_disabled_until",
                "DATE_TIME_TYPE_MAX",
                "The time must be within the next 28 days.",
            ));
        }
        self.guild_with(guild.id, actor, permission::MODERATE_MEMBERS)?;
        guild.check_rank(actor, user)?;
        if guild.permissions(user, now) & permission::ADMINISTRATOR != 0 {
            let why = "administrators cannot be timed out";
            return Err(Refusal::MISSING_PERMISSIONS.because(why));
        }
        Ok(())
    }

    /// Makes a change that is allowed, and writes it down.
    fn edit_noted(
        &mut self,
        actor: &Actor,
        guild_id: GuildId,
        user: UserId,
        edit: MemberEdit,
    ) -> Result<Changed<Value>, Refusal> {
        let before = self.guild(guild_id)?.member(user)?.clone();
        let mut changed = self.edit_member(guild_id, user, edit)?;
        let guild = self.guild(guild_id)?;
        let after = guild.member(user)?;
        if before == *after {
            return Ok(Changed::nothing(changed.value));
        }
        let note = Note::on(user).changes(
            &moderated(&before.partial_json()),
            &moderated(&after.partial_json()),
        );
        let mut roles = Note::on(user);
        for (key, from, to) in [
            ("$add", &before.roles, &after.roles),
            ("$remove", &after.roles, &before.roles),
        ] {
            let moved = named(guild, to.iter().filter(|role| !from.contains(role)));
            if !moved.is_empty() {
                roles = roles.change(key, Value::Null, moved.into());
            }
        }
        let entries = [
            (action::MEMBER_UPDATE, note),
            (action::MEMBER_ROLE_UPDATE, roles),
        ];
        let written: Vec<Event> = entries
            .into_iter()
            .filter(|(_, note)| !note.changes.is_empty())
            .filter_map(|(kind, note)| self.audit(guild_id, actor, kind, note))
            .collect();
        changed.events.extend(written);
        Ok(changed)
    }

    /// Gives a member a role or takes it, as another member may.
    pub(crate) fn update_member_role(
        &mut self,
        actor: &Actor,
        guild_id: GuildId,
        user: UserId,
        role: RoleId,
        has: bool,
    ) -> Result<Changed<()>, Refusal> {
        let guild = self.guild_for(guild_id, actor.user)?;
        self.user(user)?;
        let mut roles = guild.member(user)?.roles.clone();
        guild.role(role)?;
        let guild = self.guild_with(guild_id, actor.user, permission::MANAGE_ROLES)?;
        guild.check_assignable(actor.user, role)?;
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
        let changed = self.edit_noted(actor, guild_id, user, edit)?;
        Ok(Changed::new((), changed.events))
    }
}

/// The roles that a member would gain or lose.
fn differing(guild: &Guild, user: UserId, wanted: &[RoleId]) -> Vec<RoleId> {
    let has = guild
        .members
        .get(&user)
        .map_or(&[][..], |member| &member.roles);
    let gained = wanted
        .iter()
        .filter(|role| !has.contains(role) && **role != guild.id.get());
    let lost = has.iter().filter(|role| !wanted.contains(role));
    gained.chain(lost).copied().collect()
}

/// Of a member what moderators change, as the audit log compares it.
fn moderated(member: &Value) -> Value {
    let keys = [
        "nick",
        "mute",
        "deaf",
        "communication_disabled_until",
        "flags",
    ];
    let mut json = json!({});
    for key in keys {
        json[key] = member[key].clone();
    }
    json
}

/// Roles with their names, as the audit log shows them.
fn named<'r>(guild: &Guild, roles: impl Iterator<Item = &'r RoleId>) -> Vec<Value> {
    roles
        .filter_map(|role| guild.roles.get(role))
        .map(|role| json!({ "id": role.id, "name": role.name }))
        .collect()
}
