use std::borrow::Cow;

use proptest::prelude::*;

use super::parse::any_text;
use crate::model::format::{MarkdownEscaper, Mention, escape_markdown, mentions};

/// What clients show of a text in which a backslash stands before everything with a meaning.
fn shown(text: &str) -> String {
    let mut shown = String::new();
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let next = characters.peek().copied();
        match next {
            Some(next) if c == '\\' && !next.is_ascii_alphanumeric() && !next.is_whitespace() => {
                shown.push(next);
                characters.next();
            }
            _ => shown.push(c),
        }
    }
    shown
}

proptest! {
    #[test]
    fn an_escaped_text_is_shown_as_it_was(text in any_text()) {
        prop_assert_eq!(shown(&escape_markdown(&text)), &*text);
        let all = MarkdownEscaper::new().keep_links(false);
        prop_assert_eq!(shown(&all.escape(&text)), &*text);
    }

    #[test]
    fn no_mention_but_everyone_is_left_by_escaping(text in any_text()) {
        let escaped = escape_markdown(&text).into_owned();
        let mut left = mentions(&escaped);
        prop_assert!(left.all(|mention| matches!(mention, Mention::Everyone | Mention::Here)), "{escaped}");
    }
}

#[test]
fn what_has_a_meaning_is_escaped_and_nothing_else() {
    for (text, expected) in [
        ("", ""),
        (
            "Just words, 3.5 - 2 + 1 > 0 & #5 (a) a:b < c!",
            "Just words, 3.5 - 2 + 1 > 0 & #5 (a) a:b < c!",
        ),
        ("*a* **b**", r"\*a\* \*\*b\*\*"),
        ("_a_ snake_case", r"\_a\_ snake\_case"),
        ("~~a~~", r"\~\~a\~\~"),
        ("||a||", r"\|\|a\|\|"),
        ("`a` ```b```", r"\`a\` \`\`\`b\`\`\`"),
        (r"¯\_(ツ)_/¯", r"¯\\\_(ツ)\_/¯"),
        ("# a\n  ## b\n#c\na # d", "\\# a\n  \\## b\n#c\na # d"),
        ("-# a\n- b\n -c\n-", "\\-# a\n\\- b\n -c\n\\-"),
        ("+ a\n+a", "\\+ a\n+a"),
        (
            "1. a\n 20. b\n1.5\n3.\n4 5. a",
            "1\\. a\n 20\\. b\n1.5\n3\\.\n4 5. a",
        ),
        ("> a\n>>> b\n>c\na > b", "\\> a\n\\>>> b\n>c\na > b"),
        ("[a](b)", r"\[a\](b)"),
        ("<@5> <:a:5> <t:5:R>", r"\<@5> \<\:a:5> \<t\:5:R>"),
        (
            ":smile: :piñata: 12:30 a::b",
            r"\:smile: \:piñata: 12:30 a::b",
        ),
        (
            "<#5> </a:5> <id:guide> <3",
            r"\<#5> \</a:5> \<id:guide> \<3",
        ),
        ("@everyone", "@everyone"),
    ] {
        assert_eq!(escape_markdown(text), expected, "{text}");
    }
    assert!(matches!(escape_markdown("plain."), Cow::Borrowed(_)));
}

#[test]
fn links_stay_links_unless_asked() {
    for (text, kept, escaped) in [
        (
            "https://a.b/c_d_e*f",
            "https://a.b/c_d_e*f",
            r"https\://a.b/c\_d\_e\*f",
        ),
        ("_http://a.b/_c", r"\_http://a.b/_c", r"\_http\://a.b/\_c"),
        (
            "<https://a.b/_c_>_",
            r"<https://a.b/_c_>\_",
            r"\<https\://a.b/\_c\_>\_",
        ),
        (
            "<https://a.b/_c_",
            r"\<https://a.b/_c_",
            r"\<https\://a.b/\_c\_",
        ),
        (
            "[a_b](https://c_d)",
            r"\[a\_b\](https://c_d)",
            r"\[a\_b\](https\://c\_d)",
        ),
        ("`https://a_b`", r"\`https://a_b\`", r"\`https\://a\_b\`"),
        (
            "||https://a_b||",
            r"\|\|https://a_b\|\|",
            r"\|\|https\://a\_b\|\|",
        ),
        ("xhttps://a_b_", r"xhttps://a\_b\_", r"xhttps\://a\_b\_"),
        ("https:// a_b", r"https:// a\_b", r"https\:// a\_b"),
    ] {
        assert_eq!(escape_markdown(text), kept, "{text}");
        let escaper = MarkdownEscaper::new().keep_links(false);
        assert_eq!(escaper.escape(text), escaped, "{text}");
    }
}

#[test]
fn mentions_stay_when_asked() {
    let escaper = MarkdownEscaper::new().keep_mentions(true);
    for (text, expected) in [
        ("<:a_b:5>_<@5>", r"<:a_b:5>\_<@5>"),
        ("</a_b c:5> <@x_>", r"</a_b c:5> \<@x\_>"),
    ] {
        assert_eq!(escaper.escape(text), expected, "{text}");
    }
}
