//! Types of channels. Discord docs: Channel/Channel Types.

pub(crate) const GUILD_TEXT: u8 = 0;
pub(crate) const DM: u8 = 1;
pub(crate) const GUILD_VOICE: u8 = 2;
pub(crate) const GROUP_DM: u8 = 3;
pub(crate) const GUILD_CATEGORY: u8 = 4;
pub(crate) const GUILD_ANNOUNCEMENT: u8 = 5;
pub(crate) const ANNOUNCEMENT_THREAD: u8 = 10;
pub(crate) const PUBLIC_THREAD: u8 = 11;
pub(crate) const PRIVATE_THREAD: u8 = 12;
pub(crate) const GUILD_STAGE_VOICE: u8 = 13;
pub(crate) const GUILD_FORUM: u8 = 15;
pub(crate) const GUILD_MEDIA: u8 = 16;

/// The types that `POST /guilds/{guild_id}/channels` makes.
pub(crate) const CREATABLE: [u8; 7] = [
    GUILD_TEXT,
    GUILD_VOICE,
    GUILD_CATEGORY,
    GUILD_ANNOUNCEMENT,
    GUILD_STAGE_VOICE,
    GUILD_FORUM,
    GUILD_MEDIA,
];
