//! What a test that fails says: what was expected, where, and what the bot did instead.

use std::fmt::Write as _;

use serde_json::Value;

use super::{TestKit, record::Entry, site::Site, transcript};

/// How many lines of what happened are told.
const LINES: usize = 40;

/// Fails the test.
pub(super) fn fail(kit: &TestKit, site: Site, what: &str, from: Option<usize>) -> ! {
    let mut text = format!("{what}\n  at {site}\n");
    let entries = kit.record().entries();
    let lines: Vec<String> = entries
        .iter()
        .skip(from.unwrap_or(0))
        .filter_map(|entry| line(kit, entry))
        .collect();
    if lines.is_empty() {
        text.push_str("nothing else happened");
    } else {
        let skipped = lines.len().saturating_sub(LINES);
        text.push_str("what happened instead:\n");
        if skipped > 0 {
            // Writing to a text does not fail, here and below.
            let _ = writeln!(text, "  ({skipped} more before)");
        }
        for line in lines.iter().skip(skipped) {
            let _ = writeln!(text, "  {line}");
        }
    }
    let failures = kit.inner.bot.failures();
    if !failures.is_empty() {
        text.push_str("\nhandlers failed:\n");
        for failure in failures {
            let _ = writeln!(text, "  {failure}");
        }
    }
    panic!("{}", text.trim_end());
}

/// An entry in a line, if it says something about what was done.
fn line(kit: &TestKit, entry: &Entry) -> Option<String> {
    match entry {
        Entry::Event { name, data } => match name.as_str() {
            "MESSAGE_CREATE" => Some(transcript::said(&kit.record().state(), data)),
            "MESSAGE_UPDATE" => Some(format!(
                "{} (edited)",
                transcript::said(&kit.record().state(), data)
            )),
            "MESSAGE_DELETE" => Some(format!("message {} was deleted", text(&data["id"]))),
            "MESSAGE_REACTION_ADD" => Some(format!(
                "{} reacted with {} to message {}",
                transcript::name_of(&kit.record().state(), &data["user_id"]),
                text(&data["emoji"]["name"]),
                text(&data["message_id"])
            )),
            _ => None,
        },
        Entry::Log(entry) => log_line(kit, entry),
    }
}

/// Requests of the bot, and events that it did not get.
fn log_line(kit: &TestKit, entry: &Value) -> Option<String> {
    if entry["application_id"] != kit.application_id().to_string() {
        return None;
    }
    match entry["kind"].as_str()? {
        "call" => {
            let mut line = format!(
                "the bot asked {} {}: {}",
                text(&entry["method"]),
                text(&entry["path"]),
                entry["status"]
            );
            if let Some(message) = entry["response"]["message"].as_str()
                && entry["status"].as_u64().is_some_and(|status| status >= 400)
            {
                let _ = write!(line, " {message}");
                if let Some(code) = entry["response"]["code"].as_u64() {
                    let _ = write!(line, " ({code})");
                }
            }
            if let Some(why) = entry["why"].as_str() {
                let _ = write!(line, ", it {why}");
            }
            Some(line)
        }
        "gateway" if entry["direction"] == "withheld" => Some(format!(
            "the bot did not get {}: {}",
            text(&entry["t"]),
            text(&entry["why"])
        )),
        _ => None,
    }
}

/// Why the sandbox did not do what a test asked for.
pub(super) fn refusal(method: &str, path: &str, status: u16, answer: &Value) -> String {
    let path = path.strip_prefix("/sandbox/api").unwrap_or(path);
    let mut text = format!("the sandbox refuses {method} {path}: {status}");
    if let Some(message) = answer["message"].as_str() {
        let _ = write!(text, " {message}");
    }
    if let Some(code) = answer["code"].as_u64() {
        let _ = write!(text, " ({code})");
    }
    if !answer["errors"].is_null() {
        let _ = write!(text, " {}", answer["errors"]);
    }
    text
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or("?")
}
