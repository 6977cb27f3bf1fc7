//! What new members are asked.

use crate::{
    id::{
        Id,
        marker::{
            ChannelMarker, EmojiMarker, GuildMarker, OnboardingOptionMarker,
            OnboardingPromptMarker, RoleMarker,
        },
    },
    model::{Emoji, List, Text, wire::object},
};

/// What new members of a guild are asked, and which channels they see.
///
/// Discord docs: Guild/Guild Onboarding Object.
#[object]
pub struct GuildOnboarding {
    /// The guild.
    pub guild_id: Option<Id<GuildMarker>>,
    /// The questions, those that are asked later in "Channels & Roles" included.
    pub prompts: List<OnboardingPrompt>,
    /// The channels that every new member sees.
    pub default_channel_ids: List<Id<ChannelMarker>>,
    /// Whether it is switched on.
    pub enabled: bool,
    /// What counts towards the channels that it must have.
    #[wire(or_default)]
    pub mode: OnboardingMode,
}

/// A question to new members.
///
/// Discord docs: Guild/Onboarding Prompt Structure.
#[object]
pub struct OnboardingPrompt {
    /// The question's id.
    pub id: Id<OnboardingPromptMarker>,
    /// How it is asked.
    #[wire(name = "type", or_default)]
    pub kind: OnboardingPromptType,
    /// The answers to choose from.
    pub options: List<OnboardingPromptOption>,
    /// The question.
    pub title: Text,
    /// Whether one answer at most can be chosen.
    pub single_select: bool,
    /// Whether an answer must be chosen.
    pub required: bool,
    /// Whether it is asked who joins; if not, in "Channels & Roles" only.
    pub in_onboarding: bool,
}

/// An answer to choose.
///
/// Discord docs: Guild/Prompt Option Structure.
#[object]
pub struct OnboardingPromptOption {
    /// The answer's id.
    pub id: Id<OnboardingOptionMarker>,
    /// The channels that who chooses it sees.
    pub channel_ids: List<Id<ChannelMarker>>,
    /// The roles that who chooses it gets.
    pub role_ids: List<Id<RoleMarker>>,
    /// The emoji before it.
    pub emoji: Option<Box<Emoji>>,
    /// The custom emoji's id, where Discord writes the emoji in parts.
    pub emoji_id: Option<Id<EmojiMarker>>,
    /// The emoji's name, where Discord writes the emoji in parts.
    pub emoji_name: Option<Text>,
    /// Whether the emoji moves, where Discord writes the emoji in parts.
    pub emoji_animated: Option<bool>,
    /// The answer.
    pub title: Text,
    /// More about it.
    pub description: Option<Text>,
}

open_enum! {
    /// What counts towards the channels that a guild with onboarding must have.
    ///
    /// Discord docs: Guild/Onboarding Mode.
    #[derive(Default)]
    pub enum OnboardingMode {
        /// The default channels.
        #[default]
        OnboardingDefault = 0 => "ONBOARDING_DEFAULT",
        /// The default channels and those of the questions.
        OnboardingAdvanced = 1 => "ONBOARDING_ADVANCED",
    }
}

open_enum! {
    /// How new members are asked.
    ///
    /// Discord docs: Guild/Prompt Types.
    #[derive(Default)]
    pub enum OnboardingPromptType {
        /// By buttons.
        #[default]
        MultipleChoice = 0 => "MULTIPLE_CHOICE",
        /// By a menu.
        Dropdown = 1 => "DROPDOWN",
    }
}
