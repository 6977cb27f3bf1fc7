//! Ids as the sandbox uses them, and where new ones come from.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::id::{
    DISCORD_EPOCH_MS, Id,
    marker::{
        ApplicationMarker, AttachmentMarker, ChannelMarker, EmojiMarker, GuildMarker,
        MessageMarker, RoleMarker, UserMarker,
    },
};

pub(crate) type ApplicationId = Id<ApplicationMarker>;
pub(crate) type AttachmentId = Id<AttachmentMarker>;
pub(crate) type ChannelId = Id<ChannelMarker>;
pub(crate) type EmojiId = Id<EmojiMarker>;
pub(crate) type GuildId = Id<GuildMarker>;
pub(crate) type MessageId = Id<MessageMarker>;
pub(crate) type RoleId = Id<RoleMarker>;
pub(crate) type UserId = Id<UserMarker>;

/// When the world of the seed was made: 2025-01-01T00:00:00Z.
const SEED_MS: u64 = 1_735_689_600_000;

/// The `n`th id of the seed, the same in every run.
pub(crate) const fn seed<M>(n: u64) -> Id<M> {
    Id::new((SEED_MS - DISCORD_EPOCH_MS + n) << 22)
}

/// Milliseconds since the Unix epoch.
pub(crate) fn now_ms() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .ok()
        .and_then(|since| u64::try_from(since.as_millis()).ok())
        .unwrap_or(SEED_MS)
}

/// Makes snowflakes of the clock, each above the one before.
#[derive(Debug, Default)]
pub(crate) struct IdSource {
    last: u64,
}

impl IdSource {
    pub(crate) fn next<M>(&mut self) -> Id<M> {
        let clock = now_ms().saturating_sub(DISCORD_EPOCH_MS) << 22;
        // More than 4096 ids in a millisecond, or a clock set back, run ahead of the clock.
        self.last = clock.max(self.last + 1);
        Id::new(self.last)
    }
}

/// A moment as Discord writes it: UTC with microseconds and a numeric offset.
pub(crate) fn iso(ms: u64) -> String {
    i64::try_from(ms)
        .ok()
        .and_then(|ms| jiff::Timestamp::from_millisecond(ms).ok())
        .unwrap_or_default()
        .strftime("%Y-%m-%dT%H:%M:%S%.6f+00:00")
        .to_string()
}

/// Reads a moment, to the millisecond.
pub(crate) fn parse_iso(text: &str) -> Option<u64> {
    let time: jiff::Timestamp = text.parse().ok()?;
    u64::try_from(time.as_millisecond()).ok()
}

#[cfg(test)]
mod tests {
    use super::{IdSource, MessageId, iso, now_ms, parse_iso};

    #[test]
    fn ids_rise_and_carry_the_time() {
        let mut source = IdSource::default();
        let before = now_ms();
        let ids: Vec<MessageId> = (0..10_000).map(|_| source.next()).collect();
        assert!(ids.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(ids[0].timestamp_ms() >= before);
    }

    #[test]
    fn moments_have_microseconds_and_an_offset() {
        assert_eq!(iso(1_735_689_600_123), "2025-01-01T00:00:00.123000+00:00");
        assert_eq!(
            parse_iso("2025-01-01T00:00:00.123000+00:00"),
            Some(1_735_689_600_123)
        );
        assert_eq!(parse_iso("yesterday"), None);
    }
}
