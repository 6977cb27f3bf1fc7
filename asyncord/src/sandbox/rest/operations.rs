//! Discord's operations, to tell what the sandbox does not do yet from what nobody does.

use axum::http::Method;

/// One operation a line: method and path template, as in Discord's documentation and specification.
const OPERATIONS: &str = include_str!("operations.txt");

/// What is known of a request that no handler takes.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Known {
    /// Discord has it, under this template.
    Operation(&'static str),
    /// Discord has the path with other methods.
    Path,
    Nothing,
}

pub(super) fn find(method: &Method, path: &str) -> Known {
    let mut known = Known::Nothing;
    for (has, template) in OPERATIONS.lines().filter_map(|line| line.split_once(' ')) {
        if !fits(template, path) {
            continue;
        }
        if method.as_str() == has {
            return Known::Operation(template);
        }
        known = Known::Path;
    }
    known
}

/// The template of an operation, given as it stands in a route or as the path of a request.
pub(super) fn name(method: &Method, path: &str) -> Option<&'static str> {
    let operations = OPERATIONS.lines().filter_map(|line| line.split_once(' '));
    let exact = operations
        .filter(|(has, _)| method.as_str() == *has)
        .find(|(_, template)| *template == path);
    match exact {
        Some((_, template)) => Some(template),
        None => match find(method, path) {
            Known::Operation(template) => Some(template),
            Known::Path | Known::Nothing => None,
        },
    }
}

fn fits(template: &str, path: &str) -> bool {
    let (mut names, mut values) = (template.split('/'), path.split('/'));
    loop {
        match (names.next(), values.next()) {
            (None, None) => return true,
            (Some(name), Some(value)) if name == value => {}
            (Some(name), Some(value)) if name.starts_with('{') && !value.is_empty() => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::Method;

    use super::{Known, OPERATIONS, find, name};

    #[test]
    fn an_operation_a_path_and_nothing_are_told_apart() {
        let found = find(&Method::GET, "/guilds/1/audit-logs");
        assert_eq!(found, Known::Operation("/guilds/{guild_id}/audit-logs"));
        assert_eq!(find(&Method::PUT, "/guilds/1/audit-logs"), Known::Path);
        assert_eq!(
            find(&Method::GET, "/guilds/1/no-such-thing"),
            Known::Nothing
        );
        assert_eq!(find(&Method::GET, "/guilds//audit-logs"), Known::Nothing);
    }

    #[test]
    fn a_template_is_its_own_name() {
        for path in ["/users/@me", "/users/{user_id}", "/channels/{channel_id}"] {
            assert_eq!(name(&Method::GET, path), Some(path));
        }
        let path = "/channels/1/messages/2";
        let template = "/channels/{channel_id}/messages/{message_id}";
        assert_eq!(name(&Method::GET, path), Some(template));
        assert_eq!(name(&Method::GET, "/permissions"), None);
    }

    #[test]
    fn every_line_is_an_operation() {
        for line in OPERATIONS.lines() {
            let (method, path) = line.split_once(' ').unwrap();
            assert!(
                ["GET", "POST", "PUT", "PATCH", "DELETE"].contains(&method),
                "{line}"
            );
            assert!(path.starts_with('/'), "{line}");
        }
    }
}
