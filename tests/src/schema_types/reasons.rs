//! Why some schemas, properties and names are other than ours.

/// Why schemas have no type of their own; a name that ends with `*` is the beginning of several.
pub const UNTYPED: &[(&str, &[&str])] = &[
    (
        "the body of an operation, which declares its fields where it stands",
        &[
            "ApplicationFormPartial",
            "BanUserFromGuildRequest",
            "BotAccountPatchRequest",
            "BotAddGuildMemberRequest",
            "BulkBanUsersRequest",
            "BulkLobbyMemberRequest",
            "ChannelPermissionOverwriteRequest",
            "CreateG*",
            "CreateOrUpdateThreadTagRequest",
            "CreatePrivateChannelRequest",
            "CreateRoleRequest",
            "CreateTextThread*",
            "DefaultKeywordListUpsertRequest*",
            "ExternalScheduledEvent*",
            "GuildIncidentActionsRequest",
            "GuildPatchRequestPartial",
            "GuildScheduledEventException*",
            "IncomingWebhookRequestPartial",
            "KeywordUpsertRequest*",
            "LobbyMemberRequest",
            "MLSpamUpsertRequest*",
            "MentionSpamUpsertRequest*",
            "OnboardingPromptOptionRequest",
            "PruneGuildRequest",
            "SDKMessageRequest",
            "SoundboardCreateRequest",
            "SoundboardPatchRequestPartial",
            "SoundboardSoundSendRequest",
            "StageScheduledEvent*",
            "UnbanUserFromGuildRequest",
            "Update*",
            "UserProfileUpsertRequest*",
            "VoiceScheduledEvent*",
            "WelcomeScreenPatchRequestPartial",
        ],
    ),
    (
        "the names of all events, of which `WebhookEventType` has those that it is used for",
        &["ActionTypes"],
    ),
    (
        "what other services send to webhooks, not bots",
        &["Github*", "SlackWebhook", "WebhookSlackEmbed*"],
    ),
    (
        "a part of the tree of faults, which `ErrorResponse::field_errors` makes a list of",
        &["Error", "ErrorDetails", "InnerErrors"],
    ),
    (
        "a plain number: some seconds or days",
        &["AfkTimeouts", "IntegrationExpireGracePeriodTypes"],
    ),
    (
        "a part of another type, which is read with that",
        &[
            "ConnectedAccountGuildResponse",
            "GuildMemberVerificationFormFieldType",
            "MessageAttachmentRequest",
            "WidgetUserDiscriminator",
        ],
    ),
    ("an answer without properties", &["TypingIndicatorResponse"]),
];

/// Why a schema has no type of its own, if one is written down.
pub fn why_untyped(schema: &str) -> Option<&'static str> {
    let names = |names: &[&str]| {
        names.iter().any(|name| match name.strip_suffix('*') {
            Some(start) => schema.starts_with(start),
            None => *name == schema,
        })
    };
    UNTYPED
        .iter()
        .find(|(_, all)| names(all))
        .map(|(why, _)| *why)
}

/// Properties that our types do not keep, with the reason: the beginning of the schema's name, and where in
/// its instances the property stands, or the end of that.
pub const LEFT_OUT: &[(&str, &str, &str)] = &[
    (
        "",
        "is_animated",
        "of pictures in requests, without a word in the documentation; `flags` tells of it",
    ),
    (
        "AuditLogEntryResponse",
        "options",
        "any keys by the specification; the documented ones are typed",
    ),
    (
        "GuildAuditLogResponse",
        "audit_log_entries.options",
        "as in AuditLogEntryResponse",
    ),
    (
        "UpdateMessageInteractionCallbackRequest",
        "data",
        "of type 6, which edits later and carries nothing",
    ),
];

/// Lists and maps of which the specification says that an element may be null, by the beginning of the
/// schema's name and a part of the path: it is kept as a strange one.
pub const NULL_ELEMENTS: &[(&str, &str)] = &[
    ("", "allowed_mentions."),
    (
        "ApplicationCommandAutocompleteCallbackRequest",
        "data.choices[",
    ),
    (
        "ApplicationRoleConnectionsMetadataItemRequest",
        "_localizations.",
    ),
    ("GuildAuditLogResponse", "auto_moderation_rules["),
    (
        "InteractionApplicationCommandAutocompleteCallback",
        "choices[",
    ),
    ("MessageAllowedMentionsRequest", ""),
];

/// Parts that are kept as JSON, in which nothing is looked for.
pub const RAW: &[(&str, &str)] = &[("ErrorResponse", "errors.")];

/// Names of values that the specification and the documentation give differently; ours are the latter's.
pub const OTHER_NAMES: &[(&str, &str, &str)] = &[
    ("ApplicationCommandType", "CHAT", "CHAT_INPUT"),
    (
        "AuditLogActionTypes",
        "AUTO_MODERATION_USER_COMM_DISABLED",
        "AUTO_MODERATION_USER_COMMUNICATION_DISABLED",
    ),
    (
        "AuditLogActionTypes",
        "VOICE_CHANNEL_STATUS_CREATE",
        "VOICE_CHANNEL_STATUS_UPDATE",
    ),
    ("AutomodActionType", "FLAG_TO_CHANNEL", "SEND_ALERT_MESSAGE"),
    (
        "AutomodActionType",
        "QUARANTINE_USER",
        "BLOCK_MEMBER_INTERACTION",
    ),
    (
        "AutomodActionType",
        "USER_COMMUNICATION_DISABLED",
        "TIMEOUT",
    ),
    (
        "AutomodEventType",
        "GUILD_MEMBER_JOIN_OR_UPDATE",
        "MEMBER_UPDATE",
    ),
    (
        "AutomodTriggerType",
        "DEFAULT_KEYWORD_LIST",
        "KEYWORD_PRESET",
    ),
    ("AutomodTriggerType", "ML_SPAM", "SPAM"),
    ("AutomodTriggerType", "USER_PROFILE", "MEMBER_PROFILE"),
    ("ForumLayout", "DEFAULT", "NOT_SET"),
    ("ForumLayout", "GRID", "GALLERY_VIEW"),
    ("ForumLayout", "LIST", "LIST_VIEW"),
    (
        "MetadataItemTypes",
        "DATETIME_GREATER_THAN_EQUAL",
        "DATETIME_GREATER_THAN_OR_EQUAL",
    ),
    (
        "MetadataItemTypes",
        "DATETIME_LESS_THAN_EQUAL",
        "DATETIME_LESS_THAN_OR_EQUAL",
    ),
    (
        "MetadataItemTypes",
        "INTEGER_GREATER_THAN_EQUAL",
        "INTEGER_GREATER_THAN_OR_EQUAL",
    ),
    (
        "MetadataItemTypes",
        "INTEGER_LESS_THAN_EQUAL",
        "INTEGER_LESS_THAN_OR_EQUAL",
    ),
    ("PremiumTypes", "TIER_0", "NITRO_BASIC"),
    ("PremiumTypes", "TIER_1", "NITRO_CLASSIC"),
    ("PremiumTypes", "TIER_2", "NITRO"),
    ("ThreadAutoArchiveDuration", "SEVEN_DAY", "ONE_WEEK"),
    ("ThreadAutoArchiveDuration", "THREE_DAY", "THREE_DAYS"),
    ("WebhookTypes", "APPLICATION_INCOMING", "APPLICATION"),
    ("WebhookTypes", "GUILD_INCOMING", "INCOMING"),
];
