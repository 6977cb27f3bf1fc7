//! Small pictures that the sandbox draws itself: default avatars and the standard stickers.

use std::io::Write as _;

use bytes::Bytes;
use flate2::{Compression, Crc, write::ZlibEncoder};

/// The colors of default avatars, in the order of their numbers.
const COLORS: [[u8; 3]; 6] = [
    [0x58, 0x65, 0xF2],
    [0x75, 0x7E, 0x8A],
    [0x3B, 0xA5, 0x5D],
    [0xFA, 0xA6, 0x1A],
    [0xED, 0x42, 0x45],
    [0xEB, 0x45, 0x9F],
];
const WHITE: [u8; 3] = [0xFF; 3];

/// The default avatar of a number: a bust before one color.
pub(crate) fn avatar(index: usize) -> Bytes {
    let color = COLORS.get(index % COLORS.len()).copied().unwrap_or(WHITE);
    png(64, |x, y| {
        let is_bust = is_in(x, y, (32, 24), 11) || is_in(x, y, (32, 58), 21);
        let [red, green, blue] = if is_bust { WHITE } else { color };
        [red, green, blue, 0xFF]
    })
}

/// A round face of a color, whose mouth is a curve up or down.
pub(crate) fn face(index: usize, is_glad: bool) -> Bytes {
    let [red, green, blue] = COLORS.get(index % COLORS.len()).copied().unwrap_or(WHITE);
    png(160, |x, y| {
        if !is_in(x, y, (80, 80), 76) {
            return [0; 4];
        }
        let is_eye = is_in(x, y, (55, 62), 9) || is_in(x, y, (105, 62), 9);
        let (middle, is_side) = if is_glad {
            (84, y > 92)
        } else {
            (140, y < 124)
        };
        let is_mouth = is_side && is_in(x, y, (80, middle), 38) && !is_in(x, y, (80, middle), 30);
        if is_eye || is_mouth {
            [0x22, 0x22, 0x22, 0xFF]
        } else {
            [red, green, blue, 0xFF]
        }
    })
}

fn is_in(x: i32, y: i32, middle: (i32, i32), radius: i32) -> bool {
    let (dx, dy) = (x - middle.0, y - middle.1);
    dx * dx + dy * dy <= radius * radius
}

/// A square picture as PNG, with the color and the opacity that `pixel` says.
fn png(side: i32, pixel: impl Fn(i32, i32) -> [u8; 4]) -> Bytes {
    let mut rows = Vec::new();
    for y in 0..side {
        // Each row begins with its filter: none.
        rows.push(0);
        for x in 0..side {
            rows.extend(pixel(x, y));
        }
    }
    let mut header = Vec::new();
    header.extend(side.to_be_bytes());
    header.extend(side.to_be_bytes());
    // Eight bits of red, green, blue and opacity each, nothing interlaced.
    header.extend([8, 6, 0, 0, 0]);

    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    chunk(&mut file, *b"IHDR", &header);
    chunk(&mut file, *b"IDAT", &deflated(&rows));
    chunk(&mut file, *b"IEND", &[]);
    file.into()
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    // Writing into memory does not fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

fn chunk(file: &mut Vec<u8>, name: [u8; 4], data: &[u8]) {
    file.extend(u32::try_from(data.len()).unwrap_or(0).to_be_bytes());
    let mut sum = Crc::new();
    for part in [&name[..], data] {
        sum.update(part);
        file.extend(part);
    }
    file.extend(sum.sum().to_be_bytes());
}

#[cfg(test)]
mod tests {
    use super::{avatar, face};

    #[test]
    fn pictures_are_png_and_differ() {
        let picture = avatar(0);
        assert!(picture.starts_with(b"\x89PNG\r\n\x1a\n"));
        assert_eq!(&picture[12..24], b"IHDR\0\0\0\x40\0\0\0\x40");
        assert!(
            picture.ends_with(b"IEND\xAE\x42\x60\x82"),
            "its sum is right"
        );
        assert_ne!(avatar(1), picture);
        assert_eq!(avatar(6), picture, "there are six");
        assert_ne!(face(0, true), face(0, false));
    }
}
