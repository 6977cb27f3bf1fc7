//! Whom a message may notify.

use serde::Serialize;

use crate::{
    id::{
        Id,
        marker::{RoleMarker, UserMarker},
    },
    rest::check::Faults,
};

/// Whom a message may notify, whatever its text mentions.
///
/// Without it, a message notifies everyone whom it mentions. Give it wherever the text comes from others.
///
/// ```
/// use asyncord::rest::body::AllowedMentions;
///
/// // Nobody, whatever the text says.
/// let silent = AllowedMentions::none();
/// // Users whom the text mentions, and the author of the message it answers; no role, not everyone.
/// let polite = AllowedMentions::none().all_users().replied_user(true);
/// ```
///
/// Discord docs: Message/Allowed Mentions Object.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AllowedMentions {
    parse: Vec<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    users: Vec<Id<UserMarker>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    roles: Vec<Id<RoleMarker>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    replied_user: Option<bool>,
}

impl AllowedMentions {
    /// Nobody.
    pub fn none() -> Self {
        Self::default()
    }

    /// Every user whom the text mentions.
    pub fn all_users(self) -> Self {
        self.parse("users")
    }

    /// Every role that the text mentions.
    pub fn all_roles(self) -> Self {
        self.parse("roles")
    }

    /// `@everyone` and `@here`.
    pub fn everyone(self) -> Self {
        self.parse("everyone")
    }

    /// These users, up to 100, if the text mentions them.
    pub fn users(mut self, users: impl IntoIterator<Item = impl Into<Id<UserMarker>>>) -> Self {
        self.users.extend(users.into_iter().map(Into::into));
        self
    }

    /// These roles, up to 100, if the text mentions them.
    pub fn roles(mut self, roles: impl IntoIterator<Item = impl Into<Id<RoleMarker>>>) -> Self {
        self.roles.extend(roles.into_iter().map(Into::into));
        self
    }

    /// Whether the author of the message that is answered is notified.
    pub fn replied_user(mut self, replied_user: bool) -> Self {
        self.replied_user = Some(replied_user);
        self
    }

    fn parse(mut self, what: &'static str) -> Self {
        if !self.parse.contains(&what) {
            self.parse.push(what);
        }
        self
    }

    pub(super) fn check(&self, faults: &mut Faults) {
        for (name, count) in [("users", self.users.len()), ("roles", self.roles.len())] {
            let path = format!("allowed_mentions.{name}");
            faults.count(&path, count, 0..=100);
            if count > 0 && self.parse.contains(&name) {
                faults.add(
                    path,
                    "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                    format!("either all {name} or these, not both"),
                );
            }
        }
    }
}
