//! Users, human and bot, and what can happen to them.

use serde_json::{Value, json};

use super::{
    Changed, Event, Field, Refusal, Store,
    event::Audience,
    ids::{GuildId, UserId},
};

/// An account.
#[derive(Clone, Debug)]
pub(crate) struct User {
    pub(crate) id: UserId,
    pub(crate) username: String,
    pub(crate) global_name: Option<String>,
    pub(crate) avatar: Option<String>,
    pub(crate) bot: bool,
}

impl User {
    /// The user as everybody sees it.
    pub(crate) fn json(&self) -> Value {
        let mut json = json!({
            "id": self.id,
            "username": self.username,
            "discriminator": self.discriminator(),
            "global_name": self.global_name,
            "avatar": self.avatar,
            "avatar_decoration_data": null,
            "banner": null,
            "accent_color": null,
            "collectibles": null,
            "primary_guild": null,
            "flags": 0,
            "public_flags": 0,
        });
        if self.bot {
            json["bot"] = true.into();
        }
        json
    }

    /// The user as it sees itself.
    pub(crate) fn private_json(&self) -> Value {
        let mut json = self.json();
        json["bio"] = "".into();
        json["email"] = Value::Null;
        json["locale"] = "en-US".into();
        json["mfa_enabled"] = false.into();
        json["verified"] = true.into();
        json["premium_type"] = 0.into();
        json
    }

    /// Bots have kept their four digits, people have "0".
    fn discriminator(&self) -> String {
        if self.bot {
            format!("{:04}", (self.id.get() >> 22) % 9999 + 1)
        } else {
            "0".to_owned()
        }
    }
}

/// What a user changes of itself.
#[derive(Debug, Default)]
pub(crate) struct UserEdit {
    pub(crate) username: Option<String>,
    /// The new avatar's hash.
    pub(crate) avatar: Field<String>,
}

impl Store {
    pub(crate) fn user(&self, id: UserId) -> Result<&User, Refusal> {
        self.users.get(&id).ok_or(Refusal::UnknownUser)
    }

    /// Every account, in the order they were made.
    pub(crate) fn users(&self) -> impl Iterator<Item = &User> {
        self.users.values()
    }

    /// Makes a human, who joins every guild.
    pub(crate) fn create_user(
        &mut self,
        username: String,
        global_name: Option<String>,
    ) -> Changed<UserId> {
        let id = self.ids.next();
        self.users.insert(
            id,
            User {
                id,
                username,
                global_name,
                avatar: None,
                bot: false,
            },
        );
        let guilds: Vec<GuildId> = self.guilds.keys().copied().collect();
        let events = guilds
            .into_iter()
            .flat_map(|guild| self.join(guild, id, Vec::new()))
            .collect();
        Changed::new(id, events)
    }

    /// Changes a user's own name or picture.
    pub(crate) fn edit_user(&mut self, id: UserId, edit: UserEdit) -> Result<Changed<()>, Refusal> {
        let user = self.users.get_mut(&id).ok_or(Refusal::UnknownUser)?;
        if let Some(username) = edit.username {
            user.username = username;
        }
        edit.avatar.apply(&mut user.avatar);
        let mut events = vec![Event::new(
            "USER_UPDATE",
            Audience::User(id, None),
            0,
            user.private_json(),
        )];
        for guild in self.guilds_of(id) {
            events.extend(self.member_update(guild, id));
        }
        Ok(Changed::new((), events))
    }
}
