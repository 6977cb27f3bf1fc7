//! How much a guild can hold by its boost level.

use super::{Guild, GuildFeature, PremiumTier};

const MIB: u64 = 1 << 20;

/// How much a guild can hold at this level, without [features](GuildFeature) that give more; see the methods
/// of [`Guild`]. An unknown level counts as the highest. Discord tells these limits in its help pages only.
impl PremiumTier {
    /// The first of the values for no level, or that of the level.
    const fn pick<T: Copy>(self, [none, tier1, tier2, tier3]: [T; 4]) -> T {
        match self {
            Self::None => none,
            Self::Tier1 => tier1,
            Self::Tier2 => tier2,
            Self::Tier3 | Self::Unknown(_) => tier3,
        }
    }

    /// How many custom emojis that do not move, and how many that do.
    pub const fn emoji_limit(self) -> u32 {
        self.pick([50, 100, 150, 250])
    }

    /// How many custom stickers.
    pub const fn sticker_limit(self) -> u32 {
        self.pick([5, 15, 30, 60])
    }

    /// How many sounds of the soundboard.
    pub const fn soundboard_limit(self) -> u32 {
        self.pick([8, 24, 36, 48])
    }

    /// The highest bit rate of voice channels, in bits a second; of stages it is 64,000 at every level.
    pub const fn bitrate_limit(self) -> u32 {
        self.pick([96_000, 128_000, 256_000, 384_000])
    }

    /// The largest file of everyone, in bytes; users with Nitro may upload larger ones.
    ///
    /// Discord docs: API Reference/Uploading Files.
    pub const fn file_size_limit(self) -> u64 {
        self.pick([10 * MIB, 10 * MIB, 50 * MIB, 100 * MIB])
    }
}

/// How much the guild can hold, by its boost level and features. Discord tells these limits in its help
/// pages only, and may give single guilds more.
impl Guild {
    fn tier(&self) -> PremiumTier {
        self.premium_tier.unwrap_or(PremiumTier::None)
    }

    fn raised(&self, feature: &GuildFeature, limit: u32, raised: u32) -> u32 {
        if self.has_feature(feature) {
            limit.max(raised)
        } else {
            limit
        }
    }

    /// How many custom emojis that do not move, and how many that do.
    pub fn emoji_limit(&self) -> u32 {
        self.raised(&GuildFeature::MoreEmoji, self.tier().emoji_limit(), 200)
    }

    /// How many custom stickers.
    pub fn sticker_limit(&self) -> u32 {
        self.raised(&GuildFeature::MoreStickers, self.tier().sticker_limit(), 60)
    }

    /// How many sounds of the soundboard.
    pub fn soundboard_limit(&self) -> u32 {
        self.raised(
            &GuildFeature::MoreSoundboard,
            self.tier().soundboard_limit(),
            96,
        )
    }

    /// The highest bit rate of voice channels, in bits a second.
    pub fn bitrate_limit(&self) -> u32 {
        self.raised(
            &GuildFeature::VipRegions,
            self.tier().bitrate_limit(),
            384_000,
        )
    }

    /// The largest file of everyone, in bytes; users with Nitro may upload larger ones.
    pub fn file_size_limit(&self) -> u64 {
        self.tier().file_size_limit()
    }
}
