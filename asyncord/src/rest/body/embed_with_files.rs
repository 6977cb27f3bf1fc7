//! Embeds whose pictures are files of the message.

use std::mem;

use super::{NewAttachment, attachment::Attachments};
use crate::model::{Embed, EmbedAuthor, EmbedFooter, Text};

/// An embed whose pictures are given as files instead of addresses; from [`Embed::with_image`] and the like.
///
/// The files become attachments of the message by themselves. Where two have one name, the later is renamed.
///
/// ```
/// use asyncord::{model::Embed, rest::body::{NewAttachment, NewMessage}};
///
/// # let png: Vec<u8> = Vec::new();
/// let chart = NewAttachment::new("chart.png", png);
/// let message = NewMessage::new("").embed(Embed::new().title("Sales").with_image(chart));
/// assert_eq!(message.embeds[0].image.as_ref().unwrap().url.as_deref(), Some("attachment://chart.png"));
/// ```
///
/// Discord docs: API Reference/Using Attachments within Embeds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EmbedWithFiles {
    embed: Embed,
    image: Option<NewAttachment>,
    thumbnail: Option<NewAttachment>,
    author_icon: Option<NewAttachment>,
    footer_icon: Option<NewAttachment>,
}

macro_rules! with_files {
    ($($(#[$doc:meta])* $name:ident: $field:ident;)+) => {
        impl EmbedWithFiles {
            $(
                $(#[$doc])*
                pub fn $name(mut self, file: NewAttachment) -> Self {
                    self.$field = Some(file);
                    self
                }
            )+
        }

        impl Embed {
            $(
                $(#[$doc])*
                pub fn $name(self, file: NewAttachment) -> EmbedWithFiles {
                    EmbedWithFiles::from(self).$name(file)
                }
            )+
        }
    };
}

with_files! {
    /// Shows a file as the large picture: jpg, png, webp or gif.
    with_image: image;
    /// Shows a file as the small picture in the corner: jpg, png, webp or gif.
    with_thumbnail: thumbnail;
    /// Shows a file beside the author, whose name is set by [`Embed::author`].
    with_author_icon: author_icon;
    /// Shows a file beside the last line, which is set by [`Embed::footer`].
    with_footer_icon: footer_icon;
}

impl From<Embed> for EmbedWithFiles {
    fn from(embed: Embed) -> Self {
        Self {
            embed,
            ..Self::default()
        }
    }
}

impl EmbedWithFiles {
    /// The embed, with its files put among those of the message.
    pub(crate) fn place(mut self, files: &mut Attachments) -> Embed {
        let mut embed = mem::take(&mut self.embed);
        let mut address = |file: Option<NewAttachment>| -> Option<Text> {
            file.map(|file| files.push_for_embed(file).into())
        };
        if let Some(address) = address(self.image) {
            embed = embed.image(address.as_str());
        }
        if let Some(address) = address(self.thumbnail) {
            embed = embed.thumbnail(address.as_str());
        }
        if let Some(address) = address(self.author_icon) {
            let author = embed
                .author
                .get_or_insert_with(|| Box::new(EmbedAuthor::from("")));
            author.icon_url = Some(address);
        }
        if let Some(address) = address(self.footer_icon) {
            let footer = embed
                .footer
                .get_or_insert_with(|| Box::new(EmbedFooter::from("")));
            footer.icon_url = Some(address);
        }
        embed
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::{
        model::Embed,
        rest::{
            body::{NewAttachment, NewMessage},
            request::Body,
            transport::Payload,
        },
    };

    #[test]
    fn files_of_embeds_become_attachments_with_names_of_their_own() {
        let file = |bytes: &'static str| NewAttachment::new("a.png", bytes);
        let message = NewMessage::new("")
            .attachment(file("1"))
            .embed(
                Embed::new()
                    .title("x")
                    .with_image(file("2"))
                    .with_thumbnail(file("3")),
            )
            .embed(
                Embed::new()
                    .author("ada")
                    .footer("end")
                    .with_author_icon(file("4"))
                    .with_footer_icon(file("5")),
            );
        assert!(message.validate().is_ok());
        let payload = message.into_payload().unwrap();
        let Payload::Multipart { files, .. } = &payload else {
            panic!("{payload:?}");
        };
        let names: Vec<_> = files.iter().map(|file| file.filename.as_str()).collect();
        assert_eq!(names, ["a.png", "a_2.png", "a_3.png", "a_4.png", "a_5.png"]);
        let json = payload.json().unwrap();
        assert_eq!(
            json["embeds"],
            json!([
                {"title": "x", "image": {"url": "attachment://a_2.png"}, "thumbnail": {"url": "attachment://a_3.png"}},
                {
                    "author": {"name": "ada", "icon_url": "attachment://a_4.png"},
                    "footer": {"text": "end", "icon_url": "attachment://a_5.png"},
                },
            ])
        );
    }
}
