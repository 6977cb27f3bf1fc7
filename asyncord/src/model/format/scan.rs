//! Reads one mention at the start of a text.

use super::{CommandMention, EmojiMention, GuildNavigation, Mention, TimestampMention};
use crate::id::{
    Id,
    marker::{CommandMarker, EmojiMarker},
};

/// The mention that a text begins with, and its length in bytes.
///
/// Looks no further than the next `<`, so that asking at every `<` of a text is linear.
pub(super) fn at_start(text: &str) -> Option<(Mention, usize)> {
    for (word, mention) in [("@everyone", Mention::Everyone), ("@here", Mention::Here)] {
        if text.starts_with(word) {
            return Some((mention, word.len()));
        }
    }
    let rest = text.strip_prefix('<')?;
    let (inside, _) = rest.split_at_checked(rest.find(['<', '>'])?)?;
    let length = 1 + inside.len() + 1;
    text.get(..length)?
        .ends_with('>')
        .then_some((bracketed(inside)?, length))
}

/// The mention that a text consists of.
pub(super) fn whole(text: &str) -> Option<Mention> {
    at_start(text)
        .filter(|(_, length)| *length == text.len())
        .map(|(mention, _)| mention)
}

/// What stands between `<` and `>`.
fn bracketed(inside: &str) -> Option<Mention> {
    if let Some(id) = inside.strip_prefix("@&") {
        return id.parse().ok().map(Mention::Role);
    }
    if let Some(id) = inside.strip_prefix('@') {
        let id = id.strip_prefix('!').unwrap_or(id);
        return id.parse().ok().map(Mention::User);
    }
    if let Some(id) = inside.strip_prefix('#') {
        return id.parse().ok().map(Mention::Channel);
    }
    if let Some(command) = inside.strip_prefix('/') {
        return self::command(command).map(Mention::Command);
    }
    if let Some(time) = inside.strip_prefix("t:") {
        return timestamp(time).map(Mention::Timestamp);
    }
    if let Some(page) = inside.strip_prefix("id:") {
        return is_page(page).then(|| Mention::Navigation(GuildNavigation::from(page)));
    }
    if let Some(emoji) = inside.strip_prefix(':') {
        return self::emoji(emoji).map(Mention::Emoji);
    }
    let emoji = self::emoji(inside.strip_prefix("a:")?)?;
    Some(Mention::Emoji(emoji.animated(true)))
}

fn emoji(text: &str) -> Option<EmojiMention> {
    let (name, id) = text.split_once(':')?;
    let is_name = !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte == b'_' || byte.is_ascii_alphanumeric());
    let id: Id<EmojiMarker> = id.parse().ok().filter(|_| is_name)?;
    Some(EmojiMention::new(name, id))
}

fn command(text: &str) -> Option<CommandMention> {
    let (path, id) = text.split_once(':')?;
    let id: Id<CommandMarker> = id.parse().ok()?;
    let mut names = path.split(' ');
    let command = CommandMention::new(command_name(names.next())?, id);
    let Some(second) = names.next() else {
        return Some(command);
    };
    let second = command_name(Some(second))?;
    let Some(third) = names.next() else {
        return Some(command.with_subcommand(second));
    };
    let third = command_name(Some(third))?;
    names
        .next()
        .is_none()
        .then(|| command.with_group(second, third))
}

/// Discord's rule: 1 to 32 letters, digits, `-`, `_`, `'`, and all of two scripts. Rust's "alphanumeric"
/// also has vowel signs of other scripts, which does no harm here.
fn command_name(name: Option<&str>) -> Option<&str> {
    let allowed = |c: char| {
        c.is_alphanumeric()
            || matches!(c, '-' | '_' | '\'' | '\u{900}'..='\u{97f}' | '\u{e00}'..='\u{e7f}')
    };
    let name = name?;
    let fits = !name.is_empty() && name.chars().all(allowed) && name.chars().nth(32).is_none();
    fits.then_some(name)
}

fn timestamp(text: &str) -> Option<TimestampMention> {
    let (seconds, style) = match text.split_once(':') {
        None => (text, None),
        Some((seconds, style)) => (seconds, Some(self::style(style)?)),
    };
    let digits = seconds.strip_prefix('-').unwrap_or(seconds);
    // `i64::from_str` takes a leading `+`, clients do not.
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some(TimestampMention {
        unix_seconds: seconds.parse().ok()?,
        style: style.map(Into::into),
    })
}

/// Any single letter, for Discord adds styles.
fn style(text: &str) -> Option<char> {
    let mut letters = text.chars();
    let letter = letters.next().filter(char::is_ascii_alphabetic)?;
    letters.next().is_none().then_some(letter)
}

/// Any name, for Discord adds pages.
fn is_page(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text
            .bytes()
            .all(|byte| matches!(byte, b'-' | b'_' | b':') || byte.is_ascii_alphanumeric())
}
