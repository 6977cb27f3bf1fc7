//! What can be done that an audit log tells of.

open_enum! {
    /// What was done.
    ///
    /// Discord docs: Audit Log/Audit Log Events.
    pub enum AuditLogActionType {
        /// The guild was changed.
        GuildUpdate = 1 => "GUILD_UPDATE",
        /// A channel was made.
        ChannelCreate = 10 => "CHANNEL_CREATE",
        /// A channel was changed.
        ChannelUpdate = 11 => "CHANNEL_UPDATE",
        /// A channel was deleted.
        ChannelDelete = 12 => "CHANNEL_DELETE",
        /// A channel got a permission overwrite.
        ChannelOverwriteCreate = 13 => "CHANNEL_OVERWRITE_CREATE",
        /// A permission overwrite of a channel was changed.
        ChannelOverwriteUpdate = 14 => "CHANNEL_OVERWRITE_UPDATE",
        /// A permission overwrite of a channel was deleted.
        ChannelOverwriteDelete = 15 => "CHANNEL_OVERWRITE_DELETE",
        /// A member was kicked.
        MemberKick = 20 => "MEMBER_KICK",
        /// Members who were away for long were removed.
        MemberPrune = 21 => "MEMBER_PRUNE",
        /// A user was banned.
        MemberBanAdd = 22 => "MEMBER_BAN_ADD",
        /// A ban was lifted.
        MemberBanRemove = 23 => "MEMBER_BAN_REMOVE",
        /// A member was changed: nickname, time-out, mute and the like.
        MemberUpdate = 24 => "MEMBER_UPDATE",
        /// A member got or lost roles.
        MemberRoleUpdate = 25 => "MEMBER_ROLE_UPDATE",
        /// Members were moved to another voice channel.
        MemberMove = 26 => "MEMBER_MOVE",
        /// Members were disconnected from a voice channel.
        MemberDisconnect = 27 => "MEMBER_DISCONNECT",
        /// A bot was added.
        BotAdd = 28 => "BOT_ADD",
        /// A role was made.
        RoleCreate = 30 => "ROLE_CREATE",
        /// A role was changed.
        RoleUpdate = 31 => "ROLE_UPDATE",
        /// A role was deleted.
        RoleDelete = 32 => "ROLE_DELETE",
        /// An invite was made.
        InviteCreate = 40 => "INVITE_CREATE",
        /// An invite was changed.
        InviteUpdate = 41 => "INVITE_UPDATE",
        /// An invite was deleted.
        InviteDelete = 42 => "INVITE_DELETE",
        /// A webhook was made.
        WebhookCreate = 50 => "WEBHOOK_CREATE",
        /// A webhook was changed.
        WebhookUpdate = 51 => "WEBHOOK_UPDATE",
        /// A webhook was deleted.
        WebhookDelete = 52 => "WEBHOOK_DELETE",
        /// An emoji was made.
        EmojiCreate = 60 => "EMOJI_CREATE",
        /// An emoji was changed.
        EmojiUpdate = 61 => "EMOJI_UPDATE",
        /// An emoji was deleted.
        EmojiDelete = 62 => "EMOJI_DELETE",
        /// Someone else's messages were deleted, one by one.
        MessageDelete = 72 => "MESSAGE_DELETE",
        /// Many messages were deleted at once.
        MessageBulkDelete = 73 => "MESSAGE_BULK_DELETE",
        /// A message was pinned.
        MessagePin = 74 => "MESSAGE_PIN",
        /// A message was unpinned.
        MessageUnpin = 75 => "MESSAGE_UNPIN",
        /// An integration was added.
        IntegrationCreate = 80 => "INTEGRATION_CREATE",
        /// An integration was changed.
        IntegrationUpdate = 81 => "INTEGRATION_UPDATE",
        /// An integration was removed.
        IntegrationDelete = 82 => "INTEGRATION_DELETE",
        /// A stage went live.
        StageInstanceCreate = 83 => "STAGE_INSTANCE_CREATE",
        /// A live stage was changed.
        StageInstanceUpdate = 84 => "STAGE_INSTANCE_UPDATE",
        /// A stage ended.
        StageInstanceDelete = 85 => "STAGE_INSTANCE_DELETE",
        /// A sticker was made.
        StickerCreate = 90 => "STICKER_CREATE",
        /// A sticker was changed.
        StickerUpdate = 91 => "STICKER_UPDATE",
        /// A sticker was deleted.
        StickerDelete = 92 => "STICKER_DELETE",
        /// An event was scheduled.
        GuildScheduledEventCreate = 100 => "GUILD_SCHEDULED_EVENT_CREATE",
        /// A scheduled event was changed.
        GuildScheduledEventUpdate = 101 => "GUILD_SCHEDULED_EVENT_UPDATE",
        /// A scheduled event was cancelled.
        GuildScheduledEventDelete = 102 => "GUILD_SCHEDULED_EVENT_DELETE",
        /// A thread was made.
        ThreadCreate = 110 => "THREAD_CREATE",
        /// A thread was changed.
        ThreadUpdate = 111 => "THREAD_UPDATE",
        /// A thread was deleted.
        ThreadDelete = 112 => "THREAD_DELETE",
        /// The permissions of a command were changed.
        ApplicationCommandPermissionUpdate = 121 => "APPLICATION_COMMAND_PERMISSION_UPDATE",
        /// A sound was added.
        SoundboardSoundCreate = 130 => "SOUNDBOARD_SOUND_CREATE",
        /// A sound was changed.
        SoundboardSoundUpdate = 131 => "SOUNDBOARD_SOUND_UPDATE",
        /// A sound was deleted.
        SoundboardSoundDelete = 132 => "SOUNDBOARD_SOUND_DELETE",
        /// An auto-moderation rule was made.
        AutoModerationRuleCreate = 140 => "AUTO_MODERATION_RULE_CREATE",
        /// An auto-moderation rule was changed.
        AutoModerationRuleUpdate = 141 => "AUTO_MODERATION_RULE_UPDATE",
        /// An auto-moderation rule was deleted.
        AutoModerationRuleDelete = 142 => "AUTO_MODERATION_RULE_DELETE",
        /// Auto moderation blocked a message.
        AutoModerationBlockMessage = 143 => "AUTO_MODERATION_BLOCK_MESSAGE",
        /// Auto moderation told of a message in a channel.
        AutoModerationFlagToChannel = 144 => "AUTO_MODERATION_FLAG_TO_CHANNEL",
        /// Auto moderation timed a member out.
        AutoModerationUserCommunicationDisabled = 145 => "AUTO_MODERATION_USER_COMMUNICATION_DISABLED",
        /// Auto moderation quarantined a member.
        AutoModerationQuarantineUser = 146 => "AUTO_MODERATION_QUARANTINE_USER",
        /// Monetization was asked for.
        CreatorMonetizationRequestCreated = 150 => "CREATOR_MONETIZATION_REQUEST_CREATED",
        /// The terms of monetization were accepted.
        CreatorMonetizationTermsAccepted = 151 => "CREATOR_MONETIZATION_TERMS_ACCEPTED",
        /// A question of the onboarding was made.
        OnboardingPromptCreate = 163 => "ONBOARDING_PROMPT_CREATE",
        /// A question of the onboarding was changed.
        OnboardingPromptUpdate = 164 => "ONBOARDING_PROMPT_UPDATE",
        /// A question of the onboarding was deleted.
        OnboardingPromptDelete = 165 => "ONBOARDING_PROMPT_DELETE",
        /// The onboarding was set up.
        OnboardingCreate = 166 => "ONBOARDING_CREATE",
        /// The onboarding was changed.
        OnboardingUpdate = 167 => "ONBOARDING_UPDATE",
        /// Something was featured in the guild's home.
        GuildHomeFeatureItem = 171 => "GUILD_HOME_FEATURE_ITEM",
        /// Something was taken out of the guild's home.
        GuildHomeRemoveItem = 172 => "GUILD_HOME_REMOVE_ITEM",
        /// A message was blocked for a harmful link.
        HarmfulLinksBlockedMessage = 180 => "HARMFUL_LINKS_BLOCKED_MESSAGE",
        /// The server guide was set up.
        HomeSettingsCreate = 190 => "HOME_SETTINGS_CREATE",
        /// The server guide was changed.
        HomeSettingsUpdate = 191 => "HOME_SETTINGS_UPDATE",
        /// The status of a voice channel was set.
        VoiceChannelStatusUpdate = 192 => "VOICE_CHANNEL_STATUS_UPDATE",
        /// The status of a voice channel was taken away.
        VoiceChannelStatusDelete = 193 => "VOICE_CHANNEL_STATUS_DELETE",
        /// One time of a recurring event was changed for the first time.
        GuildScheduledEventExceptionCreate = 200 => "GUILD_SCHEDULED_EVENT_EXCEPTION_CREATE",
        /// The change of one time of a recurring event was changed.
        GuildScheduledEventExceptionUpdate = 201 => "GUILD_SCHEDULED_EVENT_EXCEPTION_UPDATE",
        /// One time of a recurring event is again as the others.
        GuildScheduledEventExceptionDelete = 202 => "GUILD_SCHEDULED_EVENT_EXCEPTION_DELETE",
        /// The guild's profile was changed.
        GuildProfileUpdate = 211 => "GUILD_PROFILE_UPDATE",
    }
}

impl AuditLogActionType {
    /// What was done in words that follow a name, or `None` of a value that is not known.
    pub(super) fn phrase(self) -> Option<&'static str> {
        Some(match self {
            Self::GuildUpdate => "changed the guild",
            Self::ChannelCreate => "made a channel",
            Self::ChannelUpdate => "changed a channel",
            Self::ChannelDelete => "deleted a channel",
            Self::ChannelOverwriteCreate => "added an overwrite to a channel",
            Self::ChannelOverwriteUpdate => "changed an overwrite of a channel",
            Self::ChannelOverwriteDelete => "deleted an overwrite of a channel",
            Self::MemberKick => "kicked a member",
            Self::MemberPrune => "pruned members",
            Self::MemberBanAdd => "banned a user",
            Self::MemberBanRemove => "lifted the ban of a user",
            Self::MemberUpdate => "changed a member",
            Self::MemberRoleUpdate => "changed the roles of a member",
            Self::MemberMove => "moved members to another voice channel",
            Self::MemberDisconnect => "disconnected members from a voice channel",
            Self::BotAdd => "added a bot",
            Self::RoleCreate => "made a role",
            Self::RoleUpdate => "changed a role",
            Self::RoleDelete => "deleted a role",
            Self::InviteCreate => "made an invite",
            Self::InviteUpdate => "changed an invite",
            Self::InviteDelete => "deleted an invite",
            Self::WebhookCreate => "made a webhook",
            Self::WebhookUpdate => "changed a webhook",
            Self::WebhookDelete => "deleted a webhook",
            Self::EmojiCreate => "made an emoji",
            Self::EmojiUpdate => "changed an emoji",
            Self::EmojiDelete => "deleted an emoji",
            Self::MessageDelete => "deleted messages of a user",
            Self::MessageBulkDelete => "deleted many messages in a channel",
            Self::MessagePin => "pinned a message of a user",
            Self::MessageUnpin => "unpinned a message of a user",
            Self::IntegrationCreate => "added an integration",
            Self::IntegrationUpdate => "changed an integration",
            Self::IntegrationDelete => "removed an integration",
            Self::StageInstanceCreate => "started a stage",
            Self::StageInstanceUpdate => "changed a stage",
            Self::StageInstanceDelete => "ended a stage",
            Self::StickerCreate => "made a sticker",
            Self::StickerUpdate => "changed a sticker",
            Self::StickerDelete => "deleted a sticker",
            Self::GuildScheduledEventCreate => "scheduled an event",
            Self::GuildScheduledEventUpdate => "changed a scheduled event",
            Self::GuildScheduledEventDelete => "cancelled a scheduled event",
            Self::ThreadCreate => "made a thread",
            Self::ThreadUpdate => "changed a thread",
            Self::ThreadDelete => "deleted a thread",
            Self::ApplicationCommandPermissionUpdate => "changed the permissions of a command",
            Self::SoundboardSoundCreate => "added a sound",
            Self::SoundboardSoundUpdate => "changed a sound",
            Self::SoundboardSoundDelete => "deleted a sound",
            Self::AutoModerationRuleCreate => "made an auto-moderation rule",
            Self::AutoModerationRuleUpdate => "changed an auto-moderation rule",
            Self::AutoModerationRuleDelete => "deleted an auto-moderation rule",
            Self::AutoModerationBlockMessage => {
                "had a message of a user blocked by auto moderation"
            }
            Self::AutoModerationFlagToChannel => {
                "had a message of a user flagged by auto moderation"
            }
            Self::AutoModerationUserCommunicationDisabled => {
                "had a member timed out by auto moderation"
            }
            Self::AutoModerationQuarantineUser => "had a member quarantined by auto moderation",
            Self::CreatorMonetizationRequestCreated => "asked for monetization",
            Self::CreatorMonetizationTermsAccepted => "accepted the terms of monetization",
            Self::OnboardingPromptCreate => "made a question of the onboarding",
            Self::OnboardingPromptUpdate => "changed a question of the onboarding",
            Self::OnboardingPromptDelete => "deleted a question of the onboarding",
            Self::OnboardingCreate => "set up the onboarding",
            Self::OnboardingUpdate => "changed the onboarding",
            Self::GuildHomeFeatureItem => "featured something in the guild's home",
            Self::GuildHomeRemoveItem => "took something out of the guild's home",
            Self::HarmfulLinksBlockedMessage => "had a message with a harmful link blocked",
            Self::HomeSettingsCreate => "set up the server guide",
            Self::HomeSettingsUpdate => "changed the server guide",
            Self::VoiceChannelStatusUpdate => "set the status of a voice channel",
            Self::VoiceChannelStatusDelete => "took the status of a voice channel away",
            Self::GuildScheduledEventExceptionCreate => "changed one time of a recurring event",
            Self::GuildScheduledEventExceptionUpdate => {
                "changed one time of a recurring event again"
            }
            Self::GuildScheduledEventExceptionDelete => {
                "took back the change of one time of a recurring event"
            }
            Self::GuildProfileUpdate => "changed the guild's profile",
            Self::Unknown(_) => return None,
        })
    }
}
