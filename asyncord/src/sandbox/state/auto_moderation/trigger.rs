//! What sets a rule off, and whether it does.

use std::ops::Range;

use regex::{Regex, RegexBuilder};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::trigger_type;

/// Above this a compiled pattern is refused: it would take too much memory.
const MAX_COMPILED: usize = 1 << 20;

/// The lists behind the presets: short, and milder than Discord's, for tests of bots.
const PROFANITY: [&str; 5] = ["damn*", "crap*", "bollocks", "bloody hell", "arse*"];
const SEXUAL_CONTENT: [&str; 3] = ["porn*", "xxx", "nude pics"];
const SLURS: [&str; 2] = ["sandboxslur", "you muppet"];

/// What a rule looks for. Discord docs: Auto Moderation/Trigger Metadata.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Trigger {
    pub(crate) keywords: Vec<String>,
    pub(crate) patterns: Vec<String>,
    /// What never sets the rule off.
    pub(crate) allowed: Vec<String>,
    pub(crate) presets: Vec<u8>,
    pub(crate) mention_limit: u64,
    pub(crate) raid_protection: bool,
}

/// What a text was found to break a rule by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Match {
    pub(super) keyword: Option<String>,
    pub(super) content: Option<String>,
}

impl Trigger {
    pub(super) fn json(&self, kind: u8) -> Value {
        match kind {
            trigger_type::KEYWORD | trigger_type::MEMBER_PROFILE => json!({
                "keyword_filter": self.keywords,
                "regex_patterns": self.patterns,
                "allow_list": self.allowed,
            }),
            trigger_type::KEYWORD_PRESET => json!({
                "presets": self.presets,
                "allow_list": self.allowed,
            }),
            trigger_type::MENTION_SPAM => json!({
                "mention_total_limit": self.mention_limit,
                "mention_raid_protection_enabled": self.raid_protection,
            }),
            _ => json!({}),
        }
    }

    /// The first thing in a text that the words and patterns are for.
    pub(super) fn find(&self, text: &str) -> Option<Match> {
        let presets = self.presets.iter().flat_map(|preset| match preset {
            1 => &PROFANITY[..],
            2 => &SEXUAL_CONTENT[..],
            3 => &SLURS[..],
            _ => &[],
        });
        let keywords = self.keywords.iter().map(String::as_str);
        for keyword in keywords.chain(presets.copied()) {
            let found = occurrences(text, keyword).find(|found| !self.allows(text, found));
            if let Some(found) = found {
                return Some(matched(text, keyword, found));
            }
        }
        for pattern in &self.patterns {
            let Some(regex) = compile(pattern) else {
                continue;
            };
            let mut all = regex.find_iter(text).map(|found| found.range());
            if let Some(found) = all.find(|found| !self.allows(text, found)) {
                return Some(matched(text, pattern, found));
            }
        }
        None
    }

    /// Whether what was found is part of something that is allowed.
    fn allows(&self, text: &str, found: &Range<usize>) -> bool {
        self.allowed.iter().any(|allowed| {
            occurrences(text, allowed)
                .any(|around| around.start <= found.start && found.end <= around.end)
        })
    }
}

fn matched(text: &str, keyword: &str, found: Range<usize>) -> Match {
    Match {
        keyword: Some(keyword.to_owned()),
        content: text.get(found).map(str::to_owned),
    }
}

/// A pattern in its compiled form, in whatever case the text is; nothing if it is none or too large.
pub(crate) fn compile(pattern: &str) -> Option<Regex> {
    RegexBuilder::new(pattern)
        .case_insensitive(true)
        .size_limit(MAX_COMPILED)
        .build()
        .ok()
}

/// Where a keyword stands in a text. Without a `*` at an end it must begin or end with a word there.
fn occurrences<'t>(text: &'t str, keyword: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
    let (open_before, rest) = match keyword.strip_prefix('*') {
        Some(rest) => (true, rest),
        None => (false, keyword),
    };
    let (open_after, word) = match rest.strip_suffix('*') {
        Some(word) => (true, word),
        None => (false, rest),
    };
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.char_indices().filter_map(move |(start, _)| {
        let end = start + same(text.get(start..)?, word)?;
        let before = text.get(..start)?.chars().next_back();
        let after = text.get(end..)?.chars().next();
        let fits = (open_before || !is_word(before) || !is_word(word.chars().next()))
            && (open_after || !is_word(after) || !is_word(word.chars().next_back()));
        fits.then_some(start..end)
    })
}

/// How many bytes at the start of a text are a word in whatever case.
fn same(text: &str, word: &str) -> Option<usize> {
    if word.is_empty() {
        return None;
    }
    let mut rest = text.chars();
    for wanted in word.chars() {
        let found = rest.next()?;
        if !found.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    Some(text.len() - rest.as_str().len())
}

#[cfg(test)]
mod tests {
    use super::{Trigger, compile, occurrences};

    /// Discord docs: Auto Moderation/Keyword Matching Strategies.
    #[test]
    fn wildcards_say_where_a_word_may_go_on() {
        for (keyword, text, is_there) in [
            ("cat*", "catch", true),
            ("cat*", "Catapult", true),
            ("cat*", "bobcat", false),
            ("*cat", "bobcat", true),
            ("*cat", "catch", false),
            ("*cat*", "location", true),
            ("cat", "a cat.", true),
            ("cat", "CAT", true),
            ("cat", "cats", false),
            ("i like c++", "I like C++!", true),
            ("*", "x", false),
            ("тест", "это ТЕСТ", true),
        ] {
            let found = occurrences(text, keyword).next().is_some();
            assert_eq!(found, is_there, "{keyword} in {text}");
        }
    }

    #[test]
    fn what_is_allowed_is_passed_over() {
        let trigger = Trigger {
            keywords: vec!["*cat*".to_owned()],
            patterns: vec!["d.g".to_owned()],
            allowed: vec!["location".to_owned()],
            ..Trigger::default()
        };
        assert_eq!(trigger.find("a location"), None);
        let found = trigger.find("Dog at the location").unwrap();
        assert_eq!(found.keyword.as_deref(), Some("d.g"));
        assert_eq!(found.content.as_deref(), Some("Dog"));
        assert!(trigger.find("location of a cat").is_some());
    }

    #[test]
    fn patterns_are_bounded() {
        assert!(compile("(b|c)at").is_some());
        assert!(compile("(").is_none());
        assert!(compile("(x{1000}){1000}").is_none(), "too large");
    }
}
