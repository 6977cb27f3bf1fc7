//! The signature in the URLs of attachments.

use crate::model::Timestamp;

/// What an attachment's URL says about itself: until when it works.
///
/// Discord signs such URLs and renews them in every message it sends; one that was stored stops working.
/// Fetch the message again for a new one. In a request the URL can go without the signature, see
/// [`unsigned`].
///
/// ```
/// use asyncord::model::{Timestamp, cdn::AttachmentSignature};
///
/// let url = "https://cdn.discordapp.com/attachments/1/2/cat.png?ex=65d903de&is=65c68ede&hm=2481f3&";
/// let signature: AttachmentSignature = url.parse()?;
/// assert_eq!(signature.expires_at.to_string(), "2024-02-23T20:45:18.000000+00:00");
/// assert!(signature.is_expired(Timestamp::now()));
/// # Ok::<(), asyncord::model::cdn::ParseSignatureError>(())
/// ```
///
/// Discord docs: API Reference/Signed Attachment CDN URLs.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct AttachmentSignature {
    /// When the URL stops working: `ex`.
    pub expires_at: Timestamp,
    /// When Discord made the URL: `is`.
    pub issued_at: Timestamp,
    /// The signature itself: `hm`, in hex.
    pub signature: Box<str>,
}

impl AttachmentSignature {
    /// Whether the URL no longer works at a time.
    pub fn is_expired(&self, now: Timestamp) -> bool {
        now >= self.expires_at
    }
}

/// A URL without its query and fragment, and so without the signature.
///
/// Discord takes an attachment's URL in this form, in an embed's image for one, and signs it anew.
///
/// ```
/// use asyncord::model::cdn;
///
/// let url = "https://cdn.discordapp.com/attachments/1/2/cat.png?ex=65d903de&is=65c68ede&hm=2481f3&";
/// assert_eq!(cdn::unsigned(url), "https://cdn.discordapp.com/attachments/1/2/cat.png");
/// ```
///
/// Discord docs: API Reference/Signed Attachment CDN URLs.
pub fn unsigned(url: &str) -> &str {
    url.split(['?', '#']).next().unwrap_or(url)
}

/// A URL that is not signed as Discord signs those of attachments.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ParseSignatureError {
    /// A parameter is not there.
    #[error("the URL has no parameter `{parameter}`, so it is not a signed attachment URL")]
    #[non_exhaustive]
    Missing {
        /// `ex`, `is` or `hm`.
        parameter: &'static str,
    },
    /// A time is not one.
    #[error("`{text}` in the URL's parameter `{parameter}` is not a time in hex seconds")]
    #[non_exhaustive]
    Time {
        /// `ex` or `is`.
        parameter: &'static str,
        /// What stands there, at most 40 characters of it.
        text: String,
    },
}

impl std::str::FromStr for AttachmentSignature {
    type Err = ParseSignatureError;

    /// Reads the whole URL of an attachment; its parameters may stand in any order, among others.
    fn from_str(url: &str) -> Result<Self, Self::Err> {
        let query = url.split('#').next().and_then(|url| url.split_once('?'));
        let query = query.map_or("", |(_, query)| query);
        Ok(Self {
            expires_at: time(query, "ex")?,
            issued_at: time(query, "is")?,
            signature: parameter(query, "hm")?.into(),
        })
    }
}

fn parameter<'a>(query: &'a str, name: &'static str) -> Result<&'a str, ParseSignatureError> {
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find_map(|(key, value)| (key == name && !value.is_empty()).then_some(value))
        .ok_or(ParseSignatureError::Missing { parameter: name })
}

fn time(query: &str, name: &'static str) -> Result<Timestamp, ParseSignatureError> {
    let text = parameter(query, name)?;
    // `from_str_radix` takes a sign.
    let plain = text.bytes().all(|byte| byte.is_ascii_hexdigit());
    i64::from_str_radix(text, 16)
        .ok()
        .filter(|_| plain)
        .and_then(Timestamp::from_unix_seconds)
        .ok_or_else(|| ParseSignatureError::Time {
            parameter: name,
            text: text.chars().take(40).collect(),
        })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{AttachmentSignature, unsigned};
    use crate::model::Timestamp;

    const URL: &str = "https://cdn.discordapp.com/attachments/1012345678900020080/1234567891233211234\
                       /my_image.png?ex=65d903de&is=65c68ede&hm=2481f30dd67f503f&";

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_unix_seconds(seconds).unwrap()
    }

    #[test]
    fn the_times_of_an_attachment_url_are_read() {
        let signature: AttachmentSignature = URL.parse().unwrap();
        assert_eq!(signature.expires_at, at(0x65d9_03de));
        assert_eq!(signature.issued_at, at(0x65c6_8ede));
        assert_eq!(&*signature.signature, "2481f30dd67f503f");
    }

    #[test]
    fn the_order_and_other_parameters_do_not_matter() {
        let url = "https://media.discordapp.net/attachments/1/2/a.png\
                   ?width=4&hm=ab&=&is=2&flag&complex=9&ex=0a&format=webp#ex=ff";
        let signature: AttachmentSignature = url.parse().unwrap();
        assert_eq!(signature.expires_at, at(10));
        assert_eq!(signature.issued_at, at(2));
        assert_eq!(&*signature.signature, "ab");
    }

    #[test]
    fn a_url_expires_at_its_second() {
        let signature: AttachmentSignature = "?ex=0a&is=1&hm=ab".parse().unwrap();
        assert!(!signature.is_expired(at(9)));
        assert!(signature.is_expired(at(10)));
        assert!(signature.is_expired(at(11)));
    }

    #[test]
    fn what_is_not_signed_is_refused_with_the_reason() {
        let error = |url: &str| url.parse::<AttachmentSignature>().unwrap_err().to_string();
        for (url, parameter) in [
            ("", "ex"),
            ("https://example.com/a.png", "ex"),
            ("https://example.com/a.png#?ex=1&is=1&hm=1", "ex"),
            ("?ex=&is=1&hm=1", "ex"),
            ("?ex=1&hm=1", "is"),
            ("?ex=1&is=1", "hm"),
        ] {
            assert_eq!(
                error(url),
                format!(
                    "the URL has no parameter `{parameter}`, so it is not a signed attachment URL"
                )
            );
        }
        for ex in ["soon", "+1", "-1", "7fffffffffffffff", "fffffffffffffffff"] {
            assert_eq!(
                error(&format!("?ex={ex}&is=1&hm=1")),
                format!("`{ex}` in the URL's parameter `ex` is not a time in hex seconds")
            );
        }
    }

    #[test]
    fn a_url_goes_without_its_signature() {
        assert_eq!(
            unsigned(URL),
            "https://cdn.discordapp.com/attachments/1012345678900020080/1234567891233211234/my_image.png"
        );
        assert_eq!(unsigned("https://a.b/c#d?e"), "https://a.b/c");
        assert_eq!(unsigned("https://a.b/c"), "https://a.b/c");
    }

    proptest! {
        #[test]
        fn no_text_makes_parsing_panic(text in "(.*[?])?((ex|is|hm)=[^&]*&?){0,4}.*") {
            let _ = text.parse::<AttachmentSignature>();
        }
    }
}
