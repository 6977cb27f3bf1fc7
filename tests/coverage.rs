//! What is typed, against what Discord documents.

use std::{collections::BTreeSet, fs, path::Path};

use asyncord::{
    event::AnyEvent,
    model::{Intents, Permissions, WebhookEventType},
};
use asyncord_tests::facts;

/// The rows of a table of facts, without its head.
fn rows(folder: &Path, table: &str) -> Vec<Vec<String>> {
    fs::read_to_string(folder.join(table))
        .unwrap_or_else(|error| panic!("{table}: {error}"))
        .lines()
        .skip(1)
        .map(|line| line.split('\t').map(str::to_owned).collect())
        .collect()
}

/// Tells how much is there, and fails if not all is.
fn covered(what: &str, documented: &BTreeSet<String>, ours: &BTreeSet<String>) {
    let known = documented.intersection(ours).count();
    println!(
        "{what}: {known} of {} ({} %)",
        documented.len(),
        known * 100 / documented.len().max(1)
    );
    let missing: Vec<_> = documented.difference(ours).collect();
    let more: Vec<_> = ours.difference(documented).collect();
    assert!(!documented.is_empty(), "{what}: the table is empty");
    assert!(
        missing.is_empty() && more.is_empty(),
        "{what}: missing {missing:?}, not documented {more:?}"
    );
}

#[test]
fn every_event_of_the_gateway_is_typed() {
    let Some(folder) = facts::folder() else {
        return;
    };
    // `HELLO` and the like are no dispatches.
    let documented = rows(&folder, "gateway_events.tsv")
        .into_iter()
        .filter(|row| row[1] == "0")
        .map(|row| row[0].clone())
        .collect();
    let ours = AnyEvent::NAMES.iter().map(ToString::to_string).collect();
    covered("events", &documented, &ours);
    assert_eq!(ours.len(), 79);
}

#[test]
fn every_event_has_the_intents_that_discord_documents() {
    let Some(folder) = facts::folder() else {
        return;
    };
    let mut wrong = Vec::new();
    for row in rows(&folder, "gateway_events.tsv") {
        let Some(ours) = AnyEvent::intents(&row[0]) else {
            continue;
        };
        let documented = row[3]
            .split("(1<<")
            .skip(1)
            .filter_map(|bit| bit.split(')').next()?.parse::<u32>().ok())
            .fold(Intents::empty(), |all, bit| {
                all | Intents::from_bits_retain(1 << bit)
            });
        // A privileged one is asked for only where nothing comes without it.
        if !documented.contains(ours) || documented.unprivileged() != ours.unprivileged() {
            wrong.push(format!("{}: {ours:?}, documented {documented:?}", row[0]));
        }
        if ours.is_empty() != documented.is_empty() {
            wrong.push(format!("{}: no intents of ours", row[0]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_intent_has_its_name() {
    let Some(folder) = facts::folder() else {
        return;
    };
    let documented = rows(&folder, "intents.tsv")
        .into_iter()
        .map(|row| format!("{} {}", row[0], row[2]))
        .collect();
    let ours = Intents::KNOWN
        .iter_names()
        .map(|(name, intent)| format!("{name} {}", intent.bits()))
        .collect();
    covered("intents", &documented, &ours);
}

#[test]
fn every_permission_has_its_name() {
    let Some(folder) = facts::folder() else {
        return;
    };
    let documented = rows(&folder, "permissions.tsv")
        .into_iter()
        .map(|row| {
            let bit: u32 = row[1].parse().expect("the bit of a permission");
            format!("{} {}", row[0], 1_u64 << bit)
        })
        .collect();
    let ours = Permissions::all()
        .iter_names()
        .filter(|(_, permission)| permission.bits().is_power_of_two())
        .map(|(name, permission)| format!("{name} {}", permission.bits()))
        .collect();
    covered("permissions", &documented, &ours);
}

#[test]
fn every_webhook_event_is_typed() {
    let Some(folder) = facts::folder() else {
        return;
    };
    let documented = rows(&folder, "webhook_events.tsv")
        .into_iter()
        .map(|row| row[0].clone())
        .filter(|name| !name.starts_with('('))
        .collect();
    let ours = WebhookEventType::KNOWN
        .iter()
        .map(ToString::to_string)
        .collect();
    covered("webhook events", &documented, &ours);
}
