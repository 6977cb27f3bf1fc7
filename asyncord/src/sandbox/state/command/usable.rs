//! Who may use a command where.

use super::{
    super::{
        Store,
        bits::permission,
        channel::{Channel, Place, kind as channel_kind},
        ids::{ApplicationId, GuildId, UserId},
    },
    Command, context, installation,
};

/// Where somebody uses an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Spot {
    pub(crate) context: u8,
    pub(crate) guild: Option<GuildId>,
    /// The bot is there.
    pub(crate) for_guild: bool,
    /// The user has installed the application.
    pub(crate) for_user: bool,
}

impl Spot {
    /// Whether the application is there for the user alone.
    pub(crate) fn is_external(&self) -> bool {
        self.for_user && !self.for_guild && self.context != context::BOT_DM
    }
}

impl Store {
    /// What a channel is to an application that a user has or meets there.
    pub(crate) fn spot(&self, application: ApplicationId, channel: &Channel, user: UserId) -> Spot {
        let guild = channel.guild_id();
        let with_bot = matches!(&channel.place, Place::Direct(direct)
            if channel.kind == channel_kind::DM
                && direct.recipients.contains(&application.cast()));
        let context = match guild {
            Some(_) => context::GUILD,
            None if with_bot => context::BOT_DM,
            None => context::PRIVATE_CHANNEL,
        };
        Spot {
            context,
            guild,
            for_guild: guild.is_some_and(|guild| self.is_member(guild, application.cast())),
            for_user: self.has_installed(application, user),
        }
    }

    /// Why a user may not use a command in a channel; nothing if it may.
    pub(crate) fn not_usable(
        &self,
        command: &Command,
        channel: &Channel,
        user: UserId,
    ) -> Option<&'static str> {
        let definition = &command.definition;
        let spot = self.spot(command.application_id, channel, user);
        if command.guild_id.is_some() && command.guild_id != spot.guild {
            return Some("The command is of another guild.");
        }
        let for_guild = spot.for_guild || spot.context == context::BOT_DM;
        let installed = definition.integration_types.iter().any(|one| match *one {
            installation::GUILD => for_guild,
            _ => spot.for_user,
        });
        if !installed {
            return Some("The application is not installed here.");
        }
        let fits = match &definition.contexts {
            Some(contexts) => contexts.contains(&spot.context),
            None => spot.context == context::GUILD || definition.dm_permission,
        };
        if command.guild_id.is_none() && !fits {
            return Some("The command is not for this kind of channel.");
        }
        let guild = spot.guild?;
        let bits = self.permissions_in(channel, user);
        if bits & permission::USE_APPLICATION_COMMANDS == 0 {
            return Some("You need the permission USE_APPLICATION_COMMANDS here.");
        }
        if definition.nsfw && !self.is_nsfw(channel) {
            return Some("The command is for age-restricted channels.");
        }
        if bits == permission::ALL {
            return None;
        }
        let word = self.word_of_guild(
            command.application_id,
            guild,
            command.id.get(),
            user,
            channel,
        );
        if word.in_channel == Some(false) {
            return Some("The command is not allowed in this channel.");
        }
        match word.for_user {
            Some(true) => return None,
            Some(false) => return Some("You are not allowed to use the command."),
            None => {}
        }
        let lacks = definition
            .default_member_permissions
            .is_some_and(|needed| needed == 0 || needed & !bits != 0);
        lacks.then_some("You lack the permissions that the command asks for.")
    }

    fn is_nsfw(&self, channel: &Channel) -> bool {
        match &channel.place {
            Place::Guild(_, own) => own.nsfw,
            Place::Thread(_, thread) => self
                .channel(thread.parent_id)
                .is_ok_and(|parent| self.is_nsfw(parent)),
            Place::Direct(_) => true,
        }
    }
}
