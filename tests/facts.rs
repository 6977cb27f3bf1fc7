//! Our data against what Discord documents: the tables of flags, and the payloads of the documentation.
//!
//! The facts are not part of the project. Their folder is named by `ASYNCORD_DISCORD_FACTS`, else it is
//! `../shared/discord`; where there is none, the tests say so and pass.

use std::{collections::BTreeMap, fs, path::Path};

use asyncord::model::{
    Application, Channel, CurrentUserGuild, Emoji, Guild, Intents, Member, Message, Permissions,
    Role, RoleColors, UnavailableGuild, User,
};
use asyncord_tests::facts;
use serde_json::Value;

/// The rows of a table by their first column.
fn table(folder: &Path, name: &str) -> BTreeMap<String, Vec<String>> {
    let text = fs::read_to_string(folder.join(name)).unwrap();
    let rows = text
        .lines()
        .skip(1)
        .map(|line| line.split('\t').map(str::to_owned).collect());
    rows.map(|row: Vec<String>| (row[0].clone(), row)).collect()
}

fn bits<'a>(flags: impl Iterator<Item = (&'a str, u64)>) -> BTreeMap<String, u64> {
    flags.map(|(name, bits)| (name.to_owned(), bits)).collect()
}

#[test]
fn permissions_and_intents_are_those_of_the_documentation() {
    let Some(folder) = facts::folder() else {
        return;
    };
    for (file, ours) in [
        (
            "permissions.tsv",
            bits(
                Permissions::all()
                    .iter_names()
                    .map(|(name, flag)| (name, flag.bits())),
            ),
        ),
        (
            "intents.tsv",
            bits(
                Intents::all()
                    .iter_names()
                    .map(|(name, flag)| (name, flag.bits())),
            ),
        ),
    ] {
        let theirs: BTreeMap<_, _> = table(&folder, file)
            .into_iter()
            .map(|(name, row)| (name, 1_u64 << row[1].parse::<u32>().unwrap()))
            .collect();
        assert!(theirs.len() > 20, "{file} was read");
        assert_eq!(ours, theirs, "{file}");
    }
}

/// Decodes as `T` and encodes again; what comes out must have stood in the payload, in its own form.
fn round_trip<T: serde::Serialize + serde::de::DeserializeOwned>(
    payload: &Value,
) -> Result<(), String> {
    let object: T = serde_json::from_value(payload.clone()).map_err(|error| error.to_string())?;
    let again = serde_json::to_value(&object).map_err(|error| error.to_string())?;
    let third: T = serde_json::from_value(again.clone()).map_err(|error| error.to_string())?;
    let third = serde_json::to_value(&third).map_err(|error| error.to_string())?;
    if again != third {
        return Err(format!("{again} is not stable"));
    }
    for (key, value) in again.as_object().into_iter().flatten() {
        match payload.get(key) {
            // A date without microseconds is written with them.
            Some(theirs) if theirs.is_string() && key.ends_with("timestamp") => {}
            Some(theirs) if !theirs.is_object() && !theirs.is_array() && theirs != value => {
                return Err(format!(
                    "`{key}` came as {theirs} and is written as {value}"
                ));
            }
            _ => {}
        }
    }
    Ok(())
}

#[test]
fn payloads_of_the_documentation_are_read() {
    let Some(folder) = facts::folder() else {
        return;
    };
    let mut read = 0;
    for (file, row) in table(&folder.join("examples"), "index.tsv") {
        let text = fs::read_to_string(folder.join("examples").join(&file)).unwrap();
        let payload: Value = serde_json::from_str(&text).unwrap();
        let object = file.split("__").next().unwrap();
        let result = match object.split('_').next().unwrap() {
            "Application" => round_trip::<Application>(&payload),
            "Channel" => round_trip::<Channel>(&payload),
            "Emoji" | "PartialEmoji" => round_trip::<Emoji>(&payload),
            "Guild" => round_trip::<Guild>(&payload),
            // The documentation's member has an empty user.
            "GuildMember" if payload["user"].get("id").is_some() => round_trip::<Member>(&payload),
            "Message" => round_trip::<Message>(&payload),
            "PartialGuild" => round_trip::<CurrentUserGuild>(&payload),
            "Role" => round_trip::<Role>(&payload),
            "RoleColors" => round_trip::<RoleColors>(&payload),
            "UnavailableGuild" => round_trip::<UnavailableGuild>(&payload),
            "User" => round_trip::<User>(&payload),
            _ => continue,
        };
        read += 1;
        assert_eq!(result, Ok(()), "{file} ({row:?})");
    }
    assert!(read > 10, "{read} payloads were read");
}
