//! Users.

use super::{Text, wire::object};
use crate::id::{Id, marker::UserMarker};

/// A person's or a bot's account.
///
/// Discord docs: User/User Object.
#[object]
pub struct User {
    /// The account's id.
    pub id: Id<UserMarker>,
    /// The unique name, 2 to 32 characters.
    pub username: Text,
    /// The four digits of an old name; `"0"` where the account has none.
    pub discriminator: Option<Text>,
    /// The name that is shown, if the user set one; for bots the application's name.
    pub global_name: Option<Text>,
    /// The hash of the avatar.
    pub avatar: Option<Text>,
    /// Whether the account belongs to an application.
    pub bot: bool,
    /// Whether the account is Discord's own and sends urgent messages.
    pub system: bool,
    /// The hash of the banner.
    pub banner: Option<Text>,
    /// The banner's colour, as `0xRRGGBB`.
    pub accent_color: Option<u32>,
    /// The chosen language; only of the current user.
    pub locale: Option<Text>,
    /// Whether two-factor authentication is on; only of the current user.
    pub mfa_enabled: Option<bool>,
    /// All badges and marks; only of the current user.
    pub flags: Option<UserFlags>,
    /// The Nitro subscription.
    pub premium_type: Option<PremiumType>,
    /// The badges and marks that everyone sees.
    pub public_flags: Option<UserFlags>,
}

impl User {
    /// The name to show: the global one where the user set it, else the unique one.
    pub fn display_name(&self) -> &str {
        self.global_name.as_deref().unwrap_or(&self.username)
    }

    /// The text that mentions the user in a message: `<@id>`.
    pub fn mention(&self) -> String {
        format!("<@{}>", self.id)
    }
}

open_enum! {
    /// A Nitro subscription.
    ///
    /// Discord docs: User/Premium Types.
    pub enum PremiumType {
        /// None.
        None = 0 => "NONE",
        /// Nitro Classic.
        NitroClassic = 1 => "NITRO_CLASSIC",
        /// Nitro.
        Nitro = 2 => "NITRO",
        /// Nitro Basic.
        NitroBasic = 3 => "NITRO_BASIC",
    }
}

open_flags! {
    /// Badges and marks of an account.
    ///
    /// Discord docs: User/User Flags.
    pub struct UserFlags as number {
        /// Works at Discord.
        const STAFF = 1 << 0;
        /// Owns a partnered guild.
        const PARTNER = 1 << 1;
        /// Member of HypeSquad Events.
        const HYPESQUAD = 1 << 2;
        /// Bug hunter of level 1.
        const BUG_HUNTER_LEVEL_1 = 1 << 3;
        /// Member of House Bravery.
        const HYPESQUAD_ONLINE_HOUSE_1 = 1 << 6;
        /// Member of House Brilliance.
        const HYPESQUAD_ONLINE_HOUSE_2 = 1 << 7;
        /// Member of House Balance.
        const HYPESQUAD_ONLINE_HOUSE_3 = 1 << 8;
        /// Supported Nitro early.
        const PREMIUM_EARLY_SUPPORTER = 1 << 9;
        /// The account is a team.
        const TEAM_PSEUDO_USER = 1 << 10;
        /// Bug hunter of level 2.
        const BUG_HUNTER_LEVEL_2 = 1 << 14;
        /// A verified bot.
        const VERIFIED_BOT = 1 << 16;
        /// Developed a verified bot early.
        const VERIFIED_DEVELOPER = 1 << 17;
        /// Alumnus of the moderator programmes.
        const CERTIFIED_MODERATOR = 1 << 18;
        /// The bot takes its interactions over HTTP only.
        const BOT_HTTP_INTERACTIONS = 1 << 19;
        /// Develops bots actively.
        const ACTIVE_DEVELOPER = 1 << 22;
    }
}
