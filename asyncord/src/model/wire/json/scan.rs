//! The text, byte by byte: tokens, strings, numbers, and what is skipped.

use super::Error;

/// How deeply arrays and objects may stand in one another, as in serde_json.
const MOST_DEPTH: u8 = 127;

/// A text that is being read.
pub(super) struct Reader<'de> {
    text: &'de str,
    at: usize,
    depth: u8,
    /// The string with escapes that was read last.
    unescaped: String,
    /// What is open around the value that is being skipped.
    open: Open,
}

/// Which of the arrays and objects that are open are objects, as bits: what is skipped takes no memory as
/// long as it is not nested deeper than Discord nests.
#[derive(Default)]
struct Open {
    depth: usize,
    innermost: u64,
    outer: Vec<u64>,
}

impl Open {
    fn clear(&mut self) {
        self.depth = 0;
        self.outer.clear();
    }

    #[inline]
    fn push(&mut self, is_object: bool) {
        if self.depth > 0 && self.depth.is_multiple_of(64) {
            self.outer.push(self.innermost);
        }
        self.innermost = self.innermost << 1 | u64::from(is_object);
        self.depth += 1;
    }

    #[inline]
    fn pop(&mut self) {
        self.innermost >>= 1;
        self.depth = self.depth.saturating_sub(1);
        if self.depth > 0 && self.depth.is_multiple_of(64) {
            self.innermost = self.outer.pop().unwrap_or_default();
        }
    }

    /// Whether the innermost is an object; `None` where nothing is open.
    #[inline]
    fn is_object(&self) -> Option<bool> {
        (self.depth > 0).then_some(self.innermost & 1 == 1)
    }
}

/// A string: lent from the text, or without its escapes.
pub(super) enum Text<'de, 'a> {
    Lent(&'de str),
    Unescaped(&'a str),
}

/// A number.
pub(super) enum Number<'de> {
    Unsigned(u64),
    Signed(i64),
    /// With a fraction or exponent, or too large for an integer.
    Other(&'de str),
}

impl<'de> Reader<'de> {
    pub(super) fn new(text: &'de str) -> Self {
        Self {
            text,
            at: 0,
            depth: 0,
            unescaped: String::new(),
            open: Open::default(),
        }
    }

    /// The byte at the place that was reached.
    #[inline]
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// What is left of the text.
    #[inline]
    fn rest(&self) -> &'de [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// The next byte that is not white space; it stays next.
    #[inline]
    pub(super) fn token(&mut self) -> Result<u8, Error> {
        loop {
            match self.byte() {
                Some(b' ' | b'\n' | b'\t' | b'\r') => self.at += 1,
                Some(byte) => return Ok(byte),
                None => return Err(Error::syntax("EOF while parsing a value")),
            }
        }
    }

    /// Passes the byte that is next.
    #[inline]
    pub(super) fn pass(&mut self) {
        self.at += 1;
    }

    /// Passes this token, or fails.
    #[inline]
    pub(super) fn expect(&mut self, byte: u8, message: &'static str) -> Result<(), Error> {
        if self.token()? != byte {
            return Err(Error::syntax(message));
        }
        self.at += 1;
        Ok(())
    }

    /// Makes sure that nothing follows.
    pub(super) fn end(&mut self) -> Result<(), Error> {
        match self.token() {
            Ok(_) => Err(Error::syntax("trailing characters")),
            Err(_) => Ok(()),
        }
    }

    /// Whether a number begins here, white space not passed.
    pub(super) fn is_at_number(&self) -> bool {
        matches!(self.byte(), Some(b'-' | b'0'..=b'9'))
    }

    /// Passes the quote that stands at once after a number.
    pub(super) fn end_numeric_key(&mut self) -> Result<(), Error> {
        if self.byte() != Some(b'"') {
            return Err(Error::syntax("expected `\"`"));
        }
        self.at += 1;
        Ok(())
    }

    /// Goes into an array or object.
    #[inline]
    pub(super) fn enter(&mut self) -> Result<(), Error> {
        if self.depth >= MOST_DEPTH {
            return Err(Error::syntax("recursion limit exceeded"));
        }
        self.depth += 1;
        Ok(())
    }

    /// Comes out of an array or object.
    #[inline]
    pub(super) fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    /// Passes the rest of `null`, `true` or `false`, of which the first byte is next.
    #[inline]
    pub(super) fn word(&mut self, word: &'static str) -> Result<(), Error> {
        if !self.rest().starts_with(word.as_bytes()) {
            return Err(Error::syntax("expected ident"));
        }
        self.at += word.len();
        Ok(())
    }

    /// Reads a string whose opening quote was passed.
    #[allow(
        clippy::inline_always,
        reason = "a fifth of the instructions that a message takes is here"
    )]
    #[inline(always)]
    pub(super) fn string(&mut self) -> Result<Text<'de, '_>, Error> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let length = plain(rest.as_bytes());
        if rest.as_bytes().get(length) == Some(&b'"') {
            self.at += length + 1;
            return Ok(Text::Lent(rest.get(..length).unwrap_or_default()));
        }
        self.unescape(length)?;
        Ok(Text::Unescaped(&self.unescaped))
    }

    /// Reads a string that begins with so many plain bytes and is not plain.
    #[inline(never)]
    fn unescape(&mut self, plain: usize) -> Result<(), Error> {
        self.unescaped.clear();
        let mut start = self.at;
        self.at += plain;
        loop {
            let plain = self.text.get(start..self.at).unwrap_or_default();
            self.unescaped.push_str(plain);
            match self.byte() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(());
                }
                Some(b'\\') => {
                    self.at += 1;
                    let character = self.escape()?;
                    self.unescaped.push(character);
                }
                other => return Err(not_in_strings(other)),
            }
            start = self.at;
            self.at += self::plain(self.rest());
        }
    }

    /// Reads an escape whose backslash was passed.
    fn escape(&mut self) -> Result<char, Error> {
        let byte = self.byte();
        self.at += 1;
        Ok(match byte {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                let first = self.hex()?;
                match first {
                    0xd800..=0xdbff => {
                        // The first half of a character beyond U+FFFF.
                        if !self.rest().starts_with(b"\\u") {
                            return Err(Error::syntax("unexpected end of hex escape"));
                        }
                        self.at += 2;
                        let second = self.hex()?;
                        if !(0xdc00..=0xdfff).contains(&second) {
                            return Err(Error::syntax("lone leading surrogate in hex escape"));
                        }
                        let code = 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00);
                        char::from_u32(code)
                    }
                    first => char::from_u32(first),
                }
                .ok_or_else(|| Error::syntax("lone leading surrogate in hex escape"))?
            }
            _ => return Err(Error::syntax("invalid escape")),
        })
    }

    /// Reads four hex digits.
    fn hex(&mut self) -> Result<u32, Error> {
        let digits = self.rest().get(..4).unwrap_or_default();
        if digits.is_empty() || !digits.iter().all(u8::is_ascii_hexdigit) {
            return Err(Error::syntax("invalid escape"));
        }
        self.at += 4;
        Ok(digits.iter().fold(0, |code, digit| {
            code << 4 | char::from(*digit).to_digit(16).unwrap_or_default()
        }))
    }

    /// Reads a number, of which the first byte is next.
    #[inline]
    pub(super) fn number(&mut self) -> Result<Number<'de>, Error> {
        let start = self.at;
        let is_negative = self.byte() == Some(b'-');
        if is_negative {
            self.at += 1;
        }
        let first = self.at;
        let mut value = 0_u64;
        while let Some(digit @ b'0'..=b'9') = self.byte() {
            value = value.wrapping_mul(10).wrapping_add(u64::from(digit - b'0'));
            self.at += 1;
        }
        let digits = self.at - first;
        if digits == 0 || (digits > 1 && self.text.as_bytes().get(first) == Some(&b'0')) {
            return Err(Error::syntax("invalid number"));
        }
        if let Some(b'.' | b'e' | b'E') = self.byte() {
            self.fraction()?;
        // Nineteen digits are less than 2^64.
        } else if digits <= 19 {
            if !is_negative {
                return Ok(Number::Unsigned(value));
            }
            // Below the least integer, and -0, it is a number with a fraction.
            let value = value.cast_signed().wrapping_neg();
            if value < 0 {
                return Ok(Number::Signed(value));
            }
        } else if let Some(Ok(value)) = self.text.get(start..self.at).map(str::parse) {
            return Ok(Number::Unsigned(value));
        }
        Ok(Number::Other(
            self.text.get(start..self.at).unwrap_or_default(),
        ))
    }

    /// Passes a fraction and an exponent.
    fn fraction(&mut self) -> Result<(), Error> {
        if self.byte() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.byte() {
            self.at += 1;
            if let Some(b'+' | b'-') = self.byte() {
                self.at += 1;
            }
            self.digits()?;
        }
        Ok(())
    }

    fn digits(&mut self) -> Result<(), Error> {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.byte() {
            self.at += 1;
        }
        if self.at == start {
            return Err(Error::syntax("invalid number"));
        }
        Ok(())
    }

    /// Passes a value, and gives it as it stands in the text.
    pub(super) fn raw(&mut self) -> Result<&'de str, Error> {
        self.token()?;
        let start = self.at;
        self.skip()?;
        Ok(self.text.get(start..self.at).unwrap_or_default())
    }

    /// Passes a value of any depth, and makes sure that it is JSON.
    pub(super) fn skip(&mut self) -> Result<(), Error> {
        self.open.clear();
        loop {
            let first = self.token()?;
            match first {
                b'"' => {
                    self.at += 1;
                    self.skip_string()?;
                }
                b'n' => self.word("null")?,
                b't' => self.word("true")?,
                b'f' => self.word("false")?,
                b'-' | b'0'..=b'9' => {
                    self.number()?;
                }
                b'{' | b'[' => {
                    self.at += 1;
                    let is_object = first == b'{';
                    if self.token()? == if is_object { b'}' } else { b']' } {
                        self.at += 1;
                    } else {
                        self.open.push(is_object);
                        if is_object {
                            self.skip_key()?;
                        }
                        continue;
                    }
                }
                _ => return Err(Error::syntax("expected value")),
            }
            if self.leave_skipped()? {
                return Ok(());
            }
        }
    }

    /// Passes what ends after a value that was skipped; tells whether all ended, else a value is next.
    fn leave_skipped(&mut self) -> Result<bool, Error> {
        while let Some(is_object) = self.open.is_object() {
            match self.token()? {
                b',' => {
                    self.at += 1;
                    if is_object {
                        self.skip_key()?;
                    }
                    return Ok(false);
                }
                b'}' if is_object => {}
                b']' if !is_object => {}
                _ => return Err(Error::syntax("expected `,` or the end")),
            }
            self.at += 1;
            self.open.pop();
        }
        Ok(true)
    }

    fn skip_key(&mut self) -> Result<(), Error> {
        self.expect(b'"', "key must be a string")?;
        self.skip_string()?;
        self.expect(b':', "expected `:`")
    }

    fn skip_string(&mut self) -> Result<(), Error> {
        loop {
            self.at += plain(self.rest());
            match self.byte() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(());
                }
                Some(b'\\') => {
                    self.at += 1;
                    if self.byte() == Some(b'u') {
                        // Halves of characters may stand alone in what no one reads.
                        self.at += 1;
                        self.hex()?;
                    } else {
                        self.escape()?;
                    }
                }
                other => return Err(not_in_strings(other)),
            }
        }
    }
}

#[cold]
fn not_in_strings(byte: Option<u8>) -> Error {
    Error::syntax(match byte {
        None => "EOF while parsing a string",
        Some(_) => "control character (\\u0000-\\u001F) found while parsing a string",
    })
}

/// How many bytes come before the first quote, backslash or control character.
#[allow(clippy::inline_always, reason = "see `Reader::string`")]
#[inline(always)]
fn plain(bytes: &[u8]) -> usize {
    const ONES: u64 = u64::from_ne_bytes([0x01; 8]);
    const HIGHEST: u64 = u64::from_ne_bytes([0x80; 8]);
    const QUOTES: u64 = u64::from_ne_bytes([b'"'; 8]);
    const BACKSLASHES: u64 = u64::from_ne_bytes([b'\\'; 8]);
    const SPACES: u64 = u64::from_ne_bytes([b' '; 8]);

    let mut rest = bytes;
    while let Some((eight, after)) = rest.split_first_chunk() {
        let eight = u64::from_le_bytes(*eight);
        // Taking one from 0 sets the highest bit, as taking 32 from less does; of bytes that have it
        // already none is looked for.
        let found = ((eight ^ QUOTES).wrapping_sub(ONES)
            | (eight ^ BACKSLASHES).wrapping_sub(ONES)
            | eight.wrapping_sub(SPACES))
            & !eight
            & HIGHEST;
        if found != 0 {
            // The first that is found is one surely.
            return bytes.len() - rest.len() + found.trailing_zeros() as usize / 8;
        }
        rest = after;
    }
    bytes.len() - rest.len() + plain_end(rest)
}

/// The same of the last seven bytes of the whole text.
#[cold]
fn plain_end(bytes: &[u8]) -> usize {
    let is_plain = |byte: &&u8| !matches!(byte, b'"' | b'\\' | 0..b' ');
    bytes.iter().take_while(is_plain).count()
}
