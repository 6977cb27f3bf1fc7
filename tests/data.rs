//! Every payload we have is read as its object and written again: nothing that is documented is lost.

use std::{collections::BTreeSet, fs, path::Path};

use asyncord::{
    event::AnyEvent,
    model::{NewCommand, decode},
    rest::body::{InteractionResponse, NewMessage},
};
use asyncord_tests::{
    facts,
    objects::{OBJECTS, round_trip},
    schema::compare::{self, Change},
};
use serde_json::Value;

/// Keys that Discord sends and does not document; a typed object leaves them to the raw payload.
const UNDOCUMENTED: &[&str] = &[
    "_trace",
    "access_type",
    "activity_instances",
    "analytics_id",
    "application_command_counts",
    "auth",
    "auto_start",
    "available_regions",
    "banner_color",
    "bell",
    "below_requirements",
    "bio",
    "branches",
    "broadcast",
    "burst_count",
    "burst_me",
    "clan",
    "command_type",
    "console",
    "content_scan_metadata",
    "content_scan_version",
    "creator_monetization_state",
    "dependent_sku_id",
    "depth_m",
    "discoverability_state",
    "discoverable",
    "discovery_eligibility_flags",
    "display_name_styles",
    "embed_channel_id",
    "embed_enabled",
    "embedded_activities",
    "entitlement_sku_ids",
    "game",
    "game_relationships",
    "geo_ordered_rtc_regions",
    "geo_restricted",
    "gift_code_flags",
    "guild_hashes",
    "harbour_payload",
    "hook",
    "hub_type",
    "hull_speed",
    "icon_emoji",
    "integration_public",
    "integration_require_code_grant",
    "interactions_event_types",
    "interactions_version",
    "inventory_settings",
    "invite_code",
    "is_discoverable",
    "is_monetized",
    "is_pending",
    "is_spam",
    "is_verified",
    "knots",
    "lanes",
    "latest_onboarding_question_id",
    "lazy",
    "linked_lobby",
    "loading_state",
    "manifest_labels",
    "manifests",
    "member_ids_preview",
    "metadata_visibility",
    "moderator_reporting",
    "monetization_state",
    "most_recent_messages",
    "mute_config",
    "muted",
    "original_content_type",
    "owner_configured_content_level",
    "permissions_new",
    "platform",
    "premium",
    "premium_features",
    "private_channels",
    "processed_at_timestamp",
    "promotion_id",
    "recipient_flags",
    "reference_id",
    "relationships",
    "release_date",
    "responses",
    "rpc_application_state",
    "session_type",
    "show_age_gate",
    "sound_override_path",
    "source_type",
    "store_application_state",
    "storefront_available",
    "sync_id",
    "theme_color",
    "third_party_skus",
    "unusual_dm_activity_until",
    "user_settings",
    "verification_state",
];

/// The same of keys that are documented elsewhere: ends of a path, which begins with the object's name.
const UNDOCUMENTED_HERE: &[&str] = &[
    "stickers[].asset",
    "AccessToken:user.display_name",
    "user.display_name",
    "avatar_decoration_data.expires_at",
    "nameplate.expires_at",
    "roles.description",
    "GUILD_CREATE:profile",
    "GUILD_UPDATE:profile",
    "Sticker:asset",
    "file.flags",
    "SkuList:[].features",
    "channel.status",
    "channel.voice_start_time",
    "StickerPack:stickers[].asset",
    "roles[].description",
    "role.description",
    "Role:description",
    "media.flags",
    "activities[].id",
    "activities[].session_id",
    "presence.activities[].id",
    "interaction_metadata.name",
    "GuildMember:status",
    "member.status",
    "CHANNEL_CREATE:status",
    "CHANNEL_CREATE:template",
    "CHANNEL_CREATE:voice_start_time",
    "CHANNEL_DELETE:template",
    "CHANNEL_UPDATE:status",
    "CHANNEL_UPDATE:template",
    "CHANNEL_UPDATE:voice_start_time",
    "Channel:template",
    "channels[].status",
    "channels[].template",
    "channels[].voice_start_time",
    "version",
    "GUILD_SCHEDULED_EVENT_USER_ADD:guild_scheduled_event_exception_id",
    "GUILD_SCHEDULED_EVENT_USER_ADD:response",
    "GUILD_SCHEDULED_EVENT_USER_REMOVE:response",
    "INVITE_CREATE:flags",
    "INVITE_CREATE:type",
    "MESSAGE_REACTION_REMOVE_EMOJI:burst",
    "MESSAGE_REACTION_REMOVE_EMOJI:type",
    "READY:guild_join_requests",
    "READY:presences",
    "Sku:deleted",
    "Sku:features",
    "options.flags",
    "soundboard_sounds[].user_id",
    "stickers[].user_id",
    "GUILD_SOUNDBOARD_SOUND_CREATE:user_id",
    "GUILD_SOUNDBOARD_SOUND_UPDATE:user_id",
    "MESSAGE_CREATE:soundboard_sounds",
    "VOICE_CHANNEL_EFFECT_SEND:points",
    "guild.profile",
    "Invite:profile",
    "summary",
    "sku_ids",
];

/// Files that hold values of wrong types, which a type of ours leaves out and reports.
const STRANGE: &[&str] = &["PRESENCE_UPDATE.odd_types.json", "Invite.group_dm.json"];

/// A path without positions in lists and without ids that are keys.
fn pattern(path: &str) -> String {
    let mut pattern = String::new();
    let mut in_brackets = false;
    for character in path.chars() {
        in_brackets = in_brackets && character != ']';
        if !in_brackets {
            pattern.push(character);
        }
        in_brackets = in_brackets || character == '[';
    }
    pattern
        .split('.')
        .filter(|key| key.is_empty() || !key.bytes().all(|byte| byte.is_ascii_digit()))
        .collect::<Vec<_>>()
        .join(".")
}

/// Whether what stands at a path of an object is documented.
fn is_documented(name: &str, path: &str) -> bool {
    let path = format!("{name}:{}", pattern(path));
    let key = path.rsplit(['.', ':']).next().unwrap_or(&path);
    let here = UNDOCUMENTED_HERE.iter().any(|end| {
        path.strip_suffix(end)
            .is_some_and(|before| before.is_empty() || before.ends_with(['.', ':']))
    });
    !here && !UNDOCUMENTED.contains(&key.trim_end_matches("[]"))
}

/// What is wrong with a payload's way through our type.
fn faults(name: &str, json: &str, may_be_strange: bool) -> Vec<String> {
    let Some(result) = round_trip(name, json) else {
        return vec![format!(
            "`{name}` is no object that `tests/src/objects.rs` lists"
        )];
    };
    let trip = match result {
        Ok(trip) => trip,
        Err(error) => return vec![error.to_string()],
    };
    let left_out: Vec<_> = trip
        .strange
        .iter()
        .map(|strange| strange.path.clone())
        .collect();
    let mut faults: Vec<_> = trip
        .strange
        .iter()
        .filter(|_| !may_be_strange)
        .map(|strange| format!("strange: {strange}"))
        .collect();
    let original: Value = serde_json::from_str(json).expect("the payload is JSON");
    let again: Value = serde_json::from_str(&trip.again).expect("what we write is JSON");
    faults.extend(
        compare::lost(&original, &again, |path| is_documented(name, path))
            .iter()
            .filter(|difference| !left_out.contains(&difference.path))
            .filter(|difference| !difference.is_number_as_text())
            // Where such things may be.
            .filter(|difference| !(may_be_strange && difference.is_text_as_number()))
            .map(|difference| {
                let path = &difference.path;
                match &difference.kind {
                    Change::Missing { value } => format!("lost: {path}: {value}"),
                    Change::Changed { from, to } => format!("changed: {path}: {from} to {to}"),
                    Change::Added { value } => format!("added: {path}: {value}"),
                }
            }),
    );
    let twice = round_trip(name, &trip.again).and_then(Result::ok);
    if twice.is_none_or(|twice| twice.again != trip.again) {
        faults.push("the second round trip is another than the first".to_owned());
    }
    faults
}

/// The JSON files of a folder, with what stands before the first of `ends` in their names.
fn files(folder: &Path, ends: [&str; 2]) -> Vec<(String, String, String)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .collect();
    files.sort();
    files
        .into_iter()
        .map(|path| {
            let file = path
                .file_name()
                .expect("a file")
                .to_string_lossy()
                .into_owned();
            let end = ends
                .iter()
                .filter_map(|end| file.find(end))
                .min()
                .unwrap_or(file.len());
            let json = fs::read_to_string(&path).expect("the file can be read");
            (file[..end].to_owned(), file, json)
        })
        .collect()
}

/// The name in `OBJECTS` of what a file holds.
fn object_of(name: &str, value: &Value) -> String {
    let list = format!("{name}List");
    if value.is_array() && OBJECTS.iter().any(|(name, _)| **name == list) {
        list
    } else {
        name.to_owned()
    }
}

/// Puts in what the documentation leaves out of its examples to be short.
fn complete(name: &str, value: &mut Value) {
    write_out_shorthands(value);
    match name {
        "Interaction" => {
            for (key, text) in [("id", "1"), ("token", "t")] {
                if value.get(key).is_none() {
                    value[key] = text.into();
                }
            }
        }
        // It shows a role with nothing but its colors.
        "RoleColors" => *value = value["colors"].take(),
        _ => {}
    }
}

/// Gives an id to objects of which the documentation writes `{}` only.
fn write_out_shorthands(value: &mut Value) {
    match value {
        Value::Object(object) => {
            for (key, value) in object.iter_mut() {
                let is_empty = value.as_object().is_some_and(serde_json::Map::is_empty);
                if is_empty && ["author", "channel", "user"].contains(&key.as_str()) {
                    value["id"] = "1".into();
                    if key == "channel" {
                        value["type"] = 1.into();
                    }
                }
            }
            object.values_mut().for_each(write_out_shorthands);
        }
        Value::Array(elements) => elements.iter_mut().for_each(write_out_shorthands),
        _ => {}
    }
}

/// Reads all files of a folder, and tells every fault at once.
fn check(
    folder: &Path,
    ends: [&str; 2],
    object_of: impl Fn(&str, &mut Value) -> Option<String>,
) -> usize {
    let mut count = 0;
    let mut told = Vec::new();
    for (name, file, json) in files(folder, ends) {
        let original: Value = serde_json::from_str(&json).expect("the file is JSON");
        let mut value = original.clone();
        let Some(object) = object_of(&name, &mut value) else {
            continue;
        };
        count += 1;
        // As it stands in the file where it can be, with its order of keys and its forms of numbers.
        let json = if value == original {
            json
        } else {
            value.to_string()
        };
        told.extend(
            faults(&object, &json, STRANGE.contains(&file.as_str()))
                .into_iter()
                .map(|fault| format!("{file}: {fault}")),
        );
    }
    assert!(
        told.is_empty(),
        "{} faults:\n{}",
        told.len(),
        told.join("\n")
    );
    count
}

fn fixtures(folder: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures")
        .join(folder)
}

#[test]
fn events_as_the_gateway_sends_them_round_trip() {
    let count = check(&fixtures("events"), [".", "."], |name, _| {
        Some(name.to_owned())
    });
    assert!(count > 390, "{count} events");
}

#[test]
fn every_event_has_a_payload_of_ours() {
    let have: BTreeSet<_> = files(&fixtures("events"), [".", "."])
        .into_iter()
        .map(|(name, ..)| name)
        .collect();
    let missing: Vec<_> = AnyEvent::NAMES
        .iter()
        .filter(|name| !have.contains(**name))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn objects_round_trip() {
    let count = check(&fixtures("objects"), [".", "."], |name, value| {
        Some(object_of(name, value))
    });
    assert!(count > 200, "{count} objects");
}

#[test]
fn webhook_events_round_trip() {
    let count = check(&fixtures("webhook_events"), [".", "."], |_, _| {
        Some("WebhookEventPayload".to_owned())
    });
    assert!(count > 20, "{count} webhook events");
}

#[test]
fn the_payloads_of_the_documentation_round_trip() {
    let Some(folder) = facts::folder() else {
        return;
    };
    // `Interaction_ModalSubmit_Checkbox__page__L12.json` is an `Interaction`.
    let count = check(&folder.join("examples"), ["_", "."], |name, value| {
        complete(name, value);
        Some(object_of(name, value))
    });
    assert!(count > 60, "{count} payloads");
}

/// What Discord shows as a request keeps to the limits that Discord documents.
#[test]
fn the_requests_of_the_documentation_are_within_its_limits() {
    let Some(folder) = facts::folder() else {
        return;
    };
    let mut count = 0;
    let mut wrong = Vec::new();
    for (name, file, json) in files(&folder.join("examples"), ["_", "."]) {
        let result = match name.as_str() {
            "MessageCreateRequest" => decode::<NewMessage>(&json).unwrap().validate(),
            "InteractionResponse" => decode::<InteractionResponse>(&json).unwrap().validate(),
            "ApplicationCommandCreateRequest" => decode::<NewCommand>(&json).unwrap().validate(),
            _ => continue,
        };
        count += 1;
        let Err(error) = result else { continue };
        let faults = error.fields().iter();
        wrong.extend(
            faults
                // The documentation shows the JSON without the files, and mentions without a message.
                .filter(|fault| !fault.message.starts_with("read from JSON"))
                .filter(|fault| fault.code != "EMPTY_MESSAGE")
                .map(|fault| format!("{file}: {fault}")),
        );
    }
    assert!(count > 30, "{count} requests");
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn every_object_has_one_name() {
    let names: BTreeSet<_> = OBJECTS
        .iter()
        .map(|(name, _)| name.to_lowercase())
        .collect();
    assert_eq!(names.len(), OBJECTS.len());
}
