//! Pages as text. Nothing comes into them but through [`escape`].

use std::fmt::Write as _;

use axum::{
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use url::Url;

/// A text as it stands in an element or an attribute.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// A menu of things with ids and names.
pub(super) fn menu(label: &str, name: &str, options: &[(String, String)], chosen: &str) -> String {
    let mut html = format!(
        "<label>{} <select name=\"{}\">",
        escape(label),
        escape(name)
    );
    for (id, text) in options {
        let selected = if id == chosen { " selected" } else { "" };
        // Writing to a text does not fail.
        let _ = write!(
            html,
            "<option value=\"{}\"{selected}>{}</option>",
            escape(id),
            escape(text)
        );
    }
    html.push_str("</select></label>");
    html
}

/// A page with a heading and a body that is HTML already. Its forms go to us, and on to `redirect`.
pub(super) fn page(
    status: StatusCode,
    heading: &str,
    body: &str,
    redirect: Option<&Url>,
) -> Response {
    let heading = escape(heading);
    let html = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{heading}</title>\
         <style>body{{font:16px/1.5 system-ui;max-width:30em;margin:3em auto;padding:0 1em}}\
         label{{display:block;margin:.8em 0}}select,input,button{{font:inherit;padding:.3em}}\
         </style><h1>{heading}</h1>{body}</html>"
    );
    let target = redirect.map(form_target).unwrap_or_default();
    let policy = format!(
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'; \
         form-action 'self'{target}"
    );
    let mut response = (status, Html(html)).into_response();
    let headers = response.headers_mut();
    let mut put = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    put(header::CONTENT_SECURITY_POLICY, &policy);
    put(header::X_FRAME_OPTIONS, "DENY");
    put(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    // With `no-referrer` browsers would send our own forms with the origin `null`, which the guard refuses.
    put(header::REFERRER_POLICY, "same-origin");
    put(header::CACHE_CONTROL, "no-store");
    response
}

/// Where the answer of a form may send the browser on to, as the policy names it.
fn form_target(url: &Url) -> String {
    let origin = url.origin();
    if origin.is_tuple() {
        format!(" {}", origin.ascii_serialization())
    } else {
        format!(" {}:", url.scheme())
    }
}

#[cfg(test)]
mod tests {
    use super::{escape, form_target, menu};

    #[test]
    fn nothing_gets_out_of_its_place() {
        assert_eq!(
            escape("<a href=\"x\" title='y'>&"),
            "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;"
        );
        let options = [("\"><script>".to_owned(), "</option>".to_owned())];
        let html = menu("Who", "user_id", &options, "");
        assert!(!html.contains("<script>"), "{html}");
        assert_eq!(html.matches("</option>").count(), 1);
    }

    #[test]
    fn the_policy_names_an_origin_or_a_scheme() {
        let web = "http://127.0.0.1:3000/cb?x=;script-src *".parse().unwrap();
        assert_eq!(form_target(&web), " http://127.0.0.1:3000");
        assert_eq!(form_target(&"my-app://cb".parse().unwrap()), " my-app:");
    }
}
