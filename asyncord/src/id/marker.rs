//! What an [`Id`](super::Id) names: one empty type a kind.

macro_rules! markers {
    ($($(#[$doc:meta])+ $name:ident)+) => {$(
        $(#[$doc])+
        #[derive(Debug)]
        #[non_exhaustive]
        pub enum $name {}
    )+};
}

markers! {
    /// Marks the id of an application.
    ApplicationMarker
    /// Marks the id of a file attached to a message.
    AttachmentMarker
    /// Marks the id of an entry of an audit log.
    AuditLogEntryMarker
    /// Marks the id of an auto-moderation rule.
    AutoModerationRuleMarker
    /// Marks the id of a channel or thread.
    ChannelMarker
    /// Marks the id of an application command.
    CommandMarker
    /// Marks the id of a version of an application command.
    CommandVersionMarker
    /// Marks the id of a custom emoji.
    EmojiMarker
    /// Marks the id of an entitlement.
    EntitlementMarker
    /// Marks an id whose kind is not known.
    GenericMarker
    /// Marks the id of a guild.
    GuildMarker
    /// Marks the id of an integration.
    IntegrationMarker
    /// Marks the id of an interaction.
    InteractionMarker
    /// Marks the id of a lobby.
    LobbyMarker
    /// Marks the id of a message.
    MessageMarker
    /// Marks the id of a prompt of a guild's onboarding.
    OnboardingPromptMarker
    /// Marks the id of an answer to a prompt of a guild's onboarding.
    OnboardingOptionMarker
    /// Marks the id of a role.
    RoleMarker
    /// Marks the id of a scheduled event.
    ScheduledEventMarker
    /// Marks the id of a SKU.
    SkuMarker
    /// Marks the id of a sound of a soundboard.
    SoundboardSoundMarker
    /// Marks the id of a stage instance.
    StageInstanceMarker
    /// Marks the id of a sticker.
    StickerMarker
    /// Marks the id of a pack of stickers.
    StickerPackMarker
    /// Marks the id of a subscription.
    SubscriptionMarker
    /// Marks the id of a tag of a forum or media channel.
    TagMarker
    /// Marks the id of a team.
    TeamMarker
    /// Marks the id of a user.
    UserMarker
    /// Marks the id of a webhook.
    WebhookMarker
}
