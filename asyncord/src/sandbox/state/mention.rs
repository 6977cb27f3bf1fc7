//! Whom a message's content mentions, and whom it may.

use super::ids::{RoleId, UserId};

/// The mentions found in a text, each once, in order.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Mentions {
    pub(crate) users: Vec<UserId>,
    pub(crate) roles: Vec<RoleId>,
    pub(crate) everyone: bool,
}

/// Whom a message may notify. Discord docs: Message/Allowed Mentions Object.
#[derive(Clone, Debug, Default)]
pub(crate) enum AllowedMentions {
    /// The sender said nothing.
    #[default]
    Everything,
    Only(Only),
}

/// Whom a sender named.
#[derive(Clone, Debug, Default)]
pub(crate) struct Only {
    pub(crate) users: Named<UserId>,
    pub(crate) roles: Named<RoleId>,
    pub(crate) everyone: bool,
    pub(crate) replied_user: bool,
}

/// All of a kind, or those in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Named<T> {
    All,
    These(Vec<T>),
}

impl<T> Default for Named<T> {
    fn default() -> Self {
        Self::These(Vec::new())
    }
}

impl<T: PartialEq> Named<T> {
    fn includes(&self, one: &T) -> bool {
        match self {
            Self::All => true,
            Self::These(list) => list.contains(one),
        }
    }
}

impl AllowedMentions {
    /// For interactions and webhooks, which mention users alone unless the sender says otherwise.
    pub(crate) fn or_users(self) -> Self {
        match self {
            Self::Everything => Self::Only(Only {
                users: Named::All,
                ..Only::default()
            }),
            Self::Only(only) => Self::Only(only),
        }
    }

    pub(crate) fn everyone(&self) -> bool {
        match self {
            Self::Everything => true,
            Self::Only(only) => only.everyone,
        }
    }

    pub(crate) fn user(&self, user: UserId) -> bool {
        match self {
            Self::Everything => true,
            Self::Only(only) => only.users.includes(&user),
        }
    }

    pub(crate) fn role(&self, role: RoleId) -> bool {
        match self {
            Self::Everything => true,
            Self::Only(only) => only.roles.includes(&role),
        }
    }

    pub(crate) fn replied_user(&self) -> bool {
        match self {
            Self::Everything => true,
            Self::Only(only) => only.replied_user,
        }
    }
}

/// Finds `<@id>`, `<@!id>`, `<@&id>`, `@everyone` and `@here`.
pub(crate) fn parse(content: &str) -> Mentions {
    let mut found = Mentions {
        everyone: content.contains("@everyone") || content.contains("@here"),
        ..Mentions::default()
    };
    for part in content.split("<@").skip(1) {
        let Some((inside, _)) = part.split_once('>') else {
            continue;
        };
        if let Some(role) = inside.strip_prefix('&') {
            push(&mut found.roles, role.parse().ok());
        } else {
            let user = inside.strip_prefix('!').unwrap_or(inside);
            push(&mut found.users, user.parse().ok());
        }
    }
    found
}

fn push<T: PartialEq>(list: &mut Vec<T>, item: Option<T>) {
    if let Some(item) = item
        && !list.contains(&item)
    {
        list.push(item);
    }
}

#[cfg(test)]
mod tests {
    use super::{Mentions, parse};
    use crate::id::Id;

    #[test]
    fn finds_each_mention_once_and_passes_over_what_is_none() {
        let found = parse("<@1> <@!2> hi <@1>, <@&3> <@x> <@ 4> <@5 <#6> <@");
        assert_eq!(
            found,
            Mentions {
                users: vec![Id::new(1), Id::new(2)],
                roles: vec![Id::new(3)],
                everyone: false,
            }
        );
        assert!(parse("look @here").everyone);
        assert_eq!(parse(""), Mentions::default());
    }
}
