//! OAuth2 scopes.

open_string_enum! {
    /// What a user can allow an application.
    ///
    /// Discord docs: OAuth2/OAuth2 Scopes.
    pub enum Scope {
        /// Read what users play; not given to applications at present.
        ActivitiesRead = "activities.read",
        /// Change what users play; not given to applications at present.
        ActivitiesWrite = "activities.write",
        /// Invite to Activities; in Discord's specification, not in its documentation.
        ActivitiesInvitesWrite = "activities.invites.write",
        /// Read the builds of the user's applications.
        ApplicationsBuildsRead = "applications.builds.read",
        /// Upload builds of the user's applications; needs Discord's approval.
        ApplicationsBuildsUpload = "applications.builds.upload",
        /// Have commands in a guild or for a user; [`Bot`](Self::Bot) includes it.
        ApplicationsCommands = "applications.commands",
        /// Change the application's commands by a bearer token; only by client credentials.
        ApplicationsCommandsUpdate = "applications.commands.update",
        /// Change who may use the application's commands in guilds that the user manages.
        ApplicationsCommandsPermissionsUpdate = "applications.commands.permissions.update",
        /// Read the entitlements of the user's applications.
        ApplicationsEntitlements = "applications.entitlements",
        /// Read and change the store pages of the user's applications.
        ApplicationsStoreUpdate = "applications.store.update",
        /// Add the bot to a guild.
        Bot = "bot",
        /// Read the accounts that the user has linked.
        Connections = "connections",
        /// Read the user's direct messages and groups, not what is written there; needs Discord's approval.
        DmChannelsRead = "dm_channels.read",
        /// Read the user's address.
        Email = "email",
        /// Add users to a group.
        GdmJoin = "gdm.join",
        /// Read the user's guilds.
        Guilds = "guilds",
        /// Add the user to a guild that the bot is in.
        GuildsJoin = "guilds.join",
        /// Read the user as a member of a guild.
        GuildsMembersRead = "guilds.members.read",
        /// Read the user's account, without the address.
        Identify = "identify",
        /// Read what sort of Nitro the user has; for partners of Discord.
        IdentifyPremium = "identify.premium",
        /// Read the messages of all channels by RPC.
        MessagesRead = "messages.read",
        /// Sign the user in by OpenID Connect; in Discord's specification.
        Openid = "openid",
        /// Read the user's friends and requests; for the Social SDK.
        RelationshipsRead = "relationships.read",
        /// Tell of the user for linked roles.
        RoleConnectionsWrite = "role_connections.write",
        /// Control the user's client; needs Discord's approval.
        Rpc = "rpc",
        /// Change what the user plays by RPC; needs Discord's approval.
        RpcActivitiesWrite = "rpc.activities.write",
        /// Read the user's notifications by RPC; needs Discord's approval.
        RpcNotificationsRead = "rpc.notifications.read",
        /// Read whether the user shares the screen by RPC; in Discord's specification.
        RpcScreenshareRead = "rpc.screenshare.read",
        /// Share the user's screen by RPC; in Discord's specification.
        RpcScreenshareWrite = "rpc.screenshare.write",
        /// Read the user's video settings by RPC; in Discord's specification.
        RpcVideoRead = "rpc.video.read",
        /// Change the user's video settings by RPC; in Discord's specification.
        RpcVideoWrite = "rpc.video.write",
        /// Read the user's voice settings by RPC; needs Discord's approval.
        RpcVoiceRead = "rpc.voice.read",
        /// Change the user's voice settings by RPC; needs Discord's approval.
        RpcVoiceWrite = "rpc.voice.write",
        /// All that the communication features of the Social SDK need.
        SdkSocialLayer = "sdk.social_layer",
        /// What the presence features of the Social SDK need.
        SdkSocialLayerPresence = "sdk.social_layer_presence",
        /// Connect to voice in the user's name; needs Discord's approval.
        Voice = "voice",
        /// Make a webhook, which comes with the token.
        WebhookIncoming = "webhook.incoming",
    }
}
