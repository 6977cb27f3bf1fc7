//! The bits of intents, permissions and flags that the sandbox looks at.

/// Gateway intents. Discord docs: Gateway/Gateway Intents.
pub(crate) mod intent {
    pub(crate) const GUILDS: u64 = 1;
    pub(crate) const GUILD_MEMBERS: u64 = 1 << 1;
    pub(crate) const GUILD_PRESENCES: u64 = 1 << 8;
    pub(crate) const GUILD_MESSAGES: u64 = 1 << 9;
    pub(crate) const GUILD_MESSAGE_REACTIONS: u64 = 1 << 10;
    pub(crate) const GUILD_MESSAGE_TYPING: u64 = 1 << 11;
    pub(crate) const DIRECT_MESSAGES: u64 = 1 << 12;
    pub(crate) const DIRECT_MESSAGE_REACTIONS: u64 = 1 << 13;
    pub(crate) const DIRECT_MESSAGE_TYPING: u64 = 1 << 14;
    pub(crate) const MESSAGE_CONTENT: u64 = 1 << 15;

    /// Every intent there is; another bit closes the connection with 4013.
    pub(crate) const ALL: u64 = 53_608_447;
    /// The intents that the application must have been granted, else 4014.
    pub(crate) const PRIVILEGED: u64 = GUILD_MEMBERS | GUILD_PRESENCES | MESSAGE_CONTENT;

    /// The names of the privileged intents, as the driver API takes them.
    pub(crate) const PRIVILEGED_NAMES: [(&str, u64); 3] = [
        ("GUILD_MEMBERS", GUILD_MEMBERS),
        ("GUILD_PRESENCES", GUILD_PRESENCES),
        ("MESSAGE_CONTENT", MESSAGE_CONTENT),
    ];
}

/// Permissions. Discord docs: Permissions/Bitwise Permission Flags.
pub(crate) mod permission {
    pub(crate) const ADMINISTRATOR: u64 = 1 << 3;
    /// Every documented bit.
    pub(crate) const ALL: u64 = 0x1F_7FFF_FFFF_FFFF;
    /// What Discord gives `@everyone` of a new guild, by and large.
    pub(crate) const EVERYONE: u64 = (1 << 0) // CREATE_INSTANT_INVITE
        | (1 << 6) // ADD_REACTIONS
        | (1 << 9) // STREAM
        | (1 << 10) // VIEW_CHANNEL
        | (1 << 11) // SEND_MESSAGES
        | (1 << 14) // EMBED_LINKS
        | (1 << 15) // ATTACH_FILES
        | (1 << 16) // READ_MESSAGE_HISTORY
        | (1 << 17) // MENTION_EVERYONE
        | (1 << 18) // USE_EXTERNAL_EMOJIS
        | (1 << 20) // CONNECT
        | (1 << 21) // SPEAK
        | (1 << 25) // USE_VAD
        | (1 << 26) // CHANGE_NICKNAME
        | (1 << 31) // USE_APPLICATION_COMMANDS
        | (1 << 35) // CREATE_PUBLIC_THREADS
        | (1 << 38) // SEND_MESSAGES_IN_THREADS
        | (1 << 49); // SEND_POLLS
    pub(crate) const MANAGE_MESSAGES: u64 = 1 << 13;
    pub(crate) const KICK_MEMBERS: u64 = 1 << 1;
}

/// Flags of a message. Discord docs: Message/Message Flags.
pub(crate) mod message_flag {
    pub(crate) const CROSSPOSTED: u64 = 1;
    pub(crate) const SUPPRESS_EMBEDS: u64 = 1 << 2;
    pub(crate) const SUPPRESS_NOTIFICATIONS: u64 = 1 << 12;
    pub(crate) const IS_VOICE_MESSAGE: u64 = 1 << 13;
    pub(crate) const HAS_SNAPSHOT: u64 = 1 << 14;
    pub(crate) const IS_COMPONENTS_V2: u64 = 1 << 15;

    /// What a bot may set when it creates a message.
    pub(crate) const ON_CREATE: u64 =
        SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS | IS_VOICE_MESSAGE | IS_COMPONENTS_V2;
}

/// Flags of an application whose privileged intents are granted without a review. Discord docs:
/// Application/Application Flags.
pub(crate) mod application_flag {
    use super::intent;

    const GATEWAY_PRESENCE_LIMITED: u64 = 1 << 13;
    const GATEWAY_GUILD_MEMBERS_LIMITED: u64 = 1 << 15;
    const GATEWAY_MESSAGE_CONTENT_LIMITED: u64 = 1 << 19;

    /// The flags that say which privileged intents are granted.
    pub(crate) fn of_intents(privileged: u64) -> u64 {
        [
            (intent::GUILD_PRESENCES, GATEWAY_PRESENCE_LIMITED),
            (intent::GUILD_MEMBERS, GATEWAY_GUILD_MEMBERS_LIMITED),
            (intent::MESSAGE_CONTENT, GATEWAY_MESSAGE_CONTENT_LIMITED),
        ]
        .into_iter()
        .filter(|(granted, _)| privileged & granted != 0)
        .map(|(_, flag)| flag)
        .sum()
    }
}
