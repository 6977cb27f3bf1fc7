//! Reads payloads as asyncord's types and writes them again, line by line.
//!
//! Input, one JSON object a line: `{"as": "Message", "payload": {…}}`, where `as` is an object's name in
//! Discord's documentation (`Message`, `Guild Member`) or an event's wire name (`MESSAGE_CREATE`). Output,
//! one line each:
//!
//! - `{"ok": true, "again": {…}}`;
//! - where a part could not be read and was left out or kept as it came, the same with
//!   `"strange": [{"path": "embeds[0].type", "error": "…"}]`;
//! - `{"ok": false, "path": "author.id", "error": "…"}` where the payload as a whole could not be read.
//!
//! ```sh
//! echo '{"as": "User", "payload": {"id": "4"}}' | cargo run -q -p asyncord-tests --bin roundtrip
//! ```

use std::io::{self, BufRead, Write};

use asyncord_tests::objects;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

#[derive(Deserialize)]
struct Line<'a> {
    #[serde(rename = "as")]
    name: String,
    #[serde(borrow)]
    payload: &'a RawValue,
}

#[derive(Default, Serialize)]
struct Answer {
    ok: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    again: Option<Box<RawValue>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    strange: Vec<Fault>,
    #[serde(flatten)]
    fault: Option<Fault>,
}

#[derive(Serialize)]
struct Fault {
    path: String,
    error: String,
}

fn main() -> io::Result<()> {
    let mut output = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        serde_json::to_writer(&mut output, &answer(&line))?;
        output.write_all(b"\n")?;
        output.flush()?;
    }
    Ok(())
}

fn answer(line: &str) -> Answer {
    let fault = |path: &str, error: String| Answer {
        fault: Some(Fault {
            path: path.to_owned(),
            error,
        }),
        ..Answer::default()
    };
    let Line { name, payload } = match serde_json::from_str(line) {
        Ok(line) => line,
        Err(error) => {
            return fault(
                "",
                format!(r#"a line is {{"as": "Message", "payload": {{…}}}}: {error}"#),
            );
        }
    };
    let Some(result) = objects::round_trip(&name, payload.get()) else {
        return fault(
            "",
            format!(
                "`{name}` is no object of Discord's documentation and no event's wire name that asyncord knows"
            ),
        );
    };
    match result {
        Ok(trip) => Answer {
            ok: true,
            again: RawValue::from_string(trip.again).ok(),
            strange: trip
                .strange
                .into_iter()
                .map(|strange| Fault {
                    path: strange.path,
                    error: strange.message,
                })
                .collect(),
            fault: None,
        },
        Err(error) => fault(error.path(), error.message().to_owned()),
    }
}
