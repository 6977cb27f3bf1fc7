//! The emojis and stickers of guilds and applications. Discord docs: Emoji, Sticker.

mod emoji;
mod pack;
mod sticker;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub(crate) use self::{
    emoji::{CustomEmoji, EmojiEdit, EmojiOwner},
    pack::{packs, standard_file, standard_sticker},
    sticker::{Sticker, StickerEdit, StickerFile, format},
};

use super::{
    Refusal, Store,
    bits::permission::{CREATE_GUILD_EXPRESSIONS, MANAGE_GUILD_EXPRESSIONS},
    ids::{EmojiId, GuildId, StickerId, UserId},
};

/// What a guild has to express oneself with.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Expressions {
    pub(crate) emojis: BTreeMap<EmojiId, CustomEmoji>,
    pub(crate) stickers: BTreeMap<StickerId, Sticker>,
}

impl Store {
    /// Checks that a member may change what its maker is known of: its own with either permission.
    fn check_expression(
        &self,
        guild: GuildId,
        user: UserId,
        maker: Option<UserId>,
    ) -> Result<(), Refusal> {
        let own = maker == Some(user);
        let may = self.guild_for(guild, user)?;
        let granted = may.permissions(user, self.clock.now());
        let enough = if own {
            CREATE_GUILD_EXPRESSIONS | MANAGE_GUILD_EXPRESSIONS
        } else {
            MANAGE_GUILD_EXPRESSIONS
        };
        if granted & enough == 0 {
            return Err(Refusal::needs(MANAGE_GUILD_EXPRESSIONS, &may.name));
        }
        Ok(())
    }

    /// Whether a member is told who made the emojis and stickers.
    pub(crate) fn sees_makers(&self, guild: GuildId, user: UserId) -> bool {
        let granted = self.permissions(guild, user);
        granted & (CREATE_GUILD_EXPRESSIONS | MANAGE_GUILD_EXPRESSIONS) != 0
    }
}
