//! Reads the parts of a message that are seldom there: its poll, and a client theme that it shares.

use serde_json::{Value, json};

use crate::sandbox::state::{ids::EmojiId, poll::DraftPoll};

use super::form::Form;

const MAX_QUESTION: usize = 300;
const MAX_ANSWER: usize = 55;
/// 32 days.
const MAX_HOURS: i64 = 768;

/// The poll of a body. Discord docs: Poll/Poll Create Request Object.
pub(super) fn poll(form: &mut Form) -> Option<DraftPoll> {
    let fields = form.object("poll").value()?;
    form.within("poll", fields, |form| {
        let question = form.object("question");
        let question = form.required("question", question).unwrap_or_default();
        let question = form.within("question", question, |form| {
            let text = form.text("text", 1..=MAX_QUESTION);
            form.required("text", text)
        });
        let list = form.objects("answers", 1..=10);
        let list = form.required("answers", list);
        let answers = form.each("answers", list.unwrap_or_default(), |form| {
            let media = form.object("poll_media");
            let media = form.required("poll_media", media).unwrap_or_default();
            form.within("poll_media", media, answer)
        });
        let hours = form.integer("duration", 1..=MAX_HOURS).value();
        form.integer("layout_type", 1..=1);
        Some(DraftPoll {
            question: question?,
            answers,
            hours: hours
                .and_then(|hours| u64::try_from(hours).ok())
                .unwrap_or(24),
            multiselect: form.flag("allow_multiselect").value().unwrap_or(false),
        })
    })
}

/// An answer's text, and the emoji before it.
fn answer(form: &mut Form) -> Option<Value> {
    let text = form.text("text", 1..=MAX_ANSWER);
    let text = form.required("text", text);
    let emoji = form.object("emoji").value().map(|fields| {
        form.within("emoji", fields, |form| {
            let id: Option<EmojiId> = form.id("id").value();
            let name = form.text("name", 0..=64).value();
            if id.is_none() && name.is_none() {
                form.error("name", "BASE_TYPE_REQUIRED", "This field is required");
            }
            json!({ "id": id, "name": name })
        })
    });
    let mut media = json!({ "text": text? });
    if let Some(emoji) = emoji {
        media["emoji"] = emoji;
    }
    Some(media)
}

/// The theme of a body. Discord docs: Message/Shared Client Theme Object.
pub(super) fn shared_client_theme(form: &mut Form) -> Option<Value> {
    let fields = form.object("shared_client_theme").value()?;
    form.within("shared_client_theme", fields, |form| {
        let colors = form.list("colors", 1..=5);
        let colors = form.required("colors", colors);
        for (index, color) in colors.iter().flatten().enumerate() {
            let is_color = color.as_str().is_some_and(|color| {
                color.len() == 6 && color.bytes().all(|byte| byte.is_ascii_hexdigit())
            });
            if !is_color {
                let message = "Must be a color of six hexadecimal digits.";
                form.error(&format!("colors.{index}"), "STRING_TYPE_REGEX", message);
            }
        }
        let angle = form.integer("gradient_angle", 0..=360);
        let angle = form.required("gradient_angle", angle);
        let mix = form.integer("base_mix", 0..=100);
        let mix = form.required("base_mix", mix);
        let theme = form.integer("base_theme", 0..=4).value();
        Some(json!({
            "colors": colors?,
            "gradient_angle": angle?,
            "base_mix": mix?,
            "base_theme": theme,
        }))
    })
}
