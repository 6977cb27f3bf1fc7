use std::collections::BTreeSet;

use super::{Entry, ErrorCode, TABLES};
use crate::rest::facts;

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
    let Some(table) = facts::read("json_error_codes.tsv") else {
        return;
    };
    let documented: BTreeSet<u32> = table
        .lines()
        .skip(1)
        .map(|line| line.split_once('\t').unwrap().0.parse().unwrap())
        .collect();
    let named: BTreeSet<u32> = entries().map(|entry| entry.code).collect();
    assert_eq!(named, documented);
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
