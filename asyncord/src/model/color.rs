//! Colours of roles, embeds and profiles.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A colour of 24 bits, written as an integer on the wire and as `#rrggbb` for people.
///
/// Discord reads 0 as "no colour" in roles. A value above `0xFFFFFF`, which Discord does not send today,
/// is kept as it came; [`r`](Self::r), [`g`](Self::g) and [`b`](Self::b) leave its upper bits out.
///
/// ```
/// use asyncord::model::Color;
///
/// let color: Color = "#5865f2".parse()?;
/// assert_eq!(color, Color::BLURPLE);
/// assert_eq!((color.r(), color.g(), color.b()), (0x58, 0x65, 0xf2));
/// assert_eq!(Color::from_rgb(255, 0, 16).to_string(), "#ff0010");
/// # Ok::<(), asyncord::model::ParseColorError>(())
/// ```
///
/// Discord docs: Permissions/Role Object, Message/Embed Object.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Color(u32);

impl Color {
    /// Makes a colour of a number, as in `Color::new(0xRRGGBB)`.
    pub const fn new(rgb: u32) -> Self {
        Self(rgb)
    }

    /// Makes a colour of its parts.
    pub const fn from_rgb(r: u8, g: u8, b: u8) -> Self {
        Self(u32::from_be_bytes([0, r, g, b]))
    }

    /// The colour as a number: `0xRRGGBB`.
    pub const fn get(self) -> u32 {
        self.0
    }

    /// The red part.
    pub const fn r(self) -> u8 {
        self.0.to_be_bytes()[1]
    }

    /// The green part.
    pub const fn g(self) -> u8 {
        self.0.to_be_bytes()[2]
    }

    /// The blue part.
    pub const fn b(self) -> u8 {
        self.0.to_be_bytes()[3]
    }
}

/// Discord's brand, the newest first.
impl Color {
    /// Blurple, the brand's own colour: `#5865f2`.
    pub const BLURPLE: Self = Self(0x58_65F2);
    /// The brand's green: `#57f287`.
    pub const GREEN: Self = Self(0x57_F287);
    /// The brand's yellow: `#fee75c`.
    pub const YELLOW: Self = Self(0xFE_E75C);
    /// The brand's fuchsia: `#eb459e`.
    pub const FUCHSIA: Self = Self(0xEB_459E);
    /// The brand's red: `#ed4245`.
    pub const RED: Self = Self(0xED_4245);
    /// White: `#ffffff`.
    pub const WHITE: Self = Self(0xFF_FFFF);
    /// Black: `#000000`. A role with it has no colour; `Color::new(1)` looks black there.
    pub const BLACK: Self = Self(0);
    /// Blurple until 2021: `#7289da`.
    pub const OLD_BLURPLE: Self = Self(0x72_89DA);
    /// Greyple, a grey of the brand until 2021; the client shows names without a colour so: `#99aab5`.
    pub const GREYPLE: Self = Self(0x99_AAB5);
    /// "Dark, but not black" of the brand until 2021: `#2c2f33`.
    pub const DARK_BUT_NOT_BLACK: Self = Self(0x2C_2F33);
    /// "Not quite black" of the brand until 2021: `#23272a`.
    pub const NOT_QUITE_BLACK: Self = Self(0x23_272A);
}

/// Backgrounds of the client's themes since 2025, to hide an embed's edge with. They are not documented
/// and change when Discord draws the client anew.
impl Color {
    /// The background of the light theme: `#fbfbfb`.
    pub const LIGHT_THEME: Self = Self(0xFB_FBFB);
    /// The background of the ash theme: `#2e2e34`.
    pub const ASH_THEME: Self = Self(0x2E_2E34);
    /// The background of the dark theme: `#1a1a1e`.
    pub const DARK_THEME: Self = Self(0x1A_1A1E);
    /// The background of the onyx theme: `#070709`.
    pub const ONYX_THEME: Self = Self(0x07_0709);
    /// The background of embeds in the ash theme: `#37373e`.
    pub const ASH_EMBED: Self = Self(0x37_373E);
    /// The background of embeds in the dark theme: `#242429`.
    pub const DARK_EMBED: Self = Self(0x24_2429);
    /// The background of embeds in the onyx theme: `#131416`.
    pub const ONYX_EMBED: Self = Self(0x13_1416);
}

/// The colours that the client offers for a role, in its order.
impl Color {
    /// Teal of the role palette: `#1abc9c`.
    pub const ROLE_TEAL: Self = Self(0x1A_BC9C);
    /// Green of the role palette: `#2ecc71`.
    pub const ROLE_GREEN: Self = Self(0x2E_CC71);
    /// Blue of the role palette: `#3498db`.
    pub const ROLE_BLUE: Self = Self(0x34_98DB);
    /// Purple of the role palette: `#9b59b6`.
    pub const ROLE_PURPLE: Self = Self(0x9B_59B6);
    /// Magenta of the role palette: `#e91e63`.
    pub const ROLE_MAGENTA: Self = Self(0xE9_1E63);
    /// Gold of the role palette: `#f1c40f`.
    pub const ROLE_GOLD: Self = Self(0xF1_C40F);
    /// Orange of the role palette: `#e67e22`.
    pub const ROLE_ORANGE: Self = Self(0xE6_7E22);
    /// Red of the role palette: `#e74c3c`.
    pub const ROLE_RED: Self = Self(0xE7_4C3C);
    /// Grey of the role palette: `#95a5a6`.
    pub const ROLE_GREY: Self = Self(0x95_A5A6);
    /// Slate, a bluish grey of the role palette: `#607d8b`.
    pub const ROLE_SLATE: Self = Self(0x60_7D8B);
    /// Dark teal of the role palette: `#11806a`.
    pub const ROLE_DARK_TEAL: Self = Self(0x11_806A);
    /// Dark green of the role palette: `#1f8b4c`.
    pub const ROLE_DARK_GREEN: Self = Self(0x1F_8B4C);
    /// Dark blue of the role palette: `#206694`.
    pub const ROLE_DARK_BLUE: Self = Self(0x20_6694);
    /// Dark purple of the role palette: `#71368a`.
    pub const ROLE_DARK_PURPLE: Self = Self(0x71_368A);
    /// Dark magenta of the role palette: `#ad1457`.
    pub const ROLE_DARK_MAGENTA: Self = Self(0xAD_1457);
    /// Dark gold of the role palette: `#c27c0e`.
    pub const ROLE_DARK_GOLD: Self = Self(0xC2_7C0E);
    /// Dark orange of the role palette: `#a84300`.
    pub const ROLE_DARK_ORANGE: Self = Self(0xA8_4300);
    /// Dark red of the role palette: `#992d22`.
    pub const ROLE_DARK_RED: Self = Self(0x99_2D22);
    /// Dark grey of the role palette: `#979c9f`.
    pub const ROLE_DARK_GREY: Self = Self(0x97_9C9F);
    /// Dark slate of the role palette: `#546e7a`.
    pub const ROLE_DARK_SLATE: Self = Self(0x54_6E7A);
}

impl From<u32> for Color {
    fn from(rgb: u32) -> Self {
        Self(rgb)
    }
}

impl From<Color> for u32 {
    fn from(color: Color) -> Self {
        color.0
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:06x}", self.0)
    }
}

impl fmt::Debug for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Color({self})")
    }
}

/// A text that is not a colour of six hex digits.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a color: write six hex digits, as in `#5865f2`, `0x5865f2` or `5865f2`")]
pub struct ParseColorError {
    text: String,
}

impl FromStr for Color {
    type Err = ParseColorError;

    /// Reads `#rrggbb`, `0xrrggbb` or `rrggbb`, in either case.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = ["#", "0x", "0X"]
            .iter()
            .find_map(|prefix| text.strip_prefix(prefix))
            .unwrap_or(text);
        // `from_str_radix` takes a sign.
        let plain = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        u32::from_str_radix(digits, 16)
            .ok()
            .filter(|_| plain)
            .map(Self)
            .ok_or_else(|| ParseColorError {
                text: text.chars().take(40).collect(),
            })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Color;

    #[test]
    fn a_color_is_four_bytes() {
        assert_eq!(size_of::<Color>(), 4);
    }

    #[test]
    fn parts_make_the_number_and_back() {
        let color = Color::from_rgb(0x12, 0x34, 0x56);
        assert_eq!(color, Color::new(0x12_3456));
        assert_eq!((color.r(), color.g(), color.b()), (0x12, 0x34, 0x56));
        assert_eq!(u32::from(color), 0x12_3456);
        assert_eq!(Color::from(0x12_3456), color);
    }

    #[test]
    fn hex_is_read_with_and_without_a_prefix() {
        for text in ["#5865f2", "#5865F2", "0x5865F2", "0X5865f2", "5865f2"] {
            assert_eq!(text.parse(), Ok(Color::BLURPLE), "{text}");
        }
    }

    #[test]
    fn what_is_no_hex_color_is_refused() {
        for text in [
            "",
            "#",
            "#fff",
            "#5865f",
            "#5865f20",
            "##5865f2",
            "0x#5865f2",
            "#+865f2",
            "-5865f",
            "5865g2",
            " 5865f2",
            "blurple",
            "äöü",
        ] {
            assert!(text.parse::<Color>().is_err(), "{text:?}");
        }
        assert_eq!(
            "blurple".parse::<Color>().unwrap_err().to_string(),
            "`blurple` is not a color: write six hex digits, as in `#5865f2`, `0x5865f2` or `5865f2`"
        );
    }

    #[test]
    fn json_is_an_integer_and_values_above_24_bits_are_kept() {
        for json in ["0", "5793266", "16777215", "16777216", "4294967295"] {
            let color: Color = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::to_string(&color).unwrap(), json);
        }
        assert!(serde_json::from_str::<Color>("-1").is_err());
        assert!(serde_json::from_str::<Color>("\"#5865f2\"").is_err());

        let wide = Color::new(0x0112_3456);
        assert_eq!((wide.r(), wide.g(), wide.b()), (0x12, 0x34, 0x56));
        assert_eq!(wide.to_string(), "#1123456");
    }

    #[test]
    fn debug_shows_the_hex() {
        assert_eq!(format!("{:?}", Color::new(0xA0B)), "Color(#000a0b)");
    }

    proptest! {
        #[test]
        fn every_color_is_read_as_it_is_shown(r: u8, g: u8, b: u8) {
            let color = Color::from_rgb(r, g, b);
            prop_assert_eq!(color.to_string().parse(), Ok(color));
        }

        #[test]
        fn no_text_makes_parsing_panic(text in ".*") {
            let _ = text.parse::<Color>();
        }
    }
}
