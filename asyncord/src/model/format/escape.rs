//! Takes markdown's meaning from a text.

use std::borrow::Cow;

use super::{neutral::finish, scan};

/// Puts backslashes into a text of others so that clients show it as it was written.
///
/// As [`MarkdownEscaper`] does unless told otherwise: addresses of web pages stay links, everything else
/// loses its meaning, emojis and mentions included. A mention that is shown as text may still notify; see
/// [`escape_mentions`](super::escape_mentions).
///
/// ```
/// use asyncord::model::format::{bold, escape_markdown};
///
/// let name = "xX_**boss**_Xx";
/// assert_eq!(escape_markdown(name), r"xX\_\*\*boss\*\*\_Xx");
/// assert_eq!(bold(escape_markdown("2 * 3")), r"**2 \* 3**");
/// assert_eq!(escape_markdown("# see https://a.example/b_c_d"), r"\# see https://a.example/b_c_d");
/// ```
///
/// The text grows, which counts for the limits of its field. Do not escape what goes into code: there
/// backslashes are shown, and [`inline_code`](super::inline_code) and [`code_block`](super::code_block) take
/// any text.
pub fn escape_markdown(text: &str) -> Cow<'_, str> {
    MarkdownEscaper::new().escape(text)
}

/// Takes markdown's meaning from texts, with choices.
///
/// A backslash goes before
///
/// - `\`, `*`, `_`, `~`, `|`, `` ` ``, `[` and `]` everywhere;
/// - `#`, `-`, `+`, `>` and the point of `1.` where they would begin a heading, small text, a list or a quote;
/// - `<` where a mention, an emoji, a time or a link may begin, and `:` before what may be an emoji's name.
///
/// Parentheses need none, for they mean something only behind a bracket. The text's beginning counts as that
/// of a line.
///
/// ```
/// use asyncord::model::format::MarkdownEscaper;
///
/// let escaper = MarkdownEscaper::new().keep_mentions(true);
/// assert_eq!(escaper.escape("*hi* <:ferris_wave:5>"), r"\*hi\* <:ferris_wave:5>");
///
/// let escaper = MarkdownEscaper::new().keep_links(false);
/// assert_eq!(escaper.escape("https://a.example/"), r"https\://a.example/");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct MarkdownEscaper {
    keep_links: bool,
    keep_mentions: bool,
}

impl Default for MarkdownEscaper {
    fn default() -> Self {
        Self::new()
    }
}

impl MarkdownEscaper {
    /// Keeps links and escapes mentions.
    pub const fn new() -> Self {
        Self {
            keep_links: true,
            keep_mentions: false,
        }
    }

    /// Whether addresses of web pages are left as they are, as `https://…` and `<https://…>`, so that they
    /// stay links. Masked links are always escaped; their address then is a link by itself.
    ///
    /// An address ends before spaces and what an address cannot have: `` < > " ` | \ ``.
    pub const fn keep_links(mut self, keep: bool) -> Self {
        self.keep_links = keep;
        self
    }

    /// Whether mentions, emojis and times in `<…>` are left as they are, so that clients show them.
    pub const fn keep_mentions(mut self, keep: bool) -> Self {
        self.keep_mentions = keep;
        self
    }

    /// Puts backslashes before what has a meaning; borrows a text where nothing has.
    pub fn escape(self, text: &str) -> Cow<'_, str> {
        let mut escaped = String::new();
        let mut copied = 0;
        let mut at = 0;
        let mut line = Line::Start;
        let mut previous = None;
        while let Some(rest) = text.get(at..)
            && let Some(c) = rest.chars().next()
        {
            if let Some(kept) = self.kept(rest, c, previous) {
                at += kept;
                line = Line::Within;
                // Neither a letter nor a digit, whatever it was: the next word may be an address.
                previous = None;
                continue;
            }
            let behind = rest.get(c.len_utf8()..).unwrap_or_default();
            if self.has_meaning(c, behind, line) {
                escaped.push_str(text.get(copied..at).unwrap_or_default());
                escaped.push('\\');
                copied = at;
            }
            line = line.after(c);
            previous = Some(c);
            at += c.len_utf8();
        }
        finish(text, escaped, copied)
    }

    /// The length of what stays as it is.
    fn kept(self, rest: &str, first: char, previous: Option<char>) -> Option<usize> {
        if self.keep_links
            && let Some(length) = link_length(rest, first, previous)
        {
            return Some(length);
        }
        if self.keep_mentions && first == '<' {
            return scan::at_start(rest).map(|(_, length)| length);
        }
        None
    }

    fn has_meaning(self, c: char, behind: &str, line: Line) -> bool {
        match c {
            '\\' | '*' | '_' | '~' | '|' | '`' | '[' | ']' => true,
            '#' | '>' => line == Line::Start && ends_marker(behind.trim_start_matches(c)),
            '-' => line == Line::Start && (behind.starts_with('#') || ends_marker(behind)),
            '+' => line == Line::Start && ends_marker(behind),
            '.' => line == Line::Number && ends_marker(behind),
            '<' => behind.starts_with(|next: char| {
                next.is_ascii_alphanumeric() || matches!(next, '@' | '#' | '/' | ':' | '+')
            }),
            ':' => is_emoji_name(behind) || (!self.keep_links && behind.starts_with("//")),
            _ => false,
        }
    }
}

/// Where in a line a character stands, as far as that gives it a meaning.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    /// At its beginning, or behind spaces there.
    Start,
    /// Behind digits at its beginning.
    Number,
    /// Anywhere else.
    Within,
}

impl Line {
    fn after(self, c: char) -> Self {
        match (self, c) {
            (_, '\n' | '\r' | '\u{2028}' | '\u{2029}') => Self::Start,
            (Self::Start, c) if c.is_whitespace() => Self::Start,
            (Self::Start | Self::Number, '0'..='9') => Self::Number,
            _ => Self::Within,
        }
    }
}

/// Markers of lines have a space behind them. More text may be put behind the end.
fn ends_marker(behind: &str) -> bool {
    behind.chars().next().is_none_or(char::is_whitespace)
}

/// Whether a text goes on as `name:`; there are names with accents. Stops at the next `:`, so that asking
/// at every `:` is linear.
fn is_emoji_name(behind: &str) -> bool {
    let name = behind.trim_start_matches(|c: char| c != ':' && !c.is_whitespace());
    name.len() < behind.len() && name.starts_with(':')
}

/// The length of an address, with the `<…>` around it, where clients would see one.
fn link_length(rest: &str, first: char, previous: Option<char>) -> Option<usize> {
    // Most characters are neither.
    if !matches!(first, '<' | 'h') || previous.is_some_and(|c| c.is_ascii_alphanumeric()) {
        return None;
    }
    let address = rest.strip_prefix('<').unwrap_or(rest);
    let path = ["https://", "http://"]
        .into_iter()
        .find_map(|scheme| address.strip_prefix(scheme))?;
    let end = path
        .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '`' | '|' | '\\'))
        .unwrap_or(path.len());
    let after = path.get(end..).filter(|_| end > 0)?;
    let length = rest.len() - after.len();
    if first != '<' {
        return Some(length);
    }
    after.starts_with('>').then_some(length + 1)
}
