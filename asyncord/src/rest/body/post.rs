//! Posts of a forum.

use super::{AllowedMentions, NewMessage};
use crate::{
    id::{Id, marker::TagMarker},
    model::{
        AutoArchiveDuration, List, Text,
        limits::{self, Limited},
        wire::object,
    },
    rest::{check::Faults, request::Body, transport::Payload},
};

/// A post of a forum or media channel: a thread with the message that it begins with.
///
/// ```
/// use asyncord::rest::body::NewPost;
///
/// let post = NewPost::new("Crash at start", "It says that the token is wrong.").applied_tags([5]);
/// assert!(post.validate().is_ok());
/// ```
///
/// Discord docs: Channel/Start Thread in Forum or Media Channel.
#[object]
#[derive(Default)]
pub struct NewPost {
    /// The title, 1 to 100 characters.
    pub name: Text,
    /// The message that it begins with.
    #[wire(or_default)]
    pub message: NewMessage,
    /// The tags, up to 5; a forum may ask for one.
    pub applied_tags: List<Id<TagMarker>>,
    /// The minutes of silence after which it is hidden; as the forum says where `None`.
    pub auto_archive_duration: Option<AutoArchiveDuration>,
    /// How many seconds a user waits between messages, up to 21,600; as the forum says where `None`.
    pub rate_limit_per_user: Option<u32>,
}

impl NewPost {
    /// A post with a title, 1 to 100 characters, and a message.
    pub fn new(name: impl Into<Text>, message: impl Into<NewMessage>) -> Self {
        Self {
            name: name.into(),
            message: message.into(),
            ..Self::default()
        }
    }

    /// Sets the tags, up to 5.
    pub fn applied_tags(
        mut self,
        tags: impl IntoIterator<Item = impl Into<Id<TagMarker>>>,
    ) -> Self {
        self.applied_tags = tags.into_iter().map(Into::into).collect();
        self
    }

    /// Sets the minutes of silence after which it is hidden.
    pub fn auto_archive_duration(mut self, duration: AutoArchiveDuration) -> Self {
        self.auto_archive_duration = Some(duration);
        self
    }

    /// Sets how many seconds a user waits between messages, up to 21,600.
    pub fn rate_limit_per_user(mut self, seconds: u32) -> Self {
        self.rate_limit_per_user = Some(seconds);
        self
    }
}

limits::validate!(NewPost);

impl Limited for NewPost {
    fn check(&self, faults: &mut Faults) {
        faults.characters("name", &self.name, 1..=100);
        faults.within("message", |faults| self.message.check(faults));
        faults.count("applied_tags", self.applied_tags.len(), 0..=5);
        faults.range("rate_limit_per_user", self.rate_limit_per_user, 0..=21_600);
    }
}

impl Body for NewPost {
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

    use super::NewPost;
    use crate::rest::{
        body::{NewAttachment, NewMessage},
        request::Body,
        transport::Payload,
    };

    #[test]
    fn a_post_is_a_thread_with_its_message_and_files() {
        let message = NewMessage::new("x").attachment(NewAttachment::new("a", "A"));
        let payload = NewPost::new("t", message)
            .applied_tags([5])
            .into_payload()
            .unwrap();
        assert!(matches!(&payload, Payload::Multipart { files, .. } if files.len() == 1));
        assert_eq!(
            payload.json().unwrap(),
            json!({
                "name": "t",
                "message": {"content": "x", "attachments": [{"id": "0", "filename": "a"}]},
                "applied_tags": ["5"],
            })
        );
    }

    #[test]
    fn what_is_wrong_in_its_message_is_told_with_the_path() {
        let post = NewPost::new("", "x".repeat(2_001)).rate_limit_per_user(21_601);
        assert_eq!(
            post.validate().unwrap_err().to_string(),
            "name: 0 characters, at least 1\n\
             message.content: 2001 characters, at most 2000\n\
             rate_limit_per_user: 21601, at most 21600"
        );
    }
}
