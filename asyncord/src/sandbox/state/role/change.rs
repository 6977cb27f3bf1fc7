//! Making, changing and deleting roles.

use serde_json::{Value, json};

use super::{
    super::{
        Actor, Changed, Event, Field, Refusal, Store,
        audit::{Note, action},
        bits::{intent, permission},
        event::Audience,
        ids::{GuildId, RoleId},
    },
    Role, RoleEdit, noted, role_event,
};

/// How many roles a guild may have.
const MOST: usize = 250;

impl Store {
    pub(crate) fn create_role(
        &mut self,
        actor: &Actor,
        guild_id: GuildId,
        mut edit: RoleEdit,
    ) -> Result<Changed<Value>, Refusal> {
        let now = self.clock.now();
        if edit.permissions == Field::Null {
            // A new role without a word on them has what everybody has.
            edit.permissions = Field::Absent;
        }
        let guild = self.guild_with(guild_id, actor.user, permission::MANAGE_ROLES)?;
        guild.check_role_edit(&edit)?;
        let everyone = guild.roles.get(&guild_id.cast());
        let usual = everyone.map_or(0, |role| role.permissions);
        if let Field::Value(permissions) = edit.permissions {
            guild.check_grant(actor.user, permissions & permission::ALL, now)?;
        }
        if guild.roles.len() >= MOST {
            return Err(Refusal::TOO_MANY_ROLES);
        }
        let role = Role::new(self.clock.next_id(), "new role", usual);
        Ok(self.insert_role(actor, guild_id, role, edit))
    }

    /// Puts a role into a guild, where it stands lowest.
    pub(in super::super) fn insert_role(
        &mut self,
        actor: &Actor,
        guild_id: GuildId,
        mut role: Role,
        edit: RoleEdit,
    ) -> Changed<Value> {
        let id = role.id;
        self.apply_role_edit(&mut role, edit);
        let json = role.json();
        if let Some(guild) = self.guilds.get_mut(&guild_id) {
            guild.roles.insert(id, role);
        }
        let mut events = vec![role_event("GUILD_ROLE_CREATE", guild_id, &json)];
        let note = Note::on(id).changes(&Value::Null, &noted(&json));
        events.extend(self.audit(guild_id, actor, action::ROLE_CREATE, note));
        Changed::new(json, events)
    }

    pub(crate) fn edit_role(
        &mut self,
        actor: &Actor,
        guild_id: GuildId,
        id: RoleId,
        edit: RoleEdit,
    ) -> Result<Changed<Value>, Refusal> {
        let now = self.clock.now();
        let guild = self.guild_for(guild_id, actor.user)?;
        let mut role = guild.role(id)?.clone();
        self.guild_with(guild_id, actor.user, permission::MANAGE_ROLES)?;
        guild.check_role_rank(actor.user, &role)?;
        let only_permissions = matches!(edit.name, Field::Absent)
            && matches!(edit.icon, Field::Absent)
            && matches!(edit.unicode_emoji, Field::Absent);
        if id == guild_id.get() && !only_permissions {
            return Err(Refusal::INVALID_ROLE.because("of @everyone only the permissions change"));
        }
        guild.check_role_edit(&edit)?;
        if let Field::Value(permissions) = edit.permissions {
            let added = permissions & permission::ALL & !role.permissions;
            guild.check_grant(actor.user, added, now)?;
        }
        let before = role.json();
        self.apply_role_edit(&mut role, edit);
        let json = role.json();
        let note = Note::on(id).changes(&noted(&before), &noted(&json));
        if note.changes.is_empty() {
            return Ok(Changed::nothing(json));
        }
        self.telling_of_threads(guild_id, |store| {
            if let Some(guild) = store.guilds.get_mut(&guild_id) {
                guild.roles.insert(id, role);
            }
            let mut events = vec![role_event("GUILD_ROLE_UPDATE", guild_id, &json)];
            events.extend(store.audit(guild_id, actor, action::ROLE_UPDATE, note));
            Ok(Changed::new(json, events))
        })
    }

    fn apply_role_edit(&mut self, role: &mut Role, edit: RoleEdit) {
        role.name = edit.name.value().unwrap_or(std::mem::take(&mut role.name));
        if let Some(permissions) = edit.permissions.or_empty() {
            role.permissions = permissions & permission::ALL;
        }
        role.colors = edit.colors.or_empty().unwrap_or(role.colors);
        role.hoist = edit.hoist.or_empty().unwrap_or(role.hoist);
        role.mentionable = edit.mentionable.or_empty().unwrap_or(role.mentionable);
        self.store_image_field(edit.icon).apply(&mut role.icon);
        edit.unicode_emoji.apply(&mut role.unicode_emoji);
    }

    /// Deletes a role, and takes it from members and channels.
    pub(crate) fn delete_role(
        &mut self,
        actor: &Actor,
        guild_id: GuildId,
        id: RoleId,
    ) -> Result<Changed<()>, Refusal> {
        let guild = self.guild_for(guild_id, actor.user)?;
        let role = guild.role(id)?;
        self.guild_with(guild_id, actor.user, permission::MANAGE_ROLES)?;
        if id == guild_id.get() || role.is_managed() {
            return Err(Refusal::INVALID_ROLE);
        }
        guild.check_role_rank(actor.user, role)?;
        let note = Note::on(id).changes(&noted(&role.json()), &Value::Null);
        self.telling_of_threads(guild_id, |store| {
            let mut events = store.remove_role(guild_id, id);
            events.extend(store.audit(guild_id, actor, action::ROLE_DELETE, note));
            Ok(Changed::new((), events))
        })
    }

    /// Takes a role out of the world.
    pub(in super::super) fn remove_role(&mut self, guild_id: GuildId, id: RoleId) -> Vec<Event> {
        let Some(guild) = self.guilds.get_mut(&guild_id) else {
            return Vec::new();
        };
        guild.roles.remove(&id);
        let mut holders = Vec::new();
        for member in guild.members.values_mut() {
            if member.roles.contains(&id) {
                member.roles.retain(|role| *role != id);
                holders.push(member.user_id);
            }
        }
        let data = json!({ "guild_id": guild_id, "role_id": id });
        let mut events = vec![Event::new(
            "GUILD_ROLE_DELETE",
            Audience::Guild(guild_id),
            intent::GUILDS,
            data,
        )];
        let changed = self.forget_overwrites(guild_id, id.get());
        events.extend(changed);
        for user in holders {
            events.extend(self.member_update(guild_id, user));
        }
        events
    }
}
