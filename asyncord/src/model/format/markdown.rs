//! Writes markdown.

use std::fmt::{Display, Write};

use super::code::language_length;

macro_rules! wrappers {
    ($( $(#[$doc:meta])+ $name:ident $mark:literal )+) => {$(
        $(#[$doc])+
        ///
        /// Nothing in the text is changed; see [`escape_markdown`](super::escape_markdown) for text of
        /// others.
        ///
        /// Discord docs: API Reference/Message Formatting.
        pub fn $name(text: impl Display) -> String {
            format!(concat!($mark, "{}", $mark), text)
        }
    )+};
}

wrappers! {
    /// Bold text: `**text**`.
    bold "**"
    /// Italic text: `*text*`. It may not begin or end with a space.
    italic "*"
    /// Underlined text: `__text__`.
    underline "__"
    /// Text that is struck through: `~~text~~`.
    strikethrough "~~"
    /// Text that is hidden until it is clicked: `||text||`.
    spoiler "||"
}

const ZERO_WIDTH_SPACE: char = '\u{200b}';

/// Code within a line: `` `text` ``, whatever the text.
///
/// Backticks in it are shown. Where that cannot be had otherwise, as with both one and two of them in a row,
/// zero-width spaces are put between.
///
/// ```
/// use asyncord::model::format::inline_code;
///
/// assert_eq!(inline_code("cargo doc"), "`cargo doc`");
/// assert_eq!(inline_code("a `quoted` word"), "``a `quoted` word``");
/// assert_eq!(inline_code("`"), "`` ` ``");
/// ```
pub fn inline_code(text: impl Display) -> String {
    let text = text.to_string();
    if text.is_empty() {
        // Two backticks alone are no code.
        return "` `".to_owned();
    }
    let runs = || text.split(|c| c != '`').map(str::len);
    let (text, fence) = if !runs().any(|length| length == 1) {
        (text, "`")
    } else if runs().any(|length| length == 2) {
        (separate(&text, 2), "``")
    } else {
        (text, "``")
    };
    // Clients take away one space beside a backtick.
    let before = pad(text.trim_start_matches(' ').starts_with('`'));
    let after = pad(text.trim_end_matches(' ').ends_with('`'));
    format!("{fence}{before}{text}{after}{fence}")
}

fn pad(needed: bool) -> &'static str {
    if needed { " " } else { "" }
}

/// Puts zero-width spaces into runs of backticks of at least a length, between all of their backticks.
fn separate(text: &str, length: usize) -> String {
    let mut separated = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('`') {
        let (before, from_run) = rest.split_at(start);
        let behind = from_run.trim_start_matches('`');
        let run = from_run.len() - behind.len();
        separated.push_str(before);
        for backtick in 0..run {
            if backtick > 0 && run >= length {
                separated.push(ZERO_WIDTH_SPACE);
            }
            separated.push('`');
        }
        rest = behind;
    }
    separated.push_str(rest);
    separated
}

/// Code on lines of its own, coloured as `language` says; `""` names none.
///
/// Three backticks or more in the text are kept apart by zero-width spaces, so that they do not end the
/// block. A language has letters, digits and `_+-.#`; another is left out. The text is shown without
/// empty lines around it.
///
/// ```
/// use asyncord::model::format::code_block;
///
/// assert_eq!(code_block("rust", "fn main() {}"), "```rust\nfn main() {}\n```");
/// ```
pub fn code_block(language: &str, text: impl Display) -> String {
    let is_language = language_length(language) == language.len();
    let language = if is_language { language } else { "" };
    let mut text = separate(&text.to_string(), 3);
    if text.trim_matches('\n').is_empty() {
        // A block with nothing in it is none.
        text.push(' ');
    }
    format!("```{language}\n{text}\n```")
}

/// Puts a marker before each line.
fn mark_lines(marker: &str, text: &impl Display) -> String {
    let text = text.to_string();
    let lines = text.split('\n').map(|line| format!("{marker}{line}"));
    lines.collect::<Vec<_>>().join("\n")
}

/// A quote: `> ` before each line. It has to stand at the beginning of a line.
///
/// ```
/// use asyncord::model::format::quote;
///
/// assert_eq!(quote("to be\nor not"), "> to be\n> or not");
/// ```
pub fn quote(text: impl Display) -> String {
    mark_lines("> ", &text)
}

/// A quote up to the end of the message: `>>> text`. It has to stand at the beginning of a line.
pub fn block_quote(text: impl Display) -> String {
    format!(">>> {text}")
}

/// A large heading: `# text`. It has to stand at the beginning of a line; of more lines each is one.
///
/// ```
/// use asyncord::model::format::{heading1, subtext};
///
/// let text = format!("{}\n{}", heading1("News"), subtext("of today"));
/// assert_eq!(text, "# News\n-# of today");
/// ```
pub fn heading1(text: impl Display) -> String {
    mark_lines("# ", &text)
}

/// A middle heading: `## text`. It has to stand at the beginning of a line; of more lines each is one.
pub fn heading2(text: impl Display) -> String {
    mark_lines("## ", &text)
}

/// A small heading: `### text`. It has to stand at the beginning of a line; of more lines each is one.
pub fn heading3(text: impl Display) -> String {
    mark_lines("### ", &text)
}

/// Small grey text: `-# ` before each line. It has to stand at the beginning of a line.
pub fn subtext(text: impl Display) -> String {
    mark_lines("-# ", &text)
}

/// A text that is a link: `[text](url)`.
///
/// Brackets in the text are escaped; what would end the address early is percent-encoded. Clients show no
/// link where the text looks like an address itself. [`hide_embed`] may be given as the address.
///
/// ```
/// use asyncord::model::format::{hide_embed, masked_link};
///
/// assert_eq!(masked_link("docs", "https://docs.rs"), "[docs](https://docs.rs)");
/// assert_eq!(masked_link("docs", hide_embed("https://docs.rs")), "[docs](<https://docs.rs>)");
/// assert_eq!(
///     masked_link("a [1]", "https://a.example/b_(c)"),
///     r"[a \[1\]](https://a.example/b_%28c%29)"
/// );
/// ```
pub fn masked_link(text: impl Display, url: impl Display) -> String {
    let url = url.to_string();
    let hidden = url
        .strip_prefix('<')
        .and_then(|address| address.strip_suffix('>'));
    let mut link = "[".to_owned();
    let mut is_escaped = false;
    for c in text.to_string().chars() {
        if matches!(c, '[' | ']') && !is_escaped {
            link.push('\\');
        }
        is_escaped = c == '\\' && !is_escaped;
        link.push(c);
    }
    if is_escaped {
        // It would escape the bracket.
        link.push('\\');
    }
    link.push_str("](");
    match hidden {
        Some(address) => link.push_str(&hide_embed(address)),
        None => push_address(&mut link, &url),
    }
    link.push(')');
    link
}

/// An address that is a link without a preview below the message: `<url>`.
///
/// What would end it early is percent-encoded.
///
/// ```
/// use asyncord::model::format::hide_embed;
///
/// assert_eq!(hide_embed("https://docs.rs"), "<https://docs.rs>");
/// ```
pub fn hide_embed(url: impl Display) -> String {
    let mut link = "<".to_owned();
    push_address(&mut link, &url.to_string());
    link.push('>');
    link
}

fn push_address(link: &mut String, address: &str) {
    for c in address.chars() {
        if matches!(c, '(' | ')' | '<' | '>' | '"' | '\\') || c.is_whitespace() || c.is_control() {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                // Writing to a string does not fail.
                _ = write!(link, "%{byte:02X}");
            }
        } else {
            link.push(c);
        }
    }
}

/// A list: `- ` before each item. It has to stand at the beginning of a line.
///
/// Further lines of an item are indented, so that a list within is one of the next level.
///
/// ```
/// use asyncord::model::format::{bullet_list, numbered_list};
///
/// let inner = numbered_list(1, ["ash", "oak"]);
/// assert_eq!(
///     bullet_list([format!("trees\n{inner}"), "bushes".to_owned()]),
///     "- trees\n  1. ash\n  2. oak\n- bushes"
/// );
/// ```
pub fn bullet_list<T: Display>(items: impl IntoIterator<Item = T>) -> String {
    let mut list = String::new();
    for item in items {
        push_item(&mut list, "- ", &item);
    }
    list
}

/// A numbered list: `1. ` before the first item if `first` is 1, and so on. It has to stand at the
/// beginning of a line.
///
/// Further lines of an item are indented, so that a list within is one of the next level.
pub fn numbered_list<T: Display>(first: u32, items: impl IntoIterator<Item = T>) -> String {
    let mut list = String::new();
    for (number, item) in (u64::from(first)..).zip(items) {
        push_item(&mut list, &format!("{number}. "), &item);
    }
    list
}

fn push_item(list: &mut String, marker: &str, item: &impl Display) {
    if !list.is_empty() {
        list.push('\n');
    }
    list.push_str(marker);
    let indented = format!("\n{}", " ".repeat(marker.len()));
    list.push_str(&item.to_string().replace('\n', &indented));
}
