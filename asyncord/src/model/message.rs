//! Messages and what hangs on them.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{
    Channel, Embed, Emoji, Field, List, PartialMember, Text, Timestamp, User, wire::object,
};
use crate::id::{
    Id,
    marker::{
        ApplicationMarker, AttachmentMarker, ChannelMarker, GuildMarker, MessageMarker, RoleMarker,
        WebhookMarker,
    },
};

/// A message.
///
/// `content`, `embeds` and `attachments` are empty where the bot lacks the intent
/// [`MESSAGE_CONTENT`](super::Intents::MESSAGE_CONTENT), except in its own messages, in direct messages
/// and where it is mentioned.
///
/// Discord docs: Message/Message Object.
#[object]
pub struct Message {
    /// The message's id.
    pub id: Id<MessageMarker>,
    /// The channel it was sent in.
    pub channel_id: Id<ChannelMarker>,
    /// The guild it was sent in; only in events.
    pub guild_id: Option<Id<GuildMarker>>,
    /// Who sent it; of a webhook's message the webhook.
    pub author: User,
    /// The author as a member; only in events of guilds, and not of webhooks.
    pub member: Option<Box<PartialMember>>,
    /// The text, up to 2,000 characters, 4,000 of Nitro subscribers.
    pub content: Text,
    /// When it was sent.
    pub timestamp: Timestamp,
    /// When it was last edited.
    pub edited_timestamp: Option<Timestamp>,
    /// Whether it was read aloud.
    pub tts: bool,
    /// Whether it mentions everyone.
    pub mention_everyone: bool,
    /// The users it mentions.
    pub mentions: List<User>,
    /// The roles it mentions.
    pub mention_roles: List<Id<RoleMarker>>,
    /// The files it carries.
    pub attachments: List<Attachment>,
    /// The framed boxes it carries.
    pub embeds: List<Embed>,
    /// The reactions to it.
    pub reactions: List<Reaction>,
    /// What the sender gave to recognise it by.
    pub nonce: Option<Nonce>,
    /// Whether it is pinned.
    pub pinned: bool,
    /// The webhook that sent it.
    pub webhook_id: Option<Id<WebhookMarker>>,
    /// What sort of message it is.
    #[wire(name = "type", or_default)]
    pub kind: MessageType,
    /// The application that sent it as the answer to an interaction, or whose webhook did.
    pub application_id: Option<Id<ApplicationMarker>>,
    /// Further marks.
    pub flags: Option<MessageFlags>,
    /// What it answers, forwards or crossposts.
    pub message_reference: Option<MessageReference>,
    /// The message it answers: absent where it was not looked up, null where it is deleted.
    pub referenced_message: Field<Box<Message>>,
    /// The thread that was started from it.
    pub thread: Option<Box<Channel>>,
    /// About where it stands in a thread.
    pub position: Option<u32>,
}

impl Message {
    /// The address that opens the message in Discord's client.
    ///
    /// Needs [`guild_id`](Self::guild_id), else it is taken for a direct message.
    pub fn jump_url(&self) -> String {
        let (channel, message) = (self.channel_id, self.id);
        match self.guild_id {
            Some(guild) => format!("https://discord.com/channels/{guild}/{channel}/{message}"),
            None => format!("https://discord.com/channels/@me/{channel}/{message}"),
        }
    }
}

impl Default for MessageType {
    /// An ordinary message.
    fn default() -> Self {
        Self::Default
    }
}

open_enum! {
    /// What sort of message it is.
    ///
    /// Discord docs: Message/Message Types.
    pub enum MessageType {
        /// An ordinary message.
        Default = 0 => "DEFAULT",
        /// Someone was added to a group.
        RecipientAdd = 1 => "RECIPIENT_ADD",
        /// Someone was removed from a group.
        RecipientRemove = 2 => "RECIPIENT_REMOVE",
        /// A call.
        Call = 3 => "CALL",
        /// A group or thread was renamed.
        ChannelNameChange = 4 => "CHANNEL_NAME_CHANGE",
        /// A group's icon was changed.
        ChannelIconChange = 5 => "CHANNEL_ICON_CHANGE",
        /// A message was pinned.
        ChannelPinnedMessage = 6 => "CHANNEL_PINNED_MESSAGE",
        /// A member joined.
        UserJoin = 7 => "USER_JOIN",
        /// A member boosted the guild.
        GuildBoost = 8 => "GUILD_BOOST",
        /// The guild reached boost level 1.
        GuildBoostTier1 = 9 => "GUILD_BOOST_TIER_1",
        /// The guild reached boost level 2.
        GuildBoostTier2 = 10 => "GUILD_BOOST_TIER_2",
        /// The guild reached boost level 3.
        GuildBoostTier3 = 11 => "GUILD_BOOST_TIER_3",
        /// An announcement channel was followed.
        ChannelFollowAdd = 12 => "CHANNEL_FOLLOW_ADD",
        /// The guild fell out of discovery.
        GuildDiscoveryDisqualified = 14 => "GUILD_DISCOVERY_DISQUALIFIED",
        /// The guild is in discovery again.
        GuildDiscoveryRequalified = 15 => "GUILD_DISCOVERY_REQUALIFIED",
        /// First warning of falling out of discovery.
        GuildDiscoveryGracePeriodInitialWarning = 16 => "GUILD_DISCOVERY_GRACE_PERIOD_INITIAL_WARNING",
        /// Last warning of falling out of discovery.
        GuildDiscoveryGracePeriodFinalWarning = 17 => "GUILD_DISCOVERY_GRACE_PERIOD_FINAL_WARNING",
        /// A thread was created.
        ThreadCreated = 18 => "THREAD_CREATED",
        /// An answer to another message.
        Reply = 19 => "REPLY",
        /// The answer to a slash command.
        ChatInputCommand = 20 => "CHAT_INPUT_COMMAND",
        /// The first message of a thread that was started from a message.
        ThreadStarterMessage = 21 => "THREAD_STARTER_MESSAGE",
        /// A reminder to invite people.
        GuildInviteReminder = 22 => "GUILD_INVITE_REMINDER",
        /// The answer to a context menu command.
        ContextMenuCommand = 23 => "CONTEXT_MENU_COMMAND",
        /// An action of auto-moderation.
        AutoModerationAction = 24 => "AUTO_MODERATION_ACTION",
        /// A role was bought.
        RoleSubscriptionPurchase = 25 => "ROLE_SUBSCRIPTION_PURCHASE",
        /// A premium application is advertised.
        InteractionPremiumUpsell = 26 => "INTERACTION_PREMIUM_UPSELL",
        /// A stage started.
        StageStart = 27 => "STAGE_START",
        /// A stage ended.
        StageEnd = 28 => "STAGE_END",
        /// Someone speaks on a stage.
        StageSpeaker = 29 => "STAGE_SPEAKER",
        /// The topic of a stage was changed.
        StageTopic = 31 => "STAGE_TOPIC",
        /// An application was bought.
        GuildApplicationPremiumSubscription = 32 => "GUILD_APPLICATION_PREMIUM_SUBSCRIPTION",
        /// Security measures were switched on.
        GuildIncidentAlertModeEnabled = 36 => "GUILD_INCIDENT_ALERT_MODE_ENABLED",
        /// Security measures were switched off.
        GuildIncidentAlertModeDisabled = 37 => "GUILD_INCIDENT_ALERT_MODE_DISABLED",
        /// A raid was reported.
        GuildIncidentReportRaid = 38 => "GUILD_INCIDENT_REPORT_RAID",
        /// A raid was reported by mistake.
        GuildIncidentReportFalseAlarm = 39 => "GUILD_INCIDENT_REPORT_FALSE_ALARM",
        /// Something was bought.
        PurchaseNotification = 44 => "PURCHASE_NOTIFICATION",
        /// A poll ended.
        PollResult = 46 => "POLL_RESULT",
    }
}

open_flags! {
    /// Marks of a message.
    ///
    /// Discord docs: Message/Message Flags.
    pub struct MessageFlags as number {
        /// Published to the channels that follow.
        const CROSSPOSTED = 1 << 0;
        /// Comes from a followed channel.
        const IS_CROSSPOST = 1 << 1;
        /// Links are shown without a preview. Can be set.
        const SUPPRESS_EMBEDS = 1 << 2;
        /// The message it comes from was deleted.
        const SOURCE_MESSAGE_DELETED = 1 << 3;
        /// From Discord's urgent message system.
        const URGENT = 1 << 4;
        /// A thread of the same id was started from it.
        const HAS_THREAD = 1 << 5;
        /// Seen by one user only. Can be set in answers to interactions.
        const EPHEMERAL = 1 << 6;
        /// The application is thinking.
        const LOADING = 1 << 7;
        /// Some roles could not be mentioned and added to the thread.
        const FAILED_TO_MENTION_SOME_ROLES_IN_THREAD = 1 << 8;
        /// Sent without notifications. Can be set.
        const SUPPRESS_NOTIFICATIONS = 1 << 12;
        /// A voice message. Can be set.
        const IS_VOICE_MESSAGE = 1 << 13;
        /// A forwarded message.
        const HAS_SNAPSHOT = 1 << 14;
        /// Made of components of the second version. Can be set.
        const IS_COMPONENTS_V2 = 1 << 15;
    }
}

/// What a message answers, forwards or crossposts.
///
/// Discord docs: Message/Message Reference Structure.
#[object]
#[derive(Copy, Default, Eq)]
pub struct MessageReference {
    /// Whether it is an answer or a forward; an answer where `None`.
    #[wire(name = "type")]
    pub kind: Option<MessageReferenceType>,
    /// The other message.
    pub message_id: Option<Id<MessageMarker>>,
    /// The other message's channel.
    pub channel_id: Option<Id<ChannelMarker>>,
    /// The other message's guild.
    pub guild_id: Option<Id<GuildMarker>>,
    /// Whether sending fails where the other message does not exist, instead of becoming no answer.
    pub fail_if_not_exists: Option<bool>,
}

impl MessageReference {
    /// Answers a message of the same channel.
    pub fn reply(message_id: impl Into<Id<MessageMarker>>) -> Self {
        Self {
            message_id: Some(message_id.into()),
            ..Self::default()
        }
    }

    /// Forwards a message.
    pub fn forward(
        channel_id: impl Into<Id<ChannelMarker>>,
        message_id: impl Into<Id<MessageMarker>>,
    ) -> Self {
        Self {
            kind: Some(MessageReferenceType::Forward),
            channel_id: Some(channel_id.into()),
            message_id: Some(message_id.into()),
            ..Self::default()
        }
    }
}

open_enum! {
    /// How a message refers to another.
    ///
    /// Discord docs: Message/Message Reference Types.
    pub enum MessageReferenceType {
        /// An answer, a pin, a crosspost.
        Default = 0 => "DEFAULT",
        /// A forward.
        Forward = 1 => "FORWARD",
    }
}

/// What a sender gave to recognise its message by, up to 25 characters.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Nonce {
    /// A number.
    Number(i64),
    /// A text.
    Text(Box<str>),
}

impl Serialize for Nonce {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(number) => serializer.serialize_i64(*number),
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
}

// By hand: a derived `untagged` would copy the value before looking at it.
impl<'de> Deserialize<'de> for Nonce {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl de::Visitor<'_> for Visitor {
            type Value = Nonce;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a nonce as an integer or a string")
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Nonce, E> {
                Ok(Nonce::Number(number))
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Nonce, E> {
                // Too large for a number of ours, it is kept as the text that it also could be.
                Ok(i64::try_from(number)
                    .map_or_else(|_| Nonce::Text(number.to_string().into()), Nonce::Number))
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Nonce, E> {
                Ok(Nonce::Text(text.into()))
            }
        }

        deserializer.deserialize_any(Visitor)
    }
}

/// A file of a message.
///
/// Discord docs: Message/Attachment Object.
#[object]
pub struct Attachment {
    /// The file's id.
    pub id: Id<AttachmentMarker>,
    /// The file's name.
    pub filename: Text,
    /// The title, where it differs from the name.
    pub title: Option<Text>,
    /// The description for those who cannot see it, up to 1,024 characters.
    pub description: Option<Text>,
    /// The media type.
    pub content_type: Option<Text>,
    /// The size in bytes.
    pub size: u64,
    /// The address, good for a limited time.
    pub url: Text,
    /// The address at Discord's media proxy.
    pub proxy_url: Text,
    /// The height in pixels, of pictures and videos.
    pub height: Option<u32>,
    /// The width in pixels, of pictures and videos.
    pub width: Option<u32>,
    /// Whether it is deleted after a time.
    pub ephemeral: bool,
    /// The length of a voice message in seconds.
    pub duration_secs: Option<f64>,
    /// The loudness of a voice message, base64 of up to 256 bytes.
    pub waveform: Option<Text>,
    /// Further marks.
    pub flags: Option<AttachmentFlags>,
}

open_flags! {
    /// Marks of an attachment.
    ///
    /// Discord docs: Message/Attachment Flags.
    pub struct AttachmentFlags as number {
        /// A clip of a stream.
        const IS_CLIP = 1 << 0;
        /// The thumbnail of a thread in a media channel.
        const IS_THUMBNAIL = 1 << 1;
        /// Edited with the remix feature.
        const IS_REMIX = 1 << 2;
        /// Hidden until clicked.
        const IS_SPOILER = 1 << 3;
    }
}

/// How often an emoji was reacted with.
///
/// Discord docs: Message/Reaction Object.
#[object]
pub struct Reaction {
    /// How often, super reactions included.
    pub count: u32,
    /// The two sorts counted apart.
    pub count_details: Option<ReactionCountDetails>,
    /// Whether the current user reacted with it.
    pub me: bool,
    /// Whether the current user super-reacted with it.
    pub me_burst: bool,
    /// The emoji.
    pub emoji: Emoji,
}

/// Ordinary and super reactions counted apart.
///
/// Discord docs: Message/Reaction Count Details Structure.
#[object]
#[derive(Copy, Default, Eq)]
pub struct ReactionCountDetails {
    /// How many super reactions.
    pub burst: u32,
    /// How many ordinary reactions.
    pub normal: u32,
}

open_enum! {
    /// Whether a reaction is an ordinary or a super reaction.
    ///
    /// Discord docs: Message/Get Reactions.
    pub enum ReactionType {
        /// An ordinary reaction.
        Normal = 0 => "NORMAL",
        /// A super reaction.
        Burst = 1 => "BURST",
    }
}

#[cfg(test)]
mod tests {
    use super::Nonce;

    #[test]
    fn a_nonce_keeps_its_form() {
        for json in ["17", "-17", r#""17""#, r#""a\nb""#] {
            let nonce: Nonce = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::to_string(&nonce).unwrap(), json);
        }
        assert!(serde_json::from_str::<Nonce>("1.5").is_err());
        assert!(serde_json::from_str::<Nonce>("18446744073709551615").is_ok());
    }
}
