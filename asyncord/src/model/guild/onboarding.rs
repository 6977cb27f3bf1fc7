//! What new members are asked.

use crate::{
    id::{
        Id,
        marker::{
            ChannelMarker, EmojiMarker, GuildMarker, OnboardingOptionMarker,
            OnboardingPromptMarker, RoleMarker,
        },
    },
    model::{
        Emoji, List, Text,
        wire::{Keys, object},
    },
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
    #[wire(name = "type", always)]
    pub kind: OnboardingPromptType,
    /// The answers to choose from.
    pub options: List<OnboardingPromptOption>,
    /// The question.
    pub title: Text,
    /// Whether one answer at most can be chosen.
    #[wire(always)]
    pub single_select: bool,
    /// Whether an answer must be chosen.
    #[wire(always)]
    pub required: bool,
    /// Whether it is asked who joins; if not, in "Channels & Roles" only.
    #[wire(always)]
    pub in_onboarding: bool,
}

impl OnboardingPrompt {
    /// A question to those who join, with buttons for any number of answers.
    pub fn new(
        title: impl Into<Text>,
        options: impl IntoIterator<Item = OnboardingPromptOption>,
    ) -> Self {
        Self {
            // Discord gives it its own.
            id: Id::new(0),
            kind: OnboardingPromptType::default(),
            options: options.into_iter().collect(),
            title: title.into(),
            single_select: false,
            required: false,
            in_onboarding: true,
            came: Keys::default(),
        }
    }
}

/// An answer to choose.
///
/// Discord docs: Guild/Prompt Option Structure.
#[object]
pub struct OnboardingPromptOption {
    /// The answer's id.
    pub id: Id<OnboardingOptionMarker>,
    /// The channels that who chooses it sees.
    #[wire(always)]
    pub channel_ids: List<Id<ChannelMarker>>,
    /// The roles that who chooses it gets.
    #[wire(always)]
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

impl OnboardingPromptOption {
    /// An answer, which should give some roles or channels.
    pub fn new(title: impl Into<Text>) -> Self {
        Self {
            // Discord gives it its own.
            id: Id::new(0),
            channel_ids: List::default(),
            role_ids: List::default(),
            emoji: None,
            emoji_id: None,
            emoji_name: None,
            emoji_animated: None,
            title: title.into(),
            description: None,
            came: Keys::default(),
        }
    }

    /// Gives a role to those who choose it.
    pub fn role(mut self, role_id: impl Into<Id<RoleMarker>>) -> Self {
        self.role_ids.extend([role_id.into()]);
        self
    }

    /// Shows a channel to those who choose it.
    pub fn channel(mut self, channel_id: impl Into<Id<ChannelMarker>>) -> Self {
        self.channel_ids.extend([channel_id.into()]);
        self
    }

    /// Says more about it.
    pub fn description(mut self, description: impl Into<Text>) -> Self {
        self.description = Some(description.into());
        self
    }
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
