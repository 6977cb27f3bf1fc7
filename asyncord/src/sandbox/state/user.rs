//! Users, human and bot, and what can happen to them.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    Changed, Event, Field, Refusal, Store,
    event::Audience,
    ids::{GuildId, UserId},
    image::Image,
    message::WebhookAuthor,
};

/// An account.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct User {
    pub(crate) id: UserId,
    pub(crate) username: String,
    pub(crate) global_name: Option<String>,
    pub(crate) avatar: Option<String>,
    pub(crate) banner: Option<String>,
    pub(crate) bot: bool,
}

/// An account elsewhere that a user has linked. Discord docs: User/Connection Object.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(clippy::struct_excessive_bools, reason = "Discord's object")]
pub(crate) struct Connection {
    pub(crate) id: String,
    pub(crate) name: String,
    #[serde(rename = "type")]
    pub(crate) kind: String,
    pub(crate) verified: bool,
    pub(crate) friend_sync: bool,
    pub(crate) show_activity: bool,
    pub(crate) two_way_link: bool,
    pub(crate) visibility: u8,
}

impl User {
    /// The user that a webhook's messages show as their author.
    pub(crate) fn of_webhook(webhook: &WebhookAuthor) -> Self {
        Self {
            id: webhook.id.cast(),
            username: webhook.name.clone(),
            global_name: None,
            avatar: webhook.avatar.clone(),
            banner: None,
            bot: true,
        }
    }

    /// The user as everybody sees it.
    pub(crate) fn json(&self) -> Value {
        let mut json = json!({
            "id": self.id,
            "username": self.username,
            "discriminator": self.discriminator(),
            "global_name": self.global_name,
            "avatar": self.avatar,
            "avatar_decoration_data": null,
            "banner": self.banner,
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
    pub(crate) avatar: Field<Image>,
    pub(crate) banner: Field<Image>,
}

impl Store {
    pub(crate) fn user(&self, id: UserId) -> Result<&User, Refusal> {
        self.users.get(&id).ok_or(Refusal::UNKNOWN_USER)
    }

    /// The user, who must be a human.
    pub(super) fn person(&self, id: UserId) -> Result<&User, Refusal> {
        let user = self.user(id)?;
        if user.bot {
            Err(Refusal::NOT_FOR_BOTS)
        } else {
            Ok(user)
        }
    }

    /// Every account, in the order they were made.
    pub(crate) fn users(&self) -> impl Iterator<Item = &User> {
        self.users.values()
    }

    /// The accounts that a user has linked.
    pub(crate) fn connections_of(&self, user: UserId) -> &[Connection] {
        self.connections.get(&user).map_or(&[], Vec::as_slice)
    }

    /// Links an account elsewhere, or changes the link.
    pub(crate) fn connect_account(
        &mut self,
        user: UserId,
        connection: Connection,
    ) -> Result<Changed<()>, Refusal> {
        self.person(user)?;
        let own = self.connections.entry(user).or_default();
        own.retain(|known| (&known.kind, &known.id) != (&connection.kind, &connection.id));
        own.push(connection);
        Ok(Changed::nothing(()))
    }

    /// Makes a human, who joins every guild.
    pub(crate) fn create_user(
        &mut self,
        username: String,
        global_name: Option<String>,
    ) -> Changed<UserId> {
        let id = self.clock.next_id();
        self.users.insert(
            id,
            User {
                id,
                username,
                global_name,
                avatar: None,
                banner: None,
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
        self.user(id)?;
        let avatar = self.store_image_field(edit.avatar);
        let banner = self.store_image_field(edit.banner);
        let user = self.users.get_mut(&id).ok_or(Refusal::UNKNOWN_USER)?;
        if let Some(username) = edit.username {
            user.username = username;
        }
        avatar.apply(&mut user.avatar);
        banner.apply(&mut user.banner);
        let mut events = vec![Event::new(
            "USER_UPDATE",
            Audience::user(id, None),
            0,
            user.private_json(),
        )];
        for guild in self.guilds_of(id) {
            events.extend(self.member_update(guild, id));
        }
        Ok(Changed::new((), events))
    }
}
