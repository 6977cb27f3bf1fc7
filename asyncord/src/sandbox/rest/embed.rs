//! Reads the embeds of a message: checks their limits and brings them into the form they are sent in.

use serde_json::{Map, Value, json};
use url::Url;

use crate::sandbox::state::{
    Field,
    ids::{iso, parse_iso},
};

use super::form::Form;

const MAX_EMBEDS: usize = 10;
/// Of the texts of all embeds of a message together.
const MAX_TEXT: usize = 6000;

/// The embeds of a body. Discord docs: Message/Embed Limits.
pub(super) fn embeds(form: &mut Form) -> Field<Vec<Value>> {
    let list = match form.objects("embeds", 0..=MAX_EMBEDS) {
        Field::Absent => {
            // The single embed of old times.
            return match form.object("embed") {
                Field::Value(embed) => read_all(form, vec![embed]),
                Field::Null => Field::Null,
                Field::Absent => Field::Absent,
            };
        }
        Field::Null => return Field::Null,
        Field::Value(list) => list,
    };
    read_all(form, list)
}

fn read_all(form: &mut Form, list: Vec<Map<String, Value>>) -> Field<Vec<Value>> {
    let mut total = 0;
    let embeds = list
        .into_iter()
        .enumerate()
        .map(|(index, fields)| {
            form.within(&format!("embeds.{index}"), fields, |form| {
                let mut embed = Embed {
                    form,
                    out: json!({ "type": "rich" }),
                    text: 0,
                };
                embed.read();
                total += embed.text;
                embed.out
            })
        })
        .collect();
    if total > MAX_TEXT {
        form.error(
            "embeds",
            "MAX_EMBED_SIZE_EXCEEDED",
            format!("Embed size exceeds maximum size of {MAX_TEXT}"),
        );
    }
    Field::Value(embeds)
}

/// One embed while it is read.
struct Embed<'f> {
    form: &'f mut Form,
    out: Value,
    text: usize,
}

impl Embed<'_> {
    fn read(&mut self) {
        self.text_into("title", 256);
        self.text_into("description", 4096);
        self.url_into("url", false);
        if let Some(color) = self.form.integer("color", 0..=0xFF_FF_FF).value() {
            self.out["color"] = color.into();
        }
        self.timestamp();
        for image in ["image", "thumbnail"] {
            self.part(image, |part| {
                part.url_into("url", true);
                part.required("url");
            });
        }
        self.part("footer", |part| {
            part.text_into("text", 2048);
            part.url_into("icon_url", true);
            part.required("text");
        });
        self.part("author", |part| {
            part.text_into("name", 256);
            part.url_into("url", false);
            part.url_into("icon_url", true);
            part.required("name");
        });
        self.fields();
        let is_empty = self
            .out
            .as_object()
            .is_none_or(|out| out.keys().all(|key| key == "type" || key == "color"));
        if is_empty {
            self.form.error(
                "description",
                "BASE_TYPE_REQUIRED",
                "This field is required",
            );
        }
    }

    fn fields(&mut self) {
        let Some(list) = self.form.objects("fields", 0..=25).value() else {
            return;
        };
        let mut fields = Vec::with_capacity(list.len());
        for (index, field) in list.into_iter().enumerate() {
            let path = format!("fields.{index}");
            fields.push(self.nested(&path, field, |field| {
                field.text_into("name", 256);
                field.text_into("value", 1024);
                field.required("name");
                field.required("value");
                let inline = field.form.flag("inline").value().unwrap_or(false);
                field.out["inline"] = inline.into();
            }));
        }
        if !fields.is_empty() {
            self.out["fields"] = fields.into();
        }
    }

    fn timestamp(&mut self) {
        let Some(text) = self.form.text("timestamp", 0..=64).value() else {
            return;
        };
        match parse_iso(&text) {
            Some(at) => self.out["timestamp"] = iso(at).into(),
            None => self.form.error(
                "timestamp",
                "DATE_TIME_TYPE_PARSE",
                format!("Could not parse {text}. Should be ISO8601."),
            ),
        }
    }

    fn part(&mut self, key: &str, read: impl FnOnce(&mut Embed<'_>)) {
        if let Some(fields) = self.form.object(key).value() {
            self.out[key] = self.nested(key, fields, read);
        }
    }

    fn nested(
        &mut self,
        path: &str,
        fields: Map<String, Value>,
        read: impl FnOnce(&mut Embed<'_>),
    ) -> Value {
        let (out, text) = self.form.within(path, fields, |form| {
            let mut part = Embed {
                form,
                out: json!({}),
                text: 0,
            };
            read(&mut part);
            (part.out, part.text)
        });
        self.text += text;
        out
    }

    /// Copies a text, without white space around it, if there is any left.
    fn text_into(&mut self, key: &str, max: usize) {
        let Some(text) = self.form.text(key, 0..=usize::MAX).value() else {
            return;
        };
        let text = text.trim();
        let length = text.chars().count();
        if length > max {
            self.form.error(
                key,
                "BASE_TYPE_MAX_LENGTH",
                format!("Must be {max} or fewer in length."),
            );
        }
        if length > 0 {
            self.text += length;
            self.out[key] = text.into();
        }
    }

    fn url_into(&mut self, key: &str, may_be_attached: bool) {
        let Some(text) = self.form.text(key, 0..=2048).value() else {
            return;
        };
        if text.is_empty() {
            return;
        }
        match Url::parse(&text) {
            Err(_) => {
                self.form
                    .error(key, "URL_TYPE_INVALID_URL", "Not a well formed URL.");
            }
            Ok(url)
                if matches!(url.scheme(), "http" | "https")
                    || may_be_attached && url.scheme() == "attachment" =>
            {
                self.out[key] = text.into();
            }
            Ok(url) => self.form.error(
                key,
                "URL_TYPE_INVALID_SCHEME",
                format!(
                    "Scheme \"{}\" must be one of ('http', 'https').",
                    url.scheme()
                ),
            ),
        }
    }

    /// Complains of a part that came without what makes it one; a wrong value has been complained of.
    fn required(&mut self, key: &str) {
        let is_blank = match self.form.raw(key) {
            Field::Absent | Field::Null => true,
            Field::Value(value) => value.as_str().is_some_and(|text| text.trim().is_empty()),
        };
        if is_blank {
            self.form
                .error(key, "BASE_TYPE_REQUIRED", "This field is required");
        }
    }
}
