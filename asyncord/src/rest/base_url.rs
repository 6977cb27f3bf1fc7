//! The address that requests go to.

use url::Url;

use super::{Error, ErrorKind};
use crate::net::PlainHosts;

/// The environment variable that names another API than Discord's own.
pub(crate) const API_URL_VARIABLE: &str = "DISCORD_API_URL";

const DISCORD: &str = "https://discord.com/api";
const VERSION: &str = "v10";

/// Makes the base address of what was given, and checks that a token may go there.
///
/// The first of `given`, `of_token` and `of_environment` counts, else Discord's own.
pub(crate) fn resolve(
    given: Option<&str>,
    of_token: Option<&Url>,
    of_environment: Option<&str>,
    plain_hosts: &PlainHosts,
) -> Result<String, Error> {
    let of_environment = of_environment.filter(|text| !text.trim().is_empty());
    let (text, name) = match (given, of_token, of_environment) {
        (Some(text), _, _) => (text, "api_url"),
        (None, Some(url), _) => (url.as_str(), "the token's API URL"),
        (None, None, Some(text)) => (text, API_URL_VARIABLE),
        (None, None, None) => (DISCORD, "api_url"),
    };
    // The text itself may hold a password and is not repeated.
    let wrong = |what: &str| {
        Error::new(
            ErrorKind::Config,
            format!(
                "`{name}` {what}: give an address such as `{DISCORD}` or `http://127.0.0.1:3000/api`"
            ),
        )
    };
    let url = Url::parse(text.trim()).map_err(|error| wrong(&format!("is not a URL ({error})")))?;
    if !matches!(url.scheme(), "http" | "https") || url.host().is_none() {
        return Err(wrong("is not an http or https address"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(wrong(
            "holds a user name or password, which would displace the token",
        ));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(wrong("has a query or fragment"));
    }
    plain_hosts
        .check(&url)
        .map_err(|error| Error::new(ErrorKind::Config, error.to_string()))?;

    let base = url.as_str().trim_end_matches('/');
    let versioned = url
        .path_segments()
        .and_then(|mut segments| segments.rfind(|segment| !segment.is_empty()))
        .and_then(|last| last.strip_prefix('v'))
        .is_some_and(|digits| {
            !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
        });
    Ok(if versioned {
        base.to_owned()
    } else {
        format!("{base}/{VERSION}")
    })
}

#[cfg(test)]
mod tests {
    use super::resolve;
    use crate::net::PlainHosts;

    fn base(text: &str) -> Result<String, String> {
        resolve(Some(text), None, None, &PlainHosts::default()).map_err(|error| error.to_string())
    }

    #[test]
    fn a_version_is_added_where_there_is_none() {
        for (given, expected) in [
            ("https://discord.com/api", "https://discord.com/api/v10"),
            ("https://discord.com/api/", "https://discord.com/api/v10"),
            ("https://discord.com/api/v9", "https://discord.com/api/v9"),
            (
                "https://discord.com/api/v10//",
                "https://discord.com/api/v10",
            ),
            ("http://127.0.0.1:3000", "http://127.0.0.1:3000/v10"),
            ("http://[::1]:3000/api/v", "http://[::1]:3000/api/v/v10"),
            (" https://example.com/v10x ", "https://example.com/v10x/v10"),
        ] {
            assert_eq!(base(given).as_deref(), Ok(expected), "{given}");
        }
    }

    #[test]
    fn addresses_that_cannot_be_meant_are_refused() {
        for (given, part) in [
            ("discord.com/api", "is not a URL"),
            ("", "is not a URL"),
            ("ftp://discord.com", "is not an http"),
            ("https://a:s3cret@discord.com", "user name or password"),
            ("https://discord.com/api?v=10", "query"),
            ("https://discord.com/api#v10", "fragment"),
            ("http://discord.com/api", "refusing to send the token"),
        ] {
            let error = base(given).unwrap_err();
            assert!(error.contains(part), "{given}: {error}");
            assert!(!error.contains("s3cret"), "{error}");
        }
    }

    #[test]
    fn the_builder_goes_before_the_token_and_the_token_before_the_environment() {
        let of_token = "https://token.example/v1".parse().unwrap();
        let of_environment = Some("https://environment.example/v1");
        let hosts = PlainHosts::default();
        let resolved = |given, of_token, of_environment| {
            resolve(given, of_token, of_environment, &hosts).unwrap()
        };
        assert_eq!(
            resolved(
                Some("https://given.example/v1"),
                Some(&of_token),
                of_environment
            ),
            "https://given.example/v1"
        );
        assert_eq!(
            resolved(None, Some(&of_token), of_environment),
            "https://token.example/v1"
        );
        assert_eq!(
            resolved(None, None, of_environment),
            "https://environment.example/v1"
        );
        assert_eq!(
            resolved(None, None, Some(" ")),
            "https://discord.com/api/v10"
        );
    }
}
