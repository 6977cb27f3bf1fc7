//! Reads the body of a guild's channel that is made or changed.

use serde_json::{Map, Value, json};

use crate::sandbox::state::{
    Field,
    channel::{ChannelEdit, Overwrite, TagDraft, kind, thread::AUTO_ARCHIVE_DURATIONS},
    ids::EmojiId,
};

use super::super::form::Form;

/// How many tags the body may hold; the state counts those that a forum may have.
const MANY_TAGS: usize = 100;

/// Reads what is set of a channel of this type.
pub(super) fn edit_of(form: &mut Form, kind: u8) -> ChannelEdit {
    let types = [kind::GUILD_TEXT, kind::GUILD_ANNOUNCEMENT, kind].map(i64::from);
    let to = form.choice("type", &types).value();
    ChannelEdit {
        kind: to.and_then(|to| u8::try_from(to).ok()),
        name: form.text("name", 1..=100).value(),
        topic: form.text("topic", 0..=4096),
        position: form.integer("position", 0..=i64::from(i32::MAX)).value(),
        parent_id: form.id("parent_id"),
        nsfw: form.flag("nsfw").or_empty(),
        rate_limit_per_user: form.integer("rate_limit_per_user", 0..=21_600).or_empty(),
        bitrate: form.integer("bitrate", 8_000..=i64::from(i32::MAX)).value(),
        user_limit: form
            .integer("user_limit", 0..=i64::from(i32::MAX))
            .or_empty(),
        rtc_region: form.text("rtc_region", 0..=32),
        video_quality_mode: form.choice("video_quality_mode", &[1, 2]).value(),
        permission_overwrites: overwrites(form),
        default_auto_archive_duration: form
            .choice("default_auto_archive_duration", &AUTO_ARCHIVE_DURATIONS),
        default_thread_rate_limit_per_user: form
            .integer("default_thread_rate_limit_per_user", 0..=21_600)
            .or_empty(),
        available_tags: tags(form),
        default_reaction_emoji: reaction(form),
        default_sort_order: form.choice("default_sort_order", &[0, 1]),
        default_forum_layout: form.choice("default_forum_layout", &[0, 1, 2]).value(),
        default_tag_setting: tag_setting(form),
        flags: form.bits("flags").value(),
    }
}

/// The type of an overwrite: a number, or a text of one.
pub(super) fn overwrite_type(form: &mut Form) -> u8 {
    u8::from(form.integer("type", 0..=1).value() == Some(1))
}

fn overwrites(form: &mut Form) -> Option<Vec<Overwrite>> {
    let list = form.objects("permission_overwrites", 0..=1000).or_empty()?;
    Some(form.each("permission_overwrites", list, |form| {
        let id = form.id("id");
        Some(Overwrite {
            id: form.required("id", id)?,
            kind: overwrite_type(form),
            allow: form.bits("allow").or_empty().unwrap_or(0),
            deny: form.bits("deny").or_empty().unwrap_or(0),
        })
    }))
}

fn tags(form: &mut Form) -> Option<Vec<TagDraft>> {
    let list = form.objects("available_tags", 0..=MANY_TAGS).or_empty()?;
    Some(form.each("available_tags", list, tag))
}

fn tag(form: &mut Form) -> Option<TagDraft> {
    let name = form.text("name", 1..=20);
    let name = form.required("name", name);
    let (emoji_id, emoji_name) = emoji(form);
    Some(TagDraft {
        id: form.id("id").value(),
        name: name?,
        moderated: form.flag("moderated").value().unwrap_or(false),
        emoji_id,
        emoji_name,
    })
}

/// An emoji of a guild or a character, not both.
fn emoji(form: &mut Form) -> (Option<EmojiId>, Option<String>) {
    let id = form.id("emoji_id").value();
    let name = form.text("emoji_name", 0..=100).value();
    let name = name.filter(|name| !name.is_empty());
    if id.is_some() && name.is_some() {
        let message = "Only one of emoji_id and emoji_name can be set";
        form.error("emoji_name", "BASE_TYPE_CONFLICT", message);
    }
    (id, name)
}

fn reaction(form: &mut Form) -> Field<Value> {
    let of = |form: &mut Form, fields: Map<String, Value>| {
        form.within("default_reaction_emoji", fields, |form| {
            let (id, name) = emoji(form);
            json!({ "emoji_id": id, "emoji_name": name })
        })
    };
    match form.object("default_reaction_emoji") {
        Field::Absent => Field::Absent,
        Field::Null => Field::Null,
        Field::Value(fields) => Field::Value(of(form, fields)),
    }
}

fn tag_setting(form: &mut Form) -> Field<String> {
    let setting = form.text("default_tag_setting", 0..=32);
    if let Field::Value(setting) = &setting
        && !matches!(setting.as_str(), "match_all" | "match_some")
    {
        let message = "Value must be one of ('match_all', 'match_some').";
        form.error("default_tag_setting", "BASE_TYPE_CHOICES", message);
    }
    setting
}
