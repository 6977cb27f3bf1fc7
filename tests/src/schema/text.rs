//! Texts of the kinds that Discord sends.

use fastrand::Rng;

/// What texts are made of: plain letters, what JSON escapes, and what counts bytes and characters apart.
const PALETTE: [&str; 16] = [
    "a", "b", "Z", "7", " ", "_", "-", "\"", "\\", "\n", "\u{1}", "é", "日", "🎉", "\u{5d0}",
    "\u{200d}",
];

/// A text of at least `min` and at most `max` characters, short unless `long`.
pub(super) fn plain(min: usize, max: Option<usize>, long: bool, rng: &mut Rng) -> String {
    let length = if long {
        max.unwrap_or(200).min(6000).max(min)
    } else {
        rng.usize(min..=max.unwrap_or(usize::MAX).clamp(min, min + 12))
    };
    (0..length)
        .map(|_| rng.choice(PALETTE).unwrap_or("a"))
        .collect()
}

/// A word of small letters, for keys.
pub(super) fn word(rng: &mut Rng) -> String {
    (0..rng.usize(3..=9)).map(|_| rng.lowercase()).collect()
}

/// An id of the years that Discord exists, or an edge of what ids can be.
pub(super) fn snowflake(edge: bool, rng: &mut Rng) -> String {
    if edge {
        return rng
            .choice(["0", "1", "9007199254740993", "9223372036854775807"])
            .unwrap_or("0")
            .to_owned();
    }
    rng.u64(100_000_000_000_000_000..=1_600_000_000_000_000_000)
        .to_string()
}

/// A set of permissions, with bits that nobody knows at an edge.
pub(super) fn permissions(edge: bool, rng: &mut Rng) -> String {
    let mut bits = rng.u64(..) & rng.u64(..) & ((1 << 53) - 1);
    if edge {
        bits = rng.choice([0, bits | 1 << 62, bits | 1 << 57]).unwrap_or(0);
    }
    bits.to_string()
}

/// A point in time as Discord writes it; without microseconds where it is a whole second and `short`.
pub(super) fn date_time(short: bool, rng: &mut Rng) -> String {
    let date = format!(
        "{}-{:02}-{:02}",
        rng.u32(2015..=2035),
        rng.u32(1..=12),
        rng.u32(1..=28)
    );
    let time = format!(
        "{:02}:{:02}:{:02}",
        rng.u32(0..24),
        rng.u32(0..60),
        rng.u32(0..60)
    );
    if short {
        return format!("{date}T{time}+00:00");
    }
    format!("{date}T{time}.{:06}+00:00", rng.u32(0..1_000_000))
}

/// An address.
pub(super) fn uri(rng: &mut Rng) -> String {
    format!(
        "https://cdn.example.com/{}/{}.png?size=64",
        word(rng),
        rng.u16(..)
    )
}

/// A file as data of a request.
pub(super) fn data_uri(rng: &mut Rng) -> String {
    let kind = rng
        .choice(["image/png", "image/jpeg", "image/gif"])
        .unwrap_or("image/png");
    format!("data:{kind};base64,{}==", letters(22, rng))
}

/// The hash of an image; animated ones begin with `a_`.
pub(super) fn hash(rng: &mut Rng) -> String {
    let start = if rng.bool() { "a_" } else { "" };
    format!("{start}{:032x}", rng.u128(..))
}

/// Letters and digits.
pub(super) fn letters(length: usize, rng: &mut Rng) -> String {
    (0..length).map(|_| rng.alphanumeric()).collect()
}

/// A colour as `#rrggbb`.
pub(super) fn color(rng: &mut Rng) -> String {
    format!("#{:06x}", rng.u32(..0x0100_0000))
}
