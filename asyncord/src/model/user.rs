//! Users.

use serde::{Deserialize, Serialize};

use crate::id::{Id, marker::UserMarker};

/// A person's or a bot's account.
///
/// Discord docs: User/User Object.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct User {
    /// The account's id.
    pub id: Id<UserMarker>,
    /// The unique name, 2 to 32 characters.
    #[serde(default)]
    pub username: Box<str>,
    /// The four digits of an old name; `"0"` where the account has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discriminator: Option<Box<str>>,
    /// The name that is shown, if the user set one; for bots the application's name.
    #[serde(default)]
    pub global_name: Option<Box<str>>,
    /// The hash of the avatar.
    #[serde(default)]
    pub avatar: Option<Box<str>>,
    /// Whether the account belongs to an application.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub bot: bool,
    /// Whether the account is Discord's own and sends urgent messages.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub system: bool,
    /// The hash of the banner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub banner: Option<Box<str>>,
    /// The banner's colour, as `0xRRGGBB`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accent_color: Option<u32>,
    /// The chosen language; only of the current user.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<Box<str>>,
    /// Whether two-factor authentication is on; only of the current user.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mfa_enabled: Option<bool>,
    /// All badges and marks; only of the current user.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flags: Option<UserFlags>,
    /// The Nitro subscription.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub premium_type: Option<PremiumType>,
    /// The badges and marks that everyone sees.
    #[serde(default, skip_serializing_if = "Option::is_none")]
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
    pub enum PremiumType: u8 {
        /// None.
        None = 0,
        /// Nitro Classic.
        NitroClassic = 1,
        /// Nitro.
        Nitro = 2,
        /// Nitro Basic.
        NitroBasic = 3,
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
