//! Where Discord serves images: URLs made of ids and hashes, without a request.
//!
//! A function for each kind of image returns an [`ImageUrl`], which takes a format and a size and is
//! written out by `to_string`. Without a format it is a GIF where the hash says that the image moves, WebP
//! for a custom emoji, and else PNG. WebP is the safest choice for images that move: those uploaded as WebP or
//! AVIF do not turn cleanly into GIF.
//!
//! ```
//! use asyncord::{
//!     id::Id,
//!     model::{
//!         ImageHash,
//!         cdn::{self, ImageFormat},
//!     },
//! };
//!
//! let hash = ImageHash::from("a_1269e74af4df7417b13759eae50c83dc");
//! let avatar = cdn::user_avatar(Id::new(80_351_110_224_678_912), &hash);
//! assert_eq!(
//!     avatar.to_string(),
//!     "https://cdn.discordapp.com/avatars/80351110224678912/a_1269e74af4df7417b13759eae50c83dc.gif"
//! );
//!
//! let avatar = avatar.format(ImageFormat::WebP)?.size(256)?;
//! assert!(avatar.to_string().ends_with(".webp?size=256&animated=true"));
//! # Ok::<(), cdn::ImageUrlError>(())
//! ```
//!
//! These URLs do not expire; those of attachments do, see [`AttachmentSignature`].
//!
//! Discord docs: API Reference/CDN Endpoints.

use std::fmt;

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

use super::ImageHash;
use crate::id::{
    Id,
    marker::{
        ApplicationMarker, ChannelMarker, EmojiMarker, GenericMarker, GuildMarker, RoleMarker,
        ScheduledEventMarker, StickerMarker, TeamMarker, UserMarker,
    },
};

mod attachment;
#[cfg(test)]
mod tests;
mod url;

use self::url::{Endpoint, MEDIA};
pub use self::{
    attachment::{AttachmentSignature, ParseSignatureError, unsigned},
    url::{ImageFormat, ImageUrl, ImageUrlError},
};

/// What may stand in a segment of a path as it is.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// What may not stand in a URL at all. The paths of the media proxy are encoded already.
const UNSAFE: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The store that holds the banners of Discord's own sticker packs.
const STICKER_PACKS: u64 = 710_982_414_301_790_216;

/// The picture of a custom emoji; `animated` as in [`Emoji::animated`](super::Emoji::animated).
///
/// The format is WebP, as Discord advises: those uploaded as WebP or AVIF must be asked for so. AVIF itself
/// is not served.
///
/// Discord docs: API Reference/CDN Endpoints.
pub fn emoji(emoji_id: Id<EmojiMarker>, animated: bool) -> ImageUrl {
    const EMOJIS: Endpoint = Endpoint::animated("custom emojis");
    ImageUrl::new(&EMOJIS, format!("emojis/{emoji_id}"), animated).prefer(ImageFormat::WebP)
}

/// The icon of a guild. It can move.
///
/// Discord docs: API Reference/CDN Endpoints.
pub fn guild_icon(guild_id: Id<GuildMarker>, hash: &ImageHash) -> ImageUrl {
    const ICONS: Endpoint = Endpoint::animated("guild icons");
    hashed(&ICONS, format_args!("icons/{guild_id}"), hash)
}

/// The background of a guild's invites.
///
/// Discord docs: API Reference/CDN Endpoints.
pub fn guild_splash(guild_id: Id<GuildMarker>, hash: &ImageHash) -> ImageUrl {
    const SPLASHES: Endpoint = Endpoint::still("invite splashes of guilds");
    hashed(&SPLASHES, format_args!("splashes/{guild_id}"), hash)
}

/// The picture of a guild in Server Discovery.
///
/// Discord docs: API Reference/CDN Endpoints.
pub fn guild_discovery_splash(guild_id: Id<GuildMarker>, hash: &ImageHash) -> ImageUrl {
    const SPLASHES: Endpoint = Endpoint::still("discovery splashes of guilds");
    let path = format_args!("discovery-splashes/{guild_id}");
    hashed(&SPLASHES, path, hash)
}

/// The banner of a guild. It can move.
///
/// Discord docs: API Reference/CDN Endpoints.
pub fn guild_banner(guild_id: Id<GuildMarker>, hash: &ImageHash) -> ImageUrl {
    const BANNERS: Endpoint = Endpoint::animated("guild banners");
    hashed(&BANNERS, format_args!("banners/{guild_id}"), hash)
}

/// The badge of a guild's tag, which its members can wear beside their names.
///
/// Discord docs: API Reference/CDN Endpoints.
pub fn guild_tag_badge(guild_id: Id<GuildMarker>, hash: &ImageHash) -> ImageUrl {
    const BADGES: Endpoint = Endpoint::still("badges of guild tags");
    hashed(&BADGES, format_args!("guild-tag-badges/{guild_id}"), hash)
}

/// The avatar of a user, in all guilds without an own one. It can move.
///
/// Discord docs: API Reference/CDN Endpoints.
pub fn user_avatar(user_id: Id<UserMarker>, hash: &ImageHash) -> ImageUrl {
    const AVATARS: Endpoint = Endpoint::animated("user avatars");
    hashed(&AVATARS, format_args!("avatars/{user_id}"), hash)
}

/// The picture that Discord shows of a user without an avatar.
///
/// It depends on the id; for a user with an old name (`Name#1234`), which bots have still, on the
/// `discriminator`. `None` and `"0"` mean a new name. The picture is a PNG whose size cannot be chosen.
///
/// ```
/// use asyncord::{id::Id, model::cdn};
///
/// let avatar = cdn::default_avatar(Id::new(80_351_110_224_678_912), Some("1337"));
/// assert_eq!(avatar.to_string(), "https://cdn.discordapp.com/embed/avatars/2.png");
/// ```
///
/// Discord docs: API Reference/CDN Endpoints.
pub fn default_avatar(user_id: Id<UserMarker>, discriminator: Option<&str>) -> ImageUrl {
    const AVATARS: Endpoint = Endpoint::fixed("default avatars", &[ImageFormat::Png]);
    let index = default_avatar_index(user_id, discriminator);
    ImageUrl::new(&AVATARS, format!("embed/avatars/{index}"), false)
}

/// Which of Discord's pictures stands for a user without an avatar: 0 to 5, or 0 to 4 for old names.
///
/// The arguments are those of [`default_avatar`].
///
/// Discord docs: API Reference/CDN Endpoints.
pub fn default_avatar_index(user_id: Id<UserMarker>, discriminator: Option<&str>) -> u8 {
    let legacy = discriminator
        // Webhooks have `0000`, which counts as an old name.
        .filter(|discriminator| *discriminator != "0")
        .and_then(|discriminator| discriminator.parse::<u16>().ok());
    let index = match legacy {
        Some(discriminator) => u64::from(discriminator % 5),
        None => (user_id.get() >> 22) % 6,
    };
    u8::try_from(index).unwrap_or_default()
}

/// The banner of a user's profile. It can move.
///
/// Discord docs: API Reference/CDN Endpoints.
pub fn user_banner(user_id: Id<UserMarker>, hash: &ImageHash) -> ImageUrl {
    const BANNERS: Endpoint = Endpoint::animated("user banners");
    hashed(&BANNERS, format_args!("banners/{user_id}"), hash)
}

/// The avatar that a member has in one guild. It can move.
///
/// Discord docs: API Reference/CDN Endpoints.
pub fn member_avatar(
    guild_id: Id<GuildMarker>,
    user_id: Id<UserMarker>,
    hash: &ImageHash,
) -> ImageUrl {
    const AVATARS: Endpoint = Endpoint::animated("member avatars");
    let path = format_args!("guilds/{guild_id}/users/{user_id}/avatars");
    hashed(&AVATARS, path, hash)
}

/// The banner that a member has in one guild. It can move.
///
/// Discord docs: API Reference/CDN Endpoints.
pub fn member_banner(
    guild_id: Id<GuildMarker>,
    user_id: Id<UserMarker>,
    hash: &ImageHash,
) -> ImageUrl {
    const BANNERS: Endpoint = Endpoint::animated("member banners");
    let path = format_args!("guilds/{guild_id}/users/{user_id}/banners");
    hashed(&BANNERS, path, hash)
}

/// The decoration around an avatar, by the `asset` of the decoration's data.
///
/// Always a PNG; where the hash begins with `a_`, an animated one (APNG).
///
/// Discord docs: API Reference/CDN Endpoints.
pub fn avatar_decoration(asset: &ImageHash) -> ImageUrl {
    const DECORATIONS: Endpoint = Endpoint::only("avatar decorations", &[ImageFormat::Png]);
    hashed(
        &DECORATIONS,
        format_args!("avatar-decoration-presets"),
        asset,
    )
}

/// The icon of an application.
///
/// Discord docs: API Reference/CDN Endpoints.
pub fn application_icon(application_id: Id<ApplicationMarker>, hash: &ImageHash) -> ImageUrl {
    const ICONS: Endpoint = Endpoint::still("application icons");
    hashed(&ICONS, format_args!("app-icons/{application_id}"), hash)
}

/// The cover of an application, its default invite picture for rich presence.
///
/// Discord docs: API Reference/CDN Endpoints.
pub fn application_cover(application_id: Id<ApplicationMarker>, hash: &ImageHash) -> ImageUrl {
    const COVERS: Endpoint = Endpoint::still("application covers");
    hashed(&COVERS, format_args!("app-icons/{application_id}"), hash)
}

/// A picture that an application uploaded for rich presence.
///
/// Discord docs: API Reference/CDN Endpoints.
pub fn application_asset(
    application_id: Id<ApplicationMarker>,
    asset_id: Id<GenericMarker>,
) -> ImageUrl {
    const ASSETS: Endpoint = Endpoint::still("application assets");
    let path = format!("app-assets/{application_id}/{asset_id}");
    ImageUrl::new(&ASSETS, path, false)
}

/// The icon of an achievement.
///
/// Discord docs: API Reference/CDN Endpoints.
pub fn achievement_icon(
    application_id: Id<ApplicationMarker>,
    achievement_id: Id<GenericMarker>,
    hash: &ImageHash,
) -> ImageUrl {
    const ICONS: Endpoint = Endpoint::still("achievement icons");
    let path = format_args!("app-assets/{application_id}/achievements/{achievement_id}/icons");
    hashed(&ICONS, path, hash)
}

/// A picture of an application's store page.
///
/// Discord docs: API Reference/CDN Endpoints.
pub fn store_asset(application_id: Id<ApplicationMarker>, asset_id: Id<GenericMarker>) -> ImageUrl {
    const ASSETS: Endpoint = Endpoint::still("store assets");
    let path = format!("app-assets/{application_id}/store/{asset_id}");
    ImageUrl::new(&ASSETS, path, false)
}

/// The banner of a sticker pack, by the pack's `banner_asset_id`.
///
/// Discord docs: API Reference/CDN Endpoints.
pub fn sticker_pack_banner(banner_asset_id: Id<GenericMarker>) -> ImageUrl {
    const BANNERS: Endpoint = Endpoint::still("banners of sticker packs");
    let path = format!("app-assets/{STICKER_PACKS}/store/{banner_asset_id}");
    ImageUrl::new(&BANNERS, path, false)
}

/// The icon of a team.
///
/// Discord docs: API Reference/CDN Endpoints.
pub fn team_icon(team_id: Id<TeamMarker>, hash: &ImageHash) -> ImageUrl {
    const ICONS: Endpoint = Endpoint::still("team icons");
    hashed(&ICONS, format_args!("team-icons/{team_id}"), hash)
}

/// A sticker of the format `PNG` or `APNG`. Its size cannot be chosen.
///
/// Every sticker is there in the format it was uploaded in and no other.
///
/// Discord docs: API Reference/CDN Endpoints.
pub fn sticker_png(sticker_id: Id<StickerMarker>) -> ImageUrl {
    const STICKERS: Endpoint = Endpoint::fixed("PNG stickers", &[ImageFormat::Png]);
    ImageUrl::new(&STICKERS, format!("stickers/{sticker_id}"), false)
}

/// A sticker of the format `LOTTIE`, a vector animation in JSON.
///
/// Discord docs: API Reference/CDN Endpoints.
pub fn sticker_lottie(sticker_id: Id<StickerMarker>) -> ImageUrl {
    const STICKERS: Endpoint = Endpoint::fixed("Lottie stickers", &[ImageFormat::Lottie]);
    ImageUrl::new(&STICKERS, format!("stickers/{sticker_id}"), false)
}

/// A sticker of the format `GIF`, which is on Discord's media proxy. Its size cannot be chosen.
///
/// Discord docs: API Reference/CDN Endpoints.
pub fn sticker_gif(sticker_id: Id<StickerMarker>) -> ImageUrl {
    const STICKERS: Endpoint = Endpoint::fixed("GIF stickers", &[ImageFormat::Gif]).on(MEDIA);
    ImageUrl::new(&STICKERS, format!("stickers/{sticker_id}"), true)
}

/// The icon of a role.
///
/// Discord docs: API Reference/CDN Endpoints.
pub fn role_icon(role_id: Id<RoleMarker>, hash: &ImageHash) -> ImageUrl {
    const ICONS: Endpoint = Endpoint::still("role icons");
    hashed(&ICONS, format_args!("role-icons/{role_id}"), hash)
}

/// The cover of a scheduled event.
///
/// Discord docs: API Reference/CDN Endpoints.
pub fn scheduled_event_cover(event_id: Id<ScheduledEventMarker>, hash: &ImageHash) -> ImageUrl {
    const COVERS: Endpoint = Endpoint::still("covers of scheduled events");
    hashed(&COVERS, format_args!("guild-events/{event_id}"), hash)
}

/// The icon of a group DM. Discord does not document the place.
pub fn group_icon(channel_id: Id<ChannelMarker>, hash: &ImageHash) -> ImageUrl {
    const ICONS: Endpoint = Endpoint::still("group icons");
    hashed(&ICONS, format_args!("channel-icons/{channel_id}"), hash)
}

/// A picture of an activity, of the text in its `large_image` or `small_image`.
///
/// The text is the id of an asset of the activity's application, or `mp:` and a path of the
/// [media proxy](media_proxy). `None` for others, as Spotify's (`spotify:…`), which are not documented.
///
/// ```
/// use asyncord::{id::Id, model::cdn};
///
/// let url = cdn::activity_asset(Id::new(1), "mp:external/x1/https/example.com/a.png");
/// assert_eq!(
///     url.map(|url| url.to_string()).as_deref(),
///     Some("https://media.discordapp.net/external/x1/https/example.com/a.png")
/// );
/// assert_eq!(cdn::activity_asset(Id::new(1), "spotify:ab67"), None);
/// ```
///
/// Discord docs: Gateway Events/Activity Asset Image.
pub fn activity_asset(application_id: Id<ApplicationMarker>, image: &str) -> Option<ImageUrl> {
    match image.strip_prefix("mp:") {
        Some("") => None,
        Some(image_id) => Some(media_proxy(image_id)),
        None => Some(application_asset(application_id, image.parse().ok()?)),
    }
}

/// A picture of Discord's media proxy, by what follows `mp:`. It comes as it is: neither format nor size
/// can be chosen.
///
/// Discord docs: Gateway Events/Activity Asset Image.
pub fn media_proxy(image_id: &str) -> ImageUrl {
    const IMAGES: Endpoint = Endpoint::fixed("images of the media proxy", &[]).on(MEDIA);
    let path = utf8_percent_encode(image_id, UNSAFE).to_string();
    ImageUrl::new(&IMAGES, path, false)
}

/// The URL of a soundboard sound, an MP3 or Ogg file.
///
/// Discord docs: Soundboard Resource/Soundboard Sound Formatting.
pub fn soundboard_sound(sound_id: Id<GenericMarker>) -> String {
    format!("{}soundboard-sounds/{sound_id}", url::CDN)
}

fn hashed(endpoint: &'static Endpoint, folder: fmt::Arguments<'_>, hash: &ImageHash) -> ImageUrl {
    // Hashes of forms not known today could hold anything.
    let text = hash.to_string();
    let name = utf8_percent_encode(&text, SEGMENT);
    ImageUrl::new(endpoint, format!("{folder}/{name}"), hash.is_animated())
}
