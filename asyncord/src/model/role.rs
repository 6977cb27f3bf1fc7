//! Roles.

use std::cmp::Ordering;

use super::{
    Color, Field, ImageHash, Map, Permissions, Text, Timestamp,
    cdn::{self, ImageUrl},
    format::Mention,
    permissions::role_order,
    wire::object,
};
use crate::id::{
    Id,
    marker::{GuildMarker, IntegrationMarker, RoleMarker, SkuMarker, UserMarker},
};

/// A role of a guild; the one with the guild's id is `@everyone`.
///
/// Discord docs: Permissions/Role Object.
#[object]
pub struct Role {
    /// The role's id.
    pub id: Id<RoleMarker>,
    /// The role's name, up to 100 characters.
    pub name: Text,
    /// The colour, black for none. Discord prefers `colors`.
    #[wire(or_default)]
    pub color: Color,
    /// The colours.
    pub colors: Option<RoleColors>,
    /// Whether members are listed apart from the others.
    pub hoist: bool,
    /// The hash of the icon.
    #[wire(rare)]
    pub icon: Option<ImageHash>,
    /// The emoji shown as icon.
    #[wire(rare)]
    pub unicode_emoji: Option<Text>,
    /// The place in the hierarchy; see [`cmp_rank`](Self::cmp_rank).
    pub position: i32,
    /// What its members may do.
    pub permissions: Permissions,
    /// Whether an integration manages the role.
    pub managed: bool,
    /// Whether everyone may mention it.
    pub mentionable: bool,
    /// What the role belongs to.
    pub tags: Option<Box<RoleTags>>,
    /// Further marks.
    pub flags: RoleFlags,
}

impl Role {
    /// The text that mentions the role in a message: `<@&id>`.
    ///
    /// Of `@everyone` it mentions nobody; that one is mentioned by its name.
    pub fn mention(&self) -> Mention {
        self.id.mention()
    }

    /// When the role was made; of `@everyone` when the guild was.
    pub fn created_at(&self) -> Timestamp {
        self.id.created_at()
    }

    /// Whether it is the role `@everyone` of the guild.
    pub fn is_everyone(&self, guild_id: Id<GuildMarker>) -> bool {
        self.id == guild_id.get()
    }

    /// The order in the hierarchy: `Greater` where this role stands above the other.
    ///
    /// The position decides; of equal ones the older role stands above. `@everyone`, which stands below all
    /// others, is not told apart here; [`Guild::roles_sorted`](super::Guild::roles_sorted) does.
    pub fn cmp_rank(&self, other: &Self) -> Ordering {
        role_order(self, other)
    }

    /// The colour that the role gives to names, the first one of a gradient; `None` where it gives none.
    pub fn display_color(&self) -> Option<Color> {
        let color = self
            .colors
            .map_or(self.color, |colors| colors.primary_color);
        (color.get() != 0).then_some(color)
    }

    /// Whether the colour is a gradient of two.
    pub fn is_gradient(&self) -> bool {
        self.colors
            .is_some_and(|colors| colors.secondary_color.is_some() && !colors.is_holographic())
    }

    /// Whether the colour is the holographic one.
    pub fn is_holographic(&self) -> bool {
        self.colors.is_some_and(|colors| colors.is_holographic())
    }

    /// The icon, if there is one that is no emoji.
    pub fn icon_url(&self) -> Option<ImageUrl> {
        Some(cdn::role_icon(self.id, self.icon()?))
    }

    /// The bot whose role it is.
    pub fn bot_id(&self) -> Option<Id<UserMarker>> {
        self.tags.as_ref()?.bot_id
    }

    /// Whether it is the role of the guild's boosters.
    pub fn is_premium_subscriber(&self) -> bool {
        self.tags
            .as_ref()
            .is_some_and(|tags| tags.is_premium_subscriber())
    }
}

/// The colours of a role.
///
/// Discord docs: Permissions/Role Colors Object.
#[object]
#[derive(Copy, Default, Eq)]
pub struct RoleColors {
    /// The colour, or the start of a gradient; black for none.
    #[wire(or_default)]
    pub primary_color: Color,
    /// The end of the gradient.
    pub secondary_color: Option<Color>,
    /// The third colour, which makes a role holographic.
    pub tertiary_color: Option<Color>,
}

impl RoleColors {
    /// One colour.
    pub fn solid(color: impl Into<Color>) -> Self {
        Self {
            primary_color: color.into(),
            ..Self::default()
        }
    }

    /// A gradient; the guild needs the feature `ENHANCED_ROLE_COLORS`.
    pub fn gradient(start: impl Into<Color>, end: impl Into<Color>) -> Self {
        Self {
            primary_color: start.into(),
            secondary_color: Some(end.into()),
            ..Self::default()
        }
    }

    /// The holographic colours, the only three that Discord takes together; the guild needs the feature
    /// `ENHANCED_ROLE_COLORS`.
    pub fn holographic() -> Self {
        Self {
            primary_color: Color::new(11_127_295),
            secondary_color: Some(Color::new(16_759_788)),
            tertiary_color: Some(Color::new(16_761_760)),
            ..Self::default()
        }
    }

    /// Whether there is a third colour.
    pub const fn is_holographic(&self) -> bool {
        self.tertiary_color.is_some()
    }
}

/// What a role belongs to.
///
/// Where Discord writes a mark, it is there with `null`; else it is absent. The methods read the marks.
///
/// Discord docs: Permissions/Role Tags Structure.
#[object]
#[derive(Default)]
pub struct RoleTags {
    /// The bot whose role it is.
    pub bot_id: Option<Id<UserMarker>>,
    /// The integration whose role it is.
    pub integration_id: Option<Id<IntegrationMarker>>,
    /// Null where it is the guild's booster role.
    pub premium_subscriber: Field<bool>,
    /// The subscription that gives it.
    pub subscription_listing_id: Option<Id<SkuMarker>>,
    /// Null where it can be bought.
    pub available_for_purchase: Field<bool>,
    /// Null where it is a linked role.
    pub guild_connections: Field<bool>,
}

impl RoleTags {
    /// Whether it is the role of the guild's boosters.
    pub fn is_premium_subscriber(&self) -> bool {
        is_set(self.premium_subscriber)
    }

    /// Whether it can be bought.
    pub fn is_available_for_purchase(&self) -> bool {
        is_set(self.available_for_purchase)
    }

    /// Whether it is given by accounts that users linked.
    pub fn is_linked(&self) -> bool {
        is_set(self.guild_connections)
    }
}

fn is_set(mark: Field<bool>) -> bool {
    matches!(mark, Field::Null | Field::Value(true))
}

/// How many members each role of a guild has, `@everyone` left out.
///
/// Discord docs: Guild/Get Guild Role Member Counts.
pub type GuildRoleMemberCounts = Map<Id<RoleMarker>, u32>;

open_flags! {
    /// Marks of a role.
    ///
    /// Discord docs: Permissions/Role Flags.
    pub struct RoleFlags as number {
        /// Can be chosen in onboarding.
        const IN_PROMPT = 1 << 0;
    }
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use super::{Role, RoleColors};
    use crate::model::{Color, decode};

    fn role(json: &str) -> Role {
        decode(json).unwrap()
    }

    #[test]
    fn a_role_is_small() {
        assert!(size_of::<Role>() <= 112, "{}", size_of::<Role>());
    }

    #[test]
    fn what_came_is_what_is_written() {
        for json in [
            r#"{"id":"1"}"#,
            r#"{"id":"1","name":"r","color":0,"colors":{"primary_color":0,"secondary_color":null,"tertiary_color":null},
                "hoist":false,"icon":null,"unicode_emoji":null,"position":0,"permissions":"0","managed":false,
                "mentionable":false,"flags":0}"#,
            r#"{"id":"1","color":5,"colors":null,"icon":"cf3ced8600b777c9486c6d8d84fb4327","unicode_emoji":"🦀",
                "position":-1,"permissions":"9223372036854775809","flags":3,"tags":{}}"#,
            r#"{"id":"1","tags":{"bot_id":"2","integration_id":"3"}}"#,
            r#"{"id":"1","tags":{"premium_subscriber":null}}"#,
            r#"{"id":"1","tags":{"integration_id":"3","subscription_listing_id":"4","available_for_purchase":null}}"#,
            r#"{"id":"1","tags":{"guild_connections":null,"premium_subscriber":true}}"#,
        ] {
            let before: serde_json::Value = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::to_value(role(json)).unwrap(), before);
        }
    }

    #[test]
    fn a_mark_is_set_by_null() {
        let booster = role(r#"{"id":"1","tags":{"premium_subscriber":null}}"#);
        assert!(booster.is_premium_subscriber());
        let tags = booster.tags.unwrap();
        assert!(!tags.is_available_for_purchase());
        assert!(!tags.is_linked());
        assert!(!role(r#"{"id":"1","tags":{"bot_id":"2"}}"#).is_premium_subscriber());
    }

    #[test]
    fn of_equal_positions_the_older_role_stands_above() {
        let above = role(r#"{"id":"9","position":2}"#);
        let older = role(r#"{"id":"1","position":1}"#);
        let newer = role(r#"{"id":"2","position":1}"#);
        assert_eq!(above.cmp_rank(&older), Ordering::Greater);
        assert_eq!(older.cmp_rank(&newer), Ordering::Greater);
        assert_eq!(newer.cmp_rank(&newer), Ordering::Equal);
    }

    #[test]
    fn colours_are_told_apart() {
        let mut role = role(r#"{"id":"1","color":255}"#);
        assert_eq!(role.display_color(), Some(Color::new(255)));
        role.colors = Some(RoleColors::solid(Color::BLACK));
        assert_eq!(role.display_color(), None);
        assert!(!role.is_gradient());
        role.colors = Some(RoleColors::gradient(Color::RED, Color::GREEN));
        assert!(role.is_gradient() && !role.is_holographic());
        role.colors = Some(RoleColors::holographic());
        assert!(role.is_holographic() && !role.is_gradient());
        assert_eq!(
            serde_json::to_string(&role.colors).unwrap(),
            r#"{"primary_color":11127295,"secondary_color":16759788,"tertiary_color":16761760}"#
        );
    }
}
