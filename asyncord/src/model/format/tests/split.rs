use proptest::prelude::*;

use super::parse::any_text;
use crate::model::format::{Segment, SegmentKind, count_characters, parse, split_message};

fn without_spaces(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

proptest! {
    #[test]
    fn no_part_is_too_long_or_blank(text in any_text(), limit in 0usize..40) {
        for part in split_message(&text, limit) {
            prop_assert!(count_characters(&part) <= limit.max(1), "{part:?}");
            prop_assert!(!part.trim().is_empty());
        }
    }

    #[test]
    fn nothing_to_see_is_lost(text in any_text(), limit in 0usize..40) {
        // Blocks that are opened again add fences.
        let text = text.replace("```", "");
        let parts = split_message(&text, limit).concat();
        prop_assert_eq!(without_spaces(&parts), without_spaces(&text));
    }

    #[test]
    fn code_in_long_blocks_is_whole_and_stays_in_blocks(
        lines in prop::collection::vec("[a-z ]{1,20}[a-z]", 1..30), limit in 20usize..60
    ) {
        let code = lines.join("\n");
        let text = format!("before\n```rs\n{code}\n```\nafter");
        let mut found = String::new();
        for part in split_message(&text, limit) {
            prop_assert!(count_characters(&part) <= limit);
            for Segment { text, kind, .. } in parse(&part) {
                if kind == SegmentKind::Code {
                    let inside = text.strip_prefix("```rs\n").and_then(|text| text.strip_suffix("\n```"));
                    found += inside.expect("the language is named again");
                } else {
                    prop_assert!(matches!(text.trim(), "before" | "after" | ""), "{text:?}");
                }
            }
        }
        prop_assert_eq!(found.replace('\n', ""), code.replace('\n', ""));
    }
}

fn check(text: &str, limit: usize, expected: &[&str]) {
    assert_eq!(split_message(text, limit), expected, "{text:?} {limit}");
}

#[test]
fn short_texts_come_back_unchanged_and_blank_ones_not_at_all() {
    check("a\n", 2, &["a\n"]);
    check("", 5, &[]);
    check(" \n ", 5, &[]);
    check(&" ".repeat(20), 5, &[]);
}

#[test]
fn cuts_are_at_lines_then_words_then_anywhere() {
    check("aaaa bb\ncc dd", 10, &["aaaa bb", "cc dd"]);
    // The line end is in the first half.
    check("a\nbbb ccc ddd", 10, &["a\nbbb ccc", "ddd"]);
    check("aaaa bbbb cccc", 9, &["aaaa bbbb", "cccc"]);
    check("aaaabbbbcc", 4, &["aaaa", "bbbb", "cc"]);
    check("a   b", 2, &["a", "b"]);
    check("aaaa\n\n\nbbbb", 6, &["aaaa", "bbbb"]);
    check("aaaa\r\nbbbb", 5, &["aaaa", "bbbb"]);
    check("ab", 0, &["a", "b"]);
}

#[test]
fn mentions_spans_and_emojis_stay_whole() {
    check("aa </a b c:5> d", 14, &["aa </a b c:5>", "d"]);
    check("aaa </a b c:5>", 11, &["aaa", "</a b c:5>"]);
    check("aaa<@12345>b", 9, &["aaa", "<@12345>b"]);
    check("aaa `b c d` e", 9, &["aaa", "`b c d` e"]);
    check("aa👩\u{200d}👧", 4, &["aa", "👩\u{200d}👧"]);
    check("ae\u{301}", 2, &["a", "e\u{301}"]);
    // What does not fit at all is cut anyway.
    check("<@12345>", 4, &["<@12", "345>"]);
}

#[test]
fn a_block_that_fits_stays_whole_and_a_longer_one_is_opened_again() {
    check("aaaa ```b c\nd``` e", 12, &["aaaa", "```b c\nd```", "e"]);
    check(
        "```rs\naa\nbb\ncc\n```",
        16,
        &["```rs\naa\nbb\n```", "```rs\ncc\n```"],
    );
    check("```aabbccdd```", 12, &["```\naabb\n```", "```\nccdd\n```"]);
    check(
        "```\n  a\n\n  b\n```",
        13,
        &["```\n  a\n```", "```\n  b\n```"],
    );
    check(
        "xxxx ```aabbccdd``` y",
        12,
        &["xxxx", "```\naabb\n```", "```\nccdd\n```", "y"],
    );
    // Too low a limit for fences.
    check("```aabb```", 5, &["```aa", "bb```"]);
}
