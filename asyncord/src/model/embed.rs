//! Embeds: the framed boxes of a message.

use serde::{Deserialize, Serialize};

use super::Timestamp;

/// A framed box in a message, received or to be sent.
///
/// Limits, checked before a request: title 256 characters, description 4,096, 25 fields, footer 2,048,
/// author 256; 6,000 in all embeds of one message together.
///
/// ```
/// use asyncord::model::Embed;
///
/// let embed = Embed::new()
///     .title("Level up")
///     .description("ada reached level 5")
///     .color(0x58_65F2)
///     .field("Messages", "120", true)
///     .footer("keep writing");
/// assert_eq!(embed.fields[0].name.as_ref(), "Messages");
/// ```
///
/// Discord docs: Message/Embed Object.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Embed {
    /// The title, up to 256 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Box<str>>,
    /// What sort of embed it is; always `rich` of a bot's own.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<EmbedType>,
    /// The text, up to 4,096 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Box<str>>,
    /// What the title links to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<Box<str>>,
    /// The time shown in the footer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timestamp: Option<Timestamp>,
    /// The colour of the edge, as `0xRRGGBB`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub color: Option<u32>,
    /// The last line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub footer: Option<EmbedFooter>,
    /// The large picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<EmbedMedia>,
    /// The small picture in the corner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thumbnail: Option<EmbedMedia>,
    /// The video; Discord makes it of links.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub video: Option<EmbedMedia>,
    /// The site of the link; Discord makes it of links.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<EmbedProvider>,
    /// The first line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<EmbedAuthor>,
    /// Up to 25 pairs of name and value.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<EmbedField>,
}

impl Embed {
    /// An empty embed, which needs some part before it can be sent.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the title, up to 256 characters.
    pub fn title(mut self, title: impl Into<Box<str>>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// Sets the text, up to 4,096 characters.
    pub fn description(mut self, description: impl Into<Box<str>>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// Sets what the title links to.
    pub fn url(mut self, url: impl Into<Box<str>>) -> Self {
        self.url = Some(url.into());
        self
    }

    /// Sets the time shown in the footer.
    pub fn timestamp(mut self, timestamp: Timestamp) -> Self {
        self.timestamp = Some(timestamp);
        self
    }

    /// Sets the colour of the edge, as `0xRRGGBB`.
    pub fn color(mut self, color: u32) -> Self {
        self.color = Some(color);
        self
    }

    /// Sets the last line, up to 2,048 characters.
    pub fn footer(mut self, footer: impl Into<EmbedFooter>) -> Self {
        self.footer = Some(footer.into());
        self
    }

    /// Sets the large picture by its address; `attachment://name` names a file of the same message.
    pub fn image(mut self, image: impl Into<EmbedMedia>) -> Self {
        self.image = Some(image.into());
        self
    }

    /// Sets the small picture by its address; `attachment://name` names a file of the same message.
    pub fn thumbnail(mut self, thumbnail: impl Into<EmbedMedia>) -> Self {
        self.thumbnail = Some(thumbnail.into());
        self
    }

    /// Sets the first line, up to 256 characters.
    pub fn author(mut self, author: impl Into<EmbedAuthor>) -> Self {
        self.author = Some(author.into());
        self
    }

    /// Adds a pair of name, up to 256 characters, and value, up to 1,024; inline ones stand side by side.
    pub fn field(
        mut self,
        name: impl Into<Box<str>>,
        value: impl Into<Box<str>>,
        inline: bool,
    ) -> Self {
        self.fields.push(EmbedField {
            name: name.into(),
            value: value.into(),
            inline,
        });
        self
    }
}

/// The last line of an embed.
///
/// Discord docs: Message/Embed Footer Structure.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EmbedFooter {
    /// The text, up to 2,048 characters.
    #[serde(default)]
    pub text: Box<str>,
    /// The icon's address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub icon_url: Option<Box<str>>,
    /// The icon's address at Discord.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proxy_icon_url: Option<Box<str>>,
}

impl EmbedFooter {
    /// Sets the icon's address.
    pub fn icon_url(mut self, icon_url: impl Into<Box<str>>) -> Self {
        self.icon_url = Some(icon_url.into());
        self
    }
}

impl<T: Into<Box<str>>> From<T> for EmbedFooter {
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
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EmbedMedia {
    /// The address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<Box<str>>,
    /// The address at Discord.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proxy_url: Option<Box<str>>,
    /// The height in pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
    /// The width in pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
}

impl<T: Into<Box<str>>> From<T> for EmbedMedia {
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
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EmbedProvider {
    /// The site's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Box<str>>,
    /// The site's address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<Box<str>>,
}

/// The first line of an embed.
///
/// Discord docs: Message/Embed Author Structure.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EmbedAuthor {
    /// The name, up to 256 characters.
    #[serde(default)]
    pub name: Box<str>,
    /// What the name links to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<Box<str>>,
    /// The icon's address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub icon_url: Option<Box<str>>,
    /// The icon's address at Discord.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proxy_icon_url: Option<Box<str>>,
}

impl EmbedAuthor {
    /// Sets what the name links to.
    pub fn url(mut self, url: impl Into<Box<str>>) -> Self {
        self.url = Some(url.into());
        self
    }

    /// Sets the icon's address.
    pub fn icon_url(mut self, icon_url: impl Into<Box<str>>) -> Self {
        self.icon_url = Some(icon_url.into());
        self
    }
}

impl<T: Into<Box<str>>> From<T> for EmbedAuthor {
    fn from(name: T) -> Self {
        Self {
            name: name.into(),
            ..Self::default()
        }
    }
}

/// A pair of name and value in an embed.
///
/// Discord docs: Message/Embed Field Structure.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EmbedField {
    /// The name, up to 256 characters.
    #[serde(default)]
    pub name: Box<str>,
    /// The value, up to 1,024 characters.
    #[serde(default)]
    pub value: Box<str>,
    /// Whether it stands beside other inline fields.
    #[serde(default)]
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
