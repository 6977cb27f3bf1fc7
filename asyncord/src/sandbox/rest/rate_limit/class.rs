//! Which requests count together, and how many of them Discord lets through.
//!
//! Discord publishes no numbers and changes them; these are of the size that bots have seen.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    time::Duration,
};

use axum::http::Method;

/// Requests that share a bucket in one channel, guild or webhook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Class {
    /// What makes the bucket's name.
    pub(super) name: String,
    pub(super) requests: u32,
    pub(super) window: Duration,
    /// All bots together have this one.
    pub(super) is_shared: bool,
    /// The limit of all routes does not count it.
    pub(super) is_beyond_global: bool,
}

/// How many changes of a channel's name or topic fit in which time, beside the bucket's own limit.
pub(super) const NAME_OR_TOPIC: (u32, Duration) = (2, Duration::from_mins(10));

/// The templates that have limits of their own: method, template, the bucket's name, requests, and the
/// window in milliseconds. Of templates that begin alike the first one counts; a star is any method.
const KNOWN: &[(&str, &str, &str, u32, u64)] = &[
    (
        "POST",
        "/channels/{channel_id}/messages/bulk-delete",
        "bulk-delete",
        1,
        1000,
    ),
    ("*", "/channels/{channel_id}/messages/pins", "pins", 5, 4000),
    ("*", "/channels/{channel_id}/pins", "pins", 5, 4000),
    (
        "POST",
        "/channels/{channel_id}/messages/{message_id}/threads",
        "threads",
        50,
        300_000,
    ),
    (
        "POST",
        "/channels/{channel_id}/threads",
        "threads",
        50,
        300_000,
    ),
    (
        "POST",
        "/channels/{channel_id}/messages",
        "message-create",
        5,
        5000,
    ),
    (
        "PATCH",
        "/channels/{channel_id}/messages",
        "message-edit",
        5,
        5000,
    ),
    (
        "DELETE",
        "/channels/{channel_id}/messages",
        "message-delete",
        5,
        1000,
    ),
    (
        "GET",
        "/channels/{channel_id}/messages",
        "message-read",
        5,
        5000,
    ),
    ("POST", "/channels/{channel_id}/typing", "typing", 5, 5000),
    ("PATCH", "/channels/{channel_id}", "channel-edit", 5, 15_000),
    (
        "POST",
        "/webhooks/{webhook_id}/{webhook_token}",
        "webhook",
        5,
        2000,
    ),
    (
        "*",
        "/webhooks/{webhook_id}/{webhook_token}/messages",
        "webhook-message",
        5,
        2000,
    ),
    ("POST", "/interactions", "callback", 5, 2000),
    ("GET", "/guilds/{guild_id}/emojis", "emoji-read", 10, 10_000),
    ("*", "/guilds/{guild_id}/emojis", "emoji", 50, 3_600_000),
    ("*", "/guilds/{guild_id}/stickers", "sticker", 50, 3_600_000),
    (
        "PATCH",
        "/guilds/{guild_id}/members/@me",
        "own-nick",
        1,
        1000,
    ),
    (
        "*",
        "/guilds/{guild_id}/members/{user_id}",
        "member",
        10,
        10_000,
    ),
    (
        "POST",
        "/guilds/{guild_id}/roles",
        "role-create",
        250,
        172_800_000,
    ),
    (
        "PUT",
        "/applications/{application_id}/commands",
        "commands-set",
        2,
        20_000,
    ),
    (
        "POST",
        "/applications/{application_id}/commands",
        "command-create",
        5,
        20_000,
    ),
    ("GET", "/gateway/bot", "gateway", 2, 5000),
    ("PATCH", "/users/@me", "own-user", 2, 3_600_000),
];

impl Class {
    /// The class of a request, with Discord's numbers.
    pub(super) fn of(method: &Method, template: &str) -> Self {
        let is_beyond_global = template.starts_with("/interactions/")
            || template.starts_with("/webhooks/{webhook_id}/{webhook_token}");
        let class = |name: &str, requests, ms| Self {
            name: name.to_owned(),
            requests,
            window: Duration::from_millis(ms),
            is_shared: matches!(name, "emoji" | "sticker"),
            is_beyond_global,
        };
        if template.contains("/reactions") {
            // All reactions to a channel's messages share one bucket.
            return if method == Method::GET {
                class("reaction-read", 5, 1000)
            } else {
                class("reaction", 1, 250)
            };
        }
        let known = KNOWN.iter().find(|(known, start, ..)| {
            let rest = template.strip_prefix(start);
            (*known == "*" || method.as_str() == *known)
                && rest.is_some_and(|rest| {
                    rest.is_empty() || rest.starts_with('/') && *start != "/channels/{channel_id}"
                })
        });
        match known {
            Some((_, _, name, requests, ms)) => class(name, *requests, *ms),
            None if method == Method::GET => class(&route_name(method, template), 30, 10_000),
            None => class(&route_name(method, template), 10, 10_000),
        }
    }

    /// A class of its own for each route, with a limit that somebody has set.
    pub(super) fn of_route(
        method: &Method,
        template: &str,
        requests: u32,
        window: Duration,
    ) -> Self {
        Self {
            name: route_name(method, template),
            requests,
            window,
            is_shared: false,
            is_beyond_global: false,
        }
    }

    /// What the bucket is called towards clients: the same for all channels and guilds.
    pub(super) fn hash(&self) -> String {
        let mut hasher = DefaultHasher::new();
        self.name.hash(&mut hasher);
        let first = hasher.finish();
        first.hash(&mut hasher);
        format!("{first:016x}{:016x}", hasher.finish())
    }
}

/// The name of a route within the limits: deleting a message counts apart, as do most methods.
fn route_name(method: &Method, template: &str) -> String {
    // All reactions to a channel's messages share one bucket.
    match template.split_once("/reactions") {
        Some((before, _)) => format!("{before}/reactions"),
        None => format!("{method} {template}"),
    }
}

/// The channel, guild or webhook that the path names first; of a webhook its token belongs to it.
pub(super) fn major(template: &str, path: &str) -> Option<String> {
    let major = ["{channel_id}", "{guild_id}", "{webhook_id}"];
    let mut pairs = template.split('/').zip(path.split('/'));
    let (_, value) = pairs.find(|(name, _)| major.contains(name))?;
    Some(match pairs.next() {
        Some((name, token)) if name.ends_with("token}") => format!("{value}/{token}"),
        _ => value.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use axum::http::Method;

    use super::{Class, major};

    fn class(method: &Method, template: &str) -> (String, u32) {
        let class = Class::of(method, template);
        (class.name, class.requests)
    }

    #[test]
    fn the_major_parameter_is_the_value_in_the_path() {
        let template = "/channels/{channel_id}/messages/{message_id}";
        assert_eq!(
            major(template, "/channels/1/messages/2").as_deref(),
            Some("1")
        );
        assert_eq!(major("/users/{user_id}", "/users/1"), None);
        let template = "/webhooks/{webhook_id}/{webhook_token}";
        assert_eq!(major(template, "/webhooks/1/x").as_deref(), Some("1/x"));
    }

    #[test]
    fn similar_routes_share_a_bucket_and_others_do_not() {
        let message = "/channels/{channel_id}/messages/{message_id}";
        assert_eq!(
            class(&Method::DELETE, message),
            ("message-delete".to_owned(), 5)
        );
        assert_ne!(
            class(&Method::PATCH, message),
            class(&Method::DELETE, message)
        );
        let reactions = format!("{message}/reactions/{{emoji_name}}/@me");
        assert_eq!(class(&Method::PUT, &reactions).1, 1);
        assert_eq!(
            Class::of(&Method::PUT, &reactions).hash(),
            Class::of(&Method::DELETE, &format!("{message}/reactions")).hash()
        );
        assert_eq!(
            class(
                &Method::PUT,
                "/channels/{channel_id}/permissions/{overwrite_id}"
            )
            .1,
            10
        );
        assert!(Class::of(&Method::POST, "/guilds/{guild_id}/emojis").is_shared);
        let callback = "/interactions/{interaction_id}/{interaction_token}/callback";
        assert!(Class::of(&Method::POST, callback).is_beyond_global);
    }
}
