//! What a token of OAuth2 may be good for. Discord docs: OAuth2/OAuth2 Scopes.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! scopes {
    ($($variant:ident = $name:literal;)*) => {
        /// One thing that a person lets an application do.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        pub(crate) enum Scope {
            $(#[serde(rename = $name)] $variant,)*
        }

        impl Scope {
            pub(crate) const ALL: &[Self] = &[$(Self::$variant),*];

            /// Its name on the wire.
            pub(crate) const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }
        }
    };
}

scopes! {
    ActivitiesInvitesWrite = "activities.invites.write";
    ActivitiesRead = "activities.read";
    ActivitiesWrite = "activities.write";
    BuildsRead = "applications.builds.read";
    BuildsUpload = "applications.builds.upload";
    Commands = "applications.commands";
    CommandsPermissionsUpdate = "applications.commands.permissions.update";
    CommandsUpdate = "applications.commands.update";
    Entitlements = "applications.entitlements";
    StoreUpdate = "applications.store.update";
    Bot = "bot";
    Connections = "connections";
    DmChannelsRead = "dm_channels.read";
    Email = "email";
    GdmJoin = "gdm.join";
    Guilds = "guilds";
    GuildsJoin = "guilds.join";
    GuildsMembersRead = "guilds.members.read";
    Identify = "identify";
    IdentifyPremium = "identify.premium";
    MessagesRead = "messages.read";
    OpenId = "openid";
    RelationshipsRead = "relationships.read";
    RoleConnectionsWrite = "role_connections.write";
    Rpc = "rpc";
    RpcActivitiesWrite = "rpc.activities.write";
    RpcNotificationsRead = "rpc.notifications.read";
    RpcScreenshareRead = "rpc.screenshare.read";
    RpcScreenshareWrite = "rpc.screenshare.write";
    RpcVideoRead = "rpc.video.read";
    RpcVideoWrite = "rpc.video.write";
    RpcVoiceRead = "rpc.voice.read";
    RpcVoiceWrite = "rpc.voice.write";
    SocialLayer = "sdk.social_layer";
    SocialLayerPresence = "sdk.social_layer_presence";
    Voice = "voice";
    WebhookIncoming = "webhook.incoming";
}

impl Scope {
    pub(crate) fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|scope| scope.name() == name)
    }

    /// The scopes that every application may ask for; the others are partners'.
    pub(crate) fn eligible() -> Vec<Self> {
        let of_partners = [
            Self::IdentifyPremium,
            Self::SocialLayer,
            Self::SocialLayerPresence,
        ];
        Self::ALL
            .iter()
            .copied()
            .filter(|scope| !of_partners.contains(scope))
            .collect()
    }

    /// Reads scopes with spaces between them, each once; nothing if one is unknown or there is none.
    pub(crate) fn parse_list(text: &str) -> Option<Vec<Self>> {
        let mut scopes = Vec::new();
        for name in text.split_whitespace() {
            let scope = Self::parse(name)?;
            if !scopes.contains(&scope) {
                scopes.push(scope);
            }
        }
        (!scopes.is_empty()).then_some(scopes)
    }

    /// Writes scopes with spaces between them.
    pub(crate) fn write_list(scopes: &[Self]) -> String {
        let names: Vec<&str> = scopes.iter().map(|scope| scope.name()).collect();
        names.join(" ")
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::Scope;

    #[test]
    fn a_list_of_scopes_is_read_as_a_whole_or_not_at_all() {
        let scopes = Scope::parse_list("identify  guilds identify").unwrap();
        assert_eq!(scopes, [Scope::Identify, Scope::Guilds]);
        assert_eq!(Scope::write_list(&scopes), "identify guilds");
        for wrong in ["", " ", "identify unknown", "Identify"] {
            assert_eq!(Scope::parse_list(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn a_scope_has_one_name_everywhere() {
        for scope in Scope::ALL {
            assert_eq!(Scope::parse(scope.name()), Some(*scope));
            assert_eq!(serde_json::json!(scope), scope.name());
        }
    }
}
