//! Finds opcode, sequence, name and payload of a gateway frame without decoding the payload.
//!
//! Most frames of a busy bot are events that nobody asked for. Discord writes `t`, `s` and `op` before
//! `d`, so that such a frame costs the reading of some fifty bytes, however long it is. Any other order of
//! the keys is read correctly too, only slower.

use std::{borrow::Cow, ops::Range};

#[cfg(test)]
mod tests;

/// The outer object of a gateway frame.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Envelope<'a> {
    /// The opcode.
    pub(crate) op: u64,
    /// The sequence number, in dispatches.
    pub(crate) sequence: Option<u64>,
    /// The event's name, in dispatches.
    pub(crate) name: Option<Cow<'a, str>>,
    /// Where the payload's JSON stands in the frame; empty if there is none.
    pub(crate) data: Range<usize>,
}

/// A frame that is not a JSON object with an opcode.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("malformed frame: {expected} expected at byte {at}")]
pub(crate) struct EnvelopeError {
    expected: &'static str,
    at: usize,
}

/// Reads the envelope of a frame.
///
/// The payload itself is not checked. Where it stands last, as Discord sends it, it is taken to reach up
/// to the frame's closing brace: a decoder of the payload must therefore refuse trailing characters, as
/// `serde_json::from_str` does.
pub(crate) fn scan(text: &str) -> Result<Envelope<'_>, EnvelopeError> {
    let mut cursor = Cursor { text, at: 0 };
    let mut op = None;
    let mut sequence = None;
    let mut name = None;
    let mut data = 0..0;
    // `s` and `t` may be null: that they were there at all is what counts.
    let mut rest_seen = (false, false);

    cursor.expect(b'{', "`{`")?;
    if cursor.peek() == Some(b'}') {
        return Err(cursor.error("`op`"));
    }
    loop {
        match cursor.key()? {
            Key::Op => op = Some(cursor.integer()?),
            Key::Sequence => {
                sequence = cursor.unless_null(Cursor::integer)?;
                rest_seen.0 = true;
            }
            Key::Name => {
                name = cursor.unless_null(Cursor::string)?;
                rest_seen.1 = true;
            }
            Key::Data => {
                if let (Some(op), (true, true)) = (op, rest_seen)
                    && let Some(data) = cursor.last_value()
                {
                    return Ok(Envelope {
                        op,
                        sequence,
                        name,
                        data,
                    });
                }
                data = cursor.value()?;
            }
            Key::Other => {
                cursor.value()?;
            }
        }
        match cursor.next() {
            Some(b',') => {}
            Some(b'}') => break,
            _ => return Err(cursor.error("`,` or `}`")),
        }
    }
    if cursor.peek().is_some() {
        return Err(cursor.error("the end"));
    }
    let op = op.ok_or_else(|| cursor.error("`op`"))?;
    Ok(Envelope {
        op,
        sequence,
        name,
        data,
    })
}

/// Reads of the beginning of a frame what stands before the payload: of a frame that is too large to be kept.
pub(crate) fn beginning(text: &str) -> Envelope<'_> {
    let mut envelope = Envelope {
        op: 0,
        sequence: None,
        name: None,
        data: 0..0,
    };
    // Where the beginning ends is no mistake of the frame.
    let _ = read_beginning(&mut Cursor { text, at: 0 }, &mut envelope);
    envelope
}

fn read_beginning<'a>(
    cursor: &mut Cursor<'a>,
    envelope: &mut Envelope<'a>,
) -> Result<(), EnvelopeError> {
    cursor.expect(b'{', "`{`")?;
    loop {
        match cursor.key()? {
            Key::Op => envelope.op = cursor.integer()?,
            Key::Sequence => envelope.sequence = cursor.unless_null(Cursor::integer)?,
            Key::Name => envelope.name = cursor.unless_null(Cursor::string)?,
            Key::Data => return Ok(()),
            Key::Other => {
                cursor.value()?;
            }
        }
        cursor.expect(b',', "`,`")?;
    }
}

/// Finds the value of a key of an object, without reading what stands behind it.
pub(crate) fn field<'a>(json: &'a str, name: &str) -> Option<&'a str> {
    let mut cursor = Cursor { text: json, at: 0 };
    cursor.expect(b'{', "`{`").ok()?;
    loop {
        let key = cursor.string().ok()?;
        cursor.expect(b':', "`:`").ok()?;
        let value = cursor.value().ok()?;
        if key == name {
            return Some(&json[value]);
        }
        cursor.expect(b',', "`,`").ok()?;
    }
}

enum Key {
    Op,
    Sequence,
    Name,
    Data,
    Other,
}

struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    fn error(&self, expected: &'static str) -> EnvelopeError {
        EnvelopeError {
            expected,
            at: self.at,
        }
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is not white space, which stays to be read.
    fn peek(&mut self) -> Option<u8> {
        loop {
            match self.byte() {
                Some(byte) if is_space(byte) => self.at += 1,
                other => return other,
            }
        }
    }

    /// The next byte that is not white space.
    fn next(&mut self) -> Option<u8> {
        let byte = self.peek();
        if byte.is_some() {
            self.at += 1;
        }
        byte
    }

    fn expect(&mut self, byte: u8, expected: &'static str) -> Result<(), EnvelopeError> {
        if self.peek() == Some(byte) {
            self.at += 1;
            Ok(())
        } else {
            Err(self.error(expected))
        }
    }

    /// A key and the colon behind it.
    fn key(&mut self) -> Result<Key, EnvelopeError> {
        self.peek();
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let (key, length) = match rest {
            [b'"', b't', b'"', ..] => (Key::Name, 3),
            [b'"', b's', b'"', ..] => (Key::Sequence, 3),
            [b'"', b'd', b'"', ..] => (Key::Data, 3),
            [b'"', b'o', b'p', b'"', ..] => (Key::Op, 4),
            _ => match &*self.string()? {
                // Only written with escapes do they come here.
                "t" => (Key::Name, 0),
                "s" => (Key::Sequence, 0),
                "d" => (Key::Data, 0),
                "op" => (Key::Op, 0),
                _ => (Key::Other, 0),
            },
        };
        self.at += length;
        self.expect(b':', "`:`")?;
        Ok(key)
    }

    fn unless_null<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, EnvelopeError>,
    ) -> Result<Option<T>, EnvelopeError> {
        if self.peek() != Some(b'n') {
            return read(self).map(Some);
        }
        let word = self.scalar()?;
        if self.text[word] == *"null" {
            Ok(None)
        } else {
            Err(self.error("`null`"))
        }
    }

    fn integer(&mut self) -> Result<u64, EnvelopeError> {
        self.peek();
        let start = self.at;
        let mut number = 0u64;
        while let Some(digit @ b'0'..=b'9') = self.byte() {
            number = number
                .checked_mul(10)
                .and_then(|number| number.checked_add(u64::from(digit - b'0')))
                .ok_or_else(|| self.error("a number below 2^64"))?;
            self.at += 1;
        }
        if self.at == start {
            return Err(self.error("a number"));
        }
        Ok(number)
    }

    /// A string, with its escapes resolved if it has any.
    fn string(&mut self) -> Result<Cow<'a, str>, EnvelopeError> {
        self.expect(b'"', "`\"`")?;
        let start = self.at;
        if !self.pass_string()? {
            return Ok(Cow::Borrowed(&self.text[start..self.at - 1]));
        }
        serde_json::from_str(&self.text[start - 1..self.at])
            .map(Cow::Owned)
            .map_err(|_| EnvelopeError {
                expected: "a string",
                at: start,
            })
    }

    /// Goes behind the end of a string whose opening quote has been read; whether it has escapes.
    fn pass_string(&mut self) -> Result<bool, EnvelopeError> {
        let mut escapes = false;
        loop {
            match self.byte() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(escapes);
                }
                Some(b'\\') => {
                    escapes = true;
                    self.at += 2;
                }
                Some(_) => self.at += 1,
                None => {
                    self.at = self.text.len();
                    return Err(self.error("`\"`"));
                }
            }
        }
    }

    /// Goes behind a value of any kind; where it stands.
    fn value(&mut self) -> Result<Range<usize>, EnvelopeError> {
        match self.peek() {
            Some(b'"') => {
                let start = self.at;
                self.at += 1;
                self.pass_string()?;
                Ok(start..self.at)
            }
            Some(b'{' | b'[') => {
                let start = self.at;
                self.pass_nested()?;
                Ok(start..self.at)
            }
            _ => self.scalar(),
        }
    }

    /// Goes behind an object or array, to which the cursor points. A count takes the place of recursion:
    /// no depth of nesting can exhaust the stack.
    fn pass_nested(&mut self) -> Result<(), EnvelopeError> {
        let mut depth = 0usize;
        loop {
            let byte = self.byte().ok_or_else(|| self.error("`}` or `]`"))?;
            self.at += 1;
            match byte {
                b'"' => {
                    self.pass_string()?;
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' => {
                    depth -= 1;
                    if depth == 0 {
                        return Ok(());
                    }
                }
                _ => {}
            }
        }
    }

    /// A number, `true`, `false` or `null`.
    fn scalar(&mut self) -> Result<Range<usize>, EnvelopeError> {
        self.peek();
        let start = self.at;
        while let Some(b'+' | b'-' | b'.' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z') = self.byte() {
            self.at += 1;
        }
        let is_value = match &self.text[start..self.at] {
            "null" | "true" | "false" => true,
            number => number.starts_with(|first: char| first == '-' || first.is_ascii_digit()),
        };
        if is_value {
            Ok(start..self.at)
        } else {
            self.at = start;
            Err(self.error("a value"))
        }
    }

    /// Where the object at the cursor stands, if it is the last value of the frame: found from the end,
    /// without touching it. `None` if it is not, or if that cannot be told so cheaply.
    fn last_value(&mut self) -> Option<Range<usize>> {
        if self.peek()? != b'{' {
            return None;
        }
        let outer = trim_end(self.text.as_bytes()).strip_suffix(b"}")?;
        let value = trim_end(outer);
        let end = value.len();
        (end > self.at + 1 && value.last() == Some(&b'}')).then_some(self.at..end)
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r' | b'\t')
}

fn trim_end(bytes: &[u8]) -> &[u8] {
    let end = bytes
        .iter()
        .rposition(|&byte| !is_space(byte))
        .map_or(0, |last| last + 1);
    &bytes[..end]
}
