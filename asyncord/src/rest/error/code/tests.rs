use std::{collections::BTreeMap, path::PathBuf};

use super::{Entry, ErrorCode, TABLES};

/// Constants whose names differ from those of the table, which are cut from Discord's sentences.
const RENAMED: [(u32, &str); 14] = [
    (30_003, "MAXIMUM_PINS"),
    (30_010, "MAXIMUM_REACTIONS"),
    (40_001, "UNAUTHORIZED"),
    (40_005, "REQUEST_TOO_LARGE"),
    (40_333, "CLOUDFLARE_BLOCKED"),
    (50_005, "CANNOT_EDIT_OTHERS_MESSAGE"),
    (50_006, "EMPTY_MESSAGE"),
    (50_007, "CANNOT_MESSAGE_USER"),
    (50_008, "NOT_A_TEXT_CHANNEL"),
    (50_013, "MISSING_PERMISSIONS"),
    (50_014, "INVALID_TOKEN"),
    (50_016, "BULK_DELETE_COUNT"),
    (50_034, "BULK_DELETE_TOO_OLD"),
    (50_035, "INVALID_FORM_BODY"),
];

fn entries() -> impl Iterator<Item = &'static Entry> {
    TABLES.into_iter().flatten()
}

#[test]
fn codes_are_sorted_and_unique() {
    let codes: Vec<_> = entries().map(|entry| entry.code).collect();
    assert!(codes.is_sorted_by(|before, after| before < after));
}

#[test]
fn every_code_that_discord_documents_has_a_name() {
    let folder = match std::env::var_os("ASYNCORD_DISCORD_FACTS") {
        Some(folder) => PathBuf::from(folder),
        None => PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/discord"),
    };
    let Ok(table) = std::fs::read_to_string(folder.join("json_error_codes.tsv")) else {
        println!(
            "SKIPPED: no facts about Discord at `../shared/discord`; set ASYNCORD_DISCORD_FACTS"
        );
        return;
    };
    let mut documented: BTreeMap<u32, &str> = table
        .lines()
        .skip(1)
        .map(|line| {
            let (code, name) = line.split_once('\t').unwrap();
            (code.parse().unwrap(), name)
        })
        .collect();
    for (code, name) in RENAMED {
        assert_ne!(
            documented.insert(code, name),
            Some(name),
            "{code} need not be renamed"
        );
    }
    let named: BTreeMap<_, _> = entries().map(|entry| (entry.code, entry.name)).collect();
    for (code, name) in &named {
        assert_eq!(documented.get(code), Some(name), "{code}");
    }
    let missing: Vec<_> = documented
        .keys()
        .filter(|code| !named.contains_key(code))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn advice_reads_as_the_end_of_a_sentence() {
    for entry in entries() {
        let Some(advice) = entry.advice else { continue };
        let begin = advice.chars().next().unwrap();
        assert!(
            begin.is_lowercase() || begin.is_ascii_digit() || advice.starts_with("Cloudflare"),
            "{}: {advice}",
            entry.name
        );
        assert!(!advice.ends_with('.'), "{}: {advice}", entry.name);
        assert!(advice.len() < 200, "{}: {advice}", entry.name);
    }
}

#[test]
fn a_code_tells_its_name_where_it_has_one() {
    assert_eq!(ErrorCode::POLL_EXPIRED.name(), Some("POLL_EXPIRED"));
    assert_eq!(ErrorCode(0).name(), Some("GENERAL_ERROR"));
    assert_eq!(ErrorCode(u32::MAX).name(), None);
    assert_eq!(ErrorCode::POLL_EXPIRED.to_string(), "520001");
    assert_eq!(
        format!("{:?}", [ErrorCode::POLL_EXPIRED, ErrorCode(7)]),
        "[ErrorCode(520001: POLL_EXPIRED), ErrorCode(7)]"
    );
}
