//! Which type of ours reads which schema of Discord's specification, and why some have none.

use asyncord::{
    id::{Id, marker::GenericMarker},
    model::{self, component},
    rest::body,
};

mod enums;
mod reasons;

pub use self::{
    enums::{ENUMS, Known},
    reasons::{LEFT_OUT, NULL_ELEMENTS, OTHER_NAMES, RAW, UNTYPED, why_untyped},
};
use crate::objects::{Reader, object};

macro_rules! readers {
    ($($ty:ty => $($schema:ident)+;)+) => {
        /// The schemas of objects and single values, with the type that reads each.
        pub const READERS: &[(&str, Reader)] = &[$($((stringify!($schema), object::<$ty>),)+)+];
    };
}

readers! {
    Id<GenericMarker> => SnowflakeType;
    i64 => Int53Type;
    u32 => UInt32Type;
    body::AutocompleteChoices => InteractionApplicationCommandAutocompleteCallbackIntegerData
        InteractionApplicationCommandAutocompleteCallbackNumberData
        InteractionApplicationCommandAutocompleteCallbackStringData;
    body::EditMessage => IncomingWebhookUpdateForInteractionCallbackRequestPartial
        IncomingWebhookUpdateRequestPartial MessageEditRequestPartial;
    body::InteractionResponse => ApplicationCommandAutocompleteCallbackRequest
        CreateMessageInteractionCallbackRequest LaunchActivityInteractionCallbackRequest
        ModalInteractionCallbackRequest PongInteractionCallbackRequest
        SocialLayerSKUPurchaseEligibilityInteractionCallbackRequest UpdateMessageInteractionCallbackRequest;
    body::NewMessage => BaseCreateMessageCreateRequest IncomingWebhookInteractionRequest
        MessageCreateRequest;
    body::NewPost => CreateForumThreadRequest;
    body::PurchaseEligibility => SocialLayerSKUPurchaseEligibilityCallbackData;
    component::MediaGalleryItem => MediaGalleryItemRequest MediaGalleryItemResponse;
    component::GroupOption => CheckboxGroupOptionForRequest RadioGroupOptionForRequest;
    component::SelectDefaultValue => ChannelSelectDefaultValue ChannelSelectDefaultValueResponse
        RoleSelectDefaultValue RoleSelectDefaultValueResponse UserSelectDefaultValue
        UserSelectDefaultValueResponse;
    component::SelectOption => StringSelectOptionForRequest StringSelectOptionResponse;
    component::UnfurledMediaItem => UnfurledMediaRequest UnfurledMediaRequestWithAttachmentReferenceRequired
        UnfurledMediaResponse;
    model::ActivityAttachment => ActivitiesAttachmentResponse;
    model::ActivityInstance => EmbeddedActivityInstance;
    model::ActivityLocation => GuildChannelLocation PrivateChannelLocation;
    model::AllowedMentions => MessageAllowedMentionsRequest;
    model::Application => ApplicationResponse BasicApplicationResponseWithBot InviteApplicationResponse
        PrivateApplicationResponse;
    model::ApplicationCommand => ApplicationCommandResponse;
    model::ApplicationCommandOption => ApplicationCommandAttachmentOption
        ApplicationCommandAttachmentOptionResponse ApplicationCommandBooleanOption
        ApplicationCommandBooleanOptionResponse ApplicationCommandChannelOption
        ApplicationCommandChannelOptionResponse ApplicationCommandIntegerOption
        ApplicationCommandIntegerOptionResponse ApplicationCommandMentionableOption
        ApplicationCommandMentionableOptionResponse ApplicationCommandNumberOption
        ApplicationCommandNumberOptionResponse ApplicationCommandRoleOption
        ApplicationCommandRoleOptionResponse ApplicationCommandStringOption
        ApplicationCommandStringOptionResponse ApplicationCommandSubcommandGroupOption
        ApplicationCommandSubcommandGroupOptionResponse ApplicationCommandSubcommandOption
        ApplicationCommandSubcommandOptionResponse ApplicationCommandUserOption
        ApplicationCommandUserOptionResponse;
    model::ApplicationCommandOptionChoice => ApplicationCommandOptionIntegerChoice
        ApplicationCommandOptionIntegerChoiceResponse ApplicationCommandOptionNumberChoice
        ApplicationCommandOptionNumberChoiceResponse ApplicationCommandOptionStringChoice
        ApplicationCommandOptionStringChoiceResponse;
    model::ApplicationCommandPermission => ApplicationCommandPermission CommandPermissionResponse;
    model::ApplicationEmojis => ListApplicationEmojisResponse;
    model::ApplicationIntegrationTypeConfiguration => ApplicationIntegrationTypeConfiguration
        ApplicationIntegrationTypeConfigurationResponse;
    model::ApplicationRoleConnection => ApplicationUserRoleConnectionResponse;
    model::ApplicationRoleConnectionMetadata => ApplicationRoleConnectionsMetadataItemRequest
        ApplicationRoleConnectionsMetadataItemResponse;
    model::Attachment => AttachmentResponse MessageAttachmentResponse;
    model::AuditLog => GuildAuditLogResponse;
    model::AuditLogChange => AuditLogObjectChangeResponse;
    model::AuditLogEntry => AuditLogEntryResponse;
    model::AutoModerationAction => BlockMessageAction BlockMessageActionResponse FlagToChannelAction
        FlagToChannelActionResponse QuarantineUserAction QuarantineUserActionResponse
        UserCommunicationDisabledAction UserCommunicationDisabledActionResponse;
    model::AutoModerationActionMetadata => BlockMessageActionMetadata BlockMessageActionMetadataResponse
        FlagToChannelActionMetadata FlagToChannelActionMetadataResponse QuarantineUserActionMetadata
        QuarantineUserActionMetadataResponse UserCommunicationDisabledActionMetadata
        UserCommunicationDisabledActionMetadataResponse;
    model::AutoModerationRule => DefaultKeywordRuleResponse KeywordRuleResponse MLSpamRuleResponse
        MentionSpamRuleResponse UserProfileRuleResponse;
    model::AutoModerationTriggerMetadata => DefaultKeywordListTriggerMetadata
        DefaultKeywordListTriggerMetadataResponse KeywordTriggerMetadata KeywordTriggerMetadataResponse
        MLSpamTriggerMetadata MLSpamTriggerMetadataResponse MentionSpamTriggerMetadata
        MentionSpamTriggerMetadataResponse UserProfileMetadata UserProfileMetadataResponse;
    model::AvatarDecorationData => UserAvatarDecorationResponse;
    model::Ban => GuildBanResponse;
    model::BulkBan => BulkBanUsersResponse;
    model::Channel => CreatedThreadResponse GuildChannelResponse InviteChannelResponse PrivateChannelResponse
        PrivateGroupChannelResponse ThreadResponse;
    model::ChannelMention => MessageMentionChannelResponse;
    model::Collectibles => UserCollectiblesResponse;
    model::Component => ActionRowComponentForMessageRequest ActionRowComponentForModalRequest
        ActionRowComponentResponse ButtonComponentForMessageRequest ButtonComponentResponse
        ChannelSelectComponentForMessageRequest ChannelSelectComponentForModalRequest
        ChannelSelectComponentResponse CheckboxComponentForModalRequest CheckboxGroupComponentForModalRequest
        ContainerComponentForMessageRequest ContainerComponentResponse FileComponentForMessageRequest
        FileComponentResponse FileUploadComponentForModalRequest LabelComponentForModalRequest
        MediaGalleryComponentForMessageRequest MediaGalleryComponentResponse
        MentionableSelectComponentForMessageRequest MentionableSelectComponentForModalRequest
        MentionableSelectComponentResponse RadioGroupComponentForModalRequest
        RoleSelectComponentForMessageRequest RoleSelectComponentForModalRequest RoleSelectComponentResponse
        SectionComponentForMessageRequest SectionComponentResponse SeparatorComponentForMessageRequest
        SeparatorComponentResponse StringSelectComponentForMessageRequest
        StringSelectComponentForModalRequest StringSelectComponentResponse
        TextDisplayComponentForMessageRequest TextDisplayComponentForModalRequest
        TextDisplayComponentResponse TextInputComponentForModalRequest TextInputComponentResponse
        ThumbnailComponentForMessageRequest ThumbnailComponentResponse UserSelectComponentForMessageRequest
        UserSelectComponentForModalRequest UserSelectComponentResponse;
    model::Connection => ConnectedAccountResponse;
    model::ConnectionIntegration => ConnectedAccountIntegrationResponse;
    model::CurrentAuthorization => OAuth2GetAuthorizationResponse;
    model::CurrentUserGuild => MyGuildResponse;
    model::DefaultReaction => DefaultReactionEmojiResponse UpdateDefaultReactionEmojiRequest;
    model::Embed => MessageEmbedResponse RichEmbed;
    model::EmbedAuthor => MessageEmbedAuthorResponse RichEmbedAuthor;
    model::EmbedField => MessageEmbedFieldResponse RichEmbedField;
    model::EmbedFooter => MessageEmbedFooterResponse RichEmbedFooter;
    model::EmbedMedia => MessageEmbedImageResponse MessageEmbedVideoResponse RichEmbedImage
        RichEmbedThumbnail RichEmbedVideo;
    model::EmbedProvider => MessageEmbedProviderResponse RichEmbedProvider;
    model::Emoji => ComponentEmojiForRequest ComponentEmojiResponse EmojiResponse
        MessageReactionEmojiResponse PollEmoji PollEmojiCreateRequest SettingsEmojiResponse;
    model::Entitlement => EntitlementResponse;
    model::ErrorResponse => ErrorResponse;
    model::FollowedChannel => ChannelFollowerResponse;
    model::ForumTag => ForumTagResponse;
    model::FoundMessage => SearchMessageResponse;
    model::GatewayBot => GatewayBotResponse;
    model::GatewayUrl => GatewayResponse;
    model::Guild => GuildResponse GuildWithCountsResponse InviteGuildResponse;
    model::GuildApplicationCommandPermissions => CommandPermissionsResponse;
    model::GuildHomeSettings => GuildHomeSettingsResponse;
    model::GuildJoinRequest => GuildJoinRequestResponse;
    model::GuildJoinRequests => GuildJoinRequestsListResponse;
    model::GuildLiveliness => GuildLivelinessResponse;
    model::GuildOnboarding => GuildOnboardingResponse UserGuildOnboardingResponse;
    model::GuildPreview => GuildPreviewResponse;
    model::GuildProductPurchase => GuildProductPurchaseResponse;
    model::GuildPrune => GuildPruneResponse;
    model::GuildScheduledEvent => ExternalScheduledEventResponse ScheduledEventResponse
        StageScheduledEventResponse VoiceScheduledEventResponse;
    model::GuildScheduledEventException => GuildScheduledEventExceptionResponse;
    model::GuildScheduledEventUser => ScheduledEventUserResponse;
    model::GuildScheduledEventUserCounts => ScheduledEventUserCountResponse;
    model::GuildSoundboardSounds => ListGuildSoundboardSoundsResponse;
    model::GuildTemplate => GuildTemplateResponse;
    model::GuildWidget => WidgetResponse;
    model::GuildWidgetActivity => WidgetActivity;
    model::GuildWidgetChannel => WidgetChannel;
    model::GuildWidgetMember => WidgetMember;
    model::GuildWidgetSettings => WidgetSettingsResponse;
    model::IncidentsData => GuildIncidentsDataResponse;
    model::InstallParams => ApplicationOAuth2InstallParams ApplicationOAuth2InstallParamsResponse;
    model::Integration => DiscordIntegrationResponse ExternalConnectionIntegrationResponse
        GuildSubscriptionIntegrationResponse PartialDiscordIntegrationResponse
        PartialExternalConnectionIntegrationResponse PartialGuildSubscriptionIntegrationResponse;
    model::IntegrationAccount => AccountResponse;
    model::IntegrationApplication => IntegrationApplicationResponse;
    model::InteractionCallback => InteractionResponse;
    model::InteractionCallbackActivityInstance => ActivityInstanceCallbackResponse;
    model::InteractionCallbackResource => CreateMessageInteractionCallbackResponse
        LaunchActivityInteractionCallbackResponse UpdateMessageInteractionCallbackResponse;
    model::InteractionCallbackResponse => InteractionCallbackResponse;
    model::InteractionMetadata => ApplicationCommandInteractionMetadataResponse
        MessageComponentInteractionMetadataResponse ModalSubmitInteractionMetadataResponse;
    model::Invite => FriendInviteResponse GroupDMInviteResponse GuildInviteResponse;
    model::JoinRequestFormField => MultipleChoiceFormFieldResponse ParagraphFormFieldResponse
        TermsFormFieldResponse TextInputFormFieldResponse;
    model::Lobby => LobbyResponse;
    model::LobbyInvite => LobbyGuildInviteResponse;
    model::LobbyMember => LobbyMemberResponse;
    model::LobbyMessage => LobbyMessageResponse;
    model::Member => GuildMemberResponse PrivateGuildMemberResponse;
    model::Message => BasicMessageResponse MessageResponse;
    model::MessageActivity => MessageActivityResponse;
    model::MessageCall => MessageCallResponse;
    model::MessageInteraction => MessageInteractionResponse;
    model::MessageLobbyMember => MessageLobbyMemberResponse;
    model::MessagePin => PinnedMessageResponse;
    model::MessagePins => PinnedMessagesResponse;
    model::MessageReference => MessageReferenceRequest MessageReferenceResponse;
    model::MessageSearchResults => GuildSearchResponse;
    model::MessageSnapshot => MessageSnapshotResponse;
    model::Modal => ModalInteractionCallbackRequestData;
    model::Nameplate => UserNameplateResponse;
    model::NewCommand => ApplicationCommandCreateRequest ApplicationCommandPatchRequestPartial
        ApplicationCommandUpdateRequest;
    model::NewMemberAction => NewMemberActionResponse;
    model::NewPoll => PollCreateRequest;
    model::NewTestEntitlement => CreateEntitlementRequestData;
    model::OAuth2Key => OAuth2Key;
    model::OAuth2Keys => OAuth2GetKeys;
    model::OnboardingPrompt => OnboardingPromptResponse;
    model::OnboardingPromptOption => OnboardingPromptOptionResponse;
    model::OpenIdUserInfo => OAuth2GetOpenIDConnectUserInfoResponse;
    model::PartialMember => BasicGuildMemberResponse;
    model::PermissionOverwrite => ChannelPermissionOverwriteResponse;
    model::Poll => PollResponse;
    model::PollAnswer => PollAnswerCreateRequest PollAnswerResponse;
    model::PollAnswerCount => PollResultsEntryResponse;
    model::PollAnswerVoters => PollAnswerDetailsResponse;
    model::PollMedia => PollMedia PollMediaCreateRequest PollMediaResponse;
    model::PollResults => PollResultsResponse;
    model::PrimaryGuild => UserPrimaryGuildResponse;
    model::ProvisionalTokenResponse => ProvisionalTokenResponse;
    model::PurchaseNotification => PurchaseNotificationResponse;
    model::RateLimitedResponse => RatelimitedResponse;
    model::Reaction => MessageReactionResponse;
    model::ReactionCountDetails => MessageReactionCountDetailsResponse;
    model::RecurrenceNWeekday => ByNWeekday ByNWeekdayResponse;
    model::RecurrenceRule => RecurrenceRule RecurrenceRuleResponse;
    model::ResolvedData => ResolvedObjectsResponse;
    model::ResourceChannel => ResourceChannelResponse;
    model::Role => GuildRoleResponse InviteGuildRoleResponse;
    model::RoleColors => GuildRoleColorsResponse GuildTemplateRoleColorsResponse RoleColors;
    model::RoleSubscriptionData => MessageRoleSubscriptionDataResponse;
    model::RoleTags => GuildRoleTagsResponse;
    model::ScheduledEventEntityMetadata => EntityMetadataExternal EntityMetadataExternalResponse
        EntityMetadataStageInstance EntityMetadataStageInstanceResponse EntityMetadataVoice
        EntityMetadataVoiceResponse;
    model::SearchIndexNotReady => SearchIndexNotReadyResponse;
    model::SessionStartLimit => GatewayBotSessionStartLimitResponse;
    model::SharedClientTheme => CustomClientThemeResponse CustomClientThemeShareRequest;
    model::SnapshotMessage => MinimalContentMessageResponse;
    model::SoundboardSound => SoundboardSoundResponse;
    model::StageInstance => StageInstanceResponse;
    model::Sticker => GuildStickerResponse StandardStickerResponse;
    model::StickerItem => MessageStickerItemResponse;
    model::StickerPack => StickerPackResponse;
    model::StickerPacks => StickerPackCollectionResponse;
    model::Subscription => SubscriptionResponse;
    model::TargetUsersJobStatus => TargetUsersJobStatusResponse;
    model::Team => TeamResponse;
    model::TeamMember => TeamMemberResponse;
    model::TemplateChannel => GuildTemplateChannelResponse;
    model::TemplateGuild => GuildTemplateSnapshotResponse;
    model::TemplateRole => GuildTemplateRoleResponse;
    model::TemplateTag => GuildTemplateChannelTags;
    model::ThreadList => ThreadsResponse;
    model::ThreadMember => ThreadMemberResponse;
    model::ThreadMetadata => ThreadMetadataResponse;
    model::ThreadSearchResults => ThreadSearchResponse;
    model::User => InviteChannelRecipientResponse UserPIIResponse UserResponse;
    model::VanityUrl => VanityURLResponse;
    model::VanityUrlError => VanityURLErrorResponse;
    model::VoiceRegion => VoiceRegionResponse;
    model::VoiceState => VoiceStateResponse;
    model::Webhook => ApplicationIncomingWebhookResponse ChannelFollowerWebhookResponse
        GuildIncomingWebhookResponse;
    model::WebhookSourceChannel => WebhookSourceChannelResponse;
    model::WebhookSourceGuild => WebhookSourceGuildResponse;
    model::WelcomeMessage => WelcomeMessageResponse;
    model::WelcomeScreen => GuildWelcomeScreenResponse;
    model::WelcomeScreenChannel => GuildWelcomeChannel GuildWelcomeScreenChannelResponse;
}
