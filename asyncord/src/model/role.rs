//! Roles.

use super::{Field, Permissions, Text, wire::object};
use crate::id::{
    Id,
    marker::{GenericMarker, RoleMarker, SkuMarker, UserMarker},
};

/// A role of a guild; the one with the guild's id is `@everyone`.
///
/// Discord docs: Permissions/Role Object.
#[object]
pub struct Role {
    /// The role's id.
    pub id: Id<RoleMarker>,
    /// The role's name.
    pub name: Text,
    /// The colour as `0xRRGGBB`, 0 for none. Discord prefers `colors`.
    pub color: u32,
    /// The colours.
    pub colors: Option<RoleColors>,
    /// Whether members are listed apart from the others.
    pub hoist: bool,
    /// The hash of the icon.
    pub icon: Option<Text>,
    /// The emoji shown as icon.
    pub unicode_emoji: Option<Text>,
    /// The place in the hierarchy; equal places sort by id.
    pub position: i32,
    /// What its members may do.
    pub permissions: Permissions,
    /// Whether an integration manages the role.
    pub managed: bool,
    /// Whether everyone may mention it.
    pub mentionable: bool,
    /// What the role belongs to.
    pub tags: Option<RoleTags>,
    /// Further marks.
    pub flags: RoleFlags,
}

impl Role {
    /// The text that mentions the role in a message: `<@&id>`.
    pub fn mention(&self) -> String {
        format!("<@&{}>", self.id)
    }
}

/// The colours of a role, as `0xRRGGBB`.
///
/// Discord docs: Permissions/Role Colors Object.
#[object]
#[derive(Copy, Default, Eq)]
pub struct RoleColors {
    /// The colour, or the start of a gradient.
    pub primary_color: u32,
    /// The end of the gradient.
    pub secondary_color: Option<u32>,
    /// The third colour of a holographic role.
    pub tertiary_color: Option<u32>,
}

/// What a role belongs to. Where Discord writes a mark, it is there with `null`; else it is absent.
///
/// Discord docs: Permissions/Role Tags Structure.
#[object]
#[derive(Default)]
pub struct RoleTags {
    /// The bot whose role it is.
    pub bot_id: Option<Id<UserMarker>>,
    /// The integration whose role it is.
    pub integration_id: Option<Id<GenericMarker>>,
    /// Null where it is the guild's booster role.
    pub premium_subscriber: Field<bool>,
    /// The subscription that gives it.
    pub subscription_listing_id: Option<Id<SkuMarker>>,
    /// Null where it can be bought.
    pub available_for_purchase: Field<bool>,
    /// Null where it is a linked role.
    pub guild_connections: Field<bool>,
}

open_flags! {
    /// Marks of a role.
    ///
    /// Discord docs: Permissions/Role Flags.
    pub struct RoleFlags as number {
        /// Can be chosen in onboarding.
        const IN_PROMPT = 1 << 0;
    }
}
