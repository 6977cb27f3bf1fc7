//! Files attached to messages.

use bytes::Bytes;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    Refusal, Store,
    ids::{AttachmentId, ChannelId},
    message::Message,
};

const IS_SPOILER: u64 = 1 << 3;
const IN_A_PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// A file that comes with a message.
#[derive(Debug)]
pub(crate) struct Upload {
    pub(crate) filename: String,
    pub(crate) title: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) content_type: String,
    pub(crate) spoiler: bool,
    /// How long a voice message is, and its shape in base64.
    pub(crate) duration_secs: Option<f64>,
    pub(crate) waveform: Option<String>,
    pub(crate) bytes: Bytes,
}

/// A file attached to a message.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Attachment {
    pub(crate) id: AttachmentId,
    pub(crate) filename: String,
    title: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) content_type: String,
    size: usize,
    spoiler: bool,
    duration_secs: Option<f64>,
    waveform: Option<String>,
    /// Shown by an embed, and so not among the attachments.
    pub(crate) in_embed: bool,
}

/// An attachment that an edit lists, so that it stays, with what becomes different of it.
#[derive(Clone, Debug)]
pub(crate) struct KeptAttachment {
    pub(crate) id: AttachmentId,
    pub(crate) description: Option<String>,
    pub(crate) spoiler: Option<bool>,
}

/// The bytes of an attachment.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct StoredFile {
    pub(crate) channel_id: ChannelId,
    pub(crate) filename: String,
    pub(crate) content_type: String,
    #[serde(with = "as_base64")]
    pub(crate) bytes: Bytes,
}

/// Bytes in a snapshot.
pub(super) mod as_base64 {
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    use bytes::Bytes;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(crate) fn serialize<S: Serializer>(bytes: &Bytes, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&STANDARD.encode(bytes))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Bytes, D::Error> {
        let text = String::deserialize(from)?;
        let bytes = STANDARD.decode(text).map_err(D::Error::custom)?;
        Ok(bytes.into())
    }
}

impl Store {
    /// The bytes behind an attachment's address.
    pub(crate) fn file(&self, id: AttachmentId) -> Option<&StoredFile> {
        self.files.get(&id)
    }

    pub(super) fn store_files(
        &mut self,
        channel_id: ChannelId,
        files: Vec<Upload>,
    ) -> Vec<Attachment> {
        files
            .into_iter()
            .map(|file| {
                let id = self.clock.next_id();
                let filename = clean(&file.filename);
                let attachment = Attachment {
                    id,
                    filename: filename.clone(),
                    title: file.title,
                    description: file.description,
                    content_type: file.content_type.clone(),
                    size: file.bytes.len(),
                    spoiler: file.spoiler || filename.starts_with("SPOILER_"),
                    duration_secs: file.duration_secs,
                    waveform: file.waveform,
                    in_embed: false,
                };
                self.files.insert(
                    id,
                    StoredFile {
                        channel_id,
                        filename,
                        content_type: file.content_type,
                        bytes: file.bytes,
                    },
                );
                attachment
            })
            .collect()
    }

    pub(super) fn forget_files(&mut self, message: &Message) {
        for attachment in &message.attachments {
            self.files.remove(&attachment.id);
        }
    }

    fn address_of(&self, channel: ChannelId, attachment: &Attachment) -> String {
        self.file_address(channel, attachment.id, &attachment.filename)
    }

    /// Where a file is served.
    pub(super) fn file_address(
        &self,
        channel: ChannelId,
        id: AttachmentId,
        filename: &str,
    ) -> String {
        let filename = utf8_percent_encode(filename, IN_A_PATH);
        format!("{}/attachments/{channel}/{id}/{filename}", self.base_url)
    }

    /// Points the images of embeds that are named by `attachment://` to the files themselves.
    pub(super) fn point_embeds(&self, message: &mut Message) {
        let Message {
            embeds,
            attachments,
            channel_id,
            ..
        } = message;
        for embed in embeds {
            for (part, key) in [
                ("image", "url"),
                ("thumbnail", "url"),
                ("footer", "icon_url"),
                ("author", "icon_url"),
            ] {
                let Some(Value::String(url)) =
                    embed.get_mut(part).and_then(|part| part.get_mut(key))
                else {
                    continue;
                };
                let Some(name) = url.strip_prefix("attachment://") else {
                    continue;
                };
                let named = attachments
                    .iter_mut()
                    .find(|attachment| attachment.filename == name);
                if let Some(attachment) = named {
                    attachment.in_embed = true;
                    *url = self.address_of(*channel_id, attachment);
                }
            }
        }
    }

    pub(super) fn attachments_json(&self, message: &Message) -> Vec<Value> {
        message
            .attachments
            .iter()
            .filter(|attachment| !attachment.in_embed)
            .map(|attachment| self.attachment_json(message.channel_id, attachment))
            .collect()
    }

    pub(super) fn attachment_json(&self, channel: ChannelId, attachment: &Attachment) -> Value {
        let url = self.address_of(channel, attachment);
        let mut json = json!({
            "id": attachment.id,
            "filename": attachment.filename,
            "size": attachment.size,
            "url": url,
            "proxy_url": url,
            "content_type": attachment.content_type,
            "flags": if attachment.spoiler { IS_SPOILER } else { 0 },
        });
        if let Some(title) = &attachment.title {
            json["title"] = title.as_str().into();
        }
        if let Some(description) = &attachment.description {
            json["description"] = description.as_str().into();
        }
        if let Some(duration) = attachment.duration_secs {
            json["duration_secs"] = duration.into();
        }
        if let Some(waveform) = &attachment.waveform {
            json["waveform"] = waveform.as_str().into();
        }
        json
    }
}

/// Parts the attachments of a message into those to keep and the ids of the others.
pub(super) fn keep(
    attachments: Vec<Attachment>,
    wanted: &[KeptAttachment],
) -> Result<(Vec<Attachment>, Vec<AttachmentId>), Refusal> {
    let known = |id: &AttachmentId| attachments.iter().any(|attachment| attachment.id == *id);
    if !wanted.iter().all(|wanted| known(&wanted.id)) {
        return Err(Refusal::field(
            "attachments",
            "ATTACHMENT_NOT_FOUND",
            "An attachment with this id is not part of the message",
        ));
    }
    let (mut kept, mut gone) = (Vec::new(), Vec::new());
    for mut attachment in attachments {
        match wanted.iter().find(|wanted| wanted.id == attachment.id) {
            Some(wanted) => {
                if wanted.description.is_some() {
                    attachment.description.clone_from(&wanted.description);
                }
                attachment.spoiler = wanted.spoiler.unwrap_or(attachment.spoiler);
                kept.push(attachment);
            }
            None if attachment.in_embed => kept.push(attachment),
            None => gone.push(attachment.id),
        }
    }
    Ok((kept, gone))
}

/// A file's name without directories and what has no place in an address or a header.
pub(super) fn clean(filename: &str) -> String {
    let name = filename.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = name
        .chars()
        .filter(|c| !c.is_control())
        .map(|c| {
            if c.is_whitespace() || "\"<>|:*?".contains(c) {
                '_'
            } else {
                c
            }
        })
        .take(255)
        .collect();
    if name.trim_matches('.').is_empty() {
        "unknown".to_owned()
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn a_file_name_is_one_harmless_segment() {
        for (given, kept) in [
            ("cat.png", "cat.png"),
            ("../../etc/passwd", "passwd"),
            ("C:\\dir\\a b.txt", "a_b.txt"),
            ("..", "unknown"),
            ("", "unknown"),
            ("x\r\n\"y\".html", "x_y_.html"),
            ("Kätzchen.png", "Kätzchen.png"),
        ] {
            assert_eq!(clean(given), kept, "{given:?}");
        }
    }
}
