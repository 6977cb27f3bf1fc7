//! Auto moderation: rules by which Discord itself looks after what members write.

use std::{fmt, time::Duration};

use super::{
    List, Text,
    wire::{Keys, object},
};
use crate::id::{
    Id,
    marker::{AutoModerationRuleMarker, ChannelMarker, GuildMarker, RoleMarker, UserMarker},
};

/// A rule of a guild's auto moderation.
///
/// Shown as a summary for people, such as
/// `"No cats" (keywords): blocks the message, alerts <#5>`.
///
/// Discord docs: Auto Moderation/Auto Moderation Rule Object.
#[object]
pub struct AutoModerationRule {
    /// The rule's id.
    pub id: Id<AutoModerationRuleMarker>,
    /// The guild it belongs to.
    pub guild_id: Option<Id<GuildMarker>>,
    /// The rule's name, up to 100 characters.
    pub name: Text,
    /// Who made it.
    pub creator_id: Option<Id<UserMarker>>,
    /// What it looks at.
    pub event_type: Option<AutoModerationEventType>,
    /// What it looks for.
    pub trigger_type: Option<AutoModerationTriggerType>,
    /// What it looks for, in detail; which of it counts depends on the type.
    #[wire(or_default)]
    pub trigger_metadata: AutoModerationTriggerMetadata,
    /// What it does, 1 to 5 things.
    pub actions: List<AutoModerationAction>,
    /// Whether it is on.
    pub enabled: bool,
    /// The roles it leaves alone, up to 20.
    pub exempt_roles: List<Id<RoleMarker>>,
    /// The channels it leaves alone, up to 50.
    pub exempt_channels: List<Id<ChannelMarker>>,
}

impl AutoModerationRule {
    /// Whether it blocks what was written.
    pub fn blocks_messages(&self) -> bool {
        self.does(AutoModerationActionType::BlockMessage)
    }

    /// Whether it keeps the member from talking until their profile is changed.
    pub fn quarantines(&self) -> bool {
        self.does(AutoModerationActionType::BlockMemberInteraction)
    }

    /// The channels that it alerts.
    pub fn alert_channels(&self) -> impl Iterator<Item = Id<ChannelMarker>> {
        self.actions
            .iter()
            .filter(|action| action.kind == AutoModerationActionType::SendAlertMessage)
            .filter_map(|action| action.metadata.channel_id)
    }

    /// For how long it times out; the longest where there are several.
    pub fn timeout(&self) -> Option<Duration> {
        self.actions
            .iter()
            .filter_map(AutoModerationAction::timeout)
            .max()
    }

    /// Whether it leaves a member of these roles alone in this channel.
    ///
    /// Those who may manage the guild, administrators among them, and bots are left alone by every rule;
    /// the rule does not tell of that. For a thread give its parent too.
    pub fn exempts(
        &self,
        roles: &[Id<RoleMarker>],
        channels: impl IntoIterator<Item = Id<ChannelMarker>>,
    ) -> bool {
        self.exempt_roles.iter().any(|role| roles.contains(role))
            || channels
                .into_iter()
                .any(|channel| self.exempt_channels.contains(&channel))
    }

    fn does(&self, kind: AutoModerationActionType) -> bool {
        self.actions.iter().any(|action| action.kind == kind)
    }
}

impl fmt::Display for AutoModerationRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\"", self.name)?;
        if let Some(kind) = self.trigger_type {
            write!(f, " ({})", kind.label())?;
        }
        for (index, action) in self.actions.iter().enumerate() {
            f.write_str(if index == 0 { ": " } else { ", " })?;
            action.fmt(f)?;
        }
        if !self.enabled {
            f.write_str(" [off]")?;
        }
        Ok(())
    }
}

open_enum! {
    /// What a rule looks at.
    ///
    /// Discord docs: Auto Moderation/Event Types.
    pub enum AutoModerationEventType {
        /// A message is sent or edited.
        MessageSend = 1 => "MESSAGE_SEND",
        /// A member joins or edits their profile.
        MemberUpdate = 2 => "MEMBER_UPDATE",
    }
}

open_enum! {
    /// What a rule looks for.
    ///
    /// Discord docs: Auto Moderation/Trigger Types.
    pub enum AutoModerationTriggerType {
        /// Words or patterns of the guild's own; up to 6 rules a guild.
        Keyword = 1 => "KEYWORD",
        /// What looks like spam; one rule a guild.
        Spam = 3 => "SPAM",
        /// Words of Discord's lists; one rule a guild.
        KeywordPreset = 4 => "KEYWORD_PRESET",
        /// More mentions than allowed; one rule a guild.
        MentionSpam = 5 => "MENTION_SPAM",
        /// Words or patterns in the profile of a member; one rule a guild.
        MemberProfile = 6 => "MEMBER_PROFILE",
    }
}

impl AutoModerationTriggerType {
    /// A word or two for people.
    fn label(self) -> &'static str {
        match self {
            Self::Keyword => "keywords",
            Self::Spam => "spam",
            Self::KeywordPreset => "lists of words",
            Self::MentionSpam => "mentions",
            Self::MemberProfile => "member profiles",
            Self::Unknown(_) => "of an unknown kind",
        }
    }
}

/// What a rule looks for, in detail.
///
/// Which fields count depends on the rule's type; the brackets tell it.
///
/// ```
/// use asyncord::model::{AutoModerationTriggerMetadata, KeywordPresetType};
///
/// let mut metadata = AutoModerationTriggerMetadata::default();
/// metadata.presets = vec![KeywordPresetType::Slurs].into();
/// metadata.allow_list = vec!["scunthorpe".into()].into();
/// ```
///
/// Discord docs: Auto Moderation/Trigger Metadata.
#[object]
#[derive(Default)]
pub struct AutoModerationTriggerMetadata {
    /// Words, up to 1,000 of up to 60 characters; `*` before or after stands for anything (keyword, member
    /// profile).
    pub keyword_filter: List<Text>,
    /// Patterns in Rust's form, up to 10 of up to 260 characters (keyword, member profile).
    pub regex_patterns: List<Text>,
    /// Discord's lists (keyword preset).
    pub presets: List<KeywordPresetType>,
    /// What is allowed all the same, up to 100 words of up to 60 characters, 1,000 in a rule of Discord's
    /// lists (keyword, keyword preset, member profile).
    pub allow_list: List<Text>,
    /// How many different roles and users a message may mention, up to 50 (mention spam).
    pub mention_total_limit: Option<u32>,
    /// Whether Discord looks out for raids by mentions (mention spam).
    pub mention_raid_protection_enabled: Option<bool>,
}

open_enum! {
    /// A list of words of Discord's.
    ///
    /// Discord docs: Auto Moderation/Keyword Preset Types.
    pub enum KeywordPresetType {
        /// Swearing.
        Profanity = 1 => "PROFANITY",
        /// Sexual words.
        SexualContent = 2 => "SEXUAL_CONTENT",
        /// Insults and hate.
        Slurs = 3 => "SLURS",
    }
}

/// What a rule does.
///
/// ```
/// use asyncord::model::AutoModerationAction;
///
/// let action = AutoModerationAction::time_out(60);
/// assert_eq!(serde_json::to_string(&action)?, r#"{"type":3,"metadata":{"duration_seconds":60}}"#);
/// assert_eq!(action.to_string(), "times out for 60 s");
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// Discord docs: Auto Moderation/Auto Moderation Action Object.
#[object]
pub struct AutoModerationAction {
    /// What is done.
    #[wire(name = "type")]
    pub kind: AutoModerationActionType,
    /// In detail.
    #[wire(or_default)]
    pub metadata: AutoModerationActionMetadata,
}

impl AutoModerationAction {
    /// The message is not posted.
    pub fn block_message() -> Self {
        Self::new(AutoModerationActionType::BlockMessage, |_| {})
    }

    /// The message is not posted, and its author reads why, in up to 150 characters.
    pub fn block_message_saying(why: impl Into<Text>) -> Self {
        Self::new(AutoModerationActionType::BlockMessage, |metadata| {
            metadata.custom_message = Some(why.into());
        })
    }

    /// What was written is told in a channel.
    pub fn send_alert(channel_id: impl Into<Id<ChannelMarker>>) -> Self {
        Self::new(AutoModerationActionType::SendAlertMessage, |metadata| {
            metadata.channel_id = Some(channel_id.into());
        })
    }

    /// The member cannot talk for that many seconds, up to 2,419,200 (4 weeks).
    ///
    /// Only rules of keywords and of mentions can do that; it takes `MODERATE_MEMBERS` to set up.
    pub fn time_out(seconds: u32) -> Self {
        Self::new(AutoModerationActionType::Timeout, |metadata| {
            metadata.duration_seconds = Some(seconds);
        })
    }

    /// The member cannot do anything until their profile is changed.
    pub fn quarantine() -> Self {
        Self::new(AutoModerationActionType::BlockMemberInteraction, |_| {})
    }

    fn new(
        kind: AutoModerationActionType,
        set: impl FnOnce(&mut AutoModerationActionMetadata),
    ) -> Self {
        let mut metadata = AutoModerationActionMetadata::default();
        set(&mut metadata);
        Self {
            kind,
            metadata,
            came: Keys::default(),
        }
    }

    /// For how long it times out, if it does.
    pub fn timeout(&self) -> Option<Duration> {
        if self.kind != AutoModerationActionType::Timeout {
            return None;
        }
        let seconds = self.metadata.duration_seconds?;
        Some(Duration::from_secs(seconds.into()))
    }
}

impl fmt::Display for AutoModerationAction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            AutoModerationActionType::BlockMessage => f.write_str("blocks the message"),
            AutoModerationActionType::SendAlertMessage => match self.metadata.channel_id {
                Some(channel) => write!(f, "alerts <#{channel}>"),
                None => f.write_str("alerts a channel"),
            },
            AutoModerationActionType::Timeout => match self.metadata.duration_seconds {
                Some(seconds) => write!(f, "times out for {seconds} s"),
                None => f.write_str("times out"),
            },
            AutoModerationActionType::BlockMemberInteraction => {
                f.write_str("quarantines the member")
            }
            AutoModerationActionType::Unknown(kind) => write!(f, "does {kind}"),
        }
    }
}

open_enum! {
    /// What a rule can do.
    ///
    /// Discord docs: Auto Moderation/Action Types.
    pub enum AutoModerationActionType {
        /// The message is not posted.
        BlockMessage = 1 => "BLOCK_MESSAGE",
        /// What was written is told in a channel.
        SendAlertMessage = 2 => "SEND_ALERT_MESSAGE",
        /// The member cannot talk for a while; only of rules of keywords and mentions.
        Timeout = 3 => "TIMEOUT",
        /// The member cannot talk until their profile is changed.
        BlockMemberInteraction = 4 => "BLOCK_MEMBER_INTERACTION",
    }
}

/// What a rule does, in detail; which of it counts depends on the action.
///
/// Discord docs: Auto Moderation/Action Metadata.
#[object]
#[derive(Default, Eq)]
pub struct AutoModerationActionMetadata {
    /// Where the alert goes.
    pub channel_id: Option<Id<ChannelMarker>>,
    /// For how many seconds the member is timed out, up to 2,419,200 (4 weeks).
    pub duration_seconds: Option<u32>,
    /// What the author of a blocked message reads, up to 150 characters.
    pub custom_message: Option<Text>,
}

#[cfg(test)]
mod tests;
