//! Stickers that guilds have uploaded.

use bytes::Bytes;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::super::{
    Actor, Changed, Event, Field, Refusal, Store,
    audit::{Note, action},
    bits::{intent, permission},
    event::Audience,
    ids::{GuildId, StickerId, UserId},
    image::Image,
    user::User,
};

/// For how many stickers a guild has room, by its boost level.
const MOST: [usize; 4] = [5, 15, 30, 60];
const MAX_BYTES: usize = 512 * 1024;

/// Formats of stickers. Discord docs: Sticker/Sticker Format Types.
pub(crate) mod format {
    pub(crate) const PNG: u8 = 1;
    pub(crate) const APNG: u8 = 2;
    pub(crate) const LOTTIE: u8 = 3;
    pub(crate) const GIF: u8 = 4;
}

/// A sticker of a guild.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Sticker {
    pub(crate) id: StickerId,
    pub(crate) guild_id: GuildId,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) tags: String,
    pub(crate) format: u8,
    pub(crate) maker: Option<UserId>,
    /// The hash of its file.
    pub(crate) file: String,
}

/// What is changed of a sticker; what is absent stays.
#[derive(Debug, Default)]
pub(crate) struct StickerEdit {
    pub(crate) name: Option<String>,
    pub(crate) description: Field<String>,
    pub(crate) tags: Option<String>,
}

/// The file of a new sticker.
#[derive(Debug)]
pub(crate) struct StickerFile {
    format: u8,
    image: Image,
}

impl StickerFile {
    /// Looks at the bytes, for what the sender says of them does not matter.
    pub(crate) fn of(bytes: Bytes) -> Result<Self, Refusal> {
        if bytes.len() > MAX_BYTES {
            return Err(Refusal::FILE_TOO_LARGE);
        }
        let has = |mark: &[u8]| bytes.windows(mark.len()).any(|part| part == mark);
        let (format, content_type) = if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            let moves = has(b"acTL");
            (if moves { format::APNG } else { format::PNG }, "image/png")
        } else if bytes.starts_with(b"GIF8") {
            (format::GIF, "image/gif")
        } else if bytes.trim_ascii_start().starts_with(b"{") {
            let lottie: Value =
                serde_json::from_slice(&bytes).map_err(|_| Refusal::INVALID_LOTTIE)?;
            if !lottie["layers"].is_array() {
                return Err(Refusal::INVALID_LOTTIE);
            }
            (format::LOTTIE, "application/json")
        } else {
            return Err(Refusal::INVALID_FILE.because("the file is no PNG, APNG, GIF or Lottie"));
        };
        let image = Image::of_type(content_type, bytes);
        Ok(Self { format, image })
    }
}

impl Sticker {
    /// The sticker as a guild's payload has it.
    pub(crate) fn json(&self) -> Value {
        json!({
            "id": self.id,
            "name": self.name,
            "description": self.description,
            "tags": self.tags,
            "type": 2,
            "format_type": self.format,
            "available": true,
            "guild_id": self.guild_id,
        })
    }

    /// The part of it that messages carry. Discord docs: Sticker/Sticker Item Object.
    pub(crate) fn item(&self) -> Value {
        json!({ "id": self.id, "name": self.name, "format_type": self.format })
    }
}

impl Store {
    /// The sticker with its maker, for those who may know it.
    pub(crate) fn sticker_json(&self, sticker: &Sticker, with_maker: bool) -> Value {
        let mut json = sticker.json();
        let maker = sticker.maker.and_then(|maker| self.users.get(&maker));
        if with_maker && let Some(maker) = maker.map(User::json) {
            json["user"] = maker;
        }
        json
    }

    /// A sticker of any guild.
    pub(crate) fn find_sticker(&self, id: StickerId) -> Option<&Sticker> {
        let mut guilds = self.guilds.values();
        guilds.find_map(|guild| guild.expressions.stickers.get(&id))
    }

    pub(crate) fn guild_sticker(
        &self,
        guild: GuildId,
        id: StickerId,
        user: UserId,
    ) -> Result<&Sticker, Refusal> {
        let stickers = &self.guild_for(guild, user)?.expressions.stickers;
        stickers.get(&id).ok_or(Refusal::UNKNOWN_STICKER)
    }

    pub(crate) fn create_sticker(
        &mut self,
        actor: &Actor,
        guild_id: GuildId,
        edit: StickerEdit,
        file: StickerFile,
    ) -> Result<Changed<StickerId>, Refusal> {
        let needed = permission::CREATE_GUILD_EXPRESSIONS;
        let guild = self.guild_with(guild_id, actor.user, needed)?;
        if guild.expressions.stickers.len() >= self.by_boosts(guild_id, &MOST) {
            return Err(Refusal::TOO_MANY_STICKERS);
        }
        let id = self.clock.next_id();
        let sticker = Sticker {
            id,
            guild_id,
            name: edit.name.unwrap_or_default(),
            description: edit.description.value().filter(|text| !text.is_empty()),
            tags: edit.tags.unwrap_or_default(),
            format: file.format,
            maker: Some(actor.user),
            file: self.store_image(file.image),
        };
        let note = Note::on(id).changes(&Value::Null, &sticker.json());
        if let Some(guild) = self.guilds.get_mut(&guild_id) {
            guild.expressions.stickers.insert(id, sticker);
        }
        let mut events = self.stickers_update(guild_id);
        events.extend(self.audit(guild_id, actor, action::STICKER_CREATE, note));
        Ok(Changed::new(id, events))
    }

    pub(crate) fn edit_sticker(
        &mut self,
        actor: &Actor,
        guild_id: GuildId,
        id: StickerId,
        edit: StickerEdit,
    ) -> Result<Changed<()>, Refusal> {
        let before = self.guild_sticker(guild_id, id, actor.user)?.clone();
        self.check_expression(guild_id, actor.user, before.maker)?;
        let mut sticker = before.clone();
        sticker.name = edit.name.unwrap_or(sticker.name);
        sticker.tags = edit.tags.unwrap_or(sticker.tags);
        edit.description.apply(&mut sticker.description);
        let note = Note::on(id).changes(&before.json(), &sticker.json());
        if let Some(guild) = self.guilds.get_mut(&guild_id) {
            guild.expressions.stickers.insert(id, sticker);
        }
        let mut events = self.stickers_update(guild_id);
        events.extend(self.audit(guild_id, actor, action::STICKER_UPDATE, note));
        Ok(Changed::new((), events))
    }

    pub(crate) fn delete_sticker(
        &mut self,
        actor: &Actor,
        guild_id: GuildId,
        id: StickerId,
    ) -> Result<Changed<()>, Refusal> {
        let sticker = self.guild_sticker(guild_id, id, actor.user)?.clone();
        self.check_expression(guild_id, actor.user, sticker.maker)?;
        if let Some(guild) = self.guilds.get_mut(&guild_id) {
            guild.expressions.stickers.remove(&id);
        }
        let note = Note::on(id).changes(&sticker.json(), &Value::Null);
        let mut events = self.stickers_update(guild_id);
        events.extend(self.audit(guild_id, actor, action::STICKER_DELETE, note));
        Ok(Changed::new((), events))
    }

    fn stickers_update(&self, guild_id: GuildId) -> Vec<Event> {
        let Some(guild) = self.guilds.get(&guild_id) else {
            return Vec::new();
        };
        let stickers = guild.expressions.stickers.values();
        let stickers: Vec<Value> = stickers
            .map(|sticker| self.sticker_json(sticker, true))
            .collect();
        let data = json!({ "guild_id": guild_id, "stickers": stickers });
        vec![Event::new(
            "GUILD_STICKERS_UPDATE",
            Audience::Guild(guild_id),
            intent::GUILD_EXPRESSIONS,
            data,
        )]
    }
}
