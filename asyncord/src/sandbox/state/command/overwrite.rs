//! What guilds say of who may use commands. Discord docs: Application Commands/Permissions.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::super::{
    Actor, Changed, Event, Refusal, Store,
    audit::{Note, action},
    bits::permission,
    channel::Channel,
    event::Audience,
    ids::{ApplicationId, ChannelId, GuildId, RoleId, UserId},
};

/// Of what a permission speaks.
pub(crate) mod target {
    pub(crate) const ROLE: u8 = 1;
    pub(crate) const USER: u8 = 2;
    pub(crate) const CHANNEL: u8 = 3;
}

/// One word of a guild about a command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CommandPermission {
    #[serde(with = "super::super::bits::as_text")]
    pub(crate) id: u64,
    #[serde(rename = "type")]
    pub(crate) kind: u8,
    pub(crate) permission: bool,
}

/// All that a guild says of a command, or of all commands of an application if the id is the
/// application's. In the form on the wire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CommandPermissions {
    #[serde(with = "super::super::bits::as_text")]
    pub(super) id: u64,
    pub(super) application_id: ApplicationId,
    pub(super) guild_id: GuildId,
    pub(super) permissions: Vec<CommandPermission>,
}

impl Store {
    /// What a guild says of an application's commands.
    pub(crate) fn command_permissions(
        &self,
        application: ApplicationId,
        guild: GuildId,
    ) -> impl Iterator<Item = &CommandPermissions> {
        self.commands
            .permissions
            .iter()
            .filter(move |set| (set.application_id, set.guild_id) == (application, guild))
    }

    /// What a guild says of one command, or of the whole application.
    pub(crate) fn permissions_of_command(
        &self,
        application: ApplicationId,
        guild: GuildId,
        id: u64,
    ) -> Result<&CommandPermissions, Refusal> {
        self.command_permissions(application, guild)
            .find(|set| set.id == id)
            .ok_or(Refusal::UNKNOWN_COMMAND_PERMISSIONS)
    }

    /// Has a guild say something else of a command.
    pub(crate) fn set_command_permissions(
        &mut self,
        actor: &Actor,
        application: ApplicationId,
        guild: GuildId,
        id: u64,
        permissions: Vec<CommandPermission>,
    ) -> Result<Changed<CommandPermissions>, Refusal> {
        self.guild_for(guild, actor.user)?;
        let exists = id == application.get()
            || self.commands.all.values().any(|command| {
                command.id == id
                    && command.application_id == application
                    && command.guild_id.is_none_or(|own| own == guild)
            });
        if !exists {
            return Err(Refusal::UNKNOWN_APPLICATION_COMMAND);
        }
        let needed = permission::MANAGE_GUILD | permission::MANAGE_ROLES;
        self.guild_with(guild, actor.user, needed)?;
        self.check_targets(guild, &permissions)?;
        let before = self
            .permissions_of_command(application, guild, id)
            .map(|set| set.permissions.clone())
            .unwrap_or_default();
        let set = CommandPermissions {
            id,
            application_id: application,
            guild_id: guild,
            permissions,
        };
        self.commands
            .permissions
            .retain(|other| !(other.id == id && other.guild_id == guild));
        if !set.permissions.is_empty() {
            self.commands.permissions.push(set.clone());
        }
        self.commands.changed = true;
        let mut events = vec![Event::new(
            "APPLICATION_COMMAND_PERMISSIONS_UPDATE",
            Audience::user(application.cast(), Some(guild)),
            0,
            json!(set),
        )];
        let note = Note::on(id)
            .changes(&by_target(&before), &by_target(&set.permissions))
            .options(json!({ "application_id": application }));
        events.extend(self.audit(guild, actor, action::COMMAND_PERMISSION_UPDATE, note));
        Ok(Changed::new(set, events))
    }

    fn check_targets(&self, id: GuildId, list: &[CommandPermission]) -> Result<(), Refusal> {
        let guild = self.guild(id)?;
        for (index, one) in list.iter().enumerate() {
            let exists = match one.kind {
                target::ROLE => guild.roles.contains_key(&RoleId::new(one.id)),
                target::USER => guild.members.contains_key(&UserId::new(one.id)),
                // One below the guild's id stands for all channels.
                _ => {
                    one.id == id.get() - 1
                        || self
                            .channel(ChannelId::new(one.id))
                            .is_ok_and(|channel| channel.guild_id() == Some(id))
                }
            };
            if !exists {
                return Err(Refusal::field(
                    &format!("permissions.{index}.id"),
                    "APPLICATION_COMMAND_PERMISSIONS_INVALID_ID",
                    "The id is not that of a role, member or channel of the guild",
                ));
            }
        }
        Ok(())
    }

    /// Whether a guild lets a member use a command in a channel; nothing if it says nothing of it.
    pub(super) fn word_of_guild(
        &self,
        application: ApplicationId,
        guild: GuildId,
        id: u64,
        user: UserId,
        channel: &Channel,
    ) -> Word {
        let own = self.permissions_of_command(application, guild, id).ok();
        let all = self
            .permissions_of_command(application, guild, application.get())
            .ok();
        let of = |kind: u8, id: u64| {
            let find = |set: &CommandPermissions| {
                let mut list = set.permissions.iter();
                let found = list.find(|one| one.kind == kind && one.id == id);
                found.map(|one| one.permission)
            };
            own.and_then(find).or_else(|| all.and_then(find))
        };
        let here = channel
            .thread()
            .map_or(channel.id, |thread| thread.parent_id);
        let in_channel =
            of(target::CHANNEL, here.get()).or_else(|| of(target::CHANNEL, guild.get() - 1));
        let roles = self
            .guild(guild)
            .ok()
            .and_then(|guild| guild.members.get(&user))
            .map_or(&[][..], |member| &member.roles);
        let by_role = roles
            .iter()
            .filter_map(|role| of(target::ROLE, role.get()))
            .reduce(|one, other| one || other);
        let for_user = of(target::USER, user.get())
            .or(by_role)
            .or_else(|| of(target::ROLE, guild.get()));
        Word {
            in_channel,
            for_user,
        }
    }
}

/// What a guild says of a command for somebody somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) in_channel: Option<bool>,
    pub(super) for_user: Option<bool>,
}

/// The permissions under the ids of what they speak of, as the audit log compares them.
fn by_target(list: &[CommandPermission]) -> serde_json::Value {
    let pairs = list.iter().map(|one| (one.id.to_string(), json!(one)));
    serde_json::Value::Object(pairs.collect())
}
