//! The compressing side of a connection, and what it has to say.

use flate2::{Compress, FlushCompress};
use zstd_safe::{CCtx, CParameter, InBuffer, OutBuffer, zstd_sys::ZSTD_EndDirective};

use crate::gateway::Compression;

/// Compresses as Discord does.
pub(in crate::gateway) enum Deflate {
    None,
    Zlib(Compress),
    Each,
    Zstd(CCtx<'static>),
}

impl Deflate {
    pub(in crate::gateway) fn new(compression: Compression) -> Self {
        match compression {
            Compression::None => Self::None,
            Compression::ZlibStream => Self::Zlib(Compress::new(flate2::Compression::fast(), true)),
            Compression::Payload => Self::Each,
            Compression::ZstdStream => Self::Zstd(CCtx::create()),
        }
    }

    /// A zstd stream with a window of `2^log`.
    pub(in crate::gateway) fn with_window(log: u32) -> Self {
        let mut context = CCtx::create();
        context.set_parameter(CParameter::WindowLog(log)).unwrap();
        Self::Zstd(context)
    }

    /// A binary message of a text.
    pub(in crate::gateway) fn message(&mut self, text: impl AsRef<[u8]>) -> Vec<u8> {
        self.pieces([text.as_ref()])
    }

    /// A binary message of pieces of a text, which need not be in memory at once.
    pub(in crate::gateway) fn pieces<'a>(
        &mut self,
        pieces: impl IntoIterator<Item = &'a [u8]>,
    ) -> Vec<u8> {
        let mut out = Vec::new();
        let mut each = Compress::new(flate2::Compression::default(), true);
        for piece in pieces {
            match self {
                Self::None => out.extend(piece),
                Self::Zlib(stream) => deflate(stream, piece, &mut out, FlushCompress::None),
                Self::Each => deflate(&mut each, piece, &mut out, FlushCompress::None),
                Self::Zstd(context) => {
                    zstd(context, piece, &mut out, ZSTD_EndDirective::ZSTD_e_continue);
                }
            }
        }
        match self {
            Self::None => {}
            Self::Zlib(stream) => deflate(stream, &[], &mut out, FlushCompress::Sync),
            Self::Each => deflate(&mut each, &[], &mut out, FlushCompress::Finish),
            Self::Zstd(context) => zstd(context, &[], &mut out, ZSTD_EndDirective::ZSTD_e_flush),
        }
        out
    }
}

fn deflate(stream: &mut Compress, mut input: &[u8], out: &mut Vec<u8>, flush: FlushCompress) {
    loop {
        out.reserve(4096);
        let before = stream.total_in();
        stream.compress_vec(input, out, flush).unwrap();
        input = &input[usize::try_from(stream.total_in() - before).unwrap()..];
        if input.is_empty() && out.len() < out.capacity() {
            return;
        }
    }
}

fn zstd(context: &mut CCtx<'_>, input: &[u8], out: &mut Vec<u8>, end: ZSTD_EndDirective) {
    let flushes = end != ZSTD_EndDirective::ZSTD_e_continue;
    let mut input = InBuffer::around(input);
    loop {
        out.reserve(4096);
        let at = out.len();
        let left = context
            .compress_stream2(&mut OutBuffer::around_pos(out, at), &mut input, end)
            .unwrap();
        if input.pos() == input.src.len() && (left == 0 || !flushes) {
            return;
        }
    }
}

/// Texts of all sizes around those of buffers: ones that compress well, badly, and are not ASCII.
pub(in crate::gateway) fn corpus() -> Vec<String> {
    let mut random = fastrand::Rng::with_seed(7);
    let mut texts = vec!["{}".to_owned(), "x".to_owned()];
    for size in [60, 4_096, 16_384, 65_536, 200_000] {
        for size in [size - 1, size, size + 1] {
            texts.push("x".repeat(size));
            texts.push((0..size).map(|_| random.alphanumeric()).collect());
        }
        texts.push("aä€😀".repeat(size / 10));
    }
    random.shuffle(&mut texts);
    texts.push("the end".to_owned());
    texts
}

/// Payloads of the shape and size that come most.
pub(in crate::gateway) fn events(count: u64) -> impl Iterator<Item = String> {
    (0..count).map(|n| {
        format!(
            r#"{{"t":"MESSAGE_CREATE","s":{n},"op":0,"d":{{"type":0,"tts":false,"timestamp":"2026-11-28T18:22:{:02}.{:06}+00:00","pinned":false,"nonce":"{}","mentions":[],"mention_roles":[],"mention_everyone":false,"member":{{"roles":["{}"],"mute":false,"joined_at":"2021-05-01T10:00:00.000000+00:00","deaf":false}},"id":"{}","flags":0,"embeds":[],"edited_timestamp":null,"content":"message number {n}","components":[],"channel_id":"{}","author":{{"username":"ada","id":"80351110224678912","global_name":"Ada","discriminator":"0","avatar":"8342729096ea3675442027381ff50dfe"}},"attachments":[],"guild_id":"290926798626357999"}}}}"#,
            n % 60,
            n * 7_919 % 1_000_000,
            n * 2_654_435_761,
            n * 40_503 % 97,
            1_290_926_798_626_357_999 + n * 65_537,
            n * 31 % 11,
        )
    })
}
