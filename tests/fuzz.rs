//! Bytes of any sort, read as every type: an error or a value, never a panic, and what is written is stable.
//!
//! Some seconds here, without a guide. `tests/fuzz/run 300` goes on for as many seconds, guided by what the
//! inputs reach.

use std::{
    env,
    time::{Duration, Instant},
};

use asyncord_tests::fuzzing::{seeds, target};
use fastrand::Rng;

/// How long it runs where `ASYNCORD_FUZZ_SECONDS` says nothing else.
const SECONDS: u64 = 3;

/// Pieces of which JSON is made, and of which it is not.
const PIECES: &[&[u8]] = &[
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"\"",
    b"\\",
    b"null",
    b"true",
    b"false",
    b"0",
    b"1",
    b"-",
    b".5",
    b"e9",
    b"\"id\":\"1\"",
    b"\"type\":",
    b"\"data\":{",
    b"\"components\":[",
    b"\"\"",
    b"{}",
    b"[]",
    b" ",
    b"\\ud83d",
    b"\\u0000",
    b"\xc3",
    b"\xff",
    b"\xf0\x9f\x98\x80",
    b"\n",
    b"\"2026-01-01T00:00:00+00:00\"",
];

/// An input made of nothing but chance.
fn raw(rng: &mut Rng) -> Vec<u8> {
    let mut input = vec![rng.u8(..)];
    for _ in 0..rng.usize(..60) {
        if rng.u8(..3) == 0 {
            input.push(rng.u8(..));
        } else {
            input.extend_from_slice(PIECES[rng.usize(..PIECES.len())]);
        }
    }
    input
}

/// A fixture with parts of it, of others and of nothing moved about.
fn spliced(seeds: &[Vec<u8>], rng: &mut Rng) -> Vec<u8> {
    let mut input = seeds[rng.usize(..seeds.len())].clone();
    for _ in 0..rng.usize(1..6) {
        let start = rng.usize(..=input.len());
        let end = (start + rng.usize(..30)).min(input.len());
        let piece = match rng.u8(..3) {
            0 => PIECES[rng.usize(..PIECES.len())].to_vec(),
            1 => {
                let other = &seeds[rng.usize(..seeds.len())];
                let start = rng.usize(..other.len());
                other[start..(start + rng.usize(..60)).min(other.len())].to_vec()
            }
            _ => raw(rng),
        };
        input.splice(start..end, piece);
    }
    input
}

#[test]
fn any_bytes_are_errors_or_values() {
    let number = |name: &str| env::var(name).ok()?.parse::<u64>().ok();
    let seed = number("ASYNCORD_SEED").unwrap_or_else(|| fastrand::u64(..));
    println!("ASYNCORD_SEED={seed}");
    let mut rng = Rng::with_seed(seed);
    let seeds = seeds();
    assert!(seeds.len() > 500, "{} seeds", seeds.len());
    let readable = seeds.iter().filter(|seed| target(seed)).count();
    assert!(readable > 500, "{readable} of the fixtures could be read");
    let end =
        Instant::now() + Duration::from_secs(number("ASYNCORD_FUZZ_SECONDS").unwrap_or(SECONDS));
    let (mut tried, mut read) = (0_u64, 0_u64);
    while Instant::now() < end {
        for _ in 0..50 {
            let input = match rng.u8(..3) {
                0 => raw(&mut rng),
                _ => spliced(&seeds, &mut rng),
            };
            tried += 1;
            read += u64::from(target(&input));
        }
    }
    println!("{tried} inputs, {read} of them could be read");
    assert!(read > 0);
}
