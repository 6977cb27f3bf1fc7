//! Questions to new members, as they are sent.

use serde::Serialize;
use serde_json::Value;

use crate::model::OnboardingPrompt;

/// A question to new members in the form in which it is sent: any [`OnboardingPrompt`], also one that was read.
///
/// Discord docs: Guild/Modify Guild Onboarding: emojis are sent in parts, and come as objects.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(transparent)]
pub struct OnboardingPromptRequest(Value);

impl From<OnboardingPrompt> for OnboardingPromptRequest {
    fn from(prompt: OnboardingPrompt) -> Self {
        let mut prompt = serde_json::to_value(prompt).unwrap_or_default();
        let options = prompt.get_mut("options").and_then(Value::as_array_mut);
        for option in options.into_iter().flatten() {
            let Some(option) = option.as_object_mut() else {
                continue;
            };
            let Some(Value::Object(mut emoji)) = option.remove("emoji") else {
                continue;
            };
            for (part, name) in [
                ("id", "emoji_id"),
                ("name", "emoji_name"),
                ("animated", "emoji_animated"),
            ] {
                if let Some(value) = emoji.remove(part) {
                    option.entry(name).or_insert(value);
                }
            }
        }
        Self(prompt)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::OnboardingPromptRequest;
    use crate::model::{OnboardingPrompt, OnboardingPromptOption};

    #[test]
    fn an_emoji_is_sent_in_parts() {
        let read: OnboardingPrompt = serde_json::from_value(json!({
            "id": "1", "type": 0, "title": "Which?", "single_select": false, "required": true,
            "in_onboarding": true, "options": [
                {"id": "2", "title": "Rust", "emoji": {"id": null, "name": "🦀", "animated": false}, "role_ids": ["3"]},
            ],
        }))
        .unwrap();
        let sent = serde_json::to_value(OnboardingPromptRequest::from(read)).unwrap();
        assert_eq!(
            sent["options"][0],
            json!({
                "id": "2", "title": "Rust", "role_ids": ["3"],
                "emoji_id": null, "emoji_name": "🦀", "emoji_animated": false,
            })
        );
    }

    #[test]
    fn one_that_was_made_has_what_discord_asks_for() {
        let made = OnboardingPrompt::new("Which?", [OnboardingPromptOption::new("Rust").role(3)]);
        let sent = serde_json::to_value(OnboardingPromptRequest::from(made)).unwrap();
        assert_eq!(
            sent,
            json!({
                "id": "0", "type": 0, "title": "Which?", "single_select": false, "required": false,
                "in_onboarding": true,
                "options": [{"id": "0", "title": "Rust", "role_ids": ["3"], "channel_ids": []}],
            })
        );
    }
}
