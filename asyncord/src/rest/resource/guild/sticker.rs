//! Stickers of a guild.

use crate::{
    id::{
        Id,
        marker::{GuildMarker, StickerMarker},
    },
    model::{Field, List, Sticker},
};

group! {
    /// The stickers of a guild; from [`Guilds::stickers`](super::Guilds::stickers).
    pub struct Stickers { guild_id: GuildMarker }
}

operation! {
    /// Lists the stickers.
    ///
    /// Who made them is told where the bot may `CREATE_GUILD_EXPRESSIONS` or `MANAGE_GUILD_EXPRESSIONS`.
    ///
    /// Discord docs: Sticker/List Guild Stickers.
    ListGuildStickers = GET "/guilds/{guild_id}/stickers" -> List<Sticker>;
    fn Stickers::list();
}

operation! {
    /// Gets a sticker.
    ///
    /// Discord docs: Sticker/Get Guild Sticker.
    GetGuildSticker = GET "/guilds/{guild_id}/stickers/{sticker_id}" -> Sticker;
    fn Stickers::get(sticker_id: Id<StickerMarker> in path);
}

operation! {
    /// Edits a sticker. What is not set stays as it is.
    ///
    /// Needs `MANAGE_GUILD_EXPRESSIONS`, or for one of the bot's own `CREATE_GUILD_EXPRESSIONS`.
    ///
    /// Discord docs: Sticker/Modify Guild Sticker.
    UpdateGuildSticker = PATCH "/guilds/{guild_id}/stickers/{sticker_id}" -> Sticker, reason;
    fn Stickers::update(sticker_id: Id<StickerMarker> in path);
    body {
        /// Sets the name, 2 to 30 characters.
        name: String [characters 2..=30],
        /// Describes it, 2 to 100 characters; null takes the description away.
        description: Field<String> [characters 2..=100],
        /// Sets what it is found and suggested by, up to 200 characters.
        tags: String [characters 0..=200],
    }
}

operation! {
    /// Deletes a sticker.
    ///
    /// Needs `MANAGE_GUILD_EXPRESSIONS`, or for one of the bot's own `CREATE_GUILD_EXPRESSIONS`.
    ///
    /// Discord docs: Sticker/Delete Guild Sticker.
    DeleteGuildSticker = DELETE "/guilds/{guild_id}/stickers/{sticker_id}" -> (), reason;
    fn Stickers::delete(sticker_id: Id<StickerMarker> in path);
}
