//! The keys of changes, and the types of their values.

use std::fmt;

use serde::{Serialize, Serializer};

use super::{Change, ChangeKey, CommandPermissionChange, RawAuditLogChange};
use crate::{
    id::{
        Id,
        marker::{
            ApplicationMarker, ChannelMarker, EmojiMarker, GenericMarker, GuildMarker, RoleMarker,
            SkuMarker, SoundboardSoundMarker, TagMarker, UserMarker,
        },
    },
    model::{
        AutoModerationAction, AutoModerationEventType, AutoModerationTriggerMetadata,
        AutoModerationTriggerType, Color, GuildFeature, ImageHash, List, Locale, Number,
        PermissionOverwrite, Permissions, RawJson, RoleColors, Text, Timestamp, VerificationLevel,
        audit_log::{
            show::{Show, show},
            value::{AuditLogCommandPermission, AuditLogRole, AuditLogValue},
        },
    },
};

/// Makes [`AuditLogChange`] and the types of its keys.
macro_rules! changes {
    ($( $(#[doc = $doc:literal])+ $name:ident($value:ty) = $key:literal, )+) => {
        /// What was changed.
        ///
        /// Each variant is a key of the changed object. A change of which the key is not known, or the
        /// values are not of the key's type, is [`Unknown`](Self::Unknown) and written back as it came.
        ///
        /// Shown as a part of a sentence, such as `nick changed from "ada" to "countess"`.
        ///
        /// Discord docs: Audit Log/Audit Log Change Object.
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum AuditLogChange {
            $( $(#[doc = $doc])+ $name(Change<$value>), )+
            /// What a role, member or channel may do with a command.
            CommandPermission(Box<CommandPermissionChange>),
            /// A change of another form; it is written back as it came.
            Unknown(Box<RawAuditLogChange>),
        }

        impl AuditLogChange {
            /// The keys that this version knows.
            pub const KEYS: &'static [&'static str] = &[$($key),+];

            /// The key as Discord writes it; of a command's permission the id of whose it is.
            pub fn key(&self) -> std::borrow::Cow<'_, str> {
                match self {
                    $( Self::$name(_) => $key.into(), )+
                    Self::CommandPermission(permission) => permission.id.to_string().into(),
                    Self::Unknown(raw) => raw.key.as_deref().unwrap_or_default().into(),
                }
            }

            pub(super) fn read(raw: &RawAuditLogChange) -> Option<Self> {
                match raw.key.as_deref()? {
                    $( $key => Change::read(raw).map(Self::$name), )+
                    key => Some(Self::CommandPermission(Box::new(CommandPermissionChange {
                        id: key.parse().ok()?,
                        change: Change::read(raw)?,
                    }))),
                }
            }
        }

        impl Serialize for AuditLogChange {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $( Self::$name(change) => change.write($key, serializer), )+
                    Self::CommandPermission(permission) => {
                        permission.change.write(&permission.id.to_string(), serializer)
                    }
                    Self::Unknown(raw) => raw.serialize(serializer),
                }
            }
        }

        impl fmt::Display for AuditLogChange {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $( Self::$name(change) => show($key, change.old.as_ref(), change.new.as_ref(), f), )+
                    Self::CommandPermission(permission) => {
                        write!(f, "permission of {} ", permission.id)?;
                        let change = &permission.change;
                        AuditLogCommandPermission::sentence(change.old.as_ref(), change.new.as_ref(), f)
                    }
                    Self::Unknown(raw) => show(
                        raw.key.as_deref().unwrap_or("something"),
                        raw.old_value.as_ref(),
                        raw.new_value.as_ref(),
                        f,
                    ),
                }
            }
        }

        /// The keys of changes in audit logs, for
        /// [`AuditLogEntry::change`](crate::model::AuditLogEntry::change).
        ///
        /// Each is named as the variant of [`AuditLogChange`](crate::model::AuditLogChange) that it finds.
        pub mod change_key {
            $(
                #[doc = concat!("The key `", $key, "`.")]
                #[derive(Debug)]
                #[non_exhaustive]
                pub enum $name {}
            )+
        }

        $(
            impl ChangeKey for change_key::$name {
                type Value = $value;

                const KEY: &'static str = $key;

                fn of(change: &AuditLogChange) -> Option<&Change<$value>> {
                    match change {
                        AuditLogChange::$name(change) => Some(change),
                        _ => None,
                    }
                }
            }
        )+
    };
}

changes! {
    // Of guilds.
    /// Where idle members are moved to.
    AfkChannelId(Id<ChannelMarker>) = "afk_channel_id",
    /// After how many seconds members count as idle.
    AfkTimeout(u32) = "afk_timeout",
    /// The application of a webhook, integration or command.
    ApplicationId(Id<ApplicationMarker>) = "application_id",
    /// The hash of a banner.
    Banner(ImageHash) = "banner",
    /// The hash of a banner.
    BannerHash(ImageHash) = "banner_hash",
    /// Of which messages members are notified.
    DefaultMessageNotifications(i32) = "default_message_notifications",
    /// A description.
    Description(Text) = "description",
    /// The hash of the picture in Discovery.
    DiscoverySplash(ImageHash) = "discovery_splash",
    /// The hash of the picture in Discovery.
    DiscoverySplashHash(ImageHash) = "discovery_splash_hash",
    /// Whose files are checked for explicit content.
    ExplicitContentFilter(i32) = "explicit_content_filter",
    /// What a guild can do.
    Features(List<GuildFeature>) = "features",
    /// The hash of an icon.
    Icon(ImageHash) = "icon",
    /// The hash of an icon.
    IconHash(ImageHash) = "icon_hash",
    /// Whether moderators need two-factor authentication.
    MfaLevel(i32) = "mfa_level",
    /// A name.
    Name(Text) = "name",
    /// For whom the guild is.
    NsfwLevel(i32) = "nsfw_level",
    /// Who owns the guild or thread.
    OwnerId(Id<UserMarker>) = "owner_id",
    /// The guild's language.
    PreferredLocale(Locale) = "preferred_locale",
    /// Whether the progress of boosts is shown.
    PremiumProgressBarEnabled(bool) = "premium_progress_bar_enabled",
    /// After how many days away members are pruned.
    PruneDeleteDays(u32) = "prune_delete_days",
    /// Where Discord tells moderators of news.
    PublicUpdatesChannelId(Id<ChannelMarker>) = "public_updates_channel_id",
    /// Where voice was served.
    Region(Text) = "region",
    /// Where the rules stand.
    RulesChannelId(Id<ChannelMarker>) = "rules_channel_id",
    /// Where Discord warns of dangers.
    SafetyAlertsChannelId(Id<ChannelMarker>) = "safety_alerts_channel_id",
    /// The hash of the picture behind invites.
    Splash(ImageHash) = "splash",
    /// The hash of the picture behind invites.
    SplashHash(ImageHash) = "splash_hash",
    /// Which messages Discord does not post in the system channel.
    SystemChannelFlags(u64) = "system_channel_flags",
    /// Where Discord greets members.
    SystemChannelId(Id<ChannelMarker>) = "system_channel_id",
    /// The guild's own invite.
    VanityUrlCode(Text) = "vanity_url_code",
    /// What new members need.
    VerificationLevel(VerificationLevel) = "verification_level",
    /// Where the widget's invites lead.
    WidgetChannelId(Id<ChannelMarker>) = "widget_channel_id",
    /// Whether the widget is on.
    WidgetEnabled(bool) = "widget_enabled",
    // Of channels and threads.
    /// The tags of a post.
    AppliedTags(List<Id<TagMarker>>) = "applied_tags",
    /// Whether a thread is archived.
    Archived(bool) = "archived",
    /// Minutes of silence after which a thread is hidden.
    AutoArchiveDuration(u32) = "auto_archive_duration",
    /// The tags of a forum.
    AvailableTags(List<RawJson>) = "available_tags",
    /// Bits a second in a voice channel.
    Bitrate(u32) = "bitrate",
    /// Minutes of silence after which new threads are hidden.
    DefaultAutoArchiveDuration(u32) = "default_auto_archive_duration",
    /// How a forum shows its posts.
    DefaultForumLayout(i32) = "default_forum_layout",
    /// The emoji on the button of a forum's posts.
    DefaultReactionEmoji(RawJson) = "default_reaction_emoji",
    /// How a forum sorts its posts.
    DefaultSortOrder(i32) = "default_sort_order",
    /// Seconds between messages of a member in new threads.
    DefaultThreadRateLimitPerUser(u32) = "default_thread_rate_limit_per_user",
    /// Further marks.
    Flags(u64) = "flags",
    /// Whether anyone can add members to a private thread.
    Invitable(bool) = "invitable",
    /// Whether only moderators can unarchive a thread.
    Locked(bool) = "locked",
    /// Whether a channel is for adults.
    Nsfw(bool) = "nsfw",
    /// The category, or the channel of a thread.
    ParentId(Id<ChannelMarker>) = "parent_id",
    /// The permission overwrites.
    PermissionOverwrites(List<PermissionOverwrite>) = "permission_overwrites",
    /// The place in the list.
    Position(i32) = "position",
    /// Seconds between messages of a member.
    RateLimitPerUser(u32) = "rate_limit_per_user",
    /// Where voice is served.
    RtcRegion(Text) = "rtc_region",
    /// The topic of a channel or stage.
    Topic(Text) = "topic",
    /// How many fit into a voice channel.
    UserLimit(u32) = "user_limit",
    /// The quality of video.
    VideoQualityMode(i32) = "video_quality_mode",
    /// What an overwrite allows.
    Allow(Permissions) = "allow",
    /// What an overwrite denies.
    Deny(Permissions) = "deny",
    // Of members and users.
    /// The hash of an avatar.
    Avatar(ImageHash) = "avatar",
    /// The hash of an avatar.
    AvatarHash(ImageHash) = "avatar_hash",
    /// Whether a member needs no verification.
    BypassesVerification(bool) = "bypasses_verification",
    /// Until when a member is timed out.
    CommunicationDisabledUntil(Timestamp) = "communication_disabled_until",
    /// Whether a member is deafened.
    Deaf(bool) = "deaf",
    /// Whether a member is muted.
    Mute(bool) = "mute",
    /// The name in the guild.
    Nick(Text) = "nick",
    // Of roles.
    /// The colour.
    Color(Color) = "color",
    /// The colours.
    Colors(RoleColors) = "colors",
    /// Whether members of a role stand apart.
    Hoist(bool) = "hoist",
    /// Whether a role can be mentioned.
    Mentionable(bool) = "mentionable",
    /// What a role may do.
    Permissions(Permissions) = "permissions",
    /// The emoji that stands for a role.
    UnicodeEmoji(Text) = "unicode_emoji",
    // Of invites and webhooks.
    /// The channel of an invite, webhook, stage or event.
    ChannelId(Id<ChannelMarker>) = "channel_id",
    /// The code of an invite.
    Code(Text) = "code",
    /// Who made an invite.
    InviterId(Id<UserMarker>) = "inviter_id",
    /// For how many seconds an invite holds; 0 for ever.
    MaxAge(u32) = "max_age",
    /// How often an invite can be used; 0 without limit.
    MaxUses(u32) = "max_uses",
    /// Whether an invite grants membership for a visit only.
    Temporary(bool) = "temporary",
    /// How often an invite was used.
    Uses(u32) = "uses",
    // Of emojis, stickers and sounds.
    /// Always empty.
    Asset(Text) = "asset",
    /// Whether it can be used.
    Available(bool) = "available",
    /// The custom emoji of a sound.
    EmojiId(Id<EmojiMarker>) = "emoji_id",
    /// Unicode's emoji of a sound.
    EmojiName(Text) = "emoji_name",
    /// The format of a sticker.
    FormatType(i32) = "format_type",
    /// The guild.
    GuildId(Id<GuildMarker>) = "guild_id",
    /// Who may use an emoji.
    Roles(List<Id<RoleMarker>>) = "roles",
    /// The sound.
    SoundId(Id<SoundboardSoundMarker>) = "sound_id",
    /// What a sticker is found by.
    Tags(Text) = "tags",
    /// Who made it.
    UserId(Id<UserMarker>) = "user_id",
    /// How loud a sound is, 0 to 1.
    Volume(Number) = "volume",
    // Of integrations, stages and scheduled events.
    /// Who made it.
    CreatorId(Id<UserMarker>) = "creator_id",
    /// Whether emoticons of Twitch are kept up to date.
    EnableEmoticons(bool) = "enable_emoticons",
    /// Further details of a scheduled event.
    EntityMetadata(RawJson) = "entity_metadata",
    /// What kind of event is scheduled.
    EntityType(i32) = "entity_type",
    /// What becomes of lapsed subscribers.
    ExpireBehavior(i32) = "expire_behavior",
    /// Days before subscribers count as lapsed.
    ExpireGracePeriod(u32) = "expire_grace_period",
    /// The hash of a scheduled event's picture.
    Image(ImageHash) = "image",
    /// The hash of a scheduled event's picture.
    ImageHash(ImageHash) = "image_hash",
    /// Where a scheduled event takes place.
    Location(Text) = "location",
    /// Who sees a stage or event.
    PrivacyLevel(i32) = "privacy_level",
    /// When an event takes place again.
    RecurrenceRule(RawJson) = "recurrence_rule",
    /// What one must have bought for an event.
    SkuIds(List<Id<SkuMarker>>) = "sku_ids",
    /// When an event ends.
    ScheduledEndTime(Timestamp) = "scheduled_end_time",
    /// When an event begins.
    ScheduledStartTime(Timestamp) = "scheduled_start_time",
    /// The status: a number of events, a text of voice channels.
    Status(AuditLogValue) = "status",
    // Of auto moderation and onboarding.
    /// What a rule does.
    Actions(List<AutoModerationAction>) = "actions",
    /// The channels that new members see.
    DefaultChannelIds(List<Id<ChannelMarker>>) = "default_channel_ids",
    /// Whether it is on.
    Enabled(bool) = "enabled",
    /// What a rule looks at.
    EventType(AutoModerationEventType) = "event_type",
    /// The channels that a rule leaves alone.
    ExemptChannels(List<Id<ChannelMarker>>) = "exempt_channels",
    /// The roles that a rule leaves alone.
    ExemptRoles(List<Id<RoleMarker>>) = "exempt_roles",
    /// Whether a question is asked of new members.
    InOnboarding(bool) = "in_onboarding",
    /// What counts for the onboarding to be complete.
    Mode(i32) = "mode",
    /// The answers to a question.
    Options(List<RawJson>) = "options",
    /// The questions.
    Prompts(List<RawJson>) = "prompts",
    /// Whether a question must be answered.
    Required(bool) = "required",
    /// Whether a question takes one answer.
    SingleSelect(bool) = "single_select",
    /// A question.
    Title(Text) = "title",
    /// What a rule looks for, in detail.
    TriggerMetadata(Box<AutoModerationTriggerMetadata>) = "trigger_metadata",
    /// What a rule looks for.
    TriggerType(AutoModerationTriggerType) = "trigger_type",
    // Of several things.
    /// The id.
    Id(Id<GenericMarker>) = "id",
    /// The kind: a number of channels and the like, a text of integrations.
    Kind(AuditLogValue) = "type",
    // Of the roles of a member.
    /// The roles that a member got.
    RolesAdd(List<AuditLogRole>) = "$add",
    /// The roles that a member lost.
    RolesRemove(List<AuditLogRole>) = "$remove",
    // Of the lists of auto-moderation rules, which come beside the whole `trigger_metadata`.
    /// The words that a rule looks for from now on.
    KeywordFilterAdd(List<Text>) = "$add_keyword_filter",
    /// The words that a rule looks for no longer.
    KeywordFilterRemove(List<Text>) = "$remove_keyword_filter",
    /// The patterns that a rule looks for from now on.
    RegexPatternsAdd(List<Text>) = "$add_regex_patterns",
    /// The patterns that a rule looks for no longer.
    RegexPatternsRemove(List<Text>) = "$remove_regex_patterns",
    /// What a rule allows from now on.
    AllowListAdd(List<Text>) = "$add_allow_list",
    /// What a rule allows no longer.
    AllowListRemove(List<Text>) = "$remove_allow_list",
}
