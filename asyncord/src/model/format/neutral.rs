//! Takes mentions out of a text, or their effect.

use std::borrow::Cow;

const ZERO_WIDTH_SPACE: char = '\u{200b}';

/// Makes mentions in a text of others harmless: nobody is notified, and clients show them as they were
/// written.
///
/// A zero-width space goes behind the `@` of `@everyone`, `@here` and of users and roles, and behind the
/// `#` of channels; that holds in code too. A backslash would not do: it changes what clients show, whom a
/// message notifies is decided elsewhere. Discord removes some other invisible characters from messages, so
/// whatever is not printable ASCII is passed over in looking for mentions. Emojis, commands and times stay.
///
/// ```
/// use asyncord::model::format::escape_mentions;
///
/// assert_eq!(escape_mentions("hi @everyone"), "hi @\u{200b}everyone");
/// assert_eq!(escape_mentions("<@&5>"), "<@\u{200b}&5>");
/// assert_eq!(escape_mentions("me@example.org"), "me@example.org");
/// ```
///
/// The field `allowed_mentions` of a request is the surer way, and leaves the text as it is.
pub fn escape_mentions(text: &str) -> Cow<'_, str> {
    let mut escaped = String::new();
    let mut copied = 0;
    for (at, sign) in text.match_indices(['@', '#']) {
        let behind = at + sign.len();
        let (Some(before), Some(after)) = (text.get(copied..at), text.get(behind..)) else {
            continue;
        };
        let is_mention = if sign == "@" {
            notifies(after)
        } else {
            text.get(..at).is_some_and(|before| before.ends_with('<'))
                && after.starts_with(|c: char| c.is_ascii_digit())
        };
        if is_mention {
            escaped.push_str(before);
            escaped.push_str(sign);
            escaped.push(ZERO_WIDTH_SPACE);
            copied = behind;
        }
    }
    finish(text, escaped, copied)
}

/// What was escaped up to here, and the rest of the text as it is.
pub(super) fn finish(text: &str, mut escaped: String, copied: usize) -> Cow<'_, str> {
    if escaped.is_empty() {
        return Cow::Borrowed(text);
    }
    escaped.push_str(text.get(copied..).unwrap_or_default());
    Cow::Owned(escaped)
}

/// Whether what follows an `@` makes it notify someone, as far as printable ASCII goes.
///
/// Stops at the next `@` at the latest, so that asking at every `@` of a text is linear.
fn notifies(after: &str) -> bool {
    // One that is escaped already stays as it is. Discord keeps this character where it removes others, as
    // its staff says in pull request 1248 of `discord/discord-api-docs`.
    if after.starts_with(ZERO_WIDTH_SPACE) {
        return false;
    }
    let mut visible = after
        .chars()
        .filter(|c| c.is_ascii_graphic() || c.is_ascii_whitespace())
        .peekable();
    match visible.peek() {
        Some('0'..='9') => true,
        Some('!' | '&') => visible.nth(1).is_some_and(|c| c.is_ascii_digit()),
        Some('e') => "everyone".chars().all(|c| visible.next() == Some(c)),
        Some('h') => "here".chars().all(|c| visible.next() == Some(c)),
        _ => false,
    }
}

/// Removes the mentions of users, roles, channels, `@everyone` and `@here` from a text, also in code.
///
/// What comes together by it is looked at again: no mention is left at the end. Emojis, commands and
/// times stay, and so do the spaces around a mention.
///
/// ```
/// use asyncord::model::format::strip_mentions;
///
/// assert_eq!(strip_mentions("<@80351110224678912> help me").trim_start(), "help me");
/// assert_eq!(strip_mentions("@every@everyoneone"), "");
/// ```
pub fn strip_mentions(text: &str) -> Cow<'_, str> {
    // Built character by character, and without a mention at any time: a new one can only be at its end.
    let mut stripped = String::with_capacity(text.len());
    for c in text.chars() {
        stripped.push(c);
        let length = match c {
            'e' => word_at_end(&stripped),
            '>' => bracketed_at_end(&stripped),
            _ => None,
        };
        if let Some(length) = length {
            stripped.truncate(stripped.len() - length);
        }
    }
    if stripped.len() == text.len() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(stripped)
}

fn word_at_end(text: &str) -> Option<usize> {
    ["@everyone", "@here"]
        .into_iter()
        .find(|word| text.ends_with(word))
        .map(str::len)
}

/// The length of a mention of an id at the end of a text. Its digits are read once for each `>`, and stand
/// behind the one before it, so that all is linear.
fn bracketed_at_end(text: &str) -> Option<usize> {
    let before = text.strip_suffix('>')?;
    let start = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let has_id = start.len() < before.len();
    let opening = ["<@", "<@!", "<@&", "<#"]
        .into_iter()
        .find(|opening| start.ends_with(opening))
        .filter(|_| has_id)?;
    Some(text.len() - start.len() + opening.len())
}
