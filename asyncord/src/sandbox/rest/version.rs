//! The versions of the API in its paths.

/// The prefixes under which the API is served; without a version it is the newest.
pub(crate) const PREFIXES: [&str; 3] = ["/api/v10", "/api/v9", "/api"];

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

/// Whether a path within the API begins with a version, which then is none of ours.
pub(super) fn is_unsupported(path: &str) -> bool {
    path.strip_prefix("/v")
        .and_then(|rest| rest.split('/').next())
        .is_some_and(|version| !version.is_empty() && version.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::{is_unsupported, strip};

    #[test]
    fn the_version_goes_and_the_path_stays() {
        for path in ["/api/v10/users/@me", "/api/v9/users/@me", "/api/users/@me"] {
            assert_eq!(strip(path), "/users/@me");
        }
        assert_eq!(strip("/apix"), "/apix");
        assert!(is_unsupported(strip("/api/v8/users/@me")));
        assert!(is_unsupported(strip("/api/v101")));
        assert!(!is_unsupported(strip("/api/v10/voice/regions")));
    }
}
