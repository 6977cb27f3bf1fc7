//! Stickers, and the packs they come in.

use super::{
    List, Text, Timestamp, User,
    cdn::{self, ImageUrl},
    wire::object,
};
use crate::id::{
    Id,
    marker::{GenericMarker, GuildMarker, SkuMarker, StickerMarker, StickerPackMarker},
};

/// A sticker: a guild's, or one of Discord's own.
///
/// Discord docs: Sticker/Sticker Object.
#[object]
pub struct Sticker {
    /// The sticker's id.
    pub id: Id<StickerMarker>,
    /// The pack of one of Discord's own stickers.
    pub pack_id: Option<Id<StickerPackMarker>>,
    /// The name, 2 to 30 characters of a guild's sticker.
    pub name: Text,
    /// What it shows, 2 to 100 characters of a guild's sticker.
    pub description: Option<Text>,
    /// Words that it is found by, up to 200 characters: of Discord's own separated by commas, of a guild's
    /// the name of an emoji.
    pub tags: Text,
    /// Whose sticker it is.
    #[wire(name = "type")]
    pub kind: Option<StickerType>,
    /// The form of the file.
    pub format_type: Option<StickerFormat>,
    /// Whether a guild's sticker can be used; it may not be after a loss of boosts.
    pub available: Option<bool>,
    /// The guild whose sticker it is.
    pub guild_id: Option<Id<GuildMarker>>,
    /// Who uploaded it; only seen with the permission to manage or create expressions.
    pub user: Option<Box<User>>,
    /// The place of one of Discord's own stickers in its pack.
    pub sort_value: Option<i32>,
}

impl Sticker {
    /// Where the file is; `None` of a format that is not known.
    pub fn url(&self) -> Option<ImageUrl> {
        url(self.id, self.format_type?)
    }

    /// When it was made.
    pub fn created_at(&self) -> Timestamp {
        self.id.created_at()
    }
}

/// What a message tells of a sticker: enough to show it.
///
/// Discord docs: Sticker/Sticker Item Object.
#[object]
#[derive(Eq)]
pub struct StickerItem {
    /// The sticker's id.
    pub id: Id<StickerMarker>,
    /// The sticker's name.
    pub name: Text,
    /// The form of the file.
    pub format_type: Option<StickerFormat>,
}

impl StickerItem {
    /// Where the file is; `None` of a format that is not known.
    pub fn url(&self) -> Option<ImageUrl> {
        url(self.id, self.format_type?)
    }
}

fn url(id: Id<StickerMarker>, format: StickerFormat) -> Option<ImageUrl> {
    match format {
        StickerFormat::Png | StickerFormat::Apng => Some(cdn::sticker_png(id)),
        StickerFormat::Lottie => Some(cdn::sticker_lottie(id)),
        StickerFormat::Gif => Some(cdn::sticker_gif(id)),
        StickerFormat::Unknown(_) => None,
    }
}

open_enum! {
    /// Whose a sticker is.
    ///
    /// Discord docs: Sticker/Sticker Types.
    pub enum StickerType {
        /// One of Discord's own, in a pack.
        Standard = 1 => "STANDARD",
        /// Uploaded to a guild for its members.
        Guild = 2 => "GUILD",
    }
}

open_enum! {
    /// The form of a sticker's file.
    ///
    /// Discord docs: Sticker/Sticker Format Types.
    pub enum StickerFormat {
        /// A PNG.
        Png = 1 => "PNG",
        /// A PNG that moves.
        Apng = 2 => "APNG",
        /// A vector animation in JSON.
        Lottie = 3 => "LOTTIE",
        /// A GIF.
        Gif = 4 => "GIF",
    }
}

/// Stickers of Discord's own that belong together.
///
/// Discord docs: Sticker/Sticker Pack Object.
#[object]
pub struct StickerPack {
    /// The pack's id.
    pub id: Id<StickerPackMarker>,
    /// The stickers.
    pub stickers: List<Sticker>,
    /// The pack's name.
    pub name: Text,
    /// What it is sold as.
    pub sku_id: Option<Id<SkuMarker>>,
    /// The sticker shown for the pack.
    pub cover_sticker_id: Option<Id<StickerMarker>>,
    /// What it shows.
    pub description: Option<Text>,
    /// The banner's asset.
    pub banner_asset_id: Option<Id<GenericMarker>>,
}

impl StickerPack {
    /// The banner.
    pub fn banner_url(&self) -> Option<ImageUrl> {
        self.banner_asset_id.map(cdn::sticker_pack_banner)
    }

    /// The sticker shown for the pack: the cover, else the first.
    pub fn cover(&self) -> Option<&Sticker> {
        self.stickers
            .iter()
            .find(|sticker| Some(sticker.id) == self.cover_sticker_id)
            .or_else(|| self.stickers.first())
    }
}

/// All packs that there are.
///
/// Discord docs: Sticker/List Sticker Packs.
#[object]
#[derive(Default)]
pub struct StickerPacks {
    /// The packs.
    pub sticker_packs: List<StickerPack>,
}

#[cfg(test)]
mod tests {
    use super::{Sticker, StickerFormat, StickerItem, StickerPack, StickerPacks, StickerType};
    use crate::model::{decode, testing::round};

    #[test]
    fn stickers_come_back_as_they_came() {
        round::<Sticker>(
            r#"{"id":"1","name":"Wave","tags":"wumpus, hello, sup","type":1,"format_type":3,"description":null,
                "pack_id":"2","sort_value":12}"#,
        );
        round::<Sticker>(
            r#"{"id":"1","name":"cat","tags":"smile_cat","type":2,"format_type":1,"description":"",
                "available":true,"guild_id":"3","user":{"id":"4","username":"ada"}}"#,
        );
        round::<StickerPacks>(
            r#"{"sticker_packs":[{"id":"1","stickers":[],"name":"Wumpus Beyond","sku_id":"2",
                "cover_sticker_id":"3","description":"Say hello","banner_asset_id":"4"}]}"#,
        );
        round::<StickerItem>(r#"{"id":"1","name":"cat","format_type":9}"#);
    }

    #[test]
    fn the_format_tells_where_the_file_is() {
        for (format, place) in [
            (1, Some("https://cdn.discordapp.com/stickers/7.png")),
            (2, Some("https://cdn.discordapp.com/stickers/7.png")),
            (3, Some("https://cdn.discordapp.com/stickers/7.json")),
            (4, Some("https://media.discordapp.net/stickers/7.gif")),
            (5, None),
        ] {
            let json = format!(r#"{{"id":"7","name":"cat","format_type":{format}}}"#);
            let item: StickerItem = decode(&json).unwrap();
            assert_eq!(item.url().map(|url| url.to_string()).as_deref(), place);
        }
    }

    #[test]
    fn kinds_and_formats_are_told_apart() {
        let sticker: Sticker = decode(r#"{"id":"7","type":2,"format_type":null}"#).unwrap();
        assert_eq!(sticker.kind, Some(StickerType::Guild));
        assert_eq!((sticker.format_type, sticker.url()), (None, None));
        assert_eq!(StickerFormat::Gif.value(), 4);
    }

    #[test]
    fn a_pack_is_shown_by_its_cover_else_by_its_first_sticker() {
        let pack = |cover: &str| -> StickerPack {
            decode(&format!(
                r#"{{"id":"1","stickers":[{{"id":"7"}},{{"id":"8"}}],"cover_sticker_id":{cover}}}"#
            ))
            .unwrap()
        };
        assert_eq!(pack(r#""8""#).cover().unwrap().id.get(), 8);
        assert_eq!(pack("null").cover().unwrap().id.get(), 7);
        assert!(pack("null").banner_url().is_none());
    }
}
