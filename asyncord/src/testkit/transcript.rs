//! Conversations as text.

use std::fmt::{self, Write as _};

use serde_json::Value;

use super::record::{Entry, Record};

/// What was said in all channels since the kit was started, a line a message.
///
/// Its text has no ids and no times, so that it is the same in every run: compare it with a golden one, by
/// `assert_eq!` or with a crate such as [insta](https://docs.rs/insta):
///
/// ```ignore
/// insta::assert_snapshot!(discord.transcript(), @r"
/// #general
/// ada: !ping
/// asyncord: pong
/// ");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transcript(String);

impl Transcript {
    /// The transcript as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) fn of(record: &Record, state: &Value) -> Self {
        let mut text = String::new();
        let mut place = String::new();
        for entry in record.entries() {
            let Entry::Event { name, data } = entry else {
                continue;
            };
            let Some(line) = line(state, &name, &data) else {
                continue;
            };
            let here = place_of(state, &data);
            if here != place {
                let gap = if text.is_empty() { "" } else { "\n" };
                // Writing to a text does not fail, here and below.
                let _ = writeln!(text, "{gap}{here}");
                place = here;
            }
            let _ = writeln!(text, "{line}");
        }
        Self(text)
    }
}

impl fmt::Display for Transcript {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.trim_end())
    }
}

fn line(state: &Value, event: &str, data: &Value) -> Option<String> {
    match event {
        "MESSAGE_CREATE" => Some(said(state, data)),
        "MESSAGE_UPDATE" if !data["edited_timestamp"].is_null() => {
            Some(format!("{} (edited)", said(state, data)))
        }
        "MESSAGE_DELETE" => Some("(a message was deleted)".to_owned()),
        "MESSAGE_REACTION_ADD" => Some(format!(
            "{} reacts with {}",
            name_of(state, &data["user_id"]),
            data["emoji"]["name"].as_str().unwrap_or("?")
        )),
        _ => None,
    }
}

/// A message in a line: who says what, and what else is in it.
pub(super) fn said(state: &Value, message: &Value) -> String {
    let mut line = format!("{}:", message["author"]["username"].as_str().unwrap_or("?"));
    if let Some(user) = message["visible_to"].as_str() {
        let _ = write!(line, " (to {} alone)", name_of(state, &user.into()));
    }
    if let Some(replied) = message["referenced_message"]["author"]["username"].as_str() {
        let _ = write!(line, " (to {replied})");
    }
    if let Some(content) = message["content"].as_str().filter(|text| !text.is_empty()) {
        let _ = write!(line, " {}", content.replace('\n', "\n    "));
    }
    for embed in list(&message["embeds"]) {
        line.push_str("\n  [embed]");
        for key in ["title", "description"] {
            if let Some(text) = embed[key].as_str() {
                let _ = write!(line, " {}", text.replace('\n', "\n    "));
            }
        }
        for field in list(&embed["fields"]) {
            let (name, value) = (&field["name"], &field["value"]);
            let _ = write!(
                line,
                "\n    {}: {}",
                name.as_str().unwrap_or("?"),
                value.as_str().unwrap_or("?")
            );
        }
    }
    for attachment in list(&message["attachments"]) {
        let name = attachment["filename"].as_str().unwrap_or("?");
        let _ = write!(line, "\n  [file] {name}");
    }
    components(&mut line, &message["components"], 1);
    line
}

fn components(line: &mut String, list_of: &Value, depth: usize) {
    for component in list(list_of) {
        let indent = "  ".repeat(depth);
        let text = ["label", "content", "placeholder", "custom_id"]
            .into_iter()
            .find_map(|key| component[key].as_str())
            .unwrap_or_default();
        let kind = match component["type"].as_u64() {
            Some(2) => "button",
            Some(3 | 5..=8) => "select",
            Some(10) => "text",
            Some(11) => "thumbnail",
            Some(12) => "gallery",
            Some(13) => "file",
            Some(14) => "separator",
            // What only holds others.
            _ => "",
        };
        if kind.is_empty() {
            components(line, &component["components"], depth);
        } else {
            let _ = write!(line, "\n{indent}[{kind}] {text}");
        }
        if component["accessory"].is_object() {
            let accessory = Value::Array(vec![component["accessory"].clone()]);
            components(line, &accessory, depth);
        }
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// What a user is called.
pub(super) fn name_of(state: &Value, id: &Value) -> String {
    list(&state["users"])
        .iter()
        .find(|user| user["id"] == *id)
        .and_then(|user| user["username"].as_str())
        .or(id.as_str())
        .unwrap_or("?")
        .to_owned()
}

fn place_of(state: &Value, data: &Value) -> String {
    let channel = list(&state["channels"])
        .iter()
        .find(|channel| channel["id"] == data["channel_id"]);
    match channel.and_then(|channel| channel["name"].as_str()) {
        Some(name) => format!("#{name}"),
        None if data["guild_id"].is_null() => "(direct)".to_owned(),
        None => "(another channel)".to_owned(),
    }
}
