//! Calls about a guild's stickers.

use asyncord::rest::{
    body::{NewAttachment, NewSticker},
    resource::guild::sticker::*,
};

use crate::every_operation::values::{GUILD, REASON, STICKER};

calls! {
    ListGuildStickers {
        minimal: |client| client.guilds().stickers(GUILD).list(),
    }
    GetGuildSticker {
        minimal: |client| client.guilds().stickers(GUILD).get(STICKER),
    }
    UpdateGuildSticker {
        minimal: |client| client.guilds().stickers(GUILD).update(STICKER),
        full: |client| client
            .guilds()
            .stickers(GUILD)
            .update(STICKER)
            .name("crab")
            .description("A crab that waves")
            .tags("🦀")
            .reason(REASON),
    }
    DeleteGuildSticker {
        minimal: |client| client.guilds().stickers(GUILD).delete(STICKER),
        full: |client| client.guilds().stickers(GUILD).delete(STICKER).reason(REASON),
    }
    CreateGuildSticker {
        minimal: |client| client
            .guilds()
            .stickers(GUILD)
            .create(NewSticker::new("crab", "🦀", NewAttachment::new("crab.png", "a picture"))),
        full: |client| client
            .guilds()
            .stickers(GUILD)
            .create(
                NewSticker::new(
                    "crab",
                    "🦀",
                    NewAttachment::new("crab.png", "a picture").content_type("image/png"),
                )
                .description("A crab that waves"),
            )
            .reason(REASON),
    }
}
