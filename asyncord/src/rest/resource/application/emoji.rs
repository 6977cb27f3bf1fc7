//! Emojis of an application.

use crate::{
    id::{
        Id,
        marker::{ApplicationMarker, EmojiMarker},
    },
    model::{self, Emoji, ImageData},
};

group! {
    /// The emojis of an application, which its bot can use everywhere; from
    /// [`Applications::emojis`](super::Applications::emojis).
    pub struct Emojis { application_id: ApplicationMarker }
}

operation! {
    /// Lists the emojis, up to 2,000.
    ///
    /// Discord docs: Emoji/List Application Emojis.
    ListApplicationEmojis = GET "/applications/{application_id}/emojis" -> model::ApplicationEmojis;
    fn Emojis::list();
}

operation! {
    /// Gets an emoji.
    ///
    /// Discord docs: Emoji/Get Application Emoji.
    GetApplicationEmoji = GET "/applications/{application_id}/emojis/{emoji_id}" -> Emoji;
    fn Emojis::get(emoji_id: Id<EmojiMarker> in path);
}

operation! {
    /// Adds an emoji: a name of 2 to 32 letters, digits and `_`, and a picture of up
    /// to 256 KiB.
    ///
    /// Discord docs: Emoji/Create Application Emoji.
    CreateApplicationEmoji = POST "/applications/{application_id}/emojis" -> Emoji;
    fn Emojis::create(name: String in body [characters 2..=32], image: ImageData in body);
}

operation! {
    /// Renames an emoji, to 2 to 32 letters, digits and `_`.
    ///
    /// Discord docs: Emoji/Modify Application Emoji.
    UpdateApplicationEmoji = PATCH "/applications/{application_id}/emojis/{emoji_id}" -> Emoji;
    fn Emojis::update(emoji_id: Id<EmojiMarker> in path, name: String in body [characters 2..=32]);
}

operation! {
    /// Deletes an emoji.
    ///
    /// Discord docs: Emoji/Delete Application Emoji.
    DeleteApplicationEmoji = DELETE "/applications/{application_id}/emojis/{emoji_id}" -> ();
    fn Emojis::delete(emoji_id: Id<EmojiMarker> in path);
}
