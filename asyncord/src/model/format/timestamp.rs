//! Points in time in a text.

use std::{fmt, str::FromStr};

use super::{Mention, ParseMentionError, scan};
use crate::model::Timestamp;

macro_rules! styles {
    ($( $(#[$doc:meta])+ $style:ident = $letter:literal, )+) => {
        /// How clients show a [`TimestampMention`], each in its reader's language and time zone.
        ///
        /// ```
        /// use asyncord::model::format::TimestampStyle;
        ///
        /// assert_eq!(TimestampStyle::from('R'), TimestampStyle::RelativeTime);
        /// assert_eq!(TimestampStyle::from('q'), TimestampStyle::Unknown('q'));
        /// ```
        ///
        /// Discord docs: API Reference/Timestamp Styles.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum TimestampStyle {
            $( $(#[$doc])+ $style, )+
            /// A letter that this version does not know; it is written back as it came.
            Unknown(char),
        }

        impl From<char> for TimestampStyle {
            fn from(letter: char) -> Self {
                match letter {
                    $( $letter => Self::$style, )+
                    unknown => Self::Unknown(unknown),
                }
            }
        }

        impl From<TimestampStyle> for char {
            fn from(style: TimestampStyle) -> Self {
                match style {
                    $( TimestampStyle::$style => $letter, )+
                    TimestampStyle::Unknown(unknown) => unknown,
                }
            }
        }

        #[cfg(test)]
        impl TimestampStyle {
            pub(super) const KNOWN: &[Self] = &[$( Self::$style, )+];
        }
    };
}

styles! {
    /// `t`: hours and minutes, as in 16:20.
    ShortTime = 't',
    /// `T`: with seconds, as in 16:20:30.
    MediumTime = 'T',
    /// `d`: the date in digits, as in 20/04/2021.
    ShortDate = 'd',
    /// `D`: the date with the month's name, as in 20 April 2021.
    LongDate = 'D',
    /// `f`: as in 20 April 2021 at 16:20; the one without a style too.
    #[default]
    LongDateShortTime = 'f',
    /// `F`: with the day of the week, as in Tuesday, 20 April 2021 at 16:20.
    FullDateShortTime = 'F',
    /// `s`: as in 20/04/2021, 16:20.
    ShortDateShortTime = 's',
    /// `S`: as in 20/04/2021, 16:20:30.
    ShortDateMediumTime = 'S',
    /// `R`: the distance from now, as in "2 months ago"; clients keep it up to date.
    RelativeTime = 'R',
}

impl fmt::Display for TimestampStyle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Write::write_char(f, char::from(*self))
    }
}

/// A point in time in a text: `<t:seconds>` or `<t:seconds:style>`.
///
/// ```
/// use asyncord::model::format::{TimestampMention, TimestampStyle};
///
/// let mention: TimestampMention = "<t:1618953630:R>".parse()?;
/// assert_eq!(mention.unix_seconds, 1_618_953_630);
/// assert_eq!(mention.style, Some(TimestampStyle::RelativeTime));
/// # Ok::<(), asyncord::model::format::ParseMentionError>(())
/// ```
///
/// Discord docs: API Reference/Message Formatting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct TimestampMention {
    /// Seconds since the Unix epoch; below 0 before it.
    pub unix_seconds: i64,
    /// How it is shown; as [`TimestampStyle::LongDateShortTime`] where `None`.
    pub style: Option<TimestampStyle>,
}

impl TimestampMention {
    /// Shows a point in time in the usual style, rounded down to the second.
    pub const fn new(timestamp: Timestamp) -> Self {
        Self {
            unix_seconds: timestamp.unix_seconds(),
            style: None,
        }
    }

    /// Shows it in this style.
    pub const fn with_style(mut self, style: TimestampStyle) -> Self {
        self.style = Some(style);
        self
    }

    /// The point in time, or `None` outside the years -9999 to 9999.
    pub fn timestamp(self) -> Option<Timestamp> {
        Timestamp::from_unix_seconds(self.unix_seconds)
    }
}

impl fmt::Display for TimestampMention {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.style {
            None => write!(f, "<t:{}>", self.unix_seconds),
            Some(style) => write!(f, "<t:{}:{style}>", self.unix_seconds),
        }
    }
}

impl From<TimestampMention> for Mention {
    fn from(timestamp: TimestampMention) -> Self {
        Self::Timestamp(timestamp)
    }
}

impl FromStr for TimestampMention {
    type Err = ParseMentionError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match scan::whole(text) {
            Some(Mention::Timestamp(timestamp)) => Ok(timestamp),
            _ => Err(ParseMentionError::new(
                text,
                "a point in time, as in `<t:1618953630:R>`",
            )),
        }
    }
}

/// Writes a point in time, rounded down to the second, so that clients show it in this style.
///
/// ```
/// use asyncord::model::{Timestamp, format::{self, TimestampStyle}};
///
/// let time = Timestamp::from_unix_seconds(1_618_953_630).unwrap();
/// assert_eq!(format::timestamp(time, TimestampStyle::ShortDate), "<t:1618953630:d>");
/// ```
///
/// Discord docs: API Reference/Timestamp Styles.
pub const fn timestamp(timestamp: Timestamp, style: TimestampStyle) -> Mention {
    Mention::Timestamp(TimestampMention::new(timestamp).with_style(style))
}

impl Timestamp {
    /// The text that clients show as this time, in each reader's language and time zone: see
    /// [`format::timestamp`](timestamp()).
    pub const fn mention(self, style: TimestampStyle) -> Mention {
        timestamp(self, style)
    }
}
