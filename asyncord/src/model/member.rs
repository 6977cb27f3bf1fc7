//! Members of guilds.

use super::{
    AvatarDecorationData, Collectibles, ImageHash, List, Permissions, Text, Timestamp, User,
    cdn::{self, ImageUrl},
    format::Mention,
    wire::{State, object},
};
use crate::id::{
    Id,
    marker::{GuildMarker, RoleMarker, UserMarker},
};

#[cfg(test)]
mod tests;

/// A member beside whom the account stands elsewhere: a message has it as `author`.
///
/// Discord docs: Guild/Guild Member Object.
#[object]
#[derive(Default)]
pub struct PartialMember {
    /// The name in this guild.
    pub nick: Option<Text>,
    /// The roles, without `@everyone`.
    pub roles: List<Id<RoleMarker>>,
    /// When the user joined; `None` of a guest.
    pub joined_at: Option<Timestamp>,
    /// Whether the guild deafened the member.
    pub deaf: bool,
    /// Whether the guild muted the member.
    pub mute: bool,
    /// Whether the member has yet to pass the membership screening.
    pub pending: bool,
    /// Further marks.
    pub flags: MemberFlags,
    /// The hash of the avatar in this guild.
    #[wire(rare)]
    pub avatar: Option<ImageHash>,
    /// The hash of the banner in this guild.
    #[wire(rare)]
    pub banner: Option<ImageHash>,
    /// Since when the member boosts the guild.
    #[wire(rare_copy)]
    pub premium_since: Option<Timestamp>,
    /// Until when the member is timed out; may lie in the past.
    #[wire(rare_copy)]
    pub communication_disabled_until: Option<Timestamp>,
    /// What the member may do in the channel, overwrites included; only in interactions.
    #[wire(rare_copy)]
    pub permissions: Option<Permissions>,
    /// The picture around the avatar in this guild.
    #[wire(rare)]
    pub avatar_decoration_data: Option<Box<AvatarDecorationData>>,
    /// What the member wears besides in this guild.
    #[wire(rare)]
    pub collectibles: Option<Box<Collectibles>>,
}

/// A user in a guild.
///
/// Discord docs: Guild/Guild Member Object.
#[object]
pub struct Member {
    /// The name in this guild.
    pub nick: Option<Text>,
    /// The roles, without `@everyone`.
    pub roles: List<Id<RoleMarker>>,
    /// When the user joined; `None` of a guest.
    pub joined_at: Option<Timestamp>,
    /// Whether the guild deafened the member.
    pub deaf: bool,
    /// Whether the guild muted the member.
    pub mute: bool,
    /// Whether the member has yet to pass the membership screening.
    pub pending: bool,
    /// Further marks.
    pub flags: MemberFlags,
    /// The hash of the avatar in this guild.
    #[wire(rare)]
    pub avatar: Option<ImageHash>,
    /// The hash of the banner in this guild.
    #[wire(rare)]
    pub banner: Option<ImageHash>,
    /// Since when the member boosts the guild.
    #[wire(rare_copy)]
    pub premium_since: Option<Timestamp>,
    /// Until when the member is timed out; may lie in the past.
    #[wire(rare_copy)]
    pub communication_disabled_until: Option<Timestamp>,
    /// What the member may do in the channel, overwrites included; only in interactions.
    #[wire(rare_copy)]
    pub permissions: Option<Permissions>,
    /// The picture around the avatar in this guild.
    #[wire(rare)]
    pub avatar_decoration_data: Option<Box<AvatarDecorationData>>,
    /// What the member wears besides in this guild.
    #[wire(rare)]
    pub collectibles: Option<Box<Collectibles>>,
    // Last, so that the keys of a partial member are those of a member.
    /// The account.
    pub user: User,
}

/// The number of `user` among the keys of a member.
const USER: usize = 14;

/// What is asked of members, whole or partial.
macro_rules! questions {
    ($($member:ty),+) => {$(
        impl $member {
            /// Whether the member is timed out at a time, such as [`Timestamp::now`].
            pub fn is_timed_out(&self, at: Timestamp) -> bool {
                self.communication_disabled_until()
                    .is_some_and(|until| until > at)
            }

            /// Whether the member has yet to pass the membership screening.
            pub fn is_pending(&self) -> bool {
                self.pending
            }

            /// Whether the member boosts the guild.
            pub fn is_boosting(&self) -> bool {
                self.premium_since().is_some()
            }

            /// Whether the member is a guest, who sees one voice channel only.
            pub fn is_guest(&self) -> bool {
                self.flags.contains(MemberFlags::IS_GUEST)
            }

            /// Whether the member has a role; everyone has `@everyone`, which is not asked for here.
            pub fn has_role(&self, role_id: impl Into<Id<RoleMarker>>) -> bool {
                self.roles.contains(&role_id.into())
            }
        }
    )+};
}

questions!(Member, PartialMember);

impl Member {
    /// The name to show in this guild: the nickname, else the user's name.
    pub fn display_name(&self) -> &str {
        self.nick
            .as_deref()
            .unwrap_or_else(|| self.user.display_name())
    }

    /// The text that mentions the user in a message: `<@id>`.
    pub fn mention(&self) -> Mention {
        self.user.mention()
    }

    /// The avatar in this guild, if the member has one of its own here.
    pub fn avatar_url(&self, guild_id: Id<GuildMarker>) -> Option<ImageUrl> {
        let hash = self.avatar()?;
        Some(cdn::member_avatar(guild_id, self.user.id, hash))
    }

    /// The picture that is shown in this guild: the member's avatar, else the user's, else Discord's.
    pub fn display_avatar_url(&self, guild_id: Id<GuildMarker>) -> ImageUrl {
        self.avatar_url(guild_id)
            .unwrap_or_else(|| self.user.display_avatar_url())
    }

    /// The banner that is shown in this guild: the member's, else the user's, if there is one.
    pub fn display_banner_url(&self, guild_id: Id<GuildMarker>) -> Option<ImageUrl> {
        match self.banner() {
            Some(hash) => Some(cdn::member_banner(guild_id, self.user.id, hash)),
            None => self.user.banner_url(),
        }
    }

    /// The picture around the avatar that is shown in this guild: the member's, else the user's.
    pub fn display_avatar_decoration_url(&self) -> Option<ImageUrl> {
        self.avatar_decoration_data()
            .map(AvatarDecorationData::image_url)
            .or_else(|| self.user.avatar_decoration_url())
    }
}

impl PartialMember {
    /// The name to show in this guild: the nickname, else the name of `user`, whose membership it is.
    pub fn display_name<'a>(&'a self, user: &'a User) -> &'a str {
        self.nick.as_deref().unwrap_or_else(|| user.display_name())
    }

    /// The avatar of `user_id` in this guild, if the member has one of its own here.
    pub fn avatar_url(
        &self,
        guild_id: Id<GuildMarker>,
        user_id: Id<UserMarker>,
    ) -> Option<ImageUrl> {
        Some(cdn::member_avatar(guild_id, user_id, self.avatar()?))
    }

    /// The member that `user` is.
    pub fn with_user(self, user: User) -> Member {
        let mut keys = self.came;
        keys.set(USER, State::There);
        Member {
            nick: self.nick,
            roles: self.roles,
            joined_at: self.joined_at,
            deaf: self.deaf,
            mute: self.mute,
            pending: self.pending,
            flags: self.flags,
            rare: self.rare.map(|rare| {
                Box::new(MemberRare {
                    avatar: rare.avatar,
                    banner: rare.banner,
                    premium_since: rare.premium_since,
                    communication_disabled_until: rare.communication_disabled_until,
                    permissions: rare.permissions,
                    avatar_decoration_data: rare.avatar_decoration_data,
                    collectibles: rare.collectibles,
                })
            }),
            user,
            came: keys,
        }
    }
}

open_flags! {
    /// Marks of a member.
    ///
    /// Discord docs: Guild/Guild Member Flags.
    pub struct MemberFlags as number {
        /// Has left and joined again.
        const DID_REJOIN = 1 << 0;
        /// Has completed onboarding.
        const COMPLETED_ONBOARDING = 1 << 1;
        /// Is exempt from the guild's verification.
        const BYPASSES_VERIFICATION = 1 << 2;
        /// Has started onboarding.
        const STARTED_ONBOARDING = 1 << 3;
        /// Is a guest, who sees one voice channel only.
        const IS_GUEST = 1 << 4;
        /// Has started the guide's new member actions.
        const STARTED_HOME_ACTIONS = 1 << 5;
        /// Has completed the guide's new member actions.
        const COMPLETED_HOME_ACTIONS = 1 << 6;
        /// The name was blocked by auto-moderation.
        const AUTOMOD_QUARANTINED_USERNAME = 1 << 7;
        /// Has seen the invitation to direct messages.
        const DM_SETTINGS_UPSELL_ACKNOWLEDGED = 1 << 9;
        /// The guild tag was blocked by auto-moderation.
        const AUTOMOD_QUARANTINED_GUILD_TAG = 1 << 10;
    }
}
