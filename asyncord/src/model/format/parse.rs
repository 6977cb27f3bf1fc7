//! Finds mentions in a text.

use std::{iter::FusedIterator, ops::Range};

use super::{
    Mention,
    code::{CodeFinder, run_length},
    scan,
};

/// A part of a text that [`parse`] found.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Segment<'a> {
    /// Where it stands in the text, in bytes.
    pub range: Range<usize>,
    /// The part itself, as it was written.
    pub text: &'a str,
    /// What it is.
    pub kind: SegmentKind,
}

/// What a [`Segment`] is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SegmentKind {
    /// Text without mentions, with its markdown.
    Text,
    /// A code span or code block with its backticks; nothing in it is a mention.
    Code,
    /// A mention, an emoji, a time.
    Mention(Mention),
}

impl Segment<'_> {
    /// The mention that it is, if it is one.
    pub const fn mention(&self) -> Option<&Mention> {
        match &self.kind {
            SegmentKind::Mention(mention) => Some(mention),
            _ => None,
        }
    }
}

/// The segments of a text in order, without gaps; made by [`parse`].
#[derive(Clone, Debug)]
#[must_use = "iterators do nothing unless they are asked"]
pub struct Parser<'a> {
    text: &'a str,
    /// Everything before was given.
    position: usize,
    /// A segment that text stood before.
    pending: Option<Segment<'a>>,
    code: CodeFinder<'a>,
    including_escaped: bool,
}

/// Takes a text apart into mentions and what stands between.
///
/// The segments follow each other without gaps: put together they are the text. As in clients, nothing in
/// code and nothing behind a backslash is a mention; [`Parser::including_escaped`] finds those too.
/// `@everyone` and `@here` are found also within words, to be on the safe side. It takes linear time, whatever
/// the text.
///
/// ```
/// use asyncord::model::format::{self, Mention, SegmentKind};
///
/// // Shows names in place of ids.
/// let readable: String = format::parse("Ask <@80351110224678912>, not `<@5>`")
///     .map(|segment| match segment.kind {
///         SegmentKind::Mention(Mention::User(id)) if id == 80351110224678912 => "@nelly".to_owned(),
///         _ => segment.text.to_owned(),
///     })
///     .collect();
/// assert_eq!(readable, "Ask @nelly, not `<@5>`");
/// ```
///
/// Whom a received message really notified stand in its `mentions`, `mention_roles` and
/// `mention_everyone`.
///
/// Discord docs: API Reference/Message Formatting.
pub const fn parse(text: &str) -> Parser<'_> {
    Parser {
        text,
        position: 0,
        pending: None,
        code: CodeFinder::new(text),
        including_escaped: false,
    }
}

/// The mentions in a text, in order, as [`parse`] finds them.
///
/// ```
/// use asyncord::model::format::{self, Mention};
///
/// let users: Vec<_> = format::mentions("<@1> and <@2> in <#3>")
///     .filter_map(|mention| match mention {
///         Mention::User(id) => Some(id),
///         _ => None,
///     })
///     .collect();
/// assert_eq!(users, [1, 2]);
/// ```
pub fn mentions(text: &str) -> impl Iterator<Item = Mention> {
    parse(text).filter_map(|segment| match segment.kind {
        SegmentKind::Mention(mention) => Some(mention),
        _ => None,
    })
}

impl<'a> Parser<'a> {
    /// Finds mentions in code and behind backslashes too, where clients show them as they were written.
    /// No segment is [`SegmentKind::Code`] then.
    pub fn including_escaped(mut self) -> Self {
        self.including_escaped = true;
        self
    }

    fn segment(&self, range: Range<usize>, kind: SegmentKind) -> Option<Segment<'a>> {
        let text = self.text.get(range.clone())?;
        Some(Segment { range, text, kind })
    }

    /// The next segment that is not text.
    fn find_special(&mut self) -> Option<Segment<'a>> {
        let text = self.text;
        let mut from = self.position;
        loop {
            let start = from + text.get(from..)?.find(['<', '@', '`', '\\'])?;
            let rest = text.get(start..)?;
            from = match rest.as_bytes().first()? {
                b'\\' | b'`' if self.including_escaped => start + 1,
                b'\\' => start + escape_length(rest),
                b'`' => match self.code.at(start) {
                    Some(code) => return self.segment(code.range, SegmentKind::Code),
                    None => start + run_length(text, start),
                },
                _ => match scan::at_start(rest) {
                    Some((mention, length)) => {
                        let range = start..start + length;
                        return self.segment(range, SegmentKind::Mention(mention));
                    }
                    None => start + 1,
                },
            };
        }
    }
}

/// A backslash takes the next character's meaning, except that of letters, digits and spaces.
fn escape_length(text: &str) -> usize {
    let escaped = text.chars().nth(1);
    let escaped = escaped.filter(|c| !c.is_ascii_alphanumeric() && !c.is_whitespace());
    1 + escaped.map_or(0, char::len_utf8)
}

impl<'a> Iterator for Parser<'a> {
    type Item = Segment<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.position;
        let special = match self.pending.take() {
            Some(pending) => Some(pending),
            None if start == self.text.len() => None,
            None => self.find_special(),
        };
        let text_end = special
            .as_ref()
            .map_or(self.text.len(), |segment| segment.range.start);
        if start < text_end {
            self.pending = special;
            self.position = text_end;
            return self.segment(start..text_end, SegmentKind::Text);
        }
        let special = special?;
        self.position = special.range.end;
        Some(special)
    }
}

impl FusedIterator for Parser<'_> {}
