//! Whom a message may notify.

use super::{
    AllowedMentionType, List,
    limits::{Faults, Limited},
    wire::object,
};
use crate::id::{
    Id,
    marker::{RoleMarker, UserMarker},
};

/// Whom a message may notify, whatever its text mentions.
///
/// Without it, a message notifies everyone whom it mentions; answers to interactions and messages of
/// webhooks notify users only. Give it wherever the text comes from others.
///
/// ```
/// use asyncord::model::AllowedMentions;
///
/// // Nobody, whatever the text says.
/// let silent = AllowedMentions::none();
/// // Users whom the text mentions, and the author of the message it answers; no role, not everyone.
/// let polite = AllowedMentions::none().all_users().replied_user(true);
/// # assert!(silent.users.is_empty() && polite.replied_user == Some(true));
/// ```
///
/// Discord docs: Message/Allowed Mentions Object.
#[object]
#[derive(Eq)]
pub struct AllowedMentions {
    /// The mentions that notify whom they name; of users and roles not together with a list of some.
    pub parse: Option<List<AllowedMentionType>>,
    /// These users, up to 100, if the text mentions them.
    pub users: List<Id<UserMarker>>,
    /// These roles, up to 100, if the text mentions them.
    pub roles: List<Id<RoleMarker>>,
    /// Whether the author of the message that is answered is notified.
    pub replied_user: Option<bool>,
}

impl Default for AllowedMentions {
    fn default() -> Self {
        Self::none()
    }
}

impl AllowedMentions {
    /// Nobody.
    pub fn none() -> Self {
        Self {
            // Without the list Discord would take the mentions of all kinds.
            parse: Some(List::default()),
            users: List::default(),
            roles: List::default(),
            replied_user: None,
            came: super::wire::Keys::default(),
        }
    }

    /// Every user whom the text mentions.
    pub fn all_users(self) -> Self {
        self.parse(AllowedMentionType::Users)
    }

    /// Every role that the text mentions.
    pub fn all_roles(self) -> Self {
        self.parse(AllowedMentionType::Roles)
    }

    /// `@everyone` and `@here`.
    pub fn everyone(self) -> Self {
        self.parse(AllowedMentionType::Everyone)
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

    fn parse(mut self, what: AllowedMentionType) -> Self {
        let parse = self.parse.get_or_insert_default();
        if !parse.contains(&what) {
            parse.push(what);
        }
        self
    }
}

impl Limited for AllowedMentions {
    fn check(&self, faults: &mut Faults) {
        for (name, count, all) in [
            ("users", self.users.len(), AllowedMentionType::Users),
            ("roles", self.roles.len(), AllowedMentionType::Roles),
        ] {
            faults.count(name, count, 0..=100);
            if count > 0
                && self
                    .parse
                    .as_ref()
                    .is_some_and(|parse| parse.contains(&all))
            {
                faults.add(
                    name,
                    "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                    format!("either all {name} or these, not both"),
                );
            }
        }
    }
}
