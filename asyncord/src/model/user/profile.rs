//! What users wear: decorations, nameplates, guild tags.

use crate::{
    id::{
        Id,
        marker::{GuildMarker, SkuMarker},
    },
    model::{
        ImageHash, Text,
        cdn::{self, ImageUrl},
        wire::object,
    },
};

/// The picture around an avatar.
///
/// Discord docs: User/Avatar Decoration Data Object.
#[object]
#[derive(Eq)]
pub struct AvatarDecorationData {
    /// The hash of the picture.
    pub asset: ImageHash,
    /// What was bought.
    pub sku_id: Option<Id<SkuMarker>>,
}

impl AvatarDecorationData {
    /// The picture: a PNG, which moves where the hash begins with `a_`.
    pub fn image_url(&self) -> ImageUrl {
        cdn::avatar_decoration(&self.asset)
    }
}

/// What a user wears besides a decoration.
///
/// Discord docs: User/Collectibles.
#[object]
#[derive(Default, Eq)]
pub struct Collectibles {
    /// The background of the name in lists of members.
    pub nameplate: Option<Nameplate>,
}

/// The background of a name in lists of members.
///
/// Discord docs: User/Nameplate.
#[object]
#[derive(Default, Eq)]
pub struct Nameplate {
    /// What was bought.
    pub sku_id: Option<Id<SkuMarker>>,
    /// The path of the picture; Discord does not document the place.
    pub asset: Text,
    /// What it is called; often empty.
    pub label: Text,
    /// The colour behind the picture.
    pub palette: Option<NameplatePalette>,
}

open_string_enum! {
    /// The colour behind a nameplate's picture.
    ///
    /// Discord docs: User/Nameplate.
    pub enum NameplatePalette {
        /// Crimson.
        Crimson = "crimson",
        /// Berry.
        Berry = "berry",
        /// Sky.
        Sky = "sky",
        /// Teal.
        Teal = "teal",
        /// Forest.
        Forest = "forest",
        /// Bubble gum.
        BubbleGum = "bubble_gum",
        /// Violet.
        Violet = "violet",
        /// Cobalt.
        Cobalt = "cobalt",
        /// Clover.
        Clover = "clover",
        /// Lemon.
        Lemon = "lemon",
        /// White.
        White = "white",
        /// Black.
        Black = "black",
    }
}

/// The guild whose tag a user wears.
///
/// Discord docs: User/User Primary Guild.
#[object]
#[derive(Default, Eq)]
pub struct PrimaryGuild {
    /// The guild.
    pub identity_guild_id: Option<Id<GuildMarker>>,
    /// Whether the tag is shown; `None` where Discord took it off, as when the guild lost its tag.
    pub identity_enabled: Option<bool>,
    /// The text of the tag, up to 4 characters.
    pub tag: Option<Text>,
    /// The hash of the tag's picture.
    pub badge: Option<ImageHash>,
}

impl PrimaryGuild {
    /// The text of the tag, if it is shown.
    pub fn shown_tag(&self) -> Option<&str> {
        self.tag
            .as_deref()
            .filter(|_| self.identity_enabled == Some(true))
    }

    /// The tag's picture, if it has one.
    pub fn badge_url(&self) -> Option<ImageUrl> {
        Some(cdn::guild_tag_badge(
            self.identity_guild_id?,
            self.badge.as_ref()?,
        ))
    }
}
