//! WebSocket frames of the server's side, on halves of a socket that can be held up.
//!
//! Written by hand, because a library would not send what is broken.

use std::{collections::VecDeque, io, time::Duration};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::tcp::{OwnedReadHalf, OwnedWriteHalf},
    time::{Instant, sleep_until},
};

pub(super) const TEXT: u8 = 1;
pub(super) const BINARY: u8 = 2;
const CLOSE: u8 = 8;
pub(super) const PING: u8 = 9;
const PONG: u8 = 10;

/// How often a throttled writer writes.
const THROTTLE_STEP: Duration = Duration::from_millis(100);

/// The bytes of one whole frame.
pub(super) fn frame(opcode: u8, payload: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0x80 | opcode];
    match (u8::try_from(payload.len()), u16::try_from(payload.len())) {
        (Ok(length @ 0..=125), _) => bytes.push(length),
        (_, Ok(length)) => {
            bytes.push(126);
            bytes.extend(length.to_be_bytes());
        }
        _ => {
            bytes.push(127);
            bytes.extend((payload.len() as u64).to_be_bytes());
        }
    }
    bytes.extend(payload);
    bytes
}

pub(super) fn close_frame(code: Option<u16>) -> Vec<u8> {
    let code = code.map(u16::to_be_bytes);
    frame(CLOSE, code.as_ref().map_or(&[], |code| &code[..]))
}

pub(super) fn pong(payload: &[u8]) -> Vec<u8> {
    frame(PONG, payload)
}

/// What the client said.
#[derive(Debug)]
pub(super) enum Heard {
    Text(String),
    Close(Option<u16>),
    Ping(Vec<u8>),
    Pong,
    /// It breaks the rules of WebSockets.
    Nonsense(String),
}

pub(super) struct Reader {
    half: OwnedReadHalf,
    buffer: Vec<u8>,
}

impl Reader {
    /// Goes on after the handshake; `buffer` is what came behind it.
    pub(super) fn new(half: OwnedReadHalf, buffer: Vec<u8>) -> Self {
        Self { half, buffer }
    }

    /// The next frame; `None` at the end. Nothing is lost if it is dropped before.
    pub(super) async fn next(&mut self) -> io::Result<Option<Heard>> {
        loop {
            if let Some((heard, length)) = parse(&self.buffer) {
                self.buffer.drain(..length);
                return Ok(Some(heard));
            }
            if self.half.read_buf(&mut self.buffer).await? == 0 {
                return Ok(None);
            }
        }
    }
}

/// The first frame and its length, if it is there as a whole.
fn parse(bytes: &[u8]) -> Option<(Heard, usize)> {
    let (&first, &second) = (bytes.first()?, bytes.get(1)?);
    let (length, start) = match second & 0x7f {
        126 => (
            usize::from(u16::from_be_bytes([*bytes.get(2)?, *bytes.get(3)?])),
            4,
        ),
        // The gateway takes 4096 bytes at most: nobody has a reason to send this.
        127 => return Some((Heard::Nonsense("a huge frame".to_owned()), bytes.len())),
        length => (usize::from(length), 2),
    };
    if second & 0x80 == 0 {
        let reason = "a frame without a mask".to_owned();
        return Some((Heard::Nonsense(reason), bytes.len()));
    }
    let mask = bytes.get(start..start + 4)?;
    let end = start + 4 + length;
    let payload: Vec<u8> = bytes
        .get(start + 4..end)?
        .iter()
        .zip(mask.iter().cycle())
        .map(|(byte, mask)| byte ^ mask)
        .collect();
    let heard = match first {
        0x81 => match String::from_utf8(payload) {
            Ok(text) => Heard::Text(text),
            Err(error) => Heard::Nonsense(error.to_string()),
        },
        0x88 => Heard::Close(payload.first_chunk().map(|code| u16::from_be_bytes(*code))),
        0x89 => Heard::Ping(payload),
        0x8a => Heard::Pong,
        other => Heard::Nonsense(format!("a frame that begins with {other:#x}")),
    };
    Some((heard, end))
}

/// A frame, or a part of one, that waits to be written.
struct Piece {
    bytes: Vec<u8>,
    written: usize,
    /// The sequence number of the event in it.
    sequence: Option<u64>,
}

pub(super) struct Writer {
    half: OwnedWriteHalf,
    pending: VecDeque<Piece>,
    not_before: Instant,
    throttle: Option<Throttle>,
}

#[derive(Clone, Copy)]
struct Throttle {
    bytes_per_step: usize,
    until: Instant,
}

impl Writer {
    pub(super) fn new(half: OwnedWriteHalf) -> Self {
        Self {
            half,
            pending: VecDeque::new(),
            not_before: Instant::now(),
            throttle: None,
        }
    }

    pub(super) fn queue(&mut self, bytes: Vec<u8>, sequence: Option<u64>) {
        self.pending.push_back(Piece {
            bytes,
            written: 0,
            sequence,
        });
    }

    pub(super) fn has_work(&self) -> bool {
        !self.pending.is_empty()
    }

    /// Writes nothing for a while.
    pub(super) fn hold(&mut self, duration: Duration) {
        self.not_before = Instant::now() + duration;
    }

    /// Writes slowly for a while.
    pub(super) fn throttle(&mut self, bytes_per_second: usize, duration: Duration) {
        self.throttle = Some(Throttle {
            bytes_per_step: (bytes_per_second / 10).max(1),
            until: Instant::now() + duration,
        });
    }

    /// Writes a part of what waits; the sequence number, if an event has gone as a whole. Nothing is lost
    /// if it is dropped before.
    pub(super) async fn step(&mut self) -> io::Result<Option<u64>> {
        sleep_until(self.not_before).await;
        let now = Instant::now();
        self.throttle = self.throttle.filter(|throttle| now < throttle.until);
        let Some(piece) = self.pending.front_mut() else {
            return Ok(None);
        };
        let rest = &piece.bytes[piece.written..];
        let most = self.throttle.map_or(rest.len(), |it| it.bytes_per_step);
        let count = self.half.write(&rest[..most.min(rest.len())]).await?;
        if self.throttle.is_some() {
            self.not_before = now + THROTTLE_STEP;
        }
        piece.written += count;
        if piece.written < piece.bytes.len() {
            return Ok(None);
        }
        let piece = self.pending.pop_front();
        Ok(piece.and_then(|piece| piece.sequence))
    }

    /// Makes the end of the connection a reset.
    pub(super) fn reset(&self) {
        let socket = self.half.as_ref();
        // A socket that is gone needs no reset.
        let _ = socket.set_zero_linger();
    }
}
