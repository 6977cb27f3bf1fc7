//! Users.

use super::{
    Color, ImageHash, Locale, Text, Timestamp,
    cdn::{self, ImageUrl},
    format::Mention,
    wire::object,
};
use crate::id::{Id, marker::UserMarker};

mod connection;
mod discriminator;
mod profile;
#[cfg(test)]
mod tests;

pub use self::{
    connection::{Connection, ConnectionIntegration, ConnectionService, ConnectionVisibility},
    discriminator::{Discriminator, ParseDiscriminatorError},
    profile::{AvatarDecorationData, Collectibles, Nameplate, NameplatePalette, PrimaryGuild},
};

/// A person's or a bot's account.
///
/// Where only the id is sure, as in presences, the name is empty. What is seldom there is read by methods.
///
/// ```
/// use asyncord::model::{User, decode};
///
/// let user: User = decode(r#"{"id": "4", "username": "ada", "global_name": "Ada", "banner": null}"#)?;
/// assert_eq!((user.tag().as_str(), user.display_name()), ("ada", "Ada"));
/// assert_eq!(user.banner(), None);
/// assert_eq!(
///     user.display_avatar_url().to_string(),
///     "https://cdn.discordapp.com/embed/avatars/0.png"
/// );
/// # Ok::<(), asyncord::model::DecodeError>(())
/// ```
///
/// Discord docs: User/User Object.
#[object]
pub struct User {
    /// The account's id.
    pub id: Id<UserMarker>,
    /// The unique name, 2 to 32 characters.
    pub username: Text,
    /// The four digits of an old name, which bots have still; `"0"` where the account has none.
    pub discriminator: Option<Discriminator>,
    /// The name that is shown, if the user set one; for bots the application's name.
    pub global_name: Option<Text>,
    /// The hash of the avatar.
    pub avatar: Option<ImageHash>,
    /// Whether the account belongs to an application, or is a webhook.
    pub bot: bool,
    /// Whether the account is Discord's own and sends urgent messages.
    pub system: bool,
    /// The badges and marks that everyone sees.
    pub public_flags: UserFlags,
    /// The hash of the profile's banner.
    #[wire(rare)]
    pub banner: Option<ImageHash>,
    /// The banner's colour.
    #[wire(rare_copy)]
    pub accent_color: Option<Color>,
    /// The picture around the avatar.
    #[wire(rare)]
    pub avatar_decoration_data: Option<Box<AvatarDecorationData>>,
    /// What the user wears besides.
    #[wire(rare)]
    pub collectibles: Option<Box<Collectibles>>,
    /// The guild whose tag the user wears.
    #[wire(rare)]
    pub primary_guild: Option<Box<PrimaryGuild>>,
    /// The chosen language; only of the current user.
    #[wire(rare)]
    pub locale: Option<Locale>,
    /// Whether two-factor authentication is on; only of the current user.
    #[wire(rare_copy)]
    pub mfa_enabled: Option<bool>,
    /// All badges and marks; only of the current user.
    #[wire(rare_copy)]
    pub flags: Option<UserFlags>,
    /// The Nitro subscription; only of the current user.
    #[wire(rare_copy)]
    pub premium_type: Option<PremiumType>,
    /// Whether the e-mail address is verified; only with the scope `email`.
    #[wire(rare_copy)]
    pub verified: Option<bool>,
    /// The e-mail address; only with the scope `email`.
    #[wire(rare)]
    pub email: Option<Text>,
}

impl User {
    /// The name to show: the global one where the user set it, else the unique one.
    pub fn display_name(&self) -> &str {
        self.global_name.as_deref().unwrap_or(&self.username)
    }

    /// The unique name, with the four digits where it is an old one: `ada` or `ada#0042`.
    pub fn tag(&self) -> String {
        match self.discriminator {
            Some(discriminator) if discriminator.is_legacy() => {
                format!("{}#{discriminator}", self.username)
            }
            _ => self.username.to_string(),
        }
    }

    /// The text that mentions the user in a message: `<@id>`.
    pub fn mention(&self) -> Mention {
        self.id.mention()
    }

    /// When the account was made.
    pub fn created_at(&self) -> Timestamp {
        self.id.created_at()
    }

    /// Whether it is a webhook, shown as the author of its messages.
    ///
    /// A webhook is not told apart by a field: it is a bot with the digits `0000`, which no bot has.
    pub fn is_webhook(&self) -> bool {
        self.bot && self.discriminator == Some(Discriminator::WEBHOOK)
    }

    /// Whether it is a person's account: neither an application's, nor a webhook, nor Discord's own.
    pub fn is_person(&self) -> bool {
        !self.bot && !self.system
    }

    /// The avatar, if the user set one.
    pub fn avatar_url(&self) -> Option<ImageUrl> {
        let hash = self.avatar.as_ref()?;
        Some(cdn::user_avatar(self.id, hash))
    }

    /// The picture that Discord shows where the user set no avatar.
    pub fn default_avatar_url(&self) -> ImageUrl {
        let discriminator = self.discriminator.map(|digits| digits.to_string());
        cdn::default_avatar(self.id, discriminator.as_deref())
    }

    /// The picture that is shown: the avatar, or Discord's where there is none.
    pub fn display_avatar_url(&self) -> ImageUrl {
        self.avatar_url()
            .unwrap_or_else(|| self.default_avatar_url())
    }

    /// The profile's banner, if there is one; Discord tells of it only where one user is asked for.
    pub fn banner_url(&self) -> Option<ImageUrl> {
        Some(cdn::user_banner(self.id, self.banner()?))
    }

    /// The picture around the avatar, if there is one.
    pub fn avatar_decoration_url(&self) -> Option<ImageUrl> {
        self.avatar_decoration_data()
            .map(AvatarDecorationData::image_url)
    }

    /// The guild tag that the user wears beside the name.
    pub fn guild_tag(&self) -> Option<&str> {
        self.primary_guild()?.shown_tag()
    }

    /// The picture in the guild tag that the user wears beside the name.
    pub fn guild_tag_badge_url(&self) -> Option<ImageUrl> {
        self.primary_guild()?.badge_url()
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
