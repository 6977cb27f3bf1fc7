//! Who may use an application command in a guild.

use crate::{
    id::{
        Id,
        marker::{
            ApplicationMarker, ChannelMarker, GenericMarker, GuildMarker, RoleMarker, UserMarker,
        },
    },
    model::{
        List,
        wire::{Keys, object},
    },
};

/// Who may use a command, or all commands of an application, in a guild.
///
/// Discord docs: Application Commands/Guild Application Command Permissions Structure.
#[object]
pub struct GuildApplicationCommandPermissions {
    /// The command, or the application for all commands that have no permissions of their own.
    pub id: Id<GenericMarker>,
    /// The application.
    pub application_id: Option<Id<ApplicationMarker>>,
    /// The guild.
    pub guild_id: Option<Id<GuildMarker>>,
    /// Who may and who may not, up to 100.
    pub permissions: List<ApplicationCommandPermission>,
}

impl GuildApplicationCommandPermissions {
    /// Whether it is for all commands of the application that have no permissions of their own.
    pub fn is_for_all_commands(&self) -> bool {
        self.application_id
            .is_some_and(|application| application.get() == self.id.get())
    }
}

/// Whether a role, a user or a channel may use a command.
///
/// Discord docs: Application Commands/Application Command Permissions Structure.
#[object]
#[derive(Copy, Eq)]
pub struct ApplicationCommandPermission {
    /// The role, user or channel, or everyone or all channels: see the functions below.
    pub id: Id<GenericMarker>,
    /// What the id is of.
    #[wire(name = "type")]
    pub kind: ApplicationCommandPermissionType,
    /// Whether it may.
    #[wire(always)]
    pub permission: bool,
}

impl ApplicationCommandPermission {
    /// Whether a role may use it; [`everyone`](Self::everyone) is one.
    pub fn role(role_id: impl Into<Id<RoleMarker>>, permission: bool) -> Self {
        Self::new(
            role_id.into().cast(),
            ApplicationCommandPermissionType::Role,
            permission,
        )
    }

    /// Whether a user may use it.
    pub fn user(user_id: impl Into<Id<UserMarker>>, permission: bool) -> Self {
        Self::new(
            user_id.into().cast(),
            ApplicationCommandPermissionType::User,
            permission,
        )
    }

    /// Whether it may be used in a channel; [`all_channels`](Self::all_channels) is one.
    pub fn channel(channel_id: impl Into<Id<ChannelMarker>>, permission: bool) -> Self {
        Self::new(
            channel_id.into().cast(),
            ApplicationCommandPermissionType::Channel,
            permission,
        )
    }

    fn new(
        id: Id<GenericMarker>,
        kind: ApplicationCommandPermissionType,
        permission: bool,
    ) -> Self {
        Self {
            id,
            kind,
            permission,
            came: Keys::default(),
        }
    }

    /// The id that stands for everyone in a guild, which is that of its `@everyone` role.
    pub fn everyone(guild_id: Id<GuildMarker>) -> Id<RoleMarker> {
        guild_id.cast()
    }

    /// The id that stands for all channels of a guild: the guild's, less one.
    pub fn all_channels(guild_id: Id<GuildMarker>) -> Id<ChannelMarker> {
        // Less than a valid id is one.
        Id::new_checked(guild_id.get().saturating_sub(1)).unwrap_or(guild_id.cast())
    }
}

open_enum! {
    /// Whom a permission of a command is for.
    ///
    /// Discord docs: Application Commands/Application Command Permission Type.
    pub enum ApplicationCommandPermissionType {
        /// A role.
        Role = 1 => "ROLE",
        /// A user.
        User = 2 => "USER",
        /// A channel.
        Channel = 3 => "CHANNEL",
    }
}
