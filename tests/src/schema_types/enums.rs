//! Which enum of ours has the values of which schema.

use std::fmt::Display;

use asyncord::model::{self, component};
use serde::Serialize;
use serde_json::Value;

use crate::objects::{Reader, object};

/// A value that a type knows, by name and as it is written.
pub type Known = (String, Value);

/// The known values of an enum of ours.
fn known<T: Display + Serialize>(known: &[T]) -> Vec<Known> {
    known
        .iter()
        .map(|value| {
            let json = serde_json::to_value(value).expect("a value of an enum can be written");
            (value.to_string(), json)
        })
        .collect()
}

macro_rules! enums {
    ($($ty:ty => $($schema:ident)+;)+) => {
        /// The schemas of enums, with the type of each and what it knows.
        pub const ENUMS: &[(&str, Reader, fn() -> Vec<Known>)] =
            &[$($((stringify!($schema), object::<$ty>, || known(<$ty>::KNOWN)),)+)+];
    };
}

enums! {
    component::ButtonStyle => ButtonStyleTypes;
    component::SelectDefaultValueType => SnowflakeSelectDefaultValueTypes;
    component::SeparatorSpacing => MessageComponentSeparatorSpacingSize;
    component::TextInputStyle => TextInputStyleTypes;
    model::ExternalAuthType => ApplicationIdentityProviderAuthType;
    model::ActivityLocationKind => EmbeddedActivityLocationKind;
    model::AllowedMentionType => AllowedMentionTypes;
    model::ApplicationCommandOptionType => ApplicationCommandOptionType;
    model::ApplicationCommandPermissionType => ApplicationCommandPermissionType;
    model::ApplicationCommandType => ApplicationCommandType;
    model::ApplicationEventWebhookStatus => ApplicationEventWebhooksStatus;
    model::ApplicationExplicitContentFilterType => ApplicationExplicitContentFilterTypes;
    model::ApplicationIntegrationType => ApplicationIntegrationType;
    model::ApplicationRoleConnectionMetadataType => MetadataItemTypes;
    model::ApplicationType => ApplicationTypes;
    model::AuditLogActionType => AuditLogActionTypes;
    model::AutoArchiveDuration => ThreadAutoArchiveDuration;
    model::AutoModerationActionType => AutomodActionType;
    model::AutoModerationEventType => AutomodEventType;
    model::AutoModerationTriggerType => AutomodTriggerType;
    model::BaseThemeType => MessageShareCustomUserThemeBaseTheme;
    model::ChannelType => ChannelTypes;
    model::ComponentType => MessageComponentTypes;
    model::ConnectionService => ConnectedAccountProviders;
    model::ConnectionVisibility => ConnectedAccountVisibility;
    model::DefaultMessageNotificationLevel => UserNotificationSettings;
    model::EntitlementFulfillmentStatus => EntitlementTenantFulfillmentStatusResponse;
    model::EntitlementOwnerType => EntitlementOwnerTypes;
    model::EntitlementType => EntitlementTypes;
    model::EntryPointCommandHandlerType => ApplicationCommandHandler;
    model::ExplicitContentFilterLevel => GuildExplicitContentFilterTypes;
    model::ForumLayoutType => ForumLayout;
    model::GuildFeature => GuildFeatures;
    model::GuildJoinRequestStatus => GuildJoinRequestApplicationStatus;
    model::GuildWidgetStyle => WidgetImageStyles;
    model::IntegrationExpireBehavior => IntegrationExpireBehaviorTypes;
    model::IntegrationType => IntegrationTypes;
    model::InteractionCallbackType => InteractionCallbackTypes;
    model::InteractionContextType => InteractionContextType;
    model::InteractionType => InteractionTypes;
    model::InviteTargetType => InviteTargetTypes;
    model::InviteType => InviteTypes;
    model::KeywordPresetType => AutomodKeywordPresetType;
    model::Locale => AvailableLocalesEnum;
    model::MembershipState => TeamMembershipStates;
    model::MessageActivityType => ActivityActionTypes;
    model::MessageReferenceType => MessageReferenceType;
    model::MessageType => MessageType;
    model::MfaLevel => GuildMFALevel;
    model::NameplatePalette => NameplatePalette;
    model::NewMemberActionType => NewMemberActionType;
    model::NsfwLevel => GuildNSFWContentLevel;
    model::OnboardingMode => GuildOnboardingMode;
    model::OnboardingPromptType => OnboardingPromptType;
    model::OverwriteType => ChannelPermissionOverwrites;
    model::PollLayoutType => PollLayoutTypes;
    model::PremiumTier => PremiumGuildTiers;
    model::PremiumType => PremiumTypes;
    model::PurchaseType => PurchaseType;
    model::ReactionType => ReactionTypes;
    model::RecurrenceFrequency => RecurrenceRuleFrequencies;
    model::RecurrenceMonth => RecurrenceRuleMonths;
    model::RecurrenceWeekday => RecurrenceRuleWeekdays;
    model::ScheduledEventEntityType => GuildScheduledEventEntityTypes;
    model::ScheduledEventPrivacyLevel => GuildScheduledEventPrivacyLevels;
    model::ScheduledEventStatus => GuildScheduledEventStatuses;
    model::ScheduledEventUserResponse => GuildScheduledEventUserResponses;
    model::Scope => OAuth2Scopes;
    model::SearchAuthorType => AuthorType;
    model::SearchEmbedType => SearchableEmbedType;
    model::SearchHasOption => HasOption;
    model::SearchSortingMode => SortingMode;
    model::SortingOrder => SortingOrder;
    model::SkuIneligibilityReason => SKUIneligibilityReason;
    model::SortOrderType => ThreadSortOrder;
    model::StagePrivacyLevel => StageInstancesPrivacyLevels;
    model::StickerFormat => StickerFormatTypes;
    model::StickerType => StickerTypes;
    model::SubscriptionStatus => SubscriptionResponseStatusType;
    model::TagSetting => ThreadSearchTagSetting;
    model::TargetUsersJobStatusType => TargetUsersJobStatusTypes;
    model::TeamMemberRole => TeamMemberRoles;
    model::ThreadSortingMode => ThreadSortingMode;
    model::VerificationLevel => VerificationLevels;
    model::VideoQualityMode => VideoQualityModes;
    model::WebhookType => WebhookTypes;
}
