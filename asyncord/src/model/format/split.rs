//! Cuts text that is too long for one message.

use std::ops::Range;

use super::{
    SegmentKind,
    code::{Block, CodeFinder},
    parse,
};

/// Counts characters as Discord does for the limits of contents, embeds and names: Unicode code points.
///
/// The documentation says only "characters". That they are code points is what Discord's staff answered in
/// issue 1315 of `discord/discord-api-docs`. Clients count before sending in UTF-16 units, of which an
/// emoji has two or more; bots are not held to that. A mention or custom emoji counts as it is
/// written, and so does markdown.
///
/// ```
/// use asyncord::model::format::count_characters;
///
/// assert_eq!(count_characters("Grüße 👍"), 7);
/// assert_eq!(count_characters("👩‍👩‍👧"), 5); // three people and what joins them
/// ```
pub fn count_characters(text: &str) -> usize {
    text.chars().count()
}

/// Cuts a text into parts of at most `limit` characters, for as many messages: 2000 for a content, 4096 for
/// an embed's description.
///
/// It cuts at the end of a line in the later half of a part, else between words, else where the part is
/// full; never in a mention, a code span or a combined emoji, if those fit. A code block that fits into one
/// message stays whole, a longer one is cut at line ends, closed, and opened again with its language in the
/// next part. Spaces and empty lines at a cut are dropped, and so are parts with nothing to see, for Discord
/// refuses them; other markdown that spans a cut is not repaired. A text within the limit comes back
/// unchanged.
///
/// Where `limit` is too low for a code block's fences, blocks are cut like text; 0 counts as 1.
///
/// ```
/// use asyncord::model::format::split_message;
///
/// let log = "The log:\n```txt\nfirst line\nsecond line\nthird line\n```";
/// assert_eq!(
///     split_message(log, 33),
///     [
///         "The log:\n```txt\nfirst line\n```",
///         "```txt\nsecond line\nthird line\n```",
///     ]
///     .map(|part| part.to_owned())
/// );
/// ```
pub fn split_message(text: &str, limit: usize) -> Vec<String> {
    let mut splitter = Splitter {
        text,
        limit: limit.max(1),
        whole: Vec::new(),
        part: Part::default(),
        parts: Vec::new(),
    };
    if fits(text, splitter.limit) {
        splitter.part.push(text);
        splitter.end_part(false);
        return splitter.parts;
    }
    let mut code = CodeFinder::new(text);
    let mut blocks = Vec::new();
    for segment in parse(text) {
        match segment.kind {
            SegmentKind::Text => {}
            SegmentKind::Mention(_) => splitter.whole.push(segment.range),
            SegmentKind::Code => match code.at(segment.range.start).and_then(|code| code.block) {
                Some(block) => blocks.push((segment.range, block)),
                None => splitter.whole.push(segment.range),
            },
        }
    }
    let mut from = 0;
    for (range, block) in blocks {
        if splitter.can_hold(&range, &block) {
            splitter.add_text(from..range.start);
            from = range.end;
            splitter.add_block(range, &block);
        }
    }
    splitter.add_text(from..text.len());
    splitter.end_part(true);
    splitter.parts
}

const CLOSING: &str = "\n```";

struct Splitter<'a> {
    text: &'a str,
    limit: usize,
    /// What is not to be cut: mentions and code spans, in order.
    whole: Vec<Range<usize>>,
    part: Part,
    parts: Vec<String>,
}

/// The part that is being filled.
#[derive(Default)]
struct Part {
    text: String,
    characters: usize,
}

impl Part {
    fn push(&mut self, text: &str) {
        self.characters += count_characters(text);
        self.text.push_str(text);
    }
}

impl<'a> Splitter<'a> {
    fn slice(&self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or_default()
    }

    fn room(&self) -> usize {
        self.limit.saturating_sub(self.part.characters)
    }

    fn end_part(&mut self, trim: bool) {
        let part = std::mem::take(&mut self.part).text;
        let visible = part.trim_end();
        if !visible.trim_start().is_empty() {
            let part = if trim { visible.to_owned() } else { part };
            self.parts.push(part);
        }
    }

    fn opening(&self, block: &Block) -> String {
        format!("```{}\n", self.slice(block.language.clone()))
    }

    /// Whether a block can be given with its fences, in whole or in pieces.
    fn can_hold(&self, range: &Range<usize>, block: &Block) -> bool {
        let fences = count_characters(&self.opening(block)) + CLOSING.len();
        fences < self.limit || fits(self.slice(range.clone()), self.limit)
    }

    fn add_text(&mut self, mut range: Range<usize>) {
        loop {
            if self.part.text.is_empty() && !self.parts.is_empty() {
                // Discord does so too at the beginning of a message.
                range.start = range.end - self.slice(range.clone()).trim_start().len();
            }
            let text = self.slice(range.clone());
            let Some(window) = window(text, self.room()) else {
                self.part.push(text);
                return;
            };
            let cut = match self.word_end(range.start, window) {
                Some(cut) => cut,
                None if self.part.text.is_empty() => self.forced(range.start, window),
                // A new part has more room.
                None => range.start,
            };
            self.part.push(self.slice(range.start..cut));
            range.start = cut;
            self.end_part(true);
        }
    }

    /// Where the last line or word ends in the window, if there is any.
    fn word_end(&self, start: usize, window: &str) -> Option<usize> {
        // What follows the window may be the space that is looked for.
        let after = self.slice(start + window.len()..self.text.len());
        let next = after.chars().next().map_or(0, char::len_utf8);
        let reach = self.slice(start..start + window.len() + next);
        let half = window.len() / 2;
        let first = reach.find(|c: char| !c.is_whitespace())?;
        let mut word = None;
        for (at, c) in reach.char_indices().rev() {
            if at <= first {
                break;
            }
            if !c.is_whitespace() || self.is_whole(start + at) {
                continue;
            }
            if c == '\n' && at >= half {
                return Some(start + at);
            }
            word = word.or(Some(start + at));
            if at < half {
                break;
            }
        }
        word
    }

    /// Where to cut if there is no space.
    fn forced(&self, start: usize, window: &str) -> usize {
        let end = start + window.len();
        match self.whole_around(end) {
            Some(whole) if whole.start > start => whole.start,
            _ => self.unjoined(start, end),
        }
    }

    /// A place at `end` or a little before where no characters belong together.
    fn unjoined(&self, start: usize, end: usize) -> usize {
        let window = self.slice(start..end);
        let mut next = self.slice(end..self.text.len()).chars().next();
        let mut cut = end;
        for (at, c) in window.char_indices().rev().take(16) {
            if c != ZERO_WIDTH_JOINER && !next.is_some_and(joins) {
                return cut;
            }
            next = Some(c);
            cut = start + at;
        }
        end
    }

    fn whole_around(&self, at: usize) -> Option<&Range<usize>> {
        let index = self.whole.partition_point(|whole| whole.end <= at);
        self.whole.get(index).filter(|whole| whole.start < at)
    }

    fn is_whole(&self, at: usize) -> bool {
        self.whole_around(at).is_some()
    }

    fn add_block(&mut self, range: Range<usize>, block: &Block) {
        let text = self.slice(range);
        if fits(text, self.limit) {
            if !fits(text, self.room()) {
                self.end_part(true);
            }
            self.part.push(text);
            return;
        }
        let opening = self.opening(block);
        let fences = count_characters(&opening) + CLOSING.len();
        let mut code = self.slice(block.content.clone()).trim_matches('\n');
        while !code.is_empty() {
            let room = self.room().saturating_sub(fences);
            let rest = match window(code, room) {
                None => "",
                Some(window) => match line_end(code, window) {
                    Some(end) => code.get(end..).unwrap_or_default(),
                    None if self.part.text.is_empty() => {
                        code.get(window.len()..).unwrap_or_default()
                    }
                    None => {
                        self.end_part(true);
                        continue;
                    }
                },
            };
            let piece = code.get(..code.len() - rest.len()).unwrap_or_default();
            self.part.push(&opening);
            self.part.push(piece.trim_end_matches('\n'));
            self.part.push(CLOSING);
            code = rest.trim_start_matches('\n');
            if !code.is_empty() {
                self.end_part(true);
            }
        }
    }
}

const ZERO_WIDTH_JOINER: char = '\u{200d}';

/// Whether a character changes the one before: accents, variation selectors, skin tones, joiners.
fn joins(c: char) -> bool {
    matches!(
        c,
        ZERO_WIDTH_JOINER
            | '\u{300}'..='\u{36f}'
            | '\u{20d0}'..='\u{20ff}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{1f3fb}'..='\u{1f3ff}'
    )
}

fn fits(text: &str, limit: usize) -> bool {
    window(text, limit).is_none()
}

/// As many of the first characters as there is room for, or `None` if there is room for all.
fn window(text: &str, room: usize) -> Option<&str> {
    let (end, _) = text.char_indices().nth(room)?;
    text.get(..end)
}

/// Where the last line in the window of a code ends.
fn line_end(code: &str, window: &str) -> Option<usize> {
    if code.get(window.len()..)?.starts_with('\n') {
        return Some(window.len());
    }
    window.rfind('\n').filter(|end| *end > 0)
}
