//! Bringing applications into guilds and to users.

use serde::{Deserialize, Serialize};

use super::super::{
    Actor, Event, Refusal, Store,
    bits::permission,
    ids::{ApplicationId, GuildId, UserId},
};

/// Where an application is installed. Discord docs: Application/Application Integration Types.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Context {
    #[default]
    Guild,
    User,
}

impl Context {
    /// Its number on the wire.
    pub(crate) fn number(self) -> u8 {
        match self {
            Self::Guild => 0,
            Self::User => 1,
        }
    }
}

/// A bot that is to come into a guild.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Coming {
    pub(super) guild_id: GuildId,
    pub(super) permissions: u64,
}

impl Store {
    /// Checks that a person may bring an application into a guild.
    pub(super) fn check_coming(
        &self,
        application: ApplicationId,
        user: UserId,
        guild: GuildId,
    ) -> Result<(), Refusal> {
        let application = self.application(application)?;
        self.guild_with(guild, user, permission::MANAGE_GUILD)?;
        if !application.profile.bot_public && application.owner_id != user {
            return Err(Refusal::ONLY_OWNER_ADDS);
        }
        Ok(())
    }

    /// Lets the bot of an application into a guild, in the name of who agreed.
    pub(super) fn add_coming(
        &mut self,
        user: UserId,
        application: ApplicationId,
        coming: Coming,
    ) -> Result<Vec<Event>, Refusal> {
        let actor = Actor::from(user);
        let added = self.add_bot(&actor, coming.guild_id, application, coming.permissions)?;
        Ok(added.events)
    }
}
