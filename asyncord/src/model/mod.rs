//! Discord's objects as plain data, without I/O.
//!
//! A file for each of Discord's pages or large objects. Received types are `#[non_exhaustive]`: Discord
//! adds fields weekly. Enums and flags keep values they do not know and write them back as they came;
//! fields that are not typed here are skipped at no cost and stay reachable through
//! [`RawEvent`](crate::event::RawEvent).

use serde::Deserialize;

#[macro_use]
mod open;
#[cfg(test)]
pub(crate) use self::open::tests as open_for_tests;
#[cfg(test)]
pub(crate) mod testing;
pub(crate) mod wire;

mod activity_instance;
mod allowed_mentions;
mod application;
mod application_command;
mod application_role_connection;
mod audit_log;
mod auto_moderation;
pub mod cdn;
mod channel;
mod color;
pub mod component;
mod data_uri;
mod embed;
mod emoji;
mod entitlement;
pub(crate) mod error_response;
mod field;
pub mod format;
mod game_message;
mod gateway;
mod guild;
mod guild_scheduled_event;
mod guild_template;
mod image_hash;
mod integration;
mod intents;
mod interaction;
mod invite;
pub mod limits;
mod list;
mod lobby;
mod locale;
mod map;
mod member;
mod message;
mod number;
mod oauth2;
pub mod permissions;
mod poll;
mod presence;
mod raw_json;
mod role;
mod sku;
mod soundboard;
mod stage_instance;
mod sticker;
mod subscription;
mod team;
mod text;
mod thread;
mod timestamp;
mod user;
mod voice;
mod webhook;
mod webhook_event;

pub use self::{
    activity_instance::{
        ActivityAttachment, ActivityInstance, ActivityLocation, ActivityLocationKind,
    },
    allowed_mentions::AllowedMentions,
    application::{
        Application, ApplicationEventWebhookStatus, ApplicationExplicitContentFilterType,
        ApplicationFlags, ApplicationIntegrationType, ApplicationIntegrationTypeConfiguration,
        ApplicationType, InstallParams, WebhookEventType,
    },
    application_command::{
        ApplicationCommand, ApplicationCommandOption, ApplicationCommandOptionChoice,
        ApplicationCommandOptionType, ApplicationCommandPermission,
        ApplicationCommandPermissionType, ApplicationCommandType, ChoiceValue,
        EntryPointCommandHandlerType, GuildApplicationCommandPermissions, NewCommand,
    },
    application_role_connection::{
        ApplicationRoleConnection, ApplicationRoleConnectionMetadata,
        ApplicationRoleConnectionMetadataType,
    },
    audit_log::{
        AuditLog, AuditLogActionType, AuditLogChange, AuditLogCommandPermission, AuditLogEntry,
        AuditLogEntryInfo, AuditLogRole, AuditLogTarget, AuditLogValue, Change, ChangeKey,
        CommandPermissionChange, RawAuditLogChange, change_key,
    },
    auto_moderation::{
        AutoModerationAction, AutoModerationActionMetadata, AutoModerationActionType,
        AutoModerationEventType, AutoModerationRule, AutoModerationTriggerMetadata,
        AutoModerationTriggerType, KeywordPresetType,
    },
    channel::{
        Channel, ChannelFlags, ChannelType, DefaultReaction, FollowedChannel, ForumLayoutType,
        ForumTag, OverwriteType, PermissionOverwrite, SortOrderType, TagSetting, VideoQualityMode,
    },
    color::{Color, ParseColorError},
    component::{Component, ComponentType, Modal, ModalComponent},
    data_uri::{ImageData, SoundData, UnknownFormat},
    embed::{
        Embed, EmbedAuthor, EmbedField, EmbedFlags, EmbedFooter, EmbedMedia, EmbedMediaFlags,
        EmbedProvider, EmbedType, PollResultEmbed,
    },
    emoji::{ApplicationEmojis, Emoji, ReactionEmoji},
    entitlement::{
        Entitlement, EntitlementFulfillmentStatus, EntitlementOwnerType, EntitlementType,
        NewTestEntitlement,
    },
    error_response::{ErrorResponse, RateLimitedResponse},
    field::Field,
    game_message::{GameDirectMessage, GameMessage, PassthroughMessage},
    gateway::{
        GatewayBot, GatewayOpcode, GatewayPayload, GatewayUrl, Hello, InvalidSession, RateLimit,
        Reconnect, RequestGuildMembersRateLimit, RequestGuildMembersRateLimitMeta,
        SessionStartLimit, VoiceGatewayOpcode, VoiceGatewayPayload,
    },
    guild::{
        Ban, BulkBan, CurrentUserGuild, DefaultMessageNotificationLevel,
        ExplicitContentFilterLevel, Guild, GuildFeature, GuildHomeSettings, GuildJoinRequest,
        GuildJoinRequestStatus, GuildJoinRequests, GuildOnboarding, GuildPreview, GuildPrune,
        GuildWidget, GuildWidgetActivity, GuildWidgetChannel, GuildWidgetMember,
        GuildWidgetSettings, GuildWidgetStyle, IncidentsData, JoinRequestFormField,
        JoinRequestMultipleChoice, JoinRequestTerms, JoinRequestText, MfaLevel, NewMemberAction,
        NewMemberActionType, NsfwLevel, OnboardingMode, OnboardingPrompt, OnboardingPromptOption,
        OnboardingPromptType, PremiumTier, ResourceChannel, SystemChannelFlags, UnavailableGuild,
        VanityUrl, VanityUrlError, VerificationLevel, WelcomeMessage, WelcomeScreen,
        WelcomeScreenChannel,
    },
    guild_scheduled_event::{
        GuildScheduledEvent, GuildScheduledEventException, GuildScheduledEventUser,
        GuildScheduledEventUserCounts, RecurrenceFrequency, RecurrenceMonth, RecurrenceNWeekday,
        RecurrenceRule, RecurrenceWeekday, ScheduledEventEntityMetadata, ScheduledEventEntityType,
        ScheduledEventPrivacyLevel, ScheduledEventStatus, ScheduledEventUserResponse,
    },
    guild_template::{
        GuildTemplate, PlaceholderId, TemplateChannel, TemplateGuild, TemplateOverwrite,
        TemplateReaction, TemplateRole, TemplateTag,
    },
    image_hash::ImageHash,
    integration::{
        Integration, IntegrationAccount, IntegrationApplication, IntegrationExpireBehavior,
        IntegrationType,
    },
    intents::Intents,
    interaction::{
        ApplicationCommandData, CommandDataOption, CommandOptionValue, Interaction,
        InteractionCallback, InteractionCallbackActivityInstance, InteractionCallbackResource,
        InteractionCallbackResponse, InteractionCallbackType, InteractionContextType,
        InteractionData, InteractionGuild, InteractionType, MessageComponentData, ModalSubmitData,
        ResolvedData, ResolvedMentionable, UnknownInteraction, UnknownOptionValue,
    },
    invite::{
        GuildLiveliness, Invite, InviteFlags, InviteMetadata, InviteStageInstance,
        InviteTargetType, InviteType, TargetUsersJobStatus, TargetUsersJobStatusType,
    },
    list::{List, StrangeElement},
    lobby::{
        DeletedLobbyMessage, Lobby, LobbyFlags, LobbyInvite, LobbyMember, LobbyMemberFlags,
        LobbyMessage, MessageLobbyMember,
    },
    locale::Locale,
    map::Map,
    member::{Member, MemberFlags, PartialMember},
    message::{
        AllowedMentionType, ApplicationCommandInteractionMetadata, Attachment, AttachmentFlags,
        BaseThemeType, ChannelMention, FoundMessage, GuildProductPurchase, InteractionMetadata,
        MentionedUser, Message, MessageActivity, MessageActivityType, MessageCall,
        MessageComponentInteractionMetadata, MessageFlags, MessageInteraction, MessagePin,
        MessagePins, MessageReference, MessageReferenceType, MessageSearchResults, MessageSnapshot,
        MessageType, ModalSubmitInteractionMetadata, Nonce, PurchaseNotification, PurchaseType,
        Reaction, ReactionCountDetails, ReactionType, RoleSubscriptionData, SearchAuthorType,
        SearchEmbedType, SearchHasOption, SearchIndexNotReady, SearchSortingMode,
        SharedClientTheme, SnapshotMessage, SortingOrder,
    },
    number::Number,
    oauth2::{
        AccessTokenResponse, CurrentAuthorization, DeviceAuthorizationResponse, ExternalAuthType,
        OAuth2Error, OAuth2Key, OAuth2Keys, OpenIdUserInfo, ProvisionalTokenResponse, Scope,
    },
    permissions::Permissions,
    poll::{
        NewPoll, Poll, PollAnswer, PollAnswerCount, PollAnswerVoters, PollLayoutType, PollMedia,
        PollResults,
    },
    presence::{
        Activity, ActivityAssets, ActivityButton, ActivityEmoji, ActivityFlags, ActivityLink,
        ActivityParty, ActivitySecrets, ActivityTimestamps, ActivityType, ClientStatus, Presence,
        PresenceStatus, PresenceUser, StatusDisplayType,
    },
    raw_json::RawJson,
    role::{GuildRoleMemberCounts, Role, RoleColors, RoleFlags, RoleTags},
    sku::{Sku, SkuFlags, SkuIneligibilityReason, SkuType},
    soundboard::{GuildSoundboardSounds, SoundId, SoundboardSound},
    stage_instance::{StageInstance, StagePrivacyLevel},
    sticker::{Sticker, StickerFormat, StickerItem, StickerPack, StickerPacks, StickerType},
    subscription::{Subscription, SubscriptionStatus},
    team::{MembershipState, Team, TeamMember, TeamMemberRole},
    text::Text,
    thread::{
        AutoArchiveDuration, ThreadList, ThreadMember, ThreadMemberFlags, ThreadMetadata,
        ThreadSearchResults, ThreadSortingMode,
    },
    timestamp::{ParseTimestampError, Timestamp},
    user::{
        AvatarDecorationData, Collectibles, Connection, ConnectionIntegration, ConnectionService,
        ConnectionVisibility, Discriminator, Nameplate, NameplatePalette, ParseDiscriminatorError,
        PremiumType, PrimaryGuild, User, UserFlags,
    },
    voice::{AnimationType, VoiceChannelInfo, VoiceRegion, VoiceState},
    webhook::{
        ParseWebhookUrlError, Webhook, WebhookSourceChannel, WebhookSourceGuild, WebhookType,
        WebhookUrl,
    },
    webhook_event::{
        ApplicationAuthorized, ApplicationDeauthorized, UnknownWebhookEvent, WebhookEvent,
        WebhookEventData, WebhookEventPayload, WebhookEventPayloadType,
    },
    wire::lenient::{DecodeError, Strange},
};

/// Reads an object of JSON.
///
/// What is strange in it and can be left out is: an optional field becomes `None`, an element of a list
/// is kept apart ([`List::strange`]). [`decode_reporting`] tells of it.
///
/// ```
/// use asyncord::model::{User, decode};
///
/// let user: User = decode(r#"{"id": "4", "username": "ada"}"#)?;
/// assert_eq!(user.username, "ada");
///
/// let error = decode::<User>(r#"{"id": "four"}"#).unwrap_err();
/// assert_eq!(error.path(), "id");
/// # Ok::<(), asyncord::model::DecodeError>(())
/// ```
///
/// # Errors
///
/// If `json` is no JSON, or lacks what a `T` cannot do without.
pub fn decode<'de, T: Deserialize<'de>>(json: &'de str) -> Result<T, DecodeError> {
    decode_reporting(json).map(|(value, _)| value)
}

/// As [`decode`], and tells what was left out because it could not be read.
///
/// # Errors
///
/// As [`decode`].
pub fn decode_reporting<'de, T: Deserialize<'de>>(
    json: &'de str,
) -> Result<(T, Vec<Strange>), DecodeError> {
    wire::lenient::decode(json)
}
