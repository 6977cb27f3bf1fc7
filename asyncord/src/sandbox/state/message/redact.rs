//! Messages as bots get them that may not read what people write.

use serde_json::{Value, json};

use super::super::ids::UserId;

/// Takes the content out of a message for a bot that may not read it: neither its own, nor in a direct
/// conversation, nor mentioning it.
pub(crate) fn without_content(message: &Value, bot: UserId) -> Value {
    let mut message = message.clone();
    if message.get("rule_trigger_type").is_some() {
        // What auto moderation found in a message.
        message["content"] = "".into();
        message["matched_content"] = "".into();
        return message;
    }
    redact(&mut message, bot);
    if let Some(referenced) = message.get_mut("referenced_message") {
        redact(referenced, bot);
    }
    message
}

fn redact(message: &mut Value, bot: UserId) {
    let id = json!(bot);
    let mentioned = message["mentions"]
        .as_array()
        .is_some_and(|mentions| mentions.iter().any(|user| user["id"] == id));
    if message["author"]["id"] == id || mentioned {
        return;
    }
    let Some(message) = message.as_object_mut() else {
        return;
    };
    message.insert("content".to_owned(), "".into());
    for list in ["embeds", "attachments", "components"] {
        message.insert(list.to_owned(), Value::Array(Vec::new()));
    }
    message.remove("poll");
    message.remove("message_snapshots");
}
