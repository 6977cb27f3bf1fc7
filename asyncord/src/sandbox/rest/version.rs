//! The versions of the API in its paths.

use axum::http::{Uri, uri::PathAndQuery};

/// Where the API is; without a version it is the newest.
pub(super) const PREFIX: &str = "/api";
const PREFIXES: [&str; 3] = ["/api/v10", "/api/v9", PREFIX];

/// The path within the API.
pub(super) fn strip(path: &str) -> &str {
    PREFIXES
        .iter()
        .find_map(|prefix| {
            let rest = path.strip_prefix(prefix)?;
            (rest.is_empty() || rest.starts_with('/')).then_some(rest)
        })
        .unwrap_or(path)
}

/// The address without the version of the API, if it has one that is served.
pub(super) fn without(uri: &Uri) -> Option<Uri> {
    let (own, path) = (strip(uri.path()), uri.path());
    if own.len() + PREFIX.len() >= path.len() {
        return None;
    }
    let query = uri.query().map(|query| format!("?{query}"));
    let query = query.unwrap_or_default();
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = PathAndQuery::try_from(format!("{PREFIX}{own}{query}")).ok();
    Uri::from_parts(parts).ok()
}

/// Whether a path within the API begins with a version, which then is none of ours.
pub(super) fn is_unsupported(path: &str) -> bool {
    path.strip_prefix("/v")
        .and_then(|rest| rest.split('/').next())
        .is_some_and(|version| !version.is_empty() && version.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::{is_unsupported, strip, without};

    #[test]
    fn the_version_goes_and_the_path_stays() {
        for path in ["/api/v10/users/@me", "/api/v9/users/@me", "/api/users/@me"] {
            assert_eq!(strip(path), "/users/@me");
        }
        assert_eq!(strip("/apix"), "/apix");
        let without = |uri: &'static str| without(&uri.parse().unwrap());
        let plain = without("/api/v9/users/@me?a=b").unwrap();
        assert_eq!(plain.to_string(), "/api/users/@me?a=b");
        for as_it_was in ["/api/users/@me", "/api/v8/users", "/sandbox/api", "/"] {
            assert_eq!(without(as_it_was), None);
        }
        assert!(is_unsupported(strip("/api/v8/users/@me")));
        assert!(is_unsupported(strip("/api/v101")));
        assert!(!is_unsupported(strip("/api/v10/voice/regions")));
    }
}
