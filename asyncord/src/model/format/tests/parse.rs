use std::time::{Duration, Instant};

use proptest::prelude::*;

use crate::model::format::{
    Mention, SegmentKind, escape_markdown, escape_mentions, mentions, parse, split_message,
    strip_mentions,
};

/// Texts of what has a meaning, in any order: proper mentions and code are common among them.
pub(super) fn any_text() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("```"),
        Just("``"),
        Just("`"),
        Just("\\"),
        Just("<@5>"),
        Just("<@!5>"),
        Just("<@&5>"),
        Just("<#5>"),
        Just("<"),
        Just(">"),
        Just("@"),
        Just("@everyone"),
        Just("@every"),
        Just("one"),
        Just("@he"),
        Just("re"),
        Just("5"),
        Just("!"),
        Just("&"),
        Just("#"),
        Just(":"),
        Just("a"),
        Just("<:a:5>"),
        Just("<t:5:R>"),
        Just("</a b:5>"),
        Just("<id:guide>"),
        Just("\n"),
        Just(" "),
        Just("rs\n"),
        Just("https://a.b/c_d"),
        Just("*"),
        Just("_"),
        Just("~~"),
        Just("||"),
        Just("- "),
        Just("1. "),
        Just("é"),
        Just("👩‍👧"),
        Just("\u{202e}"),
        Just("["),
        Just("]("),
        Just(")"),
    ];
    prop_oneof![
        3 => prop::collection::vec(part, 0..40).prop_map(|parts| parts.concat()),
        1 => any::<String>(),
    ]
}

fn notifies(mention: &Mention) -> bool {
    matches!(
        mention,
        Mention::User(_)
            | Mention::Role(_)
            | Mention::Channel(_)
            | Mention::Everyone
            | Mention::Here
    )
}

proptest! {
    #[test]
    fn segments_put_together_are_the_text(text in any_text(), everything: bool) {
        let parser = parse(&text);
        let parser = if everything { parser.including_escaped() } else { parser };
        let mut end = 0;
        let mut was_text = false;
        for segment in parser {
            prop_assert_eq!(segment.range.start, end);
            prop_assert!(segment.range.end > end);
            end = segment.range.end;
            prop_assert_eq!(&text[segment.range], segment.text);
            let is_text = segment.kind == SegmentKind::Text;
            prop_assert!(!(is_text && was_text), "two texts in a row");
            was_text = is_text;
            if let SegmentKind::Mention(mention) = segment.kind {
                prop_assert_eq!(segment.text.parse(), Ok(mention));
            }
        }
        prop_assert_eq!(end, text.len());
    }

    #[test]
    fn no_mention_survives_escaping_or_stripping(text in any_text()) {
        for text in [escape_mentions(&text), strip_mentions(&text)] {
            let mut left = parse(&text).including_escaped();
            prop_assert!(!left.any(|segment| segment.mention().is_some_and(notifies)), "{text}");
        }
    }

    #[test]
    fn escaped_mentions_differ_in_zero_width_spaces_only(text in any_text()) {
        let escaped = escape_mentions(&text).replace('\u{200b}', "");
        prop_assert_eq!(escaped, text.replace('\u{200b}', ""));
    }
}

fn kinds(text: &str) -> Vec<(&str, SegmentKind)> {
    parse(text)
        .filter(|segment| segment.kind != SegmentKind::Text)
        .map(|segment| (segment.text, segment.kind))
        .collect()
}

#[test]
fn code_is_found_as_clients_do() {
    for (text, expected) in [
        ("`<@5>`", vec!["`<@5>`"]),
        ("a `b` c ``d`e`` f", vec!["`b`", "``d`e``"]),
        ("``", vec![]),
        ("`a", vec![]),
        // As many backticks as there is an end for.
        ("``a`", vec!["``a`"]),
        ("`a``", vec![]),
        (r"\`a`", vec![]),
        (r"\``a`", vec!["`a`"]),
        (r"`a\` b`", vec![r"`a\`"]),
        ("```a```", vec!["```a```"]),
        ("```rs\na\n``` `b`", vec!["```rs\na\n```", "`b`"]),
        ("```a`b``c```", vec!["```a`b``c```"]),
        ("```a", vec![]),
        ("``````", vec![]),
        // The first backtick that follows is the block's content.
        ("```` ```", vec!["```` ```"]),
        ("```rs\n```a```", vec!["```rs\n```a```"]),
        ("```rs\n```a", vec!["```rs\n```"]),
        ("`a\nb`", vec!["`a\nb`"]),
    ] {
        let code: Vec<_> = kinds(text).into_iter().map(|(text, _)| text).collect();
        assert_eq!(code, expected, "{text:?}");
    }
}

#[test]
fn nothing_in_code_or_behind_a_backslash_is_a_mention_unless_asked() {
    let text = r"`<@1>` ```<@2>``` \<@3> \@here \\<@4> ``<@5>`";
    let found: Vec<_> = mentions(text).collect();
    assert_eq!(found, [Mention::User(4.into())]);
    let all = parse(text).including_escaped();
    let all = all.filter_map(|segment| segment.mention().cloned());
    let expected = ["<@1>", "<@2>", "<@3>", "@here", "<@4>", "<@5>"];
    assert_eq!(all.map(String::from).collect::<Vec<_>>(), expected);
}

#[test]
fn mentions_stand_without_spaces_around_them() {
    let found: Vec<_> = mentions("x<@1><<@2>>@@everyone!a@hereb<@<@3>").collect();
    assert_eq!(
        found,
        [
            Mention::User(1.into()),
            Mention::User(2.into()),
            Mention::Everyone,
            Mention::Here,
            Mention::User(3.into()),
        ]
    );
}

#[test]
fn stripping_and_escaping_mentions_by_table() {
    for (text, escaped, stripped) in [
        ("plain", "plain", "plain"),
        ("@everyone", "@|everyone", ""),
        ("@here!", "@|here!", "!"),
        ("<@5> a", "<@|5> a", " a"),
        ("<@!5>", "<@|!5>", ""),
        ("<@&5>", "<@|&5>", ""),
        ("see <#5>", "see <#|5>", "see "),
        ("issue #5 @ 5", "issue #5 @ 5", "issue #5 @ 5"),
        ("a@b.c", "a@b.c", "a@b.c"),
        ("<:a:5> <t:5>", "<:a:5> <t:5>", "<:a:5> <t:5>"),
        ("`@here`", "`@|here`", "``"),
        ("<@<@5>5>", "<@<@|5>5>", ""),
        ("@\u{202e}here", "@|\u{202e}here", "@\u{202e}here"),
        (
            "<@\u{300}&\u{300}5>",
            "<@|\u{300}&\u{300}5>",
            "<@\u{300}&\u{300}5>",
        ),
    ] {
        assert_eq!(
            escape_mentions(text),
            escaped.replace('|', "\u{200b}"),
            "{text}"
        );
        assert_eq!(strip_mentions(text), stripped, "{text}");
        let once = escape_mentions(text);
        assert_eq!(escape_mentions(&once), once, "{text}");
    }
}

#[test]
fn long_hostile_texts_take_linear_time() {
    let runs: String = (1..400).map(|n| "`".repeat(n) + " ").collect();
    let falling: String = (1..400).rev().map(|n| "`".repeat(n) + " ").collect();
    let texts = [
        "<",
        ">",
        "@",
        "`",
        "\\",
        "<@",
        "<:a",
        "<t:",
        "</a ",
        "@everyone",
        "` ",
        "``` ",
        "```\n",
        "```a\n",
        "` `` ",
        ":a",
        "https://",
        "<https://",
        "[",
        "\n",
        " ",
        "# ",
        "1",
        "<@1",
        "@\u{300}",
        "é",
        "- ",
        "@e",
        "\u{200d}",
        "||",
        "<a:a:5> ",
    ]
    .map(|part| part.repeat(100_000 / part.len()));
    for text in texts.iter().chain([&runs, &falling]) {
        let started = Instant::now();
        _ = parse(text).count();
        _ = parse(text).including_escaped().count();
        _ = escape_markdown(text);
        _ = escape_mentions(text);
        _ = strip_mentions(text);
        _ = split_message(text, 2000);
        _ = split_message(text, 90_000);
        let start: String = text.chars().take(8).collect();
        // Quadratic time would be minutes.
        assert!(started.elapsed() < Duration::from_secs(10), "{start:?}");
    }
}
