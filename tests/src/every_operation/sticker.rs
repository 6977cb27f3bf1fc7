//! Calls about stickers by their ids, and packs.

use asyncord::rest::resource::sticker::*;

use super::values::STICKER;

calls! {
    GetSticker {
        minimal: |client| client.stickers().get(STICKER),
    }
    ListStickerPacks {
        minimal: |client| client.stickers().packs(),
    }
    GetStickerPack {
        minimal: |client| client.stickers().pack(STICKER),
    }
}
