//! Round trips, damage and bounds.

use std::time::Instant;

use super::{Inflate, Inflated, Limits};
use crate::gateway::{
    Compression,
    socket::tests::peer::{Deflate, corpus, events},
};

const COMPRESSED: [Compression; 3] = [
    Compression::ZstdStream,
    Compression::ZlibStream,
    Compression::Payload,
];

/// Small ones, for what takes long without optimisation.
const SMALL: Limits = Limits {
    keep: 100_000,
    read: 3_000_000,
    input: 1_000_000,
};

fn pair(compression: Compression) -> (Deflate, Inflate) {
    (
        Deflate::new(compression),
        Inflate::new(compression).unwrap(),
    )
}

#[test]
fn messages_of_all_sizes_come_through() {
    for compression in COMPRESSED {
        let (mut deflate, mut inflate) = pair(compression);
        for text in corpus() {
            let message = deflate.message(&text);
            assert_eq!(inflate.take_in(&message).unwrap(), Inflated::Whole);
            assert!(inflate.text() == text, "{compression:?} {}", text.len());
            if text.len() % 3 == 0 {
                inflate.shrink();
            }
        }
    }
}

#[test]
fn messages_of_a_zlib_stream_may_be_split_anywhere() {
    let mut random = fastrand::Rng::with_seed(3);
    let (mut deflate, mut inflate) = pair(Compression::ZlibStream);
    for text in corpus().iter().chain(&events(300).collect::<Vec<_>>()) {
        let message = deflate.message(text);
        let mut rest = &message[..];
        while !rest.is_empty() {
            // Often within the last four bytes.
            let at = match rest.len() {
                5.. if random.bool() => rest.len() - random.usize(1..=4),
                length => random.usize(1..=length),
            };
            let (piece, after) = rest.split_at(at);
            rest = after;
            inflate.shrink();
            let expected = if rest.is_empty() {
                Inflated::Whole
            } else {
                Inflated::Part
            };
            assert_eq!(inflate.take_in(piece).unwrap(), expected);
        }
        assert!(inflate.text() == text);
    }
}

#[test]
fn a_zstd_frame_may_end_with_a_message() {
    let mut inflate = Inflate::new(Compression::ZstdStream).unwrap();
    for text in corpus() {
        let message = Deflate::new(Compression::ZstdStream).message(&text);
        // Without the block that would end it, the frame goes on: an empty last one is appended.
        let message = [&message[..], &[1, 0, 0]].concat();
        assert_eq!(inflate.take_in(&message).unwrap(), Inflated::Whole);
        assert!(inflate.text() == text);
    }
}

#[test]
fn what_is_too_large_is_read_past_and_the_stream_goes_on() {
    for compression in COMPRESSED {
        let mut deflate = Deflate::new(compression);
        let mut inflate = Inflate::with_limits(compression, SMALL).unwrap();
        for size in [99_999, 100_000, 100_001, 100_002, 1_000_000, 3_000_000] {
            // The character at the cut takes two bytes.
            let text = format!("x{}", "ä".repeat(size / 2));
            let text = &text[text.len() - text.len().min(size)..];
            let message = deflate.message(text);
            let result = inflate.take_in(&message).unwrap();
            if text.len() <= SMALL.keep {
                assert_eq!(result, Inflated::Whole);
                assert!(inflate.text() == text);
            } else {
                let bytes = text.len() as u64;
                assert_eq!(result, Inflated::Oversized { bytes }, "{compression:?}");
                let excerpt = inflate.text();
                assert!((4_095..=4_096).contains(&excerpt.len()));
                assert!(text.starts_with(excerpt));
            }
            for text in events(3) {
                let message = deflate.message(&text);
                assert_eq!(inflate.take_in(&message).unwrap(), Inflated::Whole);
                assert_eq!(inflate.text(), text);
            }
        }
        let message = deflate.message("x".repeat(3_000_001));
        let error = inflate.take_in(&message).unwrap_err().to_string();
        assert!(error.contains("larger than 3000000 bytes"), "{error}");
    }
}

#[test]
fn a_bomb_costs_little_memory() {
    let zeros = vec![b'0'; 1 << 20];
    for mebibytes in [1_024, 1_025] {
        let (mut deflate, mut inflate) = pair(Compression::ZstdStream);
        let bomb = deflate.pieces(std::iter::repeat_n(&zeros[..], mebibytes));
        assert!(bomb.len() < 200_000, "{}", bomb.len());
        let start = Instant::now();
        let mut result = None;
        let used = allocation_counter::measure(|| result = Some(inflate.take_in(&bomb)));
        println!(
            "{mebibytes} MiB from {} bytes: {:?}",
            bomb.len(),
            start.elapsed()
        );
        // The largest message that is kept, and half of it while the buffer grows.
        assert!(used.bytes_max <= 97 << 20, "{used:?}");
        assert!(used.bytes_current <= 17 << 10, "{used:?}");
        assert!(start.elapsed().as_secs() < 60);
        match result.unwrap() {
            Ok(Inflated::Oversized { bytes }) => {
                assert_eq!((mebibytes, bytes), (1_024, 1 << 30));
                let message = deflate.message("on it goes");
                assert_eq!(inflate.take_in(&message).unwrap(), Inflated::Whole);
                assert_eq!(inflate.text(), "on it goes");
            }
            Ok(other) => panic!("{other:?}"),
            Err(_) => assert_eq!(mebibytes, 1_025),
        }
    }
}

#[test]
fn memory_grows_with_what_has_come() {
    for compression in COMPRESSED {
        let (mut deflate, mut inflate) = pair(compression);
        let message = deflate.message("x".repeat(1_000_000));
        let used = allocation_counter::measure(|| {
            inflate.take_in(&message).unwrap();
        });
        assert!(used.bytes_max < 2_000_000, "{used:?}");
    }
}

#[test]
fn a_message_that_never_ends_is_an_error() {
    let mut inflate = Inflate::with_limits(Compression::ZlibStream, SMALL).unwrap();
    inflate.take_in(&[0x78, 0x01]).unwrap();
    // Empty blocks, of which none ends with a piece.
    inflate.take_in(&[0, 0, 0, 0xFF]).unwrap();
    let piece = [0xFF, 0, 0, 0, 0xFF].repeat(1_000);
    for _ in 0..=SMALL.input / piece.len() {
        match inflate.take_in(&piece) {
            Ok(part) => assert_eq!(part, Inflated::Part),
            Err(error) => {
                assert!(error.to_string().contains("1000000 bytes"), "{error}");
                return;
            }
        }
    }
    panic!("it goes on");
}

#[test]
fn damage_is_an_error_or_a_text_and_never_a_panic() {
    let mut random = fastrand::Rng::with_seed(11);
    let texts: Vec<String> = events(4).collect();
    for compression in COMPRESSED {
        let mut told = 0;
        for _ in 0..700 {
            let mut deflate = Deflate::new(compression);
            let mut inflate = Inflate::with_limits(compression, SMALL).unwrap();
            for text in &texts {
                let mut message = deflate.message(text);
                match random.u8(0..4) {
                    0 => message.truncate(random.usize(0..message.len())),
                    1 => {
                        let at = random.usize(0..message.len());
                        message[at] ^= 1 << random.u8(0..8);
                    }
                    2 => message.extend([random.u8(..), random.u8(..)]),
                    _ => {}
                }
                match inflate.take_in(&message) {
                    // Its checksum tells.
                    Ok(_) if compression == Compression::Payload => {
                        assert_eq!(inflate.text(), text);
                    }
                    Ok(_) => {
                        let _ = inflate.text();
                    }
                    Err(error) => {
                        assert!(!error.to_string().is_empty());
                        told += 1;
                        break;
                    }
                }
            }
        }
        assert!(told > 300, "{compression:?} {told}");
    }
}

#[test]
fn noise_is_never_a_panic() {
    let mut random = fastrand::Rng::with_seed(13);
    for compression in COMPRESSED {
        for _ in 0..700 {
            let mut inflate = Inflate::with_limits(compression, SMALL).unwrap();
            let mut noise = vec![0; random.usize(0..300)];
            random.fill(&mut noise);
            let start = Deflate::new(compression).message("");
            let noise = [&start[..random.usize(0..=start.len())], &noise].concat();
            while let Ok(_) = inflate.take_in(&noise)
                && random.bool()
            {}
        }
    }
}

#[test]
fn errors_say_what_is_wrong() {
    let error = |compression, data: &[u8]| {
        let mut inflate = Inflate::new(compression).unwrap();
        inflate.take_in(data).unwrap_err().to_string()
    };
    let payload = Deflate::new(Compression::Payload).message("{}");
    let cases = [
        (
            error(Compression::None, b"x"),
            "a binary message came, although no compression was asked for",
        ),
        (
            error(Compression::ZlibStream, &payload),
            "the zlib stream cannot be decompressed: it has ended before the connection",
        ),
        (
            error(Compression::ZlibStream, b"{\"op\":10}"),
            "the zlib stream cannot be decompressed: incorrect header check",
        ),
        (
            error(Compression::ZstdStream, b"{\"op\":10}"),
            "the zstd stream cannot be decompressed: Unknown frame descriptor",
        ),
        (
            error(Compression::Payload, &payload[..payload.len() - 1]),
            "a payload compressed with zlib cannot be decompressed: the data is cut off",
        ),
        (
            error(Compression::Payload, &[&payload[..], b"x"].concat()),
            "a payload compressed with zlib cannot be decompressed: data follows its end",
        ),
    ];
    for (error, expected) in cases {
        assert_eq!(error, expected);
    }
    for compression in COMPRESSED {
        let message = Deflate::new(compression).message(b"a\xFFb");
        assert_eq!(
            error(compression, &message),
            "a compressed message is not UTF-8"
        );
    }
}

#[test]
fn a_window_beyond_8_mib_is_refused() {
    for (log, accepted) in [(10, true), (23, true), (24, false), (27, false)] {
        let message = Deflate::with_window(log).message("{}");
        let mut inflate = Inflate::new(Compression::ZstdStream).unwrap();
        match inflate.take_in(&message) {
            Ok(_) => assert!(accepted, "{log}"),
            Err(error) => {
                assert!(!accepted, "{log}");
                assert!(error.to_string().contains("too much memory"), "{error}");
            }
        }
    }
}

#[test]
fn what_nobody_keeps_costs_no_allocations() {
    for compression in COMPRESSED {
        let (mut deflate, mut inflate) = pair(compression);
        let large = deflate.message("x".repeat(16_000));
        inflate.take_in(&large).unwrap();
        let messages: Vec<Vec<u8>> = events(1_000).map(|text| deflate.message(text)).collect();
        let used = allocation_counter::measure(|| {
            for message in &messages {
                assert_eq!(inflate.take_in(message).unwrap(), Inflated::Whole);
                inflate.shrink();
            }
        });
        assert_eq!(used.count_total, 0, "{compression:?}");
    }
}

#[test]
fn an_idle_stream_holds_little() {
    for compression in COMPRESSED {
        let mut deflate = Deflate::new(compression);
        let messages: Vec<Vec<u8>> = corpus().iter().map(|text| deflate.message(text)).collect();
        let mut inflate = None;
        let used = allocation_counter::measure(|| {
            let mut made = Inflate::new(compression).unwrap();
            for message in &messages {
                made.take_in(message).unwrap();
            }
            made.shrink();
            inflate = Some(made);
        });
        let foreign = inflate.unwrap().foreign_bytes();
        println!(
            "{compression:?}: {} bytes, and {foreign} of zstd's",
            used.bytes_current
        );
        assert!(used.bytes_current < 70 << 10, "{compression:?} {used:?}");
        // The window of the level that is used most takes 2 MiB of it.
        assert!(foreign < 3 << 20, "{foreign}");
    }
}

/// Prints figures.
#[test]
#[ignore = "a measurement: cargo test --release -p asyncord --lib inflate::tests::throughput -- --ignored --nocapture"]
fn throughput() {
    for compression in COMPRESSED {
        let (mut deflate, mut inflate) = pair(compression);
        let texts: Vec<String> = events(20_000).collect();
        let plain: usize = texts.iter().map(String::len).sum();
        let messages: Vec<Vec<u8>> = texts.iter().map(|text| deflate.message(text)).collect();
        let wire: usize = messages.iter().map(Vec::len).sum();
        let start = Instant::now();
        for message in &messages {
            inflate.take_in(message).unwrap();
        }
        let took = start.elapsed();
        println!(
            "{compression:?}: {wire} of {plain} bytes, {:?} a message, {} MB/s",
            took / 20_000,
            plain as u128 / took.as_micros().max(1)
        );
    }
}
