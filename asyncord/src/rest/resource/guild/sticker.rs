//! Stickers of a guild.

use crate::{
    id::{
        Id,
        marker::{GuildMarker, StickerMarker},
    },
    model::{Field, List, Sticker},
    rest::body::NewSticker,
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

operation! {
    /// Adds a sticker: PNG, APNG, GIF or Lottie, up to 512 KiB.
    ///
    /// Needs `CREATE_GUILD_EXPRESSIONS`. Lottie is for verified guilds and partners of Discord.
    ///
    /// ```no_run
    /// # async fn example(client: asyncord::RestClient) -> Result<(), asyncord::rest::Error> {
    /// use asyncord::rest::body::{NewAttachment, NewSticker};
    ///
    /// let wave = NewSticker::new("wave", "wave", NewAttachment::from_path("wave.png"));
    /// client.guilds().stickers(41_771_983_423_143_937).create(wave).reason("asked for").await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// Discord docs: Sticker/Create Guild Sticker.
    CreateGuildSticker = POST "/guilds/{guild_id}/stickers" -> Sticker, reason;
    fn Stickers::create();
    with NewSticker as sticker;
}
