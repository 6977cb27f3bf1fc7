//! Embeds: the framed boxes of a message.

use super::{List, Text, Timestamp, wire::object};

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
#[object]
#[derive(Default)]
pub struct Embed {
    /// The title, up to 256 characters.
    pub title: Option<Text>,
    /// What sort of embed it is; always `rich` of a bot's own.
    #[wire(name = "type")]
    pub kind: Option<EmbedType>,
    /// The text, up to 4,096 characters.
    pub description: Option<Text>,
    /// What the title links to.
    pub url: Option<Text>,
    /// The time shown in the footer.
    pub timestamp: Option<Timestamp>,
    /// The colour of the edge, as `0xRRGGBB`.
    pub color: Option<u32>,
    /// The last line.
    pub footer: Option<EmbedFooter>,
    /// The large picture.
    pub image: Option<EmbedMedia>,
    /// The small picture in the corner.
    pub thumbnail: Option<EmbedMedia>,
    /// The video; Discord makes it of links.
    pub video: Option<EmbedMedia>,
    /// The site of the link; Discord makes it of links.
    pub provider: Option<EmbedProvider>,
    /// The first line.
    pub author: Option<EmbedAuthor>,
    /// Up to 25 pairs of name and value.
    pub fields: List<EmbedField>,
}

impl Embed {
    /// An empty embed, which needs some part before it can be sent.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the title, up to 256 characters.
    pub fn title(mut self, title: impl Into<Text>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// Sets the text, up to 4,096 characters.
    pub fn description(mut self, description: impl Into<Text>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// Sets what the title links to.
    pub fn url(mut self, url: impl Into<Text>) -> Self {
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
    pub fn field(mut self, name: impl Into<Text>, value: impl Into<Text>, inline: bool) -> Self {
        self.fields.push(EmbedField {
            name: name.into(),
            value: value.into(),
            inline,
            ..EmbedField::default()
        });
        self
    }
}

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
