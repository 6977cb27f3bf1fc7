//! What embeds are made of.

use crate::model::{Text, wire::object};

/// The last line of an embed.
///
/// Discord docs: Message/Embed Footer Structure.
#[object]
#[derive(Default, Eq)]
pub struct EmbedFooter {
    /// The text, up to 2,048 characters.
    pub text: Text,
    /// The icon's address.
    pub icon_url: Option<Text>,
    /// The icon's address at Discord.
    pub proxy_icon_url: Option<Text>,
}

impl EmbedFooter {
    /// Sets the icon's address.
    pub fn icon_url(mut self, icon_url: impl Into<Text>) -> Self {
        self.icon_url = Some(icon_url.into());
        self
    }
}

impl<T: Into<Text>> From<T> for EmbedFooter {
    fn from(text: T) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }
}

/// A picture or video of an embed.
///
/// Discord docs: Message/Embed Image Structure.
#[object]
#[derive(Default, Eq)]
pub struct EmbedMedia {
    /// The address.
    pub url: Option<Text>,
    /// The address at Discord.
    pub proxy_url: Option<Text>,
    /// The height in pixels.
    pub height: Option<u32>,
    /// The width in pixels.
    pub width: Option<u32>,
    /// The media type.
    pub content_type: Option<Text>,
    /// A tiny picture to show while it loads: a ThumbHash in base64.
    pub placeholder: Option<Text>,
    /// The version of the placeholder's form.
    pub placeholder_version: Option<u32>,
    /// The description for those who cannot see it.
    pub description: Option<Text>,
    /// Further marks.
    pub flags: EmbedMediaFlags,
}

impl<T: Into<Text>> From<T> for EmbedMedia {
    fn from(url: T) -> Self {
        Self {
            url: Some(url.into()),
            ..Self::default()
        }
    }
}

/// The site that an embedded link leads to.
///
/// Discord docs: Message/Embed Provider Structure.
#[object]
#[derive(Default, Eq)]
pub struct EmbedProvider {
    /// The site's name.
    pub name: Option<Text>,
    /// The site's address.
    pub url: Option<Text>,
}

/// The first line of an embed.
///
/// Discord docs: Message/Embed Author Structure.
#[object]
#[derive(Default, Eq)]
pub struct EmbedAuthor {
    /// The name, up to 256 characters.
    pub name: Text,
    /// What the name links to.
    pub url: Option<Text>,
    /// The icon's address.
    pub icon_url: Option<Text>,
    /// The icon's address at Discord.
    pub proxy_icon_url: Option<Text>,
}

impl EmbedAuthor {
    /// Sets what the name links to.
    pub fn url(mut self, url: impl Into<Text>) -> Self {
        self.url = Some(url.into());
        self
    }

    /// Sets the icon's address.
    pub fn icon_url(mut self, icon_url: impl Into<Text>) -> Self {
        self.icon_url = Some(icon_url.into());
        self
    }
}

impl<T: Into<Text>> From<T> for EmbedAuthor {
    fn from(name: T) -> Self {
        Self {
            name: name.into(),
            ..Self::default()
        }
    }
}

open_flags! {
    /// Marks of an embed.
    ///
    /// Discord docs: Message/Embed Flags.
    pub struct EmbedFlags as number {
        /// Replaces a link to an entry of the activity feed.
        const IS_CONTENT_INVENTORY_ENTRY = 1 << 5;
    }
}

open_flags! {
    /// Marks of a picture or video of an embed.
    ///
    /// Discord docs: Message/Embed Media Flags.
    pub struct EmbedMediaFlags as number {
        /// It moves.
        const IS_ANIMATED = 1 << 5;
    }
}

/// A pair of name and value in an embed.
///
/// Discord docs: Message/Embed Field Structure.
#[object]
#[derive(Default, Eq)]
pub struct EmbedField {
    /// The name, up to 256 characters.
    pub name: Text,
    /// The value, up to 1,024 characters.
    pub value: Text,
    /// Whether it stands beside other inline fields.
    pub inline: bool,
}

open_string_enum! {
    /// What sort of embed it is.
    ///
    /// Discord docs: Message/Embed Types.
    pub enum EmbedType {
        /// Made of its parts, as bots do.
        Rich = "rich",
        /// A picture.
        Image = "image",
        /// A video.
        Video = "video",
        /// A moving picture, shown as a video.
        Gifv = "gifv",
        /// An article.
        Article = "article",
        /// A link.
        Link = "link",
        /// The result of a poll.
        PollResult = "poll_result",
        /// An alert of auto-moderation.
        AutoModerationMessage = "auto_moderation_message",
    }
}
