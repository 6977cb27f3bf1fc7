//! Files of a message.

use std::time::Duration;

use crate::{
    id::{Id, marker::AttachmentMarker},
    model::{Application, List, Number, Text, Timestamp, User, wire::object},
};

/// A file of a message.
///
/// Discord docs: Message/Attachment Object.
#[object]
pub struct Attachment {
    /// The file's id.
    pub id: Id<AttachmentMarker>,
    /// The file's name.
    pub filename: Text,
    /// The title, where the name was changed for the URL.
    #[wire(rare)]
    pub title: Option<Text>,
    /// The description for those who cannot see it, up to 1,024 characters.
    pub description: Option<Text>,
    /// The media type.
    pub content_type: Option<Text>,
    /// The size in bytes.
    pub size: u64,
    /// The address, good for a limited time; see [`AttachmentSignature`](crate::model::cdn::AttachmentSignature).
    pub url: Text,
    /// The address at Discord's media proxy.
    pub proxy_url: Text,
    /// The height in pixels, of pictures and videos.
    pub height: Option<u32>,
    /// The width in pixels, of pictures and videos.
    pub width: Option<u32>,
    /// A tiny picture to show while it loads, of pictures and videos: a ThumbHash in base64.
    pub placeholder: Option<Text>,
    /// The version of the placeholder's form.
    pub placeholder_version: Option<u32>,
    /// Whether it is deleted after a time; good as long as the message is there.
    pub ephemeral: bool,
    /// The length of a voice message in seconds.
    #[wire(rare)]
    pub duration_secs: Option<Number>,
    /// The loudness of a voice message, base64 of up to 256 bytes.
    #[wire(rare)]
    pub waveform: Option<Text>,
    /// Further marks.
    pub flags: AttachmentFlags,
    /// Who was in the stream that a clip shows.
    #[wire(rare)]
    pub clip_participants: List<User>,
    /// When a clip was made.
    #[wire(rare_copy)]
    pub clip_created_at: Option<Timestamp>,
    /// The application in the stream that a clip shows, where Discord knows it.
    #[wire(rare)]
    pub application: Option<Box<Application>>,
}

impl Attachment {
    /// Whether it is hidden until clicked: by its flag, or by a name that begins with `SPOILER_`.
    pub fn is_spoiler(&self) -> bool {
        self.flags.contains(AttachmentFlags::IS_SPOILER) || self.filename.starts_with("SPOILER_")
    }

    /// Whether it is a picture, by its media type.
    pub fn is_image(&self) -> bool {
        self.is_of("image/")
    }

    /// Whether it is a video, by its media type.
    pub fn is_video(&self) -> bool {
        self.is_of("video/")
    }

    /// Whether it is a sound, by its media type. Voice messages are too.
    pub fn is_audio(&self) -> bool {
        self.is_of("audio/")
    }

    /// Whether it is the sound of a voice message.
    pub fn is_voice(&self) -> bool {
        self.waveform().is_some() && self.duration_secs().is_some()
    }

    /// The length of a voice message.
    pub fn duration(&self) -> Option<Duration> {
        Duration::try_from_secs_f64(self.duration_secs()?.get()).ok()
    }

    /// When it was uploaded.
    pub fn created_at(&self) -> Timestamp {
        self.id.created_at()
    }

    fn is_of(&self, class: &str) -> bool {
        self.content_type
            .as_deref()
            .and_then(|kind| kind.get(..class.len()))
            .is_some_and(|start| start.eq_ignore_ascii_case(class))
    }
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
        /// A picture that moves.
        const IS_ANIMATED = 1 << 5;
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Attachment, AttachmentFlags};
    use crate::model::{decode, testing::round};

    const VOICE: &str = r#"{"id":"1","filename":"voice-message.ogg","size":21824,"url":"https://cdn/v.ogg?ex=1",
        "proxy_url":"https://media/v.ogg","duration_secs":3.0399999618530273,"waveform":"AAAA/w==",
        "content_type":"audio/ogg"}"#;

    fn named(rest: &str) -> Attachment {
        decode(&format!(r#"{{"id":"1",{rest}}}"#)).unwrap()
    }

    #[test]
    fn files_of_each_kind_come_back_as_they_came() {
        round::<Attachment>(VOICE);
        round::<Attachment>(
            r#"{"id":"1","filename":"cat.png","size":1,"url":"u","proxy_url":"p","height":10,"width":20,
                "content_type":"image/png","placeholder":"1QcSHQRnh493V4dIh4eXh1h4kJUI","placeholder_version":1,
                "title":"a cat","description":"a cat, asleep","flags":40,"ephemeral":true}"#,
        );
        round::<Attachment>(
            r#"{"id":"1","filename":"clip.mp4","size":1,"url":"u","proxy_url":"p","flags":1,"title":null,
                "clip_created_at":"2026-01-01T00:00:00+00:00","clip_participants":[{"id":"4","username":"ada"}],
                "application":{"id":"9","name":"Game","description":""},"height":null,"width":null,
                "duration_secs":2,"ephemeral":false}"#,
        );
        round::<Attachment>(r#"{"id":"1"}"#);
    }

    #[test]
    fn a_voice_message_tells_its_length() {
        let voice: Attachment = decode(VOICE).unwrap();
        assert!(voice.is_voice() && voice.is_audio() && !voice.is_image());
        let length = voice.duration().unwrap();
        assert!(length > Duration::from_millis(3_039) && length < Duration::from_millis(3_041));
        assert!(!named(r#""content_type":"audio/ogg""#).is_voice());
        assert_eq!(named(r#""duration_secs":-1"#).duration(), None);
    }

    #[test]
    fn a_spoiler_is_known_by_flag_or_name() {
        assert!(named(r#""filename":"SPOILER_cat.png""#).is_spoiler());
        assert!(named(r#""flags":8"#).is_spoiler());
        assert!(!named(r#""filename":"cat_SPOILER_.png","flags":32"#).is_spoiler());
        assert_eq!(named(r#""flags":32"#).flags, AttachmentFlags::IS_ANIMATED);
    }

    #[test]
    fn the_media_type_tells_the_kind() {
        assert!(named(r#""content_type":"image/png""#).is_image());
        assert!(named(r#""content_type":"Image/PNG""#).is_image());
        assert!(named(r#""content_type":"video/mp4""#).is_video());
        for strange in [
            r#""content_type":"imagé""#,
            r#""content_type":"im""#,
            r#""content_type":null"#,
        ] {
            assert!(!named(strange).is_image(), "{strange}");
        }
    }

    #[test]
    fn it_is_small() {
        assert!(
            size_of::<Attachment>() <= 208,
            "{}",
            size_of::<Attachment>()
        );
    }
}
