//! Keeps other web pages out: what a browser sends on behalf of a page elsewhere is refused.
//!
//! A page could reach loopback by a form, a script, a socket, or by a name of its own that it points to
//! 127.0.0.1 (DNS rebinding). Browsers tell all of these by `Host`, `Origin` and `Sec-Fetch-Site`;
//! programs that are no browsers send a right `Host` and neither of the others.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, StatusCode, header, uri::Authority},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::{rest::ApiError, world::App};

/// Refuses with 403 what does not come from this machine's programs or our own page.
pub(crate) async fn guard(State(app): State<App>, request: Request, next: Next) -> Response {
    let authority = request.uri().authority().map(Authority::as_str);
    match refusal(app.addresses.port, request.headers(), authority) {
        None => next.run(request).await,
        Some(reason) => {
            ApiError::plain(StatusCode::FORBIDDEN, format!("403: Forbidden ({reason})"))
                .into_response()
        }
    }
}

fn refusal(port: u16, headers: &HeaderMap, authority: Option<&str>) -> Option<&'static str> {
    let mut hosts = headers.get_all(header::HOST).iter();
    let host = hosts.next().and_then(|host| host.to_str().ok());
    if hosts.next().is_some() || !host.is_some_and(|host| is_own_authority(port, host)) {
        return Some("the `Host` header must name this address");
    }
    if authority.is_some_and(|authority| !is_own_authority(port, authority)) {
        return Some("the request's address must be this one");
    }
    for origin in headers.get_all(header::ORIGIN) {
        let own = origin
            .to_str()
            .ok()
            .and_then(|origin| origin.strip_prefix("http://"))
            .is_some_and(|authority| is_own_authority(port, authority));
        if !own {
            return Some("requests of other web pages are refused");
        }
    }
    for site in headers.get_all("sec-fetch-site") {
        if site != "same-origin" && site != "none" {
            return Some("requests of other web pages are refused");
        }
    }
    None
}

fn is_own_authority(port: u16, authority: &str) -> bool {
    // Port 80 is left out of addresses.
    let (host, given) = match authority.rsplit_once(':') {
        Some((host, given)) if !given.ends_with(']') => (host, given.parse().ok()),
        _ => (authority, Some(80)),
    };
    let is_loopback =
        matches!(host, "127.0.0.1" | "[::1]") || host.eq_ignore_ascii_case("localhost");
    is_loopback && given == Some(port)
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderName, HeaderValue};

    use super::refusal;

    fn refused(authority: Option<&str>, headers: &[(&str, &str)]) -> bool {
        let headers: HeaderMap = headers
            .iter()
            .map(|(name, value)| {
                let name: HeaderName = name.parse().unwrap();
                (name, HeaderValue::from_str(value).unwrap())
            })
            .collect();
        refusal(4000, &headers, authority).is_some()
    }

    #[test]
    fn own_pages_and_programs_get_through() {
        for host in [
            "127.0.0.1:4000",
            "localhost:4000",
            "LOCALHOST:4000",
            "[::1]:4000",
        ] {
            assert!(!refused(None, &[("host", host)]), "{host}");
            let origin = format!("http://{host}");
            assert!(
                !refused(None, &[("host", host), ("origin", &origin)]),
                "{origin}"
            );
        }
        for site in ["same-origin", "none"] {
            assert!(!refused(
                None,
                &[("host", "localhost:4000"), ("sec-fetch-site", site)]
            ));
        }
        assert!(!refused(
            Some("127.0.0.1:4000"),
            &[("host", "127.0.0.1:4000")]
        ));
    }

    #[test]
    fn others_do_not() {
        assert!(refused(None, &[]));
        for host in [
            "evil.example:4000",
            "localhost.evil.example:4000",
            "127.0.0.1:4001",
            "127.0.0.1",
            "127.0.0.1:",
            "127.0.0.2:4000",
            "127.0.0.1:4000:4000",
            "user@127.0.0.1:4000",
            "[::1]",
            "[::2]:4000",
            "",
        ] {
            assert!(refused(None, &[("host", host)]), "{host}");
        }
        for origin in [
            "null",
            "https://evil.example",
            "http://evil.example:4000",
            "https://127.0.0.1:4000",
            "http://127.0.0.1:4001",
            "http://localhost",
            "",
        ] {
            assert!(
                refused(None, &[("host", "localhost:4000"), ("origin", origin)]),
                "{origin}"
            );
        }
        for site in ["cross-site", "same-site", "?"] {
            assert!(refused(
                None,
                &[("host", "localhost:4000"), ("sec-fetch-site", site)]
            ));
        }
        assert!(refused(
            Some("evil.example:4000"),
            &[("host", "localhost:4000")]
        ));
        assert!(refused(
            None,
            &[("host", "localhost:4000"), ("host", "evil.example")]
        ));
    }
}
