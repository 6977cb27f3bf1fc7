//! Stickers to be made.

use super::NewAttachment;
use crate::{
    model::limits::{self, Faults, Limited},
    rest::{request::Body, transport::Payload},
};

/// A sticker to be made: PNG, APNG, GIF or Lottie, up to 512 KiB and 320 × 320 pixels.
///
/// Discord docs: Sticker/Create Guild Sticker.
#[derive(Clone, Debug, PartialEq)]
pub struct NewSticker {
    name: String,
    tags: String,
    description: Option<String>,
    file: NewAttachment,
}

impl NewSticker {
    /// A sticker of this name, 2 to 30 characters, with what it is found and suggested by, up to 200 characters: the
    /// name of an emoji, as a rule.
    pub fn new(name: impl Into<String>, tags: impl Into<String>, file: NewAttachment) -> Self {
        Self {
            name: name.into(),
            tags: tags.into(),
            description: None,
            file,
        }
    }

    /// Describes it, 2 to 100 characters.
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }
}

limits::validate!(NewSticker);

impl Limited for NewSticker {
    fn check(&self, faults: &mut Faults) {
        faults.characters("name", &self.name, 2..=30);
        faults.characters("tags", &self.tags, 1..=200);
        faults.optional("description", self.description.as_deref(), 2..=100);
        faults.within("file", |faults| self.file.check(faults));
    }
}

impl Body for NewSticker {
    fn into_payload(self) -> serde_json::Result<Payload> {
        Ok(Payload::Multipart {
            json: None,
            fields: vec![
                ("name", self.name),
                ("description", self.description.unwrap_or_default()),
                ("tags", self.tags),
            ],
            files: vec![self.file.into_file("file")],
        })
    }
}

/// Uploaded as it stands, as the part `file`.
impl Limited for NewAttachment {
    fn check(&self, faults: &mut Faults) {
        self.check(faults);
    }
}

impl Body for NewAttachment {
    fn into_payload(self) -> serde_json::Result<Payload> {
        Ok(Payload::Multipart {
            json: None,
            fields: Vec::new(),
            files: vec![self.into_file("file")],
        })
    }
}
