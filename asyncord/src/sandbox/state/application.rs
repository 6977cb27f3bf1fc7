//! Applications: each a bot user with a token.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use super::{
    Changed, Event, Refusal, Store,
    bits::{application_flag, permission},
    ids::{ApplicationId, GuildId, UserId},
    user::User,
};

/// An application and its bot, which share one id as Discord's newer ones do.
#[derive(Clone, Debug)]
pub(crate) struct Application {
    pub(crate) id: ApplicationId,
    pub(crate) name: String,
    pub(crate) token: String,
    /// The privileged intents it may ask for.
    pub(crate) privileged_intents: u64,
    pub(crate) owner_id: UserId,
}

impl Application {
    pub(crate) fn user_id(&self) -> UserId {
        self.id.cast()
    }

    pub(crate) fn flags(&self) -> u64 {
        application_flag::of_intents(self.privileged_intents)
    }
}

impl Store {
    pub(crate) fn application(&self, id: ApplicationId) -> Result<&Application, Refusal> {
        self.applications
            .get(&id)
            .ok_or(Refusal::UnknownApplication)
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
        let id = self.ids.next();
        let application = self.insert_application(id, name, privileged_intents);
        let guilds: Vec<GuildId> = self.guilds.keys().copied().collect();
        let events: Vec<Event> = guilds
            .into_iter()
            .flat_map(|guild| {
                let roles = self.bot_role(guild).into_iter().collect();
                self.join(guild, id.cast(), roles)
            })
            .collect();
        Changed::new(application, events)
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
        };
        self.applications.insert(id, application.clone());
        application
    }

    /// The application as its own bot sees it.
    pub(crate) fn application_json(&self, application: &Application) -> Value {
        let install_params = json!({
            "scopes": ["bot", "applications.commands"],
            "permissions": permission::ADMINISTRATOR.to_string(),
        });
        json!({
            "id": application.id,
            "name": application.name,
            "icon": null,
            "description": "",
            "summary": "",
            "type": null,
            "bot": self.users.get(&application.user_id()).map(User::json),
            "bot_public": true,
            "bot_require_code_grant": false,
            "verify_key": format!("{:064x}", application.id.get()),
            "flags": application.flags(),
            "flags_new": application.flags().to_string(),
            "hook": true,
            "max_participants": null,
            "tags": [],
            "install_params": install_params,
            "integration_types_config": { "0": { "oauth2_install_params": install_params } },
            "owner": self.users.get(&application.owner_id).map(User::json),
            "team": null,
            "redirect_uris": [],
            "rpc_origins": [],
            "interactions_endpoint_url": null,
            "role_connections_verification_url": null,
            "event_webhooks_url": null,
            "event_webhooks_status": 1,
            "event_webhooks_types": [],
            "eligible_oauth2_scopes": ["bot", "applications.commands"],
            "explicit_content_filter": 0,
            "approximate_guild_count": self.guilds_of(application.user_id()).len(),
            "approximate_user_install_count": 0,
            "approximate_user_authorization_count": 0,
        })
    }
}

/// A token of the shape that clients expect: its first part is the bot's id, which some read from it.
/// It is the same in every run and no secret, as nothing but this process takes it.
fn token(user: UserId) -> String {
    let id = URL_SAFE_NO_PAD.encode(user.to_string());
    format!("{id}.Sandbx.sandbox-token-{:0>24x}", user.get())
}

#[cfg(test)]
mod tests {
    use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

    use super::super::{Store, ids::seed};

    #[test]
    fn a_token_has_the_shape_of_discords_and_names_the_bot() {
        let store = Store::seeded("http://127.0.0.1:1");
        let application = store.applications().next().unwrap();
        let parts: Vec<&str> = application.token.split('.').collect();
        let id = URL_SAFE_NO_PAD.decode(parts[0]).unwrap();
        assert_eq!(id, application.user_id().to_string().into_bytes());
        assert_eq!((parts[1].len(), parts[2].len(), parts.len()), (6, 38, 3));
    }

    #[test]
    fn a_token_belongs_to_its_application_alone() {
        let mut store = Store::seeded("http://127.0.0.1:1");
        let other = store.create_application("other", 0).value;
        assert_eq!(store.authenticate(&other.token).unwrap().id, other.id);
        assert!(store.authenticate("").is_none());
        assert!(store.application(seed(999)).is_err());
    }
}
