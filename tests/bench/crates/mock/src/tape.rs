//! Everything a session will send, framed (and compressed) ahead of time.

use std::io::Write;

use flate2::{Compress, Compression, FlushCompress, write::ZlibEncoder};
use zstd_safe::{CCtx, InBuffer, OutBuffer, zstd_sys::ZSTD_EndDirective};

use mock::{corpus::Corpus, options::Options};

use crate::frame;

/// A session writes about this much at a time and looks at its client in between.
const CHUNK: usize = 256 * 1024;

pub struct Tape {
    pub hello: Vec<u8>,
    /// READY and the GUILD_CREATEs.
    pub setup: Vec<u8>,
    pub events: Vec<u8>,
    /// Ends of the chunks of `events`, each on a frame boundary.
    pub cuts: Vec<usize>,
}

pub struct Tapes {
    pub events: u64,
    pub plain: Tape,
    pub zlib: Option<Tape>,
    pub zstd: Option<Tape>,
    pub payload: Option<Tape>,
}

impl Tapes {
    pub fn record(options: &Options) -> Self {
        let mut corpus = Corpus::new(options);
        let mut decks = [
            Some(Deck::new(Coder::Plain)),
            options
                .zlib
                .then(|| Deck::new(Coder::ZlibStream(Compress::new(Compression::new(6), true)))),
            options.zstd.then(|| Deck::new(Coder::ZstdStream(CCtx::create()))),
            (options.payload_zlib > 0).then(|| {
                Deck::new(Coder::ZlibPayload {
                    at_least: options.payload_zlib,
                })
            }),
        ];
        let mut feed = |part: Part, json: &str| {
            for deck in decks.iter_mut().flatten() {
                deck.add(part, json.as_bytes());
            }
        };
        feed(Part::Hello, &corpus.hello());
        feed(Part::Setup, &corpus.ready());
        for guild in 0..options.guilds {
            feed(Part::Setup, &corpus.guild_create(guild));
        }
        for n in 1..=options.events {
            feed(Part::Events, &corpus.event(n == options.events));
        }
        if options.tail {
            feed(Part::Events, &corpus.tail());
        }
        let [plain, zlib, zstd, payload] = decks.map(|deck| deck.map(|deck| deck.tape));
        Self {
            events: options.events,
            plain: plain.expect("always recorded"),
            zlib,
            zstd,
            payload,
        }
    }

    pub fn summary(&self) -> String {
        let describe = |name: &str, tape: &Option<&Tape>| {
            tape.map(|t| format!("{name} setup={} events={}", t.setup.len(), t.events.len()))
        };
        [
            describe("plain", &Some(&self.plain)),
            describe("zlib", &self.zlib.as_ref()),
            describe("zstd", &self.zstd.as_ref()),
            describe("payload-zlib", &self.payload.as_ref()),
        ]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join("; ")
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Part {
    Hello,
    Setup,
    Events,
}

struct Deck {
    coder: Coder,
    tape: Tape,
}

impl Deck {
    fn new(coder: Coder) -> Self {
        Self {
            coder,
            tape: Tape {
                hello: Vec::new(),
                setup: Vec::new(),
                events: Vec::new(),
                cuts: Vec::new(),
            },
        }
    }

    fn add(&mut self, part: Part, json: &[u8]) {
        let (opcode, payload) = match part {
            // With payload compression HELLO comes before the client asked for it.
            Part::Hello if matches!(self.coder, Coder::ZlibPayload { .. }) => (frame::TEXT, json.to_vec()),
            _ => self.coder.encode(json),
        };
        let target = match part {
            Part::Hello => &mut self.tape.hello,
            Part::Setup => &mut self.tape.setup,
            Part::Events => &mut self.tape.events,
        };
        frame::push(opcode, &payload, target);
        if part == Part::Events {
            let end = self.tape.events.len();
            match self.tape.cuts.as_mut_slice() {
                [.., before, last] if end - *before <= CHUNK => *last = end,
                [only] if end <= CHUNK => *only = end,
                _ => self.tape.cuts.push(end),
            }
        }
    }
}

enum Coder {
    Plain,
    ZlibStream(Compress),
    ZstdStream(CCtx<'static>),
    ZlibPayload { at_least: usize },
}

impl Coder {
    fn encode(&mut self, json: &[u8]) -> (u8, Vec<u8>) {
        match self {
            Self::Plain => (frame::TEXT, json.to_vec()),
            Self::ZlibStream(stream) => (frame::BINARY, zlib_flush(stream, json)),
            Self::ZstdStream(stream) => (frame::BINARY, zstd_flush(stream, json)),
            Self::ZlibPayload { at_least } if json.len() < *at_least => (frame::TEXT, json.to_vec()),
            Self::ZlibPayload { .. } => {
                let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(6));
                encoder.write_all(json).expect("writing to memory");
                (frame::BINARY, encoder.finish().expect("writing to memory"))
            }
        }
    }
}

/// One message of a zlib stream that lasts as long as the connection; ends in `00 00 FF FF`.
fn zlib_flush(stream: &mut Compress, json: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(json.len() / 2 + 64);
    let begin = stream.total_in();
    loop {
        let used = (stream.total_in() - begin) as usize;
        stream
            .compress_vec(&json[used..], &mut out, FlushCompress::Sync)
            .expect("zlib stream");
        let done = (stream.total_in() - begin) as usize == json.len();
        if done && out.len() < out.capacity() {
            return out;
        }
        out.reserve(out.capacity());
    }
}

/// One message of a zstd stream that lasts as long as the connection.
fn zstd_flush(stream: &mut CCtx<'static>, json: &[u8]) -> Vec<u8> {
    let mut out = vec![0; zstd_safe::compress_bound(json.len()) + 64];
    let mut input = InBuffer::around(json);
    let mut output = OutBuffer::around(&mut out[..]);
    let left = stream
        .compress_stream2(&mut output, &mut input, ZSTD_EndDirective::ZSTD_e_flush)
        .expect("zstd stream");
    assert_eq!(left, 0, "the bound leaves room for a whole flush");
    let written = output.pos();
    out.truncate(written);
    out
}
