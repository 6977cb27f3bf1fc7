use proptest::prelude::*;

use super::parse::any_text;
use crate::{
    id::{Id, marker::UserMarker},
    model::format::{
        SegmentKind, block_quote, bold, bullet_list, code_block, heading1, heading2, heading3,
        hide_embed, inline_code, italic, masked_link, numbered_list, parse, quote, spoiler,
        strikethrough, subtext, underline,
    },
};

proptest! {
    #[test]
    fn any_text_is_safe_in_code(
        text in prop_oneof![any_text(), "[`a \n]{0,12}"],
        language in "[a-z`\n ]{0,3}",
    ) {
        for code in [inline_code(&text), code_block(&language, &text)] {
            let around = format!("a {code} b");
            let segments: Vec<_> = parse(&around).map(|segment| (segment.text, segment.kind)).collect();
            prop_assert_eq!(
                segments,
                [("a ", SegmentKind::Text), (&*code, SegmentKind::Code), (" b", SegmentKind::Text)]
            );
            // Nothing but spaces that cannot be seen, padding and fences was added.
            let visible = |text: &str| text.replace(['\u{200b}', ' ', '\n', '`'], "");
            prop_assert!(visible(&code).ends_with(&visible(&text)));
        }
    }
}

#[test]
fn each_function_writes_its_markers() {
    let user: Id<UserMarker> = Id::new(5);
    for (written, expected) in [
        (bold("a"), "**a**"),
        (bold(user.mention()), "**<@5>**"),
        (italic("a"), "*a*"),
        (underline("a"), "__a__"),
        (strikethrough(1), "~~1~~"),
        (spoiler("a"), "||a||"),
        (quote("a\n\nb"), "> a\n> \n> b"),
        (block_quote("a\nb"), ">>> a\nb"),
        (heading1("a"), "# a"),
        (heading2("a\nb"), "## a\n## b"),
        (heading3("a"), "### a"),
        (subtext("a\nb"), "-# a\n-# b"),
        (bullet_list(["a\nb", "c"]), "- a\n  b\n- c"),
        (bullet_list::<&str>([]), ""),
        (
            numbered_list(9, ["a\nb", "c\nd"]),
            "9. a\n   b\n10. c\n    d",
        ),
        (
            numbered_list(u32::MAX, ["a", "b"]),
            "4294967295. a\n4294967296. b",
        ),
    ] {
        assert_eq!(written, expected);
    }
}

#[test]
fn code_with_backticks_has_other_fences_or_gaps() {
    for (text, expected) in [
        ("", "` `"),
        ("a", "`a`"),
        ("``", "` `` `"),
        ("`a", "`` `a``"),
        ("a```", "`a``` `"),
        ("a`b``c", "``a`b`|`c``"),
        (" `", "``  ` ``"),
        (r"a\", r"`a\`"),
    ] {
        assert_eq!(
            inline_code(text),
            expected.replace('|', "\u{200b}"),
            "{text:?}"
        );
    }
    for (language, text, expected) in [
        ("", "a", "```\na\n```"),
        ("c++", "a\nb", "```c++\na\nb\n```"),
        ("no language", "a", "```\na\n```"),
        ("rs", "", "```rs\n \n```"),
        ("", "\n", "```\n\n \n```"),
        ("", "``a```b`", "```\n``a`|`|`b`\n```"),
    ] {
        assert_eq!(
            code_block(language, text),
            expected.replace('|', "\u{200b}"),
            "{text:?}"
        );
    }
}

#[test]
fn nothing_ends_a_masked_link_early() {
    for (text, url, expected) in [
        ("a", "https://b.c", "[a](https://b.c)"),
        ("a](b", "https://b.c", r"[a\](b](https://b.c)"),
        (r"\[a\]", "https://b.c", r"[\[a\]](https://b.c)"),
        (r"a\", "https://b.c", r"[a\\](https://b.c)"),
        ("a", "https://b.c/) [x](d", "[a](https://b.c/%29%20[x]%28d)"),
        ("a", "<https://b.c/(>", "[a](<https://b.c/%28>)"),
        ("a", "https://b.c/>\u{a0}", "[a](https://b.c/%3E%C2%A0)"),
    ] {
        assert_eq!(masked_link(text, url), expected, "{text} {url}");
    }
    assert_eq!(hide_embed("https://b.c/> x"), "<https://b.c/%3E%20x>");
}
