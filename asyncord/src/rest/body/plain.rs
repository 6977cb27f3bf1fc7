//! Bodies that are one object of the data as it stands.

use serde::Serialize;

use super::EditCommand;
use crate::{
    id::{
        Id,
        marker::{ChannelMarker, CommandMarker, RoleMarker, UserMarker},
    },
    model::{
        ApplicationCommandPermission, ApplicationRoleConnectionMetadata, Field, List,
        LobbyMemberFlags, Map, NewCommand, NewTestEntitlement, Text,
        limits::{self, Faults, Limited},
    },
    rest::{request::Body, transport::Payload},
};

macro_rules! plain {
    ($($ty:ty)+) => {$(
        impl Body for $ty {
            fn into_payload(self) -> serde_json::Result<Payload> {
                serde_json::to_vec(&self).map(|json| Payload::Json(json.into()))
            }
        }
    )+};
}

plain!(
    ChannelPositions
    CommandList
    CommandPermissionsList
    ForeignPayload
    LobbyMemberUpdates
    EditCommand
    ModerationMetadata
    NewCommand
    NewTestEntitlement
    RoleConnectionMetadataList
    RolePositions
);

/// Bodies that are a list, made of whatever yields its elements.
macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident of $item:ty;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Serialize)]
        #[serde(transparent)]
        pub struct $name(Vec<$item>);

        impl<T: IntoIterator<Item = $item>> From<T> for $name {
            fn from(elements: T) -> Self {
                Self(elements.into_iter().collect())
            }
        }

        limits::validate!($name);
    )+};
}

lists! {
    /// Commands that are put in place of all there were: any number of [`NewCommand`]s.
    CommandList of NewCommand;
    /// Who may use which commands in a guild: any number of [`CommandPermissions`].
    CommandPermissionsList of CommandPermissions;
    /// Changes to the members of a lobby: 1 to 25 [`LobbyMemberUpdate`]s.
    LobbyMemberUpdates of LobbyMemberUpdate;
    /// Where roles stand in the list of a guild: any number of [`RolePosition`]s.
    RolePositions of RolePosition;
    /// Where channels stand in the list of a guild: any number of [`ChannelPosition`]s.
    ChannelPositions of ChannelPosition;
    /// What an application tells of users for linked roles: up to 5 [`ApplicationRoleConnectionMetadata`].
    RoleConnectionMetadataList of ApplicationRoleConnectionMetadata;
}

/// What moderation found of a message of a game: any keys, texts of up to 2,000 characters.
///
/// Discord docs: Lobby/Update Lobby Message Moderation Metadata.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub struct ModerationMetadata(Map<Text, Text>);

impl<K: Into<Text>, V: Into<Text>, T: IntoIterator<Item = (K, V)>> From<T> for ModerationMetadata {
    fn from(entries: T) -> Self {
        let entries = entries.into_iter();
        Self(
            entries
                .map(|(key, value)| (key.into(), value.into()))
                .collect(),
        )
    }
}

limits::validate!(ModerationMetadata);

impl Limited for ModerationMetadata {
    fn check(&self, faults: &mut Faults) {
        for (key, value) in &self.0 {
            faults.characters(key, value, 0..=2_000);
        }
    }
}

/// What another service sends to webhooks: JSON as it is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(transparent)]
pub struct ForeignPayload(serde_json::Value);

impl From<serde_json::Value> for ForeignPayload {
    fn from(payload: serde_json::Value) -> Self {
        Self(payload)
    }
}

/// Of what others send Discord knows whether it is right.
impl Limited for ForeignPayload {
    fn check(&self, _: &mut Faults) {}
}

/// Who may use a command in a guild.
///
/// Discord docs: Application Commands/Batch Edit Application Command Permissions.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CommandPermissions {
    /// The command.
    pub id: Id<CommandMarker>,
    /// Who may and who may not, up to 100.
    pub permissions: List<ApplicationCommandPermission>,
}

impl Limited for CommandPermissionsList {
    fn check(&self, faults: &mut Faults) {
        faults.each("", &self.0, |faults, command| {
            faults.count("permissions", command.permissions.len(), 0..=100);
        });
    }
}

/// A change to a member of a lobby: puts in, edits, or takes out.
///
/// ```
/// use asyncord::rest::body::LobbyMemberUpdate;
///
/// let changes = [LobbyMemberUpdate::add(1), LobbyMemberUpdate::remove(2)];
/// ```
///
/// Discord docs: Lobby/Bulk Update Lobby Members.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LobbyMemberUpdate {
    id: Id<UserMarker>,
    #[serde(skip_serializing_if = "Option::is_none")]
    metadata: Option<Map<Text, Text>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    flags: Option<LobbyMemberFlags>,
    #[serde(skip_serializing_if = "Option::is_none")]
    additional_name: Option<Text>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    remove_member: bool,
}

impl LobbyMemberUpdate {
    /// Puts a user in, or edits one who is in it.
    pub fn add(user_id: impl Into<Id<UserMarker>>) -> Self {
        Self {
            id: user_id.into(),
            metadata: None,
            flags: None,
            additional_name: None,
            remove_member: false,
        }
    }

    /// Takes a user out.
    pub fn remove(user_id: impl Into<Id<UserMarker>>) -> Self {
        Self {
            remove_member: true,
            ..Self::add(user_id)
        }
    }

    /// Notes something, up to 1,000 characters in all.
    pub fn metadata(mut self, metadata: Map<Text, Text>) -> Self {
        self.metadata = Some(metadata);
        self
    }

    /// Sets what the member may do.
    pub fn flags(mut self, flags: LobbyMemberFlags) -> Self {
        self.flags = Some(flags);
        self
    }

    /// Gives a further name, 1 to 80 characters.
    pub fn additional_name(mut self, name: impl Into<Text>) -> Self {
        self.additional_name = Some(name.into());
        self
    }
}

impl Limited for LobbyMemberUpdates {
    fn check(&self, faults: &mut Faults) {
        faults.count("", self.0.len(), 1..=25);
        faults.each("", &self.0, |faults, member| {
            faults.optional("additional_name", member.additional_name.as_deref(), 1..=80);
        });
    }
}

/// Where a role stands in the list of a guild.
///
/// Discord docs: Guild/Modify Guild Role Positions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct RolePosition {
    /// The role.
    pub id: Id<RoleMarker>,
    /// Its place, from the bottom; `@everyone` has 0.
    pub position: u32,
}

/// Where a channel stands in the list of a guild.
///
/// Discord docs: Guild/Modify Guild Channel Positions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ChannelPosition {
    /// The channel.
    pub id: Id<ChannelMarker>,
    /// Its place among those of its sort in its category; as it is where `None`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<u32>,
    /// The category that it moves to; null takes it out of one.
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub parent_id: Field<Id<ChannelMarker>>,
    /// Whether it takes over the permissions of its new category.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lock_permissions: Option<bool>,
}

/// Of roles and their places Discord knows whether they are right.
impl Limited for RolePositions {
    fn check(&self, _: &mut Faults) {}
}

/// Of channels and their places Discord knows whether they are right.
impl Limited for ChannelPositions {
    fn check(&self, _: &mut Faults) {}
}

impl Limited for RoleConnectionMetadataList {
    fn check(&self, faults: &mut Faults) {
        faults.count("", self.0.len(), 0..=5);
        faults.each("", &self.0, |faults, metadata| {
            faults.characters("key", &metadata.key, 1..=50);
            faults.characters("name", &metadata.name, 1..=100);
            faults.characters("description", &metadata.description, 1..=200);
        });
    }
}

impl Limited for CommandList {
    fn check(&self, faults: &mut Faults) {
        faults.each("", &self.0, |faults, command| command.check(faults));
    }
}

impl Limited for NewTestEntitlement {
    /// Of its ids Discord knows whether they are right.
    fn check(&self, _: &mut Faults) {}
}

#[cfg(test)]
mod tests {
    use super::CommandList;
    use crate::{model::NewCommand, rest::request::Body};

    #[test]
    fn a_list_of_commands_is_an_array_and_names_the_wrong_one() {
        let list = CommandList::from([NewCommand::user("Info"), NewCommand::chat_input("b", "")]);
        assert_eq!(
            list.validate().unwrap_err().to_string(),
            "[1].description: 0 characters, at least 1"
        );
        let list = CommandList::from([NewCommand::user("Info")]);
        assert_eq!(
            list.into_payload().unwrap().json().unwrap(),
            serde_json::json!([{"type": 2, "name": "Info"}])
        );
    }
}
