//! What applications know of their users, and roles may ask for. Discord docs: Application Role
//! Connection Metadata.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    Changed, Field, FormErrors, Refusal, Store,
    ids::{ApplicationId, UserId, parse_iso},
};

/// How long a value may be.
const LONGEST_VALUE: usize = 100;

/// What applications can know, and what they know.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct RoleConnections {
    metadata: BTreeMap<ApplicationId, Vec<Metadata>>,
    of_users: Vec<RoleConnection>,
}

/// One thing that an application can know of a user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Metadata {
    #[serde(rename = "type")]
    pub(crate) kind: u8,
    pub(crate) key: String,
    pub(crate) name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) name_localizations: Option<BTreeMap<String, String>>,
    pub(crate) description: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) description_localizations: Option<BTreeMap<String, String>>,
}

impl Metadata {
    /// Whether a value is of its kind.
    fn takes(&self, value: &str) -> bool {
        match self.kind {
            1..=4 => value.parse::<i64>().is_ok(),
            5 | 6 => parse_iso(value).is_some(),
            _ => matches!(value, "0" | "1"),
        }
    }
}

/// What an application knows of a user.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct RoleConnection {
    application_id: ApplicationId,
    user_id: UserId,
    platform_name: Option<String>,
    platform_username: Option<String>,
    metadata: BTreeMap<String, String>,
}

/// What is changed of what an application knows.
#[derive(Clone, Debug, Default)]
pub(crate) struct RoleConnectionEdit {
    pub(crate) platform_name: Field<String>,
    pub(crate) platform_username: Field<String>,
    pub(crate) metadata: Option<BTreeMap<String, String>>,
}

impl RoleConnection {
    fn json(&self) -> Value {
        json!({
            "platform_name": self.platform_name,
            "platform_username": self.platform_username,
            "metadata": self.metadata,
        })
    }
}

impl Store {
    /// What an application can know of its users.
    pub(crate) fn role_connection_metadata(&self, application: ApplicationId) -> &[Metadata] {
        self.role_connections
            .metadata
            .get(&application)
            .map_or(&[], Vec::as_slice)
    }

    pub(crate) fn set_role_connection_metadata(
        &mut self,
        application: ApplicationId,
        metadata: Vec<Metadata>,
    ) -> Changed<()> {
        self.role_connections.metadata.insert(application, metadata);
        Changed::nothing(())
    }

    /// What an application knows of a user; without anything known all is empty.
    pub(crate) fn role_connection(&self, application: ApplicationId, user: UserId) -> Value {
        self.role_connections
            .of_users
            .iter()
            .find(|known| (known.application_id, known.user_id) == (application, user))
            .map_or_else(
                || json!({ "platform_name": null, "platform_username": null, "metadata": {} }),
                RoleConnection::json,
            )
    }

    /// Notes what an application knows of a user.
    pub(crate) fn edit_role_connection(
        &mut self,
        application: ApplicationId,
        user: UserId,
        edit: RoleConnectionEdit,
    ) -> Result<Changed<Value>, Refusal> {
        self.application(application)?;
        self.check_values(application, edit.metadata.as_ref())?;
        let of_users = &mut self.role_connections.of_users;
        let known = of_users
            .iter()
            .position(|known| (known.application_id, known.user_id) == (application, user));
        let mut connection = match known {
            Some(index) => of_users.swap_remove(index),
            None => RoleConnection {
                application_id: application,
                user_id: user,
                platform_name: None,
                platform_username: None,
                metadata: BTreeMap::new(),
            },
        };
        edit.platform_name.apply(&mut connection.platform_name);
        edit.platform_username
            .apply(&mut connection.platform_username);
        if let Some(metadata) = edit.metadata {
            connection.metadata = metadata;
        }
        let json = connection.json();
        of_users.push(connection);
        Ok(Changed::nothing(json))
    }

    fn check_values(
        &self,
        application: ApplicationId,
        values: Option<&BTreeMap<String, String>>,
    ) -> Result<(), Refusal> {
        let known = self.role_connection_metadata(application);
        let mut errors = FormErrors::default();
        for (key, value) in values.into_iter().flatten() {
            let path = format!("metadata.{key}");
            match known.iter().find(|metadata| metadata.key == *key) {
                None => errors.add(
                    &path,
                    "METADATA_KEY_UNKNOWN",
                    "The application has no such key.",
                ),
                Some(_) if value.chars().count() > LONGEST_VALUE => {
                    let message = format!("Must be {LONGEST_VALUE} or fewer in length.");
                    errors.add(&path, "BASE_TYPE_MAX_LENGTH", message);
                }
                Some(metadata) if !metadata.takes(value) => {
                    errors.add(
                        &path,
                        "METADATA_VALUE_INVALID",
                        "The value is not of the key's type.",
                    );
                }
                Some(_) => {}
            }
        }
        if errors.is_empty() {
            Ok(())
        } else {
            Err(errors.into_refusal())
        }
    }

    /// Forgets what an application knows of a user.
    pub(crate) fn delete_role_connection(
        &mut self,
        application: ApplicationId,
        user: UserId,
    ) -> Changed<()> {
        self.role_connections
            .of_users
            .retain(|known| (known.application_id, known.user_id) != (application, user));
        Changed::nothing(())
    }
}
