//! What a guild shows to newcomers and outsiders: the welcome screen, onboarding, and the widget.

mod onboarding;
#[cfg(test)]
mod tests;
mod welcome;
mod widget;

use serde::{Deserialize, Serialize};

pub(crate) use self::{
    onboarding::{Onboarding, OnboardingEdit, Prompt, PromptOption},
    welcome::{WelcomeChannel, WelcomeEdit, WelcomeScreen},
};

use super::ids::ChannelId;

/// What newcomers of a guild see.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Community {
    pub(crate) welcome_screen: Option<WelcomeScreen>,
    pub(crate) onboarding: Onboarding,
}

impl Community {
    /// Takes out a channel that is gone.
    pub(super) fn forget_channel(&mut self, id: ChannelId) {
        if let Some(screen) = &mut self.welcome_screen {
            screen.channels.retain(|channel| channel.channel_id != id);
        }
        self.onboarding.forget_channel(id);
    }
}
