//! Stickers of Discord, and by their ids.

use crate::{
    id::{
        Id,
        marker::{StickerMarker, StickerPackMarker},
    },
    model::{Sticker, StickerPack, StickerPacks},
    rest::RestClient,
};

group! {
    /// Stickers; from [`RestClient::stickers`].
    pub struct Stickers {}
}

impl RestClient {
    /// Stickers.
    pub fn stickers(&self) -> Stickers {
        Stickers::new(self)
    }
}

operation! {
    /// Gets a sticker, of a guild or of Discord.
    ///
    /// Discord docs: Sticker/Get Sticker.
    GetSticker = GET "/stickers/{sticker_id}" -> Sticker;
    fn Stickers::get(sticker_id: Id<StickerMarker> in path);
}

operation! {
    /// Lists Discord's packs of stickers.
    ///
    /// Discord docs: Sticker/List Sticker Packs.
    ListStickerPacks = GET "/sticker-packs" -> StickerPacks, public;
    fn Stickers::packs();
}

operation! {
    /// Gets a pack of stickers.
    ///
    /// Discord docs: Sticker/Get Sticker Pack.
    GetStickerPack = GET "/sticker-packs/{pack_id}" -> StickerPack;
    fn Stickers::pack(pack_id: Id<StickerPackMarker> in path);
}
