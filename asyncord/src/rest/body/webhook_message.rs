//! A message that a webhook sends.

use super::{AllowedMentions, NewMessage};
use crate::{
    id::{Id, marker::TagMarker},
    model::{
        List, Text,
        limits::{self, Limited},
        wire::object,
    },
    rest::{check::Faults, request::Body, transport::Payload},
};

/// A message that a webhook sends: a [`NewMessage`], and as whom.
///
/// Discord docs: Webhook/Execute Webhook.
#[object]
#[derive(Default)]
pub struct WebhookMessage {
    /// The message.
    #[wire(flatten)]
    pub message: NewMessage,
    /// The name it is sent under, 1 to 80 characters; the webhook's own where `None`.
    pub username: Option<Text>,
    /// The address of the avatar it is sent under; the webhook's own where `None`.
    pub avatar_url: Option<Text>,
    /// The name of a thread that is begun with it, in a forum, 1 to 100 characters.
    pub thread_name: Option<Text>,
    /// The tags of that thread, up to 5.
    pub applied_tags: List<Id<TagMarker>>,
}

impl<T: Into<NewMessage>> From<T> for WebhookMessage {
    fn from(message: T) -> Self {
        Self {
            message: message.into(),
            ..Self::default()
        }
    }
}

limits::validate!(WebhookMessage);

impl Limited for WebhookMessage {
    fn check(&self, faults: &mut Faults) {
        self.message.check(faults);
        faults.optional("username", self.username.as_deref(), 1..=80);
        faults.optional("avatar_url", self.avatar_url.as_deref(), 1..=2_048);
        faults.optional("thread_name", self.thread_name.as_deref(), 1..=100);
        faults.count("applied_tags", self.applied_tags.len(), 0..=5);
    }
}

impl Body for WebhookMessage {
    fn set_default_mentions(&mut self, allowed_mentions: Option<&AllowedMentions>) {
        self.message.set_default_mentions(allowed_mentions);
    }

    fn into_payload(mut self) -> serde_json::Result<Payload> {
        let files = self.message.take_files();
        Ok(files.into_payload(serde_json::to_vec(&self)?))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::WebhookMessage;
    use crate::rest::{body::NewAttachment, request::Body};

    #[test]
    fn a_message_of_a_webhook_is_a_message_and_as_whom() {
        let mut message = WebhookMessage::from("x");
        message.username = Some("ci".into());
        message.message = message.message.attachment(NewAttachment::new("a", "A"));
        assert_eq!(
            message.into_payload().unwrap().json().unwrap(),
            json!({
                "content": "x", "username": "ci",
                "attachments": [{"id": "0", "filename": "a"}],
            })
        );
        let mut wrong = WebhookMessage::from("");
        wrong.thread_name = Some("".into());
        let told = wrong.validate().unwrap_err().to_string();
        assert!(
            told.contains("the message is empty") && told.contains("thread_name: 0 characters")
        );
    }
}
