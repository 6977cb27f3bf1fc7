//! Embeds: the framed boxes of a message.

use super::{Color, Component, List, Text, Timestamp, wire::object};

mod parts;
mod poll_result;

pub use self::{
    parts::{
        EmbedAuthor, EmbedField, EmbedFlags, EmbedFooter, EmbedMedia, EmbedMediaFlags,
        EmbedProvider, EmbedType,
    },
    poll_result::PollResultEmbed,
};

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
    /// The colour of the edge.
    pub color: Option<Color>,
    /// The last line.
    pub footer: Option<Box<EmbedFooter>>,
    /// The large picture.
    pub image: Option<Box<EmbedMedia>>,
    /// The small picture in the corner.
    pub thumbnail: Option<Box<EmbedMedia>>,
    /// The video; Discord makes it of links.
    pub video: Option<Box<EmbedMedia>>,
    /// The site of the link; Discord makes it of links.
    pub provider: Option<Box<EmbedProvider>>,
    /// The first line.
    pub author: Option<Box<EmbedAuthor>>,
    /// Up to 25 pairs of name and value.
    pub fields: List<EmbedField>,
    /// Further marks.
    #[wire(rare)]
    pub flags: EmbedFlags,
    /// The components that Discord makes of some links, instead of the other parts.
    #[wire(rare)]
    pub components: List<Component>,
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

    /// Sets the colour of the edge: a [`Color`], or a number `0xRRGGBB`.
    pub fn color(mut self, color: impl Into<Color>) -> Self {
        self.color = Some(color.into());
        self
    }

    /// Sets the last line, up to 2,048 characters.
    pub fn footer(mut self, footer: impl Into<EmbedFooter>) -> Self {
        self.footer = Some(Box::new(footer.into()));
        self
    }

    /// Sets the large picture by its address; `attachment://name` names a file of the same message.
    pub fn image(mut self, image: impl Into<EmbedMedia>) -> Self {
        self.image = Some(Box::new(image.into()));
        self
    }

    /// Sets the small picture by its address; `attachment://name` names a file of the same message.
    pub fn thumbnail(mut self, thumbnail: impl Into<EmbedMedia>) -> Self {
        self.thumbnail = Some(Box::new(thumbnail.into()));
        self
    }

    /// Sets the first line, up to 256 characters.
    pub fn author(mut self, author: impl Into<EmbedAuthor>) -> Self {
        self.author = Some(Box::new(author.into()));
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

#[cfg(test)]
mod tests;
