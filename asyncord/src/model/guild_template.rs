//! Templates of guilds.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{
    ChannelType, Color, DefaultMessageNotificationLevel, ExplicitContentFilterLevel, List, Locale,
    OverwriteType, Permissions, RoleColors, SystemChannelFlags, Text, Timestamp, User,
    VerificationLevel, wire::object,
};
use crate::id::{
    Id,
    marker::{EmojiMarker, GuildMarker, UserMarker},
};

/// A snapshot of a guild, of which users make new ones.
///
/// Discord docs: Guild Template/Guild Template Object.
#[object]
pub struct GuildTemplate {
    /// The code of the link.
    pub code: Text,
    /// The name, 1 to 100 characters.
    pub name: Text,
    /// What the template is for, up to 120 characters.
    pub description: Option<Text>,
    /// How many guilds were made of it.
    pub usage_count: u32,
    /// Who made it.
    pub creator_id: Option<Id<UserMarker>>,
    /// Who made it, in full.
    pub creator: Option<Box<User>>,
    /// When it was made.
    pub created_at: Option<Timestamp>,
    /// When it was last brought up to date with the guild.
    pub updated_at: Option<Timestamp>,
    /// The guild that it is a snapshot of.
    pub source_guild_id: Option<Id<GuildMarker>>,
    /// The snapshot.
    pub serialized_source_guild: Option<Box<TemplateGuild>>,
    /// Whether the guild has changed since.
    pub is_dirty: Option<bool>,
}

impl GuildTemplate {
    /// The link by which a guild is made of it.
    pub fn url(&self) -> String {
        format!("https://discord.new/{}", self.code)
    }
}

/// An id in a [`TemplateGuild`]: a small number that stands for what is yet to be made.
///
/// Discord writes it as an integer; a text comes back as a text.
///
/// Discord docs: Guild Template/Guild Template Object.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceholderId {
    number: u64,
    is_text: bool,
}

impl PlaceholderId {
    /// The number.
    pub const fn get(self) -> u64 {
        self.number
    }
}

impl PartialEq<u64> for PlaceholderId {
    fn eq(&self, other: &u64) -> bool {
        self.number == *other
    }
}

impl fmt::Display for PlaceholderId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.number.fmt(f)
    }
}

impl fmt::Debug for PlaceholderId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PlaceholderId({})", self.number)
    }
}

impl Serialize for PlaceholderId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.is_text {
            serializer.collect_str(&self.number)
        } else {
            serializer.serialize_u64(self.number)
        }
    }
}

impl<'de> Deserialize<'de> for PlaceholderId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl de::Visitor<'_> for Visitor {
            type Value = PlaceholderId;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an id as an integer or a string")
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<PlaceholderId, E> {
                Ok(PlaceholderId {
                    number,
                    is_text: false,
                })
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<PlaceholderId, E> {
                // As an id is read, which refuses signs.
                let id = Id::<GuildMarker>::from_str(text)
                    .map_err(|_| E::invalid_value(de::Unexpected::Str(text), &self))?;
                Ok(PlaceholderId {
                    number: id.get(),
                    is_text: true,
                })
            }
        }

        deserializer.deserialize_any(Visitor)
    }
}

crate::model::wire::required!(PlaceholderId);

/// What a template keeps of a guild.
///
/// Discord docs: Guild Template/Guild Template Object.
#[object]
#[derive(Default)]
pub struct TemplateGuild {
    /// The name.
    pub name: Text,
    /// What the guild says of itself.
    pub description: Option<Text>,
    /// The voice region; deprecated.
    pub region: Option<Text>,
    /// The hash of the icon.
    pub icon_hash: Option<super::ImageHash>,
    /// Who may write.
    pub verification_level: Option<VerificationLevel>,
    /// What members are notified of.
    pub default_message_notifications: Option<DefaultMessageNotificationLevel>,
    /// Whose media is scanned.
    pub explicit_content_filter: Option<ExplicitContentFilterLevel>,
    /// The language.
    pub preferred_locale: Option<Locale>,
    /// The channel that idle voice users are moved to.
    pub afk_channel_id: Option<PlaceholderId>,
    /// Seconds until a voice user counts as idle.
    pub afk_timeout: u32,
    /// The channel of system messages.
    pub system_channel_id: Option<PlaceholderId>,
    /// Which system messages are left out.
    pub system_channel_flags: SystemChannelFlags,
    /// The roles; the one with the id 0 is `@everyone`.
    pub roles: List<TemplateRole>,
    /// The channels.
    pub channels: List<TemplateChannel>,
}

/// What a template keeps of a role.
///
/// Discord docs: Guild Template/Guild Template Object.
#[object]
pub struct TemplateRole {
    /// The number that stands for the role.
    pub id: PlaceholderId,
    /// The role's name.
    pub name: Text,
    /// What its members may do.
    pub permissions: Permissions,
    /// The colour, black for none.
    #[wire(or_default)]
    pub color: Color,
    /// The colours.
    pub colors: Option<RoleColors>,
    /// Whether members are listed apart from the others.
    pub hoist: bool,
    /// Whether everyone may mention it.
    pub mentionable: bool,
    /// The icon.
    pub icon: Option<Text>,
    /// The emoji shown as icon.
    pub unicode_emoji: Option<Text>,
}

/// What a template keeps of a channel.
///
/// Discord docs: Guild Template/Guild Template Object.
#[object]
pub struct TemplateChannel {
    /// The number that stands for the channel.
    pub id: Option<PlaceholderId>,
    /// What sort of channel it is.
    #[wire(name = "type")]
    pub kind: ChannelType,
    /// The name.
    pub name: Option<Text>,
    /// The place in the list.
    pub position: Option<i32>,
    /// The topic.
    pub topic: Option<Text>,
    /// The bit rate of a voice channel, in bits a second.
    pub bitrate: Option<u32>,
    /// How many users a voice channel takes; 0 for no limit.
    pub user_limit: Option<u32>,
    /// Whether it is age-restricted.
    pub nsfw: bool,
    /// How many seconds a user waits between messages.
    pub rate_limit_per_user: Option<u32>,
    /// The category.
    pub parent_id: Option<PlaceholderId>,
    /// Minutes of silence after which new threads are hidden.
    pub default_auto_archive_duration: Option<u32>,
    /// What roles may do here, other than in the guild.
    pub permission_overwrites: List<TemplateOverwrite>,
    /// The tags of a forum.
    pub available_tags: List<TemplateTag>,
    /// The name of the layout that the channel was made of.
    pub template: Option<Text>,
    /// The emoji under the posts of a forum.
    pub default_reaction_emoji: Option<TemplateReaction>,
    /// How many seconds a user waits between messages in new threads.
    pub default_thread_rate_limit_per_user: Option<u32>,
    /// How the posts of a forum are sorted, as a number of Discord's.
    pub default_sort_order: Option<i32>,
    /// How the posts of a forum are laid out, as a number of Discord's.
    pub default_forum_layout: Option<i32>,
    /// How posts are searched by several tags.
    pub default_tag_setting: Option<Text>,
    /// The colour of a voice channel.
    pub theme_color: Option<Color>,
}

/// What a role may do in a channel of a template, other than in the guild.
///
/// Discord docs: Guild Template/Guild Template Object.
#[object]
#[derive(Copy, Eq)]
pub struct TemplateOverwrite {
    /// The number that stands for the role.
    pub id: PlaceholderId,
    /// Whether it is a role.
    #[wire(name = "type")]
    pub kind: OverwriteType,
    /// What is allowed.
    pub allow: Permissions,
    /// What is denied.
    pub deny: Permissions,
}

/// A tag of a forum in a template.
///
/// Discord docs: the OpenAPI description only.
#[object]
#[derive(Default, Eq)]
pub struct TemplateTag {
    /// The number that stands for the tag.
    pub id: Option<PlaceholderId>,
    /// The name.
    pub name: Text,
    /// The custom emoji before it.
    pub emoji_id: Option<Id<EmojiMarker>>,
    /// Unicode's characters before it.
    pub emoji_name: Option<Text>,
    /// Whether only moderators may set it.
    pub moderated: Option<bool>,
}

/// The emoji under the posts of a forum in a template.
///
/// Discord docs: the OpenAPI description only.
#[object]
#[derive(Default, Eq)]
pub struct TemplateReaction {
    /// The custom emoji.
    pub emoji_id: Option<Id<EmojiMarker>>,
    /// Unicode's characters.
    pub emoji_name: Option<Text>,
}

#[cfg(test)]
mod tests {
    use super::{GuildTemplate, PlaceholderId};
    use crate::model::decode;

    const TEMPLATE: &str = r#"{"code":"hgM48av5Q69A","name":"Friends","description":"","usage_count":49605,
        "creator_id":"132837293881950208","creator":{"id":"132837293881950208","username":"hoges"},
        "created_at":"2020-04-02T21:10:38+00:00","updated_at":"2020-05-01T17:57:38+00:00",
        "source_guild_id":"678070694164299796","is_dirty":null,
        "serialized_source_guild":{"name":"Friends","description":null,"region":"us-west","verification_level":0,
            "default_message_notifications":0,"explicit_content_filter":0,"preferred_locale":"en-US","afk_timeout":300,
            "afk_channel_id":null,"system_channel_id":2,"system_channel_flags":0,"icon_hash":null,
            "roles":[{"id":0,"name":"@everyone","permissions":"104324689","color":0,"hoist":false,"mentionable":false,
                "colors":{"primary_color":0,"secondary_color":null,"tertiary_color":null},"icon":null,
                "unicode_emoji":null}],
            "channels":[{"id":1,"type":4,"name":"Text","position":1,"topic":null,"bitrate":64000,"user_limit":0,
                "nsfw":false,"rate_limit_per_user":0,"parent_id":null,"default_auto_archive_duration":null,
                "permission_overwrites":[{"id":0,"type":0,"allow":"0","deny":"1024"}]},
                {"id":"2","type":15,"name":"forum","parent_id":1,"permission_overwrites":[],"template":"",
                "available_tags":[{"id":3,"name":"t","emoji_id":null,"emoji_name":"👋","moderated":false}],
                "default_reaction_emoji":{"emoji_id":null,"emoji_name":"👋"},"default_sort_order":1,
                "default_forum_layout":2,"default_tag_setting":"match_some","theme_color":null}]}}"#;

    #[test]
    fn what_came_is_what_is_written() {
        let template: GuildTemplate = decode(TEMPLATE).unwrap();
        let before: serde_json::Value = serde_json::from_str(TEMPLATE).unwrap();
        assert_eq!(serde_json::to_value(&template).unwrap(), before);
        assert_eq!(template.url(), "https://discord.new/hgM48av5Q69A");
        let guild = template.serialized_source_guild.unwrap();
        assert_eq!(
            guild.channels[0].permission_overwrites[0].id,
            guild.roles[0].id
        );
        assert_eq!(guild.system_channel_id.unwrap(), 2);
    }

    #[test]
    fn a_placeholder_is_no_negative_number() {
        for json in ["-1", "\"-1\"", "\"\"", "1.5", "null"] {
            assert!(
                serde_json::from_str::<PlaceholderId>(json).is_err(),
                "{json}"
            );
        }
    }
}
