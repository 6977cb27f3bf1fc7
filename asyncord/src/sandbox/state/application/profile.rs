//! What an application tells of itself, and how it is installed. Discord docs: Application.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::super::{
    Changed, Field, Refusal, Store,
    bits::{application_flag, as_text, permission},
    ids::ApplicationId,
    image::Image,
    oauth::Scope,
};

/// What an application tells of itself.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Profile {
    pub(crate) description: String,
    /// The hash of its icon.
    pub(crate) icon: Option<String>,
    /// The hash of its cover.
    pub(crate) cover_image: Option<String>,
    pub(crate) tags: Vec<String>,
    /// Whether others than its owner may add it to guilds.
    pub(crate) bot_public: bool,
    /// Its bot comes only when a code has been exchanged.
    pub(crate) bot_require_code_grant: bool,
    pub(crate) redirect_uris: Vec<String>,
    pub(crate) custom_install_url: Option<String>,
    pub(crate) install_params: Option<InstallParams>,
    /// By the numbers of the contexts that it can be installed in.
    pub(crate) integration_types_config: BTreeMap<String, IntegrationType>,
    pub(crate) max_participants: Option<i64>,
    pub(crate) explicit_content_filter: i64,
    pub(crate) kind: Option<i64>,
    pub(crate) role_connections_verification_url: Option<String>,
}

/// What an application is installed with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct InstallParams {
    pub(crate) scopes: Vec<Scope>,
    #[serde(with = "as_text")]
    pub(crate) permissions: u64,
}

/// How an application is installed in one context.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct IntegrationType {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) oauth2_install_params: Option<InstallParams>,
}

impl Default for Profile {
    fn default() -> Self {
        let to_guilds = InstallParams {
            scopes: vec![Scope::Commands, Scope::Bot],
            permissions: permission::ADMINISTRATOR,
        };
        let to_users = InstallParams {
            scopes: vec![Scope::Commands],
            permissions: 0,
        };
        let with = |params: &InstallParams| IntegrationType {
            oauth2_install_params: Some(params.clone()),
        };
        Self {
            description: String::new(),
            icon: None,
            cover_image: None,
            tags: Vec::new(),
            bot_public: true,
            bot_require_code_grant: false,
            redirect_uris: Vec::new(),
            custom_install_url: None,
            integration_types_config: BTreeMap::from([
                ("0".to_owned(), with(&to_guilds)),
                ("1".to_owned(), with(&to_users)),
            ]),
            install_params: Some(to_guilds),
            max_participants: None,
            explicit_content_filter: 0,
            kind: None,
            role_connections_verification_url: None,
        }
    }
}

/// What is changed of an application; what is `None` or absent stays.
#[derive(Clone, Debug, Default)]
pub(crate) struct ApplicationEdit {
    pub(crate) name: Option<String>,
    pub(crate) privileged_intents: Option<u64>,
    pub(crate) description: Option<String>,
    pub(crate) icon: Field<Image>,
    pub(crate) cover_image: Field<Image>,
    pub(crate) flags: Option<u64>,
    pub(crate) tags: Option<Vec<String>>,
    pub(crate) bot_public: Option<bool>,
    pub(crate) bot_require_code_grant: Option<bool>,
    pub(crate) redirect_uris: Option<Vec<String>>,
    pub(crate) custom_install_url: Field<String>,
    pub(crate) install_params: Field<InstallParams>,
    pub(crate) integration_types_config: Option<BTreeMap<String, IntegrationType>>,
    pub(crate) max_participants: Field<i64>,
    pub(crate) explicit_content_filter: Option<i64>,
    pub(crate) kind: Field<i64>,
    pub(crate) role_connections_verification_url: Field<String>,
}

impl Store {
    /// Changes an application.
    pub(crate) fn edit_application(
        &mut self,
        id: ApplicationId,
        edit: ApplicationEdit,
    ) -> Result<Changed<()>, Refusal> {
        let application = self.application(id)?;
        if let Some(flags) = edit.flags
            && flags & !application_flag::SETTABLE & !application.flags() != 0
        {
            let message = "Only the flags of limited intents can be set.";
            return Err(Refusal::field(
                "flags",
                "APPLICATION_FLAGS_INVALID",
                message,
            ));
        }
        let icon = self.store_image_field(edit.icon);
        let cover_image = self.store_image_field(edit.cover_image);
        let Some(application) = self.applications.get_mut(&id) else {
            return Err(Refusal::UNKNOWN_APPLICATION);
        };
        set(&mut application.name, edit.name);
        set(&mut application.privileged_intents, edit.privileged_intents);
        if let Some(flags) = edit.flags {
            application.privileged_intents = application_flag::intents_of(flags);
        }
        let profile = &mut application.profile;
        set(&mut profile.description, edit.description);
        icon.apply(&mut profile.icon);
        cover_image.apply(&mut profile.cover_image);
        set(&mut profile.tags, edit.tags);
        set(&mut profile.bot_public, edit.bot_public);
        set(
            &mut profile.bot_require_code_grant,
            edit.bot_require_code_grant,
        );
        set(&mut profile.redirect_uris, edit.redirect_uris);
        edit.custom_install_url
            .apply(&mut profile.custom_install_url);
        edit.install_params.apply(&mut profile.install_params);
        set(
            &mut profile.integration_types_config,
            edit.integration_types_config,
        );
        edit.max_participants.apply(&mut profile.max_participants);
        set(
            &mut profile.explicit_content_filter,
            edit.explicit_content_filter,
        );
        edit.kind.apply(&mut profile.kind);
        edit.role_connections_verification_url
            .apply(&mut profile.role_connections_verification_url);
        Ok(Changed::nothing(()))
    }
}

fn set<T>(slot: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *slot = value;
    }
}
