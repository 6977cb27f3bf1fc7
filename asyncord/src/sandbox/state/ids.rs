//! Ids as the sandbox uses them, and moments as text.

use crate::id::{
    DISCORD_EPOCH_MS, Id,
    marker::{
        ApplicationMarker, AttachmentMarker, AuditLogEntryMarker, AutoModerationRuleMarker,
        ChannelMarker, CommandMarker, EmojiMarker, EntitlementMarker, GenericMarker, GuildMarker,
        IntegrationMarker, InteractionMarker, LobbyMarker, MessageMarker, RoleMarker,
        ScheduledEventMarker, SkuMarker, SoundboardSoundMarker, StageInstanceMarker, StickerMarker,
        StickerPackMarker, SubscriptionMarker, TagMarker, UserMarker, WebhookMarker,
    },
};

pub(crate) type ApplicationId = Id<ApplicationMarker>;
pub(crate) type AttachmentId = Id<AttachmentMarker>;
pub(crate) type AuditLogEntryId = Id<AuditLogEntryMarker>;
pub(crate) type AutoModerationRuleId = Id<AutoModerationRuleMarker>;
pub(crate) type ChannelId = Id<ChannelMarker>;
pub(crate) type CommandId = Id<CommandMarker>;
pub(crate) type EmojiId = Id<EmojiMarker>;
pub(crate) type EntitlementId = Id<EntitlementMarker>;
pub(crate) type GuildId = Id<GuildMarker>;
pub(crate) type InteractionId = Id<InteractionMarker>;
pub(crate) type IntegrationId = Id<IntegrationMarker>;
pub(crate) type JoinRequestId = Id<GenericMarker>;
pub(crate) type LobbyId = Id<LobbyMarker>;
pub(crate) type MessageId = Id<MessageMarker>;
pub(crate) type RoleId = Id<RoleMarker>;
pub(crate) type StickerId = Id<StickerMarker>;
pub(crate) type StickerPackId = Id<StickerPackMarker>;
pub(crate) type ScheduledEventId = Id<ScheduledEventMarker>;
pub(crate) type SoundId = Id<SoundboardSoundMarker>;
pub(crate) type StageInstanceId = Id<StageInstanceMarker>;
pub(crate) type SkuId = Id<SkuMarker>;
pub(crate) type SubscriptionId = Id<SubscriptionMarker>;
pub(crate) type TagId = Id<TagMarker>;
pub(crate) type UserId = Id<UserMarker>;
pub(crate) type WebhookId = Id<WebhookMarker>;

/// When the world of the seed was made: 2025-01-01T00:00:00Z.
pub(super) const SEED_MS: u64 = 1_735_689_600_000;

/// The `n`th id of the seed, the same in every run.
pub(crate) const fn seed<M>(n: u64) -> Id<M> {
    Id::new((SEED_MS - DISCORD_EPOCH_MS + n) << 22)
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
    use super::{iso, parse_iso};

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
