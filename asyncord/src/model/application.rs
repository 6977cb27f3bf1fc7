//! Applications.

use super::{Intents, Text, User, wire::object};
use crate::id::{Id, marker::ApplicationMarker};

/// An application: what a bot belongs to in the developer portal.
///
/// Discord docs: Application/Application Object.
#[object]
pub struct Application {
    /// The application's id.
    pub id: Id<ApplicationMarker>,
    /// The application's name.
    pub name: Text,
    /// What the application says of itself.
    pub description: Text,
    /// The hash of the icon.
    pub icon: Option<Text>,
    /// Whether anyone may add the bot to a guild.
    pub bot_public: bool,
    /// The account of the application's bot.
    pub bot: Option<User>,
    /// Who owns the application.
    pub owner: Option<User>,
    /// What the application has been granted.
    pub flags: ApplicationFlags,
    /// In how many guilds the bot is, about.
    pub approximate_guild_count: Option<u64>,
}

/// What READY tells of the bot's application.
///
/// Discord docs: Gateway Events/Ready.
#[object]
#[derive(Copy, Eq)]
pub struct PartialApplication {
    /// The application's id.
    pub id: Id<ApplicationMarker>,
    /// What the application has been granted.
    pub flags: ApplicationFlags,
}

open_flags! {
    /// What an application has been granted.
    ///
    /// Discord docs: Application/Application Flags.
    pub struct ApplicationFlags as number {
        /// Uses the auto-moderation API.
        const APPLICATION_AUTO_MODERATION_RULE_CREATE_BADGE = 1 << 6;
        /// May receive presences, in any number of guilds.
        const GATEWAY_PRESENCE = 1 << 12;
        /// May receive presences, in fewer than 100 guilds.
        const GATEWAY_PRESENCE_LIMITED = 1 << 13;
        /// May receive member events, in any number of guilds.
        const GATEWAY_GUILD_MEMBERS = 1 << 14;
        /// May receive member events, in fewer than 100 guilds.
        const GATEWAY_GUILD_MEMBERS_LIMITED = 1 << 15;
        /// Grows unusually fast, and is not verified for now.
        const VERIFICATION_PENDING_GUILD_LIMIT = 1 << 16;
        /// Embedded in Discord's client.
        const EMBEDDED = 1 << 17;
        /// May receive message content, in any number of guilds.
        const GATEWAY_MESSAGE_CONTENT = 1 << 18;
        /// May receive message content, in fewer than 100 guilds.
        const GATEWAY_MESSAGE_CONTENT_LIMITED = 1 << 19;
        /// Has registered global application commands.
        const APPLICATION_COMMAND_BADGE = 1 << 23;
    }
}

impl ApplicationFlags {
    /// The privileged intents that the application may ask for.
    pub fn granted_intents(self) -> Intents {
        let grants = [
            (
                Self::GATEWAY_PRESENCE | Self::GATEWAY_PRESENCE_LIMITED,
                Intents::GUILD_PRESENCES,
            ),
            (
                Self::GATEWAY_GUILD_MEMBERS | Self::GATEWAY_GUILD_MEMBERS_LIMITED,
                Intents::GUILD_MEMBERS,
            ),
            (
                Self::GATEWAY_MESSAGE_CONTENT | Self::GATEWAY_MESSAGE_CONTENT_LIMITED,
                Intents::MESSAGE_CONTENT,
            ),
        ];
        grants
            .into_iter()
            .filter(|(flags, _)| self.intersects(*flags))
            .fold(Intents::empty(), |granted, (_, intent)| granted | intent)
    }
}

open_enum! {
    /// Where an application can be installed.
    ///
    /// Discord docs: Application/Application Integration Types.
    pub enum ApplicationIntegrationType {
        /// In a guild.
        GuildInstall = 0 => "GUILD_INSTALL",
        /// At a user.
        UserInstall = 1 => "USER_INSTALL",
    }
}

#[cfg(test)]
mod tests {
    use super::{ApplicationFlags, Intents};

    #[test]
    fn both_forms_of_a_grant_count() {
        let flags = ApplicationFlags::GATEWAY_MESSAGE_CONTENT_LIMITED
            | ApplicationFlags::GATEWAY_GUILD_MEMBERS;
        assert_eq!(
            flags.granted_intents(),
            Intents::MESSAGE_CONTENT | Intents::GUILD_MEMBERS
        );
        assert_eq!(
            ApplicationFlags::EMBEDDED.granted_intents(),
            Intents::empty()
        );
    }
}
