//! Accounts that games make for players who have none. Discord docs: Social SDK/Using Provisional
//! Accounts.

use std::collections::BTreeMap;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    Changed, Refusal, Store,
    channel::Place,
    ids::{ApplicationId, MessageId, UserId},
    lobby::Texts,
    oauth::Scope,
    user::User,
};

/// What games keep at Discord's.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Partner {
    accounts: Vec<Provisional>,
    /// What moderation says of messages between two users.
    moderation: BTreeMap<MessageId, Texts>,
}

/// A player's account with a game, and the user that stands for it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[allow(clippy::struct_field_names, reason = "Discord's names")]
struct Provisional {
    application_id: ApplicationId,
    external_id: String,
    user_id: UserId,
}

/// Reads who a token of another provider is of: a statement names its subject, and of anything else the
/// whole text counts.
pub(crate) fn external_id(kind: &str, token: &str, now: u64) -> Result<String, Refusal> {
    let claims: Option<Value> = token
        .split('.')
        .nth(1)
        .and_then(|middle| URL_SAFE_NO_PAD.decode(middle).ok())
        .and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let Some(claims) = claims else {
        return Ok(format!("{kind}:{token}"));
    };
    if claims["exp"].as_u64().is_some_and(|end| end <= now / 1000) {
        return Err(Refusal::EXPIRED_ID_TOKEN);
    }
    let subject = claims["sub"].as_str().unwrap_or(token);
    Ok(format!("{kind}:{subject}"))
}

impl Store {
    /// Gives a player of a game a token; its account is made if there is none.
    pub(crate) fn provisional_token(
        &mut self,
        application: ApplicationId,
        external_id: String,
        preferred_name: Option<String>,
    ) -> Result<Changed<Value>, Refusal> {
        self.application(application)?;
        let known =
            self.partner.accounts.iter().find(|known| {
                known.application_id == application && known.external_id == external_id
            });
        let user = match known.map(|known| known.user_id) {
            Some(user) => user,
            None => self.create_provisional(application, external_id),
        };
        if let Some(name) = preferred_name
            && let Some(user) = self.users.get_mut(&user)
        {
            user.global_name = Some(name);
        }
        let scopes = vec![Scope::SocialLayer, Scope::OpenId];
        let mut token = self.issue(application, user, scopes, true);
        token["scopes"] = serde_json::json!([Scope::SocialLayer, Scope::OpenId]);
        let seconds = token["expires_in"].as_u64().unwrap_or_default();
        token["expires_at_s"] = (self.clock.now() / 1000 + seconds).into();
        Ok(Changed::nothing(token))
    }

    fn create_provisional(&mut self, application_id: ApplicationId, external_id: String) -> UserId {
        let id: UserId = self.clock.next_id();
        self.users.insert(
            id,
            User {
                id,
                username: format!("player{id}"),
                global_name: None,
                banner: None,
                avatar: None,
                bot: false,
            },
        );
        self.partner.accounts.push(Provisional {
            application_id,
            external_id,
            user_id: id,
        });
        id
    }

    /// Parts a player's account with a game from the user that it is merged with.
    pub(crate) fn unmerge(
        &mut self,
        application: ApplicationId,
        external_id: &str,
    ) -> Result<Changed<()>, Refusal> {
        let known = self.partner.accounts.iter().position(|known| {
            known.application_id == application && known.external_id == external_id
        });
        let account = match known {
            Some(index) => self.partner.accounts.swap_remove(index),
            None => return Err(Refusal::UNKNOWN_USER),
        };
        Ok(self.deauthorize(application, account.user_id))
    }

    /// Notes what a game's moderation says of a message between two users.
    pub(crate) fn moderate_direct_message(
        &mut self,
        application: ApplicationId,
        users: (UserId, UserId),
        message: MessageId,
        moderation: Texts,
    ) -> Result<Changed<()>, Refusal> {
        self.user(users.0)?;
        self.user(users.1)?;
        let channel = self.channels.values().find(|channel| {
            matches!(&channel.place, Place::Direct(direct)
                if direct.group.is_none()
                    && direct.recipients.contains(&users.0)
                    && direct.recipients.contains(&users.1))
        });
        let channel = channel.ok_or(Refusal::UNKNOWN_CHANNEL)?.id;
        let shown = self.message(channel, message)?;
        let mut json = self.message_json(shown, None);
        json["moderation_metadata"] = serde_json::json!(moderation);
        self.partner.moderation.insert(message, moderation);
        self.webhook_event(application, "GAME_DIRECT_MESSAGE_UPDATE", &json);
        Ok(Changed::nothing(()))
    }
}
