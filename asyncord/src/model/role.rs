//! Roles.

use serde::{Deserialize, Serialize};

use super::{Field, Permissions};
use crate::id::{
    Id,
    marker::{GenericMarker, RoleMarker, SkuMarker, UserMarker},
};

/// A role of a guild; the one with the guild's id is `@everyone`.
///
/// Discord docs: Permissions/Role Object.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Role {
    /// The role's id.
    pub id: Id<RoleMarker>,
    /// The role's name.
    #[serde(default)]
    pub name: Box<str>,
    /// The colour as `0xRRGGBB`, 0 for none. Discord prefers `colors`.
    #[serde(default)]
    pub color: u32,
    /// The colours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colors: Option<RoleColors>,
    /// Whether members are listed apart from the others.
    #[serde(default)]
    pub hoist: bool,
    /// The hash of the icon.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub icon: Option<Box<str>>,
    /// The emoji shown as icon.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unicode_emoji: Option<Box<str>>,
    /// The place in the hierarchy; equal places sort by id.
    #[serde(default)]
    pub position: i32,
    /// What its members may do.
    #[serde(default)]
    pub permissions: Permissions,
    /// Whether an integration manages the role.
    #[serde(default)]
    pub managed: bool,
    /// Whether everyone may mention it.
    #[serde(default)]
    pub mentionable: bool,
    /// What the role belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tags: Option<RoleTags>,
    /// Further marks.
    #[serde(default)]
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RoleColors {
    /// The colour, or the start of a gradient.
    #[serde(default)]
    pub primary_color: u32,
    /// The end of the gradient.
    #[serde(default)]
    pub secondary_color: Option<u32>,
    /// The third colour of a holographic role.
    #[serde(default)]
    pub tertiary_color: Option<u32>,
}

/// What a role belongs to. Where Discord writes a mark, it is there with `null`; else it is absent.
///
/// Discord docs: Permissions/Role Tags Structure.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RoleTags {
    /// The bot whose role it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bot_id: Option<Id<UserMarker>>,
    /// The integration whose role it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub integration_id: Option<Id<GenericMarker>>,
    /// Null where it is the guild's booster role.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub premium_subscriber: Field<bool>,
    /// The subscription that gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subscription_listing_id: Option<Id<SkuMarker>>,
    /// Null where it can be bought.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub available_for_purchase: Field<bool>,
    /// Null where it is a linked role.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
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
