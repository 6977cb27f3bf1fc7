//! Applications: each a bot user with a token.

pub(crate) mod activity;
pub(crate) mod profile;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use self::profile::Profile;
use super::{
    Changed, Event, Refusal, Store,
    bits::application_flag,
    endpoint::{Endpoints, verify_key},
    expression::CustomEmoji,
    ids::{ApplicationId, EmojiId, GuildId, UserId},
    membership::REQUESTED,
    oauth::{Scope, secret},
    user::User,
};

/// An application and its bot, which share one id as Discord's newer ones do.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Application {
    pub(crate) id: ApplicationId,
    pub(crate) name: String,
    pub(crate) token: String,
    /// The privileged intents it may ask for.
    pub(crate) privileged_intents: u64,
    pub(crate) owner_id: UserId,
    pub(crate) emojis: BTreeMap<EmojiId, CustomEmoji>,
    pub(crate) endpoints: Endpoints,
    pub(crate) profile: Profile,
}

impl Application {
    pub(crate) fn user_id(&self) -> UserId {
        self.id.cast()
    }

    pub(crate) fn flags(&self) -> u64 {
        application_flag::of_intents(self.privileged_intents)
    }

    /// What it proves itself with where tokens are given out; the same in every run and no secret, as
    /// nothing but this process takes it.
    pub(crate) fn client_secret(&self) -> String {
        secret(self.id.get(), 32)
    }
}

impl Store {
    pub(crate) fn application(&self, id: ApplicationId) -> Result<&Application, Refusal> {
        self.applications
            .get(&id)
            .ok_or(Refusal::UNKNOWN_APPLICATION)
    }

    pub(crate) fn applications(&self) -> impl Iterator<Item = &Application> {
        self.applications.values()
    }

    /// The application that a token belongs to, `Bot ` before it or not: Discord's gateway takes both.
    pub(crate) fn authenticate(&self, token: &str) -> Option<&Application> {
        self.tokens
            .get(token.strip_prefix("Bot ").unwrap_or(token))
            .and_then(|id| self.applications.get(id))
    }

    /// Makes an application whose bot joins every guild.
    pub(crate) fn create_application(
        &mut self,
        name: &str,
        privileged_intents: u64,
    ) -> Changed<Application> {
        let id = self.clock.next_id();
        let application = self.insert_application(id, name, privileged_intents);
        let guilds: Vec<GuildId> = self.guilds.keys().copied().collect();
        let events: Vec<Event> = guilds
            .into_iter()
            .flat_map(|guild| {
                let Some(owner) = self.guilds.get(&guild).map(|guild| guild.owner_id) else {
                    return Vec::new();
                };
                let Some(role) = self.bot_role(guild) else {
                    let added = self.add_bot(&owner.into(), guild, id, REQUESTED);
                    return added.map(|added| added.events).unwrap_or_default();
                };
                let integration = self.integrate(guild, id, owner);
                let mut events = self.join(guild, id.cast(), vec![role]);
                events.extend(self.integrated(guild, &integration));
                events
            })
            .collect();
        Changed::new(application, events)
    }

    /// Makes an application's token worthless and gives it another.
    pub(crate) fn reset_token(&mut self, id: ApplicationId) {
        let unique: UserId = self.clock.next_id();
        let Some(application) = self.applications.get_mut(&id) else {
            return;
        };
        let user = application.user_id();
        self.tokens.remove(&application.token);
        application.token = token_of(user, unique);
        self.tokens.insert(application.token.clone(), id);
    }

    /// Puts an application and its bot user into the world, not yet into a guild.
    pub(super) fn insert_application(
        &mut self,
        id: ApplicationId,
        name: &str,
        privileged_intents: u64,
    ) -> Application {
        let user_id: UserId = id.cast();
        self.users.insert(
            user_id,
            User {
                id: user_id,
                username: name.to_owned(),
                global_name: None,
                avatar: None,
                banner: None,
                bot: true,
            },
        );
        let token = token(user_id);
        self.tokens.insert(token.clone(), id);
        let application = Application {
            id,
            name: name.to_owned(),
            token,
            privileged_intents,
            owner_id: self.default_user,
            emojis: BTreeMap::new(),
            endpoints: Endpoints::default(),
            profile: Profile::default(),
        };
        self.applications.insert(id, application.clone());
        application
    }

    /// The application as everybody sees it.
    pub(crate) fn public_application_json(&self, application: &Application) -> Value {
        let profile = &application.profile;
        let mut json = json!({
            "id": application.id,
            "name": application.name,
            "icon": profile.icon,
            "description": profile.description,
            "type": profile.kind,
            "bot": self.users.get(&application.user_id()).map(User::json),
            "bot_public": profile.bot_public,
            "bot_require_code_grant": profile.bot_require_code_grant,
            "verify_key": verify_key(application.id),
            "flags": application.flags() & 0x7FFF_FFFF,
            "flags_new": application.flags().to_string(),
            "max_participants": profile.max_participants,
            "tags": profile.tags,
            "integration_types_config": profile.integration_types_config,
        });
        if let Some(params) = &profile.install_params {
            json["install_params"] = json!(params);
        }
        for (key, text) in [
            ("cover_image", &profile.cover_image),
            ("custom_install_url", &profile.custom_install_url),
        ] {
            if let Some(text) = text {
                json[key] = text.as_str().into();
            }
        }
        json
    }

    /// The application as its own bot sees it.
    pub(crate) fn application_json(&self, application: &Application) -> Value {
        let profile = &application.profile;
        let endpoints = &application.endpoints;
        let mut json = self.public_application_json(application);
        let (mut authorized, mut installed) = (0, 0);
        for known in self.authorizations_of(application.id) {
            authorized += 1;
            installed += i32::from(known.user_install);
        }
        json["owner"] = json!(self.users.get(&application.owner_id).map(User::json));
        json["team"] = Value::Null;
        json["redirect_uris"] = json!(profile.redirect_uris);
        json["rpc_origins"] = json!([]);
        json["interactions_endpoint_url"] = json!(endpoints.interactions_url);
        json["role_connections_verification_url"] =
            json!(profile.role_connections_verification_url);
        json["event_webhooks_url"] = json!(endpoints.events_url);
        json["event_webhooks_status"] = json!(endpoints.events_status);
        json["event_webhooks_types"] = json!(endpoints.events_types);
        json["eligible_oauth2_scopes"] = json!(Scope::eligible());
        json["explicit_content_filter"] = profile.explicit_content_filter.into();
        json["approximate_guild_count"] = self.guilds_of(application.user_id()).len().into();
        json["approximate_user_install_count"] = installed.into();
        json["approximate_user_authorization_count"] = authorized.into();
        json
    }
}

/// A token of the shape that clients expect: its first part is the bot's id, which some read from it.
/// It is the same in every run and no secret, as nothing but this process takes it.
fn token(user: UserId) -> String {
    token_of(user, user)
}

fn token_of(user: UserId, unique: UserId) -> String {
    let id = URL_SAFE_NO_PAD.encode(user.to_string());
    format!("{id}.Sandbx.sandbox-token-{:0>24x}", unique.get())
}
