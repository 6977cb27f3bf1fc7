//! Keeps other web pages out: what a browser sends on behalf of a page elsewhere is refused.
//!
//! A page could reach loopback by a form, a script, a socket, or by a name of its own that it points to
//! 127.0.0.1 (DNS rebinding). Browsers tell all of these by `Host`, `Origin` and `Sec-Fetch-Site`;
//! programs that are no browsers send a right `Host` and neither of the others.
//!
//! One thing other pages may do: send a person here to be asked whether an application is let in. That page
//! changes nothing by itself and cannot be framed.

use axum::{
    Extension,
    extract::Request,
    http::{HeaderMap, Method, StatusCode, header, uri::Authority},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::{rest::ApiError, world::App};

/// Where other pages may send a person to.
const OPEN: [&str; 3] = ["/oauth2/authorize", "/api/oauth2/authorize", "/activate"];

/// Refuses with 403 what does not come from this machine's programs or our own page.
pub(crate) async fn guard(
    Extension(app): Extension<App>,
    request: Request,
    next: Next,
) -> Response {
    let authority = request.uri().authority().map(Authority::as_str);
    let own = Own {
        port: app.addresses.port,
        hosts: &app.addresses.hosts,
    };
    let is_open = request.method() == Method::GET && OPEN.contains(&request.uri().path());
    match own.refusal(request.headers(), authority, is_open) {
        None => next.run(request).await,
        Some(reason) => {
            ApiError::plain(StatusCode::FORBIDDEN, format!("403: Forbidden ({reason})"))
                .into_response()
        }
    }
}

/// What is our own address.
struct Own<'a> {
    port: u16,
    /// Names beside loopback's.
    hosts: &'a [String],
}

impl Own<'_> {
    fn refusal(
        &self,
        headers: &HeaderMap,
        authority: Option<&str>,
        is_open: bool,
    ) -> Option<&'static str> {
        let mut hosts = headers.get_all(header::HOST).iter();
        let host = hosts.next().and_then(|host| host.to_str().ok());
        if hosts.next().is_some() || !host.is_some_and(|host| self.is_own_authority(host)) {
            return Some("the `Host` header must name this address");
        }
        if authority.is_some_and(|authority| !self.is_own_authority(authority)) {
            return Some("the request's address must be this one");
        }
        for origin in headers.get_all(header::ORIGIN) {
            let own = origin
                .to_str()
                .ok()
                .and_then(|origin| origin.strip_prefix("http://"))
                .is_some_and(|authority| self.is_own_authority(authority));
            if !own {
                return Some("requests of other web pages are refused");
            }
        }
        if is_open && is_navigation(headers) {
            return None;
        }
        for site in headers.get_all("sec-fetch-site") {
            if site != "same-origin" && site != "none" {
                return Some("requests of other web pages are refused");
            }
        }
        None
    }

    fn is_own_authority(&self, authority: &str) -> bool {
        // Port 80 is left out of addresses.
        let (host, given) = match authority.rsplit_once(':') {
            Some((host, given)) if !given.ends_with(']') => (host, given.parse().ok()),
            _ => (authority, Some(80)),
        };
        let is_loopback =
            matches!(host, "127.0.0.1" | "[::1]") || host.eq_ignore_ascii_case("localhost");
        let is_named = self.hosts.iter().any(|own| own.eq_ignore_ascii_case(host));
        (is_loopback || is_named) && given == Some(self.port)
    }
}

/// Whether a browser goes to a page as a whole, not into a frame and not by a script.
fn is_navigation(headers: &HeaderMap) -> bool {
    let is = |name: &str, value: &str| headers.get(name).is_some_and(|found| found == value);
    is("sec-fetch-mode", "navigate") && is("sec-fetch-dest", "document")
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderName, HeaderValue};

    use super::Own;

    fn own() -> Own<'static> {
        Own {
            port: 4000,
            hosts: &[],
        }
    }

    fn refused(authority: Option<&str>, headers: &[(&str, &str)]) -> bool {
        let headers: HeaderMap = headers
            .iter()
            .map(|(name, value)| {
                let name: HeaderName = name.parse().unwrap();
                (name, HeaderValue::from_str(value).unwrap())
            })
            .collect();
        let hosts = ["sandbox.test".to_owned()];
        let own = Own {
            hosts: &hosts,
            ..own()
        };
        own.refusal(&headers, authority, false).is_some()
    }

    #[test]
    fn other_pages_may_send_a_person_to_the_open_ones() {
        let with = |dest: &'static str| {
            HeaderMap::from_iter([
                (
                    HeaderName::from_static("host"),
                    HeaderValue::from_static("localhost:4000"),
                ),
                (
                    HeaderName::from_static("sec-fetch-site"),
                    HeaderValue::from_static("cross-site"),
                ),
                (
                    HeaderName::from_static("sec-fetch-mode"),
                    HeaderValue::from_static("navigate"),
                ),
                (
                    HeaderName::from_static("sec-fetch-dest"),
                    HeaderValue::from_static(dest),
                ),
            ])
        };
        assert!(own().refusal(&with("document"), None, true).is_none());
        assert!(own().refusal(&with("document"), None, false).is_some());
        assert!(own().refusal(&with("iframe"), None, true).is_some());
        let mut scripted = with("document");
        scripted.insert("origin", HeaderValue::from_static("https://evil.example"));
        assert!(own().refusal(&scripted, None, true).is_some());
    }

    #[test]
    fn own_pages_and_programs_get_through() {
        for host in [
            "127.0.0.1:4000",
            "localhost:4000",
            "LOCALHOST:4000",
            "[::1]:4000",
            "Sandbox.test:4000",
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
