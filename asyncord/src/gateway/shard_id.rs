//! Which shard of how many.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::id::{Id, marker::GuildMarker};

/// The number of a shard, and of how many.
///
/// The number is below the total; the first shard is 0. It is written as Discord writes it: `[number, total]`.
///
/// ```
/// use asyncord::gateway::ShardId;
///
/// let shard = ShardId::of_guild(197_038_439_483_310_086, 16);
/// assert_eq!((shard.number(), shard.total()), (2, 16));
/// assert_eq!(shard.to_string(), "2/16");
/// ```
///
/// Discord docs: Gateway/Sharding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShardId {
    number: u32,
    total: u32,
}

impl ShardId {
    /// The one shard of a bot that has no more.
    pub const SINGLE: Self = Self {
        number: 0,
        total: 1,
    };

    /// The shard `number` of `total`, or `None` where there is no such shard: the first one is 0.
    pub const fn new(number: u32, total: u32) -> Option<Self> {
        if number < total {
            Some(Self { number, total })
        } else {
            None
        }
    }

    /// The shard that gets the events of a guild, where there are `total`; 0 counts as 1.
    ///
    /// What belongs to no guild, as direct messages do, comes to shard 0.
    pub fn of_guild(guild_id: impl Into<Id<GuildMarker>>, total: u32) -> Self {
        let total = total.max(1);
        let number = (guild_id.into().get() >> 22) % u64::from(total);
        Self {
            // A remainder is below what was divided by: it always fits.
            number: u32::try_from(number).unwrap_or_default(),
            total,
        }
    }

    /// The number of the shard: 0 is the first.
    pub const fn number(self) -> u32 {
        self.number
    }

    /// How many shards there are.
    pub const fn total(self) -> u32 {
        self.total
    }
}

impl fmt::Display for ShardId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.total)
    }
}

impl Serialize for ShardId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        [self.number, self.total].serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for ShardId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let [number, total] = <[u32; 2]>::deserialize(deserializer)?;
        Self::new(number, total)
            .ok_or_else(|| de::Error::custom(format_args!("there is no shard {number} of {total}")))
    }
}

#[cfg(test)]
mod tests {
    use super::ShardId;

    #[test]
    fn the_number_is_below_the_total() {
        assert_eq!(ShardId::new(0, 1), Some(ShardId::SINGLE));
        assert_eq!(ShardId::new(3, 16).unwrap().to_string(), "3/16");
        assert_eq!(ShardId::new(16, 16), None);
        assert_eq!(ShardId::new(0, 0), None);
    }

    #[test]
    fn a_guild_belongs_to_the_shard_of_its_creation_time() {
        for shard in 0..16_u64 {
            let id = ShardId::of_guild(((shard + 16 * 7) << 22) + 12_345, 16);
            assert_eq!(u64::from(id.number()), shard);
        }
        assert_eq!(ShardId::of_guild(u64::MAX - 1, 0), ShardId::SINGLE);
    }

    #[test]
    fn is_written_as_discord_writes_it() {
        let shard = ShardId::new(3, 16).unwrap();
        assert_eq!(serde_json::to_string(&shard).unwrap(), "[3,16]");
        assert_eq!(serde_json::from_str::<ShardId>("[3,16]").unwrap(), shard);
        let error = serde_json::from_str::<ShardId>("[16,16]").unwrap_err();
        assert!(error.to_string().contains("no shard 16 of 16"), "{error}");
    }

    #[test]
    fn orders_by_number() {
        let mut shards = [2, 0, 1].map(|number| ShardId::new(number, 3).unwrap());
        shards.sort_unstable();
        assert_eq!(shards.map(ShardId::number), [0, 1, 2]);
    }
}
