//! Emojis of a guild.

use crate::{
    id::{
        Id,
        marker::{EmojiMarker, GuildMarker, RoleMarker},
    },
    model::{Emoji, ImageData, List},
};

group! {
    /// The emojis of a guild; from [`Guilds::emojis`](super::Guilds::emojis).
    pub struct Emojis { guild_id: GuildMarker }
}

operation! {
    /// Lists the emojis.
    ///
    /// Who made them is told where the bot may `CREATE_GUILD_EXPRESSIONS` or `MANAGE_GUILD_EXPRESSIONS`.
    ///
    /// Discord docs: Emoji/List Guild Emojis.
    ListGuildEmojis = GET "/guilds/{guild_id}/emojis" -> List<Emoji>;
    fn Emojis::list();
}

operation! {
    /// Gets an emoji.
    ///
    /// Discord docs: Emoji/Get Guild Emoji.
    GetGuildEmoji = GET "/guilds/{guild_id}/emojis/{emoji_id}" -> Emoji;
    fn Emojis::get(emoji_id: Id<EmojiMarker> in path);
}

operation! {
    /// Adds an emoji: a name of 2 to 32 letters, digits and `_`, and a picture of up
    /// to 256 KiB.
    ///
    /// Needs `CREATE_GUILD_EXPRESSIONS`.
    ///
    /// Discord docs: Emoji/Create Guild Emoji.
    CreateGuildEmoji = POST "/guilds/{guild_id}/emojis" -> Emoji, reason;
    fn Emojis::create(name: String in body [characters 2..=32], image: ImageData in body);
    body {
        /// Sets the roles that may use it; all may where not set.
        roles: Vec<Id<RoleMarker>>,
    }
}

operation! {
    /// Edits an emoji. What is not set stays as it is.
    ///
    /// Needs `MANAGE_GUILD_EXPRESSIONS`, or for one of the bot's own `CREATE_GUILD_EXPRESSIONS`.
    ///
    /// Discord docs: Emoji/Modify Guild Emoji.
    UpdateGuildEmoji = PATCH "/guilds/{guild_id}/emojis/{emoji_id}" -> Emoji, reason;
    fn Emojis::update(emoji_id: Id<EmojiMarker> in path);
    body {
        /// Sets the name, 2 to 32 letters, digits and `_`.
        name: String [characters 2..=32],
        /// Sets the roles that may use it; none lets all.
        roles: Vec<Id<RoleMarker>>,
    }
}

operation! {
    /// Deletes an emoji.
    ///
    /// Needs `MANAGE_GUILD_EXPRESSIONS`, or for one of the bot's own `CREATE_GUILD_EXPRESSIONS`.
    ///
    /// Discord docs: Emoji/Delete Guild Emoji.
    DeleteGuildEmoji = DELETE "/guilds/{guild_id}/emojis/{emoji_id}" -> (), reason;
    fn Emojis::delete(emoji_id: Id<EmojiMarker> in path);
}
